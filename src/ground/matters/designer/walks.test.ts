/** Whatever the check accepts can be run to an end by somebody, and never stands still on the way. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import { shippedRates } from '#catalogue/rates.ts'
import { plainCalendar } from '../../../../test/matters/tale.ts'
import { fold } from '../life/fold.ts'
import { typeFaults } from '../types/check-type.ts'
import type { MatterType, Step, StepQuestion } from '../types/type.ts'
import { chancesOf } from './chances.ts'
import type { TryAct, TryDoer } from './contract.ts'
import { emptyType } from './drafting.ts'
import { live, type Sample } from './trying.ts'

const offered = { words: new Map(), rates: new Set(shippedRates.map(({ id }) => id)), forms: new Map() }
const words = (zh: string) => ({ zh, en: zh })
const START = '2026-11-02T01:00:00.000Z'
const DAY_MS = 86_400_000

const term = fc.constantFrom({ minutes: 30 }, { hours: 2 }, { workingHours: 4 }, { workdays: 1 }, { days: 3 })
const choices = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 3 })
const question = fc.record({
  type: fc.constantFrom<StepQuestion['type']>('text', 'code', 'codes', 'integer', 'decimal', 'boolean', 'day'),
  required: fc.boolean(),
  choices,
})
const step = fc.record({
  by: fc.constantFrom('lead' as const, 'place' as const),
  optional: fc.boolean(),
  term: fc.option(term, { nil: undefined }),
  every: fc.option(term, { nil: undefined }),
  questions: fc.array(question, { maxLength: 2 }),
  // Which question of which step it looks at, and for what; many of these are later ones, or of another kind, and are not accepted.
  when: fc.option(fc.record({ step: fc.nat(5), question: fc.nat(1), value: fc.constantFrom('a', 'b', true, false, 'other') }), {
    nil: undefined,
  }),
})
const drawn = fc.record({
  stages: fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 3 }),
  sealed: fc.constantFrom(undefined, undefined, 'accused' as const),
  confirm: fc.constantFrom('first' as const, 'all' as const),
  clock: fc.boolean(),
  whistle: fc.boolean(),
  pauses: fc.boolean(),
  refusals: fc.boolean(),
  refuses: fc.boolean(),
  returns: fc.nat(2),
  reopen: fc.boolean(),
})

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

function typeFrom(given: Drawn): MatterType {
  const begun = emptyType('drawn')
  const { confirm: silence, ...clocks } = begun.clocks
  let count = 0
  const stages = given.stages.map((steps, s) => ({
    id: `stage-${s}`,
    title: words('阶段'),
    steps: steps.map(({ by, optional, term: within, every, questions, when }): Step => {
      count += 1
      return {
        id: `step-${count}`,
        title: words('环节'),
        by,
        optional,
        ...(within ? { term: within } : {}),
        ...(every ? { every } : {}),
        questions: questions.map(({ type, required, choices: codes }, at) => ({
          id: `q${at}`,
          label: words('问题'),
          type,
          required,
          ...(type === 'code' || type === 'codes' ? { choices: codes.map((code) => ({ code, zh: '选', en: 'one' })) } : {}),
        })),
        ...(when ? { when: { element: `step-${when.step + 1}.q${when.question}`, op: '=' as const, value: when.value } } : {}),
      }
    }),
  }))
  return {
    ...begun,
    title: words('类型'),
    plain: words('类型'),
    purpose: words('目的'),
    recipients: words('看到的人'),
    basis: [words('依据')],
    stages,
    confirm: given.confirm,
    clocks: { ...clocks, response: { term: { hours: 4 } }, ...(given.clock && silence ? { confirm: silence } : {}) },
    indicators: given.sealed ? [] : begun.indicators,
    escalations: given.sealed ? [] : begun.escalations,
    ...(given.sealed ? { sealed: given.sealed } : {}),
    ...(given.whistle ? { whistle: { arrive: { minutes: 30 }, finish: { workdays: 1 } } } : {}),
    pauses: given.pauses ? [{ code: 'away', label: words('不在') }] : [],
    refusals: given.refusals ? [{ code: 'no', label: words('不'), office: words('别处') }] : [],
    categories: [...begun.categories, ...(given.refuses ? [{ code: 'elsewhere', label: words('别处'), refuse: 'no' }] : [])],
    returns: { reasons: [{ code: 'not-ours', label: words('不是') }], most: given.returns, within: { workdays: 1 } },
    ...(given.reopen ? { reopenWithin: { days: 30 } } : {}),
  }
}

type Walk = { sample: Sample; moment: number }

const openChances = ({ type, ...sample }: Sample) => {
  const { acts, now, state } = live({ type, ...sample }, plainCalendar)
  assert.equal(fold(type, acts).stand, state.stand)
  return {
    state,
    now,
    may: chancesOf(type, state, now, plainCalendar).flatMap(({ kind, act, by }) =>
      by.flatMap(({ doer, why }) => (why ? [] : [{ kind, act, by: doer }])),
    ),
  }
}

function act({ sample, moment }: Walk, one: { act: TryAct['act']; by: TryDoer }): Walk {
  const at = new Date(moment).toISOString()
  return { moment, sample: { ...sample, now: at, acts: [...sample.acts, { by: one.by, at, act: one.act }] } }
}

function wait(walk: Walk, ms: number): Walk {
  const moment = walk.moment + ms
  return { moment, sample: { ...walk.sample, now: new Date(moment).toISOString() } }
}

/** What somebody who wants to be done does, in this order. */
const wish = ['resume', 'confirm', 'finish', 'take', 'step', 'answer']

