/** What goes with a person: foreseen in a transaction that is rolled back, and then done by the very same functions. */
import type { TransactionSql } from 'postgres'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { isSealed } from '#ground/facts/seal.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Ctx, Tx } from '#kernel/action/context.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { addGone, eraseAll, type Gone } from '#kernel/forgetting/forgetting.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'
import { listNearby, listRelations, listSaid, listWhole, type Mention, type Said, takeNames, takeOut } from './queries.ts'
import { type Marks, markOf, mentionsIn } from './rules.ts'

/** What reading sayings needs of a street: its elements, and the keys of what is sealed. */
export type Reading = { catalogue: Catalogue; keys: StreetKeys }

export async function readingOf(ctx: Ctx): Promise<Reading> {
  return { catalogue: await getStreetCatalogue(ctx), keys: await ctx.house.keys.ofStreet(ctx.sql, ctx.street) }
}

/** The house itself in a street, for what nobody's post reaches over: reading before erasing, and folding afterwards. */
export function asHouse<T>(house: House, street: number, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const actor = wholeHouse(house, street)
  const now = house.now()
  const refuse = (): never => {
    throw new Error('what is logged or looked at enters through an action')
  }
  return house.transaction({ street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }, (sql: Tx) =>
    run({ house, sql, street, actor, now, today: dayOf(now), dryRun: false, note: refuse, look: refuse }),
  )
}

export function wholeHouse(house: House, street: number) {
  return houseActor(street, new Set([...house.operations.values()].map(({ may }) => may)))
}

export type Foreseen = { subjects: string[]; relations: ReadonlySet<string>; busy: boolean; gone: Gone }

class Back extends Error {}

/** Everything that would go with a person, counted by letting it go and taking that back. */
export async function foresee(house: House, street: number, person: string, reading: Reading): Promise<Foreseen> {
  return takenBack(house, street, async (sql) => {
    const subjects = await listWhole(sql, street, person)
    const relations = new Set(await listRelations(sql, street, subjects, dayOf(house.now())))
    let busy = false
    for (const part of house.forgetting.parts) busy ||= (await part.busy?.(sql, street, subjects)) ?? false
    return { subjects, relations, busy, gone: await letGo(house, sql, street, subjects, reading) }
  })
}

/** Do something as `linli_erase`, tell what it told, and leave everything as it was. */
export async function takenBack<T>(house: House, street: number, run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let told: { answer: T } | undefined
  try {
    await house.forgetting.within(street, async (sql) => {
      told = { answer: await run(sql) }
      throw new Back()
    })
  } catch (error) {
    if (!(error instanceof Back) || !told) throw error
  }
  if (!told) throw new Error('what is taken back must have been done')
  return told.answer
}

/** All that modules keep of these subjects, what they read from these files, and what sayings about others at their doors say of them. As `linli_erase`. */
export async function letGo(
  house: House,
  sql: TransactionSql,
  street: number,
  subjects: string[],
  reading: Reading,
  files: readonly string[] = [],
): Promise<Gone> {
  const marks = marksOf(await listSaid(sql, street, subjects), reading)
  const mentions = await findMentions(sql, street, subjects, marks, reading)
  await takeOut(sql, street, mentions)
  const erased = await eraseAll(house.forgetting.parts, sql, street, subjects, files)
  await takeNames(sql, street, erased.files, [...marks.names])
  const refold = [...new Set(mentions.map(({ subject }) => subject))]
  return addGone(erased, { rows: { mention: mentions.length }, files: [], refold })
}

async function findMentions(sql: TransactionSql, street: number, subjects: string[], marks: Marks, reading: Reading): Promise<Mention[]> {
  const near = await listNearby(sql, street, subjects)
  return (await listSaid(sql, street, near)).flatMap(({ statement, subject, kind, twin, body }) => {
    const elements = mentionsIn(kind, textsOf(body, reading), marks)
    return elements.length > 0 ? [{ statement, subject, twin, elements }] : []
  })
}

/** Every name and number anybody ever gave for her. */
export function marksOf(said: readonly Said[], reading: Reading): Marks {
  const [names, numbers] = [new Set<string>(), new Set<string>()]
  for (const { kind, body } of said.filter((one) => one.kind === 'person'))
    for (const [element, value] of textsOf(body, reading)) {
      if (element === `${kind}.name` || element === `${kind}.former-name`) names.add(markOf(value))
      if (['id-number', 'document-number', 'phone'].some((one) => element === `${kind}.${one}`)) numbers.add(markOf(value))
    }
  return { names, numbers }
}

function textsOf(body: Record<string, unknown>, { catalogue, keys }: Reading): Map<string, string> {
  return new Map(
    Object.entries(body).flatMap(([element, value]) =>
      typeof value === 'string' ? [[element, isSealed(catalogue.elements.get(element)) ? keys.open(value) : value] as const] : [],
    ),
  )
}
