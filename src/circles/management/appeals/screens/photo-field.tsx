/** Photographs to go with it: taken or chosen, seen small, taken away again. */
import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import type { DraftPhoto } from './draft.ts'
import { shrink } from './shrink.ts'

export type PhotoFieldProps = { photos: readonly DraftPhoto[]; most: number; onChange: (photos: DraftPhoto[]) => void }

export function PhotoField({ photos, most, onChange }: PhotoFieldProps) {
  const text = useText()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const add = async (files: FileList | null) => {
    setBusy(true)
    const made: DraftPhoto[] = []
    for (const file of [...(files ?? [])].slice(0, most - photos.length)) made.push({ blob: await shrink(file) })
    setBusy(false)
    onChange([...photos, ...made])
  }
  return (
    <div class="photo-field">
      {photos.map((photo, at) => (
        <Thumb
          key={at}
          blob={photo.blob}
          label={text.say('report.photo-n', { n: at + 1 })}
          onDrop={() => onChange(photos.filter((_, other) => other !== at))}
        />
      ))}
      {photos.length < most && (
        <label class="photo-add" for={id} aria-busy={busy ? 'true' : undefined}>
          <Icon name="add" />
          <span>{text.say('report.photo-add')}</span>
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            multiple
            disabled={busy}
            onChange={(event) => {
              const input = event.currentTarget
              void add(input.files).then(() => {
                input.value = ''
              })
            }}
          />
        </label>
      )}
    </div>
  )
}

function Thumb({ blob, label, onDrop }: { blob: Blob; label: string; onDrop: () => void }) {
  const text = useText()
  const url = useMemo(() => URL.createObjectURL(blob), [blob])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <span class="photo-thumb">
      <img src={url} alt={label} />
      <Button size="small" icon="close" label={text.say('report.photo-drop', { name: label })} onPress={onDrop} />
    </span>
  )
}
