/** The rounds of whoever is here, and what she is to look at again. */
import { call } from '#kit/api.ts'
import { Icon } from '#kit/icon.tsx'
import { EmptyState, Page } from '#kit/page.tsx'
import { ProblemPage } from '#kit/problem-page.tsx'
import { useText } from '#kit/text-context.tsx'
import { streetToday } from '#kit/today.ts'
import { useRead } from '#kit/use-data.ts'
import { listRounds } from '../contract.ts'
import { Progress } from './round-progress.tsx'
import './doorstep.css'

export function Screen() {
  const text = useText()
  const read = useRead('mine', (signal) => call(listRounds, { mine: true }, { signal }), 'on-return')
  if (read.refusal && !read.reply) return <ProblemPage refusal={read.refusal} onRetry={read.reload} />
  if (!read.reply) return null
  const { rounds } = read.reply.data
  return (
    <Page title={text.say('rounds.title')} lead={text.day(streetToday(), 'weekday')}>
      {rounds.length === 0 && (
        <EmptyState icon="walk" title={text.say('walk.none')}>
          {text.say('walk.none-lead')}
        </EmptyState>
      )}
      <ul class="walks">
        {rounds.map((round) => (
          <li key={round.id}>
            <a class="walk-card" href={`/doorstep/rounds/${round.id}`}>
              <strong>{round.title}</strong>
              <span class="quiet">{text.say('walk.until', { day: text.day(round.to) })}</span>
              <Progress round={round} />
            </a>
          </li>
        ))}
      </ul>
      <a class="way" data-tone="quiet" href="/doorstep/rounds/looking">
        <Icon name="eye" />
        {text.say('rounds.looking')}
      </a>
    </Page>
  )
}
