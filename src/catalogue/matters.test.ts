import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Offered, stepsOf, typeFaults } from '#ground/matters/types/check-type.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { MatterTypeShape } from '#ground/matters/types/type-shape.ts'
import { parseInput } from '#kernel/action/input.ts'
import { shippedMatterTypes } from './matters.ts'
import { shippedRates } from './rates.ts'

const offered: Offered = { words: new Map(), rates: new Set(shippedRates.map(({ id }) => id)) }
const getType = (id: string) => shippedMatterTypes.find((type) => type.id === id)!

describe('the shipped types of matters', () => {
  test('each has the shape the wire asks for and contradicts neither itself nor what the house offers', () => {
    assert.equal(new Set(shippedMatterTypes.map(({ id }) => id)).size, shippedMatterTypes.length)
    for (const type of shippedMatterTypes) {
      parseInput(MatterTypeShape, type)
      assert.deepEqual(typeFaults(type, offered), [], type.id)
    }
  })

  test('the twenty papers a community must not issue are refused, each with the office that does (民发〔2020〕20号)', () => {
    const { categories, refusals } = getType('paper')
    const refused = categories.filter(({ refuse }) => refuse !== undefined)
    assert.equal(refused.length, 20)
    for (const { refuse } of refused) {
      const office = refusals.find(({ code }) => code === refuse)?.office
      assert.ok(office?.zh && office.en, refuse)
    }
  })

  test('what is sealed is counted nowhere and comes before nobody but the head', () => {
    const sealed = shippedMatterTypes.filter((type) => type.sealed)
    assert.deepEqual(sealed.map(({ id }) => id).sort(), ['complaint', 'home-violence'])
    for (const type of sealed) assert.deepEqual([type.indicators, type.escalations.map(({ to }) => to)], [[], ['head']])
  })

  test('violence against somebody who cannot act for herself cannot be answered before the police was told (反家庭暴力法 14)', () => {
    const { step } = stepsOf(getType('home-violence'))[0]!
    assert.deepEqual([step.id, step.optional, step.term], ['police', undefined, { minutes: 30 }])
  })

  test('whatever keeps people from something ends by itself, cites the rule, names who ordered it and what is excepted, and says how to contest it', () => {
    const restricting = shippedMatterTypes.filter(({ restricts }) => restricts)
    assert.deepEqual(restricting.map(({ id }) => id).sort(), ['home-observation', 'restriction'])
    for (const { ends, restricts, opening, opened, reopenWithin } of restricting) {
      assert.ok(ends!.mostDays <= 14 && ends!.citation.zh && restricts!.contest.zh)
      assert.ok([restricts!.orderer, restricts!.exceptions].every((id) => opening!.some((one) => one.id === id && one.required)))
      assert.deepEqual([opened, reopenWithin], [['staff'], undefined])
    }
  })

  test('no type asks for symptoms: they are told to the doctor', () => {
    for (const type of shippedMatterTypes) assert.doesNotMatch(JSON.stringify(stepsOf(type)), /体温|症状|发热|核酸|fever|symptom/, type.id)
  })

  test('silence never closes without a rule that is cited', () => {
    for (const { id, clocks } of shippedMatterTypes) if (clocks.confirm) assert.ok(clocks.confirm.citation?.zh, id)
  })
})

