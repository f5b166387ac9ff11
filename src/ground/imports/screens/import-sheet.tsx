/** One sheet of an import: whether it is read, what its rows are, where they stand, and what each column says. */
import { useState } from 'preact/hooks'
import { ElementChoice } from '#ground/facts/screens/element-choice.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { ColumnsHead } from '#ground/workbooks/screens/columns-head.tsx'
import { useColumnsView } from '#ground/workbooks/screens/columns-view.tsx'
import { RowSpan } from '#ground/workbooks/screens/row-span.tsx'
import {
  Alternatives,
  Certainty,
  Heading,
  isProtectedHere,
  isUnsure,
  needsLook,
  Reason,
  Sensitivity,
} from '#ground/workbooks/screens/understood.tsx'
import { Button } from '#kit/button.tsx'
import { Checkbox } from '#kit/checkbox.tsx'
import { Field } from '#kit/field.tsx'
import { Icon } from '#kit/icon.tsx'
import { Select, TextInput } from '#kit/input.tsx'
import { Section } from '#kit/page.tsx'
import { useText } from '#kit/text-context.tsx'
import type { ColumnPlan, Relation, RosterSubject, SheetPlan } from '../shapes.ts'
import { sayFilled } from './import-words.ts'
import type { SheetChange } from './plan-change.ts'
import { SheetCells } from './sheet-cells.tsx'

type ColumnChange = NonNullable<SheetChange['columns']>[number]
export type SheetEditorProps = {
  id: string
  sheet: SheetPlan
  catalogue: CatalogueHere
  may: boolean
  onChange: (change: SheetChange) => void
}

const subjects: RosterSubject[] = ['person', 'dwelling', 'premises', 'organisation']
const relations: Relation[] = ['residence', 'registration', 'ownership', 'tenancy']

export function SheetEditor({ id, sheet, catalogue, may, onChange }: SheetEditorProps) {
  const text = useText()
  const [cells, setCells] = useState(false)
  return (
    <div class="import-sheet">
      <div class="sheet-where">
        <Checkbox
          label={text.say('sheet.use')}
          hint={text.say(sheet.why.say, sheet.why.with)}
          checked={sheet.use}
          onChange={(use) => onChange({ use })}
          disabled={!may || sheet.layout === 'empty'}
        />
        {sheet.layout !== 'empty' && (
          <>
            {sheet.use && (
              <>
                <Field label={text.say('sheet.subject')}>
                  <Select
                    value={sheet.subject}
                    disabled={!may}
                    onChange={(subject) => onChange({ subject: subject as RosterSubject })}
                    options={subjects.map((value) => ({ value, label: text.say(`subject.${value}`) }))}
                  />
                </Field>
                {sheet.subject === 'person' && (
                  <Field label={text.say('sheet.relation')}>
                    <Select
                      value={sheet.relation}
                      disabled={!may}
                      onChange={(relation) => onChange({ relation: relation as Relation })}
                      options={relations.map((value) => ({ value, label: text.say(`relation.${value}`) }))}
                    />
                  </Field>
                )}
              </>
            )}
            <RowSpan
              label={text.say('sheet.header-rows')}
              rows={sheet.headerRows}
              last={sheet.lastRow}
              disabled={!may}
              onChange={(headerRows) => onChange({ headerRows })}
            />
            <RowSpan
              label={text.say('sheet.data-rows')}
              rows={sheet.dataRows}
              last={sheet.lastRow}
              disabled={!may}
              onChange={(dataRows) => onChange({ dataRows })}
            />
            <Button icon="report" aria-expanded={cells} onPress={() => setCells(!cells)}>
              {text.say(cells ? 'sheet.hide-cells' : 'sheet.show-cells')}
            </Button>
          </>
        )}
      </div>
      {cells && <SheetCells id={id} sheet={sheet} />}
      {sheet.use && sheet.columns.length > 0 && (
        <Section title={text.say('sheet.columns')} actions={<p class="quiet">{sayColumns(text.say, sheet.columns)}</p>}>
          <Columns sheet={sheet} catalogue={catalogue} may={may} onChange={(column) => onChange({ columns: [column] })} />
        </Section>
      )}
    </div>
  )
}

