import { parse } from 'csv-parse'
import { Problem } from '#base/problem.ts'
import type { Cell } from '#ground/workbooks/contract.ts'
import { findPlainNumber } from './cell-text.ts'
import { findTextCell } from './cells.ts'
import type { Row } from './sheet-rows.ts'
import { decodedText, detectEncoding, type TextEncoding } from './text-encoding.ts'

/** What a text file of rows is: its encoding and what stands between the values. */
export type Delimited = { encoding: TextEncoding; delimiter: string }

const candidates = [',', '\t', ';', '|']
const recordLimit = 8 * 1024 ** 2

export async function detectDelimited(path: string): Promise<Delimited> {
  const encoding = await detectEncoding(path)
  let head = ''
  for await (const chunk of decodedText(path, encoding, 128 * 1024 - 1)) head += chunk
  return { encoding, delimiter: detectDelimiter(head) }
}

/**
 * The delimiter that gives most lines the same number of columns. Delimiters inside of quotes do not count; a file of one column
 * reads as comma-separated.
 */
export function detectDelimiter(head: string): string {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of candidates) {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(delimiter).length - 1
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    for (const [count, agreeing] of counts) {
      const score = (agreeing / lines.length) * (1 + Math.min(count, 20) / 20)
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

/**
 * The rows of a .csv or .txt in order; empty lines are counted but not yielded. Throws workbook.broken when a quote is never closed
 * and job.cancelled by the signal.
 */
export async function* delimitedRows(path: string, { encoding, delimiter }: Delimited, signal?: AbortSignal): AsyncGenerator<Row> {
  const source = decodedText(path, encoding)
  const options = { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: false, max_record_size: recordLimit }
  const parser = source.pipe(parse(options))
  source.on('error', (error) => parser.destroy(error))
  let row = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (signal?.aborted) throw new Problem('job.cancelled')
      row++
      const cells = new Map<number, Cell>()
      record.forEach((value, index) => {
        const cell = findDelimitedCell(value)
        if (cell) cells.set(index + 1, cell)
      })
      if (cells.size > 0) yield { row, cells }
    }
  } catch (error) {
    const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : ''
    throw code.startsWith('CSV_') ? new Problem('workbook.broken', { why: code.toLowerCase(), row: row + 1 }) : error
  } finally {
    source.destroy()
    parser.destroy()
  }
}

/**
 * A value of a text file is text. Two traces of Excel are undone: `="00123"`, by which exporters keep zeros, is `00123`; and
 * `1.10105E+17`, which Excel leaves of a long number, is a number whose last digits are lost.
 */
function findDelimitedCell(value: string): Cell | undefined {
  const bare = /^\s*="([^"]*)"\s*$/.exec(value)?.[1] ?? value
  if (/^\s*-?\d(?:\.\d+)?E\+\d{1,2}\s*$/i.test(bare)) return { kind: 'number', text: findPlainNumber(bare.trim())!, number: Number(bare) }
  return findTextCell(bare)
}