describe('a type that makes no sense', () => {
  const steps = '/stages/1/steps'
  const broken = (path: string, value: unknown, words: Offered['words'] = new Map(), id = 'repair') => {
    const type = structuredClone(getType(id))
    put(type, path, value)
    return typeFaults(type, { ...offered, words })
  }

  test('names the path of what is wrong', () => {
    const twice = { id: 'state', label: { zh: '又问', en: 'again' }, type: 'text' }
    const cases: [fault: string, path: string, value: unknown][] = [
      ['/categories/1 type-fault.twice', '/categories/1/code', 'lift'],
      [`${steps}/2 type-fault.twice`, `${steps}/2/id`, 'owners'],
      ['/stages/0/steps/0/questions/1 type-fault.twice', '/stages/0/steps/0/questions/1', twice],
      ['/categories/0/refuse type-fault.refusal-unknown', '/categories/0/refuse', 'nothing'],
      ['/categories/0/refuse type-fault.office-needed', '/categories/0/refuse', 'answered'],
      ['/categories/0/clocks/response type-fault.clock-unknown', '/clocks/response', undefined],
      ['/clocks/confirm/citation type-fault.silence-without-rule', '/clocks/confirm/citation', undefined],
      ['/returns/reasons type-fault.no-reasons', '/returns/reasons', []],
      ['/whistle/finish type-fault.done-before-there', '/whistle', { arrive: { minutes: 60 }, finish: { minutes: 30 } }],
      [`${steps}/0/when type-fault.asks-later`, `${steps}/0/when`, { element: 'mended.how', op: 'known', value: true }],
      [`${steps}/0/when condition.name-unknown`, `${steps}/0/when`, { element: 'nothing', op: '=', value: 'x' }],
      [`${steps}/0/when condition.code-unknown`, `${steps}/0/when`, { element: 'on-site.state', op: '=', value: 'x' }],
      [`${steps}/0/when condition.shape`, `${steps}/0/when`, { all: [] }],
      [`${steps}/2/questions/0/choices type-fault.choices`, `${steps}/2/questions/0/type`, 'code'],
      [`${steps}/0/word/name type-fault.word-unknown`, `${steps}/0/word`, { name: 'fly', with: {} }],
      ['/texts/closed/zh type-fault.hole-unknown', '/texts/closed/zh', '{name}'],
      ['/indicators/0 type-fault.rate-unknown', '/indicators/0', 'happiness'],
      ['/indicators/0 type-fault.sealed-counted', '/sealed', 'accused'],
      ['/escalations/0/to type-fault.sealed-escalation', '/sealed', 'accused'],
      ['/whistle type-fault.sealed-whistle', '/sealed', 'accused'],
    ]
    for (const [fault, path, value] of cases) {
      const told = broken(path, value).map((one) => `${one.path} ${one.say}`)
      assert.ok(told.includes(fault), `${fault}: ${told}`)
    }
  })

  test('a restriction without an end, an orderer, exceptions, a place or a way to contest it is no type; nor one that residents could not begin', () => {
    const cases: [fault: string, path: string, value: unknown][] = [
      ['/ends type-fault.restricts-ends', '/ends', undefined],
      ['/ends/citation/zh type-fault.words-empty', '/ends/citation/zh', ''],
      ['/restricts/contest/zh type-fault.words-empty', '/restricts/contest/zh', ' '],
      ['/restricts/orderer type-fault.restricts-orderer', '/opening/0/required', undefined],
      ['/restricts/orderer type-fault.restricts-orderer', '/restricts/orderer', 'begin'],
      ['/restricts/exceptions type-fault.restricts-exceptions', '/opening/2/required', undefined],
      ['/opening/2/choices type-fault.choices', '/opening/2/choices', undefined],
      ['/about type-fault.restricts-where', '/about', []],
      ['/sealed type-fault.restricts-sealed', '/sealed', 'accused'],
      ['/opened type-fault.opening-by-staff', '/opened', ['resident', 'staff']],
      ['/opening/1 type-fault.twice', '/opening/1/id', 'orderer'],
      [`/stages/0/steps/0 type-fault.twice`, '/stages/0/steps/0/id', 'opening'],
    ]
    for (const [fault, path, value] of cases) {
      const told = broken(path, value, new Map(), 'restriction').map((one) => `${one.path} ${one.say}`)
      assert.ok(told.includes(fault), `${fault}: ${told}`)
    }
  })

  test('a word is asked what it would be handed', () => {
    const check = ({ kind }: Record<string, unknown>) => (typeof kind === 'string' ? [] : [{ path: '/kind', say: 'type-fault.word-given' }])
    const told = broken(`${steps}/0/word`, { name: 'tell', with: { kind: 7 } }, new Map([['tell', { check }]]))
    assert.deepEqual(told, [{ path: `${steps}/0/word/with/kind`, say: 'type-fault.word-given' }])
  })
})

/** Put a value at a JSON pointer, or take away what stands there. */
function put(type: MatterType, pointer: string, value: unknown): void {
  const names = pointer.slice(1).split('/')
  const last = names.pop()!
  const place = names.reduce((at, name) => at[name] as Record<string, unknown>, type as unknown as Record<string, unknown>)
  if (value === undefined) delete place[last]
  else place[last] = value
}
