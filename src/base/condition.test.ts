import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Condition, type Expression, judge, namesIn, type Scope, type Truth, type Value, work } from './condition.ts'
import { checkExpression, conditionFaults, type Names, type ValueType } from './condition-check.ts'

const TODAY = '2026-11-22'
type World = { values: Record<string, Value | undefined>; members: Record<string, Value | undefined>[] }

function scopeOf(world: World, member?: Record<string, Value | undefined>): Scope {
  return {
    today: TODAY,
    find: (name) => (member && name in member ? member[name] : world.values[name]),
    members: (group) => (group === 'members' ? world.members.map((one) => scopeOf(world, one)) : undefined),
  }
}

const at = (condition: Condition, values: World['values'], members: World['members'] = []) => judge(condition, scopeOf({ values, members }))
const of = (expression: Expression, values: World['values'], members: World['members'] = []) =>
  work(expression, scopeOf({ values, members }))

/* An evaluator of another kind: every unknown is filled in with every value it could have, and what is the same in all worlds is the truth. */
const possible: Record<string, Value[]> = { n: [-1, 0, 1, 2, 3, 4], m: [-1, 0, 1, 2, 3, 4], b: [true, false], c: ['x', 'y', 'z'] }
const memberNames = ['k', 'f']
const possibleOfMembers: Record<string, Value[]> = { k: [-1, 0, 1, 2, 3], f: [true, false] }

/** Two-valued, by the words of the condition alone. */
function plainly(condition: Condition, find: (name: string) => Value, members: ((name: string) => Value)[]): boolean {
  if ('all' in condition) return condition.all.every((one) => plainly(one, find, members))
  if ('any' in condition) return condition.any.some((one) => plainly(one, find, members))
  if ('not' in condition) return !plainly(condition.not, find, members)
  if ('left' in condition) {
    const number = (expression: Expression): number => {
      if ('value' in expression) return Number(expression.value)
      if ('count' in expression) return members.filter((member) => !expression.where || plainly(expression.where, member, members)).length
      if ('sum' in expression) return expression.sum.reduce((total, one) => total + number(one), 0)
      return Number(find((expression as { of: string }).of))
    }
    return ordersOf(number(condition.left), number(condition.right))[condition.op]
  }
  const value = find(condition.element)
  if (condition.op === 'known') return condition.value !== false
  if (condition.op === 'in') return (condition.value as unknown[]).includes(value)
  return ordersOf(value as number, condition.value as number)[condition.op]
}

const ordersOf = (a: number, b: number) => ({ '=': a === b, '>=': a >= b, '<=': a <= b, '<': a < b, '>': a > b })

function fillings(values: Record<string, Value | undefined>, range: Record<string, Value[]>): Record<string, Value>[] {
  let all: Record<string, Value>[] = [{}]
  for (const [name, value] of Object.entries(values))
    all = all.flatMap((one) => (value === undefined ? range[name]! : [value]).map((filled) => ({ ...one, [name]: filled })))
  return all
}

function slowly(condition: Condition, world: World): Truth {
  const truths = new Set<boolean>()
  let memberWorlds: Record<string, Value>[][] = [[]]
  for (const member of world.members)
    memberWorlds = memberWorlds.flatMap((list) => fillings(member, possibleOfMembers).map((one) => [...list, one]))
  for (const values of fillings(world.values, possible))
    for (const members of memberWorlds)
      truths.add(
        plainly(
          condition,
          (name) => values[name]!,
          members.map((member) => (name: string) => member[name] ?? values[name]!),
        ),
      )
  return truths.size === 1 ? [...truths][0] : undefined
}

