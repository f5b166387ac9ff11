import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addressKey } from './address-key.ts'
import type { BuildingPlan } from './contract.ts'
import { buildingPart, corrected, countDoors, drawDoors, expandNumbers, houseParts, partsOf, placeOf } from './rules.ts'

const plan = (change: Partial<BuildingPlan> = {}): BuildingPlan => ({
  units: 2,
  unitNames: 'number',
  from: 1,
  to: 3,
  doors: 2,
  numbering: 'floor',
  skipFloors: [],
  leaveOut: [],
  ...change,
})
const doorsOf = (change: Partial<BuildingPlan>) => drawDoors(plan(change)).map(({ unit, door }) => `${unit ?? ''}-${door}`)

describe('a building is drawn by its plan', () => {
  test('six units of eighteen floors without 4, 13 and 14 have fifteen floors and no number of the three', () => {
    const drawn = drawDoors(plan({ units: 6, to: 18, skipFloors: [4, 13, 14] }))
    assert.equal(drawn.length, 6 * 15 * 2)
    assert.deepEqual(
      drawn.filter(({ door }) => /^(4|13|14)\d\d$/.test(door)),
      [],
    )
    assert.equal(drawn.at(-1)?.door, '1802')
  })

  test('there is no floor between the first below ground and the first above', () => {
    assert.deepEqual(doorsOf({ units: 1, from: -1, to: 1, doors: 1 }), ['1--101', '1-101'])
  })

  test('numbers go on through the units, up through the unit, by letter, or by side', () => {
    assert.deepEqual(doorsOf({ to: 1, numbering: 'through' }), ['1-101', '1-102', '2-103', '2-104'])
    assert.deepEqual(doorsOf({ units: 1, to: 2, numbering: 'plain' }), ['1-1', '1-2', '1-3', '1-4'])
    assert.deepEqual(doorsOf({ units: 1, to: 1, numbering: 'letter', unitNames: 'letter' }), ['A-1A', 'A-1B'])
    assert.deepEqual(doorsOf({ units: 1, to: 1, numbering: 'side', unitNames: 'none' }), ['-东户', '-西户'])
  })

  test('a door that is left out is left out, and lends its number to no other', () => {
    assert.deepEqual(doorsOf({ units: 1, to: 2, leaveOut: ['1-1-101'] }), ['1-102', '1-201', '1-202'])
  })

  test('no two doors of a plan have the same address, whatever the plan', () => {
    const plans = fc.record({
      units: fc.integer({ min: 1, max: 8 }),
      unitNames: fc.constantFrom('number' as const, 'letter' as const),
      from: fc.integer({ min: -2, max: 3 }),
      to: fc.integer({ min: 3, max: 33 }),
      doors: fc.integer({ min: 1, max: 6 }),
      numbering: fc.constantFrom('floor' as const, 'through' as const, 'plain' as const, 'letter' as const),
      skipFloors: fc.subarray([4, 13, 14, 18, 24]),
      leaveOut: fc.constant<string[]>([]),
    })
    fc.assert(
      fc.property(plans, (one) => {
        const drawn = drawDoors(one)
        const keys = drawn.map(({ unit, door, floor, named }) =>
          addressKey({ building: '3', ...(unit ? { unit } : {}), ...(named ? { floor: String(floor) } : {}), door, rest: '' }),
        )
        assert.equal(new Set(keys).size, drawn.length)
        assert.equal(new Set(drawn.map(placeOf)).size, drawn.length)
        assert.equal(countDoors(one), drawn.length)
      }),
      { numRuns: 60 },
    )
  })
})

test('a building is the same however its number is written', () => {
  assert.deepEqual(['3号楼', '3#', '3栋', '3', ' ３ '].map(buildingPart), ['3', '3', '3', '3', '3'])
  assert.deepEqual(['A座', 'a', '综合楼', '幸福公馆'].map(buildingPart), ['A', 'A', '综合楼', '幸福公馆'])
})

test('numbers of houses are taken as a clerk writes them', () => {
  assert.deepEqual(expandNumbers('1-3，5、7号 15附1 3'), ['1', '2', '3', '5', '7', '15附1'])
  assert.deepEqual(expandNumbers('9-3'), ['9-3'])
  assert.deepEqual(houseParts('后坡村', { group: '3组', numbers: ['7'] }), [{ estate: '后坡村', group: '3', number: '7', rest: '' }])
})

test('a correction changes the parts it names and keeps the others', () => {
  const parts = partsOf('阳光花园3号楼2单元501室', '阳光花园')
  assert.deepEqual(corrected(parts, { door: '502室', unit: '' }), { estate: '阳光花园', building: '3', door: '502', rest: '' })
  assert.deepEqual(corrected(partsOf('后坡村3组7号', '后坡村'), { number: '7附1号' }).number, '7附1')
})
