/** How the asker's own workbook was understood: what each column means travels with it, so that no street guesses again. */
import { useState } from 'preact/hooks'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { UnderstoodSheet } from '#ground/workbooks/understand-workbook.ts'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Tabs } from '#kit/tabs.tsx'
import { useText } from '#kit/text-context.tsx'
import type { SheetPlan } from '../../contract.ts'
import { ColumnList } from '../../screens/column-list.tsx'
import { sayConditions } from '../../screens/conditions.tsx'
import { CountList } from '../../screens/count-list.tsx'
import { PopulationEditor } from '../../screens/population.tsx'
import type { PlanHere } from '../../screens/use-plan.ts'

export type AskedSheetsProps = { understood: readonly UnderstoodSheet[]; plan: PlanHere; catalogue: CatalogueHere }

export function AskedSheets({ understood, plan, catalogue }: AskedSheetsProps) {
  const text = useText()
  const { sheets } = plan.plan
  const [open, setOpen] = useState(() => (sheets.find(({ use }) => use) ?? sheets[0])?.sheet ?? '')
  const sheet = sheets.find((one) => one.sheet === open)
  if (!sheet) return <p>{text.say('sheet.none')}</p>
  const shown = (
    <AskedSheet
      key={sheet.sheet}
      sheet={sheet}
      understood={understood.find(({ name }) => name === sheet.sheet)}
      catalogue={catalogue}
      onChange={(more) => plan.changeSheet(sheet.sheet, more)}
    />
  )
  if (sheets.length === 1) return shown
  return (
    <Tabs
      label={text.say('sheet.all')}
      tabs={sheets.map((one) => ({ id: one.sheet, label: one.use ? one.sheet : text.say('sheet.unused', { name: one.sheet }) }))}
      value={open}
      onChange={setOpen}
    >
      {shown}
    </Tabs>
  )
}

type AskedSheetProps = {
  sheet: SheetPlan
  understood: UnderstoodSheet | undefined
  catalogue: CatalogueHere
  onChange: (more: Partial<SheetPlan>) => void
}

function AskedSheet({ sheet, understood, catalogue, onChange }: AskedSheetProps) {
  const text = useText()
  return (
    <div class="sheet-view">
      <div class="sheet-head">
        <Checkbox label={text.say('demand.use-sheet')} checked={sheet.use} onChange={(use) => onChange({ use })} />
        <p class="quiet">{text.say(`layout.${sheet.layout}`)}</p>
      </div>
      {sheet.use && sheet.layout === 'roster' && <Whom sheet={sheet} catalogue={catalogue} onChange={onChange} />}
      {sheet.use && sheet.layout === 'statistics' && (
        <CountList
          columns={sheet.columns}
          understood={understood?.statistics?.columns ?? []}
          whys={[]}
          catalogue={catalogue}
          onChange={(columns) => onChange({ columns })}
        />
      )}
      {sheet.use && sheet.layout !== 'statistics' && (
        <ColumnList
          columns={sheet.columns}
          understood={understood?.columns ?? []}
          whys={[]}
          catalogue={catalogue}
          onChange={(columns) => onChange({ columns })}
        />
      )}
    </div>
  )
}

function Whom({ sheet, catalogue, onChange }: Omit<AskedSheetProps, 'understood'>) {
  const text = useText()
  const [editing, setEditing] = useState(false)
  const { kind, who, conditions } = sheet.population
  const whom = text.say(`subject.${kind}`)
  const under = sayConditions(text, catalogue, conditions)
  const all = under ? text.say('population.says-under', { whom, under }) : text.say('population.says-all', { whom })
  return (
    <section class="card who-belongs" aria-label={text.say('population.title')}>
      <div class="who-says">
        <p>
          <strong>{text.say('population.title')}</strong> {who === 'given' ? text.say('population.says-given') : all}
        </p>
        <Button size="small" icon="edit" aria-expanded={editing} onPress={() => setEditing(!editing)}>
          {text.say(editing ? 'population.done' : 'population.change')}
        </Button>
      </div>
      {editing && <PopulationEditor sheet={sheet} catalogue={catalogue} onChange={onChange} />}
    </section>
  )
}
