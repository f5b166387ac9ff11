/** `①是②否` in a heading lists answers that its cells give by their number alone. */
import { refuse } from '#base/values/parsed.ts'
import type { Cell } from '#ground/workbooks/contract.ts'
import type { ReadCell } from './cells.ts'

const circled = /[\u2460-\u2473]/u
const onlyCircled = /^[\u2460-\u2473](?:[\s、,，;；/]*[\u2460-\u2473])*$/u

/** The answers a heading lists behind circled numbers, or behind plain ones with a mark: `1.健康 2.一般`. */
function optionsOf(heading: string): Map<string, string> {
  const options = new Map<string, string>()
  const pattern = circled.test(heading)
    ? /(?<number>[\u2460-\u2473])\s*(?<words>[^\u2460-\u2473()（）]+)/gu
    : /(?<=^|[\s(（:：,，;；、])(?<number>\d{1,2})\s*[.．、:：]\s*(?<words>[^\d()（）]+)/gu
  for (const { groups } of heading.matchAll(pattern)) {
    const words = groups!.words!.replace(/[\s,，;；、/。.]+$/u, '').trim()
    if (words !== '') options.set(groups!.number!.normalize('NFKC'), words)
  }
  return options
}

/**
 * Reads a cell that holds nothing but numbers of the heading's own answers as those answers. A circled number that no heading explains is nobody's
 * code, although its digit may be one.
 */
export function readNumbered(path: readonly string[], read: ReadCell): ReadCell {
  const options = optionsOf(path.join(' '))
  return (cell) => {
    const text = cell.text.trim()
    const numbers = onlyCircled.test(text)
      ? (text.match(/[\u2460-\u2473]/gu) ?? [])
      : options.size > 1 && /^\d{1,2}$/u.test(text)
        ? [text]
        : []
    if (numbers.length === 0) return read(cell)
    const words = numbers.map((number) => options.get(number.normalize('NFKC')))
    if (words.some((word) => word === undefined)) return onlyCircled.test(text) ? refuse('value.not-in-list') : read(cell)
    const said: Cell = { kind: 'text', text: words.join('、') }
    return read(said)
  }
}
