/** Inspections: whose list it is, how much of it is answered by what stands in the house; and beginning one from the inspector's own index. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { bringFile } from '#kernel/files/contract.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Dialog } from '#kit/dialog.tsx'
import { Field, Form } from '#kit/field.tsx'
import { FileDrop } from '#kit/file-drop.tsx'
import { TextArea, TextInput } from '#kit/input.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { Table } from '#kit/table.tsx'
import { useText } from '#kit/text-context.tsx'
import { upload } from '#kit/transfer.ts'
import { useDo, useRead } from '#kit/use-data.ts'
import { beginInspection, listInspections, readIndex } from '../inspections/contract.ts'
import { linesOf, readLines } from '../inspections/rules.ts'

const MOST_BYTES = 2 * 1024 * 1024

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const [beginning, setBeginning] = useState(false)
  const read = useRead('all', (signal) => call(listInspections, {}, { signal }))
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return <Loading />
  return (
    <Page
      crumbs={[{ label: text.say('matter.title'), href: '/desk/matters' }, { label: text.say('inspection.title') }]}
      title={text.say('inspection.title')}
      lead={text.say('inspection.lead')}
      actions={
        <Button tone="primary" icon="add" onPress={() => setBeginning(true)}>
          {text.say('inspection.begin')}
        </Button>
      }
    >
      <Table
        label={text.say('inspection.title')}
        rows={read.reply.data.inspections}
        rowId={({ id }) => id}
        onOpen={({ id }) => route(`/desk/inspections/${id}`)}
        empty={<EmptyState icon="book" title={text.say('inspection.none')} />}
        columns={[
          {
            id: 'title',
            label: text.say('inspection.column.title'),
            text: ({ title }) => title,
            head: true,
            show: ({ id, title }) => <a href={`/desk/inspections/${id}`}>{title}</a>,
          },
          { id: 'inspector', label: text.say('inspection.column.inspector'), text: ({ inspector }) => inspector },
          {
            id: 'filled',
            label: text.say('inspection.column.filled'),
            text: ({ filled, items }) => text.say('inspection.filled', { filled, items }),
            width: '9rem',
          },
          { id: 'at', label: text.say('inspection.column.at'), text: ({ at }) => text.moment(at, 'short'), width: '9rem' },
        ]}
      />
      {beginning && <Begin onClose={() => setBeginning(false)} onDone={(id) => route(`/desk/inspections/${id}`)} />}
    </Page>
  )
}

/** Read from a workbook or typed: either way it is seen as lines, and mended, before it is begun. */
function Begin({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const text = useText()
  const [title, setTitle] = useState('')
  const [inspector, setInspector] = useState('')
  const [lines, setLines] = useState('')
  const items = readLines(lines)
  const act = useDo((_: unknown, options) => call(beginInspection, { title, inspector, items }, options))
  const bring = useDo(async (file: File) => {
    const { data } = await upload(bringFile, file)
    return call(readIndex, { file: data.file })
  })
  const send = async () => {
    const reply = await act.run({ title, inspector, lines })
    if (reply) onDone(reply.data.id)
  }
  return (
    <Dialog
      open
      title={text.say('inspection.begin')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.say('kit.cancel')}</Button>
          <Button
            tone="primary"
            busy={act.busy}
            disabled={items.length === 0 || title.trim().length < 2 || inspector.trim().length < 2}
            onPress={send}
          >
            {text.say('inspection.begin-with', { n: items.length })}
          </Button>
        </>
      }
    >
      <Form label={text.say('inspection.begin')} onSubmit={send} refusal={act.refusal}>
        <Field label={text.say('inspection.column.title')} path="/title">
          <TextInput value={title} onInput={setTitle} maxLength={80} />
        </Field>
        <Field label={text.say('inspection.column.inspector')} path="/inspector">
          <TextInput value={inspector} onInput={setInspector} maxLength={60} />
        </Field>
        <FileDrop
          label={text.say('inspection.from-file')}
          endings={['.xlsx', '.xls', '.csv']}
          maxBytes={MOST_BYTES}
          busy={bring.busy}
          onFiles={async ([file]) => {
            const reply = file && (await bring.run(file))
            if (reply) setLines(linesOf(reply.data.items))
          }}
        />
        {bring.refusal && <ProblemNote refusal={bring.refusal} />}
        <Field label={text.say('inspection.items')} hint={text.say('inspection.items-hint')} path="/items">
          <TextArea value={lines} onInput={setLines} rows={10} maxLength={100_000} />
        </Field>
      </Form>
    </Dialog>
  )
}
