import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as factActions from '#ground/facts/actions.ts'
import * as factViews from '#ground/facts/views.ts'
import * as households from '#ground/households/actions.ts'
import * as opening from '#ground/looking/opening.ts'
import { newId } from '#kernel/log/id.ts'
import { addDoor } from '../../../test/doors.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import type { FilledPart, Form } from './contract.ts'
import * as views from './views.ts'

const story = useStage()
const REGION = COMMUNITY * 1000 + 1

type Door = { door: string; lady: string; child: string }

/** A door with a lady and a child living at it. */
async function furnish(stage: Stage): Promise<Door> {
  const door = await addDoor(stage, '文昌里1号101', REGION)
  const clerk = stage.actor('clerk', COMMUNITY)
  const add = async (values: Record<string, unknown>) =>
    (await stage.does(households.addPerson, clerk, { id: door, relation: 'residence', values, source: 'register', asOf: '2025-01-05' }))
      .person
  const lady = await add({
    'person.name': '王秀英',
    'person.id-number': '11010519491231002X',
    'person.phone': '13800001234',
    'person.relation-to-head': '02',
  })
  const child = await add({ 'person.name': '王小宝', 'person.birth-date': '2016-05-01' })
  return { door, lady, child }
}

const parts = (opened: { parts: { key: string; rev: number }[] }, filled: Record<string, Partial<FilledPart>>): FilledPart[] =>
  opened.parts.map(({ key, rev }) => ({ key, rev, values: {}, still: [], local: {}, ...filled[key] }))

const handIn = { channel: 'counter', asOf: '2026-11-20' } as const

test(
  'a clerk opens a form over what is known, confirms in one touch what is still right, adds what is new, and everything is said once',
  story(async (stage) => {
    const { lady } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'resident', subject: lady })
    assert.equal(opened.name, '王秀英')
    const known = opened.parts[0]!.facts.find((fact) => fact.element === 'person.phone')!
    assert.deepEqual([known.value, known.masked, known.source, known.asOf], ['138****1234', true, 'register', '2025-01-05'])
    assert.ok(!opened.parts[0]!.facts.some((fact) => fact.element === 'person.religion'))
    const filled = await stage.does(actions.fill, clerk, {
      id: 'resident',
      subject: lady,
      edition: opened.edition,
      ...handIn,
      parts: parts(opened, {
        person: {
          values: { 'person.employment-status': '退休' },
          still: ['person.phone', 'person.name'],
          local: { 'best-time': 'weekday' },
        },
      }),
    })
    assert.deepEqual([filled.said, filled.confirmed], [1, 2])
    assert.equal(filled.outcomes.person?.['person.phone'], 'same')
    assert.deepEqual(
      (await stage.sql<{ notice: string[] }[]>`select notice from form_answer where id = ${filled.answer}`).map(({ notice }) => notice),
      [opened.notice.parts.map((part) => `${part.id} ${part.edition}`)],
    )
    assert.ok(opened.notice.parts.some(({ id }) => id === 'population'))
    const after = await stage.does(views.open, clerk, { id: 'resident', subject: lady })
    const phone = after.parts[0]!.facts.find((fact) => fact.element === 'person.phone')!
    assert.deepEqual([phone.value, phone.source, phone.asOf], ['138****1234', 'self', '2026-11-20'])
    assert.equal(after.parts[0]!.facts.find((fact) => fact.element === 'person.employment-status')?.value, 'retired')
    const { answers } = await stage.does(views.answers, clerk, { id: lady })
    assert.deepEqual(
      answers.map(({ form, channel, asOf, elements, local }) => ({
        form,
        channel,
        asOf,
        elements: elements.sort(),
        local: local.map(({ value }) => value.zh),
      })),
      [
        {
          form: 'resident',
          channel: 'counter',
          asOf: '2026-11-20',
          elements: ['person.employment-status', 'person.name', 'person.phone'],
          local: ['工作日白天'],
        },
      ],
    )
    const { sayings } = await stage.does(factViews.history, clerk, { id: lady, element: 'person.employment-status' })
    assert.deepEqual([sayings.length, sayings[0]?.source], [1, 'self'])
  }),
)

