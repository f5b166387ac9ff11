/** What was heard at a door, as items of an outbox; and a door as it looks after them, before the house has heard. Pure. */
import { answerOf, type Given, type Givens, isGiven, keyOf } from '#ground/asks/screens/given.ts'
import type { RoundDoor } from '../contract.ts'
import type { Item, Outcome } from '../outbox/contract.ts'

/** An item without what is stamped on it when it is kept. */
export type Body = Omit<Item, 'id' | 'at' | 'offsetMs' | 'post'>
export type Said = { id: string; at: string; body: Body }

export type Knock = { outcome: Outcome; comeBackAt?: string; who?: string }

/** For each subject what was answered and what was declined, and then the knock itself: sent in this order. */
export function bodiesOf(round: string, door: RoundDoor, givens: Givens, types: ReadonlyMap<string, string>, knock: Knock): Body[] {
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
  return [...bodies, { ...at, kind: 'visit', outcome, ...(comeBackAt ? { comeBackAt } : {}), ...(who ? { subject: who } : {}) }]
}

/** `done` when every question has something said to it. */
export function outcomeOf(door: RoundDoor, givens: Givens): 'done' | 'partly' {
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
    return { ...door, last, open: !closing.includes(outcome) && door.open }
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
