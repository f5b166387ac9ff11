/**
 * A community director announces that there will be no water, tells a lady without a telephone something, prints and carries her letter, and rings
 * somebody who wants to be rung.
 */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addPerson } from '#ground/households/actions.ts'
import * as notices from '#ground/notices/actions.ts'
import { noChoice } from '#ground/notices/rules.ts'
import { sendDue } from '#ground/notices/sending.ts'
import { addBuilding, addEstate } from '#ground/places/actions.ts'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting
let lady = ''
let man = ''

const atDesk = (story: Story, look?: Look) => visiting.atDesk('gao', story, look)

const look = async (page: Page, name: string, whole = false) => {
  await takePicture(page, name, whole)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(notice|letter|call|office|announce)\.[a-z]/, 'no key without its words')
  assert.deepEqual(await findViolations(page), [])
}

describe('notices at the desk', () => {
  before(async () => {
    visiting = await openVisiting()
    await nameRegions(visiting.served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文昌社区' })
    await visiting.employ('gao', { role: 'director', title: '文昌社区书记', community: COMMUNITY })
    const { does } = visiting
    const { estate } = await does(addEstate, { region: COMMUNITY, kind: 'estate', name: '阳光花园' })
    const plan = {
      units: 2,
      unitNames: 'number' as const,
      from: 1,
      to: 3,
      doors: 2,
      numbering: 'floor' as const,
      skipFloors: [],
      leaveOut: [],
    }
    await does(addBuilding, { id: estate, name: '1号楼', plan })
    await does(addBuilding, { id: estate, name: '2号楼', plan })
    const doors = await visiting.served.database.backup<{ id: string }[]>`select id from dwelling order by sort`
    const add = async (door: number, values: Record<string, string>) =>
      (
        await does(addPerson, {
          id: doors[door]!.id,
          relation: 'residence',
          from: '2010-01-01',
          values,
          source: 'seen',
          asOf: '2026-11-20',
        })
      ).person
    lady = await add(5, { 'person.name': '王秀英', 'person.birth-date': '1949-12-31' })
    man = await add(2, { 'person.name': '李建国', 'person.phone': '0535-2265566' })
    await does(notices.choose, { id: man, choice: { ...noChoice, channel: 'call' } }, 0)
    await does(notices.tellPerson, { id: man, kind: 'please.ring', words: { what: '暖气报停' } })
    await sendDue(visiting.served.house, STREET)
    visiting.served.work()
  })
  after(() => visiting?.close())

  test('she says whom residents ring, by keyboard alone', () =>
    atDesk(async (page) => {
      await page.goto('/desk/offices')
      await page.waitForSelector('h1:has-text("通知设置")', { timeout: 60_000 })
      await look(page, 'offices')
      await page.focus('[data-cell="0.0"]')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open]')
      await page.keyboard.type('0535-2261234')
      await page.keyboard.press('Tab')
      await page.keyboard.type('工作日 8:30–17:00')
      await look(page, 'office-dialog')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await page.waitForSelector('td:has-text("0535-2261234")')
    }))

  test('she announces that there is no water: seen before it goes, then as a poster and as letter boxes', () =>
    atDesk(async (page) => {
      await page.goto('/desk/notices')
      await page.waitForSelector('text=还没有公告', { timeout: 60_000 })
      await look(page, 'announcements-none')
      await page.click('a:has-text("写公告")')
      await page.waitForSelector('h1:has-text("写公告")')
      await page.fill('main input[maxlength="60"]', '周二停水')
      await page.fill('main textarea', '因管道检修，11月24日8时至17时停水。\n请提前储水。家里有老人、病人需要送水的，请给社区打电话。')
      await look(page, 'announce', true)
      await page.click('button:has-text("看一看再发")')
      await page.waitForSelector('dialog[open]:has-text("24 户")')
      await look(page, 'announce-look')
      await page.click('dialog button:has-text("发布")')
      await page.waitForSelector('h1:has-text("周二停水")')
      await look(page, 'announcement')
      await page.click('a:has-text("打印海报")')
      await page.waitForSelector('.poster')
      await look(page, 'poster', true)
      await page.goBack()
      await page.click('a:has-text("信箱清单")')
      await page.waitForSelector('.boxes')
      assert.equal(await page.locator('.boxes li').count(), 24)
      await look(page, 'boxes', true)
      await page.goto('/desk/notices')
      await page.waitForSelector('td:has-text("正在挂")')
      await look(page, 'announcements')
    }))

  test('she tells a lady something; her page says it will be a letter', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/people/${lady}`)
      await page.waitForSelector('h2:has-text("通知")', { timeout: 60_000 })
      await page.waitForSelector('text=下一条通知会用纸质信')
      await page.click('button:has-text("告诉本人一件事")')
      await page.waitForSelector('dialog[open] select')
      await page.selectOption('dialog select', 'document.ready')
      await page.fill('dialog input[maxlength="40"]', '老年人优待证')
      await page.fill('dialog .day-input input, dialog input:not([maxlength])', '2026-12-24')
      await look(page, 'tell')
      await page.click('dialog button:has-text("发给本人")')
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await sendDue(visiting.served.house, STREET)
      await page.reload()
      await page.waitForSelector('.told:has-text("等着打印")')
      await look(page, 'person-notices', true)
      await page.click('button:has-text("怎样通知本人")')
      await page.waitForSelector('dialog[open]')
      await look(page, 'choice')
      await page.click('dialog label:has-text("信件用大字")')
      await page.click('dialog button:has-text("记下")')
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await page.waitForSelector('text=用大字')
    }))

  test('she gathers the letters of a grid, looks them over, prints, and notes what became of each', () =>
    atDesk(async (page) => {
      await page.goto('/desk/letters')
      await page.waitForSelector('h1:has-text("信件")', { timeout: 60_000 })
      await page.waitForSelector('td:has-text("已登记")')
      await page.click('tbody input[type=checkbox]')
      await look(page, 'letters')
      await page.click('button:has-text("打印这些")')
      await page.waitForSelector('.letter')
      await look(page, 'letter-batch', true)
      await page.emulateMedia({ media: 'print' })
      await takePicture(page, 'letter-print', true)
      const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
      assert.equal(pages.length, 1, 'one letter is one sheet')
      const box = await page.locator('.letter-address').boundingBox()
      const sheet = await page.locator('.letter').boundingBox()
      const mm = (px: number) => Math.round((px * 25.4) / 96)
      assert.deepEqual([mm(box!.x - sheet!.x), mm(box!.width), mm(box!.height)], [21, 66, 26])
      await page.emulateMedia({ media: 'screen' })
      await page.click('button:has-text("都打印好了")')
      await page.waitForSelector('.carry select')
      await page.selectOption('.carry select', 'handed')
      await look(page, 'letter-carry')
      await page.click('button:has-text("记下")')
      await page.waitForSelector('.carry .tag:has-text("送到了")')
      await page.goto('/desk/letters')
      await page.fill('input[type=search]', '1')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("王秀英")')
      await page.waitForSelector('.told:has-text("已送达")')
    }))

  test('she rings who wants to be rung, in English', () =>
    atDesk(
      async (page) => {
        await page.goto('/desk/calls')
        await page.waitForSelector('.call-phone:has-text("0535-2265566")', { timeout: 60_000 })
        await look(page, 'calls-en')
        await page.click('button:has-text("Nobody answered")')
        await page.waitForSelector('.tag:has-text("tried once")')
        await page.click('button:has-text("It is said")')
        await page.waitForSelector('text=No calls to make')
      },
      { language: 'en' },
    ))

  test('on a telephone nothing is cut off or too close', () =>
    atDesk(
      async (page) => {
        for (const [path, wait] of [
          ['notices', '.page-links'],
          ['letters', '.page-links'],
          ['offices', '.page-links'],
          [`people/${lady}`, '.told'],
        ] as const) {
          await page.goto(`/desk/${path}`)
          await page.waitForSelector(wait, { timeout: 60_000 })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)
          assert.equal(wide, false, path)
          await look(page, `phone-${path.split('/')[0]}`, path.startsWith('people'))
        }
      },
      { screen: phoneScreen, language: 'en' },
    ))
})