test(
  'a household card speaks of the door, the household and each member in one action, and begins the household’s record',
  story(async (stage) => {
    const { door, lady, child } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'household', subject: door })
    assert.deepEqual(
      opened.parts.map(({ key, name }) => [key, name]),
      [
        ['dwelling', '文昌里1号101'],
        ['household', '文昌里1号101'],
        [`member:${lady}`, '王秀英'],
        [`member:${child}`, '王小宝'],
      ],
    )
    const input = {
      id: 'household',
      subject: door,
      edition: opened.edition,
      channel: 'door' as const,
      asOf: '2026-11-22',
      parts: parts(opened, {
        dwelling: { values: { 'dwelling.floor-area': '90', 'dwelling.gas-kind': '管道天然气', 'dwelling.has-gas-alarm': 'false' } },
        household: { values: { 'household.head-name': '王秀英', 'household.head-phone': '13800001234' }, local: { wish: '路灯坏了' } },
        [`member:${lady}`]: { values: { 'person.employment-status': 'retired' } },
        [`member:${child}`]: { values: { 'person.relation-to-head': '孙子', 'person.phone': '13900001111' } },
      }),
    }
    await stage.does(actions.fill, clerk, input)
    const after = await stage.does(views.open, clerk, { id: 'household', subject: door })
    const value = (key: string, element: string) =>
      after.parts.find((part) => part.key === key)?.facts.find((fact) => fact.element === element)?.value
    assert.equal(value('dwelling', 'dwelling.floor-area'), 90)
    assert.equal(value('household', 'household.head-name'), '王秀英')
    assert.equal(value(`member:${child}`, 'person.phone'), undefined, 'a child under fourteen is not asked for a telephone')
    const household = after.parts.find((part) => part.key === 'household')!
    assert.ok(household.subject && household.rev === 1)
    const { answers } = await stage.does(views.answers, clerk, { id: household.subject })
    assert.deepEqual(
      answers[0]!.local.map(({ name, value: said }) => [name, said.zh]),
      [
        ['people', '2'],
        ['elders', '1'],
        ['children', '1'],
        ['area-each', '45 m²'],
        ['wish', '路灯坏了'],
      ],
    )
    const rows = await stage.sql<
      { count: number }[]
    >`select count(distinct ref)::int as count from statement where street_id = ${370683001} and ref = ${answers[0]!.id}`
    assert.equal(rows[0]!.count, 1)
    const [log] = await stage.sql<
      { events: { name: string; fields: string[] }[] }[]
    >`select events from log where street_id = 370683001 and action = 'form.fill'`
    assert.deepEqual(
      log!.events.map(({ name }) => name),
      ['form.filled', 'person.corrected', 'household.corrected', 'dwelling.corrected'],
    )
    assert.ok(!JSON.stringify(log).includes('王秀英'))
  }),
)

test(
  'what is missing, misspelt or contradictory is named field by field, and nothing is written',
  story(async (stage) => {
    const { lady } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'veteran', subject: lady })
    const problem = await stage.refused(
      actions.fill,
      clerk,
      {
        id: 'veteran',
        subject: lady,
        edition: opened.edition,
        ...handIn,
        parts: parts(opened, {
          person: {
            values: {
              'person.is-veteran': true,
              'person.id-number': '110105194912310021',
              'person.enlisted-date': '1968-03-01',
              'person.discharged-date': '1967-03-01',
              'person.shoe-size': '40',
            },
            local: { 'visit-wish': 'letter' },
          },
        }),
      },
      'form.answers',
    )
    assert.deepEqual(
      problem.fields.map(({ path, say }) => `${path.slice('/parts/0/answers/'.length)} ${say}`),
      [
        'person.id-number id-number.check',
        'person.shoe-size form.not-asked',
        'visit-wish value.not-in-list',
        'person.discharged-date form.check',
      ],
    )
    const missing = await stage.refused(
      actions.fill,
      clerk,
      { id: 'veteran', subject: lady, edition: opened.edition, ...handIn, parts: parts(opened, {}) },
      'form.answers',
    )
    assert.deepEqual(
      missing.fields.map(({ path, say }) => [path, say]),
      [['/parts/0/answers/person.is-veteran', 'form.required']],
    )
    assert.deepEqual((await stage.does(views.answers, clerk, { id: lady })).answers, [])
  }),
)

