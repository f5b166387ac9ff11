/** Every reporter is told once what became of what she reported. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { clip } from '#base/values/clip.ts'
import type { Act, ActKind } from '#ground/matters/life/acts.ts'
import { fold } from '#ground/matters/life/fold.ts'
import type { State } from '#ground/matters/life/state.ts'
import { findMatter, listReporters, openMatters } from '#ground/matters/queries.ts'
import { unfold } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { type Said, saidOf } from '#ground/matters/telling.ts'
import type { Words } from '#ground/notices/contract.ts'
import { tell } from '#ground/notices/tell.ts'
import { across, type Following, type Source } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import type { House } from '#kernel/action/house.ts'

/** Kinds of notices, and the words each needs. */
type Kind = 'matter.received' | 'matter.joined' | 'matter.given' | 'matter.again' | 'matter.answered' | 'matter.refused' | 'matter.closed'

/** Acts that somebody who reported wants to hear of; the rest she finds where she follows it. */
const heard: Partial<Record<ActKind, (state: State, body: Act['body']) => Kind | undefined>> = {
  open: (state) => (state.outcome === 'refused' ? 'matter.refused' : 'matter.received'),
  join: () => 'matter.joined',
  dispatch: () => 'matter.given',
  arbitrate: (_state, body) => ('called' in body ? undefined : 'matter.given'),
  // Where whoever leads it stayed the same there is nothing to say.
  move: ({ leadSince, moved }) => (leadSince.getTime() === moved.getTime() ? 'matter.given' : undefined),
  reopen: () => 'matter.again',
  answer: () => 'matter.answered',
  refuse: () => 'matter.refused',
  rule: () => 'matter.closed',
  lift: () => 'matter.closed',
  // Of several who reported one may say that it is solved while the others are still asked.
  confirm: (state) => (state.stand === 'closed' ? 'matter.closed' : state.stand === 'in-hand' ? 'matter.again' : undefined),
  withdraw: (state) => (state.stand === 'closed' && state.reporters.size > 0 ? 'matter.closed' : undefined),
}

/** As long as a word of a notice may be. */
const LONGEST = 40

function wordsFor(kind: Kind, { number, lead, due, reason, office }: Said): Words {
  const short = (text: string) => clip(text, LONGEST)
  if (kind === 'matter.received' || kind === 'matter.given' || kind === 'matter.again')
    return { number, lead: short(lead), due: due?.toISOString() ?? '' }
  if (kind === 'matter.joined') return { number, lead: short(lead) }
  // Who is sent away without another office is told to ask the community.
  if (kind === 'matter.refused') return { number, reason: short(reason.zh) || '—', office: short(office.zh) || '社区' }
  return { number }
}

export const tellReporters = action(
  contract('matter.tell', 'POST /matters/{id}/telling', {
    input: Type.Object({ id: Type.String({ format: 'uuid' }), seq: Type.Integer({ minimum: 1 }) }),
    output: Type.Object({ told: Type.Integer() }),
  }),
  {
    may: 'matter.keep',
    async run(ctx, { id, seq }) {
      await enterMatters(ctx)
      const matter = await findMatter(ctx.sql, ctx.street, id)
      // A sealed one is not there for whoever tells.
      if (!matter) return { told: 0 }
      await openMatters(ctx.sql, [id])
      const { type, acts } = await unfold(ctx, matter)
      const act = acts.find((one) => one.seq === seq)
      // As it stood then: what happened since is told by what happened since.
      const state = act && fold(type, acts.slice(0, acts.indexOf(act) + 1))
      const which = act && heard[act.kind]?.(state!, act.body)
      if (!act || !state || !which) return { told: 0 }
      const reporters = await listReporters(ctx.sql, ctx.street, [id])
      const concerned = act.kind === 'join' ? reporters.filter((one) => one.id === act.body.reporter) : reporters
      const numbers = new Map([[id, matter.number]])
      for (const { matter: home } of concerned)
        if (!numbers.has(home)) numbers.set(home, (await findMatter(ctx.sql, ctx.street, home))?.number ?? matter.number)
      const said = await saidOf(ctx, type, state, matter.number)
      let told = 0
      for (const { person, matter: home } of concerned) {
        if (person === null) continue
        const words = wordsFor(which, { ...said, number: numbers.get(home)! })
        const done = await tell(ctx, { person, kind: which, refs: { matter: id }, words })
        if ('notice' in done) told += 1
      }
      return { told }
    },
  },
)

async function follow(house: House, source: Source): Promise<void> {
  const { street, event } = source
  await across(house, source, 'appeals.tell', { street }, tellReporters, {
    id: String(event.refs?.matter),
    seq: Number(event.refs?.seq ?? 1),
  })
}

export const appealFollowers: readonly Following[] = ['matter.opened', 'matter.acted'].map((event) => ({
  event,
  name: 'appeals.tell',
  run: follow,
}))
