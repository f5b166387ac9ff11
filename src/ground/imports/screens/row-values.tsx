/** What a row says beside what stands now, value by value. */
import type { ComponentChildren } from 'preact'
import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Icon } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import type { RowView } from '../shapes.ts'
import './rows.css'

/** Values shown of a row that only adds. */
const fewValues = 6

type Value = RowView['values'][number]
type ValuesProps = { row: RowView; order: ReadonlyMap<string, number>; catalogue: CatalogueHere }

/** Contradictions first, each with both sides; then the rest that would change, in the order of the columns. */
export function RowValues({ row, order, catalogue }: ValuesProps) {
  const text = useText()
  const place = ({ element }: Value) => order.get(element) ?? 999
  const sorted = [...row.values].sort((a, b) => place(a) - place(b))
  const differing = sorted.filter(({ outcome }) => outcome !== 'same' && outcome !== 'older')
  const adding = sorted.filter(({ element }) => !element.endsWith('.name') && catalogue.element(element)?.type !== 'tie')
  // Once it is written there is nothing left to lay beside it.
  const isOpen = ({ outcome, before }: Value) => outcome === 'conflict' && before !== undefined
  const conflicts = differing.filter(isOpen)
  const plain = row.verdict === 'new' ? adding : differing.filter((value) => !isOpen(value))
  const shown = row.verdict === 'new' ? plain.slice(0, fewValues) : plain
  if (shown.length + conflicts.length === 0) return null
  return (
    <>
      {conflicts.map((value) => (
        <Sides key={value.element} value={value} door={row.door} catalogue={catalogue} />
      ))}
      {shown.length > 0 && (
        <ul class="row-values">
          {shown.map((value) => (
            <Change key={value.element} value={value} door={row.door} catalogue={catalogue} />
          ))}
          {plain.length > shown.length && <li class="quiet">{text.say('rows.more-values', { n: plain.length - shown.length })}</li>}
        </ul>
      )}
    </>
  )
}

type ValueProps = { value: Value; door: string | null; catalogue: CatalogueHere }

/** In words; a door by its address. */
function useShow({ value: { element, stands }, door, catalogue }: ValueProps): { now: (value: unknown) => string; before: string } {
  const text = useText()
  const tie = catalogue.element(element)?.type === 'tie'
  const show = (value: unknown) => catalogue.show(element, value, text.language) || text.say('rows.nothing')
  return {
    now: (value) => (tie ? (door ?? '') : show(value)),
    before: tie ? (stands?.door ?? text.say('rows.other-door')) : '',
  }
}

/** Both sides of a contradiction, with who said each and of which day. */
function Sides(props: ValueProps) {
  const text = useText()
  const { element, value, before, stands } = props.value
  const { now, before: door } = useShow(props)
  return (
    <dl class="sides">
      <dt>{props.catalogue.name(element, text.language)}</dt>
      <dd>
        <span class="quiet">{text.say('rows.stands')}</span>
        <span>{door || now(before)}</span>
        {stands && (
          <span class="small quiet">
            {text.say('rows.from', { source: sayForSource(text, stands.source), day: text.day(stands.asOf, 'short') })}
          </span>
        )}
      </dd>
      <dd>
        <span class="quiet">{text.say('rows.roster')}</span>
        <span class="value-rival">{now(value)}</span>
      </dd>
    </dl>
  )
}

function Change(props: ValueProps) {
  const text = useText()
  const { element, value, before, outcome } = props.value
  const { now, before: door } = useShow(props)
  const gone = outcome === 'gone'
  return (
    <li>
      <Quiet>{props.catalogue.name(element, text.language)}</Quiet>{' '}
      {before !== undefined && (
        <>
          <span class="value-before">{door || now(before)}</span>
          <Icon name="forward" label={text.say('rows.becomes')} />
        </>
      )}
      <span>{gone ? text.say('rows.nothing') : now(value)}</span>
    </li>
  )
}

function Quiet({ children }: { children: ComponentChildren }) {
  return <span class="quiet">{children}</span>
}
