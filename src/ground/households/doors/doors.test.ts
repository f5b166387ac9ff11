import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import * as places from '#ground/places/actions.ts'
import * as gridActions from '#ground/places/grids/actions.ts'
import { grids, grid as readGrid } from '#ground/places/grids/views.ts'
import { doors as readDoors } from '#ground/places/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import { addPerson, sayOf } from '../actions.ts'
import * as views from '../views.ts'
import * as actions from './actions.ts'

const story = useStage()
const ON = '2026-11-20'

type Drawn = {
  clerk: Actor
  estate: string
  building: string
  door: (number: string) => Promise<{ id: string; rev: number; label: string }>
}

async function draw(stage: Stage): Promise<Drawn> {
  const clerk = stage.actor('clerk', COMMUNITY)
  const values = { 'estate.management-mode': 'property', 'estate.address': '文昌路188号' }
  const { estate } = await stage.does(places.addEstate, clerk, { region: COMMUNITY, kind: 'estate', name: '阳光花园', values })
  const { building } = await stage.does(places.addBuilding, clerk, {
    id: estate,
    name: '3#',
    plan: { units: 2, unitNames: 'number', from: 1, to: 3, doors: 2, numbering: 'floor', skipFloors: [2], leaveOut: [] },
  })
  const door = async (number: string) => {
    const { doors } = await stage.does(readDoors, clerk, { id: estate })
    const found = doors.find((one) => one.unit === '1' && one.door === number)
    assert.ok(found, `no door ${number}`)
    return found
  }
  return { clerk, estate, building, door }
}

async function moveIn(stage: Stage, clerk: Actor, id: string, name: string, relation: 'residence' | 'ownership' = 'residence') {
  const { person } = await stage.does(addPerson, clerk, {
    id,
    relation,
    from: '2020-05-01',
    values: { 'person.name': name },
    source: 'seen',
    asOf: ON,
  })
  return person
}

const names = (people: { person: string; relation: string }[]) => people.map(({ person, relation }) => `${relation} ${person}`).sort()

test(
  'an estate renamed takes its doors along: who lives there stays, the old name still finds them',
  story(async (stage) => {
    const { clerk, estate, building, door } = await draw(stage)
    const home = await door('101')
    assert.equal(home.label, '阳光花园3号楼1单元101室')
    const wang = await moveIn(stage, clerk, home.id, '王秀英')
    const { rev } = await stage.does(readDoors, clerk, { id: estate })
    await stage.refused(places.changeEstate, clerk, { id: estate, kind: 'estate', name: '阳光新苑' }, 'precondition.failed', {
      version: rev - 1,
    })
    const { doors } = await stage.does(places.changeEstate, clerk, { id: estate, kind: 'estate', name: '阳光新苑' }, { version: rev })
    assert.equal(doors, 8)
    const after = await stage.does(views.door, clerk, { id: home.id })
    assert.equal(after.label, '阳光新苑3号楼1单元101室')
    assert.deepEqual(names(after.people), [`residence ${wang}`])
    for (const text of ['阳光新苑3号楼1单元101', '阳光花园3号楼1单元101'])
      assert.ok(
        (await stage.does(views.search, clerk, { text, kinds: ['dwelling'] })).found.some((one) => one.id === home.id),
        text,
      )
    const { buildings } = await stage.does(readDoors, clerk, { id: estate })
    await stage.does(places.changeBuilding, clerk, { id: building, name: 'A座' }, { version: buildings[0]!.rev })
    assert.equal((await stage.does(views.door, clerk, { id: home.id })).label, '阳光新苑A座1单元101室')
  }),
)

test(
  'more doors are drawn where none stand; those that stand stay who they are; a mistake is taken back while nothing hangs on it',
  story(async (stage) => {
    const { clerk, estate, building, door } = await draw(stage)
    const before = await door('101')
    const plan = {
      units: 3,
      unitNames: 'number' as const,
      from: 1,
      to: 3,
      doors: 2,
      numbering: 'floor' as const,
      skipFloors: [2],
      leaveOut: [],
    }
    assert.deepEqual(await stage.does(places.drawMore, clerk, { id: building, plan }), { doors: 4, standing: 8 })
    assert.equal((await door('101')).id, before.id)
    const tall = await stage.refused(
      places.drawMore,
      clerk,
      { id: building, plan: { ...plan, units: 30, to: 120, doors: 40 } },
      'input.invalid',
    )
    assert.equal(tall.fields[0]?.path, '/plan/doors')
    const twice = await stage.refused(places.addBuilding, clerk, { id: estate, name: '3号楼', plan }, 'place.known')
    assert.equal(twice.fields[0]?.path, '/name')
    assert.deepEqual(await stage.does(places.addHouses, clerk, { id: estate, houses: { lane: '东街', numbers: ['1', '2', '15附1'] } }), {
      doors: 3,
      standing: 0,
    })
    await moveIn(stage, clerk, before.id, '王秀英')
    await stage.refused(actions.remove, clerk, { id: building }, 'thing.in-use')
    const { doors } = await stage.does(readDoors, clerk, { id: estate })
    await stage.does(actions.remove, clerk, { id: doors.find((one) => one.label.includes('15附1'))!.id })
    assert.equal((await stage.does(readDoors, clerk, { id: estate })).doors.length, doors.length - 1)
    await stage.refused(places.addScattered, clerk, { region: COMMUNITY, houses: { numbers: ['9'] } }, 'input.invalid')
    await stage.does(places.addScattered, clerk, { region: COMMUNITY, houses: { lane: '文昌路', numbers: ['9'] } })
  }),
)

