/** A thread for `beside.test.ts`: counts as far as it is told, and ends as it is told. */
import { Problem } from '#base/problem.ts'
import { giveBeside } from '#kernel/jobs/beside.ts'

export type Count = { to: number; ends?: 'problem' | 'fault' | 'death' }
export type Counted = { number: number; given: number }

await giveBeside(async function* count({ to, ends }: Count): AsyncGenerator<Counted> {
  for (let number = 1; number <= to; number++) yield { number, given: Date.now() }
  if (ends === 'problem') throw new Problem('workbook.broken', { why: 'checksum' })
  if (ends === 'fault') throw new RangeError('out of bounds')
  if (ends === 'death') process.exit(1)
})
