/** What an emergency collected is read-only from the second it ends: said, asked, filled in or brought by nobody, whichever way is tried; and no report may use it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as reports from '#circles/management/reports/actions.ts'
import * as asking from '#circles/management/reports/asking/actions.ts'
import * as reportViews from '#circles/management/reports/views.ts'
import * as asks from '#ground/asks/views.ts'
import { correct } from '#ground/facts/actions.ts'
import * as forms from '#ground/forms/actions.ts'
import type { Form } from '#ground/forms/contract.ts'
import * as formViews from '#ground/forms/views.ts'
import * as imports from '#ground/imports/actions.ts'
import * as importViews from '#ground/imports/views.ts'
import { newId } from '#kernel/log/id.ts'
import { bringWorkbook, fillSheet } from '../../../../test/requests.ts'
import { bring, headings, person } from '../../../../test/rosters.ts'
import { settleTown, type Town } from '../../../../test/rounds.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import { begin, end } from './actions.ts'

const story = useStage()

const declared = { title: '流感应急', document: '区应急〔2026〕1号', level: '四级', beganOn: '2026-11-22', until: '2026-11-30' }
const lastSecond = new Date('2026-11-30T15:59:58Z')
const over = new Date('2026-11-30T16:00:00Z')

const revOf = async (stage: Stage, id: string) => {
  await stage.ctx()
  return (await stage.sql<{ rev: number }[]>`select rev from subject where street_id = ${STREET} and id = ${id}`)[0]!.rev
}
/** Her temperature is said. */
const saying = (town: Town, asOf = '2026-11-22') => ({
  id: town.who('张伟'),
  values: { 'person.temperature': 38.1 },
  source: 'seen' as const,
  asOf,
})
const version = async (stage: Stage, { who }: Town) => ({ version: await revOf(stage, who('张伟')), key: newId() })

test(
  'nobody says it before one is announced, beside its area, or from the second it ends; while it goes on everybody may',
  story(async (stage) => {
    const town = await settleTown(stage)
    const head = stage.actor('head')
    await stage.refused(correct, town.clerk, saying(town), 'emergency.over', await version(stage, town))
    await stage.does(begin, head, { ...declared, title: '别处的', community: String(OTHER_COMMUNITY) }, { key: newId() })
    await stage.refused(correct, town.clerk, saying(town), 'emergency.over', await version(stage, town))
    await stage.does(begin, head, { ...declared, community: String(COMMUNITY) }, { key: newId() })
    await stage.does(correct, town.clerk, saying(town), await version(stage, town))
    stage.setNow(lastSecond)
    await stage.does(correct, town.clerk, saying(town, '2026-11-30'), await version(stage, town))
    stage.setNow(over)
    const problem = await stage.refused(correct, town.clerk, saying(town), 'emergency.over', await version(stage, town))
    assert.deepEqual(
      problem.fields.map(({ path, say }) => [path, say]),
      [['/values/person.temperature', 'emergency.over-field']],
    )
    // What lasts beside it goes on as ever.
    const ordinary = { id: town.who('张伟'), values: { 'person.employer': '二厂' }, source: 'seen' as const, asOf: '2026-12-01' }
    await stage.does(correct, town.clerk, ordinary, { version: await revOf(stage, ordinary.id) })
  }),
)

const words = (zh: string) => ({ zh, en: '' })
const form: Form = {
  id: 'temperature-check',
  title: words('测温登记'),
  subject: 'person',
  purpose: words('应急'),
  basis: [words('《突发事件应对法》第八十四条')],
  recipients: words('应急指挥部'),
  keepYears: 1,
  notice: words('只用于这次应急'),
  sections: [
    {
      id: 'one',
      title: words('体温'),
      questions: [{ element: 'person.temperature', basis: words('《突发事件应对法》第八十四条') }, { element: 'person.employer' }],
    },
  ],
}

