/** What a notice says, from the purposes that stand today. Pure. */
import type { Element } from '#ground/facts/contract.ts'
import type { Purpose } from '../contract.ts'
import { coveredElements, isProtected } from '../rules.ts'
import type { Notice, NoticePart } from './contract.ts'

type Standing = Purpose & { edition: string }
export type About = { purposes?: readonly string[]; elements?: readonly string[] }

/**
 * Named purposes, and for elements the fewest purposes that cover them: the one that covers most comes first, and a purpose that says nothing new is
 * not told. What stands under several purposes is so told under the one it is asked for together with its neighbours.
 */
export function noticeOf(standing: readonly Standing[], elements: ReadonlyMap<string, Element>, about: About): Notice {
  const covers = new Map(standing.map((purpose) => [purpose.id, coveredElements(purpose, elements)]))
  if (!about.purposes && !about.elements) return { parts: standing.map((purpose) => partOf(purpose, covers.get(purpose.id)!)) }
  const named = standing.filter(({ id }) => about.purposes?.includes(id))
  const left = new Set(about.elements)
  const asked = (purpose: Standing) => covers.get(purpose.id)!.filter(({ id }) => left.has(id))
  const parts: NoticePart[] = []
  const take = (purpose: Standing, told: Element[]) => {
    parts.push(partOf(purpose, told))
    for (const { id } of told) left.delete(id)
  }
  for (const purpose of named) take(purpose, about.elements ? asked(purpose) : covers.get(purpose.id)!)
  for (;;) {
    const [best] = standing.map((purpose) => ({ purpose, told: asked(purpose) })).sort((a, b) => b.told.length - a.told.length)
    if (!best || best.told.length === 0) break
    take(best.purpose, best.told)
  }
  const places = new Map(standing.map(({ id }, at) => [id, at]))
  return { parts: parts.sort((a, b) => places.get(a.id)! - places.get(b.id)!) }
}

function partOf(purpose: Standing, elements: Element[]): NoticePart {
  const { id, edition, title, what, basis, citations, sources, recipients, keep, refusal, contact } = purpose
  return {
    id,
    edition,
    title,
    what,
    basis,
    citations,
    eachTime: purpose.eachTime ?? false,
    elements: elements.map((element) => element.id),
    protected: elements.filter(isProtected).map((element) => element.id),
    sources,
    recipients,
    keep,
    refusal,
    effect: purpose.effect ?? null,
    contact,
  }
}

/** What is kept with a record: which purposes were told, in which version. */
export function editionsOf({ parts }: Notice): string[] {
  return parts.map(({ id, edition }) => `${id} ${edition}`)
}
