/** A resident reports, joins what others reported, and says more of it. Judged like everybody's acts; here it is said who she is. */
import { Problem } from '#base/problem.ts'
import { judgeAct } from '#ground/matters/life/judge.ts'
import type { Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import { checkOpening, keepReporter, openNew } from '#ground/matters/opening.ts'
import {
  countReported,
  listOwnReporters,
  type OwnReporter,
  openJoinable,
  openNew as openNewId,
  withdrawReporter,
} from '#ground/matters/own-queries.ts'
import { attachPhotos } from '#ground/matters/photos/queries.ts'
import { findEdition, listTypeRows, type TypeRow } from '#ground/matters/queries.ts'
import { calendarOf, keepAct, typeOf } from '#ground/matters/running.ts'
import { fillText } from '#ground/matters/telling.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import { action } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { placeFor } from './places.ts'
import { ringFor } from './ring.ts'
import { categoryFor, isShared, titleOf } from './rules.ts'
import { type Held, holdOwn } from './running.ts'
import { channelOf, doorsOf, enterOwn, getReportable } from './whose.ts'

/** Of one telephone in one day: more than anybody has to report, less than would bury a community. */
const MOST_A_DAY = 30

const wrong = (path: string, say: string) => new Problem('input.invalid', { count: 1 }, [{ path, say }])

export const report = action(contracts.reportOwn, {
  may: 'own.report',
  async run(ctx, input) {
    const person = getReportable(ctx, input.person)
    const [type] = await Promise.all([getReportableType(ctx, input.type), judgeCount(ctx)])
    const category = categoryFor(type.body, input.category)
    if (category === undefined) throw wrong('/category', 'matter.category')
    if ((type.body.sealed === 'accused') !== (input.accused !== undefined)) throw wrong('/accused', 'matter.accused')
    const { region, subject, where } = await placeFor(ctx, person.id, input.place, type.body)
    checkOpening(type.body, { answers: input.answers, until: input.until, subject }, ctx.today)
    const made = await openNew(
      ctx,
      {
        type,
        category,
        channel: channelOf(person),
        region,
        subject,
        where,
        reporter: { person: person.id, unnamed: input.unnamed ?? false },
        title: titleOf(input.text),
        text: input.text,
        answers: input.answers,
        until: input.until,
        accused: input.accused === undefined ? undefined : { party: input.accused },
      },
      { enter: async () => undefined, before: (id) => openNewId(ctx.sql, id) },
    )
    await attach(ctx, input.photos, { matter: made.id, seq: 1, reporter: made.reporter!, person: person.id })
    const [text, ring] = await Promise.all([
      fillText(ctx, type.body, made.state, made.number, made.state.outcome === 'refused' ? 'refused' : 'received'),
      ringFor(ctx, region, made.state.lead),
    ])
    return { id: made.id, number: made.number, sealed: type.body.sealed !== undefined, text, ring }
  },
})

/** @throws Problem thing.unknown for what is not there, or is staff's to begin */
async function getReportableType(ctx: Ctx, id: string): Promise<TypeRow> {
  const found = await findEdition(ctx.sql, ctx.street, id)
  if (!found) throw new Problem('thing.unknown')
  if (found.retired) throw new Problem('thing.gone')
  const body = await typeOf(ctx, found)
  if (!body.opened.includes('resident')) throw new Problem('thing.unknown')
  return { ...found, body }
}

/** @throws Problem matter.enough */
async function judgeCount(ctx: Ctx): Promise<void> {
  const day = new Date(ctx.now.getTime() - 86_400_000)
  if ((await countReported(ctx.sql, ctx.street, ctx.actor.login, day)) >= MOST_A_DAY)
    throw new Problem('matter.enough', { most: MOST_A_DAY })
}

/** @throws Problem input.invalid where one of them was used, is another's or is gone */
async function attach(
  ctx: Ctx,
  photos: readonly string[] = [],
  to: { matter: string; seq: number; reporter: string; person: string },
): Promise<void> {
  const ids = [...new Set(photos)]
  if (ids.length > 0 && (await attachPhotos(ctx.sql, ctx.street, ids, to)) < ids.length) throw wrong('/photos', 'matter.photo-unknown')
}

export const join = action(contracts.joinOwn, {
  may: 'own.report',
  async run(ctx, { person: who, id, text, unnamed, photos }) {
    const person = getReportable(ctx, who)
    await judgeCount(ctx)
    const types = (await listTypeRows(ctx.sql, ctx.street)).filter(({ body }) => isShared(body)).map((row) => row.id)
    if (!(await openJoinable(ctx.sql, id, doorsOf(ctx, [person.id]), types))) throw new Problem('thing.unknown')
    const held = await holdOwn(ctx, id)
    if ((await listOwnReporters(ctx.sql, ctx.street, id, [person.id])).length > 0) throw wrong('/id', 'matter.joined-before')
    const { matter, type, state } = held
    const reporter = newId()
    const channel = channelOf(person)
    await keepReporter(
      ctx,
      { id: reporter, matter: id, region: matter.region_no, channel, sealed: false },
      { person: person.id, unnamed: unnamed ?? false },
    )
    // Whoever joins acts as the place would for somebody at the counter.
    const done = await act(ctx, held, { place: true }, { kind: 'join', body: { reporter, channel } }, text)
    await attach(ctx, photos, { matter: id, seq: done.rev, reporter, person: person.id })
    const told = await fillText(ctx, type, state, matter.number, 'received')
    return { number: matter.number, text: told, ring: await ringFor(ctx, matter.region_no, state.lead) }
  },
})

async function act(
  ctx: Ctx,
  held: Held,
  who: { reporter?: string; place?: boolean },
  wanted: Wanted,
  text: string | undefined,
): Promise<{ rev: number; state: State }> {
  const calendar = await calendarOf(ctx)
  const doer = {
    post: ctx.actor.post,
    parties: new Set<string>(),
    place: who.place ?? false,
    above: false,
    ...(who.reporter ? { reporter: who.reporter } : {}),
  }
  judgeAct({ type: held.type, state: held.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
  return keepAct(ctx, held, wanted, text?.trim() ? { text: text.trim() } : {}, calendar)
}

export const say = action(contracts.actOwn, {
  may: 'own.report',
  async run(ctx, { person: who, id, act: said, text, photos }) {
    const person = getReportable(ctx, who)
    await enterOwn(ctx, [person])
    const held = await holdOwn(ctx, id)
    const [own] = await listOwnReporters(ctx.sql, ctx.street, id, [person.id])
    if (!own) throw new Problem('thing.unknown')
    checkWords(said, text, photos)
    const { rev, state } = await act(ctx, held, { reporter: own.id }, wantedOf(said, own, person), text)
    await attach(ctx, photos, { matter: id, seq: rev, reporter: own.id, person: person.id })
    if (said.kind === 'withdraw') await withdrawReporter(ctx.sql, ctx.street, own.id, ctx.now)
    return { stand: state.stand }
  },
})

/** A word more is nothing without a word or a picture, and who opens it again says why. @throws Problem input.invalid */
function checkWords({ kind }: contracts.OwnAct, text: string | undefined, photos: readonly string[] = []): void {
  const empty = !text?.trim()
  if (empty && (kind === 'reopen' || (kind === 'note' && photos.length === 0))) throw wrong('/text', 'matter.text-needed')
}

function wantedOf(said: contracts.OwnAct, { id: reporter }: OwnReporter, person: OwnPerson): Wanted {
  const channel = channelOf(person)
  if (said.kind === 'note') return { kind: 'note', body: { fact: true, reporter } }
  if (said.kind === 'confirm') return { kind: 'confirm', body: { reporter, solved: said.solved, channel } }
  if (said.kind === 'rate') {
    const { kind: _kind, ...rest } = said
    return { kind: 'rate', body: { reporter, channel, ...rest } }
  }
  return { kind: said.kind, body: { reporter, channel } }
}
