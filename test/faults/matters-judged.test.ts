/** Every act × every post × every stand × every shipped type, at once and long after: what is accepted is exactly what the law allows, and leaves a whole matter. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayOfMoment } from '#base/calendar/working-days.ts'
import { Problem } from '#base/problem.ts'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import { allowedKinds, allowedOfCall } from '#ground/matters/life/allowed.ts'
import { judgeAct, lines } from '#ground/matters/life/judge.ts'
import { rowOf } from '#ground/matters/life/row.ts'
import type { Doer, Wanted } from '#ground/matters/life/scene.ts'
import { activeCo, type State } from '#ground/matters/life/state.ts'
import { at, doers, keep, plainCalendar, stateOf, type Tale } from '../matters/tale.ts'
import { isLawful, leadsTo, looser } from './matter-law.ts'
import { everyAct, playScene, scenes } from './matter-scenes.ts'

const begun = at('2026-11-02T09:00')
const LONG_MS = 400 * 86_400_000

type Said = 'done' | { code: string }

function judged(tale: Tale, state: State, who: Doer, now: Date, wanted: Wanted): Said {
  try {
    judgeAct({ type: tale.type, state, doer: who, now, today: dayOfMoment(now), calendar: plainCalendar }, wanted)
    return 'done'
  } catch (error) {
    // Anything else is a fault of the house, and would be told as one.
    if (error instanceof Problem) return { code: error.code }
    throw error
  }
}

/** Whole: closed with an outcome or open without, one who leads, no clock of a closed matter runs, nothing there twice. */
function assertWhole(tale: Tale, where: string): void {
  const state = stateOf(tale)
  const row = rowOf(tale.type, state, plainCalendar)
  assert.equal(state.stand === 'closed', state.outcome !== undefined, where)
  assert.equal(state.stand === 'closed', state.closed !== undefined, where)
  assert.ok(state.lead !== '' && row.parties.includes(state.lead), where)
  if (state.stand === 'closed') assert.ok(!state.clocks.some(({ over }) => over === undefined) && row.call_due_at === null, where)
  assert.equal(row.rev, tale.acts.length, where)
  // Who was called and is not done: either she owes it, or she was called off and reads why.
  const owing = activeCo(state)
  if (state.stand === 'closed') assert.deepEqual(owing, [], where)
  for (const co of state.co.values()) {
    if (co.off) assert.ok(!co.done && !co.sentBack, where)
    if (owing.includes(co) || (state.stand === 'closed' && co.off)) assert.ok(row.parties.includes(co.party), where)
  }
}

