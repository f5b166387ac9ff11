/**
 * A round whole, to be walked for days without a network: its doors, who is asked what there, what is known beside it, and the card to show.
 */
import type { OutputOf } from '#base/contract.ts'
import { type Asked, tellAsked } from '#ground/asks/asked/parties.ts'
import { listOpenByDoor } from '#ground/asks/open-doors.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { cardOf } from './card.ts'
import type { RoundDoor, readRound } from './contract.ts'
import { listRoundDoors, type RoundDoorRow, type RoundRow } from './queries.ts'
import { doorsOf } from './walkers.ts'

type Whole = Pick<OutputOf<typeof readRound>, 'card' | 'requests' | 'elements' | 'codes' | 'list'>

/** A look names at most so many: of more it would keep a filter only. */
const NAMED_AT_ONCE = 200

export async function readWhole(ctx: Ctx, round: RoundRow): Promise<Whole> {
  const hers = await doorsOf(ctx, round.login, round)
  const doors = (await listRoundDoors(ctx.sql, ctx.street, round.id)).filter(({ dwelling }) => hers?.has(dwelling) ?? true)
  const standing = doors.filter(({ open }) => open).map(({ dwelling }) => dwelling)
  const open = await listOpenByDoor(ctx, { lo: round.lo, hi: round.hi, doors: standing })
  const { parties, look, ...asked } = await tellAsked(ctx, open)
  noteLooks(ctx, round, look)
  return { ...asked, card: await cardOf(ctx, round, open), list: doors.map((door) => doorOf(door, parties)) }
}

function doorOf({ dwelling, label, place, open, outcome, at, comeBackAt }: RoundDoorRow, parties: Asked['parties']): RoundDoor {
  return { dwelling, label, place, open, last: outcome && at ? { outcome, at, comeBackAt } : null, parties: parties.get(dwelling) ?? [] }
}

/** The round is the reason. Whoever stands in it finds the look, however many they are. */
function noteLooks(ctx: Ctx, round: RoundRow, { subjects, ...look }: Asked['look']): void {
  for (let at = 0; at === 0 || at < subjects.length; at += NAMED_AT_ONCE)
    ctx.look({ ...look, subjects: subjects.slice(at, at + NAMED_AT_ONCE), reason: round.title, filter: { round: round.id } })
}
