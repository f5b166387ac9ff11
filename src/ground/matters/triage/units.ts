/**
 * Who should lead: by the duty lists, by what alike matters here came to, by who usually does. Whom the lists forbid it is never among them: what was
 * withdrawn upward, or is led by a department, is not suggested to street or community. Pure; a person decides.
 */
import { type DispatchTo, type DispatchVerdict, judgeDispatch } from '#ground/duties/admission/dispatch.ts'
import { isSameUnit } from '#ground/duties/admission/rules.ts'
import type { DutyItem } from '#ground/duties/contract.ts'
import type { Law } from '#ground/law/rules.ts'
import type { Party } from '../life/acts.ts'
import type { Theme } from './theme.ts'

export type UnitKnown = { party: Party; kind: string; name: string }
export type LeadReason =
  | { kind: 'duty'; title: string; list: string; level: string }
  /** So many of so many alike ones here went to it. */
  | { kind: 'history'; count: number; of: number }
  | { kind: 'usual' }
  /** Nobody here is known for it: whoever has it first hands it on. */
  | { kind: 'first' }
/** `party` is null where the department is no unit of this street: it is named, and the street hands on. */
export type Lead = { party: Party | null; name: string; verdict: DispatchVerdict; reasons: LeadReason[] }
export type LeadFacts = {
  theme: Theme
  units: readonly UnitKnown[]
  /** The community it lies in, where it lies in one; and the street. */
  places: readonly UnitKnown[]
  /** Items of the lists that it falls under. */
  items: readonly DutyItem[]
  decided: readonly { lead: Party; likeness: number }[]
  law: Law
  today: string
}

const MOST_LEADS = 4
/** So many alike ones, and most of them to the same, outweigh the catalogue; they do not outweigh the lists. */
const ENOUGH = 3

/** Items whose titles speak of the theme. */
export function itemsOf(theme: Theme, items: readonly DutyItem[]): DutyItem[] {
  return items.filter(({ title }) => theme.duties.some((words) => title.includes(words)))
}

export function suggestLeads(facts: LeadFacts): Lead[] {
  const leads = new Map<string, Lead>()
  for (const { party, name, reason } of [...byHistory(facts), ...byDuty(facts), ...byCustom(facts), ...atFirst(facts)]) {
    const key = party ?? name
    const known = leads.get(key)
    if (known) {
      if (!known.reasons.some(({ kind }) => kind === reason.kind) && reason.kind !== 'first') known.reasons.push(reason)
      continue
    }
    const verdict = judge(facts, party, name)
    if (verdict !== 'never') leads.set(key, { party, name, verdict, reasons: [reason] })
  }
  return [...leads.values()].slice(0, MOST_LEADS)
}

type Candidate = { party: Party | null; name: string; reason: LeadReason }

function byHistory({ decided, units, places }: LeadFacts): Candidate[] {
  const counts = new Map<Party, number>()
  for (const { lead } of decided) counts.set(lead, (counts.get(lead) ?? 0) + 1)
  const [[lead, count] = ['', 0]] = [...counts].sort(([, one], [, other]) => other - one)
  const known = [...units, ...places].find(({ party }) => party === lead)
  if (!known || count < ENOUGH || count * 2 <= decided.length) return []
  return [{ party: known.party, name: known.name, reason: { kind: 'history', count, of: decided.length } }]
}

/** Own duties are done by the street’s office for it, or the street; what is assisted or was withdrawn by the department that is named. */
function byDuty({ theme, items, units, places }: LeadFacts): Candidate[] {
  return items.flatMap((item): Candidate[] => {
    const { list, level, title, lead } = item
    const reason: LeadReason = { kind: 'duty', title, list, level }
    if (list === 'assisting' || list === 'withdrawn') {
      if (lead === '') return []
      const unit = units.find(({ name }) => isSameUnit(name, lead)) ?? inOrder(theme, units).find(({ kind }) => kind !== 'company')
      return [{ party: unit?.party ?? null, name: unit?.name ?? lead, reason }]
    }
    const office = level === 'street' ? inOrder(theme, units).find(({ kind }) => kind === 'office') : undefined
    const place = places.find(({ party }) => party.startsWith(level === 'community' ? 'community:' : 'street:'))
    const own = office ?? place
    return own ? [{ party: own.party, name: own.name, reason }] : []
  })
}

function byCustom({ theme, units }: LeadFacts): Candidate[] {
  const known = inOrder(theme, units).map(({ party, name }): Candidate => ({ party, name, reason: { kind: 'usual' } }))
  return known.length > 0 ? known : [{ party: null, name: theme.lead.zh, reason: { kind: 'usual' } }]
}

function atFirst({ places }: LeadFacts): Candidate[] {
  return places.map(({ party, name }) => ({ party, name, reason: { kind: 'first' } }))
}

/** Units whose names say that it is theirs, the likeliest kind first. */
function inOrder({ units: parts }: Theme, units: readonly UnitKnown[]): UnitKnown[] {
  return [...new Set(parts.flatMap((part) => units.filter(({ name }) => name.includes(part))))]
}

const severity: readonly DispatchVerdict[] = ['may', 'note', 'admit-first', 'never']

/** The strictest of what the items say. */
function judge({ items, law, today, units }: LeadFacts, party: Party | null, name: string): DispatchVerdict {
  const to = levelOf(party, name, units)
  const verdicts = items.map((item) => judgeDispatch(item, to, law, today).verdict)
  return severity[Math.max(0, ...verdicts.map((one) => severity.indexOf(one)))]!
}

/** As the gate of dispatch has it: an office is a part of the street, a company does what it is paid for. */
function levelOf(party: Party | null, name: string, units: readonly UnitKnown[]): DispatchTo {
  if (party?.startsWith('street:')) return { level: 'street', part: 'lead' }
  if (party?.startsWith('community:') || party?.startsWith('grid:')) return { level: 'community', part: 'lead' }
  const kind = units.find((unit) => unit.party === party)?.kind ?? 'department'
  if (kind === 'department') return { level: 'department', part: 'lead', unit: name }
  return { level: 'street', part: kind === 'company' ? 'helper' : 'lead' }
}
