/** One row of the file: whom it speaks of, what it would change, and what is wrong with it and what to do about that. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { ImportWhole, RowProblem, RowView } from '../shapes.ts'
import type { Decision } from './import-rows.tsx'

export type RowProps = {
  row: RowView
  whole: ImportWhole
  catalogue: CatalogueHere
  /** Said here a moment ago. */
  decided: Decision | undefined
  busy: boolean
  /** Undefined where nothing can be decided any more. */
  onDecide: ((decision: Decision) => void) | undefined
}

/** Values shown of a row that only adds. */
const fewValues = 6
const pages: Partial<Record<string, string>> = { person: '/desk/people', dwelling: '/desk/doors', premises: '/desk/premises' }

export function RowLine({ row, whole, catalogue, decided, busy, onDecide }: RowProps) {
  const { verdict, values } = row
  const differing = values.filter(({ outcome }) => outcome !== 'same' && outcome !== 'older')
  const shown =
    verdict === 'changed' || verdict === 'conflict'
      ? differing
      : verdict === 'new'
        ? values.filter(isSaid(catalogue)).slice(0, fewValues)
        : []
  return (
    <li class="import-row" data-decided={decided ? '' : undefined}>
      <RowHead row={row} whole={whole} />
      <div class="row-says">
        {shown.length > 0 && (
          <ul class="row-values">
            {shown.map((value) => (
              <Value key={value.element} value={value} door={row.door} catalogue={catalogue} />
            ))}
            {verdict === 'new' && values.length > fewValues && <MoreValues n={values.length - fewValues} />}
          </ul>
        )}
        <Protected n={row.protectedValues} />
        <Problems problems={row.problems} />
      </div>
      <RowDecision row={row} decided={decided} busy={busy} onDecide={onDecide} />
    </li>
  )
}

export function RowHead({ row, whole }: { row: RowView; whole: ImportWhole }) {
  const text = useText()
  const several = whole.sheets.filter(({ use }) => use).length > 1
  const sheet = several ? `${whole.sheets.find((one) => one.sheet === row.sheet)?.name ?? ''} ` : ''
  const page = pages[row.kind]
  const label = row.label || text.say('rows.unnamed')
  return (
    <div class="row-head">
      <span class="small quiet digits">
        {sheet}
        {text.say('rows.row', { n: String(row.row) })}
      </span>
      <strong>{row.subject && page ? <a href={`${page}/${row.subject}`}>{label}</a> : label}</strong>
      {row.door && row.door !== row.label && <span class="small quiet">{row.door}</span>}
    </div>
  )
}

type ValueProps = { value: RowView['values'][number]; door: string | null; catalogue: CatalogueHere }

function Value({ value: { element, value, before, outcome }, door, catalogue }: ValueProps) {
  const text = useText()
  const tie = catalogue.element(element)?.type === 'tie'
  const show = (said: unknown) => catalogue.show(element, said, text.language) || text.say('rows.nothing')
  if (tie) {
    // A door is named by its address; the one that stands now is on the page of the person.
    const now = outcome === 'gone' ? text.say('rows.no-longer') : (door ?? '')
    return (
      <li data-outcome={outcome}>
        <span class="quiet">{catalogue.name(element, text.language)}</span> <span class="value-now">{now}</span>
        {outcome === 'conflict' && <span class="quiet"> {text.say('rows.other-door')}</span>}
      </li>
    )
  }
  return (
    <li data-outcome={outcome}>
      <span class="quiet">{catalogue.name(element, text.language)}</span>{' '}
      {before !== undefined && (
        <>
          <span class="value-before">{show(before)}</span>
          <Icon name="forward" label={text.say('rows.becomes')} />
        </>
      )}
      <span class="value-now">{outcome === 'gone' ? text.say('rows.nothing') : show(value)}</span>
    </li>
  )
}

/** Values that can be shown in words. */
export function isSaid(catalogue: CatalogueHere): (value: { element: string }) => boolean {
  return ({ element }) => catalogue.element(element)?.type !== 'tie'
}

function MoreValues({ n }: { n: number }) {
  const text = useText()
  return <li class="quiet">{text.say('rows.more-values', { n })}</li>
}

export function Protected({ n }: { n: number }) {
  const text = useText()
  return n > 0 ? <p class="small quiet">{text.say('rows.protected', { n })}</p> : null
}

export function Problems({ problems }: { problems: readonly RowProblem[] }) {
  const text = useText()
  if (problems.length === 0) return null
  return (
    <ul class="row-problems">
      {problems.map((problem) => (
        <li key={`${problem.say} ${problem.letter ?? ''}`} data-stops={problem.stops ? '' : undefined}>
          <Icon name={problem.stops ? 'warning' : 'info'} />
          <span>
            {problem.letter && <span class="heading-place digits">{problem.letter}</span>} {text.say(problem.say, problem.with)}{' '}
            <span class="quiet">{text.say(problem.remedy, problem.with)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function RowDecision({ row, decided, busy, onDecide }: Pick<RowProps, 'row' | 'decided' | 'busy' | 'onDecide'>) {
  const text = useText()
  const { sheet, row: at, part, verdict } = row
  const say = (decision: Decision['decision']) => onDecide?.({ sheet, row: at, part, decision })
  const standing = decided?.decision ?? (row.decision?.split(':')[0] as Decision['decision'] | undefined)
  if (row.applied)
    return (
      <Tag tone="good" mark="check">
        {text.say('rows.applied')}
      </Tag>
    )
  if (standing && standing !== 'reset') {
    return (
      <div class="row-decision">
        <Tag mark="check">{text.say(`decision.${standing}`)}</Tag>
        {onDecide && (
          <Button size="small" tone="quiet" busy={busy} onPress={() => say('reset')}>
            {text.say('rows.reset')}
          </Button>
        )}
      </div>
    )
  }
  if (!onDecide || verdict === 'joined' || verdict === 'elsewhere' || verdict === 'invalid') return null
  return (
    <div class="row-decision">
      {verdict === 'conflict' && (
        <Button size="small" busy={busy} onPress={() => say('take')}>
          {text.say('rows.take')}
        </Button>
      )}
      <Button size="small" tone="quiet" busy={busy} onPress={() => say('skip')}>
        {text.say('rows.skip')}
      </Button>
    </div>
  )
}
