import { addYears, type Day, isDay } from '#base/values/day.ts'
import { isDitto, isNoAnswer, normaliseCode } from '#base/values/normalise.ts'
import { accept, type Given, givenNumber, givenText, type Parsed, refuse, type Say } from '#base/values/parsed.ts'

/** A citizen number (GB 11643-1999) in its 18-character form. `area` is the six-digit code of first registration, which may be historical. */
export type IdNumber = { number: string; area: string; birth: Day; sex: 'male' | 'female'; from15: boolean }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
/** First two digits: GB/T 2260 provinces, 81–83 residence permits of Hong Kong, Macao and Taiwan residents, 9 permanent residence cards since 2023. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91|9\d)/

/** The check character of the first 17 digits (ISO 7064 MOD 11-2). */
export function idCheckCharacter(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += weights[at]! * (first17.charCodeAt(at) - 48)
  return checkCharacters.charAt(sum % 11)
}

/** 15 digits of the 1984 numbering to 18. Order codes 996–999 were kept for the then hundred-year-olds, born in the 1800s. */
export function idFrom15(number15: string): string {
  const century = /99[6-9]$/.test(number15) ? '18' : '19'
  const first17 = number15.slice(0, 6) + century + number15.slice(6)
  return first17 + idCheckCharacter(first17)
}

/** True for 18 normalised characters whose birth day exists and whose check character is right. */
export function isIdNumber(text: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(text) && isDay(birthText(text)) && idCheckCharacter(text.slice(0, 17)) === text.charAt(17)
}

function birthText(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/**
 * Reads and checks a citizen number. Accepts full-width characters, lower x, spaces, hyphens, a leading apostrophe and the 15-digit form.
 * A number cell with more than 15 digits has lost its last ones in Excel (15 significant digits) and is refused even where the check happens to hold.
 * `knownArea` answers whether a six-digit area code ever existed; without it only the province is judged. Unknown areas warn: codes may be historical.
 */
export function parseIdNumber(given: Given, today: Day, knownArea?: (area: string) => boolean): Parsed<IdNumber> {
  // As almost all are written; every other spelling, and a number that does not hold, takes the long way.
  if (typeof given === 'string' && /^[1-9]\d{16}[\dX]$/.test(given) && !given.endsWith('000')) return read18(given, false, today, knownArea)
  const text = normalise(givenText(given))
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (isNoAnswer(text)) return refuse('value.none')
  const number = givenNumber(given)
  if (number !== undefined && Math.abs(number) >= 1e15) return refuse('id-number.lost-digits')
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return refuse('id-number.scientific')
  if (/[*＊●•#?]/.test(text)) return refuse('id-number.masked')
  const wrong = wrongCharacter(text)
  if (wrong) return wrong
  if (text.length === 15 && /^\d+$/.test(text)) return read18(idFrom15(text), true, today, knownArea)
  if (text.length !== 18) return refuse('id-number.length', { length: text.length })
  if (/000$/.test(text) && isDay(birthText(text)) && idCheckCharacter(text.slice(0, 17)) !== '0') return refuse('id-number.lost-digits')
  return read18(text, false, today, knownArea)
}

/** Greek and Cyrillic letters and the times sign stand for X in real files. */
function normalise(text: string): string {
  return normaliseCode(text)
    .toUpperCase()
    .replace(/[-–—_·]/g, '')
    .replace(/^(公民身份号码|身份证号码?|身份证)[:：]?/, '')
    .replace(/\.0+$/, '')
    .replace(/[ΧХ×✕]$/u, 'X')
}

function wrongCharacter(text: string): Parsed<IdNumber> | undefined {
  const at = Array.from(text).findIndex((character, index) => !/\d/.test(character) && !(character === 'X' && index === 17))
  if (at < 0) return undefined
  const character = Array.from(text)[at] ?? ''
  if (/[OIL]/.test(character)) return refuse('id-number.letter-for-digit', { position: at + 1, letter: character })
  return refuse('id-number.character', { position: at + 1 })
}

function read18(number: string, from15: boolean, today: Day, knownArea?: (area: string) => boolean): Parsed<IdNumber> {
  const birth = birthText(number)
  if (!isDay(birth)) return refuse('id-number.birth-absent')
  if (number.startsWith('0')) return refuse('id-number.area')
  if (idCheckCharacter(number.slice(0, 17)) !== number.charAt(17)) return refuse('id-number.check')
  const area = number.slice(0, 6)
  const warnings: Say[] = []
  if (birth > today) warnings.push({ say: 'id-number.birth-future' })
  if (addYears(birth, 130) < today) warnings.push({ say: 'id-number.age-over-130' })
  if (!(provinces.test(number) && (knownArea?.(area) ?? true))) warnings.push({ say: 'id-number.area-unknown' })
  if (from15) warnings.push({ say: 'id-number.from-15' })
  return accept({ number, area, birth, sex: Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female', from15 }, warnings)
}
