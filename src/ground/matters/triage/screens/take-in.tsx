/** Beside the words of somebody who reports: what they seem to be about, and what is open already. Ctrl+J takes the first. */
import { Button } from '#kit/button.tsx'
import { useShortcut } from '#kit/shortcuts.tsx'
import { useText } from '#kit/text-context.tsx'
import type { GuessView } from '../contract.ts'
import { AlikeList, GuessLine, LeadLine } from './suggestion-parts.tsx'
import { useTriageOf } from './use-triage.ts'
import './triage.css'

const MOST_SHOWN = 3
/** What is less likely only takes room. */
const LEAST_SHOWN = 0.03

export type TakeInProps = {
  title: string
  more: string
  /** Whether the chosen type and category are this guess’s. */
  isTaken: (guess: GuessView) => boolean
  onTake: (guess: GuessView) => void
  onOpen: (id: string) => void
}

export function TakeInSuggestion({ title, more, isTaken, onTake, onOpen }: TakeInProps) {
  const text = useText()
  const { reply } = useTriageOf(title, more)
  const guesses = (reply?.data.guesses ?? [])
    .filter(({ type, confidence }, at) => type !== null && (at === 0 || confidence >= LEAST_SHOWN))
    .slice(0, MOST_SHOWN)
  useShortcut('ctrl+j', 'matter.triage.take', () => guesses[0] && onTake(guesses[0]))
  if (!reply || guesses.length === 0) return null
  const { sure, similar } = reply.data
  const taken = guesses.find(isTaken) ?? guesses[0]!
  return (
    <section class="triage" aria-label={text.say('matter.triage.title')} aria-live="polite">
      <p class="triage-head">
        <span>{text.say(sure ? 'matter.triage.seems' : 'matter.triage.unsure')}</span> <kbd>Ctrl</kbd> <kbd>J</kbd>
      </p>
      <ul class="triage-guesses">
        {guesses.map((guess) => (
          <li key={guess.theme}>
            <Button size="small" pressed={guess === guesses.find(isTaken)} onPress={() => onTake(guess)}>
              <GuessLine guess={guess} />
            </Button>
          </li>
        ))}
      </ul>
      {taken.leads[0] && (
        <p class="triage-who">
          {text.say('matter.triage.lead')} <LeadLine lead={taken.leads[0]} />
        </p>
      )}
      {similar.length > 0 && (
        <>
          <p class="triage-head">{text.say('matter.triage.similar-open', { n: similar.length })}</p>
          <AlikeList similar={similar.slice(0, MOST_SHOWN)} onOpen={onOpen} />
        </>
      )}
    </section>
  )
}
