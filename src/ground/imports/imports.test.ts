import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSubjects, findTies } from '#ground/facts/queries.ts'
import { sayAll } from '#ground/facts/store.ts'
import { bring, headings, idNumber, importFile, person } from '../../../test/rosters.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import type { RowView, Verdict } from './shapes.ts'
import * as views from './views.ts'

const story = useStage()

const october = [
  ['阳光花园人口台账（2026年10月）'],
  headings,
  person(1, '3', '2', '501', '户主', '张伟', '1980-03-07', '13800001111', '一厂'),
  person(2, '3', '2', '501', '配偶', '李娜', '1982-05-09', '13800002222'),
  person(3, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
]

async function rowsOf(stage: Stage, clerk: ReturnType<Stage['actor']>, id: string, verdict?: Verdict): Promise<RowView[]> {
  return (await stage.does(views.rows, clerk, { id, limit: 200, ...(verdict ? { verdict } : {}) })).rows
}

async function people(
  stage: Stage,
): Promise<{ id: string; rev: number; values: Record<string, unknown>; meta: { at: string[][] }; gone_on: string | null }[]> {
  await stage.ctx()
  const found = await stage.sql<{ id: string; gone_on: string | null }[]>`
    select id, gone_on from subject where kind = 'person' and region_no / 1000 = ${COMMUNITY} order by sort, id`
  const rows = await findSubjects(
    stage.sql,
    370683001,
    found.map((row) => row.id),
  )
  return found.map(({ id, gone_on }) => ({
    ...(rows.find((row) => row.id === id) as never as { rev: number; values: Record<string, unknown>; meta: { at: string[][] } }),
    id,
    gone_on,
  }))
}

test(
  'a roster is understood, staged where nobody sees it, and applied with its doors',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const file = await bring(stage, clerk, '人口台账.xlsx', october)
    const { id, state, job } = await stage.does(actions.understand, clerk, { file })
    assert.deepEqual([state, job], ['understood', null])
    const whole = await stage.does(views.read, clerk, { id })
    assert.equal(whole.asOf, '2026-10-31')
    assert.equal(whole.asOfFrom, 'title')
    assert.equal(whole.community, COMMUNITY)
    const [sheet] = whole.sheets
    assert.deepEqual([sheet?.headerRows, sheet?.dataRows, sheet?.subject, sheet?.use], [[2, 2], [3, 5], 'person', true])
    const roles = new Map(sheet?.columns.map((column) => [column.path.at(-1), column.role]))
    assert.equal(roles.get('小区'), 'door')
    assert.equal(roles.get('姓名'), 'fact')
    assert.equal(roles.get('序号'), 'out')
    assert.ok(
      sheet?.columns.every((column) => column.samples.every((sample) => !/\d{11}/.test(sample))),
      'samples are masked',
    )

    await stage.does(actions.stage, clerk, { id })
    const { counts } = (await stage.work()) as { counts: Record<string, number> }
    assert.deepEqual([counts.new, counts.rows, counts.doors, counts.buildings, counts.estates, counts.waiting], [3, 3, 2, 1, 1, 3])
    assert.equal((await people(stage)).length, 0)
    const places = await stage.does(views.newPlaces, clerk, { id })
    assert.deepEqual(
      places.places.map((place) => [place.kind, place.label, place.rows]),
      [
        ['estate', '阳光花园', 3],
        ['building', '阳光花园3号楼', 3],
        ['dwelling', '阳光花园3号楼2单元501室', 2],
        ['dwelling', '阳光花园3号楼2单元502室', 1],
      ],
    )

    await stage.does(actions.apply, clerk, { id })
    await stage.work()
    const known = await people(stage)
    assert.deepEqual(
      known.map((one) => one.values['person.name']),
      ['李娜', '王强', '张伟'],
    )
    const ties = await findTies(
      stage.sql,
      370683001,
      known.map((one) => one.id),
    )
    assert.deepEqual(
      ties.map((tie) => tie.kind),
      ['person.residence', 'person.residence', 'person.residence'],
    )
    const [logged] = await stage.sql<{ count: number }[]>`select count(*)::int as count from log where action = 'import.write'`
    assert.equal(logged?.count, 1, 'one action, one log row')
  }),
)

test(
  'the same roster a month later confirms everybody and raises conflicts only where it should',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await importFile(stage, clerk, await bring(stage, clerk, '十月.xlsx', october))
    const november = [
      ['阳光花园人口台账（2026年11月20日）'],
      headings,
      person(1, '3', '2', '501', '户主', '张伟', '1980-03-07', '13900009999', '一厂'),
      person(2, '3', '2', '501', '配偶', '李娜', '1982-05-09', '13800002222'),
      ['3', '阳光花园', '3', '2', '502', '户主', '王刚', idNumber('1975-01-30', 3), '1975-01-30', '13800003333'],
    ]
    const { id, staged } = await importFile(stage, clerk, await bring(stage, clerk, '十一月.xlsx', november))
    assert.deepEqual([staged.changed, staged.same, staged.conflict, staged.new], [1, 1, 1, 0])
    const [conflict] = await rowsOf(stage, clerk, id, 'conflict')
    assert.equal(conflict?.label, '王刚')
    assert.deepEqual(
      conflict?.values.filter((value) => value.outcome === 'conflict').map((value) => value.element),
      ['person.name'],
    )
    const known = await people(stage)
    const named = (name: string) => known.find((one) => one.values['person.name'] === name)!
    assert.deepEqual(
      [...new Set(named('李娜').meta.at.map((said) => said[2]))],
      ['2026-11-20'],
      'what was said again is as fresh as the last time',
    )
    assert.equal(named('李娜').rev, 1, 'and nothing was rewritten for it')
    assert.equal(named('王强').rev, 2, 'the rival waits beside the name that stands')
  }),
)

