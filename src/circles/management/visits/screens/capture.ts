/** What was heard at a door, as items of an outbox; and a door as it looks after them, before the house has heard. Pure. */
import { answerOf, type Given, type Givens, isGiven, keyOf } from '#ground/asks/screens/given.ts'
import type { RoundDoor } from '../contract.ts'
import type { Item, Outcome } from '../outbox/contract.ts'
import type { Due } from './due.ts'

/** An item without what is stamped on it when it is kept. */
export type Body = Omit<Item, 'id' | 'at' | 'offsetMs' | 'post'>
export type Said = { id: string; at: string; body: Body }

/** What came of a contact, by its matter. */
export type Reaching = { outcome: NonNullable<Item['contact']>['outcome']; answers?: Record<string, unknown> }
export type Reachings = ReadonlyMap<string, Reaching>
export type Knock = { outcome: Outcome; comeBackAt?: string; who?: string }

/** The contacts that are due at a door, and what came of each that was tried. */
export type Touch = { due: readonly Due[]; reachings: Reachings }
const untouched: Touch = { due: [], reachings: new Map() }

/** Where nobody was at home, nobody was reached; whoever is at home and says when to come back, was asked when. */
const tried: Partial<Record<Outcome, Reaching['outcome']>> = { 'nobody-home': 'not-reached', 'come-back': 'later' }

/** For each subject what was answered and what was declined, what came of contacts, and then the knock itself: sent in this order. */
export function bodiesOf(
  round: string,
  door: RoundDoor,
  givens: Givens,
  types: ReadonlyMap<string, string>,
  knock: Knock,
  touch = untouched,
): Body[] {
  const at = { round, dwelling: door.dwelling }
  const bodies = door.parties.flatMap((party): Body[] => {
    const said = party.questions.flatMap((question): [typeof question, Given][] => {
      const given = givens.get(keyOf(party.subject, question.element))
      return isGiven(given) ? [[question, given]] : []
    })
    const answers = said.flatMap(([question, given]) => (given === 'declined' ? [] : [answerOf(party, question, given, types)]))
    const elements = said.flatMap(([{ element }, given]) => (given === 'declined' ? [element] : []))
    return [
      ...(answers.length > 0 ? [{ ...at, kind: 'answer' as const, subject: party.subject, answers }] : []),
      ...(elements.length > 0 ? [{ ...at, kind: 'refusal' as const, subject: party.subject, elements }] : []),
    ]
  })
  const { outcome, comeBackAt, who } = knock
  return [
    ...bodies,
    ...touchesOf(at, knock, touch),
    { ...at, kind: 'visit', outcome, ...(comeBackAt ? { comeBackAt } : {}), ...(who ? { subject: who } : {}) },
  ]
}

function touchesOf(at: { round: string; dwelling: string }, { outcome }: Knock, { due: contacts, reachings }: Touch): Body[] {
  const byKnock = reachings.size === 0 ? tried[outcome] : undefined
  return contacts.flatMap(({ matter, due, person }): Body[] => {
    const reaching = reachings.get(matter) ?? (byKnock && { outcome: byKnock })
    return reaching ? [{ ...at, kind: 'contact', contact: { matter, due, ...reaching }, ...(person ? { subject: person } : {}) }] : []
  })
}

/** `done` when every question has something said to it, and everybody who was due was reached. */
export function outcomeOf(door: RoundDoor, givens: Givens, { due, reachings } = untouched): 'done' | 'partly' {
  if (due.some(({ matter }) => reachings.get(matter)?.outcome !== 'reached')) return 'partly'
  const all = door.parties.every(({ subject, questions }) => questions.every(({ element }) => isGiven(givens.get(keyOf(subject, element)))))
  return all ? 'done' : 'partly'
}

const closing: readonly Outcome[] = ['done', 'refused', 'moved-away']

/** A door with what was said there since: it is not asked again, and what builds on it has it as its base. */
export function overlay(door: RoundDoor, said: readonly Said[]): RoundDoor {
  return said.filter(({ body }) => body.dwelling === door.dwelling).reduce(overlayOne, door)
}

function overlayOne(door: RoundDoor, { id, at, body }: Said): RoundDoor {
  const { kind, subject, outcome } = body
  if (kind === 'visit' && outcome) {
    const last = { outcome, at, comeBackAt: body.comeBackAt ?? null }
    // Who does not want to be asked, or moved away, is not gone to again for anything.
    const contacts = outcome === 'refused' || outcome === 'moved-away' ? {} : { contacts: door.contacts ?? [] }
    const { contacts: _before, ...rest } = door
    return { ...rest, ...contacts, last, open: !closing.includes(outcome) && door.open }
  }
  if (kind === 'contact') {
    // In vain it stays due.
    const reached = body.contact?.outcome === 'reached' ? body.contact.matter : undefined
    return { ...door, contacts: (door.contacts ?? []).filter(({ matter }) => matter !== reached) }
  }
  const gone = new Set(body.elements ?? body.answers?.map(({ element }) => element) ?? [])
  const heard = (body.answers ?? []).map(({ element, value, still }, place) => ({ element, value, still, place }))
  const parties = door.parties.map((party) => {
    if (party.subject !== subject) return party
    const known = party.known.map((one) => {
      const now = heard.find(({ element }) => element === one.element)
      return now ? { ...one, base: id, asOf: at.slice(0, 10), ...(now.still ? {} : { value: now.value, masked: false }) } : one
    })
    return { ...party, known, questions: party.questions.filter(({ element }) => !gone.has(element)) }
  })
  return { ...door, parties: parties.filter(({ questions }) => questions.length > 0) }
}