test(
  'who changed a subject meanwhile is found by its version, part by part; the same key fills once',
  story(async (stage) => {
    const { door, lady } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'household', subject: door })
    await stage.does(
      factActions.correct,
      clerk,
      { id: lady, values: { 'person.employer': '豆腐坊' }, source: 'seen', asOf: '2026-11-21' },
      { version: 1 },
    )
    const filled = { household: { values: { 'household.head-name': '王秀英', 'household.head-phone': '13800001234' } } }
    const child = opened.parts.at(-1)!.key
    const whole = { ...filled, [child]: { values: { 'person.relation-to-head': '孙子' } } }
    const input = (of: typeof opened) => ({ id: 'household', subject: door, edition: opened.edition, ...handIn, parts: parts(of, whole) })
    const problem = await stage.refused(actions.fill, clerk, input(opened), 'precondition.failed')
    assert.deepEqual(problem.fields, [{ path: '/parts/2', say: 'form.part-changed' }])
    const again = await stage.does(views.open, clerk, { id: 'household', subject: door })
    const first = await stage.does(actions.fill, clerk, input(again), { key: 'key-of-one-intent' })
    const second = await stage.does(actions.fill, clerk, input(again), { key: 'key-of-one-intent' })
    assert.equal(second.answer, first.answer)
    const [rows] = await stage.sql<
      { count: number }[]
    >`select count(distinct id)::int as count from form_answer where street_id = 370683001`
    assert.equal(rows!.count, 1)
  }),
)

test(
  'protected answers are kept masked, opened only with a reason, and a post that may not open them cannot hand them in',
  story(async (stage) => {
    const { lady } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'disability-needs', subject: lady })
    const input = {
      id: 'disability-needs',
      subject: lady,
      edition: opened.edition,
      ...handIn,
      parts: parts(opened, {
        person: { values: { 'person.disability-kind': '4', 'person.assistive-device': '轮椅' }, local: { consents: false } },
      }),
    }
    await stage.refused(
      actions.fill,
      { ...clerk, rights: new Set([...clerk.rights].filter((right) => right !== 'sensitive.open')) },
      input,
      'access.forbidden',
    )
    await stage.does(actions.fill, clerk, input)
    const after = await stage.does(views.open, clerk, { id: 'disability-needs', subject: lady })
    assert.ok(!after.parts[0]!.facts.some((fact) => fact.element.startsWith('person.disability')))
    const revealed = await stage.does(opening.reveal, clerk, { id: lady }, { reason: '填表' })
    assert.equal(revealed.facts.find((fact) => fact.element === 'person.disability-kind')?.value, '4')
    const [log] = await stage.sql<{ body: Record<string, unknown> }[]>`
      select body from statement where street_id = 370683001 and ref is not null and subject_id = ${lady}`
    assert.deepEqual(log!.body, {})
  }),
)

test(
  'another community neither opens the form over these people, nor hands it in, nor reads the answers; each look names the form',
  story(async (stage) => {
    const { lady, door } = await furnish(stage)
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'resident', subject: lady, paper: true })
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    await stage.refused(views.open, stranger, { id: 'resident', subject: lady }, 'thing.unknown')
    await stage.refused(views.open, stranger, { id: 'household', subject: door }, 'thing.unknown')
    await stage.refused(
      actions.fill,
      stranger,
      { id: 'resident', subject: lady, edition: opened.edition, ...handIn, parts: parts(opened, {}) },
      'thing.unknown',
    )
    assert.deepEqual((await stage.does(views.answers, stranger, { id: lady })).answers, [])
    const looks = await stage.sql<
      { reason: string; subjects: string[] }[]
    >`select reason, subjects from look where street_id = 370683001 and view = 'form.open'`
    assert.deepEqual(
      looks.map(({ reason }) => reason),
      ['打印表单：居民信息采集表'],
    )
    assert.ok(looks[0]!.subjects.includes(lady))
    await stage.refused(views.open, stage.actor('auditor', COMMUNITY), { id: 'resident', subject: lady }, 'access.forbidden')
    await stage.refused(
      actions.fill,
      stage.actor('grid', COMMUNITY),
      { id: 'resident', subject: lady, edition: opened.edition, ...handIn, parts: parts(opened, {}) },
      'access.forbidden',
    )
  }),
)