test(
  'a form asks it while the emergency goes on, loses the question when it ends, and closes where nothing else is left',
  story(async (stage) => {
    const town = await settleTown(stage)
    const head = stage.actor('head')
    await stage.does(forms.change, head, { id: form.id, form })
    const { id: emergency } = await stage.does(begin, head, declared, { key: newId() })
    const asked = async () => {
      const opened = await stage.does(formViews.open, town.clerk, { id: form.id, subject: town.who('张伟') })
      return opened.form.sections.flatMap(({ questions }) => questions.map((question) => ('element' in question ? question.element : '')))
    }
    assert.deepEqual(await asked(), ['person.temperature', 'person.employer'])
    const { edition, parts } = await stage.does(formViews.open, town.clerk, { id: form.id, subject: town.who('张伟') })
    await stage.does(end, head, { id: emergency }, { key: newId() })
    assert.deepEqual(await asked(), ['person.employer'])
    const filled = parts.map(({ key, rev }) => ({
      key,
      rev,
      values: key === 'person' ? { 'person.temperature': '38' } : {},
      still: [],
      local: {},
    }))
    const opened = { id: form.id, subject: town.who('张伟'), edition, channel: 'counter' as const, asOf: '2026-11-22', parts: filled }
    const problem = await stage.refused(forms.fill, town.clerk, opened, 'form.answers')
    assert.deepEqual(problem.fields.map(({ say }) => say), ['form.not-asked']) // biome-ignore format: one call
    const alone = { ...form, sections: [{ ...form.sections[0]!, questions: form.sections[0]!.questions.slice(0, 1) }] }
    await stage.does(forms.change, head, { id: form.id, form: alone, edition: 'street-1' }, { key: newId() })
    await stage.refused(formViews.open, town.clerk, { id: form.id, subject: town.who('张伟') }, 'emergency.over')
  }),
)

test(
  'questions of it close with it, at that second and without anything that runs; a report neither lists nor counts nor chooses by it',
  story(async (stage) => {
    const town = await settleTown(stage)
    const head = stage.actor('head')
    await stage.does(begin, head, declared, { key: newId() })
    const file = await bringWorkbook(stage, town.clerk, '测温名册.xlsx', [{ name: '名册', rows: [['姓名', '体温', '联系电话'], []] }])
    const { id, request, delivery } = await fillSheet(
      stage,
      town.clerk,
      file,
      { basis: '区应急〔2026〕1号', purpose: '测温', dueOn: '2026-12-20' },
      (sheet) => ({
        ...sheet,
        population: { kind: 'person', who: 'all', conditions: [] },
        columns: sheet.columns.map((column) =>
          column.element === 'person.temperature' ? { ...column, basis: '突发事件应对法第八十四条' } : column,
        ),
      }),
    )
    assert.ok(
      request.plan.sheets[0]!.columns.some(({ element }) => element === 'person.temperature'),
      'the heading was understood',
    )
    await stage.does(asking.askMissing, town.clerk, { id: delivery.id })
    const open = async () => (await stage.does(asks.list, town.clerk, {})).grids.reduce((sum, { questions }) => sum + questions, 0)
    assert.equal(await open(), 5, 'the temperature of four, the telephone of one')
    stage.setNow(lastSecond)
    assert.equal(await open(), 5)
    stage.setNow(over)
    assert.equal(await open(), 1)
    assert.equal((await stage.does(asking.askMissing, town.clerk, { id: delivery.id }, { key: newId() })).opened, 0)
    assert.deepEqual(await refusalsOf(stage, town, id), ['why.emergency-over'])
    const { plan } = await stage.does(reportViews.read, town.clerk, { id })
    const population = {
      kind: 'person' as const,
      who: 'all' as const,
      conditions: [{ element: 'person.temperature', op: '>=' as const, value: 37 }],
    }
    const columns = plan.sheets[0]!.columns.filter(({ element }) => element !== 'person.temperature')
    const chosen = { ...plan, sheets: plan.sheets.map((sheet) => ({ ...sheet, population, columns })) }
    await stage.does(reports.plan, town.clerk, { id, plan: chosen }, { key: newId() })
    await stage.refused(reportViews.preview, town.clerk, { id, sheet: '名册' }, 'emergency.over')
  }),
)

async function refusalsOf(stage: Stage, { clerk }: Town, id: string): Promise<string[]> {
  const preview = await stage.does(reportViews.preview, clerk, { id, sheet: '名册' })
  return preview.columns.flatMap(({ why }) => (why ? [why] : []))
}

test(
  'a workbook is not brought in where none goes on, nor applied when it ended after the rows were read',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const file = await bring(stage, clerk, '测温台账.xlsx', [
      [...headings, '体温'],
      [...person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'), '38.2'],
    ])
    const { id } = await stage.does(imports.understand, clerk, { file })
    const { sheets } = await stage.does(importViews.read, clerk, { id })
    assert.ok(
      sheets[0]!.columns.some(({ element, role }) => element === 'person.temperature' && role !== 'out'),
      'the column is understood',
    )
    await stage.refused(imports.stage, clerk, { id }, 'emergency.over')
    await stage.does(begin, stage.actor('head'), declared, { key: newId() })
    await stage.does(imports.stage, clerk, { id }, { key: newId() })
    await stage.work()
    stage.setNow(over)
    await stage.does(imports.apply, clerk, { id }, { key: newId() })
    await assert.rejects(stage.work(), { code: 'emergency.over' })
    assert.equal((await stage.does(importViews.read, clerk, { id })).state, 'staged')
  }),
)
