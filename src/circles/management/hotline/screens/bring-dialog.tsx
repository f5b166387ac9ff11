/** An export of the platform: what its columns are, as far as the headings say; a person confirms, then it comes in. */
import { useEffect, useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { bringOrders, readOrders } from '../contract.ts'
import { type OrderPart, orderParts } from '../order.ts'
import { SourceSelect, useSources } from './source-select.tsx'

type Reading = OutputOf<typeof readOrders>
type Columns = { column: number; part: OrderPart | null }[]

export function BringDialog({ file, onClose }: { file: File | undefined; onClose: () => void }) {
  const text = useText()
  const { tell } = useTell()
  const uploading = useUpload()
  const sources = useSources()
  const [source, setSource] = useState('12345')
  const [columns, setColumns] = useState<Columns>()
  const { bring } = uploading
  useEffect(() => {
    if (file) void bring(file)
  }, [file, bring])
  const id = uploading.upload?.id
  const asked = id && JSON.stringify([source, id, columns ?? null])
  const read = useRead(
    asked,
    (signal) => call(readOrders, { source, file: id!, ...(columns ? { columns } : {}) }, { signal, limit: 120_000 }),
    'once',
  )
  const act = useDo((input: InputOf<typeof bringOrders>, options) => call(bringOrders, input, { ...options, limit: 300_000 }))
  const found = id ? read.reply?.data : undefined
  const work = found ? found.fresh + found.changed : 0
  const send = async () => {
    if (!id || !found) return
    const reply = await act.run({ source, file: id, columns: found.columns.map(({ column, part }) => ({ column, part })) })
    if (!reply) return
    tell({ tone: 'good', text: text.say('hotline.brought', reply.data) })
    onClose()
  }
  return (
    <Dialog
      open
      title={text.say('hotline.bring')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={act.busy} disabled={work === 0 || read.loading} onPress={send}>
            {text.say('hotline.bring-n', { n: work })}
          </Button>
        </>
      }
    >
      {sources.length > 1 && <SourceSelect sources={sources} value={source} onChange={setSource} />}
      <BroughtFile uploading={uploading} label={text.say('hotline.bring-file')} hint={text.say('hotline.bring-hint')} />
      {read.refusal && id && <ProblemNote refusal={read.refusal} />}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {found && <Found found={found} onChange={setColumns} />}
    </Dialog>
  )
}

function Found({ found, onChange }: { found: Reading; onChange: (columns: Columns) => void }) {
  const text = useText()
  const change = (column: number, part: OrderPart | null) =>
    // One part is in one column: it is taken from where it was.
    onChange(found.columns.map((one) => ({ column: one.column, part: one.column === column ? part : one.part === part ? null : one.part })))
  const lacking = (['number', 'content'] as const).filter((part) => !found.columns.some((one) => one.part === part))
  return (
    <div class="hotline-found">
      {lacking.length > 0 ? (
        <p role="alert">{text.say('hotline.part-needed')}</p>
      ) : (
        <p role="status">
          <strong>{text.say('hotline.found', { sheet: found.sheet, fresh: found.fresh, changed: found.changed, same: found.same })}</strong>
        </p>
      )}
      <p class="quiet">{text.say('hotline.ask-columns')}</p>
      <div class="hotline-columns">
        {found.columns.map(({ column, heading, part }) => (
          <Field key={column} label={heading}>
            <Select
              size="small"
              value={part ?? ''}
              onChange={(chosen) => change(column, chosen === '' ? null : (chosen as OrderPart))}
              options={[
                { value: '', label: text.say('hotline.part-none') },
                ...orderParts.map((one) => ({ value: one, label: text.say(`hotline.part.${one}`) })),
              ]}
            />
          </Field>
        ))}
      </div>
      {found.faults.length > 0 && (
        <>
          <h3>{text.say('hotline.faults')}</h3>
          <ul class="plain-list">
            {found.faults.map(({ path, say }) => (
              <li key={path} class="small">
                <span class="digits">{path}</span> {text.say(say)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
