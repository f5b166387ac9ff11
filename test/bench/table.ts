/** The table at the end of `npm run bench`, for the console and, when asked for, as docs/measurements.md. */
import { existsSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { type Measured, shown, wavering } from './report.ts'

export function readFigures(path: string): Measured[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Measured)
}

const headings = ['work', 'floor', 'Linli', 'ratio', 'at most', '', 'how']

export function figuresTable(figures: readonly Measured[]): string {
  return tableOf(headings, figures.map(cellsOf))
}

function cellsOf(figure: Measured): string[] {
  return [
    figure.name,
    shown(figure.floor, figure.unit),
    shown(figure.ours, figure.unit),
    wavering(figure),
    figure.limit === undefined ? '–' : figure.floor === undefined ? shown(figure.limit, figure.unit) : `× ${figure.limit}`,
    figure.verdict,
    figure.note ?? '',
  ]
}

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/**
 * The page with these figures in the place of those of the same work; what this run did not measure stays, with its own day.
 * @param people how many people the street held
 * @param before the page as it was
 */
export function measurementsPage(figures: readonly Measured[], people: number, postgres: string, day: string, before: string): string {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node}, PostgreSQL ${postgres}`
  const rows = new Map(rowsOf(before).map((cells) => [cells[0], cells]))
  for (const figure of figures) rows.set(figure.name, [...cellsOf(figure), day])
  return `# Measurements

Written by \`npm run bench -- --write\`, last on ${day}: ${machine}, one street of ${people.toLocaleString('en')} people in a hundred communities. A run
of single benches writes their rows; each row bears its day.

A *floor* is what one would write by hand for the same rows, columns and bytes, with the same durability, owing nothing to anybody: no rights, no
row policies, no interface. It runs in the same minutes as Linli, by turns; the ratio is the median of the pairs, with the least and the greatest
in brackets. What each floor does stands in \`test/bench\`.

${tableOf([...headings, 'day'], [...rows.values()])}
`
}

function rowsOf(page: string): string[][] {
  const lines = page.split('\n').filter((line) => line.startsWith('| '))
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '))
}
