/** Rosters that were brought in, and the way to bring another: drop it anywhere on this page. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { InputOf } from '#base/contract.ts'
import { BroughtFile } from '#ground/workbooks/screens/brought-file.tsx'
import { DropAnywhere } from '#ground/workbooks/screens/drop-anywhere.tsx'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { useUpload } from '#ground/workbooks/screens/use-upload.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { Loading } from '#kit/progress.tsx'
import { type Column, Table } from '#kit/table.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo, useRead } from '#kit/use-data.ts'
import { listImports, understandImport } from '../contract.ts'
import type { ImportBrief } from '../shapes.ts'
import { leftBehind, sayCounts, stateTones, written } from './import-words.ts'
import './imports.css'

const page = 50

export function Screen() {
  const text = useText()
  const { route } = useLocation()
  const [limit, setLimit] = useState(page)
  const read = useRead(`imports ${limit}`, (signal) => call(listImports, { limit }, { signal }), 'ticking')
  const [bringing, setBringing] = useState(false)
  const [dropped, setDropped] = useState<File>()
  const list = read.reply?.data
  if (read.refusal && !list) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!list) return <Loading lines={10} />
  const may = read.reply?.may.includes('import.run') ?? false
  const empty = list.imports.length === 0
  const columns: Column<ImportBrief>[] = [
    { id: 'file', label: text.say('imports.file'), text: (one) => one.fileName, head: true },
    {
      id: 'state',
      label: text.say('imports.state'),
      text: (one) => text.say(`state.${one.state}`),
      show: (one) => (
        <Tag tone={stateTones[one.state]} mark={one.state === 'applied' ? 'check' : undefined}>
          {text.say(`state.${one.state}`)}
        </Tag>
      ),
    },
    {
      id: 'counts',
      label: text.say('imports.counts'),
      text: (one) => sayCounts(text, one.counts, [...written, ...leftBehind]),
      fills: true,
    },
    { id: 'community', label: text.say('imports.community'), text: (one) => one.communityName },
    { id: 'as-of', label: text.say('imports.as-of'), text: (one) => text.day(one.asOf, 'short') },
    { id: 'at', label: text.say('imports.at'), text: (one) => text.moment(one.at, 'short') },
  ]
  return (
    <Page
      title={text.say('imports.title')}
      lead={text.say('imports.lead')}
      actions={
        may &&
        !empty && (
          <Button tone="primary" icon="upload" aria-expanded={bringing} onPress={() => setBringing(true)}>
            {text.say('imports.bring')}
          </Button>
        )
      }
    >
      <div class="stack">
        {may && (bringing || empty || dropped) && (
          <Bring key={dropped?.name ?? ''} file={dropped} onDone={(id) => route(`/desk/imports/${id}`)} />
        )}
        {empty ? (
          !may && <EmptyState icon="upload" title={text.say('imports.none')} />
        ) : (
          <div class="import-list">
            <Table
              label={text.say('imports.title')}
              columns={columns}
              rows={list.imports}
              rowId={(one) => one.id}
              onOpen={(one) => route(`/desk/imports/${one.id}`)}
            />
          </div>
        )}
        {list.next && limit < 100 && <Button onPress={() => setLimit(100)}>{text.say('imports.more')}</Button>}
      </div>
      {may && <DropAnywhere label={text.say('imports.drop-anywhere')} onFile={setDropped} />}
    </Page>
  )
}

/** The file is brought, then read; a large one by a job that is watched here. */
function Bring({ file, onDone }: { file: File | undefined; onDone: (id: string) => void }) {
  const text = useText()
  const uploading = useUpload()
  const [reading, setReading] = useState<{ id: string; job: string }>()
  const act = useDo((input: InputOf<typeof understandImport>, options) => call(understandImport, input, { ...options, limit: 120_000 }))
  const job = useJob(reading?.job, () => reading && onDone(reading.id))
  const [begun, setBegun] = useState<File>()
  const bring = async (next: File) => {
    act.reset()
    setBegun(next)
    const id = await uploading.bring(next)
    if (!id) return undefined
    const reply = await act.run({ file: id })
    if (reply?.data.job) setReading({ id: reply.data.id, job: reply.data.job })
    else if (reply) onDone(reply.data.id)
    return id
  }
  const clear = () => {
    act.reset()
    uploading.clear()
  }
  if (file && begun !== file) bring(file)
  return (
    <div class="bring stack">
      <BroughtFile
        uploading={{ ...uploading, bring, clear }}
        refused={act.refusal !== undefined}
        label={text.say('imports.drop')}
        hint={text.say('imports.drop-hint')}
      />
      {act.busy && <Loading label={text.say('imports.reading')} lines={1} />}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {reading && <JobProgress job={job} label={text.say('imports.reading')} unit="import.unit" />}
    </div>
  )
}
