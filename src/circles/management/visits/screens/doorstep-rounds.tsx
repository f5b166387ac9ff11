/** The rounds of whoever is here, and what she is to look at again. */
import { Icon } from '#kit/icon.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { Progress } from './round-progress.tsx'
import { useRounds } from './use-rounds.ts'
import './doorstep.css'

export function Screen() {
  const text = useText()
  const { rounds, looking, refusal, reload } = useRounds()
  if (refusal) return <ProblemPage refusal={refusal} onRetry={reload} />
  if (!rounds) return null
  const again = looking ? looking.conflicts + looking.waiting : 0
  return (
    <Page title={text.say('rounds.title')} lead={text.day(streetToday(), 'weekday')}>
      {rounds.length === 0 && (
        <EmptyState icon="walk" title={text.say('walk.none')}>
          {text.say('walk.none-lead')}
        </EmptyState>
      )}
      <ul class="walks ways-foot">
        <li>
          <a class="way" data-tone="plain" href="/doorstep/rounds/looking">
            <Icon name="eye" />
            <span class="way-words">
              {text.say('rounds.looking')}
              <span class="way-about">{again > 0 ? text.say('walk.looking', { n: again }) : text.say('walk.looking-none')}</span>
            </span>
          </a>
        </li>
        {rounds.map((round) => (
          <li key={round.id}>
            <a class="walk-card" href={`/doorstep/rounds/${round.id}`}>
              <strong>{round.title}</strong>
              <span>{text.say('walk.left', { n: round.left, day: text.day(round.to) })}</span>
              <Progress round={round} />
              {round.onPhone && (
                <span class="walk-kept">
                  <Icon name="phone" />
                  {text.say('walk.on-phone')}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
