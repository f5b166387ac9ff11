import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/values/day.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { bringWorkbook } from '../../../test/requests.ts'
import { COMMUNITY, type Stage, useStage } from '../../../test/stage.ts'
import * as actions from './actions.ts'
import { tryRequest } from './admission/views.ts'
import type { DutyItem, DutyList, ItemWords } from './contract.ts'
import * as editions from './editions/actions.ts'
import type { EditionHead } from './editions/contract.ts'
import * as editionViews from './editions/views.ts'
import { isValidOn, planEdition } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const TODAY = '2026-11-22'
const source = { document: '莱编办〔2026〕8号', day: '2026-11-01' }

function item(list: DutyList, title: string, more: Partial<ItemWords> = {}): ItemWords {
  const lead = list === 'basic' || list === 'self' ? '' : '市公安局'
  return { list, number: '1', category: '平安法治', subcategory: '', title, lead, partners: [], tasks: '', basis: '', ...more }
}

const head: EditionHead = {
  title: '履职事项清单（2025年版）',
  issuer: '市委办',
  document: '莱办〔2025〕12号',
  documentDay: '2025-06-20',
  from: '2025-07-01',
}

async function publish(stage: Stage, who: Actor, rows: ItemWords[], more: Partial<EditionHead> = {}) {
  const { id } = await stage.does(editions.begin, who, { level: 'street', from: 'rows', rows })
  const { rev } = await stage.does(editions.save, who, { id, head: { ...head, ...more }, rows }, { version: 1 })
  return stage.does(editions.apply, who, { id }, { version: rev })
}

const titlesOn = async (stage: Stage, who: Actor, day?: string) =>
  (await stage.does(views.list, who, day ? { day } : {})).items.map(({ list, title }) => `${list} ${title}`)

