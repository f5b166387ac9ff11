import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Problem } from '#base/problem.ts'
import {
  at,
  beginTale,
  COMMUNITY,
  doers,
  GUARD,
  POLICE,
  plainCalendar,
  STREET,
  stateOf,
  type Tale,
  tell,
  typeOf,
} from '../../../../test/matters/tale.ts'
import { firstDue } from './clocks.ts'
import type { Wanted } from './scene.ts'
import { activeCo } from './state.ts'

/** 2026-11-02 is a Monday; the calendar of these tales is the plain week, 9 to 12 and 13:30 to 17:30. */
const monday = at('2026-11-02T09:00')
const minutes = (count: number, from = monday) => new Date(from.getTime() + count * 60_000)
const due = (tale: Tale) => {
  const found = firstDue(stateOf(tale), plainCalendar)
  return found && `${found.what} ${new Date(found.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)}`
}
const refused = (tale: Tale, who: (typeof doers)[keyof typeof doers], now: Date, wanted: Wanted): string => {
  try {
    tell(tale, who, now, wanted)
  } catch (error) {
    if (error instanceof Problem) return error.fields[0]?.say ?? error.code
    throw error
  }
  return 'done'
}
const dispatch = (lead: string, place: string = STREET): Wanted => ({ kind: 'dispatch', body: { lead, place } })

describe('the life of a matter', () => {
  test('an appeal is received, dispatched, answered, confirmed and rated; nobody judges her own work', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    assert.equal(due(tale), 'response 2026-11-03T17:30')
    assert.equal(refused(tale, doers.police, minutes(1), { kind: 'take', body: { holder: 'police' } }), 'matter.role')
    tell(tale, doers.street, minutes(10), dispatch(POLICE))
    assert.deepEqual([stateOf(tale).stand, stateOf(tale).lead, stateOf(tale).place], ['in-hand', POLICE, STREET])
    tell(tale, doers.police, minutes(20), { kind: 'note', body: { contact: 'reached' } })
    assert.equal(due(tale), 'resolve 2026-11-09T17:30', 'who was reached is owed the rest only')
    assert.equal(refused(tale, doers.street, minutes(21), { kind: 'answer', body: {} }), 'matter.role')
    tell(tale, doers.police, minutes(30), { kind: 'answer', body: {} })
    assert.equal(
      refused(tale, { ...doers.police, place: true }, minutes(40), {
        kind: 'confirm',
        body: { reporter: 'r1', solved: true, channel: 'telephone' },
      }),
      'matter.other-hand',
    )
    assert.equal(
      refused(tale, doers.second, minutes(40), { kind: 'confirm', body: { reporter: 'r1', solved: true, channel: 'phone' } }),
      'matter.role',
    )
    const closed = tell(tale, doers.reporter, minutes(50), { kind: 'confirm', body: { reporter: 'r1', solved: true, channel: 'phone' } })
    assert.deepEqual([closed.stand, closed.outcome, due(tale)], ['closed', 'confirmed', undefined])
    const rated = tell(tale, doers.reporter, minutes(60), { kind: 'rate', body: { reporter: 'r1', satisfied: 'very', channel: 'phone' } })
    assert.equal(rated.reporters.get('r1')?.satisfied, 'very')
    assert.equal(
      refused(tale, doers.reporter, minutes(61), { kind: 'rate', body: { reporter: 'r1', satisfied: 'no', channel: 'phone' } }),
      'matter.rated',
    )
  })

  test('what is not solved goes back to work with a term of its own, and may be reopened after it was closed, for so long', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    tell(tale, doers.clerk, minutes(2), { kind: 'answer', body: {} })
    const again = tell(tale, doers.reporter, minutes(3), { kind: 'confirm', body: { reporter: 'r1', solved: false, channel: 'phone' } })
    assert.deepEqual([again.stand, again.reopened, due(tale)], ['in-hand', 1, 'resolve 2026-11-05T17:30'])
    tell(tale, doers.clerk, minutes(4), { kind: 'answer', body: {} })
    tell(tale, doers.colleague, minutes(5), { kind: 'confirm', body: { reporter: 'r1', solved: true, channel: 'telephone' } })
    assert.equal(refused(tale, doers.reporter, at('2026-12-20T10:00'), { kind: 'reopen', body: { reporter: 'r1' } }), 'matter.late')
    assert.equal(tell(tale, doers.reporter, at('2026-11-20T10:00'), { kind: 'reopen', body: { reporter: 'r1' } }).stand, 'in-hand')
  })

  test('silence closes by the published rule when its term is over, and is not counted as a confirmation', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    tell(tale, doers.clerk, minutes(2), { kind: 'answer', body: {} })
    assert.equal(due(tale), 'confirm 2026-11-09T17:30')
    assert.equal(refused(tale, doers.house, at('2026-11-09T17:29'), { kind: 'rule', body: { rule: 'silence' } }), 'matter.state')
    const closed = tell(tale, doers.house, at('2026-11-09T17:30'), { kind: 'rule', body: { rule: 'silence' } })
    assert.deepEqual([closed.outcome, closed.reporters.get('r1')?.solved], ['ruled', undefined])
  })

  test('a paper the community must not issue is refused as it comes in', () => {
    const state = stateOf(beginTale(typeOf('paper'), monday, { category: 'alive' }))
    assert.deepEqual([state.stand, state.outcome, state.reason], ['closed', 'refused', 'alive'])
  })
})

