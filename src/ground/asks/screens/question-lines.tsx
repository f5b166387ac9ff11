/** The questions of one of those who are asked, each with what is known of it and its list; and who asks them all. */
import type { CodeList } from '#ground/facts/contract.ts'
import { useText } from '#kit/text-context.tsx'
import type { AskedElement, Asking, Party } from '../asked/contract.ts'
import { type Given, type Givens, keyOf } from './given.ts'
import { QuestionLine } from './question-line.tsx'

export type QuestionLinesProps = {
  party: Party
  of: { elements: readonly AskedElement[]; codes: readonly CodeList[] }
  givens: Givens
  /** Text keys: what is wrong with what was typed. */
  wrong?: ReadonlyMap<string, string>
  onGive: (key: string, given: Given | undefined) => void
}

export function QuestionLines({ party, of, givens, wrong, onGive }: QuestionLinesProps) {
  return (
    <>
      {party.questions.map((question) => {
        const key = keyOf(party.subject, question.element)
        const asked = of.elements.find(({ id }) => id === question.element)
        return (
          asked && (
            <QuestionLine
              key={key}
              question={question}
              asked={asked}
              known={party.known.find(({ element }) => element === question.element)}
              codes={of.codes.find(({ id }) => id === asked.codes)}
              given={givens.get(key)}
              error={wrong?.get(key)}
              onGive={(given) => onGive(key, given)}
            />
          )
        )
      })}
    </>
  )
}

/** Who asks, why, on which basis: to be told before the first question. */
export function Askers({ asked }: { asked: { requests: readonly Asking[]; parties: readonly Party[] } }) {
  const text = useText()
  const asking = new Set(asked.parties.flatMap(({ questions }) => questions.flatMap(({ requests }) => requests)))
  return (
    <ul class="ask-who">
      {asked.requests.map(
        ({ id, asker, purpose, title, basis, until }, at) =>
          asking.has(at) && (
            <li key={id}>
              {text.say('asked.for', { asker, purpose: purpose ?? title })}
              <span class="small quiet">
                {[basis ? text.say('asked.basis', { basis }) : '', until ? text.say('asked.until', { day: text.day(until) }) : '']
                  .filter(Boolean)
                  .join(text.say('slip.semicolon'))}
              </span>
            </li>
          ),
      )}
    </ul>
  )
}
