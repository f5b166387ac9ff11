/**
 * The oracle: every history of a trunk of sayings at the desk and a branch of answers at doors, in every order of arrival, against a slow model that remembers every version whole and
 * compares versions as the specification words it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Element, FactValue } from '#ground/facts/contract.ts'
import { type Merged, mergeAnswer, type Stood } from './merge.ts'

const ordinary = { id: 'person.employer', kind: 'person', type: 'text', merge: 'latest', group: 'work' } as Element
const weighty = { ...ordinary, id: 'person.name', merge: 'confirm', group: 'identity' } as Element
const list = { ...ordinary, id: 'person.relief-kinds', type: 'codes', merge: 'set' } as Element

type Value = string | null
/** Somebody at the desk says a value over what stands then. */
type Desk = { by: 'desk'; value: Value; at: number }
/** Somebody at a door hears a value; on her screen is what was fetched at the start, or her own answer before it. */
type Door = { by: 'door'; value: Value; at: number; worker: number }
type Event = Desk | Door

const values: Value[] = ['a', 'b', null]
const moment = (at: number) => `2026-11-22T0${at}:00:00.000Z`
const start: Stood = { statement: 's0', value: 'a', at: moment(0) }

/** Up to two sayings at the desk and up to three answers by two workers, with every value and every order of moments and arrivals. */
function* histories(): Generator<{ events: Event[]; arrivals: number[] }> {
  const shapes: ('desk' | 0 | 1)[][] = [
    ['desk', 0],
    [0, 1],
    ['desk', 0, 0],
    ['desk', 'desk', 0],
    ['desk', 0, 1],
    [0, 0, 1],
    ['desk', 0, 0, 1],
  ]
  for (const shape of shapes)
    for (const chosen of product(shape.length))
      for (const moments of orders(shape.length))
        for (const arrivals of orders(shape.length)) {
          const events = shape.map(
            (who, at): Event =>
              who === 'desk'
                ? { by: 'desk', value: values[chosen[at]!]!, at: moments[at]! + 1 }
                : { by: 'door', value: values[chosen[at]!]!, at: moments[at]! + 1, worker: who },
          )
          if (isPossible(events, arrivals)) yield { events, arrivals }
        }
}

/** What is said at the desk arrives as it is said; nothing arrives before it was heard; an outbox is sent in its order. */
function isPossible(events: Event[], arrivals: number[]): boolean {
  const order = [...arrivals.keys()].sort((one, other) => arrivals[one]! - arrivals[other]!)
  const desk = order.filter((at) => events[at]!.by === 'desk').map((at) => events[at]!.at)
  if (desk.some((at, place) => place > 0 && desk[place - 1]! > at)) return false
  for (const worker of [0, 1]) {
    const own = order.map((at) => events[at]!).filter((event) => event.by === 'door' && event.worker === worker)
    if (own.some((event, place) => place > 0 && own[place - 1]!.at > event.at)) return false
  }
  // A saying at the desk that arrives before an answer was heard is not seen by the telephone: it was fetched at the start. But it cannot arrive after later ones.
  return order.every(
    (at, place) => events[at]!.by === 'door' || order.slice(0, place).every((before) => events[before]!.at < events[at]!.at),
  )
}

function* product(length: number): Generator<number[]> {
  for (let n = 0; n < values.length ** length; n += 1)
    yield Array.from({ length }, (_, at) => Math.floor(n / values.length ** at) % values.length)
}

function* orders(length: number): Generator<number[]> {
  if (length === 0) return yield []
  for (const rest of orders(length - 1))
    for (let at = 0; at < length; at += 1) yield rest.map((one) => (one >= at ? one + 1 : one)).concat(at)
}

type Ran = { final: Value; hows: Merged['how'][]; overwritten: boolean }

/** The rule, fed as the house feeds it: one saying after another. */
function run(element: Element, events: Event[], arrivals: number[]): Ran {
  let server: Stood = start
  const screens: (Stood | undefined)[] = [start, start]
  const hows: Merged['how'][] = []
  let overwritten = false
  for (const at of [...arrivals.keys()].sort((one, other) => arrivals[one]! - arrivals[other]!)) {
    const event = events[at]!
    const heard: Stood = { statement: `s${at + 1}`, value: event.value, at: moment(event.at) }
    if (event.by === 'desk') {
      server = heard
      continue
    }
    const merged = mergeAnswer(element, { base: screens[event.worker]!, server, heard })
    hows.push(merged.how)
    if (merged.how === 'hard' && merged.stands === 'heard' && server.value !== null) overwritten = true
    screens[event.worker] = heard
    if (merged.stands === 'heard') server = { ...heard, value: merged.value }
  }
  return { final: server.value as Value, hows, overwritten }
}

