import { readFile } from 'node:fs/promises'
import { namesIn } from '#base/condition.ts'
import { Problem } from '#base/problem.ts'
import { shippedRates } from '#catalogue/rates.ts'
import type { Rate } from '#ground/matters/rates/rate.ts'
import { readFigures, readMatters } from '#ground/matters/rates/read-table.ts'
import { rateFaults, reckonFigures, reckonMatters } from '#ground/matters/rates/reckon.ts'
import { delimitedRows, detectDelimited } from '#ground/workbooks/read/delimited.ts'
import { type Command, requiredOption, sourceOf, UsageFailure } from './command.ts'

export const rates: Command = {
  name: 'rates',
  brief: 'reckon a rate from a table of matters or of printed figures, and say how',
  help: `linli rates <csv> --definition <id> [--json]

Reckons a rate that is defined as data: numerator, denominator, what is left out and why; also by channel. Nothing is stored.
A table of matters has one row each, with headings such as 渠道, 按时办结, 满意度 (or channel, on-time, satisfied …); an empty cell is not known.
A table of figures has a name and its figure in each row, or a heading row over the figures.

  --definition   ${shippedRates.map(({ id }) => id).join(' | ')}, or a .json file with a definition of one's own`,
  needs: 1,
  options: { definition: { type: 'string' } },
  async run([path], options) {
    const rate = await findRate(requiredOption(options, 'definition'))
    const cells = await readCells(sourceOf(path!))
    const head = { definition: rate.id, title: rate.title, says: rate.says }
    if (rate.over === 'figures') {
      const { figures, missing } = readFigures(cells, [...rate.numerators, ...rate.denominator])
      refuseMissing(missing)
      const shares = reckonFigures(rate, figures)
      return {
        data: { ...head, rates: shares },
        text: Object.entries(shares)
          .map(([name, one]) => `${name} ${sayShare(one)}`)
          .join('\n'),
      }
    }
    const needed = [...new Set([...namesIn(rate.numerator), ...namesIn(rate.denominator)])]
    const { rows, faults, missing } = readMatters(cells, needed)
    refuseMissing(missing)
    if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults.slice(0, 20))
    const found = reckonMatters(rate, rows)
    const channels = Object.entries(found.byChannel).map(([channel, one]) => `  ${channel} ${sayShare(one)}`)
    const left = found.excluded.map(({ label, count }) => `  − ${label.zh} ${label.en}: ${count}`)
    return { data: { ...head, ...found }, text: [`${rate.title.zh} ${sayShare(found)}`, rate.says.zh, ...left, ...channels].join('\n') }
  },
}

function sayShare({ percent, numerator, denominator }: { percent: string | null; numerator: number; denominator: number }): string {
  return `${percent ?? '—'} (${numerator}/${denominator})`
}

function refuseMissing(missing: readonly string[]): void {
  if (missing.length > 0) throw new UsageFailure(`表里没有这些列。These are not in the table: ${missing.join(', ')}`)
}

async function findRate(given: string): Promise<Rate> {
  const rate = given.endsWith('.json')
    ? (JSON.parse(await readFile(sourceOf(given), 'utf8')) as Rate)
    : shippedRates.find(({ id }) => id === given)
  if (!rate) throw new UsageFailure(`--definition ${shippedRates.map(({ id }) => id).join(' | ')}`)
  const faults = rateFaults(rate)
  if (faults.length > 0) throw new Problem('input.invalid', { count: faults.length }, faults)
  return rate
}

async function readCells(path: string): Promise<string[][]> {
  const cells: string[][] = []
  for await (const { cells: found } of delimitedRows(path, await detectDelimited(path))) {
    const width = Math.max(...found.keys())
    cells.push(Array.from({ length: width }, (_, at) => found.get(at + 1)?.text ?? ''))
  }
  return cells
}
