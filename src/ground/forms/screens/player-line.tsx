/** One question at one subject: known and fresh needs nothing, known and old needs one touch, unknown is asked. */
import { useState } from 'preact/hooks'
import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { Field } from '#kit/field.tsx'
import { Tag } from '#kit/tag.tsx'
import { useText } from '#kit/text-context.tsx'
import { standingOf } from '../rules.ts'
import { AnswerInput, choicesOf, SIDE_BY_SIDE } from './answer-input.tsx'
import { labelOf, say, showValue } from './known-here.ts'
import type { Given, PlayedLine, Player } from './use-player.ts'

export type PlayerLineProps = {
  line: PlayedLine
  player: Player
  catalogue: CatalogueHere
  today: string
  /** The form was tried to be handed in: what is missing is said. */
  tried: boolean
  isProtected: boolean
}

export function PlayerLine(props: PlayerLineProps) {
  const { line } = props
  if (line.closed) return <ClosedLine {...props} />
  if ('local' in line.question && line.question.calculation) return <Reckoned {...props} />
  const isKnown = line.fact !== undefined && line.given === undefined
  return (
    <div class="line" data-key={line.key}>
      {isKnown ? <KnownLine {...props} /> : <AskedLine {...props} />}
    </div>
  )
}

function ClosedLine({ line, catalogue }: PlayerLineProps) {
  const text = useText()
  return (
    <div class="line line-closed">
      <span class="known-label">{labelOf(line.question, catalogue, text.language)}</span>
      <p class="quiet small">{text.say('forms.withdrawn')}</p>
    </div>
  )
}

function Reckoned({ line, catalogue }: PlayerLineProps) {
  const text = useText()
  if (line.verdict.value === undefined) return null
  return (
    <p class="line line-reckoned">
      <span class="quiet">{labelOf(line.question, catalogue, text.language)}</span>{' '}
      <output>{showValue(line.question, line.verdict.value, catalogue, text.language)}</output>
    </p>
  )
}

function KnownLine({ line, player, catalogue, isProtected }: PlayerLineProps) {
  const text = useText()
  const fact = line.fact!
  const label = labelOf(line.question, catalogue, text.language)
  const standing = standingOf(fact)
  const shown = showValue(line.question, fact.value, catalogue, text.language)
  const failed = line.verdict.failed[0]
  return (
    <div class="known" data-standing={line.still ? 'still' : standing} data-path={`/parts/${line.at}/answers/${line.name}`}>
      <div class="known-words">
        <span class="known-label">{label}</span>
        <span class="known-value">{shown}</span>
        <span class="known-from quiet small">
          {text.say('fact.from', { source: sayForSource(text, fact.source), day: text.day(fact.asOf) })}
        </span>
        {standing === 'stale' && !line.still && <Tag tone="stale">{text.say('forms.old')}</Tag>}
        {standing === 'rivals' && !line.still && <Tag tone="conflict">{text.say('fact.conflict', { n: fact.rivals.length })}</Tag>}
        {isProtected && <Tag>{text.say('forms.protected')}</Tag>}
      </div>
      <div class="known-do">
        <Button
          size="small"
          icon={line.still ? 'check' : undefined}
          pressed={line.still}
          label={text.say('forms.still-of', { name: label })}
          onPress={() => player.confirm([line.key], !line.still)}
        >
          {text.say('forms.still')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          label={text.say('forms.change-of', { name: label })}
          onPress={() => player.answer(line.key, fact.masked ? '' : givenOf(fact.value))}
        >
          {text.say('forms.change')}
        </Button>
      </div>
      {fact.rivals.map((rival) => {
        const other = showValue(line.question, rival.value, catalogue, text.language)
        const said = { value: other, source: sayForSource(text, rival.source), day: text.day(rival.asOf) }
        return (
          <p key={rival.source + rival.asOf} class="known-rival small">
            {text.say('fact.rival', said)}{' '}
            {!fact.masked && (
              <Button size="small" onPress={() => player.answer(line.key, givenOf(rival.value))}>
                {text.say('forms.take', { value: other })}
              </Button>
            )}
          </p>
        )
      })}
      {line.theirs && <p class="line-theirs small">{text.say('forms.theirs-now')}</p>}
      <Advice line={line} />
      {failed && <p class="line-note small">{say(failed, text.language)}</p>}
    </div>
  )
}

function AskedLine({ line, player, catalogue, today, tried, isProtected }: PlayerLineProps) {
  const text = useText()
  const [left, setLeft] = useState(false)
  const { question, fact, verdict, refused, theirs } = line
  const label = labelOf(question, catalogue, text.language)
  const shown = (value: unknown) => showValue(question, value, catalogue, text.language)
  const hints = [
    say(question.hint, text.language),
    isProtected && question.basis ? text.say('forms.asked-by', { basis: say(question.basis, text.language) }) : '',
    fact ? text.say('forms.before', { value: shown(fact.value), source: sayForSource(text, fact.source), day: text.day(fact.asOf) }) : '',
    !fact && line.given === undefined && verdict.value !== undefined ? text.say('forms.follows', { value: shown(verdict.value) }) : '',
  ].filter(Boolean)
  const error =
    refused && 'refused' in refused && (left || tried)
      ? text.say(refused.refused, refused.with)
      : verdict.missing && tried
        ? text.say('form.required')
        : verdict.failed[0] && say(verdict.failed[0], text.language)
  const element = 'element' in question ? catalogue.element(question.element) : undefined
  const type = 'local' in question ? question.type : element?.type
  const few = type === 'code' && choicesOf(question, catalogue, text.language).length <= SIDE_BY_SIDE
  const group = type === 'boolean' || type === 'codes' || few
  return (
    <div onFocusOut={() => setLeft(true)} onFocusIn={() => setLeft(false)}>
      <Field
        label={label}
        path={`/parts/${line.at}/answers/${line.name}`}
        optional={question.required !== true}
        group={group}
        {...(hints.length > 0 ? { hint: hints.join(text.language === 'zh' ? '' : ' ') } : {})}
        {...(error ? { error } : {})}
      >
        <AnswerInput
          question={question}
          catalogue={catalogue}
          label={label}
          value={line.given ?? ''}
          onChange={(given) => player.answer(line.key, given)}
          today={today}
        />
      </Field>
      <Advice line={line} />
      {theirs && (
        <p class="line-theirs small" role="status">
          {text.say('forms.theirs', { value: shown(theirs.value), source: sayForSource(text, theirs.source), day: text.day(theirs.asOf) })}{' '}
          <Button
            size="small"
            onPress={() => {
              player.answer(line.key, undefined)
              player.settle(line.key)
            }}
          >
            {text.say('forms.take-theirs')}
          </Button>{' '}
          <Button size="small" tone="quiet" onPress={() => player.settle(line.key)}>
            {text.say('forms.keep-mine')}
          </Button>
        </p>
      )}
      {line.given !== undefined && (fact || group) && (
        <Button size="small" tone="quiet" onPress={() => player.answer(line.key, undefined)}>
          {text.say(fact ? 'forms.as-before' : 'forms.clear')}
        </Button>
      )}
    </div>
  )
}

/** Said about an answer that stands: what to do now. */
function Advice({ line }: { line: PlayedLine }) {
  const text = useText()
  return (
    <>
      {line.verdict.advice.map((one) => (
        <p key={one.zh} class="line-advice small" role="status">
          {say(one, text.language)}
        </p>
      ))}
    </>
  )
}

/** What an input begins with: the value as it is typed. */
export function givenOf(value: unknown): Given {
  return Array.isArray(value) ? value.map(String) : String(value ?? '')
}
