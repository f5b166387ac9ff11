/** An order that came in sealed is looked at by whoever may: kept from those it is about, or a matter like any other after all. */
import { Problem } from '#base/problem.ts'
import { uncoverWords } from '#ground/matters/covered-words.ts'
import { judgeAct } from '#ground/matters/life/judge.ts'
import type { Wanted } from '#ground/matters/life/scene.ts'
import { openNew } from '#ground/matters/opening.ts'
import { findEdition, listReporters, openMatters, type TypeRow, updateBarred } from '#ground/matters/queries.ts'
import { actOn, calendarOf, getRunning, keepAct, type Running, typeOf } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { barredBy } from '#ground/matters/sealing.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

function wrong(path: string, say: string): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path, say }])
}

export const decideHeld = action(contracts.decideHeld, {
  may: 'matter.sealed',
  async run(ctx, { id, accused, ordinary }) {
    if ((accused === undefined) === (ordinary === undefined)) throw wrong('/accused', 'hotline.one-of-two')
    await enterMatters(ctx, 'with-sealed')
    const order = await queries.lockOrder(ctx.sql, ctx.street, id)
    if (!order?.held) throw new Problem('thing.unknown')
    const running = await getRunning(ctx, order.matter)
    if (order.held !== 'waiting') throw wrong('/id', 'hotline.decided')
    const held = accused ? ('sealed' as const) : ('ordinary' as const)
    if (accused) {
      if (running.type.sealed !== 'accused') throw wrong('/accused', 'matter.accused')
      await updateBarred(ctx.sql, ctx.street, order.matter, await barredBy(ctx, accused))
    }
    const matter = ordinary ? await openAnew(ctx, running, order, await getOrdinary(ctx, ordinary)) : order.matter
    await queries.updateHeld(ctx.sql, ctx.street, id, held, matter)
    noteEvent(ctx, 'hotline.decided', [], [], { order: id })
    return { matter, held }
  },
})

/** @throws Problem thing.unknown, input.invalid where it is sealed too */
async function getOrdinary(
  ctx: Ctx,
  { type: id, category }: { type: string; category: string },
): Promise<{ type: TypeRow; category: string }> {
  const edition = await findEdition(ctx.sql, ctx.street, id)
  if (!edition || edition.retired) throw new Problem('thing.unknown')
  const body = await typeOf(ctx, edition)
  const fits = body.categories.some(({ code, refuse }) => code === category && refuse === undefined)
  if (body.sealed || !body.opened.includes('staff') || !fits) throw wrong('/ordinary/category', 'matter.category')
  return { type: { ...edition, body }, category }
}

/** With what was said and whoever said it, under its own number; the sealed one ends there. */
async function openAnew(ctx: Ctx, running: Running, order: queries.OrderRow, kind: { type: TypeRow; category: string }): Promise<string> {
  const { matter, acts } = running
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const { title, text, where } = uncoverWords(keys, acts[0]!.words) as { title: string; text?: string; where?: string }
  const [reporter] = await listReporters(ctx.sql, ctx.street, [matter.id])
  const said = reporter?.contact ? (JSON.parse(keys.open(reporter.contact)) as { name?: string; phone?: string }) : undefined
  const opened = await openNew(
    ctx,
    { ...kind, channel: 'hotline', region: matter.region_no, title, text, where, ...(said ? { reporter: said } : {}) },
    { enter: async () => undefined, after: (id) => openMatters(ctx.sql, [id]) },
  )
  const due = order.due === null ? undefined : new Date(order.due).toISOString()
  if (due) await actOn(ctx, { id: opened.id, wanted: { kind: 'outside', body: { until: due } } })
  const changes = acts.filter(({ kind: act, words }) => act === 'note' && typeof words.text === 'string')
  for (const { words } of changes) await actOn(ctx, { id: opened.id, wanted: { kind: 'note', body: {} }, words: uncoverWords(keys, words) })
  const calendar = await calendarOf(ctx)
  const doer = { post: ctx.actor.post, parties: new Set<string>(), place: false, above: false, house: true as const }
  const wanted: Wanted = { kind: 'rule', body: { rule: 'ordinary' } }
  await openMatters(ctx.sql, [matter.id])
  judgeAct({ type: running.type, state: running.state, doer, now: ctx.now, today: ctx.today, calendar }, wanted)
  await keepAct(ctx, running, wanted, {}, calendar)
  return opened.id
}