const order = fc.constantFrom('=', '>=', '<=', '<', '>')
const leaf = fc.oneof(
  fc.record({ element: fc.constantFrom('n', 'm'), op: order, value: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ element: fc.constant('b'), op: fc.constant('='), value: fc.boolean() }),
  fc.record({ element: fc.constant('c'), op: fc.constant('in'), value: fc.subarray(['x', 'y'], { minLength: 1 }) }),
)
const memberLeaf = fc.oneof(
  fc.record({ element: fc.constant('k'), op: order, value: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ element: fc.constant('f'), op: fc.constant('='), value: fc.boolean() }),
)
const counted = fc.record({
  left: fc.record({ count: fc.constant('members'), where: memberLeaf }),
  op: order,
  right: fc.record({ value: fc.integer({ min: 0, max: 3 }) }),
})
/** A whole condition, every name in it at most once: then what is not known of one part says nothing about another. */
const once = fc
  .letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      counted,
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  }))
  .node.map((node) => node as Condition)
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const world = fc.record({
  values: fc.record({
    n: some(fc.integer({ min: 0, max: 3 })),
    m: some(fc.integer({ min: 0, max: 3 })),
    b: some(fc.boolean()),
    c: some(fc.constantFrom('x', 'y', 'z')),
  }),
  members: fc.array(fc.record({ k: some(fc.integer({ min: 0, max: 2 })), f: some(fc.boolean()) }), { maxLength: 3 }),
}) as fc.Arbitrary<World>

test('what is said is true in every world that fits, and where each name is asked once nothing decidable is left open', () => {
  fc.assert(
    fc.property(once, world, (condition, here) => {
      const [fast, slow] = [judge(condition, scopeOf(here)), slowly(condition, here)]
      if (fast !== undefined) assert.equal(fast, slow)
      const names = namesIn(condition).map((name) => (memberNames.includes(name) ? 'members' : name))
      if (new Set(names).size === names.length) assert.equal(fast, slow)
    }),
    { numRuns: 2000 },
  )
})

test('knowing more never turns a truth around', () => {
  fc.assert(
    fc.property(once, world, (condition, here) => {
      const before = judge(condition, scopeOf(here))
      if (before === undefined) return
      const more = { values: fillings(here.values, possible)[0]!, members: here.members.map((one) => fillings(one, possibleOfMembers)[0]!) }
      assert.equal(judge(condition, scopeOf(more)), before)
    }),
  )
})

test('lists hold when one of them is asked for; whether something is known is always known', () => {
  assert.equal(at({ element: 'l', op: '=', value: 'a' }, { l: ['a', 'b'] }), true)
  assert.equal(at({ element: 'l', op: 'in', value: ['c', 'b'] }, { l: ['a', 'b'] }), true)
  assert.equal(at({ element: 'l', op: 'in', value: ['c'] }, { l: [] }), false)
  assert.equal(at({ element: 'l', op: 'in', value: ['c'] }, {}), undefined)
  assert.equal(at({ element: 'l', op: 'known', value: true }, {}), false)
  assert.equal(at({ element: 'l', op: 'known', value: false }, {}), true)
})

test('days compare with days, ages count birthdays, and one unknown leaves a sum unknown', () => {
  const later: Condition = { left: { of: 'until' }, op: '>=', right: { today: true } }
  assert.equal(at(later, { until: '2026-11-22' }), true)
  assert.equal(at(later, { until: '2026-11-21' }), false)
  assert.equal(at(later, {}), undefined)
  assert.equal(of({ age: { of: 'born' } }, { born: '2012-11-23' }), 13)
  assert.equal(of({ age: { of: 'born' } }, { born: '2012-11-22' }), 14)
  assert.equal(of({ age: { of: 'born' }, on: { value: '2030-01-01' } }, { born: '2012-11-22' }), 17)
  assert.equal(of({ age: { of: 'born' } }, { born: '2027-01-01' }), undefined)
  assert.equal(of({ days: [{ of: 'from' }, { of: 'to' }] }, { from: '2026-02-27', to: '2026-03-01' }), 2)
  assert.equal(of({ sum: [{ of: 'a' }, { of: 'b' }] }, { a: 0.1, b: 0.2 }), 0.3)
  assert.equal(of({ sum: [{ of: 'a' }, { of: 'b' }] }, { a: 1 }), undefined)
  assert.equal(of({ quotient: [{ of: 'a' }, { of: 'b' }] }, { a: 1, b: 0 }), undefined)
  assert.equal(of({ quotient: [{ of: 'a' }, { of: 'b' }] }, { a: 100, b: 3 }), 33.33)
  assert.equal(of({ join: [{ of: 'a' }, { value: '号' }, { of: 'b' }], with: ' ' }, { a: 3, b: undefined }), '3 号')
})

