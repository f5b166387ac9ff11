/**
 * Numbers for people: year, seven digits, a check digit. They are read out on telephones, so one wrong or two exchanged digits are noticed (Damm); they
 * do not count up, so that nobody reads from one how many there were; and sealed matters, which have a series of their own, look like all others.
 */
export type Series = 'open' | 'sealed'

const SPACE = 10_000_000
/** Prime to the space: every serial has a place of its own in it. */
const STRIDE = 7_654_321
/** Where the sealed series begins; a street has no eight million matters a year. */
const SEALED_FROM = 8_000_000

export function firstSerial(series: Series): number {
  return series === 'sealed' ? SEALED_FROM : 1
}

export function numberOf(year: number, serial: number): string {
  const digits = String((serial * STRIDE) % SPACE).padStart(7, '0')
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
