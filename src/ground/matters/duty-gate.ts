/** Dispatch follows the duty lists: what was withdrawn upward is not sent down, whoever sends it, and what is not listed is sent with a reason. */
import { Problem } from '#base/problem.ts'
import { type DispatchTo, judgeDispatch } from '#ground/duties/admission/dispatch.ts'
import type { DutyItem } from '#ground/duties/contract.ts'
import { matchItems } from '#ground/duties/match.ts'
import { listItemsOn } from '#ground/duties/queries.ts'
import { MOST_LISTED } from '#ground/duties/views.ts'
import { getLaw } from '#ground/law/law.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Party } from './life/acts.ts'
import type { Running } from './running.ts'
import { findUnit } from './units/queries.ts'

export type Sent = {
  parties: readonly Party[]
  part: DispatchTo['part']
  duty?: string | undefined
  /** A reason was given with it. */
  said: boolean
}

/** @throws Problem matter.withdrawn-upward; input.invalid where it goes down by no list and without a reason */
export async function checkDuties(ctx: Ctx, running: Running, { parties, part, duty, said }: Sent): Promise<void> {
  const items = await listItemsOn(ctx.sql, ctx.street, ctx.today, null, MOST_LISTED)
  const item = duty === undefined ? findCertain(running, items) : items.find(({ id }) => id === duty)
  if (duty !== undefined && !item) throw new Problem('input.invalid', { count: 1 }, [{ path: '/act/duty', say: 'matter.duty-unknown' }])
  if (!item) return
  const law = await getLaw(ctx)
  for (const party of parties) {
    const { verdict } = judgeDispatch(item, await levelOf(ctx, party, part), law, ctx.today)
    if (verdict === 'never') throw new Problem('matter.withdrawn-upward', { title: item.title, lead: item.lead })
    if (verdict === 'admit-first' && !said) throw new Problem('input.invalid', { count: 1 }, [{ path: '/text', say: 'matter.duty-reason' }])
  }
}

/** Only what answers to its words without doubt: a likeness is a hint for a person, no ground to refuse. */
function findCertain({ acts }: Running, items: readonly DutyItem[]): DutyItem | undefined {
  const { title = '', text = '' } = (acts[0]?.words ?? {}) as { title?: string; text?: string }
  const [best] = matchItems(`${title} ${text}`.slice(0, 2000), items, 1)
  return best?.certain ? best.item : undefined
}

async function levelOf(ctx: Ctx, party: Party, part: DispatchTo['part']): Promise<DispatchTo> {
  if (party.startsWith('street:')) return { level: 'street', part }
  if (!party.startsWith('unit:')) return { level: 'community', part }
  const unit = await findUnit(ctx.sql, ctx.street, party.slice(5))
  // An office is a part of the street; a company does what it is paid for, under whoever called it.
  return unit?.kind === 'department'
    ? { level: 'department', part, unit: unit.name }
    : { level: 'street', part: unit?.kind === 'company' ? 'helper' : part }
}