function runToEnd(from: Walk): string {
  let walk = from
  for (let turn = 0; turn < 60; turn += 1) {
    const { state, may } = openChances(walk.sample)
    if (state.stand === 'closed') return 'closed'
    assert.ok(may.length > 0 || state.stand === 'answered', `nobody may do anything while ${state.stand}`)
    // What is in hand can be taken over, and what comes again can be done again: neither brings it nearer to its end.
    const open = may.filter(({ act: one }) =>
      one.kind === 'take' ? state.stand === 'received' : one.kind !== 'step' || !state.steps.get(one.step)?.done,
    )
    const next = wish.flatMap((kind) => open.filter((one) => one.kind === kind))[0]
    // Nobody left a name: the published rule closes it when its term is over.
    walk = next ? act(walk, next) : wait(walk, 3 * DAY_MS)
  }
  return 'still open'
}

describe('what the check accepts', () => {
  test('runs to its end from wherever a drawn history has led it, and somebody may always do something', () => {
    let accepted = 0
    let seen = 0
    fc.assert(
      fc.property(drawn, fc.boolean(), fc.array(fc.tuple(fc.nat(1000), fc.nat(40)), { maxLength: 12 }), (given, named, history) => {
        const type = typeFrom(given)
        seen += 1
        if (typeFaults(type, offered).length > 0) return
        accepted += 1
        // Of what is sealed only a human says that it is over: somebody must be there to say it.
        const known = named || (type.sealed !== undefined && !type.clocks.confirm)
        const start = { type, category: 'other', channel: 'counter' as const, named: known, start: START, acts: [], now: START }
        let walk: Walk = { sample: start, moment: Date.parse(START) }
        for (const [choice, hours] of history) {
          walk = wait(walk, hours * 3_600_000)
          const { state, may } = openChances(walk.sample)
          if (may.length > 0) walk = act(walk, may[choice % may.length]!)
          else assert.ok(state.stand === 'closed' || type.clocks.confirm !== undefined, state.stand)
          assert.equal(live(walk.sample, plainCalendar).refused, null, 'what was offered is done')
        }
        assert.equal(runToEnd(walk), 'closed')
      }),
      { numRuns: 800 },
    )
    // About one in ten of what is drawn is sound.
    assert.ok(accepted >= 30 && accepted < seen, `${accepted} of ${seen} were accepted`)
  })

  test('of the shipped types each runs to its end, by category, with a name and without', () => {
    for (const type of shippedMatterTypes)
      for (const { code } of type.categories.slice(0, 4))
        for (const named of [true, false]) {
          if (!named && !type.clocks.confirm) continue
          const sample = { type, category: code, channel: 'counter' as const, named, start: START, acts: [], now: START }
          assert.equal(runToEnd({ sample, moment: Date.parse(START) }), 'closed', `${type.id} ${code} ${named}`)
        }
  })
})
