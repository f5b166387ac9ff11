import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Problem } from '#base/problem.ts'
import { findSerial } from '#ground/workbooks/read/serial-days.ts'
import { openNewFile } from '#kernel/files/new-file.ts'
import { escapeText } from './rewrite.ts'

/**
 * What goes into a cell: text, a number, a civil day `YYYY-MM-DD[ HH:MM]`; `''` empties the cell; null leaves it as it is.
 * Identifiers (ID numbers, phones, codes) must be texts: a number keeps 15 digits and no leading zeros.
 */
export type Answer = string | number | { date: string } | null

/** A cell takes at most this many characters (32,767 in every office suite); more is cut and reported. */
export const textLimit = 32_767

/** What the style of a cell decides about an answer. */
export type CellPlan = { date: boolean; from1904: boolean }

/** The content of a cell: its type attribute and its children, with the prefix of the sheet's elements. `cut`: the text was too long. */
export type CellContent = { type: string; children: string; cut: boolean }

/** Numbers, and days under a date style, become numbers; everything else inline text, which no program takes for a formula. */
export function cellContent(answer: Exclude<Answer, null>, plan: CellPlan, prefix: string): CellContent {
  if (typeof answer === 'number') return numberContent(answer, prefix)
  if (typeof answer === 'string') return textContent(answer, prefix)
  const serial = plan.date ? findSerial(answer.date, plan.from1904) : undefined
  return serial === undefined ? textContent(answer.date, prefix) : numberContent(serial, prefix)
}

function numberContent(value: number, prefix: string): CellContent {
  if (!Number.isFinite(value)) throw new Error('an answer is no finite number')
  // A whole number beyond 15 digits would be shown, and saved, with zeros at its end.
  if (Math.abs(value) >= 1e15) return textContent(BigInt(Math.trunc(value)).toString(), prefix)
  return { type: '', children: `<${prefix}v>${value}</${prefix}v>`, cut: false }
}

function textContent(text: string, prefix: string): CellContent {
  if (text === '') return { type: '', children: '', cut: false }
  const cut = text.length > textLimit
  const kept = cut ? `${text.slice(0, textLimit - 1).replace(/[\ud800-\udbff]$/, '')}…` : text
  const written = escapeText(kept.replace(/\r\n?/g, '\n').replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_'))
  const space = written !== written.trim() || /\n| {2}/.test(written) ? ' xml:space="preserve"' : ''
  return { type: 'inlineStr', children: `<${prefix}is><${prefix}t${space}>${written}</${prefix}t></${prefix}is>`, cut }
}

/** The answers of one row of a roster, or how many rows in a row stay as they are: a sheet of a million rows costs by those that are written. */
export type RosterRows = Answer[] | number

/** Answers of a roster, kept in a file until the sheet is written: how far everything below moves must be known first. */
export type Spool = {
  rows: number
  read: () => SpoolReader
  /** Throws when answers are left that were not written. */
  end: () => Promise<void>
  remove: () => Promise<void>
}

export type SpoolReader = {
  /** The answers of the next row; null when it stays as it is, undefined behind the last one. */
  next: () => Promise<Answer[] | null | undefined>
  /** Passes over at most so many rows into which nothing is written, and tells how many. */
  pass: (most: number) => Promise<number>
}

/** Writes the answers to `path` as lines, at constant memory. Every row must have `width` answers. */
export async function spoolAnswers(
  batches: AsyncIterable<RosterRows[]>,
  path: string,
  width: number,
  signal?: AbortSignal,
): Promise<Spool> {
  let rows = 0
  const lines = async function* () {
    for await (const batch of batches) {
      if (signal?.aborted) throw new Problem('job.cancelled')
      let text = ''
      for (const row of batch) {
        if (typeof row !== 'number' && row.length !== width) throw new Error(`a row of ${row.length} answers for ${width} columns`)
        text += `${JSON.stringify(row)}\n`
        rows += typeof row === 'number' ? row : 1
      }
      yield text
    }
  }
  const remove = () => rm(path, { force: true })
  try {
    await pipeline(lines, await openNewFile(path))
  } catch (error) {
    await remove()
    throw error
  }
  return { rows, read: () => spoolReader(path), end: async () => undefined, remove }
}

/**
 * Answers whose number is known before the first of them: nothing is kept, each is written as it comes, once. Every row must have `width` answers, and
 * there must be as many as was said, because everything below was moved by that.
 */
export function knownAnswers(batches: AsyncIterable<RosterRows[]>, rows: number, width: number, signal?: AbortSignal): Spool {
  const counted = async function* (): AsyncGenerator<RosterRows> {
    let come = 0
    for await (const batch of batches) {
      if (signal?.aborted) throw new Problem('job.cancelled')
      for (const row of batch) {
        if (typeof row !== 'number' && row.length !== width) throw new Error(`a row of ${row.length} answers for ${width} columns`)
        come += typeof row === 'number' ? row : 1
        if (come > rows) throw new Error(`more than the ${rows} rows that were said`)
        yield row
      }
    }
    if (come < rows) throw new Error(`${come} rows where ${rows} were said`)
  }
  const lines = counted()
  return {
    rows,
    read: () => readerOf(lines),
    end: async () => {
      if (!(await lines.next()).done) throw new Error(`more than the ${rows} rows that were said`)
    },
    remove: async () => undefined,
  }
}

function spoolReader(path: string): SpoolReader {
  return readerOf(readSpool(path))
}

function readerOf(lines: AsyncGenerator<RosterRows>): SpoolReader {
  /** Rows still to be passed over, or answers already read. */
  let ahead: RosterRows = 0
  let ended = false
  const look = async () => {
    while (ahead === 0 && !ended) {
      const line = await lines.next()
      if (line.done) ended = true
      else ahead = line.value
    }
  }
  return {
    async next() {
      await look()
      if (typeof ahead === 'number') {
        if (ended && ahead === 0) return undefined
        ahead -= 1
        return null
      }
      const answers = ahead
      ahead = 0
      return answers
    },
    async pass(most) {
      await look()
      if (ended && ahead === 0) return most
      if (typeof ahead !== 'number') return 0
      const passed = Math.min(ahead, most)
      ahead -= passed
      return passed
    },
  }
}

/** Lines end with `\n` alone: JSON holds none, but may hold other characters that line readers break at. */
async function* readSpool(path: string): AsyncGenerator<RosterRows> {
  const source = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })
  let rest = ''
  for await (const chunk of source as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as RosterRows
  }
}
