/** An order becomes a matter, once; what is changed in it afterwards is told to its matter. */
import { tidyText } from '#base/values/normalise.ts'
import { openNew, regionFor } from '#ground/matters/opening.ts'
import { findEdition, findMatter, listTypeRows, openMatters, type TypeRow } from '#ground/matters/queries.ts'
import { type Acting, actOn, actUnseen, typeOf } from '#ground/matters/running.ts'
import { communityOf, enterMatters } from '#ground/matters/scope.ts'
import { classify, type Guess, SURE } from '#ground/matters/triage/classify.ts'
import { classifierOf } from '#ground/matters/triage/themes.ts'
import { listPlaceNames } from '#ground/matters/units/queries.ts'
import { shortRegionName } from '#ground/places/region.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { heldAs } from './holding.ts'
import type { OrderPart } from './order.ts'
import * as queries from './queries.ts'
import type { Order } from './reading.ts'

export type Was = 'fresh' | 'same' | 'changed'
export type Taken = { id: string; matter: string; was: Was }

/** What an order is, where nothing surer is known: a person classes it. */
const USUAL = { type: 'appeal', category: 'other' }
/** A title stands in lists: no name, no number. */
const LONGEST_TITLE = 40
const watched = ['content', 'title', 'caller', 'phone', 'address', 'due'] as const satisfies readonly OrderPart[]

export async function takeOrder(ctx: Ctx, source: string, order: Order & { region?: number }, file: string | null): Promise<Taken> {
  const tokens = await tokensOf(ctx, order)
  const known = await queries.lockByNumber(ctx.sql, ctx.street, source, order.number)
  if (known) {
    const changed = changedParts(known.tokens, tokens)
    if (changed.length > 0) await tellChange(ctx, known, order, changed, tokens)
    return { id: known.id, matter: known.matter, was: changed.length > 0 ? 'changed' : 'same' }
  }
  const { type, category, held } = await classOf(ctx, order)
  const region = order.region ?? (await communityNamed(ctx, order.community)) ?? (await regionFor(ctx, undefined, undefined, []))
  const opened = await openNew(ctx, {
    ...{ type, category, region, channel: 'hotline' as const },
    title: titleOf(order),
    text: order.content,
    ...(order.address ? { where: order.address } : {}),
    ...(order.caller || order.phone ? { reporter: callerOf(order) } : {}),
    // Whom it is about somebody has to say; until then it is kept from every community.
    ...(held && type.body.sealed === 'accused' ? { barred: await everyCommunity(ctx) } : {}),
  })
  if (order.due) {
    const until = { id: opened.id, wanted: { kind: 'outside' as const, body: { until: order.due.toISOString() } } }
    await (held ? actUnseen : actOn)(ctx, until)
  }
  const id = newId()
  const times = { came: ctx.now, dispatched: order.dispatched ?? null, due: order.due ?? null }
  await queries.insertOrder(ctx.sql, ctx.street, {
    ...{ id, source, number: order.number, matter: opened.id, region, tokens, file, ...times },
    held: held ? ('waiting' as const) : null,
  })
  noteEvent(ctx, 'hotline.came', [], [], { order: id, matter: opened.id })
  return { id, matter: opened.id, was: 'fresh' }
}

const callerOf = ({ caller, phone }: Order) => ({ ...(caller ? { name: caller } : {}), ...(phone ? { phone } : {}) })

/** So that a changed part is noticed without any of it being kept here. */
export async function tokensOf(ctx: Ctx, order: Order): Promise<queries.Tokens> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  return Object.fromEntries(
    watched.flatMap((part) => {
      const value = order[part]
      const plain = value instanceof Date ? value.toISOString() : value
      return plain === undefined ? [] : [[part, keys.token(`hotline.${part}`, plain)]]
    }),
  )
}

/** What a later export leaves out is not taken for changed. */
export function changedParts(before: queries.Tokens, after: queries.Tokens): OrderPart[] {
  return watched.filter((part) => after[part] !== undefined && after[part] !== before[part])
}

