/**
 * A round whole, to be walked for days without a network: its doors, who is asked what there, what is known beside it, and the card to show.
 */
import { endOfDay } from '#base/calendar/working-days.ts'
import type { OutputOf } from '#base/contract.ts'
import { addDays } from '#base/values/day.ts'
import { type Asked, tellAsked } from '#ground/asks/asked/parties.ts'
import { listOpenByDoor } from '#ground/asks/open-doors.ts'
import type { DueContact } from '#ground/matters/contacts/contract.ts'
import { listDueContacts } from '#ground/matters/contacts/due.ts'
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
  const contacts = await contactsOf(ctx, round, doors)
  const people = [...contacts.values()].flat().flatMap(({ person }) => person ?? [])
  noteLooks(ctx, round, { ...look, subjects: [...new Set([...look.subjects, ...people])] })
  return { ...asked, card: await cardOf(ctx, round, open), list: doors.map((door) => doorOf(door, parties, contacts)) }
}

/** A phone shows what comes due while it has the round, each on its day. */
const DAYS_ON_A_PHONE = 3

/**
 * Also at doors that were done, because somebody is due anew before the round is over; not where they refused or moved away, nor where another round goes. Only for a post that may
 * be in touch.
 */
async function contactsOf(ctx: Ctx, round: RoundRow, doors: readonly RoundDoorRow[]): Promise<Map<string, DueContact[]>> {
  const isOver = round.ended !== null || round.to < ctx.today
  if (isOver || !ctx.actor.rights.has('care.contact')) return new Map()
  const last = [round.to, addDays(ctx.today, DAYS_ON_A_PHONE)].sort()[0]!
  const gone = doors.filter(({ open, how, elsewhere }) => open || (how === 'done' && !elsewhere)).map(({ dwelling }) => dwelling)
  return listDueContacts(ctx, { lo: round.lo, hi: round.hi, until: endOfDay(last), doors: gone })
}

function doorOf(
  { dwelling, label, place, open, outcome, at, comeBackAt }: RoundDoorRow,
  parties: Asked['parties'],
  due: ReadonlyMap<string, DueContact[]>,
): RoundDoor {
  const contacts = due.get(dwelling)
  const last = outcome && at ? { outcome, at, comeBackAt } : null
  return { dwelling, label, place, open, last, parties: parties.get(dwelling) ?? [], ...(contacts ? { contacts } : {}) }
}

/** The round is the reason. Whoever stands in it finds the look, however many they are. */
function noteLooks(ctx: Ctx, round: RoundRow, { subjects, ...look }: Asked['look']): void {
  for (let at = 0; at === 0 || at < subjects.length; at += NAMED_AT_ONCE)
    ctx.look({ ...look, subjects: subjects.slice(at, at + NAMED_AT_ONCE), reason: round.title, filter: { round: round.id } })
}
