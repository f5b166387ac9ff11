/** The desk before any work begins: coming in, staying in, losing the network, getting lost. Real browser, real house. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { COMMUNITY } from '../stage.ts'
import { type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting
let chen: string

/** Who is not yet in is told so by 401. */
const atDesk = (story: Story, look?: Look) =>
  visiting.onPage(async (page, meant) => {
    meant(401)
    await page.goto('/desk')
    await story(page, meant)
  }, look)
const enter = (page: Page) => visiting.signIn(page, 'chen')

/** As the house answers when something went wrong on its side. */
function fail(route: Route): Promise<void> {
  return route.fulfill({ status: 500, json: { code: 'internal', details: { trace: '7f3a91c2' } } })
}

// In a suite of their own, so that the house is closed before the server of its database.
describe('the desk', () => {
  before(async () => {
    visiting = await openVisiting()
    chen = await visiting.employ(
      'chen',
      { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY },
      { role: 'grid', title: '第三网格网格员', community: COMMUNITY },
    )
  })
  after(() => visiting?.close())

  test('a wrong password is said in words, the right one and the code open the desk in her language, and out again', () =>
    atDesk(async (page) => {
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
    atDesk(async (page) => {
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
    atDesk(async (page) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await visiting.served.database.owner`delete from session where login_id = ${chen}`
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
    atDesk(async (page, meant) => {
      meant(500)
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.route('**/elements', fail)
      await page.goto('/desk/forms/household')
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
    atDesk(async (page, meant) => {
      meant(500)
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.goto('/desk/own')
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
    atDesk(async (page, meant) => {
      meant(0)
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.context().setOffline(true)
      await page.fill('#desk-search', '李')
      await page.waitForSelector('.cut-off')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'desk-cut-off')
      await page.context().setOffline(false)
      await page.waitForSelector('.cut-off', { state: 'detached' })
    }))

  test('an address that leads nowhere says so and leads home; the keys are listed by one key', () =>
    atDesk(async (page) => {
      await enter(page)
      await page.waitForSelector('h1:has-text("您好")')
      await page.goto('/desk/nowhere/at/all')
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
    atDesk(
      async (page) => {
        await enter(page)
        await page.waitForSelector('h1:has-text("您好")')
        assert.equal(await page.isVisible('.foot-bar'), true)
        assert.equal(await page.isVisible('.rail'), false)
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0)
        assert.deepEqual(await findViolations(page), [])
        await takePicture(page, 'desk-phone')
      },
      { screen: phoneScreen },
    ))
})
