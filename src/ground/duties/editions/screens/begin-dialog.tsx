/** How a new edition begins: pasted from Excel or Word, read from a workbook, from the list as it stands, from one that comes along, or empty. */
import { useMemo, useState } from 'preact/hooks'
import type { InputOf, OutputOf } from '#base/contract.ts'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Radios } from '#kit/checkbox.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { Select, TextArea } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { type Level, levels } from '../../contract.ts'
import { beginDraft, type listEditions } from '../contract.ts'
import { readPasted, readTables } from '../read-rows.ts'

type Way = InputOf<typeof beginDraft>['from']
type Templates = OutputOf<typeof listEditions>['templates']
const ways: readonly Way[] = ['rows', 'file', 'standing', 'template', 'blank']

export function BeginDialog({ templates, onClose, onBegun }: { templates: Templates; onClose: () => void; onBegun: (id: string) => void }) {
  const text = useText()
  const [level, setLevel] = useState<Level>('street')
  const [way, setWay] = useState<Way>('rows')
  const [pasted, setPasted] = useState('')
  const [waiting, setWaiting] = useState(false)
  const workbook = useUpload()
  const here = templates.filter((template) => template.level === level)
  const [template, setTemplate] = useState('')
  const read = useMemo(() => (pasted.trim() ? readTables([{ name: '', rows: readPasted(pasted) }], level) : undefined), [pasted, level])
  const act = useDo((input: InputOf<typeof beginDraft>, options) => call(beginDraft, input, { ...options, limit: 120_000 }))
  const chosen = here.find(({ id }) => id === template) ?? here[0]
  const ready =
    way === 'rows'
      ? (read?.rows.length ?? 0) > 0
      : way === 'file'
        ? workbook.upload !== undefined
        : way === 'template'
          ? chosen !== undefined
          : true
  const send = async () => {
    if (!ready) return
    setWaiting(true)
    const file = way === 'file' ? await workbook.brought() : undefined
    setWaiting(false)
    if (way === 'file' && !file) return
    const reply = await act.run({
      level,
      from: way,
      ...(way === 'rows' && read ? { rows: read.rows } : {}),
      ...(file ? { file } : {}),
      ...(way === 'template' && chosen ? { template: chosen.id } : {}),
    })
    if (reply) onBegun(reply.data.id)
  }
  return (
    <Dialog
      open
      size="wide"
      title={text.say('editions.begin')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button tone="primary" busy={waiting || act.busy} disabled={!ready} onPress={send}>
            {text.say('editions.open')}
          </Button>
        </>
      }
    >
      <Form onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('editions.for')}>
          <Select
            value={level}
            onChange={(one) => setLevel(one as Level)}
            options={levels.map((one) => ({ value: one, label: text.say(`duties.level.${one}`) }))}
          />
        </Field>
        <Field group label={text.say('editions.way')}>
          <Radios
            value={way}
            onChange={setWay}
            options={ways.map((one) => ({
              value: one,
              label: text.say(`editions.way.${one}`),
              disabled: one === 'template' && here.length === 0,
            }))}
          />
        </Field>
        {way === 'rows' && (
          <Field label={text.say('editions.paste')} hint={text.say('editions.paste-hint')}>
            <TextArea value={pasted} onInput={setPasted} rows={8} />
          </Field>
        )}
        {way === 'rows' && read && <ReadNote rows={read.rows.length} left={read.left} unheaded={read.unheaded} />}
        {way === 'file' && (
          <BroughtFile
            uploading={workbook}
            label={text.say('editions.drop')}
            hint={text.say('editions.drop-hint')}
            refused={act.refusal !== undefined}
          />
        )}
        {way === 'template' && (
          <Field label={text.say('editions.template')}>
            <Select
              value={chosen?.id ?? ''}
              onChange={setTemplate}
              options={here.map(({ id, title, items }) => ({
                value: id,
                label: text.aside(title[text.language], text.say('editions.n-items', { n: items })),
              }))}
            />
          </Field>
        )}
      </Form>
    </Dialog>
  )
}

/** What was understood of the pasted text, before anything is kept. */
export function ReadNote({ rows, left, unheaded }: { rows: number; left: number; unheaded: boolean }) {
  const text = useText()
  return (
    <p aria-live="polite">
      {text.say('editions.read', { n: rows })} {left > 0 && text.say('editions.left', { n: left })}{' '}
      {unheaded && <span class="quiet">{text.say('editions.unheaded')}</span>}
    </p>
  )
}
