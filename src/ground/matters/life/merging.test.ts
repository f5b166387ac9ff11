import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#base/problem.ts'
import { at, beginTale, doers, keep, plainCalendar, stateOf, type Tale, tell, typeOf } from '../../../../test/matters/tale.ts'
import type { TakenClock } from './acts.ts'
import { dueOfClock, firstDue } from './clocks.ts'
import { takenClocks } from './merging.ts'
import type { Wanted } from './scene.ts'
import type { State } from './state.ts'

const monday = at('2026-11-02T09:00')
const after = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)

/** Acts a history may be made of; those that are refused where they fall are left out of it. */
const moves: readonly { who: keyof typeof doers; wanted: Wanted }[] = [
  { who: 'clerk', wanted: { kind: 'take', body: { holder: 'clerk' } } },
  { who: 'street', wanted: { kind: 'dispatch', body: { lead: 'unit:police', place: 'street:370683001' } } },
  { who: 'police', wanted: { kind: 'send-back', body: { reason: 'not-ours' } } },
  { who: 'clerk', wanted: { kind: 'note', body: { contact: 'reached' } } },
  { who: 'reporter', wanted: { kind: 'note', body: { fact: true, reporter: 'r1' } } },
  { who: 'clerk', wanted: { kind: 'pause', body: { code: 'weather' } } },
  { who: 'clerk', wanted: { kind: 'resume', body: {} } },
  { who: 'clerk', wanted: { kind: 'classify', body: { category: 'utilities' } } },
  { who: 'clerk', wanted: { kind: 'classify', body: { category: 'housing' } } },
  { who: 'street', wanted: { kind: 'call-in', body: { parties: ['unit:city-management'] } } },
  { who: 'guard', wanted: { kind: 'arrive', body: { party: 'unit:city-management', people: 1 } } },
  { who: 'street', wanted: { kind: 'judge', body: { party: 'unit:city-management', verdict: 'good' } } },
  { who: 'clerk', wanted: { kind: 'answer', body: {} } },
  { who: 'police', wanted: { kind: 'answer', body: {} } },
  { who: 'reporter', wanted: { kind: 'confirm', body: { reporter: 'r1', solved: false, channel: 'phone' } } },
  { who: 'reporter', wanted: { kind: 'confirm', body: { reporter: 'r1', solved: true, channel: 'phone' } } },
  { who: 'reporter', wanted: { kind: 'rate', body: { reporter: 'r1', satisfied: 'yes', channel: 'phone' } } },
  { who: 'reporter', wanted: { kind: 'reopen', body: { reporter: 'r1' } } },
  { who: 'second', wanted: { kind: 'confirm', body: { reporter: 'r2', solved: false, channel: 'phone' } } },
  { who: 'second', wanted: { kind: 'confirm', body: { reporter: 'r2', solved: true, channel: 'phone' } } },
]
const drawnMoves = fc.array(fc.tuple(fc.constantFrom(...moves), fc.integer({ min: 1, max: 900 })), { maxLength: 14 })
type Drawn = [(typeof moves)[number], number][]

