/** What the rule suggests, each with its reason and what it rests on. It only suggests; who decides stands elsewhere. */
import { Tag, type TagTone } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { Judgement, Suggestion, Verdict } from '../contract.ts'
import '../../screens/duties.css'

export function JudgementView({ judgement }: { judgement: Judgement }) {
  const text = useText()
  return (
    <div class="judgement" data-verdict={judgement.verdict}>
      <p class="judgement-verdict">{text.say(`admission.verdict.${judgement.verdict}`)}</p>
      <ul class="judgement-list">
        {judgement.suggestions.map((suggestion) => (
          <li key={`${suggestion.reason} ${suggestion.about.join(' ')}`}>
            <DecideTag decide={suggestion.decide} />
            <div>
              <p>{sayReason(text, suggestion)}</p>
              {suggestion.rule && (
                <p class="quiet small">
                  {suggestion.rule.citation[text.language]}
                  {suggestion.rule.status !== 'C' && ` · ${text.say(`rules.status.${suggestion.rule.status}`)}`}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

const tones: Record<Verdict | 'object' | 'remind', TagTone> = {
  close: 'late',
  refuse: 'late',
  'send-back': 'stale',
  merge: 'stale',
  'admit-once': 'stale',
  admit: 'good',
  object: 'conflict',
  remind: 'plain',
}

function DecideTag({ decide }: { decide: Suggestion['decide'] }) {
  const text = useText()
  return <Tag tone={tones[decide]}>{text.say(`admission.decide.${decide}`)}</Tag>
}

/** What is lacking is a list of words of ours. */
export function sayReason(text: Text, { reason, with: values }: Pick<Suggestion, 'reason' | 'with'>): string {
  const said = { ...values }
  if (typeof said.lacking === 'string') said.lacking = text.list(said.lacking.split(' ').map((one) => text.say(`admission.lacking.${one}`)))
  if (typeof said.day === 'string') said.day = text.day(said.day)
  return text.say(`admission.reason.${reason}`, said)
}
