/** One question on paper: what is known in print, with its day; otherwise boxes for digits, squares to tick, a line to write on. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { useText } from '#kit/text-context.tsx'
import type { Form, Question } from '../contract.ts'
import { choicesOf } from './answer-input.tsx'
import { labelOf, say, showValue, unitOf } from './known-here.ts'
import { sayCondition } from './say-condition.ts'
import type { PlayedLine } from './use-player.ts'

/** More choices than these are written, not ticked. */
const MOST_SQUARES = 16

export function PaperLine({ line, form, catalogue }: { line: PlayedLine; form: Form; catalogue: CatalogueHere }) {
  const text = useText()
  const { question, fact, verdict } = line
  const when =
    question.relevance && verdict.shown !== true
      ? text.say('forms.only-if', { what: sayCondition(text, catalogue, form, question.relevance) })
      : ''
  const notes = [
    question.required ? '' : text.say('forms.may-leave'),
    when,
    say(question.hint, text.language),
    question.basis ? text.say('forms.asked-by', { basis: say(question.basis, text.language) }) : '',
  ].filter(Boolean)
  return (
    <div class="paper-line">
      <dt>
        {labelOf(question, catalogue, text.language)}
        {notes.length > 0 && <span class="paper-note">{notes.join(' ')}</span>}
      </dt>
      <dd>
        {fact ? (
          <span class="paper-known">
            {showValue(question, fact.value, catalogue, text.language)}
            <span class="paper-note">{text.say('forms.known-on', { day: text.day(fact.asOf) })}</span>
          </span>
        ) : (
          <Room question={question} catalogue={catalogue} />
        )}
      </dd>
    </div>
  )
}

/** Room for an answer. */
export function Room({ question, catalogue }: { question: Question; catalogue: CatalogueHere }) {
  const text = useText()
  const type = 'local' in question ? question.type : (catalogue.element(question.element)?.type ?? 'text')
  if (type === 'boolean') return <Squares words={[text.say('forms.yes'), text.say('forms.no')]} />
  if (type === 'code' || type === 'codes') {
    const choices = choicesOf(question, catalogue, text.language).filter(({ untold }) => !untold)
    return choices.length <= MOST_SQUARES ? <Squares words={choices.map((choice) => choice.label)} /> : <span class="paper-write" />
  }
  if (type === 'id-number') return <Boxes count={18} />
  if (type === 'phone') return <Boxes count={11} />
  if (type === 'uscc') return <Boxes count={18} />
  if (type === 'day') {
    return (
      <span class="paper-day">
        <Boxes count={4} /> {text.say('forms.year')} <Boxes count={2} /> {text.say('forms.month')} <Boxes count={2} />{' '}
        {text.say('forms.day-of')}
      </span>
    )
  }
  const unit = unitOf(question, catalogue)
  if (type === 'integer' || type === 'decimal') return <span class="paper-number">{unit}</span>
  return <span class="paper-write" />
}

function Squares({ words }: { words: readonly string[] }) {
  return (
    <span class="paper-squares">
      {words.map((word) => (
        <span key={word}>
          <span class="paper-square" aria-hidden="true" /> {word}
        </span>
      ))}
    </span>
  )
}

function Boxes({ count }: { count: number }) {
  return (
    <span class="paper-boxes" aria-hidden="true">
      {Array.from({ length: count }, (_, at) => (
        <span key={at} />
      ))}
    </span>
  )
}
