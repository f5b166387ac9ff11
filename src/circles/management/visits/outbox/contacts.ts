/** What came of a contact that was due at a door is an act of its matter, at the time it was made. Told after she was reached by another way, it takes nothing back. */
import { Problem } from '#base/problem.ts'
import { contactInTurn, partiesAt, stepFor } from '#ground/matters/contacts/rules.ts'
import type { Bodies } from '#ground/matters/life/acts.ts'
import { judgeAct } from '#ground/matters/life/judge.ts'
import { calendarOf, getRunning, keepAct, type Running } from '#ground/matters/running.ts'
import { doerOf, enterMatters } from '#ground/matters/scope.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { Unfit } from './answers.ts'
import type { Item } from './contract.ts'
import { belongsToDoor } from './queries.ts'

/** Returns why it changed nothing, or that it was done already. @throws Unfit */
export async function sayContact(ctx: Ctx, { contact, dwelling }: Item, at: Date): Promise<string | undefined> {
  const { matter: id, due, outcome, answers = {} } = contact!
  if (!ctx.actor.rights.has('care.contact')) throw new Unfit('visit.why.contact-not-hers')
  const parties = await enterMatters(ctx)
  const running = await findRunning(ctx, id)
  const step = running && contactInTurn(running.type, running.state)
  // Ended, paused, or no longer for this post to know of: it looks the same.
  if (!running || !step) return 'visit.why.contact-over'
  const { matter } = running
  if (!matter.subject_id || !(await belongsToDoor(ctx.sql, ctx.street, dwelling, matter.subject_id))) throw new Unfit('visit.why.not-here')
  const isDone = matter.contact_by === null || Date.parse(matter.contact_by) > Date.parse(due)
  // Who was reached since is not sought in vain any more.
  if (isDone && outcome !== 'reached') return 'visit.why.contact-done'
  const body: Bodies['step'] = { ...stepFor(step.id, outcome, answers), ...(at < ctx.now ? { at: at.toISOString() } : {}) }
  const doer = doerOf(ctx.actor, new Set([...parties, ...partiesAt(ctx.street, matter.region_no)]), matter.region_no)
  const calendar = await calendarOf(ctx)
  try {
    judgeAct({ ...running, doer, now: ctx.now, today: ctx.today, calendar }, { kind: 'step', body })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Unfit(error.code === 'input.invalid' ? 'visit.why.value' : 'visit.why.contact-not-hers')
  }
  await keepAct(ctx, running, { kind: 'step', body }, {}, calendar)
  return isDone ? 'visit.why.contact-done-too' : undefined
}

async function findRunning(ctx: Ctx, id: string): Promise<Running | undefined> {
  try {
    return await getRunning(ctx, id)
  } catch (error) {
    if (error instanceof Problem && error.code === 'thing.unknown') return undefined
    throw error
  }
}
