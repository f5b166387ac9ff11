/** What a notice says, from the purposes that stand today. Pure. */
import type { Element } from '#ground/facts/contract.ts'
import type { Purpose } from '../contract.ts'
import { coveredElements, isProtected, spanDays } from '../rules.ts'
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

/** What people have to hear of again: more is asked, more get it, it stays longer, it serves something else, or stands on something else. */
export const changes = ['use', 'basis', 'element', 'recipient', 'longer'] as const
export type Change = (typeof changes)[number]

/**
 * What of a change has to be told to those who heard the version before (个人信息保护法 14 ¶2, 17 ¶2, 22–23). Another wording, fewer recipients, a shorter term or fewer
 * elements take nothing from anybody, and are told at the next occasion.
 */
export function changesOf(before: Purpose, now: Purpose, elements: ReadonlyMap<string, Element>): Change[] {
  const asked = new Set(coveredElements(before, elements).map(({ id }) => id))
  const got = new Set(before.recipients.map(({ zh }) => zh.trim()))
  const holds: Record<Change, boolean> = {
    use: before.what.zh.trim() !== now.what.zh.trim(),
    basis: before.basis !== now.basis,
    element: coveredElements(now, elements).some(({ id }) => !asked.has(id)),
    recipient: now.recipients.some(({ zh }) => !got.has(zh.trim())),
    longer: isLonger(before.keep, now.keep),
  }
  return changes.filter((change) => holds[change])
}

/** Counted from another day it cannot be compared, and is told. */
function isLonger(before: Purpose['keep'], now: Purpose['keep']): boolean {
  if (before.from === 'stands' || now.from === 'stands') return before.from !== now.from && now.from === 'stands'
  return before.from === now.from ? spanDays(now.span) > spanDays(before.span) : true
}
