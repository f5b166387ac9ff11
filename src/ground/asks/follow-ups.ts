/**
 * Follows what is said: a correction, a form, an import, a door that moved. However it was said, the questions it answers are closed, set by set; those of somebody who
 * moved go along. As the house itself, since whoever said it may see less than who asked.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { listStopped } from '#ground/purposes/consents/consents.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Following, Source } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { shelfOf } from './open-doors.ts'
import { hasOpenAsks } from './queries.ts'
import { closeGone, closeKnown, closeStopped, followSubjects, keepRevs, listOpenCommunities, reopenWithdrawn } from './settle-queries.ts'

/** Events that name whom they speak of. */
const ofSubjects = [
  ...['person', 'household', 'dwelling', 'building', 'estate', 'organisation', 'premises'].map((kind) => `${kind}.corrected`),
  'person.added',
  'person.merged',
  'person.unmerged',
  'consent.withdrawn',
]
/** Events that speak of more than they name: everything that is open is looked at, set by set. */
const ofMany = [
  'import.applied',
  'import.undone',
  'dwelling.split',
  'dwelling.joined',
  'dwelling.closed',
  'grid.assigned',
  'grid.unassigned',
]

const settleAsks = contract('ask.settle', 'POST /asks/settle', {
  input: Type.Object({
    subjects: Type.Optional(Type.Array(Type.String())),
    community: Type.Optional(Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })),
    undone: Type.Optional(Type.String()),
  }),
  output: Type.Object({ answered: Type.Integer(), known: Type.Integer(), moved: Type.Integer(), again: Type.Integer() }),
})

const settle = action(settleAsks, {
  may: 'ask.refuse',
  async run(ctx, { subjects, community = 0, undone }) {
    const { sql, street, today, now } = ctx
    const again = undone ? await reopenWithdrawn(sql, street, undone, today) : 0
    const whose = subjects ? { subjects } : { lo: community * 1000, hi: community * 1000 + 999 }
    const stopped = await closeStopped(sql, street, await listStopped(ctx, subjects ?? []), now)
    const gone = (await closeGone(sql, street, whose, now)) + stopped
    const closed = await closeKnown(sql, street, whose, { shelf: shelfOf(await getStreetCatalogue(ctx)), today, now })
    await keepRevs(sql, street, whose)
    const moved = await followSubjects(sql, street, whose)
    const counts = { ...closed, moved: gone + moved, again }
    if (Object.values(counts).some((count) => count > 0)) noteEvent(ctx, 'ask.settled', subjects ?? [], [], counts)
    return counts
  },
})

async function follow(house: House, { street, event: { name, subjects, refs } }: Source): Promise<void> {
  const actor = houseActor(street, new Set(['ask.refuse', 'sensitive.open']))
  const scope = { street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }
  const enterWith = (input: object) => enter(house, settle, { street, actor, input })
  if (ofSubjects.includes(name)) {
    if (await house.transaction(scope, (sql) => hasOpenAsks(sql, street, subjects))) await enterWith({ subjects })
    return
  }
  if (name === 'import.undone') await enterWith({ subjects: [], undone: String(refs?.import) })
  // Community by community: of a whole street it would be one statement of a minute.
  for (const community of await house.transaction(scope, (sql) => listOpenCommunities(sql, street))) await enterWith({ community })
}

export const askFollowers: readonly Following[] = [...ofSubjects, ...ofMany].map((event) => ({ event, name: 'asks.settle', run: follow }))
