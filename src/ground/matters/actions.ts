/** Writes of matters. What may be done is judged in life/judge.ts; here it is only said who asks. */
import { Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { checkDuties } from './duty-gate.ts'
import type { Party } from './life/acts.ts'
import { judgeAct } from './life/judge.ts'
import type { Wanted } from './life/scene.ts'
import { checkOpening, keepReporter, openNew, regionFor } from './opening.ts'
import { withdrawReporter } from './own-queries.ts'
import { findEdition, type TypeRow } from './queries.ts'
import { actOn, calendarOf, getRunning, keepAct, type Running, typeOf } from './running.ts'
import { doerOf, enterMatters, placeOf } from './scope.ts'
import { fillText } from './telling.ts'
import { lockUnit } from './units/queries.ts'

export const open = action(contracts.openMatter, {
  may: 'matter.open',
  async run(ctx, input) {
    const type = await getOpenType(ctx, input.type)
    const { body } = type
    if (!body.opened.includes('staff')) throw new Problem('access.forbidden', { right: 'matter.open' })
    if (!body.categories.some(({ code }) => code === input.category)) throw wrong('/category', 'matter.category')
    if ((body.sealed === 'accused') !== (input.accused !== undefined)) throw wrong('/accused', 'matter.accused')
    checkOpening(body, input, ctx.today)
    const region = await regionFor(ctx, input.region, input.subject, body.about)
    const { id, number, state } = await openNew(ctx, { ...input, type, region })
    return {
      id,
      number,
      stand: state.stand,
      text: await fillText(ctx, body, state, number, state.outcome === 'refused' ? 'refused' : 'received'),
    }
  },
})

async function getOpenType(ctx: Ctx, id: string): Promise<TypeRow> {
  const found = await findEdition(ctx.sql, ctx.street, id)
  if (!found) throw new Problem('thing.unknown')
  if (found.retired) throw new Problem('thing.gone')
  return { ...found, body: await typeOf(ctx, found) }
}

function wrong(path: string, say: string): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path, say }])
}

/** What is said in words with the act; some acts are nothing without. */
function wordsFor(kind: string, text: string | undefined): { text: string } | undefined {
  const said = text?.trim()
  if (!said && ['answer', 'send-back', 'refuse', 'fact', 'reopen', 'end-on', 'lift'].includes(kind))
    throw wrong('/text', 'matter.text-needed')
  return said ? { text: said } : undefined
}

/** Units that are no more lead nothing; communities and grids must be of this street. @throws Problem input.invalid */
async function checkParties(ctx: Ctx, parties: readonly Party[], path: string): Promise<void> {
  for (const party of parties) {
    const [kind = '', id = ''] = party.split(':')
    const known = kind === 'unit' ? (await lockUnit(ctx.sql, ctx.street, id)) !== undefined : Number(id.slice(0, 9)) === ctx.street
    if (!known) throw wrong(path, 'matter.party-unknown')
  }
}

export const work = action(contracts.workOn, {
  may: 'matter.work',
  needsVersion: true,
  async run(ctx, { id, act, text }) {
    const { kind, ...body } = act
    const wanted = (kind === 'take' ? { kind, body: { holder: ctx.actor.post, ...body } } : { kind, body }) as Wanted
    const words = wordsFor(kind === 'note' && act.kind === 'note' && !act.contact ? 'answer' : kind, text)
    const { rev, state } = await actOn(ctx, { id, wanted, words })
    return { rev, stand: state.stand }
  },
})

export const steer = action(contracts.steer, {
  may: 'matter.dispatch',
  needsVersion: true,
  async run(ctx, { id, act, text }) {
    const words = wordsFor(act.kind, text)
    if (act.kind === 'dispatch') await checkParties(ctx, [act.lead], '/act/lead')
    if (act.kind === 'call-in') await checkParties(ctx, act.parties, '/act/parties')
    const parties = act.kind === 'dispatch' ? [act.lead] : act.kind === 'call-in' ? act.parties : []
    const sent = {
      parties,
      part: act.kind === 'dispatch' ? ('lead' as const) : ('helper' as const),
      duty: act.kind === 'dispatch' ? act.duty : undefined,
    }
    const check = (running: Running) => checkDuties(ctx, running, { ...sent, said: words !== undefined })
    const { rev, state } = await actOn(ctx, { id, wanted: wantedOf(ctx, act), words, ...(parties.length > 0 ? { check } : {}) })
    if (act.kind === 'withdraw') await withdrawReporter(ctx.sql, ctx.street, act.reporter, ctx.now)
    return { rev, stand: state.stand }
  },
})

