/** Saying yes to a purpose, or taking it back: to staff, or by herself on her own page. */
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { action, view } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { noteTold, noticeFor } from '../telling/notice.ts'
import { wordOf } from './consents.ts'
import * as contracts from './contract.ts'
import { insertWords } from './queries.ts'
import { showConsents } from './showing.ts'

export const ofPerson = view(contracts.listConsents, {
  may: 'counter.serve',
  personal: true,
  async run(ctx, { id }) {
    const shown = await showConsents(ctx, id)
    ctx.look({ subjects: [id], fields: ['consent'] })
    return shown
  },
})

export const say = action(contracts.sayConsent, {
  may: 'counter.serve',
  run: (ctx, { id, ...word }) => write(ctx, { ...word, subject: id }),
})

export const ofOwn = view(contracts.listOwnConsents, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person }) {
    getOwnPerson(ctx.actor, person, 'see')
    const shown = await showConsents(ctx, person)
    ctx.look({ subjects: [person], fields: ['consent'] })
    return shown
  },
})

export const sayOwn = action(contracts.sayOwnConsent, {
  may: 'own.change',
  async run(ctx, { person, ...word }) {
    const { as } = getOwnPerson(ctx.actor, person, 'correct')
    return write(ctx, { ...word, subject: person, as, way: 'own-page' })
  },
})

type Saying = { subject: string; purpose: string; edition: string; given: boolean; as: contracts.AsWhom; way: contracts.ConsentWay }

async function write(ctx: Ctx, { subject, purpose, edition, given, as, way }: Saying): Promise<OutputOf<typeof contracts.sayConsent>> {
  const { consents, child } = await showConsents(ctx, subject)
  const line = consents.find((one) => one.purpose === purpose)
  if (!line) throw new Problem('thing.unknown')
  if (line.edition !== edition) throw new Problem('thing.changed')
  if (given && child && as === 'self') throw new Problem('consent.guardian', {}, [{ path: '/as', say: 'consent.guardian' }])
  const { state, goes, stays } = line
  const now = given ? ('given' as const) : ('withdrawn' as const)
  const became = { state: now, goes: given ? [] : goes, stays: given ? [] : stays }
  // Said twice it is said once; what was taken back and then said again meanwhile is not.
  if (state === now) return became
  const notice = await noticeFor(ctx, { purposes: [purpose] })
  const covered = given ? notice.parts.flatMap(({ elements }) => elements) : []
  await insertWords(ctx.sql, ctx.street, [wordOf(ctx, { subject, purpose, edition, elements: covered, given, as, way })])
  if (given) await noteTold(ctx, [subject], notice, way)
  noteEvent(ctx, given ? 'consent.given' : 'consent.withdrawn', [subject], given ? covered : goes.map(({ element }) => element), {
    purpose,
    as,
    way,
  })
  return became
}
