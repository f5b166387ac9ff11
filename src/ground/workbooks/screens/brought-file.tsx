/** A file that is being brought: its name, how much is there, and the way to take another. */
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { Progress } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Uploading } from './use-upload.ts'
import { workbookEndings, workbookMostBytes } from './workbook-file.ts'
import './workbooks.css'

export type BroughtFileProps = {
  uploading: Uploading
  label: string
  hint?: string
  endings?: readonly string[]
  maxBytes?: number
  /** It came whole, but could not be used. */
  refused?: boolean
}

export function BroughtFile({
  uploading,
  label,
  hint,
  endings = workbookEndings,
  maxBytes = workbookMostBytes,
  refused,
}: BroughtFileProps) {
  const text = useText()
  const { upload, bring, clear } = uploading
  const box = useRef<HTMLDivElement>(null)
  const here = upload !== undefined
  // The button that chose the file is gone; whoever goes by keyboard stays where she was.
  useEffect(() => {
    const focused = document.activeElement
    if (here && (!focused || focused === document.body)) box.current?.querySelector('button')?.focus()
  }, [here])
  if (!upload) {
    const take = (files: File[]) => files[0] && bring(files[0])
    return <FileDrop label={label} endings={endings} maxBytes={maxBytes} onFiles={take} {...(hint ? { hint } : {})} />
  }
  const { file, share, id, refusal } = upload
  return (
    <div ref={box} class="brought" data-refused={refused ? '' : undefined}>
      <div class="brought-line">
        <Icon name={refused ? 'warning' : id ? 'check' : 'file'} />
        <span class="brought-name">{file.name}</span>
        <span class="quiet small digits">{text.bytes(file.size)}</span>
        <Button size="small" tone="quiet" onPress={clear}>
          {text.say('brought.other')}
        </Button>
      </div>
      {!id && !refusal && <Progress label={text.say('brought.sending')} share={share} />}
      {refusal && (
        <ProblemNote
          refusal={refusal}
          actions={
            <Button size="small" onPress={() => bring(file)}>
              {text.say('brought.again')}
            </Button>
          }
        />
      )}
    </div>
  )
}
