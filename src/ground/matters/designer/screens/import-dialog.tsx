/** A type that somebody sent: what it is, how it differs from what is here, what is wrong with it; then a draft. */
import { useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import type { MatterType } from '../../types/type.ts'
import { importType, previewFile } from '../contract.ts'
import { DifferenceList, FaultList } from './findings.tsx'
import { sayEdition, sayWords } from './say-type.ts'

/** As the house takes it. */
const MOST_BYTES = 400_000
type Input = InputOf<typeof previewFile>
type Preview = OutputOf<typeof previewFile>

export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: (draft: string) => void }) {
  const text = useText()
  const [file, setFile] = useState<Record<string, unknown>>()
  const [unread, setUnread] = useState(false)
  const [seen, setSeen] = useState<Preview>()
  const look = useDo((input: Input, options) => call(previewFile, input, options))
  const take = useDo((input: Input, options) => call(importType, input, options))
  const open = async ([chosen]: File[]) => {
    setSeen(undefined)
    const read = chosen && readObject(await chosen.text())
    setUnread(read === undefined)
    setFile(read)
    if (!read) return
    const reply = await look.run({ file: read })
    if (reply) setSeen(reply.data)
  }
  const bring = async () => {
    const reply = file && (await take.run({ file }))
    if (reply) onDone(reply.data.id)
  }
  const refusal = take.refusal ?? look.refusal
  const type = (file?.type ?? {}) as MatterType
  return (
    <Dialog
      open
      size="wide"
      title={text.say('type.import')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" disabled={!seen} busy={take.busy} onPress={bring}>
            {text.say('type.import-done')}
          </Button>
        </>
      }
    >
      <p class="quiet">{text.say('type.import-lead')}</p>
      <FileDrop label={text.say('type.import-file')} endings={['.json']} maxBytes={MOST_BYTES} busy={look.busy} onFiles={open} />
      {unread && (
        <p role="alert" class="faults">
          {text.say('type-file.not-json')}
        </p>
      )}
      {refusal && <ProblemNote refusal={refusal} />}
      {refusal && refusal.fields.length > 0 && <FaultList type={type} faults={refusal.fields} />}
      {seen && (
        <>
          <p>
            <strong>{sayWords(text, seen.title)}</strong>{' '}
            {seen.here ? text.say('type.import-known', { edition: sayEdition(text, seen.here) }) : text.say('type.import-unknown')}
          </p>
          {seen.brings.length > 0 && (
            <p>{text.say('type.brings', { forms: text.list(seen.brings.map(({ title }) => sayWords(text, title))) })}</p>
          )}
          <FaultList type={type} faults={seen.faults} />
          {seen.here && <DifferenceList type={type} differs={seen.differs} />}
        </>
      )}
    </Dialog>
  )
}

function readObject(said: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(said)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
