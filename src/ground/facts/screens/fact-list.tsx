/** Facts of one subject, group by group: name, value, where it comes from on touch, what is stale or contradicted. */
import { Button } from '#kit/button.tsx'
import { Popover } from '#kit/popover.tsx'
import { Tag } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { FactView } from '../contract.ts'
import { rankOfGroup } from './group-order.ts'
import type { CatalogueHere } from './use-catalogue.ts'
import './facts.css'

export type FactListProps = {
  facts: readonly FactView[]
  catalogue: CatalogueHere
  only?: readonly string[]
  /** Stands directly under the page's title: its groups are headings of the second level. */
  top?: boolean
  /** Correct this one; offered beside where it comes from. */
  onCorrect?: ((element: string) => void) | undefined
}

export function FactList({ facts, catalogue, only, top, onCorrect }: FactListProps) {
  const Heading = top ? 'h2' : 'h3'
  const text = useText()
  const shown = facts.filter((fact) => (only ? only.includes(fact.element) : isShown(fact, catalogue)))
  const groups = groupFacts(shown, catalogue)
  return (
    <div class="fact-groups">
      {groups.map(([group, list]) => (
        <section key={group} class="fact-group">
          <Heading>{text.say(`group.${group}`)}</Heading>
          <dl class="facts">
            {list.map((fact) => (
              <div key={fact.element}>
                <dt>{catalogue.name(fact.element, text.language)}</dt>
                <dd>
                  <FactValueShown fact={fact} catalogue={catalogue} onCorrect={fact.source === 'derived' ? undefined : onCorrect} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** Homes are shown as doors, not as facts; of what is merely worked out only the age is worth a line. */
function isShown({ element, source }: FactView, catalogue: CatalogueHere): boolean {
  if (catalogue.element(element)?.type === 'tie') return false
  return source !== 'derived' || element.endsWith('.age')
}

function groupFacts(facts: readonly FactView[], catalogue: CatalogueHere): [string, FactView[]][] {
  const groups = new Map<string, FactView[]>()
  const place = new Map(catalogue.elements.map((element, at) => [element.id, at]))
  const inOrder = [...facts].sort((a, b) => (place.get(a.element) ?? 0) - (place.get(b.element) ?? 0))
  for (const fact of inOrder) {
    const group = catalogue.element(fact.element)?.group ?? 'other'
    groups.set(group, [...(groups.get(group) ?? []), fact])
  }
  return [...groups].sort(([a], [b]) => rankOfGroup(a) - rankOfGroup(b))
}

type ShownProps = { fact: FactView; catalogue: CatalogueHere; onCorrect?: ((element: string) => void) | undefined }

/** The value, and behind it on hover, focus or touch its source, date and rivals; Enter goes on to correct it. */
export function FactValueShown({ fact, catalogue, onCorrect }: ShownProps) {
  const text = useText()
  const show = (value: unknown) => catalogue.show(fact.element, value, text.language)
  return (
    <span class="fact-value">
      <Popover content={() => <Provenance fact={fact} show={show} onCorrect={onCorrect} />}>{show(fact.value)}</Popover>
      {fact.stale && <Tag tone="stale">{text.say('fact.stale')}</Tag>}
      {fact.rivals.length > 0 && <Tag tone="conflict">{text.say('fact.conflict', { n: fact.rivals.length })}</Tag>}
    </span>
  )
}

type ProvenanceProps = Pick<ShownProps, 'fact' | 'onCorrect'> & { show: (value: unknown) => string }

function Provenance({ fact, show, onCorrect }: ProvenanceProps) {
  const text = useText()
  return (
    <div class="provenance">
      <p>{text.say('fact.from', { source: sayForSource(text, fact.source), day: text.day(fact.asOf) })}</p>
      {fact.masked && <p class="quiet">{text.say('fact.masked')}</p>}
      {fact.rivals.map((rival) => (
        <p key={rival.source + rival.asOf}>
          {text.say('fact.rival', { value: show(rival.value), source: sayForSource(text, rival.source), day: text.day(rival.asOf) })}
        </p>
      ))}
      {onCorrect && (
        <Button size="small" icon="edit" onPress={() => onCorrect(fact.element)}>
          {text.say('fact.correct')}
        </Button>
      )}
    </div>
  )
}

export function sayForSource(text: Text, source: string): string {
  return source.startsWith('department:') ? source.slice('department:'.length) : text.say(`source.${source}`)
}