describe('an edition', () => {
  test(
    'replaces the list from its day on; what was valid on any day can be asked; an item that moved keeps its history',
    story(async (stage) => {
      const head2025 = stage.actor('head')
      await publish(stage, head2025, [item('basic', '开展临时救助'), item('basic', '做好犬只管理'), item('assisting', '森林防火')])
      const done = await publish(
        stage,
        head2025,
        [
          item('basic', '开展临时救助'),
          item('withdrawn', '做好犬只管理'),
          item('assisting', '森林防火', { tasks: '1.宣传' }),
          item('assisting', '防汛'),
        ],
        { title: '履职事项清单（2026年版）', from: '2026-09-01' },
      )
      assert.deepEqual({ ...done, edition: '' }, { edition: '', added: 1, moved: 1, changed: 1, same: 1, gone: 0 })
      assert.deepEqual(await titlesOn(stage, head2025, '2025-06-30'), [])
      assert.deepEqual(await titlesOn(stage, head2025, '2026-08-31'), ['assisting 森林防火', 'basic 开展临时救助', 'basic 做好犬只管理'])
      assert.deepEqual(await titlesOn(stage, head2025), [
        'assisting 森林防火',
        'assisting 防汛',
        'basic 开展临时救助',
        'withdrawn 做好犬只管理',
      ])
      const listed = await stage.does(views.list, head2025, {})
      assert.deepEqual(
        listed.editions.map(({ title, from, to }) => [title, from, to]),
        [['履职事项清单（2026年版）', '2026-09-01', null]],
      )
      const dogs = listed.items.find(({ title }) => title === '做好犬只管理')!
      const { versions } = await stage.does(views.read, head2025, { id: dogs.id })
      assert.deepEqual(
        versions.map(({ rev, list, from, to, source: { document } }) => [rev, list, from, to, document]),
        [
          [2, 'withdrawn', '2026-09-01', null, '莱办〔2025〕12号'],
          [1, 'basic', '2025-07-01', '2026-08-31', '莱办〔2025〕12号'],
        ],
      )
      const all = await stage.does(editionViews.list, head2025, {})
      assert.deepEqual(
        all.editions.map(({ title, items, to }) => [title, items, to]),
        [
          ['履职事项清单（2026年版）', 4, null],
          ['履职事项清单（2025年版）', 3, '2026-08-31'],
        ],
      )
      assert.deepEqual(all.drafts, [])
    }),
  )

  test(
    'a draft at fault is refused with every line, and stays; one that somebody saved meanwhile is refused',
    story(async (stage) => {
      const who = stage.actor('street')
      const rows = [
        item('basic', '临时救助'),
        item('basic', '临时 救助。'),
        item('assisting', '防火', { lead: ' ' }),
        item('self', '居民会议'),
      ]
      const { id } = await stage.does(editions.begin, who, { level: 'street', from: 'rows', rows })
      const refused = await stage.refused(editions.apply, who, { id }, 'input.invalid', { version: 1 })
      assert.deepEqual(
        refused.fields.map(({ path, say }) => `${path} ${say}`),
        [
          '/head/title input.required',
          '/head/document duty.document-needed',
          '/head/from duty.from-needed',
          '/rows/1/title duty.twice',
          '/rows/2/lead duty.lead-needed',
          '/rows/3/list duty.list-not-here',
        ],
      )
      await stage.does(editions.save, who, { id, head, rows }, { version: 1 })
      const stale = await stage.refused(editions.save, who, { id, head, rows }, 'precondition.failed', { version: 1 })
      assert.equal(stale.details.rev, 2)
      assert.equal((await stage.does(editionViews.readDraft, who, { id })).rows.length, 4)
      await stage.does(editions.drop, who, { id })
      await stage.refused(editionViews.readDraft, who, { id }, 'thing.unknown')
    }),
  )

  test(
    'a draft begins from a workbook as it is printed, from the list as it stands, or from the certificates that come along',
    story(async (stage) => {
      const who = stage.actor('head')
      const file = await bringWorkbook(stage, who, '清单.xlsx', [
        { name: '基本履职', rows: [['街道基本履职事项清单'], ['序号', '类别', '事项名称'], ['1', '民生服务', '开展临时救助']] },
        {
          name: '收回事项',
          rows: [
            ['序号', '事项名称', '承接部门', '工作方式'],
            ['1', '河道采砂的许可', '市水务局', '由水务局办理'],
          ],
        },
      ])
      const begun = await stage.does(editions.begin, who, { level: 'street', from: 'file', file })
      const draft = await stage.does(editionViews.readDraft, who, { id: begun.id })
      assert.deepEqual(
        draft.rows.map(({ list, title, lead }) => [list, title, lead]),
        [
          ['basic', '开展临时救助', ''],
          ['withdrawn', '河道采砂的许可', '市水务局'],
        ],
      )
      await stage.does(editions.save, who, { id: begun.id, head, rows: draft.rows }, { version: 1 })
      const { edition } = await stage.does(editions.apply, who, { id: begun.id }, { version: 2 })
      const listed = await stage.does(views.list, who, {})
      assert.deepEqual([listed.items[0]?.edition, listed.items[0]?.source.file, listed.editions[0]?.file], [edition, file, file])
      const again = await stage.does(editions.begin, who, { level: 'street', from: 'standing' })
      assert.equal(again.rows, 2)
      const certificates = await stage.does(editions.begin, who, { level: 'community', from: 'template', template: 'certificates' })
      assert.equal(certificates.rows, 20)
      await stage.refused(editions.begin, who, { level: 'street', from: 'template', template: 'certificates' }, 'thing.unknown')
      const empty = await bringWorkbook(stage, who, '别的.xlsx', [{ name: 'a', rows: [['序号', '事项名称']] }])
      await stage.refused(editions.begin, who, { level: 'street', from: 'file', file: empty }, 'workbook.layout-unknown')
      await stage.refused(editions.begin, who, { level: 'street', from: 'file' }, 'input.invalid')
    }),
  )
})

