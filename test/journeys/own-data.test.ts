/** What residents are owed about their own information, in a real browser: consent said and taken back at the counter and on a phone, a request taken in, looks read out. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import { changeOffice } from '#ground/notices/actions.ts'
import { bind } from '#ground/residents/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'
import { COMMUNITY, STREET } from '../stage.ts'

const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 } }
const wide = houseActor(STREET, allRights)

let served: Served
let browser: Browser
let code: () => string
let lady: string
let now = Date.parse('2026-11-23T02:00:00Z')

type View = { screen?: BrowserContextOptions; kept?: Record<string, string> }

async function onPage(story: (page: Page) => Promise<void>, { screen = deskScreen, kept = {} }: View): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': 'zh', ...kept })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    now += 120_000
    served.setNow(new Date(now))
    await story(page)
    assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
    assert.deepEqual(seen.errors.filter((error) => !/status of 4(0[019]|22)/.test(error)), []) // biome-ignore format: one call
  } finally {
    await context.close()
  }
}

const atDesk = (story: (page: Page) => Promise<void>, view: View = {}) =>
  onPage(async (page) => {
    await page.goto(`${served.origin}/desk`)
    await page.fill('input[name=username]', 'chen')
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rail', { state: 'attached' })
    await story(page)
  }, view)

const onPhone = (story: (page: Page) => Promise<void>, kept: Record<string, string> = {}) =>
  onPage(
    async (page) => {
      await page.goto(`${served.origin}/doorstep/in/phone`)
      await page.fill('input[name=phone]', '13800001234')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(/\d{6}/.exec(served.messages.at(-1)!.text)![0])
      await page.waitForSelector('.foot-bar')
      await story(page)
    },
    { screen: small, kept },
  )

async function isWhole(page: Page, name: string): Promise<void> {
  await takePicture(page, name, true)
  assert.deepEqual(await findViolations(page), [], name)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(beyond, 0, `${name} scrolls sideways`)
}

async function buildDoor(): Promise<string> {
  const door = newId()
  const { lo, hi, login, post } = wide
  await served.house.transaction({ street: STREET, lo, hi, login, post, sensitive: false }, async (sql) => {
    await sql`
      insert into dwelling (street_id, id, region_no, door, label, key, sort)
      values (${STREET}, ${door}, ${COMMUNITY * 1000}, '101', '文昌里1号101', 'own-data', '101')`
    await sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${door}, 'dwelling', ${COMMUNITY * 1000}, 0, '{}', '{"at":[]}')`
  })
  return door
}

describe('her own information', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    ;({ code } = await served.employ('chen', 'a long password of hers', [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }]))
    const values = {
      'person.name': '王秀英',
      'person.phone': '13800001234',
      'person.birth-date': '1949-12-31',
      'person.allergies': '青霉素',
    }
    const moved = { id: await buildDoor(), relation: 'residence' as const, values, source: 'seen' as const, asOf: '2026-11-20' }
    lady = (await enter(served.house, addPerson, { street: STREET, actor: wide, input: moved })).data.person
    await enter(served.house, bind, { street: STREET, actor: wide, input: { id: lady, phone: '13800001234' } })
    await enter(served.house, changeOffice, {
      street: STREET,
      actor: wide,
      input: { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' },
    })
    served.work()
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  const consentOf = (page: Page, what: string) => page.locator('li', { hasText: what }).first()

  test('at the counter she says yes and takes it back; what goes is said before', () =>
    atDesk(async (page) => {
      await page.goto(`${served.origin}/desk/counter/${lady}`)
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
      await page.goto(`${served.origin}/desk/counter/${lady}`)
      await page.click('button:has-text("登记请求")')
      await page.waitForSelector('dialog[open] select')
      await page.locator('dialog[open] input[type=text], dialog[open] input:not([type])').first().fill('要一份自己的信息')
      await page.locator('dialog[open] select').nth(1).selectOption('copy')
      await isWhole(page, 'own-data-request')
      await page.click('dialog[open] button:has-text("登记")')
      await page.waitForSelector('dialog[open] >> text=对自己信息的请求')
      await page.goto(`${served.origin}/desk/matters?list=open&type=own-data`)
      await page.waitForSelector('text=要一份自己的信息')
      await isWhole(page, 'own-data-list')
      await page.goto(`${served.origin}/desk/counter/${lady}`)
      await page.locator('section', { hasText: '谁看过她的信息' }).last().locator('button', { hasText: '念给她听' }).click()
      await page.waitForSelector('text=本人到窗口办事')
      await isWhole(page, 'own-data-looks')
    }))

  test('on her phone: what she agreed to, in large type and in English as well', async () => {
    await onPhone(async (page) => {
      await page.goto(`${served.origin}/doorstep/own/${lady}`)
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
    now += 120_000
    await onPhone(
      async (page) => {
        await page.goto(`${served.origin}/doorstep/own/${lady}/consents`)
        await page.waitForSelector('.own-consent')
        await isWhole(page, 'own-consents-elder-en')
        await page.goto(`${served.origin}/doorstep/report?type=own-data`)
        await page.waitForSelector('.desk-main h1, h1')
        await isWhole(page, 'own-data-report-elder-en')
      },
      { 'linli.language': 'en', 'linli.comfort': 'elder' },
    )
  })
})
