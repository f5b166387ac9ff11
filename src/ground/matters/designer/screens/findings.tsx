/** What is wrong with a type, place by place with what to do; and how it differs from another. */
import type { Words } from '#ground/forms/contract.ts'
import { useText } from '#kit/text-context.tsx'
import type { Term } from '../../clock/terms.ts'
import type { MatterType } from '../../types/type.ts'
import type { DifferenceView, FaultView } from '../contract.ts'
import { sayPlace, sayTerm, sayTodo, sayWords } from './say-type.ts'

/** More than this at once helps nobody. */
const MOST = 30

export function FaultList({ type, faults }: { type: MatterType; faults: readonly FaultView[] }) {
  const text = useText()
  if (faults.length === 0) return <p class="type-ready">{text.say('type.ready-long')}</p>
  return (
    <ul class="plain-list type-faults">
      {faults.slice(0, MOST).map((fault) => (
        <li key={fault.path + fault.say}>
          <strong class="small">{sayPlace(text, type, fault.path.replace(/^\/(?:type|file\/type|file)(?=\/)/, ''))}</strong>
          <span>{text.say(fault.say, fault.with)}</span>
          <span class="small quiet">{sayTodo(text, fault)}</span>
        </li>
      ))}
      {faults.length > MOST && <li class="quiet">{text.say('type.more-faults', { n: faults.length - MOST })}</li>}
    </ul>
  )
}

export function DifferenceList({ type, differs }: { type: MatterType; differs: readonly DifferenceView[] }) {
  const text = useText()
  if (differs.length === 0) return <p class="quiet">{text.say('type.no-difference')}</p>
  return (
    <ul class="plain-list type-differs">
      {differs.map(({ path, before, after }) => (
        <li key={path}>
          <strong class="small">{sayPlace(text, type, path)}</strong>
          {before !== null && <del>{sayValue(text, before)}</del>}
          {after !== null && <ins>{sayValue(text, after)}</ins>}
        </li>
      ))}
    </ul>
  )
}

function sayValue(text: ReturnType<typeof useText>, value: unknown): string {
  if (typeof value === 'boolean') return text.say(value ? 'matter.yes' : 'matter.no')
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return text.say('type.nothing')
  if ('zh' in value) return sayWords(text, value as Words)
  return isTerm(value) ? sayTerm(text, value as Term) : text.say('type.condition')
}

function isTerm(value: object): boolean {
  return ['workingHours', 'workdays', 'days', 'hours', 'minutes'].includes(Object.keys(value)[0] ?? '')
}
