import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockDue } from './clock-due.ts'
import { UsageFailure } from './command.ts'

const due = async (options: Record<string, string>) => (await clockDue.run([], options, () => undefined)).data as Record<string, unknown>

test('eight working hours over the Mid-Autumn of 2026 end on Monday at five, and what was taken for granted is said', async () => {
  assert.deepEqual(await due({ start: '2026-09-24T16:00', hours: '8', calendar: 'cn', 'unit-hours': '09:00-12:00,13:30-17:30' }), {
    due: '2026-09-28T17:00+08:00',
    start: '2026-09-24T16:00+08:00',
    term: { workingHours: 8 },
    calendar: 'cn',
    unitHours: '09:00-12:00,13:30-17:30',
    settled: true,
  })
  const plain = await due({ start: '2026-09-24 16:00', hours: '8' })
  assert.deepEqual([plain.calendar, plain.unitHours, plain.due], ['cn', '08:30-12:00,13:30-17:30', '2026-09-28T16:30+08:00'])
  assert.equal((await due({ start: '2026-09-24T16:00', hours: '8', calendar: 'week' })).due, '2026-09-25T16:30+08:00')
  assert.equal((await due({ start: '2026-09-30T10:00', workdays: '1' })).due, '2026-10-08T17:30+08:00')
})

test('what no clock can read is a wrong command line', async () => {
  for (const options of [
    { hours: '8' },
    { start: '2026-02-30T16:00', hours: '8' },
    { start: '2026-09-24T25:00', hours: '8' },
    { start: '2026-09-24T16:00' },
    { start: '2026-09-24T16:00', hours: '8', days: '2' },
    { start: '2026-09-24T16:00', hours: '-1' },
    { start: '2026-09-24T16:00', workdays: '1.5' },
    { start: '2026-09-24T16:00', hours: '8', calendar: 'jp' },
    { start: '2026-09-24T16:00', hours: '8', 'unit-hours': '13:00-12:00,13:30-17:30' },
  ] as Record<string, string>[])
    await assert.rejects(() => due(options), UsageFailure, JSON.stringify(options))
})
