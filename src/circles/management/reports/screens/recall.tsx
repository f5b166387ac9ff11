/** The day by which something that left is to come back, and that it did. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { type How, hows, recallExport } from '#ground/purposes/leaving/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import type { listExports } from '../register/contract.ts'

type Export = OutputOf<typeof listExports>['exports'][number]

export function Recall({ row, isDue, may, onDone }: { row: Export; isDue: boolean; may: boolean; onDone: () => void }) {
  const text = useText()
  const [open, setOpen] = useState(false)
  if (row.recalled) return <Tag tone="good">{text.say(`exports.${row.recalled.how}`)}</Tag>
  if (!row.recallOn) return null
  return (
    <span class="row nobreak">
      {isDue ? <Tag tone="late">{text.say('exports.recall-due', { day: row.recallOn })}</Tag> : row.recallOn}
      {may && (
        <Button size="small" tone="quiet" onPress={() => setOpen(true)}>
          {text.say('exports.recall-say')}
        </Button>
      )}
      {open && <RecallDialog id={row.id} onClose={() => setOpen(false)} onDone={onDone} />}
    </span>
  )
}

function RecallDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const text = useText()
  const [how, setHow] = useState<How | ''>('')
  const recall = useDo((input: InputOf<typeof recallExport>, options) => call(recallExport, input, options))
  const send = async () => {
    if (!how || !(await recall.run({ id, how }))) return
    onClose()
    onDone()
  }
  return (
    <Dialog open title={text.say('exports.recall-say')} onClose={onClose}>
      <Form
        onSubmit={send}
        refusal={recall.refusal}
        label={text.say('exports.recall-say')}
        actions={
          <Button tone="primary" type="submit" busy={recall.busy} disabled={!how}>
            {text.say('exports.recall-done')}
          </Button>
        }
      >
        <Field label={text.say('exports.recall-how')} group>
          <Radios value={how} onChange={setHow} options={hows.map((one) => ({ value: one, label: text.say(`exports.${one}`) }))} />
        </Field>
      </Form>
    </Dialog>
  )
}
