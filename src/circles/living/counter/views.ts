/** Who is it, what is asked of her, what is known of her, who looked at her. */
import { Problem } from '#base/problem.ts'
import { tellAsked } from '#ground/asks/asked/parties.ts'
import { listOpenOf, type OpenDoor } from '#ground/asks/open-doors.ts'
import { isTwin } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import * as households from '#ground/households/queries.ts'
import { search } from '#ground/households/views.ts'
import { readNumber } from '#ground/matters/number.ts'
import { findByNumber, listReporters } from '#ground/matters/queries.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { findByNo } from '#ground/notices/letters/queries.ts'
import { tellLooks } from '#ground/residents/own/looks.ts'
import { tellOwn } from '#ground/residents/own/telling.ts'
import { findPerson } from '#ground/residents/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { atHerRequest, mayBeSaid, reasons } from './rules.ts'
import { standingsOf } from './standing.ts'

const MOST = 20
/** Numbers of letters are counted from one. */
const LETTER_NO = /^\d{1,10}$/

export const find = view(contracts.findParty, {
  may: 'counter.serve',
  personal: true,
  async run(ctx, { text }) {
    const typed = text.normalize('NFKC').trim()
    const numbered = [...(await byLetter(ctx, typed)), ...(await byReceipt(ctx, typed))]
    const { found, more } = await search.run(ctx, { text, kinds: ['person', 'dwelling'], limit: MOST })
    return { found: [...numbered, ...found.map((one) => ({ ...one, by: 'search' as const }))], more }
  },
})

type Numbered = { id: string; kind: 'person' | 'dwelling'; name: string; line: string; by: 'letter' | 'receipt' }

async function byLetter(ctx: Ctx, typed: string): Promise<Numbered[]> {
  const letter = LETTER_NO.test(typed) ? await findByNo(ctx.sql, ctx.street, Number(typed)) : undefined
  if (!letter) return []
  return letter.person ? personLine(ctx, letter.person, 'letter') : doorLine(ctx, letter.dwelling, 'letter')
}

async function byReceipt(ctx: Ctx, typed: string): Promise<Numbered[]> {
  const number = readNumber(typed)
  if (!number) return []
  await enterMatters(ctx)
  const matter = await findByNumber(ctx.sql, ctx.street, number)
  const reporters = matter ? await listReporters(ctx.sql, ctx.street, [matter]) : []
  return (await Promise.all(reporters.map(({ person }) => (person ? personLine(ctx, person, 'receipt') : [])))).flat()
}

async function personLine(ctx: Ctx, id: string, by: Numbered['by']): Promise<Numbered[]> {
  const person = await findPerson(ctx.sql, ctx.street, id)
  if (!person) return []
  const [tie] = await households.listPersonTies(ctx.sql, ctx.street, id)
  ctx.look({ subjects: [id], fields: ['person.name'] })
  return [{ id, kind: 'person', name: person.name ?? '', line: tie?.label ?? '', by }]
}

async function doorLine(ctx: Ctx, id: string, by: Numbered['by']): Promise<Numbered[]> {
  const door = await households.findDoor(ctx.sql, ctx.street, id)
  return door ? [{ id, kind: 'dwelling', name: door.label, line: door.label, by }] : []
}

export const read = view(contracts.readParty, {
  may: 'counter.serve',
  personal: true,
  async run(ctx, { party: id, contact }) {
    const { party, child, of } = await standingsOf(ctx, id)
    const catalogue = await getStreetCatalogue(ctx)
    const open = await listOpenOf(ctx, [...of.keys()])
    let withCard = 0
    const doors = open.doors.flatMap((door): OpenDoor[] => {
      const subjects = door.subjects.map(({ subject, questions }) => {
        const fit = questions.filter(({ element }) => {
          const known = catalogue.elements.get(element)
          return known !== undefined && mayBeSaid(contact, of.get(subject)!, known)
        })
        withCard += questions.length - fit.length
        return { subject, questions: fit }
      })
      return subjects.some(({ questions }) => questions.length > 0) ? [{ ...door, subjects }] : []
    })
    const { parties, look, requests, elements, codes } = await tellAsked(ctx, { requests: open.requests, doors })
    const shown = [...parties.values()].flat().map((one) => ({
      ...one,
      as: of.get(one.subject)!,
      // What is protected is said anew; what stands is opened on her page, with a reason.
      known: one.known.filter(({ element }) => !isTwin(catalogue, element)),
      questions: one.questions.map((question) => (isTwin(catalogue, question.element) ? { ...question, rivals: [] } : question)),
    }))
    ctx.look({
      subjects: [...new Set([id, ...look.subjects])],
      fields: look.fields.filter((field) => !isTwin(catalogue, field)),
      reason: reasons[contact],
    })
    return { party, child, parties: ordered(shown), requests, elements, codes, withCard }
  },
})

const order: readonly contracts.Standing[] = ['self', 'home', 'guardian', 'helper']

function ordered<P extends { as: contracts.Standing; kind: string }>(parties: P[]): P[] {
  return parties.sort((one, other) => order.indexOf(one.as) - order.indexOf(other.as) || (one.kind < other.kind ? 1 : -1))
}

export const known = view(contracts.readKnown, {
  may: 'counter.serve',
  personal: true,
  async run(ctx, { party: id, contact }) {
    const { party } = await standingsOf(ctx, id)
    if (party.kind !== 'person') return nothing(ctx, id, contact)
    const labels = new Map((await households.listPersonTies(ctx.sql, ctx.street, id)).map(({ dwelling, label }) => [dwelling, label]))
    const { facts, homes, codes, closed } = await tellOwn(ctx, id, { as: 'self', labels, masked: true })
    const shown = [...facts, ...homes.flatMap((home) => home.facts)]
    ctx.look({ subjects: [id], fields: shown.map(({ element }) => element), reason: reasons[contact] })
    return { facts, homes, codes, closed }
  },
})

export const looks = view(contracts.readLooksAt, {
  may: 'counter.serve',
  personal: true,
  async run(ctx, { party: id, contact, before }) {
    const { party } = await standingsOf(ctx, id)
    if (party.kind !== 'person') throw new Problem('thing.unknown')
    const told = await tellLooks(ctx, id, before)
    ctx.look({ subjects: [id], fields: ['look'], reason: atHerRequest(contact) })
    return told
  },
})

/** Of a door nothing is read out: whoever lives there comes as herself. */
function nothing(ctx: Ctx, id: string, contact: contracts.Contact) {
  ctx.look({ subjects: [id], fields: [], reason: reasons[contact] })
  return { facts: [], homes: [], codes: {}, closed: 0 }
}