function wantedOf(ctx: Ctx, act: contracts.SteerAct): Wanted {
  const { kind, ...body } = act
  if (act.kind === 'dispatch')
    return { kind: 'dispatch', body: { lead: act.lead, place: dispatchFrom(ctx, act.lead), ...(act.duty ? { duty: act.duty } : {}) } }
  if (act.kind === 'fact') return { kind: 'note', body: { fact: true, reporter: act.reporter } }
  return { kind, body } as Wanted
}

/** Handed up to the street it is the street's to give on; otherwise whoever gives it stays answerable. */
function dispatchFrom(ctx: Ctx, lead: Party): Party {
  return lead.startsWith('street:') ? lead : placeOf(ctx.actor)
}

export const arbitrate = action(contracts.arbitrate, {
  may: 'matter.arbitrate',
  needsVersion: true,
  async run(ctx, { id, lead, called, text }) {
    const party = lead ?? called
    if (party === undefined || (lead !== undefined && called !== undefined)) throw wrong('/lead', 'matter.lead-or-called')
    await checkParties(ctx, [party], lead === undefined ? '/called' : '/lead')
    const body = lead === undefined ? { called: party } : { lead, place: placeOf(ctx.actor) }
    const { rev, state } = await actOn(ctx, { id, wanted: { kind: 'arbitrate', body }, words: { text } })
    return { rev, stand: state.stand }
  },
})

export const join = action(contracts.joinMatter, {
  may: 'matter.open',
  async run(ctx, { id, channel, reporter, text }) {
    const parties = await enterMatters(ctx, 'with-sealed')
    const running = await getRunning(ctx, id)
    const calendar = await calendarOf(ctx)
    const doer = { ...doerOf(ctx.actor, parties, running.matter.region_no), place: true }
    const joined = newId()
    const wanted: Wanted = { kind: 'join', body: { reporter: joined, channel } }
    judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
    const { matter } = running
    await keepReporter(ctx, { id: joined, matter: id, region: matter.region_no, channel, sealed: matter.sealed }, reporter)
    const { rev } = await keepAct(ctx, running, wanted, text?.trim() ? { text: text.trim() } : {}, calendar)
    return { reporter: joined, number: matter.number, rev }
  },
})

export const split = action(contracts.splitMatter, {
  may: 'matter.dispatch',
  needsVersion: true,
  async run(ctx, { id, category, title, text }) {
    const parties = await enterMatters(ctx, 'with-sealed')
    const running = await getRunning(ctx, id)
    const { matter, type } = running
    if (ctx.version !== matter.rev) throw new Problem('precondition.failed', { rev: matter.rev })
    if (!type.categories.some((one) => one.code === category && !one.refuse)) throw wrong('/category', 'matter.category')
    const calendar = await calendarOf(ctx)
    const wanted: Wanted = { kind: 'split', body: { into: [] } }
    judgeAct(
      { type, state: running.state, doer: doerOf(ctx.actor, parties, matter.region_no), now: ctx.now, today: ctx.today, calendar },
      wanted,
    )
    // A sealed matter is not parted: what came out of it would have to be kept from the same ones, under another name.
    if (matter.sealed) throw new Problem('matter.merge', { why: 'sealed' })
    const made = await openNew(ctx, {
      type: { id: matter.type_id, origin: matter.type_origin, version: matter.type_version, body: type, retired: false },
      category,
      channel: matter.channel,
      region: matter.region_no,
      subject: matter.subject_id ?? undefined,
      title,
      text,
      from: id,
    })
    const { rev } = await keepAct(ctx, running, { kind: 'split', body: { into: [made.id] } }, {}, calendar)
    return { id: made.id, number: made.number, rev }
  },
})