test('a count of members decides as soon as it can, and a total needs them all', () => {
  const child: Condition = { left: { age: { of: 'born' } }, op: '<', right: { value: 14 } }
  const children: Condition = { left: { count: 'members', where: child }, op: '>=', right: { value: 1 } }
  assert.equal(at(children, {}, [{ born: '2020-01-01' }, { born: undefined }]), true)
  assert.equal(at(children, {}, [{ born: '1980-01-01' }, { born: undefined }]), undefined)
  assert.equal(at(children, {}, [{ born: '1980-01-01' }]), false)
  assert.equal(of({ total: 'members', of: { of: 'k' } }, {}, [{ k: 2 }, { k: 3 }]), 5)
  assert.equal(of({ total: 'members', of: { of: 'k' } }, {}, [{ k: 2 }, {}]), undefined)
  assert.equal(of({ count: 'strangers' }, {}), undefined)
})

const types: Record<string, ValueType> = { n: 'number', d: 'day', t: 'text', b: 'boolean', i: 'sealed', c: 'code', l: 'codes' }
const names: Names = {
  find: (name) =>
    types[name] ? { type: types[name], ...(name === 'c' || name === 'l' ? { codes: new Set(['x', 'y']) } : {}) } : undefined,
  group: (name) => (name === 'members' ? names : undefined),
}

test('a condition that fits its names is sound, and every other one is told what is wrong', () => {
  const sound: Condition[] = [
    { element: 'n', op: '>=', value: 60 },
    { element: 'c', op: 'in', value: ['x', 'y'] },
    { element: 'i', op: 'known', value: true },
    { all: [{ not: { element: 'b', op: '=', value: true } }, { left: { of: 'd' }, op: '<=', right: { today: true } }] },
    { left: { count: 'members', where: { element: 'l', op: '=', value: 'x' } }, op: '>', right: { value: 0 } },
  ]
  for (const condition of sound) assert.deepEqual(conditionFaults(condition, names), [], JSON.stringify(condition))
  const wrong: [unknown, string][] = [
    [{ element: 'nobody', op: '=', value: 1 }, 'condition.name-unknown'],
    [{ element: 'n', op: '>=', value: '60' }, 'condition.value'],
    [{ element: 'n', op: '~', value: 60 }, 'condition.op-unknown'],
    [{ element: 't', op: '>', value: 'a' }, 'condition.no-order'],
    [{ element: 'c', op: 'in', value: ['x', 'q'] }, 'condition.code-unknown'],
    [{ element: 'c', op: 'in', value: [] }, 'condition.value'],
    [{ element: 'i', op: '=', value: '1' }, 'condition.only-known'],
    [{ element: 'd', op: '<', value: '2026-02-30' }, 'condition.value'],
    [{ left: { of: 'd' }, op: '<', right: { value: 3 } }, 'condition.types-differ'],
    [{ left: { count: 'strangers' }, op: '<', right: { value: 3 } }, 'condition.group-unknown'],
    [{ left: { days: [{ of: 'd' }] }, op: '<', right: { value: 3 } }, 'condition.shape'],
    [{ all: [] }, 'condition.shape'],
    ['n > 3', 'condition.shape'],
    [null, 'condition.shape'],
  ]
  for (const [condition, say] of wrong) assert.equal(conditionFaults(condition, names)[0]?.say, say, JSON.stringify(condition))
  let deep: unknown = { element: 'n', op: '=', value: 1 }
  for (let at = 0; at < 20; at++) deep = { not: deep }
  assert.equal(conditionFaults(deep, names)[0]?.say, 'condition.too-deep')
})

test('whatever comes over the wire is told or found sound, and what is sound can be judged', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 6 }), (given) => {
      if (conditionFaults(given, names).length === 0) judge(given as Condition, scopeOf({ values: {}, members: [] }))
      if (checkExpression(given, names).faults.length === 0) work(given as Expression, scopeOf({ values: {}, members: [] }))
    }),
  )
  fc.assert(fc.property(once, (condition) => conditionFaults(condition, sameNames).length === 0))
})

const sameNames: Names = {
  find: (name) => {
    const kinds: Record<string, ValueType> = { n: 'number', m: 'number', k: 'number', b: 'boolean', f: 'boolean', c: 'text' }
    return kinds[name] ? { type: kinds[name] } : undefined
  },
  group: () => sameNames,
}
