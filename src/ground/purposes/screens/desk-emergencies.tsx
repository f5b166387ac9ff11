/** Emergencies: since when, until when, by which document; and, after them, the certificate of what was destroyed. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { useCatalogue } from '#ground/facts/screens/use-catalogue.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Confirm, Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { EmptyState, Facts, Page, PrintButton, Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { beginEmergency, type EmergencyView, endEmergency, listEmergencies } from '../keeping/contract.ts'
import './purposes.css'

export function Screen() {
  const text = useText()
  const catalogue = useCatalogue()
  const [beginning, setBeginning] = useState(false)
  const [ending, setEnding] = useState<EmergencyView>()
  const read = useRead('emergencies', (signal) => call(listEmergencies, {}, { signal }), 'ticking')
  const end = useDo((input: { id: string }, options) => call(endEmergency, input, options))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply || !catalogue) return <Loading lines={8} />
  const may = read.reply.may.includes('emergency.declare')
  const { emergencies } = read.reply.data
  const confirmEnd = async () => {
    if (ending && (await end.run({ id: ending.id }))) read.reload()
    setEnding(undefined)
  }
  const factsOf = (one: EmergencyView) => [
    { label: text.say('keeping.document'), value: one.document },
    { label: text.say('keeping.level'), value: one.level },
    { label: text.say('keeping.area'), value: one.community ?? text.say('keeping.whole-street') },
    { label: text.say('keeping.since'), value: text.day(one.beganOn) },
    { label: text.say(one.ended ? 'keeping.ended' : 'keeping.ends'), value: text.moment(one.endsAt) },
    one.destroyedAt
      ? { label: text.say('keeping.destroyed'), value: text.moment(one.destroyedAt) }
      : { label: text.say('keeping.destroy-by'), value: text.day(one.destroyBy) },
    ...(one.certificate
      ? [
          {
            label: text.say('keeping.certificate'),
            value:
              Object.entries(one.certificate)
                .map(([element, n]) => text.say('keeping.certified', { name: catalogue.name(element, text.language), n }))
                .join(text.say('keeping.comma')) || text.say('keeping.nothing'),
          },
        ]
      : []),
  ]
  return (
    <Page
      title={text.say('keeping.emergencies')}
      lead={text.say('keeping.emergencies-lead')}
      width="measure"
      crumbs={[{ label: text.say('purposes.title'), href: '/desk/purposes' }, { label: text.say('keeping.emergencies') }]}
      actions={
        <>
          {emergencies.length > 0 && <PrintButton />}
          {may && (
            <Button tone="primary" icon="add" onPress={() => setBeginning(true)}>
              {text.say('keeping.begin')}
            </Button>
          )}
        </>
      }
    >
      {end.refusal && <ProblemNote refusal={end.refusal} />}
      {emergencies.length === 0 && (
        <EmptyState icon="warning" title={text.say('keeping.none')}>
          {text.say('keeping.none-lead')}
        </EmptyState>
      )}
      {emergencies.map((one) => (
        <Section
          key={one.id}
          title={one.title}
          actions={
            one.ended ? (
              <Tag tone={one.destroyedAt ? 'good' : 'stale'}>{text.say(one.destroyedAt ? 'keeping.destroyed' : 'keeping.waits')}</Tag>
            ) : (
              <>
                <Tag tone="late">{text.say('keeping.going-on')}</Tag>
                {may && <Button onPress={() => setEnding(one)}>{text.say('keeping.end')}</Button>}
              </>
            )
          }
        >
          <Facts items={factsOf(one)} />
        </Section>
      ))}
      {beginning && (
        <BeginDialog
          onClose={() => setBeginning(false)}
          onDone={() => {
            setBeginning(false)
            read.reload()
          }}
        />
      )}
      <Confirm
        open={ending !== undefined}
        title={text.say('keeping.end-ask', { name: ending?.title ?? '' })}
        verb={text.say('keeping.end')}
        onConfirm={confirmEnd}
        onClose={() => setEnding(undefined)}
      >
        {text.say('keeping.end-what')}
      </Confirm>
    </Page>
  )
}

type Words = 'title' | 'document' | 'level'
const words: readonly Words[] = ['title', 'document', 'level']

function BeginDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [typed, setTyped] = useState<Record<Words, string>>({ title: '', document: '', level: '' })
  const today = streetToday()
  const [days, setDays] = useState({ beganOn: today, until: today })
  const begin = useDo((input: InputOf<typeof beginEmergency>, options) => call(beginEmergency, input, options))
  const send = async () => {
    if (await begin.run({ ...typed, ...days })) onDone()
  }
  return (
    <Dialog open title={text.say('keeping.begin')} onClose={onClose}>
      <Form
        onSubmit={send}
        refusal={begin.refusal}
        label={text.say('keeping.begin')}
        actions={
          <Button tone="primary" type="submit" busy={begin.busy}>
            {text.say('keeping.begin')}
          </Button>
        }
      >
        {words.map((field) => (
          <Field key={field} label={text.say(`keeping.${field}`)} path={`/${field}`}>
            <TextInput
              value={typed[field]}
              onInput={(said) => setTyped({ ...typed, [field]: said })}
              maxLength={field === 'level' ? 20 : 60}
            />
          </Field>
        ))}
        <Field label={text.say('keeping.since')} path="/beganOn">
          <DayInput today={today} value={days.beganOn} onChange={(beganOn) => setDays({ ...days, beganOn })} />
        </Field>
        <Field label={text.say('keeping.until')} hint={text.say('keeping.until-hint')} path="/until">
          <DayInput today={today} value={days.until} onChange={(until) => setDays({ ...days, until })} />
        </Field>
      </Form>
    </Dialog>
  )
}
