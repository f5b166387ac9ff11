/** How a name is typed in Latin letters: full pinyin and initials, without tones. */
import { pinyin } from 'pinyin-pro'
import { clip } from '#base/values/clip.ts'

export type Spelled = { full: string; initials: string[] }

/** Of names that need the dictionary. */
const spelledNames = new Map<string, Spelled>()

/** Pinyin of a name, its surname read as a surname (单 shàn); initials also as commonly misread. */
export function spell(name: string): Spelled {
  const misread = readsAsSurname(name)
  const only = misread ? undefined : onlyReadings(name)
  if (only) return { full: fullOf(only), initials: [initialsOf(only)] }
  const known = spelledNames.get(name)
  if (known) return known
  const asName = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' })
  const asWord = misread ? pinyin(name, { toneType: 'none', type: 'array' }) : asName
  const spelled = { full: fullOf(asName), initials: [...new Set([initialsOf(asName), initialsOf(asWord)])] }
  if (spelledNames.size > 50_000) spelledNames.clear()
  spelledNames.set(name, spelled)
  return spelled
}

function fullOf(syllables: readonly string[]): string {
  return clip(syllables.join('').toLowerCase(), 40)
}

function initialsOf(syllables: readonly string[]): string {
  return syllables
    .map((syllable) => [...syllable][0] ?? '')
    .join('')
    .toLowerCase()
}

const readings = new Map<string, string | undefined>()

/** Most characters are read in one way whatever stands around them; a name of such needs no dictionary of words. */
function onlyReadings(name: string): string[] | undefined {
  const syllables: string[] = []
  for (const character of name) {
    const syllable = readings.has(character) ? readings.get(character) : learnReading(character)
    if (syllable === undefined) return undefined
    syllables.push(syllable)
  }
  return syllables
}

function learnReading(character: string): string | undefined {
  const found = /^\p{Script=Han}$/u.test(character)
    ? new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true }))
    : new Set<string>()
  const [only] = found
  const syllable = found.size === 1 ? only : undefined
  readings.set(character, syllable)
  return syllable
}

const surnames = new Map<string, boolean>()

/** Only few characters are read otherwise as a surname (单, 曾, 仇, and two-character ones); for all other names one reading is enough. */
function readsAsSurname(name: string): boolean {
  const head = [...name].slice(0, 2).join('')
  const known = surnames.get(head)
  if (known !== undefined) return known
  const differs = pinyin(head, { toneType: 'none', surname: 'head' }) !== pinyin(head, { toneType: 'none' })
  if (surnames.size > 50_000) surnames.clear()
  surnames.set(head, differs)
  return differs
}
