import { normaliseName } from '#base/values/normalise.ts'
import { isCompoundSurname } from '#base/values/people-cell.ts'
import { type CharacterRelation, type NameCharacter, nameCharacter, relate, surnameSyllables } from './characters.ts'
import type { NameLevel } from './contract.ts'

/** A name made ready for comparing and counting. */
export type PreparedName = {
  text: string
  /** Simplified characters joined. */
  simple: string
  characters: readonly NameCharacter[]
  /** Length of the surname in characters: 2 for 欧阳, otherwise 1; 0 for names that have none (with a middle dot, or not in Han). */
  surname: number
  /** Usual syllables joined by a space; the surname in its own reading. */
  sound: string
  /** Simplified characters in a fixed order: equal for names with swapped characters. */
  sorted: string
}

/** Names recur (heads of households, counting, comparing), so the last ones are remembered. */
const remembered = new Map<string, PreparedName>()
const mostRemembered = 100_000

export function prepareName(name: string): PreparedName | undefined {
  const found = remembered.get(name)
  if (found) return found
  const made = analyseName(name)
  if (!made) return undefined
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(name, made)
  return made
}

const plainHan = /^[\u4e00-\u9fff]+$/

function analyseName(name: string): PreparedName | undefined {
  const text = plainHan.test(name) ? name : normaliseName(name)
  const characters = Array.from(text, nameCharacter)
  if (characters.length === 0) return undefined
  const simple = characters.map((character) => character.simple).join('')
  const surname = surnameLength(characters, simple)
  const head = surname > 0 ? surnameReading(simple.slice(0, surname)) : []
  const sound = characters.map((character, at) => head[at] ?? character.syllables[0] ?? character.simple).join(' ')
  const sorted = characters.length > 4 ? simple : Array.from(simple).sort().join('')
  return { text, simple, characters, surname, sound, sorted }
}

const surnameReadings = new Map<string, string[]>()

function surnameReading(surname: string): string[] {
  const found = surnameReadings.get(surname) ?? surnameSyllables(surname)
  surnameReadings.set(surname, found)
  return found
}

function surnameLength(characters: readonly NameCharacter[], simple: string): number {
  if (
    characters.length < 2 ||
    characters.length > 5 ||
    simple.includes('·') ||
    characters.some((character) => character.syllables.length === 0)
  )
    return 0
  return characters.length > 2 && isCompoundSurname(simple.slice(0, 2)) ? 2 : 1
}

/** How two names agree. `at` is the place of the one character that differs, in the longer name for `missing`. */
export type NameAgreement = { level: NameLevel; at: number }

/** False when two names share no character and no syllable at the same place: quick, for the many candidates who only share a birthday or a door. */
export function mayAgree(first: PreparedName, second: PreparedName): boolean {
  for (const [at, character] of first.characters.entries()) {
    if (second.simple.includes(character.simple)) return true
    const other = second.characters[at]
    if (other && relate(character, other) !== 'other') return true
  }
  return false
}

/** Compares names as people mistake them. Former names are the caller's: a former name that agrees entirely is level `former`. */
export function compareNames(first: PreparedName, second: PreparedName): NameAgreement {
  if (first.text === second.text) return { level: 'same', at: -1 }
  if (first.simple === second.simple) return { level: 'script', at: -1 }
  if (first.characters.length === second.characters.length) return compareEqualLength(first, second)
  const [longer, shorter] = first.characters.length > second.characters.length ? [first, second] : [second, first]
  return compareUnequalLength(longer, shorter)
}

function compareEqualLength(first: PreparedName, second: PreparedName): NameAgreement {
  const length = first.characters.length
  const surname = Math.min(first.surname, second.surname)
  let place = -1
  let relationThere: CharacterRelation = 'same'
  let inSurname = 0
  let inGiven = 0
  let sounds = true
  let near = true
  for (let at = 0; at < length; at++) {
    const relation = relate(first.characters[at]!, second.characters[at]!)
    if (relation === 'same' || relation === 'script') continue
    if (place < 0) [place, relationThere] = [at, relation]
    if (at < surname) inSurname++
    else inGiven++
    if (relation !== 'sound') sounds = false
    if (relation === 'other') near = false
  }
  if (sounds || first.sound === second.sound) return { level: 'sound', at: place }
  if (first.sorted === second.sorted) return { level: 'swapped', at: place }
  if (inSurname + inGiven === 1) return { level: levelOfOne(relationThere, place < surname, length), at: place }
  if (near) return { level: length > 2 ? 'near-sound' : 'different', at: -1 }
  return { level: partialLevel(inSurname, inGiven, surname, length), at: place }
}

function levelOfOne(relation: CharacterRelation, inSurname: boolean, length: number): NameLevel {
  if (relation === 'look') return 'look'
  if (relation === 'near-sound') return 'near-sound'
  if (inSurname) return 'given-only'
  if (length === 2) return 'surname-only'
  return 'one-other'
}

function partialLevel(inSurname: number, inGiven: number, surname: number, length: number): NameLevel {
  if (surname === 0) return (inSurname + inGiven) * 4 <= length ? 'one-other' : 'different'
  if (inSurname === 0) return 'surname-only'
  return inGiven === 0 && length - surname > 1 ? 'given-only' : 'different'
}

function compareUnequalLength(longer: PreparedName, shorter: PreparedName): NameAgreement {
  if (longer.simple.includes('·') || shorter.simple.includes('·')) return comparePartedNames(longer, shorter)
  if (longer.characters.length - shorter.characters.length === 1 && shorter.characters.length >= 2) {
    for (let at = longer.characters.length - 1; at >= longer.surname; at--) {
      if (longer.simple === shorter.simple.slice(0, at) + (longer.characters[at]?.simple ?? '') + shorter.simple.slice(at))
        return { level: 'missing', at }
    }
  }
  const surname = Math.max(longer.surname, shorter.surname)
  const surnamesAgree = surname > 0 && longer.simple.slice(0, surname) === shorter.simple.slice(0, surname)
  return { level: surnamesAgree ? 'surname-only' : 'different', at: -1 }
}

/** 买买提·吐尔逊 is also written 买买提: the own name without the father's. */
function comparePartedNames(longer: PreparedName, shorter: PreparedName): NameAgreement {
  const own = (name: PreparedName) => name.simple.split('·')[0] ?? ''
  if (own(longer) === own(shorter) && own(shorter).length >= 2) return { level: 'part', at: -1 }
  const joined = longer.simple.replace(/·/g, '') === shorter.simple.replace(/·/g, '')
  return { level: joined ? 'script' : 'different', at: -1 }
}
