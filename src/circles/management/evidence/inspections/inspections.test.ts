import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exports as register } from '#circles/management/reports/register/views.ts'
import * as matters from '#ground/matters/actions.ts'
import { publish } from '#ground/notices/announcements/actions.ts'
import { openPackage, readPart } from '#ground/workbooks/read/package.ts'
import { newId } from '#kernel/log/id.ts'
import { hire } from '../../../../../test/matters/posts.ts'
import { bring } from '../../../../../test/rosters.ts'
import { COMMUNITY, OTHER_COMMUNITY, type Stage, useStage } from '../../../../../test/stage.ts'
import { evidenceForgets } from '../forget-queries.ts'
import * as actions from './actions.ts'
import { faultsOf, folderOf, linesOf, readLines, readTable } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const items = [
  { no: '1.1', text: '群众诉求办理情况' },
  { no: '1.2', text: '停水停电等通知公告' },
  { no: '2', text: '志愿服务台账' },
]

async function settle(stage: Stage) {
  const clerk = await hire(stage, 'clerk', COMMUNITY)
  const report = {
    type: 'appeal',
    category: 'other',
    channel: 'telephone' as const,
    region: COMMUNITY,
    title: '楼下烧烤店油烟呛人',
    reporter: { name: '赵敏' },
  }
  const matter = await stage.does(matters.open, clerk, report)
  const water = {
    title: '停水通知',
    body: '11月24日停水。',
    from: '2026-11-22',
    until: '2026-11-24',
    areas: [{ kind: 'community' as const, region: COMMUNITY }],
  }
  const { announcement } = await stage.does(publish, clerk, water)
  const { id } = await stage.does(actions.begin, clerk, { title: '平安建设检查', inspector: '区委政法委', items })
  return { clerk, matter, announcement, id }
}

const unpack = async ({ text }: { text: string }) => {
  const pack = await openPackage(Buffer.from(text, 'base64'))
  const files = new Map<string, string>()
  for (const part of pack.parts) files.set(part.name, (await readPart(part)).toString('utf8'))
  pack.close()
  return files
}

