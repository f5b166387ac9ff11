/**
 * May a demand reach street and communities? One pure decision over the duty lists valid on the day, the other open requests and the rules of law.
 * It only suggests, with reasons and citations; a person decides. Two things need nobody: an expired statistical form is closed by law, and what was
 * withdrawn upward does not come down.
 */
import { normaliseText } from '#base/values/normalise.ts'
import type { HeldRule } from '#ground/law/contract.ts'
import { findRule, type Law } from '#ground/law/rules.ts'
import type { DutyItem, DutyMatch } from '../contract.ts'
import {
  type AdmissionReason,
  type AdmissionRequest,
  type Duplicate,
  type Judgement,
  type RuleRef,
  type Suggestion,
  verdicts,
} from './contract.ts'

export type AdmissionFacts = {
  /** Valid on the day. */
  items: readonly DutyItem[]
  /** What the title looks like, where nothing is cited. */
  matches: readonly DutyMatch[]
  duplicates: readonly Duplicate[]
  law: Law
}

export function judgeAdmission(request: AdmissionRequest, facts: AdmissionFacts, today: string): Judgement {
  const suggest = suggestBy(facts.law, today)
  const suggestions = [
    ...judgeForm(request, suggest, today),
    ...judgeDuties(request, facts, suggest, today),
    ...judgeDuplicates(facts.duplicates, suggest),
    ...judgeKind(request, suggest),
    ...judgeBasis(request, suggest),
  ]
  const verdict = verdicts.find((one) => suggestions.some(({ decide }) => decide === one)) ?? 'admit'
  return { verdict, suggestions: sortByWeight(suggestions) }
}

type Suggest = (
  rule: string | null,
  decide: Suggestion['decide'],
  reason: AdmissionReason,
  values?: Suggestion['with'],
  about?: string[],
) => Suggestion[]

/** A suggestion that follows from a rule is made only while one holds; an unconfirmed rule reminds, whatever it would have decided. */
function suggestBy(law: Law, today: string): Suggest {
  return (name, decide, reason, values = {}, about = []) => {
    const rule = name === null ? undefined : findRule(law, name, today)
    if (name !== null && !rule) return []
    const weakened = rule?.status === 'M' && (decide === 'close' || decide === 'refuse') ? 'object' : decide
    return [{ decide: weakened, reason, with: values, rule: rule ? refOf(rule) : null, about }]
  }
}

export function refOf({ id, version, origin, status, citation }: HeldRule): RuleRef {
  return { id, version, origin, status, citation }
}

function sortByWeight(suggestions: Suggestion[]): Suggestion[] {
  const order: readonly Suggestion['decide'][] = [...verdicts.slice(0, -1), 'object', 'admit', 'remind']
  return [...suggestions].sort((a, b) => order.indexOf(a.decide) - order.indexOf(b.decide))
}

/** 统计法 (2024) art. 17: number, maker, approval or filing number, validity; an expired form may be refused, and closes here by itself. */
function judgeForm(
  { kind, survey, formNo, formMaker, formApproval, formValidTo }: AdmissionRequest,
  suggest: Suggest,
  today: string,
): Suggestion[] {
  if (kind !== 'form') return []
  if (formValidTo && formValidTo < today && survey !== false) return suggest('form-gate', 'close', 'form-expired', { day: formValidTo })
  const marks = { number: formNo, maker: formMaker, approval: formApproval, validTo: formValidTo }
  const lacking = Object.entries(marks).flatMap(([mark, said]) => (said?.trim() ? [] : [mark]))
  if (survey === false || lacking.length === 0) return []
  if (survey) return suggest('form-gate', 'object', 'form-unmarked', { lacking: lacking.join(' ') })
  return formNo?.trim() ? [] : suggest('form-gate', 'remind', 'form-marks-unsaid')
}

function judgeDuties(request: AdmissionRequest, { items, matches }: AdmissionFacts, suggest: Suggest, today: string): Suggestion[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const cited = request.cited.flatMap((id) => byId.get(id) ?? [])
  const stale = request.cited.filter((id) => !byId.has(id))
  const found = [
    ...(stale.length > 0 ? suggest(null, 'remind', 'cited-not-valid', { n: stale.length }, stale) : []),
    ...cited.flatMap((item) => judgeItem(item, request, suggest)),
  ]
  if (cited.length === 0) found.push(...judgeUncited(request, matches, suggest, today))
  // What may come down by one item does not come down by it while another forbids it: the verdict is the strongest.
  return found
}