test(
  'a corrected address keeps everybody; an address another door has is refused at its field',
  story(async (stage) => {
    const { clerk, door } = await draw(stage)
    const home = await door('101')
    const wang = await moveIn(stage, clerk, home.id, '王秀英')
    const taken = await stage.refused(places.correctAddress, clerk, { id: home.id, change: { door: '102' } }, 'place.known', {
      version: home.rev,
    })
    assert.equal(taken.fields[0]?.path, '/change/door')
    const { label } = await stage.does(places.correctAddress, clerk, { id: home.id, change: { door: '103' } }, { version: home.rev })
    assert.equal(label, '阳光花园3号楼1单元103室')
    assert.deepEqual(names((await stage.does(views.door, clerk, { id: home.id })).people), [`residence ${wang}`])
  }),
)

test(
  'a door is split: each goes where she is said to live, and the years before stay with the door',
  story(async (stage) => {
    const { clerk, door } = await draw(stage)
    const home = await door('101')
    const [wang, li] = [await moveIn(stage, clerk, home.id, '王秀英'), await moveIn(stage, clerk, home.id, '李建国')]
    const input = { id: home.id, doors: ['101A', '101B'], moves: [{ person: li, to: 1 }], on: ON }
    const { doors, moved } = await stage.does(actions.splitDoor, clerk, input, { version: home.rev })
    assert.equal(moved, 1)
    const [first, second] = [await stage.does(views.door, clerk, { id: doors[0]! }), await stage.does(views.door, clerk, { id: doors[1]! })]
    assert.deepEqual([first.label, second.label], ['阳光花园3号楼1单元101A室', '阳光花园3号楼1单元101B室'])
    assert.deepEqual([names(first.people), names(second.people)], [[`residence ${wang}`], [`residence ${li}`]])
    assert.deepEqual(
      first.past.map(({ person, from, to }) => ({ person, from, to })),
      [{ person: li, from: '2020-05-01', to: ON }],
    )
  }),
)

test(
  'doors are joined: all people come over, of an owner’s homes only this one ends, and the closed door still tells who was there',
  story(async (stage) => {
    const { clerk, door } = await draw(stage)
    const [kept, gone, elsewhere] = [await door('101'), await door('102'), await door('301')]
    const li = await moveIn(stage, clerk, gone.id, '李建国')
    const owner = await moveIn(stage, clerk, elsewhere.id, '赵敏', 'ownership')
    const page = await stage.does(views.person, clerk, { id: owner })
    const owning = { id: owner, values: { 'person.ownership': { dwelling: gone.id, from: '2021-01-01' } }, source: 'seen', asOf: ON }
    await stage.does(correct, clerk, owning, { version: page.rev })
    await stage.does(sayOf, clerk, { id: gone.id, values: { 'household.type': null }, source: 'seen', asOf: ON })
    const { moved, label } = await stage.does(actions.joinDoors, clerk, { id: kept.id, others: [gone.id], door: '101-102', on: ON })
    assert.deepEqual([moved, label], [2, '阳光花园3号楼1单元101-102室'])
    assert.deepEqual(names((await stage.does(views.door, clerk, { id: kept.id })).people), [`ownership ${owner}`, `residence ${li}`].sort())
    const closed = await stage.does(views.door, clerk, { id: gone.id })
    assert.deepEqual([closed.people, closed.closed?.into, closed.past.length], [[], kept.id, 2])
    const ties = (await stage.does(views.person, clerk, { id: owner })).ties.filter((tie) => tie.to === null).map((tie) => tie.dwelling)
    assert.deepEqual(ties.sort(), [kept.id, elsewhere.id].sort())
  }),
)

