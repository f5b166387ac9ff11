import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as factActions from '#ground/facts/actions.ts'
import * as opening from '#ground/looking/opening.ts'
import * as people from '#ground/people/actions.ts'
import * as peopleViews from '#ground/people/views.ts'
import { newId } from '#kernel/log/id.ts'
import { insertLook } from '#kernel/log/queries.ts'
import { buildHouse } from '../../../test/doors.ts'
import { moveIn } from '../../../test/readers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()

const lady = { 'person.name': '王秀英', 'person.id-number': '11010519491231002X', 'person.phone': '13800001234' }

test(
  'a clerk adds a person, finds her by name, initials and tail, and sees the door whole',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const { person } = await stage.does(actions.addPerson, clerk, {
      id: doors[0],
      relation: 'residence',
      from: '2020-01-01',
      values: lady,
      source: 'seen',
      asOf: '2026-11-20',
    })
    for (const text of ['王秀英', '秀', 'wxy', '1234', '13800001234', '11010519491231002x']) {
      const { found } = await stage.does(views.search, clerk, { text })
      assert.equal(found[0]?.id, person, text)
    }
    const door = await stage.does(views.door, clerk, { id: doors[0] })
    assert.deepEqual(
      door.people.map(({ person: id, relation, from }) => ({ id, relation, from })),
      [{ id: person, relation: 'residence', from: '2020-01-01' }],
    )
    const shown = door.people[0]!.facts.find((fact) => fact.element === 'person.id-number')
    assert.equal(shown?.value, '110105********002X')
    assert.equal(door.people[0]!.facts.find((fact) => fact.element === 'person.birth-date')?.value, '1949-12-31')
    const [estate] = await stage.sql<{ id: string }[]>`select id from estate where street_id = ${STREET}`
    const wall = await stage.does(views.wall, clerk, { id: estate!.id, question: 'people' })
    assert.deepEqual(
      wall.doors.map((one) => one.state),
      ['one', 'empty'],
    )
  }),
)

test(
  'another community sees neither the door nor the person, and cannot search her out',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const person = await moveIn(stage, doors[0], lady)
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    await stage.refused(views.door, stranger, { id: doors[0] }, 'thing.unknown')
    await stage.refused(views.person, stranger, { id: person }, 'thing.unknown')
    assert.deepEqual((await stage.does(views.search, stranger, { text: '王秀英' })).found, [])
    await stage.refused(
      factActions.correct,
      stranger,
      { id: person, values: { 'person.name': 'X' }, source: 'seen', asOf: '2026-11-20' },
      'thing.unknown',
      { version: 1 },
    )
  }),
)

test(
  'two clerks with the same page: the second is shown that it changed',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const person = await moveIn(stage, doors[0], lady)
    const change = (phone: string) => ({ id: person, values: { 'person.phone': phone }, source: 'seen', asOf: '2026-11-21' })
    assert.equal((await stage.does(factActions.correct, clerk, change('13800005678'), { version: 1 })).rev, 2)
    const problem = await stage.refused(
      factActions.correct,
      stage.actor('clerk', COMMUNITY),
      change('13800009999'),
      'precondition.failed',
      { version: 1 },
    )
    assert.equal(problem.details.rev, 2)
    await stage.refused(factActions.correct, clerk, change('13800009999'), 'precondition.required')
  }),
)

test(
  'the same identity number is never registered twice',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const input = { id: doors[0], relation: 'residence' as const, values: lady, source: 'seen', asOf: '2026-11-20' }
    await stage.does(actions.addPerson, clerk, input)
    await stage.refused(
      actions.addPerson,
      clerk,
      { ...input, id: doors[1], values: { ...lady, 'person.id-number': '11010519491231002x' } },
      'person.known',
    )
  }),
)

test(
  'moving house closes the old door and keeps its history',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const { person } = await stage.does(actions.addPerson, clerk, {
      id: doors[0],
      relation: 'residence',
      from: '2020-01-01',
      values: lady,
      source: 'seen',
      asOf: '2026-11-01',
    })
    await stage.does(
      factActions.correct,
      clerk,
      { id: person, values: { 'person.residence': { dwelling: doors[1], from: '2026-11-15' } }, source: 'seen', asOf: '2026-11-20' },
      { version: 1 },
    )
    const before = await stage.does(views.door, clerk, { id: doors[0] })
    assert.deepEqual([before.people.length, before.past.map(({ to }) => to)], [0, ['2026-11-15']])
    const { ties } = await stage.does(views.person, clerk, { id: person })
    assert.equal(ties.length, 2)
  }),
)