async function tellChange(ctx: Ctx, known: queries.OrderRow, order: Order, changed: OrderPart[], tokens: queries.Tokens): Promise<void> {
  await enterMatters(ctx)
  const own = await findMatter(ctx.sql, ctx.street, known.matter)
  const unseen = own === undefined && known.held !== null
  const id = own?.merged_into ?? known.matter
  const matter = own?.merged_into ? await findMatter(ctx.sql, ctx.street, id) : own
  const due = changed.includes('due') && order.due ? order.due : null
  const said = (['title', 'content', 'address'] as const).filter((part) => changed.includes(part)).map((part) => order[part])
  const acts: Acting[] = [
    ...(due ? [{ id, wanted: { kind: 'outside' as const, body: { until: due.toISOString() } } }] : []),
    ...(said.length > 0 ? [{ id, wanted: { kind: 'note' as const, body: {} }, words: { text: `工单有改动：${said.join('\n')}` } }] : []),
  ]
  if (unseen) for (const act of acts) await actUnseen(ctx, act)
  if (matter && matter.stand !== 'closed') {
    await openMatters(ctx.sql, [id])
    const open = matter.stand === 'received' || matter.stand === 'in-hand'
    for (const act of acts) if (open || act.wanted.kind === 'note') await actOn(ctx, act)
  }
  await queries.updateChanged(ctx.sql, ctx.street, known.id, {
    tokens: { ...known.tokens, ...tokens },
    changed: [...new Set([...known.changed, ...changed])],
    due: due ?? (known.due === null ? null : new Date(known.due)),
    at: ctx.now,
  })
  noteEvent(ctx, 'hotline.changed', [], changed, { order: known.id, matter: known.matter })
}

type Class = { type: TypeRow; category: string; held: boolean }

/** What a text is about is guessed as at the counter; what may have to be sealed is, until a person says what it is and whom it is about. */
async function classOf(ctx: Ctx, { title = '', content }: Order): Promise<Class> {
  const text = `${title}\n${content}`
  const guesses = classify(await classifierOf(ctx), text)
  const held = await heldClass(ctx, text, guesses)
  if (held) return held
  const [guess] = guesses
  const wanted = guess && guess.confidence >= SURE ? guess.theme.matter : USUAL
  for (const { type, category } of [wanted, USUAL]) {
    const edition = await findEdition(ctx.sql, ctx.street, type)
    if (!edition || edition.retired) continue
    const body = await typeOf(ctx, edition)
    const fits = body.categories.some(({ code, refuse }) => code === category && refuse === undefined)
    if (!body.sealed && body.opened.includes('staff') && fits) return { type: { ...edition, body }, category, held: false }
  }
  throw new Error(`no type ${USUAL.type} that orders can be`)
}

async function heldClass(ctx: Ctx, text: string, guesses: readonly Guess[]): Promise<Class | undefined> {
  const types = (await listTypeRows(ctx.sql, ctx.street)).filter(
    ({ body, retired }) => body.sealed && !retired && body.opened.includes('staff'),
  )
  const id = heldAs(text, guesses, new Set(types.map((type) => type.id)))
  const type = types.find((one) => one.id === id)
  if (!type) return undefined
  const fitting = type.body.categories.filter(({ refuse }) => refuse === undefined).map(({ code }) => code)
  const guessed = guesses.find(({ theme }) => theme.matter.type === id)?.theme.matter.category
  return { type, category: fitting.find((code) => code === guessed) ?? fitting.at(-1)!, held: true }
}

async function everyCommunity(ctx: Ctx): Promise<string[]> {
  const places = await listPlaceNames(ctx.sql, ctx.street)
  return places.flatMap(({ code }) => (code.startsWith(`${ctx.street}`) && !code.endsWith('000') ? [communityOf(Number(code) * 1000)] : []))
}

/** A community of the post's area whose name stands in what they wrote. */
async function communityNamed(ctx: Ctx, said: string | undefined): Promise<number | undefined> {
  if (!said) return undefined
  const names = (await listPlaceNames(ctx.sql, ctx.street)).filter(({ code }) => !code.endsWith('000'))
  const found = names.filter(({ code, name }) => {
    const region = Number(code) * 1000
    return region >= ctx.actor.lo && region <= ctx.actor.hi && (said.includes(shortRegionName(name)) || name.includes(said))
  })
  return found.length === 1 ? Number(found[0]!.code) * 1000 : undefined
}

/** Its first words, without whom it is from and without numbers. */
export function titleOf({ title, content, caller, phone }: Order): string {
  let plain = tidyText(title ?? content).split(/[。；;！？!?\n]/)[0] ?? ''
  for (const word of [caller, phone]) if (word && word.length > 1) plain = plain.replaceAll(word, '')
  plain = plain
    .replace(/\d{5,}|\d+(?:室|单元)|\d+-\d+-\d+/g, '')
    .replace(/[\p{Script=Han}]{1,2}(?:先生|女士|小姐|同志)/gu, '')
    .replace(/^(?:市民|来电人|诉求人|反映人)?(?:来电|来电人)?(?:反映|咨询|投诉|求助|建议)?[，,：:\s]*/, '')
  const short = plain.trim().slice(0, LONGEST_TITLE)
  return short.length >= 2 ? short : '热线工单'
}
