/** A file let go or pasted anywhere on the page begins what the page is for. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { judgeFiles } from '#kit/file-check.ts'
import { Icon } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { workbookEndings, workbookMostBytes } from './workbook-file.ts'
import './workbooks.css'

export type DropAnywhereProps = {
  /** Said while a file hangs over the page. */
  label: string
  /** Off while something else is in hand. */
  off?: boolean
  onFile: (file: File) => void
}

export function DropAnywhere({ label, off = false, onFile }: DropAnywhereProps) {
  const text = useText()
  const { tell } = useTell()
  const [over, setOver] = useState(false)
  const take = useRef((_: Iterable<File>) => undefined as undefined)
  take.current = (list) => {
    const rule = { endings: workbookEndings, maxBytes: workbookMostBytes, several: false }
    const { taken, refusals } = judgeFiles([...list], rule)
    for (const { name, why } of refusals) {
      const words = { name, endings: workbookEndings.join(' '), limit: text.bytes(workbookMostBytes) }
      tell({ tone: 'problem', text: text.say(`kit.file-${why}`, words) })
    }
    if (taken[0]) onFile(taken[0])
    return undefined
  }
  useEffect(() => {
    if (off) return
    return hearFiles(setOver, (files) => take.current(files))
  }, [off])
  return over ? (
    <div class="drop-veil" aria-hidden="true">
      <p>
        <Icon name="upload" />
        {label}
      </p>
    </div>
  ) : null
}

function hearFiles(setOver: (over: boolean) => void, take: (files: Iterable<File>) => void): () => void {
  // Entering a child leaves its parent: only when as many were left as entered is the file off the page.
  let depth = 0
  const end = () => {
    depth = 0
    setOver(false)
  }
  const heard: Record<string, (event: DragEvent) => void> = {
    dragenter: (event) => {
      if (!bearsFiles(event)) return
      depth += 1
      setOver(true)
    },
    dragleave: () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    },
    dragover: (event) => {
      if (bearsFiles(event)) event.preventDefault()
    },
    drop: (event) => {
      end()
      // A drop zone on the page has taken it.
      if (event.defaultPrevented || !bearsFiles(event)) return
      event.preventDefault()
      take(event.dataTransfer?.files ?? [])
    },
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData?.files.length) take(event.clipboardData.files)
  }
  for (const [name, hear] of Object.entries(heard)) window.addEventListener(name as 'drop', hear)
  window.addEventListener('paste', paste)
  return () => {
    for (const [name, hear] of Object.entries(heard)) window.removeEventListener(name as 'drop', hear)
    window.removeEventListener('paste', paste)
  }
}

function bearsFiles(event: DragEvent): boolean {
  return [...(event.dataTransfer?.types ?? [])].includes('Files')
}
