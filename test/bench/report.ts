/** What a bench measured: a line for whoever watches, and the same as JSON for the table at the end. A figure over its limit fails the bench. */
import { appendFileSync } from 'node:fs'

export type Figure = {
  name: string
  /** What both are measured in: ms, s, MB, rows … */
  unit: string
  ours: number
  floor?: number
  /** The ratio of each pair of rounds, for how much it wavers. */
  ratios?: number[]
  /** Of the ratio where there is a floor, otherwise of `ours` itself. */
  limit?: number
  note?: string
}

export type Measured = Omit<Figure, 'ratios'> & { ratio?: number; least?: number; most?: number; verdict: 'ok' | 'over' | 'reported' }

export function report({ ratios, ...figure }: Figure): void {
  const { name, ours, floor, limit, note } = figure
  const ratio = floor === undefined ? undefined : ratios ? median(ratios) : ours / floor
  const verdict = limit === undefined ? 'reported' : (ratio ?? ours) <= limit ? 'ok' : 'over'
  if (verdict === 'over') process.exitCode = 1
  const measured: Measured = {
    ...figure,
    ...(ratio === undefined ? {} : { ratio }),
    ...(ratios ? { least: Math.min(...ratios), most: Math.max(...ratios) } : {}),
    verdict,
  }
  const cells = [
    name.padEnd(58),
    `floor ${shown(floor, figure.unit)}`.padEnd(20),
    `ours ${shown(ours, figure.unit)}`.padEnd(20),
    wavering(measured),
  ]
  process.stdout.write(`${cells.join('  ')}  ${limit === undefined ? '' : `limit ${limit}  `}${verdict}${note ? `  (${note})` : ''}\n`)
  if (process.env.LINLI_BENCH_FIGURES) appendFileSync(process.env.LINLI_BENCH_FIGURES, `${JSON.stringify(measured)}\n`)
}

/** Pairs of rounds: the floor's median, the median of the ratios, and ours as their product, so that a slow minute of the machine does not count. */
export function reportRounds(figure: Omit<Figure, 'ours' | 'floor' | 'ratios'>, rounds: readonly { ours: number; floor: number }[]): void {
  const ratios = rounds.map((round) => round.ours / round.floor)
  const floor = median(rounds.map((round) => round.floor))
  report({ ...figure, floor, ours: floor * median(ratios), ratios })
}

export function shown(value: number | undefined, unit: string): string {
  if (value === undefined) return '–'
  return `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`
}

export function wavering({ ratio, least, most }: Measured): string {
  if (ratio === undefined) return ''
  return `× ${ratio.toFixed(2)}${least === undefined ? '' : ` (${least.toFixed(2)}–${most?.toFixed(2)})`}`
}

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of the others lies (nearest rank). */
export function quantile(values: number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Both by turns, the order changing each time, after one round each that only warms up. In milliseconds. */
export async function inTurns(
  rounds: number,
  { ours, floor }: { ours: () => Promise<unknown>; floor: () => Promise<unknown> },
): Promise<{ ours: number; floor: number }[]> {
  const measured: { ours: number; floor: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = round % 2 === 0 ? await timed(floor) : undefined
    const own = await timed(ours)
    const pair = { ours: own, floor: before ?? (await timed(floor)) }
    if (round > 0) measured.push(pair)
  }
  return measured
}
