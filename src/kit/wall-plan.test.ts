import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  countStates,
  drawFacade,
  enterFrom,
  pitchFor,
  planBuilding,
  type Step,
  stepFrom,
  type WallBuilding,
  type WallDoor,
} from './wall-plan.ts'

function slab(floors: number, units: string[], perFloor: number): WallBuilding {
  const doors = units.flatMap((unit) =>
    Array.from({ length: floors * perFloor }, (_, index): WallDoor => {
      const floor = Math.floor(index / perFloor) + 1
      const no = `${floor}${String((index % perFloor) + 1).padStart(2, '0')}`
      return { id: `${unit}-${no}`, no, floor, unit }
    }),
  )
  return { id: 'b', name: '3号楼', doors }
}

test('a slab of three units stands floor over floor, units side by side', () => {
  const plan = planBuilding(slab(6, ['1', '2', '3'], 2))
  assert.deepEqual(plan.floors, [6, 5, 4, 3, 2, 1])
  assert.deepEqual(
    plan.units,
    [1, 2, 3].map((no) => ({ name: String(no), columns: 2 })),
  )
  assert.deepEqual(
    plan.cells[0]!.map((door) => door?.id),
    ['1-601', '1-602', '2-601', '2-602', '3-601', '3-602'],
  )
  assert.deepEqual(plan.heads, ['01', '02', '01', '02', '01', '02'])
})

test('tenth unit after the second; skipped floors and basements keep their order', () => {
  const doors = [
    { id: 'a', no: '101', floor: 1, unit: '10' },
    { id: 'b', no: '101', floor: 1, unit: '2' },
    { id: 'c', no: 'B01', floor: -1, unit: '2' },
    { id: 'd', no: '1501', floor: 15, unit: '2' },
  ]
  const plan = planBuilding({ id: 'x', name: 'x', doors })
  assert.deepEqual(
    plan.units.map(({ name }) => name),
    ['2', '10'],
  )
  assert.deepEqual(plan.floors, [15, 1, -1])
})

test('a given place leaves a gap where a door is missing; arrows go over it', () => {
  const doors = [
    { id: '101', no: '101', floor: 1, place: 1 },
    { id: '104', no: '104', floor: 1, place: 4 },
    { id: '202', no: '202', floor: 2, place: 2 },
  ]
  const plan = planBuilding({ id: 'x', name: 'x', doors })
  assert.equal(plan.columns, 4)
  assert.equal(stepFrom(plan, '101', 'right')?.id, '104')
  assert.equal(stepFrom(plan, '104', 'up')?.id, '202')
  assert.equal(stepFrom(plan, '101', 'left'), undefined)
  assert.equal(stepFrom(plan, '202', 'up'), undefined)
  assert.equal(stepFrom(plan, '104', 'first')?.id, '101')
  assert.equal(enterFrom(plan, 'right', 9)?.id, '202')
})

const building = fc
  .uniqueArray(
    fc.record({ floor: fc.integer({ min: -2, max: 34 }), unit: fc.constantFrom('1', '2', 'A'), no: fc.integer({ min: 1, max: 8 }) }),
    {
      minLength: 1,
      maxLength: 120,
      selector: ({ floor, unit, no }) => `${unit}-${floor}-${no}`,
    },
  )
  .map((doors): WallBuilding => {
    const named = doors.map(({ floor, unit, no }) => ({ id: `${unit}-${floor}-${no}`, no: `${floor}0${no}`, floor, unit }))
    return { id: 'b', name: 'b', doors: named }
  })

test('whatever the building: each door has one place, and a step never leaves for nowhere', () => {
  fc.assert(
    fc.property(building, fc.constantFrom<Step>('up', 'down', 'left', 'right', 'first', 'last'), (made, step) => {
      const plan = planBuilding(made)
      const placed = plan.cells.flat().filter((door) => door !== undefined)
      assert.deepEqual(placed.map(({ id }) => id).sort(), made.doors.map(({ id }) => id).sort())
      assert.ok(plan.cells.every((row) => row.length === plan.columns))
      for (const door of made.doors) {
        const next = stepFrom(plan, door.id, step)
        if (next) assert.ok(made.doors.includes(next))
        if (next && step === 'up') assert.ok(next.floor > door.floor)
      }
    }),
  )
})

test('a tower of 816 doors is drawn with as many paths as it has states', () => {
  const tower = slab(34, ['1', '2', '3'], 8)
  const plan = planBuilding(tower)
  const answers = Object.fromEntries(tower.doors.map(({ id }, index) => [id, index % 3 ? 'known' : { state: 'stale', value: '2' }]))
  const facade = drawFacade(plan, answers, pitchFor([plan]))
  assert.equal(facade.paths.length, 2)
  assert.equal(
    facade.paths.reduce((sum, { d }) => sum + d.split('M').length - 1, 0),
    816,
  )
  assert.ok(facade.height <= 288)
  assert.deepEqual(
    countStates(tower.doors, answers),
    new Map([
      ['stale', 272],
      ['known', 544],
    ]),
  )
  assert.equal(countStates(tower.doors, {}).get(''), 816)
})