describe('dispatching', () => {
  const sendBack: Wanted = { kind: 'send-back', body: { reason: 'not-ours' } }

  test('it goes back twice with a reason, within a workday; then the head of the street decides, and that stands', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.street, minutes(1), dispatch(POLICE))
    assert.equal(refused(tale, doers.police, minutes(2), { kind: 'send-back', body: { reason: 'busy' } }), 'matter.reason')
    assert.equal(refused(tale, doers.police, at('2026-11-04T09:00'), sendBack), 'matter.late')
    const back = tell(tale, doers.police, minutes(5), sendBack)
    assert.deepEqual([back.stand, back.lead, back.returns], ['received', STREET, 1])
    assert.equal(refused(tale, doers.street, minutes(6), { kind: 'arbitrate', body: { lead: GUARD, place: STREET } }), 'matter.role')
    tell(tale, doers.street, minutes(7), dispatch(GUARD))
    tell(tale, doers.guard, minutes(8), sendBack)
    tell(tale, doers.street, minutes(9), dispatch(POLICE))
    assert.equal(refused(tale, doers.police, minutes(10), sendBack), 'matter.settled')
    tell(tale, doers.head, minutes(11), { kind: 'arbitrate', body: { lead: GUARD, place: STREET } })
    assert.equal(refused(tale, doers.guard, minutes(12), sendBack), 'matter.settled')
    assert.equal(refused(tale, doers.street, minutes(13), dispatch(POLICE)), 'matter.settled')
  })

  test('a community cannot send back what came to it first, and hands it up instead', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    assert.equal(refused(tale, doers.clerk, minutes(2), sendBack), 'matter.role')
    assert.equal(tell(tale, doers.clerk, minutes(3), dispatch(STREET, STREET)).lead, STREET)
  })

  test('the whistle: those called come, are counted and judged by the place; it is not answered before they are done', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.street, minutes(1), dispatch(POLICE))
    tell(tale, doers.street, minutes(2), { kind: 'call-in', body: { parties: [GUARD, COMMUNITY] } })
    assert.equal(refused(tale, doers.street, minutes(3), { kind: 'call-in', body: { parties: [GUARD] } }), 'matter.called-twice')
    assert.equal(refused(tale, doers.stranger, minutes(3), { kind: 'arrive', body: { party: GUARD, people: 2 } }), 'matter.role')
    tell(tale, doers.guard, minutes(20), { kind: 'arrive', body: { party: GUARD, people: 2 } })
    assert.equal(refused(tale, doers.police, minutes(21), { kind: 'answer', body: {} }), 'matter.co-open')
    assert.equal(refused(tale, doers.guard, minutes(22), { kind: 'judge', body: { party: GUARD, verdict: 'good' } }), 'matter.role')
    assert.equal(refused(tale, doers.street, minutes(22), { kind: 'judge', body: { party: GUARD, verdict: 'absent' } }), 'matter.verdict')
    tell(tale, doers.street, minutes(23), { kind: 'judge', body: { party: GUARD, verdict: 'good' } })
    tell(tale, doers.street, minutes(24), { kind: 'let-go', body: { party: COMMUNITY } })
    const state = tell(tale, doers.police, minutes(25), { kind: 'answer', body: {} })
    assert.deepEqual([state.co.get(GUARD)?.people, state.co.get(GUARD)?.verdict, state.co.has(COMMUNITY)], [2, 'good', false])
  })

  test('a wrong call goes back with a reason before anybody went; called again it is a call of its own; twice, and only the head decides', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    const call: Wanted = { kind: 'call-in', body: { parties: [GUARD] } }
    const back = (party = GUARD, reason = 'not-ours'): Wanted => ({ kind: 'send-back', body: { party, reason } })
    tell(tale, doers.street, minutes(1), dispatch(POLICE))
    tell(tale, doers.street, minutes(2), call)
    assert.equal(refused(tale, doers.stranger, minutes(3), back()), 'matter.role')
    assert.equal(refused(tale, doers.police, minutes(3), back()), 'matter.role', 'not by another one who works on it')
    assert.equal(refused(tale, doers.guard, minutes(3), back(GUARD, 'busy')), 'matter.reason')
    assert.equal(refused(tale, doers.guard, minutes(3), { kind: 'send-back', body: { reason: 'not-ours' } }), 'matter.role')
    assert.equal(refused(tale, doers.guard, at('2026-11-04T09:00'), back()), 'matter.late')
    const once = tell(tale, doers.guard, minutes(4), back())
    assert.deepEqual([once.lead, once.returns, activeCo(once)], [POLICE, 0, []], 'the matter stays where it is')
    assert.equal(refused(tale, doers.guard, minutes(5), { kind: 'arrive', body: { party: GUARD, people: 1 } }), 'matter.role')
    assert.equal(
      refused(tale, doers.street, minutes(5), { kind: 'judge', body: { party: GUARD, verdict: 'absent' } }),
      'matter.not-to-judge',
    )
    tell(tale, doers.street, minutes(6), call)
    tell(tale, doers.guard, minutes(7), back())
    tell(tale, doers.street, minutes(8), call)
    assert.equal(refused(tale, doers.guard, minutes(9), back()), 'matter.settled')
    assert.equal(refused(tale, doers.street, minutes(9), { kind: 'arbitrate', body: { called: GUARD } }), 'matter.role')
    const state = tell(tale, doers.head, minutes(10), { kind: 'arbitrate', body: { called: GUARD } })
    assert.deepEqual([state.calls.get(GUARD), state.co.get(GUARD)?.since], [{ times: 3, returns: 2, settled: true }, minutes(8)])
    assert.equal(refused(tale, doers.head, minutes(11), { kind: 'arbitrate', body: { called: GUARD } }), 'matter.called-twice')
  })

  test('after the first return the head may decide at once: she comes, under a clock that begins now, and does not send it back again', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.street, minutes(1), { kind: 'call-in', body: { parties: [GUARD] } })
    assert.equal(refused(tale, doers.head, minutes(2), { kind: 'arbitrate', body: { called: GUARD } }), 'matter.state')
    tell(tale, doers.guard, minutes(2), { kind: 'send-back', body: { party: GUARD, reason: 'not-ours' } })
    const state = tell(tale, doers.head, minutes(3), { kind: 'arbitrate', body: { called: GUARD } })
    assert.deepEqual([state.co.get(GUARD)?.since, state.co.get(GUARD)?.round], [minutes(3), 2])
    assert.equal(
      refused(tale, doers.guard, minutes(4), { kind: 'send-back', body: { party: GUARD, reason: 'not-ours' } }),
      'matter.settled',
    )
  })

  test('of two who were called, neither speaks for the other', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.street, minutes(1), { kind: 'call-in', body: { parties: [GUARD, POLICE] } })
    for (const wanted of [
      { kind: 'arrive', body: { party: POLICE, people: 1 } },
      { kind: 'finish', body: { party: POLICE } },
      { kind: 'send-back', body: { party: POLICE, reason: 'not-ours' } },
    ] satisfies Wanted[])
      assert.equal(refused(tale, doers.guard, minutes(2), wanted), 'matter.role', wanted.kind)
    tell(tale, doers.street, minutes(3), { kind: 'arrive', body: { party: POLICE, people: 1 } })
    assert.equal(
      refused(tale, doers.police, minutes(4), { kind: 'send-back', body: { party: POLICE, reason: 'not-ours' } }),
      'matter.arrived',
      'who came does not send it back from the spot',
    )
  })
})

