/** What each column of a statistics sheet counts: whom, and under which conditions. */
import { useState } from 'preact/hooks'
import type { SubjectKind } from '#ground/facts/contract.ts'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import type { CountedColumn, CountedSubject } from '#ground/workbooks/contract.ts'
import { ColumnsHead } from '#ground/workbooks/screens/columns-head.tsx'
import { Certainty, Heading, isProtectedHere, Reason } from '#ground/workbooks/screens/understood.tsx'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Icon } from '#kit/icon.tsx'
import { Select } from '#kit/input.tsx'
import { useText } from '#kit/text-context.tsx'
import type { PlannedColumn } from '../contract.ts'
import { BasisField, SharedBasis, withoutBasis } from './basis.tsx'
import { Conditions, sayConditions } from './conditions.tsx'
import './columns.css'

const counted: Exclude<CountedSubject, 'other'>[] = [
  'persons',
  'households',
  'dwellings',
  'premises',
  'organisations',
  'buildings',
  'estates',
]
const kindsOf: Record<string, SubjectKind[]> = {
  persons: ['person'],
  households: ['household', 'person'],
  dwellings: ['dwelling'],
  premises: ['premises'],
  organisations: ['organisation'],
  buildings: ['building'],
  estates: ['estate'],
}

export type CountListProps = {
  columns: readonly PlannedColumn[]
  understood: readonly CountedColumn[]
  whys: readonly (string | null)[]
  catalogue: CatalogueHere
  onChange: (columns: PlannedColumn[]) => void
}

export function CountList({ columns, understood, whys, catalogue, onChange }: CountListProps) {
  const text = useText()
  const closed = ({ count }: PlannedColumn) => count?.conditions.some(({ element }) => isProtectedHere(element, catalogue)) ?? false
  const bare = withoutBasis(columns, closed)
  return (
    <>
      <SharedBasis bare={bare} columns={columns} onChange={onChange} />
      <ColumnsHead choice={text.say('columns.head-counts')} />
      <ul class="columns">
        {columns.map((column, at) => (
          <CountLine
            key={column.column}
            column={column}
            understood={understood.find((one) => one.column === column.column)}
            why={whys[at] ?? null}
            shared={bare.length > 1}
            catalogue={catalogue}
            onChange={(next) => onChange(columns.map((one, index) => (index === at ? next : one)))}
          />
        ))}
      </ul>
    </>
  )
}

type CountLineProps = {
  column: PlannedColumn
  understood: CountedColumn | undefined
  why: string | null
  /** The basis of several columns is asked for once, above. */
  shared: boolean
  catalogue: CatalogueHere
  onChange: (column: PlannedColumn) => void
}

function CountLine({ column, understood, why, shared, catalogue, onChange }: CountLineProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const { count } = column
  const name = column.path.at(-1) ?? ''
  const own = { path: column.path, ...(column.column === undefined ? {} : { column: column.column }), element: null }
  const basis = column.basis ? { basis: column.basis } : {}
  const says = count ? sayCount() : text.say('count.left')
  function sayCount(): string {
    const whom = text.say(`count.${count?.counted}`)
    const under = sayConditions(text, catalogue, count?.conditions ?? [])
    return under ? text.say('count.under', { whom, under }) : text.say('count.all', { whom })
  }
  return (
    <li class="column-line">
      <Heading place={column.column ?? 1} path={column.path} />
      <div class="column-choice">
        <p class="count-says">{says}</p>
        <Button
          size="small"
          tone="quiet"
          icon="edit"
          label={text.say('count.change', { name })}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        />
      </div>
      <div class="column-why">
        {understood && understood.role === 'count' && (
          <p class="row">
            {understood.unexplained.length === 0 && (
              <Certainty certain={understood.certain} confidence={understood.confidence} by="guess" />
            )}
            {understood.unexplained.length > 0 ? (
              <span class="why small">
                <Icon name="help" />
                {text.say('count.unexplained', { words: understood.unexplained.join(text.say('condition.or')) })}
              </span>
            ) : (
              <Reason reason={understood.reason} />
            )}
          </p>
        )}
        {why && (
          <p class="why small">
            <Icon name="lock" />
            {text.say(why)}
          </p>
        )}
      </div>
      {open && (
        <div class="column-basis count-editor">
          <Field label={text.say('count.whom')}>
            <Select
              value={count?.counted ?? ''}
              empty={text.say('count.left')}
              onChange={(next) =>
                onChange(
                  next ? { ...own, ...basis, count: { counted: next as CountedSubject, conditions: [] } } : { ...own, local: 'leave' },
                )
              }
              options={counted.map((value) => ({ value, label: text.say(`count.${value}`) }))}
            />
          </Field>
          {count && (
            <Field label={text.say('count.conditions')} group>
              <Conditions
                key={count.counted}
                label={text.say('count.conditions')}
                conditions={count.conditions}
                kinds={kindsOf[count.counted] ?? ['person']}
                catalogue={catalogue}
                onChange={(conditions) => onChange({ ...own, ...basis, count: { ...count, conditions } })}
              />
            </Field>
          )}
        </div>
      )}
      {count?.conditions.some(({ element }) => isProtectedHere(element, catalogue)) && (
        <div class="column-basis" data-folded={shared && !column.basis ? '' : undefined}>
          <BasisField
            basis={column.basis ?? ''}
            folded={shared}
            onChange={(next) => onChange({ ...own, count, ...(next ? { basis: next } : {}) })}
          />
        </div>
      )}
    </li>
  )
}
