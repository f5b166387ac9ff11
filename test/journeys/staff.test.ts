/** The head of the street makes a login, hands over its first password, gives and ends a post; its owner signs in, changes the password and sees her sign-ins. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { upsertRegions } from '#ground/places/queries.ts'
import { currentCode } from '#kernel/access/password.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

let browser: Browser
let served: Served
let gao: { id: string; code: () => string }
let now = Date.parse('2026-11-22T02:00:00Z')
let wang = { password: '', secret: '' }

type Who = { name: string; password: string; code: () => string }
const head = (): Who => ({ name: 'gao', password: 'a long password of hers', code: gao.code })

/** A code opens once; each sign-in lives in its own minute. */
async function signIn(page: Page, { name, password, code }: Who): Promise<void> {
  now += 60_000
  served.setNow(new Date(now))
  await page.fill('input[name=username]', name)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
  await page.keyboard.type(code())
  await page.keyboard.press('Enter')
}

async function atDesk(
  who: Who,
  story: (page: Page) => Promise<void>,
  { screen = deskScreen, language = 'zh', theme = 'light' }: { screen?: BrowserContextOptions; language?: string; theme?: string } = {},
): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language, 'linli.theme': theme })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    await page.goto(`${served.origin}/desk`)
    await signIn(page, who)
    await page.waitForSelector('.desk-main h1')
    await story(page)
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 40[0139]/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

async function isWhole(page: Page, name: string): Promise<void> {
  await takePicture(page, name)
  assert.deepEqual(await findViolations(page), [], name)
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    0,
    `${name} scrolls sideways`,
  )
}

const newcomer = (): Who => ({ name: 'wangfang', password: wang.password, code: () => currentCode(wang.secret, new Date(now)) })

describe('the staff of a street', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await upsertRegions(
      served.database.owner,
      [
        { code: '370683001000', name: '文昌路街道', level: 'street', parent: '370683000000' },
        { code: '370683001001', name: '文泉社区', level: 'community', parent: '370683001000' },
      ],
      '2026-01-01',
    )
    gao = await served.employ('gao', 'a long password of hers', [{ role: 'head', title: '文昌路街道办事处主任' }])
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('a login with its first post is made by keyboard; what is shown once is gone when the dialog is closed', () =>
    atDesk(head(), async (page) => {
      await page.goto(`${served.origin}/desk/staff`)
      await page.waitForSelector('[role=grid]')
      await page.focus('button:has-text("新建账号")')
      await page.keyboard.press('Enter')
      await page.keyboard.type('王芳')
      await page.keyboard.press('Tab')
      await page.keyboard.type('wangfang')
      await page.getByLabel('管哪里').fill('文泉')
      await page.keyboard.press('Enter')
      await page.getByLabel('岗位名称').fill('文泉社区工作者')
      await isWhole(page, 'staff-new')
      await page.click('dialog[open] .dialog-actions button:has-text("新建账号")')
      await page.waitForSelector('dialog[open] >> text=只显示这一次')
      await isWhole(page, 'staff-once')
      const shown = await page.locator('dialog[open] .facts code').allTextContents()
      wang = { password: shown[1] ?? '', secret: (shown[2] ?? '').replaceAll(' ', '') }
      assert.match(wang.password, /^\w{4}-\w{4}-\w{4}$/)
      await page.click('dialog[open] button:has-text("关闭")')
      await page.waitForSelector('[role=grid] >> text=王芳')
      assert.equal(await page.locator(`text=${wang.password}`).count(), 0)
      await isWhole(page, 'staff-list')
    }))

  test('she comes in with it, changes the password, and sees her sign-ins; the first password is worth nothing after', () =>
    atDesk(newcomer(), async (page) => {
      await page.click('button[aria-label^="账号与岗位"]')
      await page.click('[role=menuitem]:has-text("我的账号")')
      await page.waitForSelector('text=您用的还是别人给的初始密码')
      await page.waitForSelector('[role=grid] >> text=登录成功')
      await isWhole(page, 'own')
      const change = async (current: string, next: string) => {
        await page.getByLabel('现在的密码').fill(current)
        await page.getByLabel('新密码', { exact: true }).fill(next)
        await page.getByLabel('再写一遍新密码').fill(next)
        await page.keyboard.press('Enter')
      }
      await change('not this one', '灯下黑有七只猫咪和狗')
      await page.waitForSelector('.field-error:has-text("现在的密码不对")')
      await change(wang.password, '灯下黑有七只猫咪和狗')
      wang.password = '灯下黑有七只猫咪和狗'
      await page.waitForSelector('dialog[open] >> text=请重新登录')
      await signIn(page, newcomer())
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await page.reload()
      await page.waitForSelector('[role=grid] >> text=密码不对')
      assert.equal(await page.locator('text=您用的还是别人给的初始密码').count(), 0)
    }))

  test('an ended post shuts the page that was open in it, at once', () =>
    atDesk(newcomer(), async (hers) => {
      await hers.goto(`${served.origin}/desk/estates`)
      await hers.waitForSelector('h1:has-text("文泉社区")')
      await atDesk(head(), async (page) => {
        await page.goto(`${served.origin}/desk/staff`)
        await page.click('[role=grid] >> text=王芳')
        await isWhole(page, 'staff-login')
        await page.click('dialog[open] button:has-text("结束岗位")')
        await page.click('dialog[open] .dialog-actions button:has-text("结束岗位")')
        await page.waitForSelector('dialog[open] >> text=已结束')
        // Her own post stays: nobody could give it back to her.
        await page.keyboard.press('Escape')
        await page.click('[role=grid] >> text=gao')
        await page.click('dialog[open] button:has-text("结束岗位")')
        await page.click('dialog[open] .dialog-actions button:has-text("结束岗位")')
        await page.waitForSelector('text=这是您自己最后一个管理岗位')
        await isWhole(page, 'staff-own-last')
      })
      await hers.reload()
      await hers.waitForSelector('h1:has-text("登录")')
    }))

  for (const [name, look] of [
    ['phone', { screen: phoneScreen }],
    ['dark', { theme: 'dark' }],
    ['en', { language: 'en' }],
  ] as const) {
    test(`the same pages stand on a ${name} face`, () =>
      atDesk(
        head(),
        async (page) => {
          await page.goto(`${served.origin}/desk/staff`)
          await page.waitForSelector('[role=grid]')
          await isWhole(page, `staff-${name}`)
          await page.click('.page-actions button')
          await page.waitForSelector('dialog[open]')
          await isWhole(page, `staff-new-${name}`)
          await page.goto(`${served.origin}/desk/own`)
          await page.waitForSelector('[role=grid]')
          await isWhole(page, `own-${name}`)
        },
        look,
      ))
  }
})
