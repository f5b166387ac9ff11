import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addWorkingDays, isWorkday } from '#base/calendar/working-days.ts'
import { daysBetween, isDay } from '#base/values/day.ts'
import { shippedRules } from '#catalogue/rules.ts'
import { COMMUNITY, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { type HeldRule, type Rule, topics } from './contract.ts'
import { getCalendar, getLaw } from './law.ts'
import { calendarOf, coveredTo, findRule, type Law, newestOf, ruleFaults } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const shipped: Law = shippedRules.map((rule) => ({ ...rule, version: 1, origin: 'shipped' }))
const made = (more: Partial<HeldRule>): HeldRule => ({ ...shipped.find(({ id }) => id === 'objection-answer')!, ...more })

describe('the shipped rules', () => {
  test('each says in both languages what it is, means and rests on, with days that exist', () => {
    for (const rule of shippedRules) {
      for (const words of [rule.title, rule.says, rule.citation]) assert.ok(words.zh.trim() && words.en.trim(), rule.id)
      assert.ok(isDay(rule.from) && (rule.to === undefined || (isDay(rule.to) && rule.from <= rule.to)), rule.id)
      assert.ok(['C', 'P', 'M'].includes(rule.status) && topics.includes(rule.topic), rule.id)
      if (rule.local && rule.rule !== 'half-days') assert.deepEqual(ruleFaults(rule.rule, rule.parameters), [], rule.id)
    }
    assert.equal(new Set(shippedRules.map(({ id }) => id)).size, shippedRules.length)
  })

  test('of texts under one name one at most holds on a day, and none follows after a gap', () => {
    const byName = groupByRule(shippedRules)
    for (const [name, texts] of byName) {
      const sorted = [...texts].sort((a, b) => (a.from < b.from ? -1 : 1))
      for (const [at, next] of sorted.slice(1).entries())
        assert.equal(daysBetween(sorted[at]!.to ?? '9999-12-31', next.from), 1, `${name} ${next.id}`)
    }
  })

  test('the form gate is the article of its time (统计法 2009 art. 15, 2024 art. 17)', () => {
    assert.equal(findRule(shipped, 'form-gate', '2024-09-12')?.id, 'form-gate-2010')
    assert.equal(findRule(shipped, 'form-gate', '2024-09-13')?.id, 'form-gate-2024')
    assert.equal(findRule(shipped, 'form-gate', '2009-12-31'), undefined)
    assert.equal(findRule(shipped, 'community-asked-through-government', '2025-12-31')?.status, 'C')
    assert.equal(findRule(shipped, 'community-asked-through-government', '2026-01-01')?.status, 'P')
  })

  test('make-up workdays of 2026 are worked; of 2027 only the statutory feasts are known', () => {
    const calendar = calendarOf(shipped, '2026-11-22')
    assert.equal(isWorkday('2026-10-10', calendar), true)
    assert.equal(isWorkday('2026-10-06', calendar), false)
    assert.equal(isWorkday('2027-02-05', calendar), false, 'the eve of the Spring Festival')
    assert.equal(isWorkday('2027-02-09', calendar), true)
    assert.equal(coveredTo(shipped, '2026-11-22'), '2026-12-31')
    assert.equal(coveredTo(shipped, '2027-01-01'), undefined)
  })
})

function groupByRule(rules: readonly Rule[]): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>()
  for (const rule of rules) groups.set(rule.rule, [...(groups.get(rule.rule) ?? []), rule])
  return groups
}

test('a street’s own rule stands over the shipped one from its day on; its last word counts', () => {
  const law: Law = [
    made({ origin: 'street', version: 3, from: '2027-01-01', parameters: { days: 2 } }),
    made({ origin: 'street', version: 2, from: '2026-03-01', parameters: { days: 3 } }),
    made({ origin: 'street', version: 1, from: '2026-06-01', parameters: { days: 9 } }),
    made({ parameters: { days: 5 } }),
  ]
  const days = (day: string) => findRule(law, 'objection-answer', day)?.parameters.days
  assert.equal(days('2026-02-28'), 5)
  assert.equal(days('2026-03-01'), 3)
  assert.equal(days('2026-12-31'), 3, 'version 2 was written after version 1')
  assert.equal(days('2027-01-01'), 2)
  assert.deepEqual(
    newestOf(law).map(({ version }) => version),
    [3],
  )
})

