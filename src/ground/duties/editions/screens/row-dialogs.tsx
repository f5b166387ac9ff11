/** A row of a draft by hand, and more rows from the clipboard. */
import { useMemo, useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { TextArea } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { type Level, listsOf } from '../../contract.ts'
import { blankItem, ItemFields } from '../../screens/item-fields.tsx'
import type { DraftRow } from '../contract.ts'
import { readPasted, readTables } from '../read-rows.ts'
import { ReadNote } from './begin-dialog.tsx'

type RowDialogProps = { level: Level; row: DraftRow | undefined; onClose: () => void; onDone: (row: DraftRow) => void }

export function RowDialog({ level, row, onClose, onDone }: RowDialogProps) {
  const text = useText()
  const [item, setItem] = useState<DraftRow>(() => row ?? blankItem(listsOf[level][0]!))
  const ready = item.title.trim().length > 1
  const send = () => {
    if (!ready) return
    onDone(item)
    onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say(row ? 'editions.row' : 'editions.new-row')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" disabled={!ready} onPress={send}>
            {text.say('duties.save')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send}>
        <ItemFields level={level} item={item} onChange={setItem} />
      </Form>
    </Dialog>
  )
}

export function PasteDialog({ level, onClose, onDone }: { level: Level; onClose: () => void; onDone: (rows: DraftRow[]) => void }) {
  const text = useText()
  const [pasted, setPasted] = useState('')
  const read = useMemo(() => (pasted.trim() ? readTables([{ name: '', rows: readPasted(pasted) }], level) : undefined), [pasted, level])
  const ready = read !== undefined && read.rows.length > 0
  const send = () => {
    if (!ready) return
    onDone(read.rows)
    onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('editions.paste-more')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" disabled={!ready} onPress={send}>
            {text.say('editions.take-over')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send}>
        <Field label={text.say('editions.paste')} hint={text.say('editions.paste-hint')}>
          <TextArea value={pasted} onInput={setPasted} rows={10} />
        </Field>
        {read && <ReadNote rows={read.rows.length} left={read.left} unheaded={read.unheaded} />}
      </Form>
    </Dialog>
  )
}
