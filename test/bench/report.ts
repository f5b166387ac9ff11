/** One line of the bench's table, and the same as JSON for whoever collects them. A figure over its limit fails the bench. */
export type Figure = {
  name: string
  /** What both are measured in: ms, s, MB, rows … */
  unit: string
  ours: number
  floor?: number
  /** Of the ratio where there is a floor, otherwise of `ours` itself. */
  limit?: number
  note?: string
}

export function report({ name, unit, ours, floor, limit, note }: Figure): void {
  const ratio = floor === undefined ? undefined : ours / floor
  const verdict = limit === undefined ? 'reported' : (ratio ?? ours) <= limit ? 'ok' : 'over'
  if (verdict === 'over') process.exitCode = 1
  const shown = (value: number | undefined) => (value === undefined ? '–' : `${plain(value)} ${unit}`)
  const cells = [
    name.padEnd(58),
    `floor ${shown(floor)}`.padEnd(20),
    `ours ${shown(ours)}`.padEnd(20),
    ratio === undefined ? '' : `× ${ratio.toFixed(2)}`,
  ]
  process.stdout.write(`${cells.join('  ')}  ${limit === undefined ? '' : `limit ${limit}  `}${verdict}${note ? `  (${note})` : ''}\n`)
  process.stdout.write(`${JSON.stringify({ bench: name, unit, floor, ours, ratio, limit, verdict, note })}\n`)
}

function plain(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
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
