/** Sending an act: which door it goes through, and the version that was on the screen. */
import type { InputOf, OutputOf } from '#base/contract.ts'
import { call, type Reply } from '#kit/api.ts'
import { arbitrate, findMatter, mergeMatters, type readMatter, splitMatter, steer, unmergeMatter, workOn } from '../contract.ts'
import type { listUnits } from '../units/contract.ts'

export type MatterView = OutputOf<typeof readMatter>
export type Units = OutputOf<typeof listUnits>
/** What a dialog hands over: the act's own fields, and words. */
export type Filled = { kind: string; fields: Record<string, unknown>; text: string }

const worked: ReadonlySet<string> = new Set(['take', 'send-back', 'arrive', 'finish', 'step', 'note', 'pause', 'resume', 'answer'])

export async function sendAct(
  matter: MatterView,
  { kind, fields, text }: Filled,
  options: { key?: string },
): Promise<Reply<{ rev: number }>> {
  const { id } = matter
  const said = text.trim() ? { text: text.trim() } : {}
  const given = { ...options, ifMatch: String(matter.rev) }
  if (kind === 'arbitrate') return call(arbitrate, { id, ...whom(fields), text: text.trim() }, given)
  if (kind === 'unmerge') return call(unmergeMatter, { id, other: String(fields.other), ...said }, given)
  if (kind === 'split') return call(splitMatter, { id, category: String(fields.category), title: String(fields.title), ...said }, given)
  if (kind === 'merge') {
    const found = await call(findMatter, { number: String(fields.number) }, {})
    // What is not found is refused by the house in its own words.
    return call(mergeMatters, { id, others: [found.data.id ?? id], ...said }, given)
  }
  const act = { kind, ...fields }
  if (worked.has(kind)) return call(workOn, { id, act: act as InputOf<typeof workOn>['act'], ...said }, given)
  return call(steer, { id, act: act as InputOf<typeof steer>['act'], ...said }, given)
}

/** Who leads, or who comes after all. */
function whom({ lead, called }: Record<string, unknown>): { lead: string } | { called: string } {
  return called === undefined ? { lead: String(lead ?? '') } : { called: String(called) }
}
