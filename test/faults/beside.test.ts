import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Problem } from '#base/problem.ts'
import { takeBeside } from '#kernel/jobs/beside.ts'
import { bundlePrograms, type Programs } from './bundle.ts'
import type { Count, Counted } from './giver.ts'

let programs: Programs
let program: URL

async function takeAll(count: Count): Promise<number[]> {
  const taken: number[] = []
  for await (const { number } of takeBeside<Counted>(program, count)) taken.push(number)
  return taken
}

describe('a thread beside a job', () => {
  before(async () => {
    programs = await bundlePrograms('giver', [new URL('giver.ts', import.meta.url)])
    program = programs.of('giver')
  })
  after(() => programs.remove())

  test('everything it gives arrives, in order', async () => {
    assert.deepEqual(
      await takeAll({ to: 20 }),
      Array.from({ length: 20 }, (_, at) => at + 1),
    )
  })

  test('it runs ahead of a slow taker by a few batches only', async () => {
    const given: number[] = []
    for await (const batch of takeBeside<Counted>(program, { to: 6 } satisfies Count)) {
      if (batch.number === 1) await wait(500)
      given.push(batch.given)
    }
    assert.ok(given[5]! - given[0]! >= 400, 'the sixth was made after the first had been taken')
  })

  test('a problem arrives as that problem, with its details', async () => {
    const fails = takeAll({ to: 2, ends: 'problem' })
    await assert.rejects(fails, (error) => error instanceof Problem && error.code === 'workbook.broken' && error.details.why === 'checksum')
  })

  test('a fault arrives as a fault', async () => {
    await assert.rejects(takeAll({ to: 0, ends: 'fault' }), /out of bounds/)
  })

  test('a thread that dies is not taken for one that ended', async () => {
    await assert.rejects(takeAll({ to: 2, ends: 'death' }), /ended early/)
  })

  test('whoever leaves early takes the thread with him', async () => {
    const before = process.getActiveResourcesInfo().filter((one) => one === 'MessagePort').length
    for await (const { number } of takeBeside<Counted>(program, { to: 1_000_000 } satisfies Count)) if (number === 3) break
    assert.equal(process.getActiveResourcesInfo().filter((one) => one === 'MessagePort').length, before)
  })
})
