/** A clerk with the workbooks she was sent, in a real browser: a roster, counts and a card, taken back filled, accounted for, with nothing of the asker's lost. */

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { correct } from '#ground/facts/actions.ts'
import type { Sheet } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { newId } from '#kernel/log/id.ts'
import { findViolations, takePicture } from '../browser.ts'
import { person, takeIn } from '../rosters.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, makeActor, STREET } from '../stage.ts'
import { goTo, openVisiting, type Story, type Visiting } from '../visiting.ts'

const basis = '区民政局〔2026〕31号通知'

let visiting: Visiting
let folder: string

/** Five people of four doors, one of whom little is known, brought in by an import of the house's own. */
async function settle(): Promise<void> {
  const clerk = makeActor('clerk', COMMUNITY)
  const hands = handsOf(visiting.served, STREET, clerk)
  await takeIn(hands, clerk, [
    person(1, '3', '2', '501', '户主', '张伟国', '1940-03-07', '13800001111', '一厂'),
    person(2, '3', '2', '501', '配偶', '李秀英', '1942-05-09', '13800002222'),
    person(3, '3', '2', '502', '户主', '王建强', '1975-01-30', '13800003333'),
    person(4, '3', '2', '503', '户主', '赵小兰', '1990-06-01', ''),
    [5, '阳光花园', '3', '2', '504', '户主', '钱不详', '', '', '13800005555', ''],
  ])
  const [zhang] = await visiting.rows(
    (sql) =>
      sql<{ id: string; rev: number }[]>`select id, rev from subject where street_id = ${STREET} and values->>'person.name' = '张伟国'`,
  )
  const told = { id: zhang!.id, values: { 'person.blood-type': '1' }, source: 'self', asOf: '2026-11-20' }
  await hands.does(correct, clerk, told, { version: zhang!.rev, reason: '本人要求登记' })
}

async function write(name: string, sheets: SimpleSheet[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, writeSimpleWorkbook({ sheets, at: new Date('2026-11-01T00:00:00Z') }))
  return path
}

const atDesk = (story: Story) =>
  visiting.atDesk('chen', async (page, meant) => {
    await goTo(page, '/desk/requests', '报表')
    await story(page, meant)
  })

/** Bring a workbook, say who asked, and open what was understood. */
async function receive(page: Page, path: string, stated?: string): Promise<void> {
  await page.click('button:has-text("收到一份表")')
  await page.setInputFiles('dialog[open] input[type=file] >> nth=0', path)
  await page.getByLabel('谁要的').fill('区民政局')
  if (stated) await page.getByLabel('依据', { exact: false }).first().fill(stated)
  assert.deepEqual(await findViolations(page), [])
  await page.click('button:has-text("读懂这张表")')
  await page.waitForSelector('.request-body')
}

/** Fill, download, and read the file. */
async function fill(page: Page): Promise<Sheet> {
  await page.click('button:has-text("填表"), button:has-text("重新填一份")')
  await page.waitForSelector('text=填好了，可以下载')
  await page.waitForSelector('section.delivery')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('section.delivery button:has-text("下载填好的表")')])
  const path = join(folder, `filled-${newId()}.xlsx`)
  await download.saveAs(path)
  assert.equal((await readFile(path)).subarray(0, 2).toString(), 'PK')
  return (await readWorkbook(path, { name: path })).sheets[0]!
}

function rowsOf(sheet: Sheet): string[][] {
  return sheet.rows.map(({ cells }) => Array.from({ length: Math.max(...cells.keys(), 0) }, (_, at) => cells.get(at + 1)?.text ?? ''))
}