describe('an item between editions', () => {
  test(
    'is changed by a version with its document and its day; what stood before is still there',
    story(async (stage) => {
      const who = stage.actor('head')
      await publish(stage, who, [item('assisting', '犬只管理', { tasks: '1.宣传' })])
      const [dogs] = (await stage.does(views.list, who, {})).items
      const changed = item('assisting', '犬只管理', { tasks: '1.宣传；2.报告' })
      await stage.refused(actions.change, who, { id: dogs!.id, item: changed, source, from: '2026-04-01' }, 'precondition.required')
      await stage.does(actions.change, who, { id: dogs!.id, item: changed, source, from: '2026-04-01' }, { version: 1 })
      const early = await stage.refused(actions.change, who, { id: dogs!.id, item: changed, source, from: '2026-03-31' }, 'input.invalid', {
        version: 2,
      })
      assert.deepEqual(early.fields, [{ path: '/from', say: 'duty.before-last', with: { day: '2026-04-01' } }])
      const stale = await stage.refused(actions.change, who, { id: dogs!.id, item: changed, source, from: TODAY }, 'precondition.failed', {
        version: 1,
      })
      assert.equal(stale.details.rev, 2)
      const on = async (day: string) => (await stage.does(views.list, who, { day })).items[0]?.tasks
      assert.deepEqual([await on('2026-03-31'), await on('2026-04-01')], ['1.宣传', '1.宣传；2.报告'])
      // Written again for the same day: the version before never held.
      await stage.does(
        actions.change,
        who,
        { id: dogs!.id, item: { ...changed, tasks: '1.报告' }, source, from: '2026-04-01' },
        { version: 2 },
      )
      assert.equal(await on('2026-04-01'), '1.报告')
      const { versions } = await stage.does(views.read, who, { id: dogs!.id })
      assert.deepEqual(
        versions.map(({ from, to }) => [from, to]),
        [
          ['2026-04-01', null],
          ['2026-04-01', '2026-03-31'],
          ['2025-07-01', '2026-03-31'],
        ],
      )
    }),
  )

  test(
    'is added and ended by a document; ended is ended, and may come back with a version',
    story(async (stage) => {
      const who = stage.actor('head')
      const { id } = await stage.does(actions.add, who, {
        level: 'street',
        item: item('withdrawn', '河道采砂', { lead: '市水务局' }),
        source,
        from: '2026-01-01',
      })
      await stage.does(actions.end, who, { id, source, to: '2026-06-30' }, { version: 1 })
      assert.deepEqual(await titlesOn(stage, who, '2026-06-30'), ['withdrawn 河道采砂'])
      assert.deepEqual(await titlesOn(stage, who, '2026-07-01'), [])
      const later = await stage.refused(actions.end, who, { id, source, to: '2026-12-31' }, 'input.invalid', { version: 1 })
      assert.equal(later.fields[0]?.say, 'duty.ended-before')
      await stage.does(
        actions.change,
        who,
        { id, item: item('withdrawn', '河道采砂', { lead: '市水务局' }), source, from: '2026-10-01' },
        { version: 1 },
      )
      assert.deepEqual([await titlesOn(stage, who, '2026-09-30'), await titlesOn(stage, who, '2026-10-01')], [[], ['withdrawn 河道采砂']])
      const { versions } = await stage.does(views.read, who, { id })
      assert.equal(versions[1]?.to, '2026-06-30')
      const nameless = await stage.refused(
        actions.add,
        who,
        { level: 'street', item: item('withdrawn', '河道采砂', { lead: '' }), source, from: TODAY },
        'input.invalid',
      )
      assert.deepEqual(nameless.fields, [{ path: '/item/lead', say: 'duty.lead-needed' }])
    }),
  )

  test(
    'who answers for one community reads the lists and changes none; the database holds to it by itself',
    story(async (stage) => {
      const head = stage.actor('head')
      await publish(stage, head, [item('basic', '开展临时救助')])
      const clerk = stage.actor('clerk', COMMUNITY)
      assert.deepEqual(await titlesOn(stage, clerk), ['basic 开展临时救助'])
      const given = { level: 'street' as const, item: item('basic', '别的'), source, from: TODAY }
      await stage.refused(actions.add, clerk, given, 'access.forbidden')
      const narrow = stage.actor('head', COMMUNITY)
      await stage.refused(actions.add, narrow, given, 'access.forbidden')
      await stage.refused(editions.begin, narrow, { level: 'street', from: 'blank' }, 'access.forbidden')
      await stage.ctx(narrow)
      const touched = await stage.sql`update duty_item set to_day = from_day where street_id = 370683001 returning 1`
      assert.equal(touched.length, 0)
      await stage.ctx(head)
      await assert.rejects(
        stage.sql.savepoint((tx) => tx`update duty_item set title = '改' where street_id = 370683001`),
        { code: '42501' },
      )
    }),
  )
})

