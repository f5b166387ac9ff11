/** What triage suggests, with its reasons: parts for taking in and for one that is there. */
import { useText } from '#kit/text-context.tsx'
import { inWords } from '../../screens/say-matter.ts'
import type { AlikeView, GuessView, LeadView } from '../contract.ts'
import type { LeadReason } from '../units.ts'

export function GuessLine({ guess }: { guess: GuessView }) {
  const text = useText()
  return (
    <span class="triage-guess">
      <span class="triage-name">{inWords(text, guess.label)}</span>
      <span class="digits quiet">{text.say('matter.triage.percent', { n: Math.round(guess.confidence * 100) })}</span>
      {guess.words.length > 0 && (
        <span class="small quiet">{guess.words.map((word) => text.say('matter.triage.word', { word })).join(' ')}</span>
      )}
    </span>
  )
}

export function LeadLine({ lead }: { lead: LeadView }) {
  const text = useText()
  return (
    <span class="triage-lead">
      <span>{lead.name}</span>
      {lead.party === null && <span class="small quiet"> {text.say('matter.triage.no-unit')}</span>}
      {lead.reasons.map((reason) => (
        <span key={reason.kind} class="small quiet triage-reason">
          {sayReason(text.say, reason)}
        </span>
      ))}
    </span>
  )
}

function sayReason(say: (key: string, values?: Record<string, string | number>) => string, reason: LeadReason): string {
  if (reason.kind === 'duty') return say(`matter.triage.reason.duty-${reason.list}`, { title: reason.title })
  if (reason.kind === 'history') return say('matter.triage.reason.history', { count: reason.count, of: reason.of })
  return say(`matter.triage.reason.${reason.kind}`)
}

export function AlikeList({ similar, onOpen }: { similar: readonly AlikeView[]; onOpen?: (id: string) => void }) {
  const text = useText()
  return (
    <ul class="plain-list">
      {similar.map(({ id, number, title, opened, near, reporters, leadName }) => (
        <li key={id}>
          <a href={`/desk/matters/${id}`} {...(onOpen ? { onClick: () => onOpen(id) } : {})}>
            {title || number}
          </a>
          <div class="small quiet">
            {[
              text.say(`matter.triage.near.${near}`),
              leadName,
              text.moment(opened, 'short'),
              ...(reporters > 1 ? [text.say('matter.reporters', { n: reporters })] : []),
            ].join(' · ')}
          </div>
        </li>
      ))}
    </ul>
  )
}
