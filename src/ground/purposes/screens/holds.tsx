/** What of somebody is kept beyond its term, why and until when; on her page, for those who decide about erasing. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { DayInput } from '#kit/day-input.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { endHold, listHolds, placeHold } from '../keeping/contract.ts'

type Hold = OutputOf<typeof listHolds>['holds'][number]

export function Holds({ person }: { person: string }) {
  const text = useText()
  const [placing, setPlacing] = useState(false)
  const read = useRead(`holds ${person}`, (signal) => call(listHolds, { id: person }, { signal }))
  const end = useDo((input: { id: string }, options) => call(endHold, input, options))
  const letGo = async (hold: Hold) => {
    if (await end.run({ id: hold.id })) read.reload()
  }
  return (
    <Section
      title={text.say('keeping.holds')}
      actions={
        <Button size="small" icon="add" onPress={() => setPlacing(true)}>
          {text.say('keeping.hold')}
        </Button>
      }
    >
      {(read.refusal ?? end.refusal) && <ProblemNote refusal={(read.refusal ?? end.refusal)!} />}
      {read.reply?.data.holds.length === 0 && <p class="quiet">{text.say('keeping.holds-none')}</p>}
      <ul class="plain-list">
        {read.reply?.data.holds.map((hold) => (
          <li key={hold.id} class="row">
            <span>
              {text.say(hold.ended ? 'keeping.held-until' : 'keeping.holds-until', { day: text.day(hold.until), reason: hold.reason })}{' '}
              <span class="quiet small">
                {hold.who} {text.moment(hold.at)}
              </span>
            </span>
            {!hold.ended && (
              <Button size="small" busy={end.busy} onPress={() => letGo(hold)}>
                {text.say('keeping.let-go')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {placing && (
        <HoldDialog
          person={person}
          onClose={() => setPlacing(false)}
          onDone={() => {
            setPlacing(false)
            read.reload()
          }}
        />
      )}
    </Section>
  )
}

function HoldDialog({ person, onClose, onDone }: { person: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(streetToday())
  const place = useDo((input: InputOf<typeof placeHold>, options) => call(placeHold, input, options))
  const send = async () => {
    if (await place.run({ id: person, reason: reason.trim(), until })) onDone()
  }
  return (
    <Dialog open title={text.say('keeping.hold')} onClose={onClose}>
      <Form
        onSubmit={send}
        refusal={place.refusal}
        label={text.say('keeping.hold')}
        actions={
          <Button tone="primary" type="submit" busy={place.busy}>
            {text.say('keeping.hold')}
          </Button>
        }
      >
        <Field label={text.say('keeping.hold-reason')} hint={text.say('keeping.hold-hint')} path="/reason">
          <TextInput value={reason} onInput={setReason} maxLength={200} />
        </Field>
        <Field label={text.say('keeping.hold-until')} path="/until">
          <DayInput today={streetToday()} value={until} onChange={setUntil} />
        </Field>
      </Form>
    </Dialog>
  )
}
