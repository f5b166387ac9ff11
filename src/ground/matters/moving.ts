/** Open matters follow what they hang on: a door, a shop, a household or a person that lies in another grid or community now. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Following, Source } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { judgeAct } from './life/judge.ts'
import type { Wanted } from './life/scene.ts'
import { listAstray, moveMatter } from './moving-queries.ts'
import { openMatters } from './queries.ts'
import { calendarOf, getRunning, keepAct } from './running.ts'
import { doerOf, enterMatters } from './scope.ts'
import { placeToken } from './similar/tokens.ts'

/** In one transaction at most; the rest in the next. */
const BATCH = 100

export const followPlaces = action(
  contract('matter.follow-places', 'POST /matters/following', {
    /** Without subjects: all that lie astray. */
    input: Type.Object({ subjects: Type.Optional(Type.Array(Type.String())) }),
    output: Type.Object({ moved: Type.Integer() }),
  }),
  {
    may: 'matter.keep',
    async run(ctx, { subjects }) {
      const parties = await enterMatters(ctx, 'with-sealed')
      const calendar = await calendarOf(ctx)
      const astray = await listAstray(ctx.sql, ctx.street, subjects, BATCH)
      await openMatters(
        ctx.sql,
        astray.map(({ id }) => id),
      )
      for (const { id, region: to } of astray) {
        const running = await getRunning(ctx, id)
        const from = running.matter.region_no
        const wanted: Wanted = { kind: 'move', body: { from, to } }
        const doer = doerOf(ctx.actor, parties, from)
        judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
        await keepAct(ctx, running, wanted, {}, calendar)
        await moveMatter(ctx.sql, ctx.street, id, { to, was: placeToken(ctx.street, from), is: placeToken(ctx.street, to) })
      }
      return { moved: astray.length }
    },
  },
)

/** Events that name what they speak of, and such that speak of more. */
const ofSubjects = [
  'person.corrected',
  'household.corrected',
  'dwelling.corrected',
  'premises.corrected',
  'person.merged',
  'person.unmerged',
]
const ofMany = ['grid.assigned', 'grid.unassigned', 'dwelling.split', 'dwelling.joined', 'import.applied', 'import.undone']

async function follow(house: House, { street, event: { name, subjects } }: Source): Promise<void> {
  const actor = houseActor(street, new Set(['matter.keep', 'matter.sealed']))
  const input = ofSubjects.includes(name) ? { subjects } : {}
  while ((await enter(house, followPlaces, { street, actor, input })).data.moved === BATCH);
}

export const movingFollowers: readonly Following[] = [...ofSubjects, ...ofMany].map((event) => ({
  event,
  name: 'matters.follow-places',
  run: follow,
}))
