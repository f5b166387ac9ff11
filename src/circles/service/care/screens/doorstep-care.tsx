/** The list of the day in the hand: whom to be in touch with today, in walking order, her own first. One touch says what came of it. */
import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { outcomes } from '#ground/matters/contacts/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { houseNow, streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { type CareLine, keepContact, listCare } from '../contract.ts'
import type { ContactDialogProps } from './contact-dialog.tsx'
import { EmergencyNote } from './emergency-note.tsx'
import { isLate, sayAgreed, sayReached, sayWho } from './say-care.ts'
import './care.css'

/** `More` comes only when somebody wants to say more than one touch does. */
export function CareToday({ More }: { More: ComponentType<ContactDialogProps> }) {
  const text = useText()
  const read = useRead('due', (signal) => call(listCare, { list: 'due' }, { signal }))
  const [more, setMore] = useState<CareLine>()
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  const { lines, counts, emergencies } = read.reply.data
  const ordered = [...lines.filter(({ mine }) => mine), ...lines.filter(({ mine }) => !mine)]
  return (
    <Page title={text.say('care.today')} lead={text.day(streetToday(), 'weekday')}>
      <EmergencyNote emergencies={emergencies} counts={counts} />
      {lines.length === 0 && <EmptyState icon="service" title={text.say('care.none.due')} />}
      <ul class="care-day">
        {ordered.map((line) => (
          <li key={line.id}>
            <Card line={line} onMore={() => setMore(line)} onDone={read.reload} />
          </li>
        ))}
      </ul>
      {more && (
        <More
          line={more}
          onClose={() => setMore(undefined)}
          onDone={() => {
            setMore(undefined)
            read.reload()
          }}
        />
      )}
    </Page>
  )
}

function Card({ line, onMore, onDone }: { line: CareLine; onMore: () => void; onDone: () => void }) {
  const text = useText()
  const now = houseNow()
  const act = useDo((input: InputOf<typeof keepContact>, options) => call(keepContact, input, options))
  const asks = line.contact?.questions.some(({ required }) => required) ?? false
  return (
    <article class="care-card" data-mine={line.mine ? '' : undefined}>
      <header>
        <strong>{sayWho(line)}</strong>
        {isLate(line, now) && <Tag tone="late">{text.say('care.late')}</Tag>}
      </header>
      {line.who?.where && <p>{line.who.where}</p>}
      <p class="quiet small">{[line.type[text.language], sayAgreed(text, line)].filter(Boolean).join(' · ')}</p>
      <p class="small">{sayReached(text, line, now)}</p>
      {!line.mine && line.helper && <p class="quiet small">{text.say('care.seen-to-by', { name: line.helper.name })}</p>}
      {line.contact && (
        <div class="care-touch">
          {outcomes.map((outcome) => (
            <Button
              key={outcome}
              tone={outcome === 'reached' ? 'primary' : 'plain'}
              busy={act.busy}
              onPress={async () => {
                if (outcome === 'reached' && asks) onMore()
                else if (await act.run({ id: line.id, outcome })) onDone()
              }}
            >
              {text.say(`care.outcome.${outcome}`)}
            </Button>
          ))}
        </div>
      )}
      {line.contact && (
        <Button tone="quiet" onPress={onMore}>
          {text.say('care.more-about')}
        </Button>
      )}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </article>
  )
}
