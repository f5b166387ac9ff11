import { ElementChoice } from '#ground/facts/screens/element-choice.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { Understanding } from '#ground/workbooks/contract.ts'
import { ColumnsHead } from '#ground/workbooks/screens/columns-head.tsx'
import { useColumnsView } from '#ground/workbooks/screens/columns-view.tsx'
import {
  Alternatives,
  Certainty,
  Heading,
  isProtectedHere,
  isUnsure,
  needsLook,
  Reason,
  Sensitivity,
  type Sureness,
} from '#ground/workbooks/screens/understood.tsx'
import { Icon } from '#kit/icon.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { PlannedColumn } from '../contract.ts'
import { BasisField, SharedBasis, withoutBasis } from './basis.tsx'
import './columns.css'

/** What can be written into a column that asks nothing of a subject. */
const ownUses = ['leave', 'number', 'clerk', 'office', 'phone', 'day'] as const

export type ColumnListProps = {
  columns: readonly PlannedColumn[]
  understood: readonly Understanding[]
  /** Why each column stays empty, as the preview said. */
  whys: readonly (string | null)[]
  catalogue: CatalogueHere
  onChange: (columns: PlannedColumn[]) => void
}

type Line = { column: PlannedColumn; at: number; understood: Understanding | undefined; sure: Sureness; why: string | null; look: boolean }

export function ColumnList({ columns, understood, whys, catalogue, onChange }: ColumnListProps) {
  const text = useText()
  const lines = columns.map((column, at): Line => {
    const found = understood.find((one) => (column.cell ? one.cell === column.cell : one.column === column.column))
    const sure = surenessOf(column, found)
    const why = whys[at] ?? null
    return { column, at, understood: found, sure, why, look: needsLook(sure) || why === 'why.protected' }
  })
  const { shown, choice } = useColumnsView(
    lines,
    ({ at }) => at,
    ({ look }) => look,
  )
  const unsure = lines.filter(({ column, sure }) => column.element !== null && isUnsure(sure)).length
  const bare = withoutBasis(columns, ({ element }) => isProtectedHere(element, catalogue))
  const change = (at: number, next: PlannedColumn) => onChange(columns.map((one, index) => (index === at ? next : one)))
  return (
    <>
      {choice}
      {unsure > 0 && <p class="quiet columns-unsure">{text.say('columns.unsure', { n: unsure })}</p>}
      <SharedBasis bare={bare} columns={columns} onChange={onChange} />
      <ColumnsHead choice={text.say('columns.head-choice')} />
      <ul class="columns">
        {shown.map((line) => (
          <ColumnLine key={line.at} line={line} shared={bare.length > 1} catalogue={catalogue} onChange={(next) => change(line.at, next)} />
        ))}
      </ul>
    </>
  )
}

function surenessOf(column: PlannedColumn, understood: Understanding | undefined): Sureness {
  if (!understood) return { certain: false, confidence: 0, by: 'clerk' }
  const own = column.element === (understood.relatives ? understood.relatives.element : understood.element)
  const learned = understood.reason.say === 'workbook.understood.learned'
  return { certain: understood.certain, confidence: understood.confidence, by: own ? (learned ? 'learned' : 'guess') : 'clerk' }
}

type ColumnLineProps = {
  line: Line
  /** The basis of several columns is asked for once, above. */
  shared: boolean
  catalogue: CatalogueHere
  onChange: (column: PlannedColumn) => void
}

function ColumnLine({ line, shared, catalogue, onChange }: ColumnLineProps) {
  const text = useText()
  const { column, understood, sure, why } = line
  const name = column.path.at(-1) || text.say('heading.empty')
  const choose = (element: string | null) => onChange({ ...placeOf(column), element, ...(element ? {} : { local: 'leave' as const }) })
  return (
    <li class="column-line">
      <Heading place={column.cell ?? column.column ?? ''} path={column.path} />
      <div class="column-choice">
        <ElementChoice
          value={column.element}
          onChange={choose}
          catalogue={catalogue}
          label={text.say('columns.choose', { name })}
          placeholder={text.say('columns.none')}
        />
        {!column.element && (
          <Select
            label={text.say('columns.local', { name })}
            value={column.local ?? 'leave'}
            onChange={(local) => onChange({ ...placeOf(column), element: null, local: local as (typeof ownUses)[number] })}
            options={ownUses.map((value) => ({ value, label: text.say(`columns.local-${value}`) }))}
          />
        )}
      </div>
      <div class="column-why">
        <p class="row">
          <Certainty {...sure} />
          <Sensitivity element={column.element} catalogue={catalogue} />
          {sure.by !== 'clerk' && understood && <Reason reason={understood.reason} />}
        </p>
        {sure.by !== 'clerk' && understood && needsLook(sure) && (
          <Alternatives list={understood.alternatives} catalogue={catalogue} onPick={choose} />
        )}
        {/* That the request states no basis is said once, above everything. */}
        {why && why !== 'why.basis-needed' && (
          <p class="why small">
            <Icon name="lock" />
            {text.say(why)}
          </p>
        )}
      </div>
      {isProtectedHere(column.element, catalogue) && (
        <div class="column-basis" data-folded={shared && !column.basis ? '' : undefined}>
          <BasisField
            basis={column.basis ?? ''}
            folded={shared}
            onChange={(basis) => onChange({ ...placeOf(column), element: column.element, ...(basis ? { basis } : {}) })}
          />
        </div>
      )}
    </li>
  )
}

function placeOf({ path, column, cell, lines }: PlannedColumn): Pick<PlannedColumn, 'path' | 'column' | 'cell' | 'lines'> {
  return {
    path,
    ...(column === undefined ? {} : { column }),
    ...(cell === undefined ? {} : { cell }),
    ...(lines === undefined ? {} : { lines }),
  }
}
