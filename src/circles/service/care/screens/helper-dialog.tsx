/** Who sees to the next contacts. */
import { useState } from 'preact/hooks'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Combobox } from '#kit/combobox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { type CareLine, handCare, listHelpers } from '../contract.ts'
import { sayWho } from './say-care.ts'

export function HelperDialog({ line, onClose, onDone }: { line: CareLine; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [post, setPost] = useState(line.helper?.post ?? '')
  const read = useRead('helpers', (signal) => call(listHelpers, {}, { signal }), 'once')
  const act = useDo((input: { id: string; post: string }, options) => call(handCare, input, options))
  const send = async () => {
    if (post !== '' && (await act.run({ id: line.id, post }))) onDone()
  }
  return (
    <Dialog
      open
      title={text.say('care.hand-who', { who: sayWho(line) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={post === ''} onPress={send}>
            {text.say('care.hand')}
          </Button>
        </>
      }
    >
      <Form label={text.say('care.hand')} onSubmit={send} refusal={act.refusal ?? read.refusal}>
        <Field label={text.say('care.helper')} path="/post">
          <Combobox
            value={post}
            onChange={setPost}
            options={(read.reply?.data.helpers ?? []).map((one) => ({ value: one.post, label: text.aside(one.name, one.title) }))}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
