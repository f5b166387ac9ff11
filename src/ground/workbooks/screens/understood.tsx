/** How one heading of a workbook was understood: what it says, how sure that is, why, and what else it may mean. */
import type { ComponentChildren } from 'preact'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Icon } from '#kit/icon.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { columnLetters } from '../read/address.ts'
import { headingWords } from './heading-words.ts'
import './workbooks.css'

/** The heading as the sheet has it: upper levels quiet, its own words plain. `place` is a column's number or a cell's address. */
export function Heading({ place, path, children }: { place: string | number; path: readonly string[]; children?: ComponentChildren }) {
  const text = useText()
  const own = headingWords(path.at(-1) ?? '') || text.say('heading.empty')
  return (
    <p class="heading">
      <span class="heading-place digits">{typeof place === 'number' ? columnLetters(place) : place}</span>
      {path.slice(0, -1).map((upper, at) => (
        <span class="quiet" key={at}>
          {headingWords(upper)}
          <Icon name="forward" />
        </span>
      ))}
      <strong>{own}</strong>
      {children}
    </p>
  )
}

/** Below this a person should look. */
const calm = 0.85

export type Sureness = {
  certain: boolean
  confidence: number /** Chosen here by a person, or learned from one. */
  by?: 'clerk' | 'learned' | 'guess'
}

export function needsLook({ certain, confidence, by }: Sureness): boolean {
  return by !== 'clerk' && !certain && confidence < calm
}

/** Neither said by the heading for certain nor chosen by a person, though near enough to be taken. */
export function isUnsure(sure: Sureness): boolean {
  return sure.by !== 'clerk' && !sure.certain
}

export function Certainty(sure: Sureness) {
  const text = useText()
  if (sure.by === 'clerk')
    return (
      <Tag tone="good" mark="check">
        {text.say('certainty.clerk')}
      </Tag>
    )
  if (sure.certain)
    return (
      <Tag tone="good" mark="check">
        {text.say(sure.by === 'learned' ? 'certainty.learned' : 'certainty.certain')}
      </Tag>
    )
  const words = text.say('certainty.about', { share: text.percent(sure.confidence) })
  return needsLook(sure) ? (
    <Tag tone="stale" mark="help">
      {words}
    </Tag>
  ) : (
    <Tag>{words}</Tag>
  )
}

/** Why it was understood so. Similar headings are quoted by their own words. */
export function Reason({ reason }: { reason: { say: string; with?: Record<string, string | number> } }) {
  const text = useText()
  if (!text.has(reason.say)) return null
  return <span class="small quiet">{text.say(reason.say, reason.with)}</span>
}

export type AlternativesProps = {
  list: readonly { element: string }[]
  catalogue: CatalogueHere
  onPick: (element: string) => void
}

/** What else the heading may mean, one press away. */
export function Alternatives({ list, catalogue, onPick }: AlternativesProps) {
  const text = useText()
  if (list.length === 0) return null
  return (
    <span class="alternatives small">
      <span class="quiet">{text.say('understood.or')}</span>
      {list.map(({ element }) => (
        <button type="button" class="plain-button" key={element} onClick={() => onPick(element)}>
          {catalogue.name(element, text.language)}
        </button>
      ))}
    </span>
  )
}

const sensitivityMarks = { sensitive: 'lock', forbidden: 'lock' } as const

/** Ordinary and personal elements need no words; protected ones are said. */
export function Sensitivity({ element, catalogue }: { element: string | null; catalogue: CatalogueHere }) {
  const text = useText()
  const found = element ? catalogue.element(element) : undefined
  if (!found || found.sensitivity === 'ordinary' || found.sensitivity === 'personal') return null
  return (
    <Tag tone="conflict" mark={sensitivityMarks[found.sensitivity]}>
      {text.say(`sensitivity.${found.sensitivity}`)}
    </Tag>
  )
}

export function isProtectedHere(element: string | null, catalogue: CatalogueHere): boolean {
  const sensitivity = element ? catalogue.element(element)?.sensitivity : undefined
  return sensitivity === 'sensitive' || sensitivity === 'forbidden'
}
