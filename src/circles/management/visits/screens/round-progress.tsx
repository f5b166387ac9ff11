/** How many doors of a round are done, in words and as a line. */
import { useText } from '#kit/text-context.tsx'
import './progress.css'

export function Progress({ round: { doors, visited, comeBack } }: { round: { doors: number; visited: number; comeBack: number } }) {
  const text = useText()
  return (
    <span class="round-progress">
      <span class="round-bar" aria-hidden="true">
        <span style={{ width: `${doors === 0 ? 0 : (visited / doors) * 100}%` }} />
      </span>
      <span class="digits nobreak">
        {text.say('rounds.visited', { n: visited, all: doors })}
        {comeBack > 0 && <span class="quiet"> {text.say('rounds.come-back', { n: comeBack })}</span>}
      </span>
    </span>
  )
}
