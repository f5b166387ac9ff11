/** The head of a street erases somebody, by keyboard alone: refused while she lives here, told what would go, confirmed by her name; and sees who looked at whom. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { correct } from '#ground/facts/actions.ts'
import { addPerson } from '#ground/households/actions.ts'
import { findViolations, takePicture } from '../browser.ts'
import { buildHouse, nameRegions } from '../doors.ts'
import { COMMUNITY } from '../stage.ts'
import { type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

const NAME = '司徒澄镜'

let visiting: Visiting
let here = ''
let gone = ''

const atDesk = (story: Story, look?: Look) => visiting.atDesk('gao', story, look)

describe('erasing', () => {
  before(async () => {
    visiting = await openVisiting()
    await nameRegions(visiting.served.database.owner, { [COMMUNITY]: '文昌社区' })
    await visiting.employ('gao', { role: 'head', title: '街道负责人' })
    const { does } = visiting
    const [door] = await buildHouse(visiting.served, ['101'])
    const add = async (values: Record<string, string>) =>
      (await does(addPerson, { id: door, relation: 'residence', from: '2010-01-01', values, source: 'seen', asOf: '2026-11-20' })).person
    here = await add({ 'person.name': NAME })
    gone = await add({ 'person.name': `${NAME}之母`, 'person.phone': '13987650421' })
    const ended = { 'person.residence': { dwelling: door, from: '2010-01-01', to: '2026-01-01' } }
    await does(correct, { id: gone, values: ended, source: 'seen', asOf: '2026-11-20' }, 1)
    visiting.served.work()
  })
  after(() => visiting?.close())

  const order = async (page: Page, person: string, reason: string) => {
    await page.goto(`/desk/people/${person}`)
    // The first page of all brings the whole desk.
    await page.waitForSelector(`h1:has-text("${NAME}")`, { timeout: 30_000 })
    await page.focus('button:has-text("删除个人信息"), button:has-text("Erase…")')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]')
    await page.focus('dialog input')
    await page.keyboard.type(reason)
    await page.keyboard.press('Enter')
  }

  test('while she lives here she is kept, and the page says why and what to do', () =>
    atDesk(
      async (page, meant) => {
        meant(409)
        await order(page, here, 'Her written request of 2026-11-21')
        await page.waitForSelector('dialog li:has-text("record moving out first")')
        await takePicture(page, 'erase-kept')
        assert.deepEqual(await findViolations(page), [])
        await page.keyboard.press('Escape')
        // Her reason was typed: it is not thrown away unasked.
        await page.click('dialog button:has-text("Discard it")')
        await page.waitForSelector('dialog[open]', { state: 'detached' })
      },
      { language: 'en' },
    ))

  test('what would go is told first; only her whole name lets it go', () =>
    atDesk(async (page) => {
      await order(page, gone, '本人2026年11月21日书面请求')
      await page.waitForSelector('dialog li:has-text("来历")')
      await takePicture(page, 'erase-foreseen')
      assert.deepEqual(await findViolations(page), [])
      assert.ok(await page.isDisabled('dialog button:has-text("删除")'))
      await page.focus('dialog input')
      await page.keyboard.type(NAME)
      await page.keyboard.press('Enter')
      assert.ok(await page.isDisabled('dialog button:has-text("删除")'), 'the name of another')
      await page.keyboard.type('之母')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog:has-text("已删除")')
      await takePicture(page, 'erase-done')
      assert.deepEqual(await findViolations(page), [])
      const [row] = await visiting.served.database.backup<{ left: number }[]>`
        select count(*)::int as left from subject where id = ${gone}`
      assert.equal(row?.left, 0)
    }))

  test('what was erased stands in a list with its day, who ordered it, the ground and how much went, and without her name', () =>
    atDesk(async (page) => {
      await page.goto('/desk')
      await page.waitForSelector('a[href="/desk/erasures"]', { timeout: 30_000 })
      await page.goto('/desk/erasures')
      await page.waitForSelector('[role=row]:has-text("已删除"), tr:has-text("已删除")')
      await takePicture(page, 'erasures')
      const text = (await page.textContent('main')) ?? ''
      for (const words of ['gao', '街道负责人', '本人撤回同意', '本人2026年11月21日书面请求', '来历'])
        assert.ok(text.includes(words), words)
      assert.ok(!text.includes(NAME))
      assert.doesNotMatch(text, /[a-z]\.[a-z]/, 'no key without its words')
      assert.deepEqual(await findViolations(page), [])
    }))

  test('who looked at her: login, post, time, way, fields and reason, in words', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/people/${here}`)
      await page.waitForSelector(`h1:has-text("${NAME}")`, { timeout: 30_000 })
      await page.goto(`/desk/looks?subject=${here}`)
      await page.waitForSelector('h1:has-text("查看记录")')
      await page.waitForSelector('[role=row]:has-text("打开人员"), tr:has-text("打开人员")')
      await takePicture(page, 'looks-of-one')
      const text = (await page.textContent('main')) ?? ''
      assert.match(text, /gao · 街道负责人/)
      assert.match(text, new RegExp(NAME))
      assert.doesNotMatch(text, /\b[a-z]+\.[a-z-]+\b/, 'no name of a view or a field without its word')
      assert.deepEqual(await findViolations(page), [])
    }))
})
