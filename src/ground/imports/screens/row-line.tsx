/** One row of the file: whom it speaks of, what it would change, and what is wrong with it and what to do about that. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Icon } from '#kit/icon.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import type { Decision, RowView } from '../shapes.ts'
import { type SheetWords, sayFilled } from './import-words.ts'
import { RowValues } from './row-values.tsx'
import './rows.css'

export type RowProps = {
  row: RowView
  words: SheetWords
  catalogue: CatalogueHere
  /** Said here a moment ago. */
  decided: Decision | undefined
  /** Undefined where nothing can be decided any more. */
  onDecide: ((decision: Decision) => void) | undefined
}

const pages: Partial<Record<string, string>> = { person: '/desk/people', dwelling: '/desk/doors', premises: '/desk/premises' }
const telling = new Set(['new', 'changed', 'conflict'])

export function RowLine({ row, words, catalogue, decided, onDecide }: RowProps) {
  return (
    <li class="import-row" data-row={rowMark(row)} data-decided={decided && decided.decision !== 'reset' ? '' : undefined}>
      <RowHead row={row} />
      <div class="row-says">
        {telling.has(row.verdict) && <RowValues row={row} order={words.order} catalogue={catalogue} />}
        <Protected n={row.protectedValues} />
        <Problems row={row} words={words} catalogue={catalogue} />
      </div>
      <RowDecision row={row} decided={decided} onDecide={onDecide} />
    </li>
  )
}

/** Finds the row again, to keep the focus in it. */
export function rowMark({ sheet, row, part = 0 }: { sheet: number; row: number; part?: number | undefined }): string {
  return `${sheet}.${row}.${part}`
}

export function RowHead({ row }: { row: RowView }) {
  const text = useText()
  const page = pages[row.kind]
  const label = row.label || text.say('rows.unnamed')
  return (
    <div class="row-head">
      <span class="row-number small quiet digits">{text.say('rows.row', { n: String(row.row) })}</span>
      <strong>{row.subject && page ? <a href={`${page}/${row.subject}`}>{label}</a> : label}</strong>
      {row.door && row.door !== row.label && <span class="row-door small quiet">{row.door}</span>}
    </div>
  )
}

export function Protected({ n }: { n: number }) {
  const text = useText()
  return n > 0 ? <p class="small quiet">{text.say('rows.protected', { n })}</p> : null
}

export function Problems({ row, words, catalogue }: Pick<RowProps, 'row' | 'words' | 'catalogue'>) {
  const text = useText()
  if (row.problems.length === 0) return null
  return (
    <ul class="row-problems">
      {row.problems.map((problem, at) => (
        <li key={at} data-stops={problem.stops ? '' : undefined}>
          <Icon name={problem.stops ? 'warning' : 'info'} />
          <span>
            {problem.letter && (
              <>
                <span class="heading-place digits">{problem.letter}</span>{' '}
                <span class="quiet">{words.headings.get(problem.letter) ?? catalogue.name(problem.element ?? '', text.language)}</span>{' '}
              </>
            )}
            {!problem.letter && problem.element && <span class="quiet">{catalogue.name(problem.element, text.language)} </span>}
            {problem.found && <span class="problem-found">{text.say('rows.found', { found: problem.found })} </span>}
            {sayFilled(text, problem.say, problem.with)} <span class="quiet">{sayFilled(text, problem.remedy, problem.with)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function RowDecision({ row, decided, onDecide }: Pick<RowProps, 'row' | 'decided' | 'onDecide'>) {
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
      <div class="row-decision" role="status">
        <Tag mark="check">{text.say(`decision.${standing}`)}</Tag>
        {onDecide && (
          <Button size="small" tone="quiet" onPress={() => say('reset')}>
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
        <Button size="small" onPress={() => say('take')}>
          {text.say('rows.take')}
        </Button>
      )}
      <Button size="small" tone="quiet" onPress={() => say('skip')}>
        {text.say('rows.skip')}
      </Button>
    </div>
  )
}
