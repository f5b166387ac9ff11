/** Where heading and rows stand, pointed out by the clerk when they were taken for something else. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { JobProgress } from '#ground/workbooks/screens/job-progress.tsx'
import { RowSpan } from '#ground/workbooks/screens/row-span.tsx'
import { useJob } from '#ground/workbooks/screens/use-job.ts'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import type { Refusal } from '#kit/refusal.ts'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { changeLayout, type SheetPlan } from '../contract.ts'
import { refusalOfJob } from './job-refusal.ts'
import './request.css'

type Wish = InputOf<typeof changeLayout>
const layouts: Wish['layout'][] = ['roster', 'statistics']
/** As many rows as a sheet can have. */
const lastRow = 1_048_576

export type LayoutEditorProps = { request: string; sheet: SheetPlan; onDone: () => void }

export function LayoutEditor({ request, sheet, onDone }: LayoutEditorProps) {
  const text = useText()
  const [layout, setLayout] = useState<Wish['layout']>(sheet.layout === 'statistics' ? 'statistics' : 'roster')
  const [headerRows, setHeaderRows] = useState<[number, number]>(() => pair(sheet.headerRows))
  const [dataRows, setDataRows] = useState<[number, number]>(() => pair(sheet.dataRows))
  const act = useDo((input: Wish, options) => call(changeLayout, input, { ...options, limit: 120_000 }))
  const [job, setJob] = useState<string>()
  const [failed, setFailed] = useState<Refusal>()
  const seen = useJob(job, (ended) => {
    setJob(undefined)
    setFailed(refusalOfJob(ended))
    if (ended.state === 'done') onDone()
  })
  const send = async () => {
    setFailed(undefined)
    const reply = await act.run({ id: request, sheet: sheet.sheet, layout, headerRows, dataRows })
    if (reply?.data.job) setJob(reply.data.job)
    else if (reply) onDone()
  }
  return (
    <div class="card layout-editor">
      <div class="layout-fields">
        <Field label={text.say('sheet.layout')}>
          <Select
            value={layout}
            onChange={(next) => setLayout(next as Wish['layout'])}
            options={layouts.map((value) => ({ value, label: text.say(`layout.${value}`) }))}
          />
        </Field>
        <RowSpan label={text.say('sheet.header-rows')} rows={headerRows} last={lastRow} disabled={false} onChange={setHeaderRows} />
        <RowSpan label={text.say('sheet.data-rows')} rows={dataRows} last={lastRow} disabled={false} onChange={setDataRows} />
        <Button busy={act.busy || job !== undefined} onPress={send}>
          {text.say('sheet.understand-anew')}
        </Button>
      </div>
      <p class="small quiet">{text.say('sheet.anew-hint')}</p>
      {job && <JobProgress job={seen} label={text.say('sheet.reading-anew')} unit="" />}
      {act.refusal && <ProblemNote refusal={act.refusal} />}
      {failed && <ProblemNote refusal={failed} />}
    </div>
  )
}

function pair([from = 1, to = 1]: readonly number[]): [number, number] {
  return [from, to]
}