test(
  'a request is tried against the lists and rules of the day: what it looks like, and what is suggested',
  story(async (stage) => {
    const who = stage.actor('head')
    await publish(stage, who, [item('withdrawn', '对占道经营的行政处罚', { lead: '市综合行政执法局' }), item('basic', '开展临时救助')])
    const request = {
      title: '占道经营行政处罚台账',
      asker: '市综合行政执法局',
      askerLevel: 'county' as const,
      laidOn: 'street' as const,
      cited: [],
      kind: 'form' as const,
      survey: false,
    }
    const tried = await stage.does(tryRequest, stage.actor('clerk', COMMUNITY), { request })
    assert.equal(tried.matches[0]?.item.title, '对占道经营的行政处罚')
    assert.deepEqual(
      tried.judgement.suggestions.map(({ reason }) => reason),
      ['on-no-list', 'looks-withdrawn'],
    )
    const cited = await stage.does(tryRequest, who, { request: { ...request, cited: [tried.matches[0]!.item.id] } })
    assert.equal(cited.judgement.verdict, 'refuse')
    const then = await stage.does(tryRequest, who, { request: { ...request, cited: [tried.matches[0]!.item.id] }, day: '2025-06-30' })
    assert.equal(then.judgement.verdict, 'admit-once', 'the list did not stand yet')
  }),
)

test('of every item at most one version holds on a day, whatever editions follow one another', () => {
  const title = fc.constantFrom('甲事项', '乙事项', '丙事项', '丁事项')
  const rows = fc.uniqueArray(fc.tuple(fc.constantFrom<DutyList>('basic', 'assisting', 'withdrawn'), title), {
    selector: ([list, name]) => `${list}${name}`,
    maxLength: 6,
  })
  const edition = fc.tuple(fc.nat(400), rows)
  fc.assert(
    fc.property(fc.array(edition, { maxLength: 5 }), (given) => {
      let items: DutyItem[] = []
      let made = 0
      for (const [days, list] of [...given].sort(([a], [b]) => a - b)) {
        const from = addDays('2025-01-01', days)
        const plan = planEdition(
          'street',
          items.filter((one) => isValidOn(one, from)),
          list.map(([name, one]) => item(name, one)),
        )
        const revs = new Map(items.map(({ id }) => [id, Math.max(...items.filter((one) => one.id === id).map(({ rev }) => rev))]))
        items = items.map((one) =>
          one.to === null || one.to >= from
            ? { ...one, to: addDays(from, -1) < one.from ? addDays(one.from, -1) : addDays(from, -1) }
            : one,
        )
        for (const { row, before } of plan.rows) {
          made += 1
          const id = before?.id ?? `new ${made}`
          items.push({
            ...row,
            id,
            rev: (revs.get(id) ?? 0) + 1,
            level: 'street',
            edition: null,
            source: { document: '', day: null, file: null },
            from,
            to: null,
            ended: null,
          })
        }
        const valid = items.filter((one) => isValidOn(one, from))
        assert.equal(new Set(valid.map(({ id }) => id)).size, valid.length)
        assert.deepEqual(valid.map((one) => `${one.list} ${one.title}`).sort(), list.map(([name, one]) => `${name} ${one}`).sort())
        assert.equal(plan.added + plan.moved + plan.changed + plan.same, list.length)
      }
    }),
  )
})