test(
  'undoing takes everything back but what was said later',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const { id } = await importFile(stage, clerk, await bring(stage, clerk, '十月.xlsx', october))
    const [first] = await people(stage)
    const ctx = await stage.ctx()
    await sayAll(ctx, [
      {
        subject: first!.id,
        kind: 'person',
        region: COMMUNITY * 1000,
        source: 'seen',
        asOf: '2026-11-20',
        body: { 'person.employer': '二厂' },
      },
    ])
    await stage.does(actions.undo, clerk, { id })
    const { counts } = (await stage.work()) as { counts: Record<string, number> }
    assert.deepEqual([counts.gone, counts.folded, counts.later, counts.doorsRemoved], [2, 1, 1, 2])
    const left = await people(stage)
    assert.deepEqual(
      left.map((one) => [one.gone_on !== null, Object.keys(one.values)]),
      [
        [false, ['person.employer']],
        [true, []],
        [true, []],
      ].sort() as never,
    )
    const later = (await stage.does(views.rows, clerk, { id, later: true })).rows
    assert.deepEqual(
      later.map((row) => row.label),
      ['李娜'],
    )
    const doors = await stage.sql`select 1 from dwelling where region_no / 1000 = ${COMMUNITY}`
    assert.equal(doors.length, 0)
    await stage.refused(actions.undo, clerk, { id }, 'import.state')
  }),
)

test(
  'a problem tells what the cell says, identifiers masked; of a protected column it does not',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const zhang = person(1, '3', '2', '501', '户主', '张伟', '1980-03-07', '13800001111、13900002222')
    const file = await bring(stage, clerk, '十月.xlsx', [
      [...headings, '文化程度', '残疾类别'],
      [...zhang, '念过两年夜校', '说不上来的一种'],
    ])
    const { id } = await stage.does(actions.understand, clerk, { file })
    await stage.does(actions.plan, clerk, { id, sheets: [{ sheet: 1, columns: [{ column: 13, basis: '残疾人保障法第二十四条' }] }] })
    await stage.does(actions.stage, clerk, { id })
    await stage.work()
    const [row] = await rowsOf(stage, clerk, id)
    assert.deepEqual(
      row?.problems.map(({ element, found }) => [element, found]),
      [
        ['person.disability-kind', undefined],
        ['person.education-level', '念过两年夜校'],
        ['person.phone', '138******11、139******22'],
      ],
    )
  }),
)

test(
  'somebody held by another community is elsewhere, and stays',
  story(async (stage) => {
    const other = stage.actor('clerk', OTHER_COMMUNITY)
    await importFile(stage, other, await bring(stage, other, '别处.xlsx', october))
    const clerk = stage.actor('clerk', COMMUNITY)
    const { id } = await stage.does(actions.understand, clerk, { file: await bring(stage, clerk, '十月.xlsx', october) })
    await stage.does(actions.stage, clerk, { id })
    const { counts } = (await stage.work()) as { counts: Record<string, number> }
    assert.equal(counts.elsewhere, 3)
    const [row] = await rowsOf(stage, clerk, id)
    assert.deepEqual(
      row?.problems.map((problem) => [problem.say, problem.remedy]),
      [['import.row.id-elsewhere', 'import.remedy.elsewhere']],
    )
    await stage.refused(actions.apply, clerk, { id }, 'import.empty')
  }),
)

test(
  'whom a doubtful row may speak of is shown with what tells people apart, numbers masked, and noted in the look',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    await importFile(stage, clerk, await bring(stage, clerk, '人口台账.xlsx', october))
    const file = await bring(stage, clerk, '访客.xlsx', [
      ['阳光花园人口台账（2026年11月）'],
      headings,
      [1, '阳光花园', '5', '1', '101', '户主', '王强'],
    ])
    const { id } = await stage.does(actions.understand, clerk, { file })
    await stage.does(actions.stage, clerk, { id })
    await stage.work()
    const [doubt] = await rowsOf(stage, clerk, id, 'doubtful')
    const [candidate] = doubt!.candidates
    assert.match(candidate!.door ?? '', /502/)
    assert.deepEqual(Object.fromEntries(candidate!.known.map(({ element, value }) => [element, value])), {
      'person.sex': '1',
      'person.birth-date': '1975-01-30',
      'person.id-number': idNumber('1975-01-30', 3).replace(/^(.{6}).{8}/, '$1********'),
      'person.phone': '138****3333',
    })
    const [look] = await stage.sql<{ fields: string[]; seen: boolean }[]>`
      select fields, ${candidate!.subject}::uuid = any(subjects) as seen from look where filter->>'import' = ${id} order by at desc, id desc limit 1`
    assert.equal(look?.seen, true)
    assert.ok(candidate!.known.every(({ element }) => look?.fields.includes(element)))
  }),
)
