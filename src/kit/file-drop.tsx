/** Files by dropping, by button or by pasting. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { judgeFiles } from './file-check.ts'
import { Icon } from './icon.tsx'
import { useText } from './text-context.tsx'

export type FileDropProps = {
  label: string
  hint?: string
  /** Endings with the dot, in small letters: ['.xlsx', '.xls', '.csv']. */
  endings: readonly string[]
  maxBytes: number
  several?: boolean
  busy?: boolean
  /** Take a file pasted anywhere on the page, for a screen that is about nothing else. */
  pasteAnywhere?: boolean
  onFiles: (files: File[]) => void
}

export function FileDrop({ label, hint, endings, maxBytes, several = false, busy = false, pasteAnywhere = false, onFiles }: FileDropProps) {
  const text = useText()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string[]>([])
  const take = (list: Iterable<File>) => {
    if (busy) return
    const { taken, refusals } = judgeFiles([...list], { endings, maxBytes, several })
    setRefused(
      refusals.map(({ name, why }) => text.say(`kit.file-${why}`, { name, endings: endings.join(' '), limit: text.bytes(maxBytes) })),
    )
    if (taken.length) onFiles(taken)
  }
  usePaste(pasteAnywhere, take)
  return (
    <div class="file-drop">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside is the way for everyone */}
      <div
        class="file-zone"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files ?? [])
        }}
        onPaste={(event) => {
          const files = event.clipboardData?.files
          if (files?.length) take(files)
        }}
      >
        <Icon name="upload" />
        <p class="file-label" id={id}>
          {label}
        </p>
        {hint && <p class="small quiet">{hint}</p>}
        <input
          ref={input}
          type="file"
          class="unseen"
          tabIndex={-1}
          aria-hidden="true"
          accept={endings.join(',')}
          multiple={several}
          onChange={(event) => {
            take(event.currentTarget.files ?? [])
            // The same file chosen again must be heard again.
            event.currentTarget.value = ''
          }}
        />
        <Button aria-describedby={id} busy={busy} onPress={() => input.current?.click()}>
          {text.say(several ? 'kit.choose-files' : 'kit.choose-file')}
        </Button>
      </div>
      <div role="alert">
        {refused.map((said) => (
          <p key={said} class="field-error">
            {said}
          </p>
        ))}
      </div>
    </div>
  )
}

function usePaste(anywhere: boolean, take: (files: Iterable<File>) => void): void {
  useEffect(() => {
    if (!anywhere) return
    const hear = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (files?.length) take(files)
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  })
}