test('what a street may write is held to its shape', () => {
  const hours = (morning: unknown, afternoon: unknown = ['13:30', '17:30'], since = '01-01') =>
    ruleFaults('office-hours', { hours: [{ since, morning, afternoon }] })
  assert.deepEqual(hours(['08:30', '12:00']), [])
  for (const wrong of [
    hours(['12:00', '08:30']),
    hours(['8点', '12:00']),
    hours('08:30'),
    hours(['08:30', '12:00'], null),
    hours(['08:30', '12:00'], undefined, '13-01'),
  ])
    assert.equal(wrong[0]?.say, 'rule.hours-wrong')
  assert.equal(ruleFaults('office-hours', { hours: [] })[0]?.path, '/parameters/hours')
  for (const days of [0, 61, 1.5, '5', undefined]) assert.equal(ruleFaults('objection-answer', { days })[0]?.say, 'rule.days-wrong')
  assert.equal(ruleFaults('form-gate', {})[0]?.say, 'rule.not-local')
  assert.equal(ruleFaults('working-days', { free: ['2026-02-30'], work: [] })[0]?.say, 'rule.days-not-days')
  assert.equal(ruleFaults('working-days', { free: [], work: [], half: { '2026-02-16': 'evening' } })[0]?.say, 'rule.days-not-days')
})

test(
  'the head of a street writes the local term; the law itself cannot be written over, and a clerk writes nothing',
  story(async (stage) => {
    const head = stage.actor('head')
    const own = { id: 'objection-answer', parameters: { days: 3 }, citation: '莱州市社区工作事项准入办法（2026）', from: '2026-11-01' }
    const { version } = await stage.does(actions.set, head, own)
    const ctx = await stage.ctx()
    const found = findRule(await getLaw(ctx), 'objection-answer', '2026-11-22')
    assert.deepEqual([found?.parameters, found?.origin, found?.version], [{ days: 3 }, 'street', version])
    assert.equal(findRule(await getLaw(ctx), 'objection-answer', '2026-10-31')?.origin, 'shipped')
    await stage.refused(actions.set, stage.actor('clerk', COMMUNITY), own, 'access.forbidden')
    const law = await stage.refused(actions.set, head, { ...own, id: 'form-gate-2024' }, 'input.invalid')
    assert.deepEqual(law.fields, [{ path: '/id', say: 'rule.not-local' }])
    const wrong = await stage.refused(actions.set, head, { ...own, parameters: { days: 0 } }, 'input.invalid')
    assert.equal(wrong.fields[0]?.path, '/parameters/days')
    await stage.refused(actions.set, head, { ...own, id: 'no-such-rule' }, 'thing.unknown')
  }),
)

test(
  'the notice of the next year is pasted, and terms over the Spring Festival move with it',
  story(async (stage) => {
    const head = stage.actor('head')
    stage.setNow(new Date('2026-12-01T02:00:00Z'))
    const before = await getCalendar(await stage.ctx())
    const text = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。`
    const told = await stage.does(actions.tellYear, head, { text })
    assert.deepEqual({ ...told, version: 1 }, { id: 'working-days-2027', year: 2027, version: 1, free: 10, work: 2 })
    const after = await getCalendar(await stage.ctx())
    assert.equal(addWorkingDays('2027-02-04', 1, before), '2027-02-09')
    assert.equal(addWorkingDays('2027-02-04', 1, after), '2027-02-12')
    assert.equal((await stage.does(views.list, head, {})).coveredTo, '2027-12-31')
    const slip = await stage.refused(actions.tellYear, head, { text: text.replace('周四', '周五') }, 'input.invalid')
    assert.deepEqual(slip.fields, [{ path: '/text', say: 'free-days.weekday', with: { day: '2027-02-11', said: '五' } }])
    const none = await stage.refused(
      actions.tellYear,
      head,
      { text: '今年过年早点下班，大家都早点回家吧，路上注意安全。' },
      'input.invalid',
    )
    assert.equal(none.fields[0]?.say, 'free-days.not-read')
  }),
)
