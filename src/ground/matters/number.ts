/**
 * Numbers for people: year, seven digits drawn by lot, a check digit. They are read out on telephones, so one wrong or two exchanged digits are noticed
 * (Damm); they follow no order, so that nobody reads from hers, from two, or from all she may see how many there were or that some are kept from her.
 */

/** Of so many one is drawn. */
export const SPACE = 10_000_000

export function numberOf(year: number, drawn: number): string {
  const digits = String(drawn).padStart(7, '0')
  const short = String(year % 100).padStart(2, '0')
  return `${short}-${digits}-${checkDigit(short + digits)}`
}

/** As it may be typed or told: blanks and dashes anywhere. Nothing where the check digit is wrong. */
export function readNumber(given: string): string | undefined {
  const digits = given.normalize('NFKC').replace(/[\s\-—–]/g, '')
  if (!/^\d{10}$/.test(digits) || checkDigit(digits.slice(0, 9)) !== Number(digits[9])) return undefined
  return `${digits.slice(0, 2)}-${digits.slice(2, 9)}-${digits[9]}`
}

/** H. M. Damm 2004: a totally anti-symmetric quasigroup of order ten. */
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function checkDigit(digits: string): number {
  return [...digits].reduce((interim, digit) => Number(quasigroup[interim]![Number(digit)]), 0)
}