/** How many columns are taken, and how many a person should look at. */
function sayColumns(say: (key: string, fill?: Record<string, number>) => string, columns: readonly ColumnPlan[]): string {
  const taken = columns.filter(({ role }) => role !== 'out').length
  const look = columns.filter((column) => needsLook(column)).length
  const unsure = columns.filter((column) => isUnsure(column)).length
  const parts = [
    say('columns.taken', { n: taken }),
    taken < columns.length && say('columns.out', { n: columns.length - taken }),
    look > 0 && say('columns.look', { n: look }),
    unsure > look && say('columns.unsure', { n: unsure - look }),
    unsure === 0 && say('columns.sure'),
  ]
  return parts.filter(Boolean).join(say('job.and'))
}

function Columns({
  sheet,
  catalogue,
  may,
  onChange,
}: {
  sheet: SheetPlan
  catalogue: CatalogueHere
  may: boolean
  onChange: (column: ColumnChange) => void
}) {
  const text = useText()
  const { columns } = sheet
  const { shown, choice } = useColumnsView(
    columns,
    ({ column }) => column,
    (column) => needsLook(column) || column.why?.say === 'import.column.forbidden',
  )
  return (
    <>
      {choice}
      <ColumnsHead choice={text.say('columns.head-choice')} />
      <ul class="columns">
        {shown.map((column) => (
          <ColumnLine key={column.column} column={column} catalogue={catalogue} may={may} onChange={onChange} />
        ))}
      </ul>
    </>
  )
}

function ColumnLine({
  column,
  catalogue,
  may,
  onChange,
}: {
  column: ColumnPlan
  catalogue: CatalogueHere
  may: boolean
  onChange: (column: ColumnChange) => void
}) {
  const text = useText()
  const name = column.path.at(-1) || text.say('heading.empty')
  const choose = (element: string | null) => onChange({ column: column.column, element })
  const look = needsLook(column)
  return (
    <li class="column-line">
      <div>
        <Heading place={column.letter} path={column.path} />
        {column.samples.length > 0 && <p class="samples small quiet">{column.samples.join(text.say('list.comma'))}</p>}
      </div>
      <div class="column-choice">
        <ElementChoice
          value={column.element}
          onChange={choose}
          catalogue={catalogue}
          label={text.say('columns.choose', { name })}
          placeholder={text.say(look ? 'columns.none' : 'columns.not-taken')}
          disabled={!may}
        />
        {look && column.element && may && (
          <Button size="small" icon="check" onPress={() => choose(column.element)}>
            {text.say('columns.right')}
          </Button>
        )}
      </div>
      <div class="column-why">
        <p class="row">
          <span class="small column-role" data-out={column.role === 'out' ? '' : undefined}>
            {text.say(`role.${column.role}`)}
          </span>
          <Certainty {...column} />
          {column.by !== 'clerk' && <Reason reason={column.reason} />}
          <Sensitivity element={column.element} catalogue={catalogue} />
        </p>
        {look && may && (
          <Alternatives
            list={column.alternatives.filter(({ element }) => element !== column.element)}
            catalogue={catalogue}
            onPick={choose}
          />
        )}
        {column.why && column.element && (
          <p class="why small">
            <Icon name="info" />
            {sayFilled(text, column.why.say, column.why.with)}
          </p>
        )}
      </div>
      {isProtectedHere(column.element, catalogue) && (
        <div class="column-basis">
          <Basis
            key={column.basis ?? ''}
            basis={column.basis ?? ''}
            disabled={!may}
            onChange={(basis) => onChange({ column: column.column, basis })}
          />
        </div>
      )}
    </li>
  )
}

function Basis({ basis, disabled, onChange }: { basis: string; disabled: boolean; onChange: (basis: string | null) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(basis)
  const leave = () => typed.trim() !== basis && onChange(typed.trim() || null)
  return (
    <Field label={text.say('columns.basis')} hint={text.say('columns.basis-hint')}>
      <TextInput value={typed} onInput={setTyped} onLeave={leave} onEnter={leave} maxLength={200} disabled={disabled} />
    </Field>
  )
}
