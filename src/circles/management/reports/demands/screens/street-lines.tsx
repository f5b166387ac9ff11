/** Streets as rows: how it stands there, how complete it is, who signed, and what came back. */
import { useText } from '#kit/text-context.tsx'
import { CountsBar } from '../../screens/counts-bar.tsx'
import { DownloadButton } from '../../screens/delivery-panel.tsx'
import type { StreetLine } from '../contract.ts'
import { InStreet } from './demand-state.tsx'

/** `opens`: this post may open what came back. */
export function StreetLines({ lines, opens }: { lines: readonly StreetLine[]; opens: boolean }) {
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
          <Line key={line.street} line={line} opens={opens} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, opens }: { line: StreetLine; opens: boolean }) {
  const text = useText()
  const { name, state, counts, parts, signed, returns } = line
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <InStreet state={state} />
      </td>
      <td class="street-bar">
        <CountsBar counts={counts} small />
      </td>
      <td class="digits">{parts > 0 ? text.say('demand.signed-of', { signed, parts }) : ''}</td>
      <td>
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