/** The specification, worded over versions of a record that are kept whole. Slow and plain. */
function model(events: Event[], arrivals: number[], isHeavy: boolean): { final: Value; hows: Merged['how'][] } {
  type Version = { number: number; name: string; record: Record<string, Value>; at: number }
  const versions: Version[] = [{ number: 1, name: 's0', record: { field: 'a' }, at: 0 }]
  let stands = versions[0]!
  const screens: Record<number, string> = { 0: 's0', 1: 's0' }
  const hows: Merged['how'][] = []
  for (const at of [...arrivals.keys()].sort((one, other) => arrivals[one]! - arrivals[other]!)) {
    const event = events[at]!
    const update: Version = { number: versions.length + 1, name: `s${at + 1}`, record: { field: event.value }, at: event.at }
    versions.push(update)
    if (event.by === 'desk') {
      stands = update
      continue
    }
    const base = versions.find(({ name }) => name === screens[event.worker])!
    screens[event.worker] = update.name
    if (base === stands) {
      hows.push('clean')
      stands = update
      continue
    }
    const changed = Object.keys(base.record).filter((field) => base.record[field] !== stands.record[field])
    // Made aware of time: who says the same again after it was heard otherwise contradicts what was heard.
    const saidAgain = stands.at > update.at ? Object.keys(base.record) : []
    const conflicting = Object.keys(update.record).filter(
      (field) => (changed.includes(field) || saidAgain.includes(field)) && update.record[field] !== stands.record[field],
    )
    hows.push(conflicting.length === 0 ? 'soft' : 'hard')
    if (conflicting.length === 0 || (!isHeavy && stands.at < update.at)) stands = update
  }
  return { final: stands.record.field!, hows }
}

test('every history of desk and doors is judged as the specification words it, and nothing of weight is overwritten', () => {
  let seen = 0
  for (const { events, arrivals } of histories()) {
    for (const element of [ordinary, weighty]) {
      const ran = run(element, events, arrivals)
      const expected = model(events, arrivals, element === weighty)
      const told = () => JSON.stringify({ element: element.id, events, arrivals })
      assert.deepEqual({ final: ran.final, hows: ran.hows }, expected, told())
      if (element === weighty) assert.equal(ran.overwritten, false, told())
    }
    seen += 1
  }
  assert.ok(seen > 5000, `${seen} histories`)
})

test('answers of two workers end alike in whatever order they arrive', () => {
  for (const first of values)
    for (const second of values) {
      const events: Event[] = [
        { by: 'door', value: first, at: 1, worker: 0 },
        { by: 'door', value: second, at: 2, worker: 1 },
      ]
      assert.equal(run(ordinary, events, [0, 1]).final, run(ordinary, events, [1, 0]).final)
    }
})

test('lists are merged entry by entry: what one side added or took away is so, whoever arrives first', () => {
  const entries = ['x', 'y', 'z']
  const subsets = Array.from({ length: 8 }, (_, n) => entries.filter((_, at) => (n >> at) & 1))
  const stood = (statement: string, value: string[]): Stood => ({ statement, value: value.length > 0 ? value : null, at: moment(1) })
  const asList = (value: FactValue | null) => [...((value ?? []) as string[])].sort()
  for (const base of subsets)
    for (const server of subsets)
      for (const heard of subsets) {
        const merge = (now: string[], said: string[]) =>
          mergeAnswer(list, { base: stood('s0', base), server: stood('s1', now), heard: stood('s2', said) })
        const expected = entries.filter((one) =>
          base.includes(one) ? server.includes(one) && heard.includes(one) : server.includes(one) || heard.includes(one),
        )
        const merged = merge(server, heard)
        assert.deepEqual(asList(merged.value), expected)
        assert.deepEqual(asList(merge(heard, server).value), expected)
        assert.notEqual(merged.how, 'hard')
      }
})

test('what is not known to have stood is a contradiction unless it says the same', () => {
  const server: Stood = { statement: 's1', value: 'b', at: moment(1) }
  const heard = (value: Value): Stood => ({ statement: 's2', value, at: moment(2) })
  assert.deepEqual(mergeAnswer(ordinary, { base: 'unknown', server, heard: heard('b') }), { how: 'soft', stands: 'heard', value: 'b' })
  assert.deepEqual(mergeAnswer(ordinary, { base: 'unknown', server, heard: heard('c') }), { how: 'hard', stands: 'heard', value: 'c' })
  assert.deepEqual(mergeAnswer(weighty, { base: 'unknown', server, heard: heard('c') }), { how: 'hard', stands: 'other', value: 'c' })
  assert.deepEqual(mergeAnswer(weighty, { base: 'unknown', server: undefined, heard: heard('c') }), {
    how: 'hard',
    stands: 'heard',
    value: 'c',
  })
  assert.deepEqual(mergeAnswer(ordinary, { base: undefined, server: undefined, heard: heard('c') }), {
    how: 'clean',
    stands: 'heard',
    value: 'c',
  })
})
