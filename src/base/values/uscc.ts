import { isDitto, isNoAnswer, normaliseCode } from '#base/values/normalise.ts'
import { accept, type Given, givenNumber, givenText, type Parsed, refuse, type Say } from '#base/values/parsed.ts'

/** A unified social credit code (GB 32100-2015): registering department and category, area of registration, organisation code (GB 11714). */
export type Uscc = { code: string; category: string; area: string; organisation: string }

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** Check character of the first 17 characters (GB 32100, modulus 31). */
export function usccCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(first17.charAt(at)), 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/** Check character of the first 8 characters of an organisation code (GB 11714): modulus 11, 10 written X. */
export function organisationCheckCharacter(first8: string): string {
  const sum = organisationWeights.reduce((total, weight, at) => total + weight * organisationAlphabet.indexOf(first8.charAt(at)), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/**
 * Reads an organisation's code. A failed check character only warns (`uscc.check`): early genuine codes fail it (91350100M0001TGQXM does),
 * so a person decides. Wrong length or alphabet is refused; 15-digit registration numbers and 9-character organisation codes are named as such.
 */
export function parseUscc(given: Given): Parsed<Uscc> {
  const code = normaliseCode(givenText(given))
    .toUpperCase()
    .replace(/[-–—_]/g, '')
  if (code === '') return refuse('value.empty')
  if (isDitto(code)) return refuse('value.ditto')
  if (isNoAnswer(code)) return refuse('value.none')
  const number = givenNumber(given)
  if (number !== undefined && Math.abs(number) >= 1e15) return refuse('uscc.lost-digits')
  if (/^\d(\.\d+)?E\+\d+$/.test(code)) return refuse('uscc.scientific')
  if (/^\d{15}$/.test(code)) return refuse('uscc.registration-number')
  if (/^[0-9A-Z]{8}[\dX]$/.test(code)) return refuse('uscc.organisation-code')
  if (code.length !== 18) return refuse('uscc.length', { length: code.length })
  const at = Array.from(code).findIndex((character) => !alphabet.includes(character))
  if (at >= 0) return refuse('uscc.character', { position: at + 1 })
  const organisation = code.slice(8, 17)
  const warnings: Say[] = []
  if (usccCheckCharacter(code.slice(0, 17)) !== code.charAt(17)) warnings.push({ say: 'uscc.check' })
  if (organisationCheckCharacter(organisation.slice(0, 8)) !== organisation.charAt(8)) warnings.push({ say: 'uscc.organisation-check' })
  return accept({ code, category: code.slice(0, 2), area: code.slice(2, 8), organisation }, warnings)
}