describe('the law of matters', () => {
  const done = new Map<string, number>()
  const refused = new Map<string, number>()

  for (const type of shippedMatterTypes)
    test(`of ${type.id}: by whoever, in whatever order, nothing unlawful is accepted and nothing lawful refused`, () => {
      for (const [scene, moves] of Object.entries(scenes)) {
        const { tale, now } = playScene(type, moves, begun)
        const state = stateOf(tale)
        for (const late of [false, true])
          for (const [name, who] of Object.entries(doers))
            for (const wanted of everyAct(type, state)) {
              const moment = late ? new Date(now.getTime() + LONG_MS) : now
              const where = `${type.id}, ${scene}${late ? ', long after' : ''}: ${name} ${JSON.stringify(wanted)}`
              const said = judged(tale, state, who, moment, wanted)
              const lawful = isLawful({ type, state, who, late }, wanted)
              if (said === 'done' || !looser.has(wanted.kind)) assert.equal(said === 'done', lawful, `${where}: ${JSON.stringify(said)}`)
              if (said !== 'done') {
                refused.set(wanted.kind, (refused.get(wanted.kind) ?? 0) + 1)
                continue
              }
              done.set(wanted.kind, (done.get(wanted.kind) ?? 0) + 1)
              const after: Tale = { type, acts: [...tale.acts] }
              keep(after, who, moment, wanted)
              assertWhole(after, where)
              const next = stateOf(after)
              assert.ok((leadsTo[wanted.kind] ?? [state.stand]).includes(next.stand), `${where} led to ${next.stand}`)
            }
      }
    })

  test('whatever ends a matter calls off who was called, then and for that reason alone; parted again she is called as she was', () => {
    const ends = new Set<string>()
    for (const type of shippedMatterTypes)
      for (const [scene, moves] of Object.entries(scenes)) {
        const { tale, now } = playScene(type, moves, begun)
        const state = stateOf(tale)
        const called = activeCo(state)
        if (called.length === 0) continue
        for (const [name, who] of Object.entries(doers))
          for (const wanted of everyAct(type, state)) {
            if (judged(tale, state, who, now, wanted) !== 'done') continue
            const after: Tale = { type, acts: [...tale.acts] }
            keep(after, who, now, wanted)
            const next = stateOf(after)
            const off = [...next.co.values()].filter((co) => co.off?.getTime() === now.getTime())
            const where = `${type.id}, ${scene}: ${name} ${JSON.stringify(wanted)}`
            assert.deepEqual(
              off.map(({ party }) => party).sort(),
              next.stand === 'closed' ? called.map(({ party }) => party).sort() : [],
              where,
            )
            if (next.stand !== 'closed') continue
            ends.add(wanted.kind)
            assert.equal(rowOf(type, next, plainCalendar).call_due_at, null, where)
            if (wanted.kind !== 'merge') continue
            keep(after, who, new Date(now.getTime() + 60_000), { kind: 'unmerge', body: { into: 'b' } })
            assert.deepEqual({ ...stateOf(after), seq: 0 }, { ...state, seq: 0 }, where)
          }
      }
    assert.deepEqual([...ends].sort(), ['merge', 'refuse', 'withdraw'])
  })

  test('each kind of act was done, and was refused: nothing above was true because nothing happened', () => {
    for (const kind of Object.keys(lines)) {
      // No shipped type waits for another engine in a step.
      if (kind !== 'word') assert.ok((done.get(kind) ?? 0) > 0, `${kind} was never done`)
      assert.ok((refused.get(kind) ?? 0) > 0, `${kind} was never refused`)
    }
  })

  test('what a screen offers can be done, and what can be done with a call is offered where the call stands', () => {
    const wrong = new Set<string>()
    for (const type of shippedMatterTypes)
      for (const [scene, moves] of Object.entries(scenes)) {
        const { tale, now } = playScene(type, moves, begun)
        const state = stateOf(tale)
        // The house has no screen.
        for (const [name, doer] of Object.entries(doers).filter(([who]) => who !== 'house')) {
          const all = everyAct(type, state)
          const may = (kind: string, about?: string) =>
            all.some((one) => {
              if (one.kind !== kind) return false
              const body = one.body as { party?: string; called?: string; parties?: string[] }
              const whose = body.party ?? body.called ?? (body.parties?.length === 1 ? body.parties[0] : undefined)
              return (about === undefined || whose === about) && judged(tale, state, doer, now, one) === 'done'
            })
          const given = { type, state, doer, now, today: dayOfMoment(now), calendar: plainCalendar }
          // That it may be answered is offered before all is done: the refusal says what is missing.
          for (const kind of allowedKinds(given).filter((one) => one !== 'answer'))
            if (!looser.has(kind as never) && !may(kind)) wrong.add(`${scene}: ${name} was offered ${kind}`)
          for (const co of state.co.values()) {
            const offered = new Set(allowedOfCall(given, co))
            for (const kind of ['arrive', 'finish', 'send-back', 'judge', 'let-go', 'call-in', 'arbitrate'])
              if (offered.has(kind) !== may(kind, co.party)) wrong.add(`${scene}: ${name} ${kind} ${co.party}`)
          }
        }
      }
    assert.deepEqual([...wrong], [])
  })
})
