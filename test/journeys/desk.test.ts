/** The desk before any work begins: coming in, staying in, losing the network, getting lost. Real browser, real house. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route } from 'playwright-core'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

let browser: Browser
let served: Served
let chen: { id: string; code: () => string }
let minute = 0

type Story = { page: Page; context: BrowserContext; seen: ReturnType<typeof watchPage> }

async function atDesk(story: (story: Story) => Promise<void>, screen: BrowserContextOptions = deskScreen): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': 'zh' })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    await page.goto(`${served.origin}/desk`)
    await story({ page, context, seen })
    assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
    const unexpected = seen.errors.filter((error) => !/status of 401|status of 404|status of 500|ERR_INTERNET_DISCONNECTED/.test(error))
    assert.deepEqual(unexpected, [])
  } finally {
    await context.close()
  }
}

/** As the house answers when something went wrong on its side. */
function fail(route: Route): Promise<void> {
  return route.fulfill({ status: 500, json: { code: 'internal', details: { trace: '7f3a91c2' } } })
}

async function enter(page: Page): Promise<void> {
  // A code opens once; each story lives in its own half minute.
  minute += 1
  served.setNow(new Date(Date.parse('2026-11-22T02:00:00Z') + minute * 60_000))
  await page.fill('input[name=username]', 'chen')
  await page.fill('input[name=password]', 'a long password of hers')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
  await page.keyboard.type(chen.code())
  await page.keyboard.press('Enter')
}

// In a suite of their own, so that the house is closed before the server of its database.
describe('the desk', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    chen = await served.employ('chen', 'a long password of hers', [
      { role: 'clerk', title: '文昌社区工作者', community: 370683001001 },
      { role: 'grid', title: '第三网格网格员', community: 370683001001 },
    ])
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('a wrong password is said in words, the right one and the code open the desk in her language, and out again', () =>
    atDesk(async ({ page }) => {
      await page.waitForSelector('text=登录')
      assert.deepEqual(await findViolations(page), [])
      await page.fill('input[name=username]', 'chen')
      await page.fill('input[name=password]', 'not this one')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.problem')
      assert.match((await page.textContent('.problem')) ?? '', /账号或密码不对/)
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'password')
      await enter(page)
      await page.waitForSelector('h1:has-text("chen，您好")')
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'desk-home')
      await page.click('button[aria-label="语言"]')
      await page.click('text=English')
      await page.waitForSelector('h1:has-text("Good day, chen")')
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en-GB')
      await page.reload()
      await page.waitForSelector('h1:has-text("Good day, chen")')
      await page.click('button[aria-label^="Login and post"]')
      await page.click('text=Sign out')
      await page.waitForSelector('h1:has-text("Sign in")')
      await page.reload()
      await page.waitForSelector('h1:has-text("Sign in")')
    }))

  test('switching the post is one choice, and stays over a reload', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.click('button[aria-label^="账号与岗位"]')
      assert.deepEqual(await findViolations(page), [])
      await page.click('[role=menuitemradio]:has-text("第三网格网格员")')
      await page.waitForSelector('.who-post:has-text("第三网格网格员")')
      await page.reload()
      await page.waitForSelector('.who-post:has-text("第三网格网格员")')
    }))

  test('a session that ends under an open screen asks again above it, and nothing typed is lost', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await served.database.owner`delete from session where login_id = ${chen.id}`
      await page.fill('#desk-search', '王')
      await page.click('button[aria-label^="账号与岗位"]')
      await page.click('[role=menuitemradio][aria-checked=false]')
      await page.waitForSelector('dialog[open] >> text=请重新登录')
      assert.equal(await page.inputValue('#desk-search'), '王')
      await enter(page)
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      assert.equal(await page.inputValue('#desk-search'), '王')
      await page.waitForSelector('h1:has-text("您好")')
    }))

  test('what cannot be read says so, another try opens it, and whoever goes elsewhere leaves it behind', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.route('**/elements', fail)
      await page.goto(`${served.origin}/desk/forms/household`)
      await page.waitForSelector('h1:has-text("打不开这一页")')
      assert.match((await page.textContent('.problem')) ?? '', /没有读出来.*7f3a91c2/)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'desk-unread')
      await page.click('.rail-link:has-text("首页")')
      await page.waitForSelector('h1:has-text("您好")')
      await page.goBack()
      await page.waitForSelector('h1:has-text("打不开这一页")')
      await page.unroute('**/elements')
      await page.click('button:has-text("再试一次")')
      await page.waitForSelector('h1:has-text("一户一档")')
    }))

  test('a refresh that fails by itself takes nothing away from who is typing', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.goto(`${served.origin}/desk/own`)
      await page.waitForSelector('h1:has-text("我的账号")')
      await page.fill('input[autocomplete=current-password]', 'half a word')
      await page.route('**/api/**', fail)
      const failed = page.waitForResponse((response) => response.status() === 500)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await failed
      await page.waitForTimeout(300)
      assert.equal(await page.inputValue('input[autocomplete=current-password]'), 'half a word')
    }))

  test('a lost network is said while it lasts, and the desk goes on by itself', () =>
    atDesk(async ({ page, context }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await context.setOffline(true)
      await page.fill('#desk-search', '李')
      await page.waitForSelector('.cut-off')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'desk-cut-off')
      await context.setOffline(false)
      await page.waitForSelector('.cut-off', { state: 'detached' })
    }))

  test('an address that leads nowhere says so and leads home; the keys are listed by one key', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.goto(`${served.origin}/desk/nowhere/at/all`)
      await page.waitForSelector('h1:has-text("没有这个页面")')
      await page.click('.desk-main >> text=回到首页')
      await page.waitForSelector('h1:has-text("您好")')
      assert.equal(new URL(page.url()).pathname, '/desk')
      await page.keyboard.press('?')
      await page.waitForSelector('dialog[open] >> text=快捷键')
      assert.deepEqual(await findViolations(page), [])
      await page.keyboard.press('Escape')
      await page.keyboard.press('/')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'desk-search')
      await page.keyboard.press('?')
      assert.equal(await page.inputValue('#desk-search'), '?')
    }))

  test('on a phone the sections stand at the foot, and nothing scrolls sideways', () =>
    atDesk(async ({ page }) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      assert.equal(await page.isVisible('.foot-bar'), true)
      assert.equal(await page.isVisible('.rail'), false)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'desk-phone')
    }, phoneScreen))
})
