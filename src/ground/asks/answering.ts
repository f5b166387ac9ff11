/**
 * Somebody says of herself what was asked: on a telephone, by her helper, at the counter, ringing, on paper. However it comes, it is one saying of source `self`, weighed
 * against what was on the screen, and the questions it answers bear the way it came.
 */
import { nameOrHole, Problem } from '#base/problem.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import type { State } from '#ground/facts/saying.ts'
import { type Held, holdSubjects, type NewSaying, sayToHeld } from '#ground/facts/store.ts'
import { listHouseholdDoors } from '#ground/households/queries.ts'
import { noteConsent } from '#ground/purposes/consents/consents.ts'
import type { AsWhom, ConsentWay } from '#ground/purposes/consents/contract.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import type { Channel } from './contract.ts'
import { listOpenOf } from './door-queries.ts'
import { markChannel } from './queries.ts'

export type Answer = { element: string; value?: unknown; still?: true; baseStatement?: string }

export type Answered = {
  subject: string
  answers: readonly Answer[]
  channel: Channel
  /** As whom, or where: for the log. */
  by: string
  /** Whether this element may be said this way at all. */
  may: (element: Element) => boolean
}

/** Whole or not at all. @throws Problem element.unknown for what nobody asks, element.value for what may not be said this way, thing.changed for a screen that is behind */
export async function answerAsks(ctx: Ctx, { subject, answers, channel, by, may }: Answered): Promise<{ answered: number }> {
  const catalogue = await getStreetCatalogue(ctx)
  const held = await holdSubjects(ctx, catalogue, [subject])
  const known = held.get(subject)
  if (known?.merged) throw new Problem('thing.unknown')
  const asked = await listOpenOf(ctx.sql, ctx.street, [subject])
  const elements = answers.map(({ element }, at) => elementOf(catalogue.elements, asked, may, element, at))
  const { kind } = elements[0]!
  const state: State = new Map([...(known?.state ?? []), ...(known?.twin ?? [])])
  const read = answers.map((one, at) => readOne(ctx, catalogue, elements[at]!, one, state, at))
  await sayToHeld(ctx, catalogue, held, sayingsOf(ctx, { subject, kind, region: await regionOf(ctx, subject, known) }, read, state))
  const ids = elements.map(({ id }) => id)
  await markChannel(ctx.sql, ctx.street, subject, ids, channel)
  if (kind === 'person') await noteConsent(ctx, [{ subject, elements: ids, ...consentBy[channel] }])
  noteEvent(ctx, `${kind}.corrected`, [subject], ids, { by })
  return { answered: answers.length }
}

/** A guardian's telephone answers as a phone does: of a child it is the guardian's word. */
const consentBy: Record<Channel, { as: AsWhom; way: ConsentWay }> = {
  phone: { as: 'self', way: 'own-page' },
  helper: { as: 'helper', way: 'own-page' },
  letter: { as: 'self', way: 'paper' },
  counter: { as: 'self', way: 'counter' },
  telephone: { as: 'self', way: 'telephone' },
  paper: { as: 'self', way: 'paper' },
  door: { as: 'self', way: 'door' },
}

type Read = { element: Element; value: FactValue | null; decides: boolean }

function elementOf(
  elements: ReadonlyMap<string, Element>,
  asked: { element: string }[],
  may: Answered['may'],
  id: string,
  at: number,
): Element {
  const element = elements.get(id)
  const path = `/answers/${at}/element`
  if (!element || !asked.some((one) => one.element === id))
    throw new Problem('element.unknown', { element: nameOrHole(id) }, [{ path, say: 'ask.not-asked' }])
  if (!may(element)) throw new Problem('element.value', { element: id }, [{ path, say: 'ask.at-the-counter' }])
  return element
}

/** What answers the value that was on her screen decides; against another one it is weighed like every saying. */
function readOne(
  ctx: Ctx,
  catalogue: Awaited<ReturnType<typeof getStreetCatalogue>>,
  element: Element,
  { value, still, baseStatement }: Answer,
  state: State,
  at: number,
): Read {
  const standing = state.get(element.id)
  const seen = standing?.standing.statement === baseStatement
  if (still) {
    if (!standing || !seen) throw new Problem('thing.changed', {}, [{ path: `/answers/${at}`, say: 'ask.changed-since' }])
    return { element, value: standing.value, decides: true }
  }
  if (value === undefined) throw new Problem('input.invalid', { count: 1 }, [{ path: `/answers/${at}/value`, say: 'input.required' }])
  return { element, value: checkValues(catalogue, element.kind, { [element.id]: value }, ctx.today)[element.id] ?? null, decides: seen }
}

/** Entries of a list only add up: what was taken out of one is said to be gone first. */
function sayingsOf(ctx: Ctx, about: Pick<NewSaying, 'subject' | 'kind' | 'region'>, read: Read[], state: State): NewSaying[] {
  const ref = newId()
  const bodyOf = (list: Read[], value: (one: Read) => FactValue | null) =>
    Object.fromEntries(list.map((one) => [one.element.id, value(one)]))
  const say = (list: Read[], decides: boolean, value: (one: Read) => FactValue | null): NewSaying[] =>
    list.length === 0 ? [] : [{ ...about, source: 'self', asOf: ctx.today, ref, decides, body: bodyOf(list, value) }]
  const isCut = ({ element, value }: Read) => {
    const before = state.get(element.id)?.value
    return Array.isArray(before) && Array.isArray(value) && !before.every((one) => value.includes(one))
  }
  const deciding = read.filter(({ decides }) => decides)
  return [
    ...say(deciding.filter(isCut), true, () => null),
    ...say(deciding, true, ({ value }) => value),
    ...say(read.filter(({ decides }) => !decides), false, ({ value }) => value), // biome-ignore format: one call
  ]
}

/** A household nobody spoke of yet belongs where its door is. */
async function regionOf(ctx: Ctx, subject: string, known: Held | undefined): Promise<number> {
  if (known) return known.region
  const [household] = await listHouseholdDoors(ctx.sql, ctx.street, [subject])
  if (!household) throw new Problem('thing.unknown')
  return household.region
}
