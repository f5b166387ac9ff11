/** Citizen numbers and mobile numbers in what somebody wrote: they have no place in a text that is kept, shown or printed in clear. Pure. */
import { isIdNumber } from '#base/values/id-number.ts'

const numbers = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/

export function holdsPersonalNumber(text: string): boolean {
  return numbers.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
}

/** As people write them: in groups, with blanks or dashes, with +86 before a telephone. Whether a citizen number is one its check character says. */
const written = /(?<!\d)(?:(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}|\d{6}[\s-]?(?:18|19|20)\d{2}[\s-]?\d{4}[\s-]?\d{3}[\dXx])(?!\d)/g
/** What is left to be seen of one. */
const cover = /1\d{2}\*{4}\d{4}|\d{3}\*{11}[\dX]{4}/g

export type Covered = { text: string; numbers: string[] }

/** The text with each number covered, and what stood at each place that looks covered now, in its order. */
export function coverNumbers(text: string): Covered {
  const plain = foldWidth(text)
  const found: { at: number; length: number; covered: string }[] = []
  for (const match of plain.matchAll(written)) {
    const bare = match[0].replace(/[\s+-]/g, '').toUpperCase()
    const covered =
      bare.length === 18 ? (isIdNumber(bare) ? `${bare.slice(0, 3)}${'*'.repeat(11)}${bare.slice(-4)}` : undefined) : coverMobile(bare)
    if (covered) found.push({ at: match.index, length: match[0].length, covered })
  }
  if (found.length === 0) return { text, numbers: [] }
  const numbers: string[] = []
  let done = ''
  let from = 0
  for (const { at, length, covered } of [...found, { at: text.length, length: 0, covered: '' }]) {
    const between = text.slice(from, at)
    // Whoever wrote stars herself reads them as she wrote them.
    numbers.push(...(between.match(cover) ?? []))
    if (covered) numbers.push(text.slice(at, at + length))
    done += between + covered
    from = at + length
  }
  return { text: done, numbers }
}

export function uncoverNumbers({ text, numbers }: Covered): string {
  let at = 0
  return text.replace(cover, (stars) => numbers[at++] ?? stars)
}

function coverMobile(bare: string): string {
  const number = bare.slice(-11)
  return `${number.slice(0, 3)}****${number.slice(-4)}`
}

/** Full-width digits, signs and blanks as plain ones; every character stays at its place. */
function foldWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (wide) => (wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0)))
}
