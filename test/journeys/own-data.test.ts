/** What residents are owed about their own information, in a real browser: consent said and taken back at the counter and on a phone, a request taken in, looks read out. */

import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addPerson } from '#ground/households/actions.ts'
import { changeOffice } from '#ground/notices/actions.ts'
import { bind } from '#ground/residents/actions.ts'
import { addDoor } from '../doors.ts'
import { COMMUNITY } from '../stage.ts'
import { isWhole, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting
let lady: string

const atDesk = (story: Story) => visiting.atDesk('chen', story)
const onPhone = (story: Story, look?: Look) => visiting.byTelephone('13800001234', story, look)

describe('her own information', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T02:00:00Z', minutes: 2 })
    await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    const values = {
      'person.name': '王秀英',
      'person.phone': '13800001234',
      'person.birth-date': '1949-12-31',
      'person.allergies': '青霉素',
    }
    const { does, served } = visiting
    lady = (await does(addPerson, { id: await addDoor(served), relation: 'residence', values, source: 'seen', asOf: '2026-11-20' })).person
    await does(bind, { id: lady, phone: '13800001234' })
    await does(changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
    served.work()
  })
  after(() => visiting?.close())

  const consentOf = (page: Page, what: string) => page.locator('li', { hasText: what }).first()

  test('at the counter she says yes and takes it back; what goes is said before', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/counter/${lady}`)
      await page.waitForSelector('h2:has-text("同意")')
      await isWhole(page, 'own-data-counter')
      await consentOf(page, '家庭医生')
        .locator('button', { hasText: /^同意$/ })
        .click()
      await page.waitForSelector('dialog[open]')
      await isWhole(page, 'own-data-consent')
      await page.locator('dialog[open] button[type=submit]').click()
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await consentOf(page, '家庭医生').locator('text=已同意').waitFor()
      await consentOf(page, '家庭医生').locator('button', { hasText: '撤回同意' }).click()
      await page.waitForSelector('dialog[open] >> text=过敏')
      await isWhole(page, 'own-data-withdrawal')
      await page.locator('dialog[open] button[type=submit]').click()
      await consentOf(page, '家庭医生').locator('text=已撤回').waitFor()
    }))

  test('what she asks about her information is taken in with its day, and stands in the list of its kind; who looked is read to her', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/counter/${lady}`)
      await page.click('button:has-text("登记请求")')
      await page.waitForSelector('dialog[open] select')
      await page.locator('dialog[open] input[type=text], dialog[open] input:not([type])').first().fill('要一份自己的信息')
      await page.locator('dialog[open] select').nth(1).selectOption('copy')
      await isWhole(page, 'own-data-request')
      await page.click('dialog[open] button:has-text("登记")')
      await page.waitForSelector('dialog[open] >> text=对自己信息的请求')
      await page.goto('/desk/matters?list=open&type=own-data')
      await page.waitForSelector('text=要一份自己的信息')
      await isWhole(page, 'own-data-list')
      await page.goto(`/desk/counter/${lady}`)
      await page.locator('section', { hasText: '谁看过她的信息' }).last().locator('button', { hasText: '念给她听' }).click()
      await page.waitForSelector('text=本人到窗口办事')
      await isWhole(page, 'own-data-looks')
    }))

  test('on her phone: what she agreed to, in large type and in English as well', async () => {
    await onPhone(async (page) => {
      await page.goto(`/doorstep/own/${lady}`)
      await page.click('a:has-text("我同意过的")')
      await page.waitForSelector('.own-consent')
      await isWhole(page, 'own-consents')
      const card = page.locator('.own-consent', { hasText: '家庭医生' })
      await card.locator('button', { hasText: /^同意$/ }).click()
      await page.waitForSelector('dialog[open]')
      await isWhole(page, 'own-consents-give')
      await page.locator('dialog[open] button', { hasText: '同意' }).last().click()
      await card.locator('text=您已同意').waitFor()
      await card.locator('button', { hasText: '撤回同意' }).click()
      await page.waitForSelector('dialog[open]')
      await isWhole(page, 'own-consents-withdraw')
      await page.locator('dialog[open] button', { hasText: '撤回同意' }).last().click()
      await card.locator('text=您已撤回').waitFor()
    })
    await onPhone(
      async (page) => {
        await page.goto(`/doorstep/own/${lady}/consents`)
        await page.waitForSelector('.own-consent')
        await isWhole(page, 'own-consents-elder-en')
        await page.goto('/doorstep/report?type=own-data')
        await page.waitForSelector('.desk-main h1, h1')
        await isWhole(page, 'own-data-report-elder-en')
      },
      { language: 'en', comfort: 'elder' },
    )
  })
})
