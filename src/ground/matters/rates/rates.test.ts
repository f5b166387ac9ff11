import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Value } from '#base/condition.ts'
import { shippedRates } from '#catalogue/rates.ts'
import bulletins from '../../../../test/matters/bulletins.json' with { type: 'json' }
import type { Rate } from './rate.ts'
import { readFigures, readMatters } from './read-table.ts'
import { type Counted, rateFaults, reckonFigures, reckonMatters, shareOf } from './reckon.ts'

type OfMatters = Extract<Rate, { over: 'matters' }>
type OfFigures = Extract<Rate, { over: 'figures' }>
const getRate = (id: string) => shippedRates.find((rate) => rate.id === id)!
const matter = (given: Record<string, Value>): Counted => new Map(Object.entries(given))
const percent = (id: string, matters: Counted[]) => reckonMatters(getRate(id) as OfMatters, matters).percent

type Bulletin = { id: string; figures: Record<string, number>; printed: Record<string, string>; sums: string[] }
const printedOnes = bulletins as unknown as Bulletin[]
const get = (id: string) => printedOnes.find((one) => one.id === id)!

describe('printed bulletins of hotlines', () => {
  const figuresOf = (id: string) => new Map(Object.entries(get(id).figures))
  const printed = (id: string) => get(id).printed

  test('a weekly one of June 2024: direct and passed on with one place, kinds with two, as they were printed', () => {
    const figures = figuresOf('weekly-2024-26')
    const shares = {
      ...reckonFigures(getRate('direct-share') as OfFigures, figures),
      ...reckonFigures(getRate('kind-share') as OfFigures, figures),
    }
    for (const [name, said] of Object.entries(printed('weekly-2024-26')))
      assert.equal(shares[name.replace('占比', '')]?.percent, said, name)
  })

  test('one of a May: answered directly, and replied in time', () => {
    const figures = figuresOf('dezhou-style-may')
    assert.equal(reckonFigures(getRate('direct-answer') as OfFigures, figures).直接答复?.percent, printed('dezhou-style-may').直接答复率)
    assert.equal(reckonFigures(getRate('reply-on-time') as OfFigures, figures).按期回复件?.percent, printed('dezhou-style-may').按期回复率)
  })

  test('what they print as parts adds up to what they print as the whole', () => {
    for (const { id, sums } of printedOnes)
      for (const sum of sums) {
        const [parts = '', whole] = sum.split('=')
        assert.equal(
          parts.split('+').reduce((total, part) => total + Number(part), 0),
          Number(whole),
          id,
        )
      }
  })

  test('a table of figures is read with a name in each row, or a heading row', () => {
    const needed = ['直办', '受理']
    const tall = readFigures(
      [
        ['指标', '件数'],
        ['受理', '71,412'],
        ['直办', '37643件'],
      ],
      needed,
    )
    const wide = readFigures(
      [
        ['单位', '受理', '直办'],
        ['甲街道', '71000', '37000'],
        ['乙街道', '412', '643'],
      ],
      needed,
    )
    assert.deepEqual(
      [...wide.figures],
      [
        ['受理', 71412],
        ['直办', 37643],
      ],
    )
    assert.deepEqual(tall.missing, [])
    assert.deepEqual(readFigures([['受理', '5']], needed).missing, ['直办'])
  })
})

describe('rates of matters', () => {
  test('each shipped one is made of names there are', () => {
    for (const rate of shippedRates) assert.deepEqual(rateFaults(rate), [], rate.id)
    const wrong = { ...(getRate('solved') as OfMatters), numerator: { element: 'happy', op: '=', value: true } } as Rate
    assert.deepEqual(
      rateFaults(wrong).map(({ path, say }) => `${path} ${say}`),
      ['/numerator condition.name-unknown'],
    )
  })

  test('silence counts neither as solved nor as unsolved, and what was merged is counted where it went', () => {
    const matters = [
      matter({ outcome: 'confirmed', solved: true, channel: 'telephone' }),
      matter({ outcome: 'confirmed', solved: true, channel: 'counter' }),
      matter({ stand: 'in-hand', solved: false, channel: 'telephone' }),
      matter({ outcome: 'ruled', channel: 'telephone' }),
      matter({ outcome: 'merged', solved: true, channel: 'phone' }),
    ]
    const found = reckonMatters(getRate('solved') as OfMatters, matters)
    assert.deepEqual([found.numerator, found.denominator, found.percent, found.counted], [2, 3, '66.67%', 5])
    assert.deepEqual(
      found.excluded.map(({ count }) => count),
      [1],
    )
    assert.deepEqual(found.byChannel, {
      counter: { numerator: 1, denominator: 1, percent: '100.00%' },
      telephone: { numerator: 1, denominator: 2, percent: '50.00%' },
    })
  })

  test('on time counts those answered and those past it, not those that still have time, nor those not taken in', () => {
    const matters = [
      matter({ 'on-time': true }),
      matter({ 'on-time': false }),
      matter({}),
      matter({ 'on-time': false, outcome: 'refused' }),
    ]
    assert.equal(percent('on-time', matters), '50.00%')
    assert.equal(percent('on-time', [matter({})]), null, 'nothing to count is no rate')
  })

  test('reopened and returned look at those answered and those dispatched', () => {
    const answered = [
      matter({ answered: true, reopened: 2 }),
      matter({ answered: true, reopened: 0 }),
      matter({ answered: false, reopened: 0 }),
    ]
    assert.equal(percent('reopened', answered), '50.00%')
    assert.equal(
      percent('returned', [
        matter({ dispatched: true, returned: 1 }),
        matter({ dispatched: true, returned: 0 }),
        matter({ dispatched: false }),
      ]),
      '50.00%',
    )
  })

  test('a printed table is read with its headings and words; what cannot be read is told by its cell', () => {
    const cells = [
      ['工单号', '渠道', '是否解决', '满意度', '退回次数'],
      ['1', '来电', '是', '非常满意', '0'],
      ['2', '窗口', '', '不满意', ''],
      ['3', '飞鸽', '也许', '满意', '许多'],
    ]
    const { rows, faults, missing } = readMatters(cells, ['solved', 'satisfied'])
    assert.deepEqual(Object.fromEntries(rows[0]!), { channel: 'telephone', solved: true, satisfied: 'very', returned: 0 })
    assert.deepEqual(Object.fromEntries(rows[1]!), { channel: 'counter', satisfied: 'no' })
    assert.deepEqual(
      faults.map(({ path }) => path),
      ['B4', 'C4', 'E4'],
    )
    assert.deepEqual(missing, [])
    assert.deepEqual(readMatters(cells, ['on-time']).missing, ['on-time'])
  })

  test('shares are rounded half up, never beyond a hundred, and never by floating numbers', () => {
    assert.equal(shareOf(11139, 71412, 2).percent, '15.60%')
    assert.equal(shareOf(1, 3, 1).percent, '33.3%')
    assert.equal(shareOf(1, 800, 2).percent, '0.13%', '0.125 goes up')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (whole, drawn) => {
        const part = Math.min(drawn, whole)
        const said = Number.parseFloat(shareOf(part, whole, 2).percent!)
        return said <= 100 && Math.abs(said - (part / whole) * 100) <= 0.0051
      }),
    )
  })
})
