/** What somebody says to a question, before it is sent. Pure. */
import type { Party } from '../asked/contract.ts'

type Question = Party['questions'][number]
export type Answer = { element: string; value?: unknown; still?: true; baseStatement?: string }

/** Said of one question: typed or chosen; unchanged; that there is none; that she would rather not say. */
export type Given = { text: string | string[] } | 'still' | 'none' | 'declined'
export type Givens = ReadonlyMap<string, Given>

export function keyOf(subject: string, element: string): string {
  return `${subject} ${element}`
}

/** Nothing typed is nothing said. */
export function isGiven(given: Given | undefined): given is Given {
  return given !== undefined && (typeof given === 'string' || given.text.length > 0)
}

export function answerOf(
  { known }: Party,
  { element }: Question,
  given: Exclude<Given, 'declined'>,
  types: ReadonlyMap<string, string>,
): Answer {
  const base = known.find((one) => one.element === element)?.base
  const based = { element, ...(base ? { baseStatement: base } : {}) }
  if (given === 'still') return { ...based, still: true }
  if (given === 'none') return { ...based, value: null }
  return { ...based, value: types.get(element) === 'boolean' ? given.text === 'true' : given.text }
}

/** Of one of those who are asked: her answers, and the elements she declines. */
export function saidOf(party: Party, givens: Givens, types: ReadonlyMap<string, string>): { answers: Answer[]; declined: string[] } {
  const said = party.questions.flatMap((question) => {
    const given = givens.get(keyOf(party.subject, question.element))
    return isGiven(given) ? [{ question, given }] : []
  })
  return {
    answers: said.flatMap(({ question, given }) => (given === 'declined' ? [] : [answerOf(party, question, given, types)])),
    declined: said.flatMap(({ question, given }) => (given === 'declined' ? [question.element] : [])),
  }
}
