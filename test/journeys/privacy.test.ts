/** What is collected and what for: read, printed large, and changed by the head of a street, by keyboard and on a phone, in both languages. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

let browser: Browser
let served: Served
let gao: { id: string; code: () => string }
let minute = 0

async function atDesk(language: 'zh' | 'en', screen: BrowserContextOptions, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    await page.goto(`${served.origin}/desk`)
    minute += 1
    served.setNow(new Date(Date.parse('2026-11-22T02:00:00Z') + minute * 60_000))
    await page.fill('input[name=username]', 'gao')
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(gao.code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1:has-text("gao")')
    await story(page)
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of (401|409|422)/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

const goTo = async (page: Page, path: string, heading: string) => {
  await page.goto(`${served.origin}/desk${path}`)
  await page.waitForSelector(`h1:has-text("${heading}")`)
}

describe('privacy at the desk', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    gao = await served.employ('gao', 'a long password of hers', [{ role: 'head', title: '街道负责人' }])
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('every purpose stands in one list; each opens whole, and prints as a notice, large too', () =>
    atDesk('zh', deskScreen, async (page) => {
      await goTo(page, '/purposes', '收集目的')
      await page.waitForSelector('td:has-text("人口和住房底数"), th:has-text("人口和住房底数")')
      assert.equal(await page.isVisible('h2:has-text("没有目的的栏目")'), false)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'purposes-list')
      await goTo(page, '/purposes/elder-care', '老年人探访关爱')
      assert.match((await page.textContent('.notice-part')) ?? '', /本人同意[\s\S]*生活自理|本人同意/)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'purpose', true)
      await page.click('a:has-text("打印告知书")')
      await page.waitForSelector('.notice-paper h2:has-text("您的权利")')
      const before = await page.evaluate(() => getComputedStyle(document.querySelector('.notice-paper')!).fontSize)
      await page.click('text=大字')
      const large = await page.evaluate(() => getComputedStyle(document.querySelector('.notice-paper')!).fontSize)
      assert.ok(Number.parseFloat(large) >= 18 && Number.parseFloat(large) > Number.parseFloat(before))
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'notice-large', true)
    }))

  test('a head shortens a term: a duty without its law is refused at the field, the new version is told', () =>
    atDesk('zh', deskScreen, async (page) => {
      await goTo(page, '/purposes/volunteers/change', '志愿服务记录')
      await takePicture(page, 'purpose-change', true)
      assert.deepEqual(await findViolations(page), [])
      await page.selectOption('[data-path="/purpose/basis"] select', '3')
      await page.fill('[data-path="/purpose/citations"] textarea', '')
      await page.click('button:has-text("保存为新版本")')
      await page.waitForSelector('[data-path="/purpose/citations"] .field-error:has-text("要写明法律名称和条款")')
      await page.selectOption('[data-path="/purpose/basis"] select', '1')
      await page.fill('[data-path="/purpose/keep"] input', '1')
      await page.click('button:has-text("保存为新版本")')
      await page.waitForSelector('.notice-part:has-text("都没有了以后再保存 1 年")')
      await page.waitForSelector('li:has-text("本街道第 1 版")')
      await page.click('button:has-text("停用")')
      await page.click('dialog button:has-text("停用")')
      await page.waitForSelector('.faults li:has-text("会没有任何收集目的")')
      await takePicture(page, 'purpose-needed')
    }))

  test('on a phone and in English it is all there', () =>
    atDesk('en', phoneScreen, async (page) => {
      await goTo(page, '/purposes', 'Purposes')
      await page.waitForSelector('text=Visits to and care for elders')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'purposes-phone')
      await goTo(page, '/purposes/notice/emergency', 'Notice on personal information')
      await page.waitForSelector('text=Destroyed within 30 days of the end of the emergency')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'notice-phone', true)
      await goTo(page, '/purposes/volunteers/change', 'Volunteers')
      await takePicture(page, 'purpose-change-phone', true)
      await goTo(page, '/forms/elder-visit/paper', 'Visit to an elder living alone')
      await takePicture(page, 'paper-phone', true)
    }))
})