describe('report once', () => {
  before(async () => {
    visiting = await openVisiting()
    folder = await mkdtemp(join(tmpdir(), 'linli-reports-'))
    await visiting.employ('chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY })
    await settle()
    visiting.served.work()
  })
  after(async () => {
    await visiting?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  test('a roster comes back filled in its own layout; a protected column only with a basis of its own; the list by door, the covering page and the register account for it', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = {
        name: '高龄',
        rows: [
          ['80周岁以上老年人花名册'],
          ['序号', '姓名', '公民身份号码', '联系电话', '血型', '领取人签字'],
          [1],
          [2],
          [3],
          ['注：本表一式两份。'],
        ],
        merges: [[1, 1, 1, 6]],
      }
      await receive(page, await write('高龄津贴名册.xlsx', [sent]), basis)
      await page.waitForSelector('[data-cell] >> text=张伟国')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'request-roster', true)

      await page.hover('tbody td:has-text("13800001111")')
      await page.waitForSelector('[role=tooltip] >> text=来源')
      assert.match((await page.textContent('[role=tooltip]')) ?? '', /已知/)

      const filled = await fill(page)
      const rows = rowsOf(filled)
      assert.deepEqual(rows[0], ['80周岁以上老年人花名册'])
      assert.deepEqual(rows[1], ['序号', '姓名', '公民身份号码', '联系电话', '血型', '领取人签字'])
      assert.deepEqual(
        rows.slice(2, 4).map((row) => [row[0], row[1], row[3], row[4] ?? '']),
        [
          ['1', '张伟国', '13800001111', ''],
          ['2', '李秀英', '13800002222', ''],
        ],
      )
      assert.deepEqual(rows[4], ['3'])
      assert.deepEqual(rows[5], ['注：本表一式两份。'])
      assert.deepEqual(filled.merges, [[1, 1, 1, 6]])
      await takePicture(page, 'request-filled', true)

      await page.click('a:has-text("封面说明")')
      await page.waitForSelector('h1:has-text("报送说明")')
      await page.waitForSelector('text=受特别保护，没有单独写明依据')
      assert.deepEqual(await findViolations(page), [])
      await page.emulateMedia({ media: 'print' })
      await takePicture(page, 'request-cover-printed', true)
      await page.emulateMedia({ media: null })

      await page.goBack()
      await page.waitForSelector('.column-basis input')
      await page.fill('.column-basis input', '区卫健委应急献血名册通知')
      await page.waitForSelector('text=改动已保存')
      const again = rowsOf(await fill(page))
      assert.deepEqual(again[2]?.slice(1, 5), ['张伟国', again[2]?.[2], '13800001111', 'A型'])

      await page.goto('/desk/requests/exports')
      await page.waitForSelector('tbody >> text=区民政局')
      assert.equal(await page.locator('tbody tr').count(), 2, 'each file that left, once')
      assert.match((await page.textContent('tbody')) ?? '', new RegExp(basis.slice(0, 4)))
      assert.deepEqual(await findViolations(page), [])
    }))

  test('what was handed over is said by keyboard alone and leaves what is asked for; said wrongly it comes back', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = { name: '统计', rows: [['小区人口统计表'], ['小区', '人数'], ['阳光花园']], merges: [[1, 1, 1, 2]] }
      await receive(page, await write('小区人口统计表.xlsx', [sent]))
      await page.waitForSelector('tbody')
      await fill(page)
      const request = page.url()
      const listed = async (section: string) => {
        await page.goto('/desk')
        await page.waitForSelector('h2:has-text("待报的表")')
        return page.locator(`.section:has(h2:text-is("${section}")) >> a:has-text("小区人口统计表")`).count()
      }
      assert.deepEqual([await listed('填好了，还没报送'), await listed('待报的表')], [1, 0])
      await takePicture(page, 'home-filled')

      await page.goto(request)
      await page.focus('section.delivery button:has-text("登记报送")')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open]')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'request-hand-over')
      await page.focus('dialog[open] input[type=radio]:checked')
      await page.keyboard.press('ArrowRight')
      await page.focus('dialog[open] .day-input input')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.handover:has-text("已报送区民政局（对方平台）")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'request-delivered')
      assert.deepEqual([await listed('填好了，还没报送'), await listed('待报的表')], [0, 0])
      await page.goto('/desk/requests')
      await page.waitForSelector('.section:has-text("已报送") >> a:has-text("小区人口统计表")')
      await page.goto('/desk/requests/exports')
      await page.waitForSelector('tbody tr:has-text("2026-11-22")')
      await takePicture(page, 'exports')

      await page.goto(request)
      await page.focus('.handover button')
      await page.keyboard.press('Enter')
      await page.waitForSelector('section.delivery button:has-text("登记报送")')
      assert.equal(await listed('填好了，还没报送'), 1)
    }))

  test('a basis stated later, by keyboard alone, opens the columns at once', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = { name: '高龄', rows: [['80周岁以上老年人花名册'], ['序号', '姓名', '联系电话'], [1], [2]] }
      await receive(page, await write('高龄花名册.xlsx', [sent]))
      await page.waitForSelector('[data-cell] >> text=不填')
      await page.focus('.basis-note button')
      await page.keyboard.press('Enter')
      await page.focus('dialog[open] .field:has-text("依据") input >> nth=0')
      await page.keyboard.type(basis)
      await page.keyboard.press('Enter')
      await page.waitForSelector('[data-cell] >> text=张伟国')
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'what was pressed is gone, the reader is not lost')
    }))

  test('counts need no basis; whom a count cannot be judged of is asked door by door, on one list that prints', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = {
        name: '统计',
        rows: [['老年人统计表'], ['类别', '人数', '男', '女', '独居'], ['60岁以上'], ['80岁以上'], ['合计']],
        merges: [[1, 1, 1, 5]],
      }
      await receive(page, await write('老年人统计表.xlsx', [sent]))
      await page.waitForSelector('tbody')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'request-counts', true)
      const rows = rowsOf(await fill(page))
      assert.deepEqual(
        rows.slice(2).map((row) => row.slice(0, 4).join(' ').trim()),
        ['60岁以上', '80岁以上', '合计 5'],
      )
      await page.click('a:has-text("还要问的")')
      await page.waitForSelector('.door-line:has-text("504") >> text=钱不详')
      assert.equal(await page.locator('.door-line').count(), 1)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.isVisible('.print-only'), true)
      assert.equal(await page.isVisible('.rail'), false)
      await takePicture(page, 'request-missing-printed', true)
      await page.emulateMedia({ media: null })
      assert.deepEqual(await findViolations(page), [])
    }))

  test('a card is about one person, found by initials, by keyboard alone', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = {
        name: '登记卡',
        rows: [
          ['居民情况登记表'],
          ['姓名', '', '性别', '□男 □女'],
          ['公民身份号码', '', '出生日期', ''],
          ['联系电话', '', '现住址', ''],
          ['工作单位', '', '与户主关系', ''],
        ],
        merges: [[1, 1, 1, 4]],
      }
      await receive(page, await write('居民情况登记表.xlsx', [sent]), basis)
      await page.waitForSelector('.card-subject [role=combobox]')
      await page.focus('.card-subject [role=combobox]')
      await page.keyboard.type('wjq')
      await page.waitForSelector('[role=option] >> text=王建强')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForSelector('text=13800003333')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'request-card', true)
      const rows = rowsOf(await fill(page))
      assert.deepEqual(rows[1]?.slice(0, 4), ['姓名', '王建强', '性别', '☑男 □女'])
      assert.deepEqual(rows[3]?.slice(0, 2), ['联系电话', '13800003333'])
    }))

  test('whom a card is about is named again after a reload, also while no basis opens its cells', () =>
    atDesk(async (page) => {
      const sent: SimpleSheet = {
        name: '登记卡',
        rows: [['居民情况登记表'], ['姓名', '', '性别', ''], ['公民身份号码', '', '联系电话', '']],
        merges: [[1, 1, 1, 4]],
      }
      await receive(page, await write('居民登记表.xlsx', [sent]))
      await page.fill('.card-subject [role=combobox]', 'wjq')
      await page.click('[role=option] >> text=王建强')
      await page.waitForSelector('text=改动已保存')
      await page.reload()
      await page.waitForSelector('.card-subject p:has-text("选的是：王建强")')
      assert.equal(await page.locator('.request-body >> text=13800003333').count(), 0)
    }))
})
