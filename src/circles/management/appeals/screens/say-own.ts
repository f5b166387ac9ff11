/** Words of a matter as whoever reported it is told. */
import type { Text } from '#kit/text.ts'

/** Where it stands; what ended says how. */
export function standOf(text: Text, { stand, outcome }: { stand: string; outcome: string | null }): string {
  return text.say(outcome ? `mine.outcome.${outcome}` : `mine.stand.${stand}`)
}