describe('clocks of a matter', () => {
  test('a new fact restarts the response and leaves the work its term', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(30), { kind: 'note', body: { contact: 'reached' } })
    assert.equal(due(tale), 'resolve 2026-11-09T17:30')
    tell(tale, doers.reporter, at('2026-11-04T10:00'), { kind: 'note', body: { fact: true, reporter: 'r1' } })
    assert.equal(due(tale), 'response 2026-11-05T17:30')
    tell(tale, doers.clerk, at('2026-11-04T11:00'), { kind: 'note', body: { contact: 'reached' } })
    assert.equal(due(tale), 'resolve 2026-11-09T17:30')
  })

  test('a change of category keeps what has run', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'note', body: { contact: 'reached' } })
    tell(tale, doers.clerk, at('2026-11-03T09:00'), { kind: 'classify', body: { category: 'utilities' } })
    assert.equal(due(tale), 'resolve 2026-11-03T09:00', 'twenty-four hours from when it came, not from when it was sorted')
    tell(tale, doers.clerk, at('2026-11-03T09:30'), { kind: 'classify', body: { category: 'housing' } })
    assert.equal(due(tale), 'resolve 2026-11-17T17:30')
  })

  test('a coded pause stops the work, not the ear; it ends by itself with the answer', () => {
    const tale = beginTale(typeOf('appeal'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    assert.equal(refused(tale, doers.clerk, minutes(2), { kind: 'pause', body: { code: 'lunch' } }), 'matter.reason')
    tell(tale, doers.clerk, minutes(3), { kind: 'pause', body: { code: 'weather' } })
    assert.equal(due(tale), 'response 2026-11-03T17:30')
    tell(tale, doers.clerk, minutes(4), { kind: 'note', body: { contact: 'reached' } })
    assert.equal(due(tale), undefined)
    tell(tale, doers.clerk, at('2026-11-05T10:00'), { kind: 'resume', body: {} })
    assert.equal(due(tale), 'resolve 2026-11-11T17:30', 'the third and the fourth are not counted')
    tell(tale, doers.clerk, at('2026-11-06T10:00'), { kind: 'pause', body: { code: 'test' } })
    const state = tell(tale, doers.clerk, at('2026-11-06T11:00'), { kind: 'answer', body: {} })
    assert.deepEqual(state.pauses.at(-1)?.to, at('2026-11-06T11:00'))
  })

  test('a step that comes again is due again, so long after it was done', () => {
    const tale = beginTale(typeOf('care'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    tell(tale, doers.clerk, minutes(2), { kind: 'note', body: { contact: 'reached' } })
    assert.equal(due(tale), 'step:agree 2026-11-05T17:30')
    assert.equal(refused(tale, doers.clerk, minutes(3), { kind: 'step', body: { step: 'weekly', answers: {} } }), 'matter.state')
    assert.equal(refused(tale, doers.clerk, minutes(3), { kind: 'step', body: { step: 'agree', answers: {} } }), 'matter.answer-needed')
    assert.equal(
      refused(tale, doers.clerk, minutes(3), { kind: 'step', body: { step: 'agree', answers: { every: 'hour' } } }),
      'value.not-in-list',
    )
    tell(tale, doers.clerk, minutes(5), { kind: 'step', body: { step: 'agree', answers: { every: 'week' } } })
    assert.equal(due(tale), 'step:weekly 2026-11-09T17:30')
    tell(tale, doers.clerk, at('2026-11-06T10:00'), { kind: 'step', body: { step: 'weekly', answers: {}, reached: false } })
    const state = stateOf(tale)
    assert.deepEqual([due(tale), state.steps.get('weekly')?.reached], ['step:weekly 2026-11-09T17:30', undefined], 'nobody was reached')
    tell(tale, doers.clerk, at('2026-11-12T10:00'), { kind: 'step', body: { step: 'weekly', answers: {}, reached: true } })
    assert.deepEqual([due(tale), stateOf(tale).steps.get('weekly')?.reached], ['step:weekly 2026-11-19T17:30', at('2026-11-12T10:00')])
  })

  test('a contact that reached nobody stays due and says how often it was tried; agreed otherwise, it is owed no more', () => {
    const tale = beginTale(typeOf('care'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'stranger' } })
    tell(tale, doers.clerk, minutes(2), { kind: 'note', body: { contact: 'reached' } })
    tell(tale, doers.clerk, minutes(5), { kind: 'step', body: { step: 'agree', answers: { every: 'day' } } })
    assert.equal(due(tale), 'step:daily 2026-11-03T09:05')
    for (const later of [false, true])
      tell(tale, doers.stranger, at('2026-11-03T10:00'), { kind: 'step', body: { step: 'daily', answers: {}, reached: false, later } })
    const { vain, later, reached, times } = stateOf(tale).steps.get('daily')!
    assert.deepEqual([vain, later, reached, times, due(tale)], [2, true, undefined, 0, 'step:daily 2026-11-03T09:05'])
    assert.equal(refused(tale, doers.police, at('2026-11-03T10:01'), { kind: 'step', body: { step: 'daily', answers: {} } }), 'matter.role')
    const after = tell(tale, doers.stranger, at('2026-11-03T11:00'), { kind: 'step', body: { step: 'daily', answers: {}, reached: true } })
    assert.deepEqual([after.steps.get('daily')?.vain, due(tale)], [undefined, 'step:daily 2026-11-04T11:00'])
    tell(tale, doers.clerk, at('2026-11-03T12:00'), { kind: 'step', body: { step: 'agree', answers: { every: 'month' } } })
    assert.equal(due(tale), 'step:monthly 2026-12-03T17:30')
  })

  test('an observation is followed every day and is over with its last day, by the rule, whatever is still open', () => {
    const observed = beginTale(typeOf('home-observation'), monday, { until: '2026-11-04', answers: { begin: '2026-11-02' } })
    assert.equal(due(observed), 'response 2026-11-02T13:00')
    tell(observed, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    tell(observed, doers.clerk, minutes(2), { kind: 'step', body: { step: 'paper', answers: { paper: true } } })
    tell(observed, doers.clerk, minutes(3), { kind: 'note', body: { contact: 'reached' } })
    for (const day of ['2026-11-03', '2026-11-04']) {
      assert.equal(due(observed), `step:daily ${day}T09:${day.endsWith('3') ? '02' : '00'}`)
      tell(observed, doers.clerk, at(`${day}T09:00`), { kind: 'step', body: { step: 'daily', answers: {}, reached: true } })
    }
    assert.equal(due(observed), 'until 2026-11-05T00:00', 'the end comes before the next contact')
    const ended: Wanted = { kind: 'rule', body: { rule: 'ended' } }
    assert.equal(refused(observed, doers.house, at('2026-11-04T23:59'), ended), 'matter.state')
    assert.equal(refused(observed, doers.clerk, at('2026-11-05T00:00'), ended), 'matter.role')
    assert.equal(
      refused(observed, doers.clerk, at('2026-11-04T12:00'), { kind: 'end-on', body: { until: '2026-11-19' } }),
      'matter.end-far',
    )
    assert.equal(
      refused(observed, doers.clerk, at('2026-11-04T12:00'), { kind: 'end-on', body: { until: '2026-11-03' } }),
      'matter.end-past',
    )
    const over = tell(observed, doers.house, at('2026-11-06T08:00'), ended)
    assert.deepEqual([over.stand, over.outcome, over.reason, over.closed], ['closed', 'ruled', 'ended', at('2026-11-05T00:00')])
    assert.equal(refused(observed, doers.clerk, at('2026-11-06T09:00'), { kind: 'reopen', body: {} }), 'matter.state')
    assert.equal(refused(beginTale(typeOf('repair'), monday), doers.clerk, minutes(1), { kind: 'lift', body: {} }), 'matter.state')
  })

  test('what is found leads on: an unsafe place is closed off first, and what is left out is never asked', () => {
    const tale = beginTale(typeOf('repair'), monday)
    tell(tale, doers.clerk, minutes(1), { kind: 'take', body: { holder: 'clerk' } })
    assert.equal(refused(tale, doers.clerk, minutes(2), { kind: 'answer', body: {} }), 'matter.step-open')
    tell(tale, doers.clerk, minutes(3), { kind: 'step', body: { step: 'on-site', answers: { state: 'unsafe' } } })
    assert.equal(refused(tale, doers.clerk, minutes(4), { kind: 'step', body: { step: 'owners', answers: {} } }), 'matter.state')
    assert.equal(refused(tale, doers.clerk, minutes(4), { kind: 'step', body: { step: 'mended', answers: {} } }), 'matter.state')
    tell(tale, doers.clerk, minutes(5), { kind: 'step', body: { step: 'closed-off', answers: {} } })
    tell(tale, doers.clerk, minutes(6), { kind: 'step', body: { step: 'mended', answers: { how: '换了井盖' } } })
    assert.equal(tell(tale, doers.clerk, minutes(7), { kind: 'answer', body: {} }).stand, 'answered')
  })
})
