/** The word of the desk that admits. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo } from '#kit/use-data.ts'
import { type DemandView, decideDemand } from '../contract.ts'

export function DecidePanel({ demand, onDone }: { demand: DemandView; onDone: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const [note, setNote] = useState('')
  const act = useDo((input: InputOf<typeof decideDemand>, options) => call(decideDemand, input, options))
  const decide = async (admit: boolean) => {
    const said = note.trim()
    if (!(await act.run({ id: demand.id, admit, ...(said ? { note: said } : {}) }))) return
    tell({ text: text.say(admit ? 'demand.admitted' : 'demand.refused') })
    onDone()
  }
  return (
    <section class="card" aria-label={text.say('demand.decide')}>
      <h2>{text.say('demand.decide')}</h2>
      <p class="quiet">{text.say('demand.decide-lead', { n: demand.targets.length })}</p>
      <Form onSubmit={() => decide(true)} refusal={act.refusal} label={text.say('demand.decide')}>
        <Field label={text.say('demand.note')} hint={text.say('demand.note-hint')} path="/note" optional>
          <TextInput value={note} onInput={setNote} maxLength={300} />
        </Field>
        <div class="row">
          <Button busy={act.busy} onPress={() => decide(false)}>
            {text.say('demand.refuse')}
          </Button>
          <Button tone="primary" busy={act.busy} onPress={() => decide(true)}>
            {text.say('demand.admit')}
          </Button>
        </div>
      </Form>
    </section>
  )
}
