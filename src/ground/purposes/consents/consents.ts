/**
 * Consent as other modules meet it: whoever answers what rests on her consent alone has agreed to it, and that is written down; what she took back is not
 * asked, said or filled in any more.
 */
import { Problem } from '#base/problem.ts'
import { ageOn, isDay } from '#base/values/day.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import type { Gate } from '#kernel/action/gate.ts'
import { newId } from '#kernel/log/id.ts'
import { getStanding, listStanding } from '../purposes.ts'
import type { AsWhom, ConsentWay } from './contract.ts'
import { insertWords, listHomes, listNewest, listWithdrawing, type Newest } from './queries.ts'
import { consentsTo, type Ground, groundOf, stoppedBy } from './rules.ts'

/** From this age on she says it herself (art. 31). */
const OWN_AGE = 14

export function isUnderOwnAge(birth: unknown, today: string): boolean {
  return typeof birth === 'string' && isDay(birth) && ageOn(birth, today) < OWN_AGE
}

const known = new WeakMap<Catalogue, Ground>()

/** Worked out once for each catalogue: every writing asks. */
export async function getGround(ctx: Pick<Ctx, 'sql' | 'street'>): Promise<Ground> {
  const catalogue = await getStreetCatalogue(ctx)
  const ground = known.get(catalogue) ?? groundOf(await getStanding(ctx), catalogue.elements)
  known.set(catalogue, ground)
  return ground
}

/** Where several speak for a home, one yes is a yes. */
export function saidOf(rows: readonly Newest[]): Map<string, Map<string, boolean>> {
  const said = new Map<string, Map<string, boolean>>()
  for (const { subject, purpose, given } of rows) {
    const words = said.get(subject) ?? new Map<string, boolean>()
    said.set(subject, words.set(purpose, given || words.get(purpose) === true))
  }
  return said
}

/** More are looked up from the other side: of a whole street hardly anybody took something back. */
const FEW = 200

async function amongWithdrawing(ctx: Pick<Ctx, 'sql' | 'street'>, subjects: readonly string[]): Promise<string[]> {
  const persons = await listWithdrawing(ctx.sql, ctx.street)
  const withdrawing = new Set([...persons, ...(persons.length > 0 ? await listHomes(ctx.sql, ctx.street, persons) : [])])
  return subjects.filter((subject) => withdrawing.has(subject))
}

/** Of these subjects, those who took something back, with what may not be asked, said or filled in of them. */
export async function listStopped(
  ctx: Pick<Ctx, 'sql' | 'street'>,
  subjects: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const asked = subjects.length > FEW ? await amongWithdrawing(ctx, subjects) : subjects
  const rows = asked.length > 0 ? await listNewest(ctx.sql, ctx.street, asked) : []
  const withdrawn = [...saidOf(rows)].filter(([, said]) => [...said.values()].includes(false))
  if (withdrawn.length === 0) return new Map()
  const ground = await getGround(ctx)
  return new Map(withdrawn.map(([subject, said]) => [subject, stoppedBy(ground, said)]))
}

/** @throws Problem consent.withdrawn with the elements at fault */
export const keepWithdrawnUnsaid: Gate = async (ctx, said) => {
  const ground = await getGround(ctx)
  // Nearly always: what rests on anything else than consent cannot be taken back.
  const doubtful = said.filter(({ elements }) => consentsTo(ground, elements).size > 0)
  if (doubtful.length === 0) return
  const stopped = await listStopped(ctx, [...new Set(doubtful.map(({ subject }) => subject))])
  const wrong = new Set(doubtful.flatMap(({ subject, elements }) => elements.filter((element) => stopped.get(subject)?.has(element))))
  if (wrong.size > 0) throw withdrawnOf([...wrong], '/values/')
}

export function withdrawnOf(elements: readonly string[], path: string): Problem {
  return new Problem(
    'consent.withdrawn',
    { count: elements.length },
    elements.map((element) => ({ path: `${path}${element}`, say: 'consent.withdrawn-field' })),
  )
}

export type Consenting = { subject: string; elements: readonly string[]; as: AsWhom; way: ConsentWay }

/**
 * Somebody answered these questions: what of it rests on consent alone she has agreed to, in the version that stands today. Once for each purpose, and again only
 * when she answers more or it has changed. Of a child it is the guardian's word, whoever spoke.
 */
export async function noteConsent(ctx: Ctx, consenting: readonly Consenting[]): Promise<void> {
  const answering = consenting.filter(({ elements }) => elements.length > 0)
  if (answering.length === 0) return
  const ground = await getGround(ctx)
  const asked = answering.flatMap((one) =>
    [...consentsTo(ground, one.elements)].map(([purpose, elements]) => ({ ...one, purpose, elements })),
  )
  if (asked.length === 0) return
  // The edition that stands at this very moment: a record of consent does not go by what was read a while ago.
  const editions = new Map((await listStanding(ctx.sql, ctx.street)).map(({ id, edition }) => [id, edition]))
  const subjects = [...new Set(asked.map(({ subject }) => subject))]
  const newest = await listNewest(ctx.sql, ctx.street, subjects)
  const born = new Map((await findSubjects(ctx.sql, ctx.street, subjects)).map(({ id, values }) => [id, values['person.birth-date']]))
  const rows = asked.flatMap(({ subject, purpose, elements, as, way }) => {
    const before = newest.find((one) => one.subject === subject && one.purpose === purpose && one.given)
    const all = [...new Set([...(before?.elements ?? []), ...elements])]
    if (before && all.length === before.elements.length) return []
    const whose = as === 'self' && isUnderOwnAge(born.get(subject), ctx.today) ? 'guardian' : as
    return [wordOf(ctx, { subject, purpose, edition: editions.get(purpose)!, elements: all, given: true, as: whose, way })]
  })
  if (rows.length === 0) return
  await insertWords(ctx.sql, ctx.street, rows)
  for (const { subject, purpose, elements } of rows) noteEvent(ctx, 'consent.given', [subject], elements, { purpose })
}

type Word = Parameters<typeof insertWords>[2][number]

export function wordOf(ctx: Ctx, word: Omit<Word, 'id' | 'login' | 'post' | 'at'>): Word {
  return { id: newId(), ...word, login: ctx.actor.login, post: ctx.actor.post, at: ctx.now }
}
