/** Where heading and rows stand, pointed out by the clerk when they were taken for something else. */
import { useState } from 'preact/hooks'
import type { InputOf } from '#base/contract.ts'
import { RowSpan } from '#ground/workbooks/screens/row-span.tsx'
import { call } from '#kit/api.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Select } from '#kit/input.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useDo } from '#kit/use-data.ts'
import { changeLayout, type SheetPlan } from '../contract.ts'

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
  const send = async () => {
    if (await act.run({ id: request, sheet: sheet.sheet, layout, headerRows, dataRows })) onDone()
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
        <Button busy={act.busy} onPress={send}>
          {text.say('sheet.understand-anew')}
        </Button>
      </div>
      <p class="small quiet">{text.say('sheet.anew-hint')}</p>
      {act.refusal && <ProblemNote refusal={act.refusal} />}
    </div>
  )
}

function pair([from = 1, to = 1]: readonly number[]): [number, number] {
  return [from, to]
}