test(
  'a door is closed only when nobody lives there; its address is free, its page stays, and a mistake is mended',
  story(async (stage) => {
    const { clerk, estate, building, door } = await draw(stage)
    const [empty, lived] = [await door('101'), await door('102')]
    await moveIn(stage, clerk, lived.id, '王秀英')
    const owner = await moveIn(stage, clerk, empty.id, '赵敏', 'ownership')
    const both = { doors: [empty.id, lived.id], why: 'torn-down' as const, on: ON }
    const refused = await stage.refused(actions.closeDoors, clerk, both, 'thing.in-use')
    assert.equal(refused.fields[0]?.say, 'door.lived-in')
    await stage.does(actions.closeDoors, clerk, { ...both, doors: [empty.id] })
    const page = await stage.does(views.door, clerk, { id: empty.id })
    assert.deepEqual([page.closed?.on, page.closed?.why, names(page.people)], [ON, 'torn-down', [`ownership ${owner}`]])
    assert.equal((await stage.does(views.wall, clerk, { id: estate, question: 'people' })).doors.length, 7)
    assert.ok(
      !(await stage.does(views.search, clerk, { text: '阳光花园3号楼1单元101', kinds: ['dwelling'] })).found.some(
        (one) => one.id === empty.id,
      ),
    )
    await stage.refused(actions.closeDoors, clerk, { ...both, doors: [empty.id] }, 'thing.unknown')
    await stage.does(actions.reopenDoor, clerk, { id: empty.id })
    await stage.does(actions.closeDoors, clerk, { ...both, doors: [empty.id] })
    const plan = {
      units: 1,
      unitNames: 'number' as const,
      from: 1,
      to: 1,
      doors: 1,
      numbering: 'floor' as const,
      skipFloors: [],
      leaveOut: [],
    }
    assert.deepEqual(await stage.does(places.drawMore, clerk, { id: building, plan }), { doors: 1, standing: 0 })
    await stage.refused(actions.reopenDoor, clerk, { id: empty.id }, 'place.known')
  }),
)

test(
  'doors put into a grid take their people along, and a post of a grid sees its doors and people and no others',
  story(async (stage) => {
    const { clerk, estate, building, door } = await draw(stage)
    const [mine, other] = [await door('101'), await door('301')]
    const wang = await moveIn(stage, clerk, mine.id, '王秀英')
    const { doors } = await stage.does(readDoors, clerk, { id: estate })
    const far = doors.find((one) => one.unit === '2')!
    const li = await moveIn(stage, clerk, far.id, '李建国')
    const one = await stage.does(gridActions.addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
    const two = await stage.does(gridActions.addGrid, clerk, { region: COMMUNITY, name: '第二网格' })
    const stairs = [{ estate, building, unit: '1' }]
    assert.equal((await stage.does(actions.assignToGrid, clerk, { id: one.grid, stairs })).moved, 4)
    assert.equal((await stage.does(actions.assignToGrid, clerk, { id: two.grid, places: [far.id] })).moved, 1)
    const region = COMMUNITY * 1000 + one.number
    const worker = { ...stage.actor('grid', COMMUNITY), lo: region, hi: region }
    assert.deepEqual(names((await stage.does(views.door, worker, { id: mine.id })).people), [`residence ${wang}`])
    await stage.refused(views.door, worker, { id: far.id }, 'thing.unknown')
    await stage.refused(views.person, worker, { id: li }, 'thing.unknown')
    assert.deepEqual((await stage.does(views.search, worker, { text: '李建国' })).found, [])
    assert.deepEqual(new Set((await stage.does(readDoors, worker, { id: estate })).doors.map((seen) => seen.unit)), new Set(['1']))
    assert.equal((await stage.does(views.wall, worker, { id: estate, question: 'people' })).doors.length, 4)
    assert.equal((await stage.does(readGrid, worker, { id: one.grid })).stairs.length, 1)
    // Out again, and over to the other: the people follow each time.
    await stage.does(actions.assignToGrid, clerk, { id: two.grid, places: [mine.id, other.id] })
    await stage.refused(views.person, worker, { id: wang }, 'thing.unknown')
    assert.equal((await stage.does(actions.assignToGrid, clerk, { id: two.grid, stairs, out: true })).moved, 2)
    const listed = await stage.does(grids, clerk, { region: COMMUNITY })
    assert.deepEqual([listed.grids.map((grid) => grid.doors), listed.without.doors], [[2, 1], 5])
    assert.deepEqual(names((await stage.does(views.door, clerk, { id: mine.id })).people), [`residence ${wang}`])
    await stage.refused(gridActions.closeGrid, clerk, { id: one.grid }, 'thing.in-use')
  }),
)

test(
  'who has no right to change places, or answers for another community, changes no door',
  story(async (stage) => {
    const { clerk, estate, door } = await draw(stage)
    const home = await door('101')
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    const closing = { doors: [home.id], why: 'torn-down' as const, on: ON }
    await stage.refused(actions.closeDoors, stage.actor('grid', COMMUNITY), closing, 'access.forbidden')
    await stage.refused(actions.closeDoors, stranger, closing, 'thing.unknown')
    await stage.refused(actions.splitDoor, stranger, { id: home.id, doors: ['1', '2'], moves: [], on: ON }, 'thing.unknown', { version: 0 })
    await stage.refused(actions.joinDoors, stranger, { id: home.id, others: [estate], on: ON }, 'thing.unknown')
    await stage.refused(places.correctAddress, stranger, { id: home.id, change: { door: '9' } }, 'thing.unknown', { version: 0 })
    await stage.refused(places.addHouses, stranger, { id: estate, houses: { numbers: ['1'] } }, 'thing.unknown')
    await stage.refused(actions.closeDoors, clerk, { ...closing, on: '2027-01-01' }, 'input.invalid')
  }),
)
