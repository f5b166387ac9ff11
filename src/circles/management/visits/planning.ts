/** What a round would be: doors of an area with something to ask that nobody else walks to and that were not visited since. */
import { addDays } from '#base/values/day.ts'
import type { DoorSum } from '#ground/asks/door-queries.ts'
import { type Range, sumOpenByDoor } from '#ground/asks/open-doors.ts'
import { SECONDS_A_DOOR } from '#ground/asks/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { listLastVisits, listTaken, measureKnocks } from './queries.ts'
import { closing, isWorthVisiting } from './rules.ts'
import type { Walker } from './walkers.ts'

export type Candidate = DoorSum & { until: string }
export type Candidates = {
  doors: Candidate[]
  inRounds: number
  visited: number
  protected: number
  /** Doors whose residents still have their days to answer by themselves, and the first day on which one of them may be knocked at. */
  first: { doors: number; from: string | null }
}

/** Doors that could stand in a round of this walker, in walking order, and how many were left out why. `seconds` includes the knock. */
export async function findCandidates(ctx: Ctx, range: Range, walker: Walker | undefined, early = false): Promise<Candidates> {
  const plain = walker !== undefined && !walker.opens
  const { doors, requests } = await sumOpenByDoor(ctx, { ...range, plain })
  const waiting = early ? [] : requests.flatMap(({ firstUntil }) => (firstUntil !== null && firstUntil >= ctx.today ? [firstUntil] : []))
  // A knock that is made anyway serves everything that is open there.
  const due =
    waiting.length === 0
      ? undefined
      : new Set((await sumOpenByDoor(ctx, { ...range, plain, walked: true })).doors.map(({ dwelling }) => dwelling))
  const all = plain ? (await sumOpenByDoor(ctx, range)).doors : doors
  const taken = await listTaken(ctx.sql, ctx.street, range, ctx.today)
  const last = await listLastVisits(ctx.sql, ctx.street, range, [...closing])
  const hers = doors.filter(
    ({ dwelling, region }) => !walker || (region >= walker.lo && region <= walker.hi && (walker.doors?.has(dwelling) ?? true)),
  )
  const ripe = due ? hers.filter(({ dwelling }) => due.has(dwelling)) : hers
  const free = ripe.filter(({ dwelling }) => !taken.has(dwelling))
  const worth = free.filter(({ dwelling, opened }) => isWorthVisiting(opened, last.get(dwelling)))
  const pace = await paceOf(ctx)
  return {
    doors: worth.map((door) => ({ ...door, seconds: (door.seconds + SECONDS_A_DOOR) * pace.factor })),
    inRounds: ripe.length - free.length,
    visited: free.length - worth.length,
    protected: sum(all) - sum(doors),
    first: { doors: hers.length - ripe.length, from: hers.length > ripe.length ? addDays(waiting.sort()[0]!, 1) : null },
  }
}

function sum(doors: DoorSum[]): number {
  return doors.reduce((total, { questions }) => total + questions, 0)
}

/** Knocks before what was reckoned is measured by what it took. */
const LEAST_KNOCKS = 100
const MEASURED_DAYS = 180

/** How much longer or shorter knocks take here than reckoned, over everybody who walks together: nobody's own pace is told. */
export async function paceOf(ctx: Ctx): Promise<{ factor: number; measured: boolean }> {
  const since = new Date(ctx.now.getTime() - MEASURED_DAYS * 86_400_000)
  const { knocks, took, reckoned } = await measureKnocks(ctx.sql, ctx.street, since, SECONDS_A_DOOR)
  const measured = knocks >= LEAST_KNOCKS && reckoned > 0
  return { factor: measured ? took / reckoned : 1, measured }
}