test(
  'a street makes its own form from another, changes it, retires it and takes it back; what contradicts itself is refused with its place',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { form: resident } = await stage.does(views.read, clerk, { id: 'resident' })
    const own: Form = { ...resident, id: 'own-1', title: { zh: '春节留守登记', en: '' }, sections: resident.sections.slice(0, 2) }
    const made = await stage.does(actions.change, clerk, { id: 'own-1', form: own })
    assert.equal(made.edition, 'street-1')
    await stage.refused(actions.change, clerk, { id: 'own-1', form: own }, 'thing.changed')
    const wrong = { ...own, sections: [{ ...own.sections[0]!, questions: [{ element: 'person.shoe-size' }] }] }
    const problem = await stage.refused(actions.change, clerk, { id: 'own-1', form: wrong, edition: made.edition }, 'form.faulty')
    assert.deepEqual(problem.fields[0], {
      path: '/form/sections/0/questions/0',
      say: 'form-fault.element-unknown',
      with: { name: 'person.shoe-size' },
    })
    const changed = await stage.does(actions.change, clerk, { id: 'own-1', form: { ...own, keepYears: 1 }, edition: made.edition })
    assert.equal(changed.edition, 'street-2')
    assert.equal((await stage.does(actions.retire, clerk, { id: 'own-1' })).edition, 'street-3')
    const { lady } = await furnish(stage)
    await stage.refused(views.open, clerk, { id: 'own-1', subject: lady }, 'form.retired')
    const listed = (await stage.does(views.list, clerk, {})).forms
    assert.deepEqual(
      listed.filter((one) => one.id === 'own-1').map(({ retired, origin, questions }) => ({ retired, origin, questions })),
      [{ retired: true, origin: 'street', questions: 10 }],
    )
    await stage.does(actions.change, clerk, { id: 'own-1', form: own, edition: 'street-3' })
    const opened = await stage.does(views.open, clerk, { id: 'own-1', subject: lady })
    await stage.refused(
      actions.fill,
      clerk,
      { id: 'own-1', subject: lady, edition: 'street-1', ...handIn, parts: parts(opened, {}) },
      'thing.changed',
    )
    const { versions } = await stage.does(views.read, clerk, { id: 'own-1' })
    assert.deepEqual(
      versions.map(({ edition, retired }) => [edition, retired]),
      [
        ['street-4', false],
        ['street-3', true],
        ['street-2', false],
        ['street-1', false],
      ],
    )
  }),
)

test(
  'a form whose element the street retired says so instead of asking for nothing',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { lady } = await furnish(stage)
    await stage.does(factActions.retire, clerk, { id: 'person.speciality' })
    await stage.refused(views.open, clerk, { id: 'resident', subject: lady }, 'form.faulty')
    const { faults } = await stage.does(views.read, clerk, { id: 'resident' })
    assert.deepEqual(
      faults.map(({ say }) => say),
      ['form-fault.element-unknown'],
    )
    assert.equal((await stage.does(views.list, clerk, {})).forms.find(({ id }) => id === 'resident')?.faulty, true)
  }),
)

test(
  'what an inspection finds is kept and advised upon; what cannot be is refused',
  story(async (stage) => {
    const ctx = await stage.ctx()
    const venue = newId()
    await ctx.sql`
      insert into premises (street_id, id, region_no, kind, name, address, sort)
      values (${ctx.street}, ${venue}, ${REGION}, 'restaurant', '老王面馆', '文昌路8号', '8')`
    await ctx.sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${ctx.street}, ${venue}, 'premises', ${REGION}, 0, '{}', '{"at":[]}')`
    const clerk = stage.actor('clerk', COMMUNITY)
    const opened = await stage.does(views.open, clerk, { id: 'small-venue-check', subject: venue })
    assert.equal(opened.name, '老王面馆')
    const found = {
      'premises.name': '老王面馆',
      'premises.kind': 'restaurant',
      'premises.operating-state': 'open',
      'premises.responsible-name': '王大力',
      'premises.responsible-phone': '13800001234',
      'premises.exits-are-clear': false,
      'premises.has-people-living': true,
      'premises.people-living-count': 2,
      'premises.extinguisher-count': 0,
      'premises.gas-kind': 'electric',
      'premises.hazard-degree': 'major',
      'premises.hazards': '楼上住人，通道堆货',
      'premises.rectify-until': '2026-12-01',
      'premises.last-inspection': '2026-11-20',
    }
    const input = (values: Record<string, unknown>) => ({
      id: 'small-venue-check',
      subject: venue,
      edition: opened.edition,
      ...handIn,
      parts: parts(opened, { premises: { values } }),
    })
    const late = await stage.refused(actions.fill, clerk, input({ ...found, 'premises.rectify-until': '2020-01-01' }), 'form.answers')
    assert.deepEqual(
      late.fields.map(({ path, say }) => [path, say]),
      [['/parts/0/answers/premises.rectify-until', 'form.check']],
    )
    assert.equal((await stage.does(actions.fill, clerk, input(found))).said, 14)
  }),
)
