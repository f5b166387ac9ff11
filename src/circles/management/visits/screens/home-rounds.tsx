/** On a worker's first page: her rounds, the nearest day first and under the thumb, and what waits for her to look at again. */
import { Icon } from '#kit/icon.tsx'
import { ProblemNote } from '#kit/problem-note.tsx'
import { useText } from '#kit/text-context.tsx'
import { useRounds } from './use-rounds.ts'

export function HomeRounds() {
  const text = useText()
  const { rounds, looking, refusal } = useRounds()
  if (refusal) return <ProblemNote reading refusal={refusal} />
  if (!rounds) return null
  const [nearest, ...others] = [...rounds].filter(({ left }) => left > 0)
  const again = looking ? looking.conflicts + looking.waiting : 0
  return (
    <nav class="ways ways-foot" aria-label={text.say('staff.work')}>
      {again > 0 && (
        <a class="way" data-tone="plain" href="/doorstep/rounds/looking">
          <Icon name="eye" />
          <span class="way-words">
            {text.say('staff.looking', { n: again })}
            <span class="way-about">{text.say('staff.looking-about')}</span>
          </span>
        </a>
      )}
      {others.map((round) => (
        <a key={round.id} class="way" data-tone="plain" href={`/doorstep/rounds/${round.id}`}>
          <Icon name="walk" />
          <span class="way-words">
            {round.title}
            <span class="way-about">{text.say('staff.left', { n: round.left, day: text.day(round.to) })}</span>
          </span>
        </a>
      ))}
      {nearest ? (
        <a class="way" data-tone="primary" href={`/doorstep/rounds/${nearest.id}`}>
          <Icon name="walk" />
          <span class="way-words">
            {nearest.title}
            <span class="way-about">{text.say('staff.left', { n: nearest.left, day: text.day(nearest.to) })}</span>
          </span>
        </a>
      ) : (
        <p class="quiet">{text.say('staff.no-round')}</p>
      )}
    </nav>
  )
}