describe('an inspection', () => {
  test(
    'comes out in the inspector’s own numbering, of what stands in the house anyway; where nothing was found it says so',
    story(async (stage) => {
      const { clerk, matter, announcement, id } = await settle(stage)
      const found = async (text: string) => (await stage.does(views.search, clerk, { text })).pieces.map(({ kind, ref }) => [kind, ref])
      assert.deepEqual(await found('烧烤店油烟'), [['matter', matter.id]])
      assert.deepEqual(await found(matter.number), [['matter', matter.id]])
      assert.deepEqual(await found('停水'), [['announcement', announcement]])
      await stage.does(actions.attach, clerk, { id, item: 0, kind: 'matter', ref: matter.id })
      await stage.does(actions.attach, clerk, { id, item: 1, kind: 'announcement', ref: announcement })
      assert.deepEqual(
        await stage.does(actions.attach, clerk, { id, item: 1, kind: 'announcement', ref: announcement }),
        { pieces: 2 },
        'once is enough',
      )
      const [line] = (await stage.does(views.list, clerk, {})).inspections
      assert.deepEqual([line?.filled, line?.items], [2, 3])
      const given = await stage.does(views.take, clerk, { id })
      const files = await unpack(given)
      const names = [...files.keys()]
      assert.deepEqual(names.slice(0, 2), ['目录.html', `1.1 群众诉求办理情况/${matter.number}/经过.html`])
      assert.ok(names.some((name) => /^1\.2 停水停电等通知公告\/公告 停水通知 .{4}\.html$/.test(name)))
      const contents = files.get('目录.html')!
      assert.ok(contents.indexOf('1.1') < contents.indexOf('1.2') && contents.includes('没有材料'))
      const rows = (await stage.does(register, clerk, {})).exports
      assert.equal(rows.length, 1)
      assert.ok(contents.includes(rows[0]!.mark))
      const bytes = await Promise.all([stage.does(views.take, clerk, { id, language: 'en' })])
      assert.ok([...(await unpack(bytes[0]!)).keys()].includes('contents.html'))
    }),
  )

  test(
    'each sees her own area: another community finds neither the inspection nor what lies here, and lays nothing to it that she may not see',
    story(async (stage) => {
      const { clerk, matter, id } = await settle(stage)
      const beside = await hire(stage, 'clerk', OTHER_COMMUNITY)
      assert.deepEqual((await stage.does(views.list, beside, {})).inspections, [])
      await stage.refused(views.read, beside, { id }, 'thing.unknown')
      await stage.refused(views.take, beside, { id }, 'thing.unknown')
      await stage.refused(actions.attach, beside, { id, item: 0, kind: 'matter', ref: matter.id }, 'thing.unknown')
      assert.deepEqual((await stage.does(views.search, beside, { text: '烧烤店油烟' })).pieces, [])
      const own = await stage.does(actions.begin, beside, { title: '平安建设检查', inspector: '区委政法委', items })
      await stage.refused(actions.attach, beside, { id: own.id, item: 0, kind: 'matter', ref: matter.id }, 'thing.unknown')
      await stage.refused(actions.attach, clerk, { id, item: 9, kind: 'matter', ref: matter.id }, 'input.invalid')
      await stage.refused(actions.attach, clerk, { id, item: 0, kind: 'matter', ref: newId() }, 'thing.unknown')
      await stage.refused(views.list, stage.actor('grid', COMMUNITY), {}, 'access.forbidden')
    }),
  )

  test(
    'what was laid to an item is taken away again, and the list goes with it; what it spoke of stays',
    story(async (stage) => {
      const { clerk, matter, id } = await settle(stage)
      await stage.does(actions.attach, clerk, { id, item: 2, kind: 'matter', ref: matter.id })
      const shown = await stage.does(views.read, clerk, { id })
      assert.deepEqual(
        shown.items.map(({ pieces }) => pieces.length),
        [0, 0, 1],
      )
      assert.deepEqual(await stage.does(actions.detach, clerk, { id, item: 2, kind: 'matter', ref: matter.id }), { pieces: 0 })
      await stage.does(actions.attach, clerk, { id, item: 2, kind: 'matter', ref: matter.id })
      await stage.does(actions.remove, clerk, { id })
      await stage.refused(views.read, clerk, { id }, 'thing.unknown')
      assert.equal((await stage.does(views.search, clerk, { text: '烧烤店油烟' })).pieces.length, 1)
    }),
  )

  test(
    'the index is read out of the workbook the inspector sent; one without numbers is refused',
    story(async (stage) => {
      const clerk = await hire(stage, 'clerk', COMMUNITY)
      const file = await bring(stage, clerk, '检查目录.xlsx', [
        ['平安建设检查目录', '', ''],
        ['序号', '检查内容', '分值'],
        ['1.1', '群众诉求办理情况，要有闭环', '10'],
        ['1.2', '停水停电等通知公告', '5'],
      ])
      const read = await stage.does(views.readIndex, clerk, { file })
      assert.deepEqual(read.items, [
        { no: '1.1', text: '群众诉求办理情况，要有闭环' },
        { no: '1.2', text: '停水停电等通知公告' },
      ])
      const none = await bring(stage, clerk, '说明.xlsx', [['没有编号的说明', '']])
      await stage.refused(views.readIndex, clerk, { file: none }, 'workbook.layout-unknown')
      await stage.refused(actions.begin, clerk, { title: '检查', inspector: '区里', items: [items[0]!, items[0]!] }, 'input.invalid')
    }),
  )

  test(
    'the list goes three years after it was brought, not a day before',
    story(async (stage) => {
      const { clerk, matter, id } = await settle(stage)
      await stage.does(actions.attach, clerk, { id, item: 0, kind: 'matter', ref: matter.id })
      const ctx = await stage.ctx()
      const expire = (now: string) => evidenceForgets.expire!(ctx.sql as never, ctx.street, { now: new Date(now), today: now.slice(0, 10) })
      assert.deepEqual((await expire('2029-11-20T02:00:00Z')).rows, { inspection: 0, 'inspection-piece': 0 })
      assert.deepEqual((await expire('2029-11-22T02:00:00Z')).rows, { inspection: 1, 'inspection-piece': 1 })
    }),
  )
})

describe('an index', () => {
  test('is read from lines as people number them; a line without a number goes on with the one before', () => {
    assert.deepEqual(readLines('检查目录\n一、组织领导\n1.1 有方案\n   有分工\n（二）台账\n3-1：记录'), [
      { no: '一', text: '组织领导' },
      { no: '1.1', text: '有方案 有分工' },
      { no: '（二）', text: '台账' },
      { no: '3-1', text: '记录' },
    ])
  })

  test('survives being shown as lines and read again', () => {
    assert.deepEqual(readLines(linesOf(items)), items)
  })

  test('of a table the column of numbers and the column of words are found, wherever they stand', () => {
    assert.deepEqual(
      readTable([
        ['项目', '编号', '要求'],
        ['组织', '1', '有方案、有分工、有记录'],
        ['', '2.', '台账齐全，数据真实'],
        ['合计', '', ''],
      ]),
      [
        { no: '1', text: '有方案、有分工、有记录' },
        { no: '2', text: '台账齐全，数据真实' },
      ],
    )
  })

  test('a number that stands there twice is named; a folder is a name that every system takes', () => {
    assert.deepEqual(
      faultsOf([items[0]!, items[1]!, items[0]!]).map(({ path }) => path),
      ['/items/2'],
    )
    assert.equal(folderOf({ no: '1.1', text: '台账/记录: "全"?' }), '1.1 台账_记录_ _全__')
  })
})