/** One cited item, by its list. */
function judgeItem(item: DutyItem, request: AdmissionRequest, suggest: Suggest): Suggestion[] {
  const { title, lead, list, level, id } = item
  if (list === 'withdrawn') return judgeWithdrawn(item, suggest)
  if (list === 'self') return suggest('community-asked-through-government', 'object', 'self-government', { title }, [id])
  if (request.laidOn === 'community' && level !== 'community')
    return suggest('community-asked-through-government', 'admit-once', 'street-duty', { title }, [id])
  const listed = suggest(null, 'admit', 'listed', { title, number: item.number }, [id])
  if (list === 'basic') return listed
  const lacking = lackingOf(request)
  return [
    ...(lacking.length > 0 ? suggest('funds-follow-duty', 'send-back', 'unfunded', { title, lacking: lacking.join(' ') }, [id]) : listed),
    ...(lead && !isSameUnit(lead, request.asker) && !item.partners.some((one) => isSameUnit(one, request.asker))
      ? suggest('assisting-has-a-lead', 'remind', 'other-lead', { title, lead, asker: request.asker }, [id])
      : []),
  ]
}

function judgeWithdrawn({ title, lead, level, id }: DutyItem, suggest: Suggest): Suggestion[] {
  const values = { title, lead }
  if (level !== 'community') return suggest('withdrawn-stays-up', 'refuse', 'withdrawn', values, [id])
  if (/证明$/.test(title)) return suggest('no-certificates', 'refuse', 'certificate', values, [id])
  return suggest('statutory-duty-not-handed-to-committee', 'refuse', 'not-for-committee', values, [id])
}

/** 权随事转、人随事转、费随事转. */
function lackingOf({ fundedBy, peopleFrom, powers }: AdmissionRequest): string[] {
  return Object.entries({ money: fundedBy, people: peopleFrom, powers }).flatMap(([name, said]) => (said?.trim() ? [] : [name]))
}

/** On no list: 一事一准入, unless it was admitted. What the title looks like is told beside, and decides nothing. */
function judgeUncited({ admittedUntil }: AdmissionRequest, matches: readonly DutyMatch[], suggest: Suggest, today: string): Suggestion[] {
  const first = matches[0]
  const looks = !first
    ? []
    : first.item.list === 'withdrawn'
      ? suggest('withdrawn-stays-up', first.certain ? 'object' : 'remind', 'looks-withdrawn', { title: first.item.title, lead: first.item.lead }, [first.item.id])
      : suggest(null, 'remind', 'looks-listed', { title: first.item.title }, matches.map(({ item }) => item.id)) // biome-ignore format: one call
  if (!admittedUntil) return [...suggest('one-by-one', 'admit-once', 'on-no-list'), ...looks]
  if (admittedUntil < today) return [...suggest('one-by-one', 'admit-once', 'admission-over', { day: admittedUntil }), ...looks]
  return [...suggest(null, 'admit', 'admitted-once', { day: admittedUntil }), ...looks]
}

function judgeDuplicates(duplicates: readonly Duplicate[], suggest: Suggest): Suggestion[] {
  return duplicates.flatMap(({ id, title, asker, shared, of }) =>
    suggest('same-material-once', 'merge', 'duplicate', { title, asker, shared, of }, [id]),
  )
}

/** Inspections, group chats and apps count as requests, each with the rule of its own. */
function judgeKind({ kind, planned, askerLevel }: AdmissionRequest, suggest: Suggest): Suggestion[] {
  if (kind === 'inspection' || kind === 'supervision') {
    if (planned === false) return suggest('inspection-plan', 'object', 'not-planned')
    return planned === undefined ? suggest('inspection-plan', 'remind', 'plan-unsaid') : []
  }
  if (kind === 'group-chat') return suggest('group-chats', 'object', 'by-group-chat')
  if (kind === 'app')
    return suggest('apps-below-county', askerLevel === 'county' || askerLevel === 'street' ? 'object' : 'remind', 'by-app')
  return []
}

function judgeBasis({ personal, basis }: AdmissionRequest, suggest: Suggest): Suggestion[] {
  return personal && !basis?.trim() ? suggest('authority-needed', 'object', 'no-basis') : []
}

/** 市民政局 and 莱州市民政局 are one; so is a unit named among several. */
export function isSameUnit(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => normaliseText(name).replace(/\s/g, ''))
  return first !== '' && second !== '' && (first!.includes(second!) || second!.includes(first!))
}
