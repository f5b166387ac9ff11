/**
 * May a matter be sent to somebody in a part, by the duty item it falls under? The three lists × lead or helper × street, community or department
 * (国办函〔2025〕66号; 中办国办 on duty lists): what was withdrawn is never sent down, what is assisted is led by its department. Pure; for dispatch.
 */
import { findRule, type Law } from '#ground/law/rules.ts'
import type { DutyItem } from '../contract.ts'
import type { RuleRef } from './contract.ts'
import { isSameUnit, refOf } from './rules.ts'

export type DispatchTo = {
  level: 'street' | 'community' | 'department'
  part: 'lead' | 'helper' /** Name of the department. */
  unit?: string
}

/** `never`: whoever sends. `admit-first`: only after an admission for this once. `note`: it may, and something is worth saying. */
export type DispatchVerdict = 'may' | 'note' | 'admit-first' | 'never'
export type DispatchReason =
  | 'listed'
  | 'named-parts'
  | 'withdrawn'
  | 'department-leads'
  | 'street-duty'
  | 'self-government'
  | 'other-lead'
  | 'street-owns'
export type DispatchJudgement = { verdict: DispatchVerdict; reason: DispatchReason; rule: RuleRef | null }

type Ruling = [verdict: DispatchVerdict, reason: DispatchReason, rule?: string]

export function judgeDispatch(item: DutyItem, to: DispatchTo, law: Law, today: string): DispatchJudgement {
  const [verdict, reason, name] = to.level === 'department' ? toDepartment(item, to) : toGrassRoots(item, to)
  const rule = name ? findRule(law, name, today) : undefined
  // A rule that is not confirmed, or no longer holds, only tells.
  const firm = rule !== undefined && rule.status !== 'M'
  return { verdict: verdict === 'never' && !firm ? 'note' : verdict, reason, rule: rule ? refOf(rule) : null }
}

function toDepartment({ list, lead, partners }: DutyItem, { part, unit = '' }: DispatchTo): Ruling {
  if (list === 'basic' || list === 'self') return part === 'lead' ? ['note', 'street-owns'] : ['may', 'listed']
  const isNamed = isSameUnit(lead, unit) || (part === 'helper' && partners.some((one) => isSameUnit(one, unit)))
  return unit !== '' && lead !== '' && !isNamed ? ['note', 'other-lead', 'assisting-has-a-lead'] : ['may', 'listed']
}

function toGrassRoots({ list, level }: DutyItem, { level: to, part }: DispatchTo): Ruling {
  if (list === 'withdrawn')
    return ['never', 'withdrawn', level === 'community' ? 'statutory-duty-not-handed-to-committee' : 'withdrawn-stays-up']
  if (list === 'self')
    return to === 'community' ? ['note', 'self-government'] : ['admit-first', 'self-government', 'community-asked-through-government']
  if (to === 'community' && level !== 'community') return ['admit-first', 'street-duty', 'community-asked-through-government']
  if (list === 'basic') return ['may', 'listed']
  // Of what a community helps with the street leads.
  if (level === 'community' && to === 'street') return ['may', 'listed']
  return part === 'lead' ? ['never', 'department-leads', 'assisting-has-a-lead'] : ['may', 'named-parts']
}
