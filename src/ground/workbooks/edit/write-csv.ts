import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Problem } from '#base/problem.ts'
import { openNewFile } from '#kernel/files/new-file.ts'
import type { Answer } from './answers.ts'

/**
 * Writes rows as .csv: UTF-8 with a mark (by which Excel knows it), lines ended as RFC 4180 says. A text that a spreadsheet would take for
 * a formula gets an apostrophe before it (OWASP, CSV injection); plain signed numbers stay.
 *
 * Office programs turn long digits of a .csv into rounded numbers when it is opened by a double click. For identity numbers
 * people should be given an .xlsx; this is for programs.
 */
export async function writeCsv(out: string, rows: AsyncIterable<Answer[][]>, signal?: AbortSignal): Promise<{ rows: number }> {
  const unfinished = `${out}.part`
  let written = 0
  async function* lines(): AsyncGenerator<string> {
    yield '\ufeff'
    for await (const batch of rows) {
      if (signal?.aborted) throw new Problem('job.cancelled')
      written += batch.length
      yield batch.map((row) => `${row.map(csvValue).join(',')}\r\n`).join('')
    }
  }
  try {
    await pipeline(lines, await openNewFile(unfinished))
    await rename(unfinished, out)
  } finally {
    await rm(unfinished, { force: true })
  }
  return { rows: written }
}

/** One value as it stands in a line. */
export function csvValue(answer: Answer): string {
  if (answer === null) return ''
  if (typeof answer === 'number') return String(answer)
  const text = typeof answer === 'string' ? answer : answer.date
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  const risky = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(plain) && !/^[+-]?\d+(?:\.\d+)?$/.test(plain)
  const safe = risky ? `'${plain}` : plain
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
