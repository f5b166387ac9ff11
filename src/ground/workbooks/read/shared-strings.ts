import { Problem } from '#base/problem.ts'
import type { Cell } from '#ground/workbooks/contract.ts'
import { decodeEscapes, trimText } from './cell-text.ts'
import { createScanner, decodeEntities, feed, finish, localName, next, type Scanner } from './markup.ts'
import { type Part, xmlChunks } from './package.ts'
import { tooLarge } from './too-large.ts'

/**
 * The table of texts that cells point into. Kept as bytes and decoded when asked: a million texts then cost their bytes and not
 * a million objects for the collector to walk.
 */
export type SharedStrings = {
  count: number
  /** The text cell of an index. Cells of the same index may be the same object. Throws workbook.broken beyond the table. */
  cell: (index: number) => Cell
}

const sizeLimit = 768 * 1024 ** 2
const cacheSize = 1 << 15

export const noStrings: SharedStrings = { count: 0, cell: outside }

/** Reads a `sharedStrings.xml`: rich text loses its runs' looks, phonetic guides are dropped (ECMA-376-1 §18.4.6). */
export async function readSharedStrings(part: Part, signal?: AbortSignal): Promise<SharedStrings> {
  if (part.size > sizeLimit) throw tooLarge('texts', sizeLimit)
  const collected: Collected = {
    bytes: Buffer.allocUnsafeSlow(Math.max(1024, part.size)),
    length: 0,
    ends: new Uint32Array(1024),
    count: 0,
  }
  const scanner = createScanner()
  const place = { inText: false, phonetic: 0 }
  for await (const chunk of xmlChunks(part, signal)) {
    feed(scanner, chunk)
    while (next(scanner)) take(scanner, place, collected)
  }
  finish(scanner)
  while (next(scanner)) take(scanner, place, collected)
  return lookup(collected)
}

/** Raw (still escaped) bytes of every text behind each other, and where each ends. */
type Collected = { bytes: Buffer; length: number; ends: Uint32Array; count: number }

function take(scanner: Scanner, place: { inText: boolean; phonetic: number }, into: Collected): void {
  const { kind } = scanner
  if (kind === 'text' || kind === 'cdata') {
    if (place.inText && place.phonetic === 0)
      append(into, kind === 'text' ? scanner.bytes.subarray(scanner.start, scanner.position) : escaped(scanner))
    return
  }
  if (kind === 'other') return
  const name = localName(scanner)
  if (name === 't') place.inText = kind === 'open'
  else if (name === 'rPh' && kind !== 'empty') place.phonetic += kind === 'open' ? 1 : -1
  else if (name === 'si' && kind !== 'open') endText(into)
}

function escaped(scanner: Scanner): Buffer {
  const text = scanner.bytes.toString('utf8', scanner.start + 9, scanner.position - 3)
  return Buffer.from(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
}

function append(into: Collected, bytes: Buffer): void {
  if (into.length + bytes.length > into.bytes.length) {
    const larger = Buffer.allocUnsafeSlow((into.length + bytes.length) * 2)
    into.bytes.copy(larger, 0, 0, into.length)
    into.bytes = larger
  }
  bytes.copy(into.bytes, into.length)
  into.length += bytes.length
}

function endText(into: Collected): void {
  if (into.count === into.ends.length) {
    const larger = new Uint32Array(into.ends.length * 2)
    larger.set(into.ends)
    into.ends = larger
  }
  into.ends[into.count++] = into.length
}

function lookup({ bytes, ends, count }: Collected): SharedStrings {
  const cachedIndex = new Int32Array(cacheSize).fill(-1)
  const cached = new Array<Cell>(cacheSize)
  const cell = (index: number): Cell => {
    const slot = index & (cacheSize - 1)
    if (cachedIndex[slot] === index) return cached[slot]!
    if (!(index < count)) return outside()
    const raw = bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index])
    const found: Cell = { kind: 'text', text: trimText(decodeEscapes(decodeEntities(raw))) }
    cachedIndex[slot] = index
    cached[slot] = found
    return found
  }
  return { count, cell }
}

function outside(): never {
  throw new Problem('workbook.broken', { why: 'shared-text' })
}
