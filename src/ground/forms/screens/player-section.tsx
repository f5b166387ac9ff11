/** One part of a form: its questions, member by member where it is repeated, and one touch for all that is still right. */
import type { CatalogueHere } from '#ground/facts/screens/use-catalogue.ts'
import { Button } from '#kit/button.tsx'
import { useText } from '#kit/text-context.tsx'
import type { FormSection } from '../contract.ts'
import { say } from './known-here.ts'
import { PlayerLine } from './player-line.tsx'
import type { PlayedLine, Player } from './use-player.ts'

export type PlayerSectionProps = {
  section: FormSection
  lines: readonly PlayedLine[]
  player: Player
  catalogue: CatalogueHere
  today: string
  tried: boolean
  isProtected: (name: string) => boolean
}

export function PlayerSection(props: PlayerSectionProps) {
  const { section, lines, player } = props
  const text = useText()
  if (lines.length === 0) return null
  const parts = section.each ? player.parts.filter((part) => lines.some((line) => line.part === part.key)) : undefined
  return (
    <section class="player-section">
      <header class="player-head">
        <h2>{say(section.title, text.language)}</h2>
        {!parts && <StillAll lines={lines} player={player} />}
      </header>
      {parts ? (
        parts.map((part) => (
          <fieldset key={part.key} class="member">
            <legend>{part.name || text.say('door.unnamed')}</legend>
            <StillAll lines={lines.filter((line) => line.part === part.key)} player={player} name={part.name} />
            <Lines {...props} lines={lines.filter((line) => line.part === part.key)} />
          </fieldset>
        ))
      ) : (
        <Lines {...props} />
      )}
    </section>
  )
}

function Lines({ lines, player, catalogue, today, tried, isProtected }: PlayerSectionProps) {
  return (
    <div class="lines">
      {lines.map((line) => (
        <PlayerLine
          key={line.key}
          line={line}
          player={player}
          catalogue={catalogue}
          today={today}
          tried={tried}
          isProtected={isProtected(line.name)}
        />
      ))}
    </div>
  )
}

/** Where two sayings contradict each other she must choose; everything else that is known is confirmed at once. */
function StillAll({ lines, player, name }: { lines: readonly PlayedLine[]; player: Player; name?: string }) {
  const text = useText()
  const known = lines.filter(({ fact, given }) => fact && given === undefined && fact.rivals.length === 0)
  if (known.length < 2) return null
  const all = known.every(({ still }) => still)
  return (
    <Button
      size="small"
      icon="check"
      pressed={all}
      {...(name ? { label: text.say('forms.still-all-of', { name, n: known.length }) } : {})}
      onPress={() => player.confirm(known.map(({ key }) => key), !all)} // biome-ignore format: one call
    >
      {text.say('forms.still-all', { n: known.length })}
    </Button>
  )
}
