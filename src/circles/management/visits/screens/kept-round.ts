/** A round on the phone: as the house last told it, and what was said at its doors since. All under the seal of the keep; nothing personal stands in a name. */
import type { OutputOf } from '#base/contract.ts'
import type { Keep } from '#kit/outbox/keep.ts'
import { STALE_HOURS } from '#kit/outbox/rules.ts'
import type { Item } from '#kit/outbox/shapes.ts'
import { streetToday } from '#kit/today.ts'
import type { listRounds, RoundDoor, readRound } from '../contract.ts'
import { type Body, overlay, type Said } from './capture.ts'
import { isLeft } from './due.ts'
import { VISIT } from './send.ts'

export type Round = OutputOf<typeof readRound>
export type Rounds = OutputOf<typeof listRounds>

const KEPT_MS = STALE_HOURS * 3_600_000
const LIST = 'rounds'
const roundName = (id: string) => `round ${id}`
const saidName = (id: string) => `said ${id}`
const until = () => Date.now() + KEPT_MS

export type KeptRound = { round: Round; said: Said[] }

/**
 * As the house just told it. `before`: what was unsent when it was asked, and may have arrived only after it was told: until the house is asked once more it
 * still lies over the doors, so that nobody is asked again.
 */
export async function putRound(keep: Keep, round: Round, before: readonly Said[]): Promise<Said[]> {
  const said = joined(before, await listUnsent(keep, round.id))
  await keep.put(roundName(round.id), round, until())
  await keep.put(saidName(round.id), said, until())
  return said
}

export async function findRound(keep: Keep, id: string): Promise<KeptRound | undefined> {
  const round = await keep.find<Round>(roundName(id))
  return round && { round, said: await listSaid(keep, id) }
}

/** Said at its doors since the house told it, sent or not; what the house refused is not said. */
export async function listSaid(keep: Keep, id: string): Promise<Said[]> {
  const [stored, { said, refused }] = [(await keep.find<Said[]>(saidName(id))) ?? [], await readOutbox(keep, id)]
  return joined(
    stored.filter((one) => !refused.has(one.id)),
    said,
  )
}

/** What was sent leaves the outbox, and still lies over the round as it is kept. */
export async function addSaid(keep: Keep, id: string, said: readonly Said[]): Promise<void> {
  await keep.put(saidName(id), joined(await listSaid(keep, id), said), until())
}

/** Taken back, or given up after the house refused it: it was never said. */
export async function dropSaid(keep: Keep, id: string, item: string): Promise<void> {
  const said = (await keep.find<Said[]>(saidName(id))) ?? []
  const left = said.filter((one) => one.id !== item)
  await keep.put(saidName(id), left, until())
}

export async function listUnsent(keep: Keep, id: string): Promise<Said[]> {
  return (await readOutbox(keep, id)).said
}

async function readOutbox(keep: Keep, id: string): Promise<{ said: Said[]; refused: ReadonlySet<string> }> {
  const held = (await keep.list()).filter(({ item }) => item.kind === VISIT && (item.body as Body).round === id)
  const refused = new Set(held.flatMap(({ item, answer }) => (answer?.outcome === 'refused' ? [item.id] : [])))
  return { said: held.flatMap(({ item }) => (refused.has(item.id) ? [] : [saidOf(item as Item<Body>)])), refused }
}

export async function putRounds(keep: Keep, rounds: Rounds): Promise<void> {
  await keep.put(LIST, rounds, until())
}

export async function findRounds(keep: Keep): Promise<Rounds | undefined> {
  return keep.find<Rounds>(LIST)
}

export function saidOf({ id, capturedAt, body }: { id: string; capturedAt: string; body: Body }): Said {
  return { id, at: capturedAt, body }
}

export function doorsOf({ round, said }: KeptRound): RoundDoor[] {
  return round.list.map((door) => overlay(door, said))
}

/** Doors whose questions were answered by another way meanwhile are not gone to. */
export function leftOf(doors: readonly RoundDoor[]): RoundDoor[] {
  const today = streetToday()
  return doors.filter((door) => isLeft(door, today))
}

function joined(one: readonly Said[], other: readonly Said[]): Said[] {
  const known = new Set(one.map(({ id }) => id))
  return [...one, ...other.filter(({ id }) => !known.has(id))].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
