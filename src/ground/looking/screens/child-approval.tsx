/** On a child's page: that what is protected opens after approval, how one's wish stands, and the way to ask. Nothing on anybody else's. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextInput } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { useToldRead } from '#kit/use-told.ts'
import { askApproval, readApproval } from '../children/contract.ts'

export function ChildApproval({ person }: { person: string }) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const read = useToldRead(`approval ${person}`, (signal) => call(readApproval, { id: person }, { signal }))
  const ask = useDo((input: InputOf<typeof askApproval>, options) => call(askApproval, input, options))
  if (!read.reply?.data.needed) return null
  const { state, until, words } = read.reply.data
  const send = async () => {
    if (!(await ask.run({ id: person, reason: reason.trim() }))) return
    setAsking(false)
    read.reload()
  }
  return (
    <Section
      title={text.say('approval.title')}
      actions={
        state !== 'waiting' &&
        state !== 'in-force' && (
          <Button size="small" onPress={() => setAsking(true)}>
            {text.say('approval.ask')}
          </Button>
        )
      }
    >
      <p>
        {text.say('approval.lead')}{' '}
        {state && <strong>{text.say(`approval.${state}`, state === 'in-force' && until ? { until: text.moment(until) } : {})}</strong>}{' '}
        {words}
      </p>
      {asking && (
        <Dialog open title={text.say('approval.ask')} onClose={() => setAsking(false)}>
          <Form
            onSubmit={send}
            refusal={ask.refusal}
            label={text.say('approval.ask')}
            actions={
              <Button tone="primary" type="submit" busy={ask.busy}>
                {text.say('approval.send')}
              </Button>
            }
          >
            <Field label={text.say('glass.reason')} path="/reason">
              <TextInput value={reason} onInput={setReason} maxLength={200} />
            </Field>
          </Form>
        </Dialog>
      )}
    </Section>
  )
}
