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
  const lines = figures.map((figure) => [
    figure.name,
    shown(figure.floor, figure.unit),
    shown(figure.ours, figure.unit),
    wavering(figure),
    figure.limit === undefined ? '–' : figure.floor === undefined ? shown(figure.limit, figure.unit) : `× ${figure.limit}`,
    figure.verdict,
    figure.note ?? '',
  ])
  return [headings, headings.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** @param people how many people the street held */
export function measurementsPage(figures: readonly Measured[], people: number, postgres: string, day: string): string {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node ${process.versions.node}, PostgreSQL ${postgres}`
  return `# Measurements

Written by \`npm run bench -- --write\` on ${day}: ${machine}, one street of ${people.toLocaleString('en')} people in a hundred communities.

A *floor* is what one would write by hand for the same rows, columns and bytes, with the same durability, owing nothing to anybody: no rights, no
row policies, no interface. It runs in the same minutes as Linli, by turns; the ratio is the median of the pairs, with the least and the greatest
in brackets. What each floor does stands in \`test/bench\`.

${figuresTable(figures)}
`
}
