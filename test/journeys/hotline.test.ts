/** A street officer brings the morning's export in; the clerk answers; the reply is copied, or taken along as a workbook. */

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { work } from '#ground/matters/actions.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { findViolations, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, makeActor, STREET } from '../stage.ts'
import { openVisiting, type Visiting } from '../visiting.ts'

let visiting: Visiting

const order = (number: string, content: string, due: string) => [
  number,
  '2026-11-23 08:12',
  '欧阳秘',
  '13800009999',
  content,
  '文昌社区',
  due,
]
const sheet = [
  ['工单编号', '来电时间', '诉求人', '联系电话', '诉求内容', '所属社区', '办理时限'],
  order('YT001', '来电人反映楼下烧烤店夜里油烟呛人。', '2026-11-23 17:30'),
  order('YT002', '咨询居住证怎么办理。', '2026-11-25 17:30'),
  order('YT003', '咨询新生儿医保怎么参保。', '5个工作日'),
]

describe('orders of the hotline at the desk', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T02:00:00Z' })
    await nameRegions(visiting.served.database.owner, { [STREET]: '文昌路街道办事处', [COMMUNITY]: '文昌社区居委会' })
    await visiting.employ('maxiaoli', { role: 'street', title: '热线专员' })
  })
  after(() => visiting?.close())

  test('an export is dropped in, its columns are confirmed, and its orders stand by their terms', async () => {
    const bytes = await buffer(writeSimpleWorkbook({ sheets: [{ name: '工单', rows: sheet }], at: new Date(0) }))
    await visiting.atDesk('maxiaoli', async (page) => {
      await page.goto('/desk/hotline')
      await page.waitForSelector('text=没有带时限的在办工单')
      await page.getByRole('button', { name: '导入工单' }).click()
      await page.setInputFiles('dialog[open] input[type=file]', {
        ...{ name: '工单.xlsx', mimeType: 'application/octet-stream', buffer: bytes },
      })
      await page.waitForSelector('text=工单：新 3 件')
      await takePicture(page, 'hotline-bring')
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '导入 3 件' }).click()
      await page.waitForSelector('text=新登记 3 件')
      await page.waitForSelector('text=楼下烧烤店夜里油烟呛人')
      await takePicture(page, 'hotline-list')
      assert.deepEqual(await findViolations(page), [])
      await page.setViewportSize({ width: 360, height: 740 })
      await takePicture(page, 'hotline-list-phone')
    })
  })

  test('what was answered is written to them and copied field by field; the rest goes as a workbook', async () => {
    const clerk = makeActor('clerk', COMMUNITY)
    const rows = await visiting.rows(
      (sql) => sql<{ matter: string; rev: number }[]>`
        select o.matter_id as matter, m.rev from hotline_order o join matter m on m.id = o.matter_id where o.number in ('YT002', 'YT003') order by 1`,
    )
    for (const { matter: id, rev } of rows) {
      const acts = [{ act: { kind: 'take' } }, { act: { kind: 'answer' }, text: '带身份证到社区窗口，当场办理。' }] as const
      for (const [at, given] of acts.entries()) await handsOf(visiting.served).does(work, clerk, { id, ...given }, { version: rev + at })
    }
    await visiting.atDesk('maxiaoli', async (page) => {
      await page.goto('/desk/hotline?list=unsent')
      await page.locator('tbody a').first().click()
      await page.waitForSelector('text=写回复')
      assert.equal(await page.getByLabel('给平台的回复').inputValue(), '带身份证到社区窗口，当场办理。')
      await page.getByLabel('什么时候联系的').fill('2026-11-23 09:30')
      await takePicture(page, 'hotline-reply')
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '保存回复' }).click()
      await page.waitForSelector('.copy-sheet')
      assert.deepEqual(await page.locator('.copy-sheet strong').allInnerTexts(), [
        ...['YT002', '已解决', '带身份证到社区窗口，当场办理。', '2026-11-23 09:30', '电话联系'],
        ...(await page.locator('.copy-sheet strong').allInnerTexts()).slice(5),
      ])
      await page.locator('.copy-sheet button').nth(2).click()
      await page.waitForSelector('.copy-sheet [aria-hidden], .copy-sheet >> text=已复制')
      await takePicture(page, 'hotline-copy')
      assert.deepEqual(await findViolations(page), [])
      await page.setViewportSize({ width: 360, height: 740 })
      await takePicture(page, 'hotline-copy-phone', true)
      await page.setViewportSize({ width: 1366, height: 768 })
      await page.getByRole('button', { name: '已抄进平台，下一件' }).click()
      await page.waitForSelector('h1:has-text("YT003")')
      await page.getByRole('button', { name: '保存回复' }).click()
      await page.waitForSelector('.copy-sheet')
      await page.goto('/desk/hotline?list=unsent')
      await page.getByRole('button', { name: '生成回复表' }).click()
      await takePicture(page, 'hotline-make')
      const [taken] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '按固定列生成' }).click()])
      assert.match(taken.suggestedFilename(), /12345 热线回复.*\.xlsx$/)
      assert.equal((await readFile(await taken.path())).subarray(0, 2).toString(), 'PK')
      await page.waitForSelector('text=没有等着回复的工单')
      await page.goto('/desk/requests/exports')
      await page.waitForSelector('text=热线回复表')
    })
  })

  test('the order of the platform’s screen is changed by hand', async () => {
    await visiting.atDesk(
      'maxiaoli',
      async (page) => {
        await page.goto('/desk/hotline/sources')
        await page.waitForSelector('h1:has-text("Platforms")')
        await page.locator('.field-places li').nth(2).getByRole('button', { name: 'Up' }).click()
        await page.locator('.field-places li').nth(1).getByRole('textbox').fill('回复意见')
        await takePicture(page, 'hotline-sources-en', true)
        assert.deepEqual(await findViolations(page), [])
        await page.getByRole('button', { name: 'Save' }).click()
        await page.waitForSelector('text=Saved')
        await page.goto('/desk/hotline?list=sent')
        await page.locator('tbody a').first().click()
        await page.waitForSelector('.copy-sheet')
        assert.deepEqual((await page.locator('.copy-sheet .small').allInnerTexts()).slice(0, 3), ['工单编号', '回复意见', '办理结果'])
      },
      { language: 'en' },
    )
  })
})
