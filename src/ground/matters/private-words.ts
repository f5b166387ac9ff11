/** What in a text is not for everybody. Pure. */
import { normaliseText } from '#base/values/normalise.ts'
import { holdsPersonalNumber } from '#base/values/personal.ts'

/** A door: unit and number, or three numbers with dashes. A building alone is no door. */
const door = /\d+\s*(?:室|户(?!外))|单元\s*\d{2,}|单元[东西南北中]户|\d+-\d+-\d{2,}|\d+#\d+/
/** Written as doors of three numbers are. */
const date = /20\d\d-\d{1,2}-\d{1,2}/g
/** So many characters in a row are not said twice by chance. */
const SAME_WORDS = 12

export type PrivateWords = 'matter.private.number' | 'matter.private.door' | 'matter.private.name' | 'matter.private.words'

/** What in a text is not for everybody: numbers and doors of people, names of those who reported, their words as they wrote them. */
export function findPrivate(text: string, names: readonly string[], said: readonly string[]): PrivateWords | undefined {
  const plain = bare(text)
  if (holdsPersonalNumber(text)) return 'matter.private.number'
  if (door.test(normaliseText(text).replace(date, ' '))) return 'matter.private.door'
  if (names.some((name) => name.length > 1 && plain.includes(bare(name)))) return 'matter.private.name'
  if (said.some((words) => sharesRun(plain, bare(words)))) return 'matter.private.words'
  return undefined
}

function bare(text: string): string {
  return normaliseText(text).replace(/[\s\p{P}]/gu, '')
}

function sharesRun(text: string, other: string): boolean {
  const runs = new Set<string>()
  for (let at = 0; at + SAME_WORDS <= other.length; at += 1) runs.add(other.slice(at, at + SAME_WORDS))
  for (let at = 0; at + SAME_WORDS <= text.length; at += 1) if (runs.has(text.slice(at, at + SAME_WORDS))) return true
  return false
}
