/** The head of the street makes a login, hands over its first password, gives and ends a post; its owner signs in, changes the password and sees her sign-ins. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { currentCode } from '#kernel/access/password.ts'
import { phoneScreen } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isWhole, openVisiting, type Visiting } from '../visiting.ts'

let visiting: Visiting
let wang = { password: '', secret: '' }

describe('the staff of a street', () => {
  before(async () => {
    visiting = await openVisiting()
    await nameRegions(visiting.served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文泉社区' })
    await visiting.employ('gao', { role: 'head', title: '文昌路街道办事处主任' })
    visiting.logins.set('wangfang', {
      get password() {
        return wang.password
      },
      code: () => currentCode(wang.secret, visiting.now()),
    })
  })
  after(() => visiting?.close())

  test('a login with its first post is made by keyboard; what is shown once is gone when the dialog is closed', () =>
    visiting.atDesk('gao', async (page) => {
      await page.goto('/desk/staff')
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
    visiting.atDesk('wangfang', async (page, meant) => {
      meant(400, 401)
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
      await visiting.signIn(page, 'wangfang')
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await page.reload()
      await page.waitForSelector('[role=grid] >> text=密码不对')
      assert.equal(await page.locator('text=您用的还是别人给的初始密码').count(), 0)
    }))

  test('an ended post shuts the page that was open in it, at once', () =>
    visiting.atDesk('wangfang', async (hers, meant) => {
      meant(401)
      await hers.goto('/desk/estates')
      await hers.waitForSelector('h1:has-text("文泉社区")')
      await visiting.atDesk('gao', async (page, meant) => {
        meant(409)
        await page.goto('/desk/staff')
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
      visiting.atDesk(
        'gao',
        async (page) => {
          await page.goto('/desk/staff')
          await page.waitForSelector('[role=grid]')
          await isWhole(page, `staff-${name}`)
          await page.click('.page-actions button')
          await page.waitForSelector('dialog[open]')
          await isWhole(page, `staff-new-${name}`)
          await page.goto('/desk/own')
          await page.waitForSelector('[role=grid]')
          await isWhole(page, `own-${name}`)
        },
        look,
      ))
  }
})
