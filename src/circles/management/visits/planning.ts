/** What a round would be: doors of an area with something to ask that nobody else walks to and that were not visited since. */
import { endOfDay } from '#base/calendar/working-days.ts'
import type { OutputOf } from '#base/contract.ts'
import { addDays } from '#base/values/day.ts'
import type { DoorSum } from '#ground/asks/door-queries.ts'
import { type Range, sumOpenByDoor } from '#ground/asks/open-doors.ts'
import { SECONDS_A_DOOR } from '#ground/asks/rules.ts'
import { sumDueContacts } from '#ground/matters/contacts/due.ts'
import type { DueDoor } from '#ground/matters/contacts/queries.ts'
import { listGridNames } from '#ground/places/grids/queries.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import type { listRounds } from './contract.ts'
import { listLastVisits, listTaken, measureKnocks, sortDoors } from './queries.ts'
import { closing, isWorthVisiting, SECONDS_A_CONTACT } from './rules.ts'
import type { Walker } from './walkers.ts'

/** `questions`: with the contacts among them. */
export type Candidate = Omit<DoorSum, 'requests'> & { until: string; contacts: number }
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
  const firstOver =
    waiting.length === 0
      ? undefined
      : new Set((await sumOpenByDoor(ctx, { ...range, plain, walked: true })).doors.map(({ dwelling }) => dwelling))
  const all = plain ? (await sumOpenByDoor(ctx, range)).doors : doors
  const contacts = await listDue(ctx, range, walker)
  const asked = await withContacts(ctx, doors, contacts)
  const taken = await listTaken(ctx.sql, ctx.street, range, ctx.today)
  const last = await listLastVisits(ctx.sql, ctx.street, range, [...closing])
  const hers = asked.filter(
    ({ dwelling, region }) => !walker || (region >= walker.lo && region <= walker.hi && (walker.doors?.has(dwelling) ?? true)),
  )
  const ripe = firstOver ? hers.filter(({ dwelling, contacts: due }) => due > 0 || firstOver.has(dwelling)) : hers
  const free = ripe.filter(({ dwelling }) => !taken.has(dwelling))
  const worth = free.filter(({ dwelling, opened, contacts: due }) => due > 0 || isWorthVisiting(opened, last.get(dwelling)))
  const pace = await paceOf(ctx)
  return {
    doors: worth.map((door) => ({ ...door, seconds: (door.seconds + SECONDS_A_DOOR) * pace.factor })),
    inRounds: ripe.length - free.length,
    visited: free.length - worth.length,
    protected: sum(all) - sum(doors),
    first: { doors: hers.length - ripe.length, from: hers.length > ripe.length ? addDays(waiting.sort()[0]!, 1) : null },
  }
}

/** Who is due to be in touch with by tonight, and is hers to see to; of a range of requests only, nobody. */
async function listDue(ctx: Ctx, { lo, hi, requests }: Range, walker: Walker | undefined): Promise<DueDoor[]> {
  const may = ctx.actor.rights.has('care.read') && (walker?.contacts ?? true) && requests === undefined
  return may ? sumDueContacts(ctx, { lo, hi, until: endOfDay(ctx.today) }, walker?.post ?? ctx.actor.post) : []
}

/** A contact that is due is a question of its door, whether or not anything else is asked there. In walking order again. */
async function withContacts(ctx: Ctx, doors: readonly (DoorSum & { until: string })[], due: readonly DueDoor[]): Promise<Candidate[]> {
  const dueAt = new Map(due.map((one) => [one.dwelling, one]))
  const asked = doors.map((door): Candidate => {
    const contact = dueAt.get(door.dwelling)
    return contact ? joined(door, contact) : { ...door, contacts: 0 }
  })
  const known = new Set(doors.map(({ dwelling }) => dwelling))
  const others = due.filter(({ dwelling }) => !known.has(dwelling))
  if (others.length === 0) return asked
  const all = new Map(
    [
      ...asked,
      ...others.map((one) => joined({ ...one, people: one.contacts, questions: 0, seconds: 0, opened: one.due, until: NEVER }, one)),
    ].map((door) => [door.dwelling, door]),
  )
  return (await sortDoors(ctx.sql, ctx.street, [...all.keys()])).map((id) => all.get(id)!)
}

/** Grids at whose doors somebody is due by tonight, whether or not a round goes there. Counts only. */
export async function listDueGrids(ctx: Ctx): Promise<OutputOf<typeof listRounds>['due']> {
  const { lo, hi } = ctx.actor
  const counts = new Map<number, number>()
  for (const { region, contacts } of await listDue(ctx, { lo, hi }, undefined)) counts.set(region, (counts.get(region) ?? 0) + contacts)
  if (counts.size === 0) return []
  const names = new Map((await listGridNames(ctx.sql, ctx.street)).map(({ region, name }) => [region, name]))
  const communities = await listRegionNames(ctx.sql, ctx.street)
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([region, contacts]) => ({
      region,
      name: names.get(region) ?? '',
      community: communities.get(String(Math.floor(region / 1000))) ?? '',
      contacts,
    }))
}

const NEVER = '9999-12-31'

function joined(door: Omit<Candidate, 'contacts'>, { contacts, due }: DueDoor): Candidate {
  const until = [door.until, dayOf(new Date(due))].sort()[0]!
  return { ...door, contacts, until, questions: door.questions + contacts, seconds: door.seconds + contacts * SECONDS_A_CONTACT }
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