test(
  'opening protected values needs a reason, is capped, and shows in the list of looks',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const person = await moveIn(stage, doors[0], { ...lady, 'person.is-disabled': true })
    const plain = await stage.does(views.person, clerk, { id: person })
    assert.equal(
      plain.facts.some((fact) => fact.element === 'person.is-disabled'),
      false,
    )
    await stage.refused(opening.reveal, clerk, { id: person }, 'access.reason-needed')
    const opened = await stage.does(opening.reveal, clerk, { id: person }, { reason: '核对残疾人两项补贴' })
    assert.equal(opened.facts.find((fact) => fact.element === 'person.is-disabled')?.value, true)
    assert.equal(opened.facts.find((fact) => fact.element === 'person.id-number')?.value, lady['person.id-number'])
    for (let left = opened.left; left > 0; left -= 1) await stage.does(opening.reveal, clerk, { id: person }, { reason: '核对' })
    await stage.refused(opening.reveal, clerk, { id: person }, 'access.cap-reached', { reason: '核对' })
    const { looks } = await stage.does(peopleViews.looks, clerk, { subject: person })
    assert.ok(looks.some((look) => look.reason === '核对残疾人两项补贴' && look.sensitive))
    const grid = stage.actor('grid', COMMUNITY)
    await stage.refused(opening.reveal, grid, { id: person }, 'access.forbidden', { reason: '看看' })
  }),
)

test(
  'a double is found, merged, and taken apart exactly',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const add = (values: Record<string, unknown>) =>
      stage.does(actions.addPerson, clerk, { id: doors[0], relation: 'residence', values, source: 'register', asOf: '2026-11-01' })
    const first = await add(lady)
    const second = await add({
      'person.name': '王秀瑛',
      'person.birth-date': '1949-12-31',
      'person.phone': '13800001234',
      'person.employer': '退休',
    })
    const before = await stage.does(views.person, clerk, { id: first.person })
    const { candidates } = await stage.does(peopleViews.doubles, clerk, { id: first.person })
    assert.equal(candidates[0]?.other.id, second.person)
    const merged = await stage.does(people.merge, clerk, { keep: first.person, gone: second.person, reasons: ['同一电话'] })
    const whole = await stage.does(views.person, clerk, { id: first.person })
    assert.equal(whole.facts.find((fact) => fact.element === 'person.employer')?.value, '退休')
    await stage.refused(views.person, clerk, { id: second.person }, 'thing.unknown')
    await stage.does(people.unmerge, clerk, { id: merged.merge })
    const after = await stage.does(views.person, clerk, { id: first.person })
    assert.deepEqual(after.facts, before.facts)
    assert.equal(
      (await stage.does(views.person, clerk, { id: second.person })).facts.find((fact) => fact.element === 'person.name')?.value,
      '王秀瑛',
    )
    await stage.refused(people.unmerge, clerk, { id: merged.merge }, 'merge.state')
  }),
)

test(
  'the same command five times is done once, another under the same key is refused',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const clerk = stage.actor('clerk', COMMUNITY)
    const input = { id: doors[0], relation: 'residence' as const, values: { 'person.name': '李强' }, source: 'seen', asOf: '2026-11-20' }
    const replies = []
    for (let time = 0; time < 5; time += 1) replies.push(await stage.does(actions.addPerson, clerk, input, { key: 'one-key-1' }))
    assert.equal(new Set(replies.map((reply) => reply.person)).size, 1)
    await stage.refused(actions.addPerson, clerk, { ...input, values: { 'person.name': '李刚' } }, 'idempotency.mismatch', {
      key: 'one-key-1',
    })
  }),
)

test(
  'a look at more people than it can name stands in the list of everybody in its area, and of nobody beyond',
  story(async (stage) => {
    const doors = await buildHouse(stage, ['101', '102'])
    const person = await moveIn(stage, doors[0], lady)
    const many = Array.from({ length: 201 }, () => newId())
    for (const community of [COMMUNITY, OTHER_COMMUNITY])
      await insertLook(stage.sql, await stage.ctx(stage.actor('clerk', community)), 'report.deliver', {
        subjects: many,
        fields: ['person.name'],
        reason: `给${community}`,
      })
    const { looks } = await stage.does(peopleViews.looks, stage.actor('auditor'), { subject: person })
    const bulk = looks.filter((look) => look.view === 'report.deliver')
    assert.deepEqual(
      bulk.map(({ count, maybe, reason, subjects }) => ({ count, maybe, reason, subjects })),
      [{ count: 201, maybe: true, reason: `给${COMMUNITY}`, subjects: [] }],
    )
  }),
)
