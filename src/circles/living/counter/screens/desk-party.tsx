/** Whoever stands at the counter or rings, with everything asked of her, her household and her door; and whatever else she may want. Answered by keyboard alone. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { PersonNotices } from '#ground/notices/screens/person-notices.tsx'
import { Consents } from '#ground/purposes/screens/consents.tsx'
import { SignIns } from '#ground/residents/screens/sign-ins.tsx'
import { call } from '#kit/api.ts'
import { Button, LinkButton } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { EmptyState, Page, Section } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { useShortcut } from '#kit/shortcuts.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRead } from '#kit/use-data.ts'
import { type Contact, readParty } from '../contract.ts'
import { contacts } from './contacts.ts'
import { Known } from './known.tsx'
import { Looks } from './looks.tsx'
import { OwnData } from './own-data.tsx'
import { Questions } from './questions.tsx'
import './counter.css'

type Slip = { id: string; name: string }

export function Screen({ params, query }: { params: Record<string, string>; query: Record<string, string> }) {
  const text = useText()
  const { route } = useLocation()
  const id = params.party!
  const contact: Contact = contacts.find((one) => one === query.contact) ?? 'counter'
  const [slips, setSlips] = useState<Slip[]>([])
  const read = useRead(`${id} ${contact}`, (signal) => call(readParty, { party: id, contact }, { signal }))
  const next = () => route(`/desk/counter?contact=${contact}`)
  useShortcut('n', 'counter.next', next)
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading lines={8} />
  const { data, may } = read.reply
  const { party, parties, child, withCard } = data
  return (
    <Page
      title={party.name || party.line}
      lead={party.kind === 'person' ? party.line : text.say('counter.of-door')}
      crumbs={[{ label: text.say('counter.title'), href: '/desk/counter' }, { label: party.name || party.line }]}
      actions={
        <>
          {party.kind === 'person' && (
            <LinkButton icon="person" href={`/desk/people/${id}`}>
              {text.say('counter.to-page')}
            </LinkButton>
          )}
          <Button icon="forward" onPress={next}>
            {text.say('counter.next')}
          </Button>
        </>
      }
    >
      <div class="counter-how">
        <Radios
          joined
          label={text.say('counter.how')}
          value={contact}
          onChange={(how) => route(`/desk/counter/${id}?contact=${how}`, true)}
          options={contacts.map((one) => ({ value: one, label: text.say(`counter.contact.${one}`) }))}
        />
        <p class="small quiet">{text.say('counter.reason')}</p>
      </div>
      {slips.length > 0 && (
        <ul class="counter-slips" aria-label={text.say('counter.slips')}>
          {slips.map((slip) => (
            <li key={slip.id}>
              <LinkButton icon="print" href={`/desk/slips/${slip.id}`}>
                {text.say('counter.print-slip', { name: slip.name })}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <Section title={text.say('counter.asked')}>
        {child && <p>{text.say('counter.child')}</p>}
        {withCard > 0 && <p class="quiet">{text.say('counter.with-card', { n: withCard })}</p>}
        {parties.length === 0 ? (
          !child && (
            <EmptyState icon="check" title={text.say('counter.nothing')}>
              {text.say('counter.nothing-lead')}
            </EmptyState>
          )
        ) : (
          <Questions
            key={`${id} ${contact}`}
            party={id}
            contact={contact}
            asked={data}
            onDone={read.reload}
            onSlips={(more) => setSlips((now) => [...now, ...more])}
          />
        )}
      </Section>
      {party.kind === 'person' && (
        <>
          <Known party={id} contact={contact} />
          <Looks party={id} contact={contact} />
          <Consents person={id} way={contact} />
          {may.includes('matter.open') && <OwnData person={id} contact={contact} />}
          <Section
            title={text.say('counter.paper')}
            actions={
              <LinkButton icon="print" href="/desk/purposes/notice">
                {text.say('counter.print-notice')}
              </LinkButton>
            }
          >
            <p class="quiet small">{text.say('counter.print-notice-lead')}</p>
          </Section>
          {may.includes('resident.read') && <SignIns person={id} />}
          {may.includes('notice.read') && <PersonNotices person={id} />}
        </>
      )}
    </Page>
  )
}
