import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Offered, stepsOf, typeFaults } from '#ground/matters/types/check-type.ts'
import { type MatterType, MatterTypeShape } from '#ground/matters/types/type.ts'
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

  test('silence never closes without a rule that is cited', () => {
    for (const { id, clocks } of shippedMatterTypes) if (clocks.confirm) assert.ok(clocks.confirm.citation?.zh, id)
  })
})

describe('a type that makes no sense', () => {
  const broken = (change: (type: MatterType) => void) => {
    const type = structuredClone(getType('repair'))
    change(type)
    return typeFaults(type, offered).map(({ path, say }) => `${path} ${say}`)
  }
  const step = (type: MatterType, stage: number, at: number) => type.stages[stage]!.steps[at]!

  test('names the path of what is wrong', () => {
    const cases: [string, (type: MatterType) => void][] = [
      ['/categories/1 type-fault.twice', (type) => { type.categories[1]!.code = type.categories[0]!.code)],
      ['/stages/1/steps/2 type-fault.twice', (type) => void (step(type, 1, 2).id = 'owners' }],
      ['/stages/0/steps/0/questions/1 type-fault.twice', (type) => void step(type, 0, 0).questions!.push(step(type, 0, 0).questions![0]!)],
      ['/categories/0/refuse type-fault.refusal-unknown', (type) => { type.categories[0]!.refuse = 'nothing')],
      ['/categories/0/refuse type-fault.office-needed', (type) => void (type.categories[0]!.refuse = 'answered' }],
      ['/categories/0/clocks/response type-fault.clock-unknown', (type) => void delete type.clocks.response],
      ['/clocks/confirm/citation type-fault.silence-without-rule', (type) => void delete type.clocks.confirm!.citation],
      ['/returns/reasons type-fault.no-reasons', (type) => { type.returns.reasons = [] }],
      [
        '/whistle/finish type-fault.done-before-there',
        (type) => { type.whistle = { arrive: { minutes: 60 }, finish: { minutes: 30 } } }],
      [
        '/stages/1/steps/0/when type-fault.asks-later',
        (type) => { step(type, 1, 0).when = { element: 'mended.how', op: 'known', value: true } }],
      [
        '/stages/1/steps/0/when condition.name-unknown',
        (type) => { step(type, 1, 0).when = { element: 'nothing', op: '=', value: 'x' } }],
      [
        '/stages/1/steps/0/when condition.code-unknown',
        (type) => { step(type, 1, 0).when = { element: 'on-site.state', op: '=', value: 'x' } }],
      ['/stages/1/steps/0/when condition.shape', (type) => { step(type, 1, 0).when = { all: [] })],
      ['/stages/1/steps/2/questions/0/choices type-fault.choices', (type) => void (step(type, 1, 2).questions![0]!.type = 'code' }],
      ['/stages/1/steps/0/word/name type-fault.word-unknown', (type) => { step(type, 1, 0).word = { name: 'fly', with: {} })],
      ['/texts/closed/zh type-fault.hole-unknown', (type) => void (type.texts.closed.zh = '{name}' }],
      ['/indicators/0 type-fault.rate-unknown', (type) => { type.indicators[0] = 'happiness')],
      ['/indicators/0 type-fault.sealed-counted', (type) => void (type.sealed = 'accused' }],
      ['/escalations/0/to type-fault.sealed-escalation', (type) => { type.sealed = 'accused' }],
    ]
    for (const [fault, change] of cases) assert.ok(broken(change).includes(fault), `${fault}: ${broken(change)}`)
  })

  test('a word is asked what it would be handed', () => {
    const type = structuredClone(getType('repair'))
    step(type, 1, 0).word = { name: 'tell', with: { kind: 7 } }
    const words = new Map([
      [
        'tell',
        {
          check: ({ kind }: Record<string, unknown>) => (typeof kind === 'string' ? [] : [{ path: '/kind', say: 'type-fault.word-given' }]),
        },
      ],
    ])
    assert.deepEqual(typeFaults(type, { ...offered, words }), [{ path: '/stages/1/steps/0/word/with/kind', say: 'type-fault.word-given' }])
  })
})
