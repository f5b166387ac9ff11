/** Streets as rows: how it stands there, how complete it is, who signed, and what came back. */
import { Button } from '#kit/button.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { CountsBar } from '../../screens/counts-bar.tsx'
import { DownloadButton } from '../../screens/delivery-panel.tsx'
import type { StreetAnswer, StreetLine } from '../contract.ts'
import { InStreet } from './demand-state.tsx'

/** `opens`: this post may open what came back. */
export function StreetLines({
  lines,
  opens,
  onSupply,
}: {
  lines: readonly StreetLine[]
  opens: boolean
  onSupply: (line: StreetLine) => void
}) {
  const text = useText()
  return (
    <table class="street-lines">
      <thead>
        <tr>
          <th scope="col">{text.say('demand.street')}</th>
          <th scope="col">{text.say('demand.where')}</th>
          <th scope="col">{text.say('demand.complete')}</th>
          <th scope="col">{text.say('demand.signed')}</th>
          <th scope="col">{text.say('demand.came-back')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.street} line={line} opens={opens} onSupply={() => onSupply(line)} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, opens, onSupply }: { line: StreetLine; opens: boolean; onSupply: () => void }) {
  const text = useText()
  const { name, state, counts, parts, signed, answer, returns } = line
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <InStreet state={state} />
      </td>
      <td class="street-bar">
        <CountsBar counts={counts} small />
      </td>
      <td class="digits" data-label={parts > 0 ? text.say('demand.signed') : undefined}>
        {parts > 0 ? text.say('demand.signed-of', { signed, parts }) : ''}
      </td>
      <td>
        {answer && (
          <div class="street-return">
            <span class="small">
              {sayAnswer(text, answer)}
              {answer.words && <span class="quiet"> {text.say('demand.answer-words', { words: answer.words })}</span>}
            </span>
            {opens && state === 'sent-back' && (
              <Button size="small" onPress={onSupply}>
                {text.say('demand.supply')}
              </Button>
            )}
          </div>
        )}
        {returns.map((one, at) => (
          <div key={one.id} class="street-return">
            <span class="small">
              {text.say(at === 0 ? 'demand.returned-at' : 'demand.returned-before', {
                day: text.moment(one.signedAt, 'short'),
                by: one.signedBy,
              })}
              {one.unsigned.length > 0 && <span class="quiet"> {text.say('demand.unsigned', { names: text.list(one.unsigned) })}</span>}
            </span>
            {opens && !one.purged && at === 0 && <DownloadButton file={one.file}>{text.say('demand.open-return')}</DownloadButton>}
            {one.purged && <span class="small quiet">{text.say('delivery.purged')}</span>}
          </div>
        ))}
      </td>
    </tr>
  )
}

function sayAnswer(text: Text, { kind, lacks, into, by, due, answered, ruling }: StreetAnswer): string {
  if (kind === 'merged') return text.say('demand.answer.merged', { into: into ?? '', by })
  if (kind === 'sent-back')
    return text.say('demand.answer.sent-back', { lacks: text.list(lacks.map((one) => text.say(`answer.${one}`))), by })
  const said = text.say('demand.answer.objected', { reasons: text.list(lacks.map((one) => text.say(`objections.reason.${one}`))), by })
  if (answered)
    return `${said} ${text.say(`demand.objection-${answered}`)} ${ruling ? text.say('demand.ruling', { words: ruling }) : ''}`.trim()
  const day = due ? text.day(due, 'short') : ''
  return `${said} ${text.say(due && due < streetToday() ? 'demand.objection-silent' : 'demand.objection-open', { day })}`
}