function live(tale: Tale, drawn: Drawn, from: number): number {
  let clock = from
  for (const [{ who, wanted }, pause] of drawn) {
    clock += pause
    try {
      tell(tale, doers[who], after(clock), wanted)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  return clock
}

function merge(kept: Tale, gone: Tale, now: Date): void {
  const state = stateOf(gone)
  keep(kept, doers.clerk, now, {
    kind: 'merge',
    body: { gone: 'b', clocks: takenClocks(state, now), reporters: [...state.reporters.keys()] },
  })
  keep(gone, doers.clerk, now, { kind: 'merge', body: { into: 'a' } })
}

function unmerge(kept: Tale, gone: Tale, now: Date): void {
  keep(kept, doers.clerk, now, { kind: 'unmerge', body: { gone: 'b' } })
  keep(gone, doers.clerk, now, { kind: 'unmerge', body: { into: 'a' } })
}

const twoTales = (): [Tale, Tale] => {
  const appeal = typeOf('appeal')
  return [beginTale(appeal, monday), beginTale(appeal, after(30), { reporter: 'r2', category: 'sanitation' })]
}
/** Where it stands, without the number of its last act. */
const bare = (state: State) => ({ ...state, seq: 0 })

test('whatever happened before and meanwhile, un-merging leaves both as they would be had they never been merged', () => {
  fc.assert(
    fc.property(drawnMoves, drawnMoves, drawnMoves, drawnMoves, (keptBefore, goneBefore, meanwhile, later) => {
      const [kept, gone] = twoTales()
      const clock = Math.max(live(kept, keptBefore, 60), live(gone, goneBefore, 60))
      if ([kept, gone].some((tale) => !['received', 'in-hand'].includes(stateOf(tale).stand))) return
      const goneWas = stateOf(gone)
      merge(kept, gone, after(clock + 1))
      const now = live(kept, meanwhile, clock + 1)
      unmerge(kept, gone, after(now + 1))
      // The same without: what r1 and the staff did is there, what r2 did as a reporter of the merged matter is not.
      const own = kept.acts.filter(
        ({ kind, body }) => !['merge', 'unmerge'].includes(kind) && !('reporter' in body && body.reporter === 'r2'),
      )
      const never: Tale = { type: kept.type, acts: own.map((act, at) => ({ ...act, seq: at + 1 })) }
      assert.deepEqual(bare(stateOf(kept)), bare(stateOf(never)))
      assert.deepEqual(bare(stateOf(gone)), bare(goneWas))
      live(kept, later, now + 1)
      live(gone, later, now + 1)
      assert.deepEqual([...stateOf(kept).reporters.keys()], ['r1'])
      assert.deepEqual([...stateOf(gone).reporters.keys()], ['r2'])
    }),
    { numRuns: 500 },
  )
})

test('a merged matter is due when the first of the two would have been, whatever stood still where', () => {
  fc.assert(
    fc.property(drawnMoves, drawnMoves, (keptBefore, goneBefore) => {
      const [kept, gone] = twoTales()
      const clock = Math.max(live(kept, keptBefore, 60), live(gone, goneBefore, 60))
      const [one, other] = [stateOf(kept), stateOf(gone)]
      if ([one, other].some(({ stand }) => !['received', 'in-hand'].includes(stand))) return
      merge(kept, gone, after(clock + 1))
      const dues = [one, other].map((state) => firstRunning(state)).filter((due) => due !== undefined)
      const merged = stateOf(kept)
      // Where one stands still the other may too, from now on: then nothing is due before it goes on.
      if (one.pauses.at(-1)?.to === null || other.pauses.at(-1)?.to === null) return
      assert.deepEqual(firstDue(merged, plainCalendar)?.at, new Date(Math.min(...dues)))
    }),
    { numRuns: 300 },
  )
})

function firstRunning(state: State): number | undefined {
  const dues = state.clocks.flatMap((clock) =>
    clock.over === undefined ? [dueOfClock(clock, state, plainCalendar)?.getTime() ?? Number.POSITIVE_INFINITY] : [],
  )
  return dues.length > 0 ? Math.min(...dues) : undefined
}

test('what stood still before the merging stays so in the clock that was taken over', () => {
  const [kept, gone] = twoTales()
  tell(gone, doers.clerk, after(40), { kind: 'take', body: { holder: 'clerk' } })
  tell(gone, doers.clerk, after(41), { kind: 'note', body: { contact: 'reached' } })
  tell(gone, doers.clerk, after(60), { kind: 'pause', body: { code: 'weather' } })
  const clocks: TakenClock[] = takenClocks(stateOf(gone), at('2026-11-04T10:00'))
  assert.deepEqual(clocks, [
    {
      clock: 'resolve',
      since: after(30).toISOString(),
      term: { workdays: 3 },
      pauses: [{ from: after(60).toISOString(), to: at('2026-11-04T10:00').toISOString() }],
    },
  ])
  tell(kept, doers.clerk, after(70), { kind: 'note', body: { contact: 'reached' } })
  merge(kept, gone, at('2026-11-04T10:00'))
  assert.deepEqual(
    firstDue(stateOf(kept), plainCalendar)?.at,
    at('2026-11-06T17:30'),
    'Wednesday, Thursday and Friday, before the seven days of its own',
  )
})
