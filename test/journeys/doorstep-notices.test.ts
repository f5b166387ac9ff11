/** At the doorstep: a resident reads what she was told, says how she wants to be told, and sees what is announced; in large type and English too. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import * as notices from '#ground/notices/actions.ts'
import { publish } from '#ground/notices/announcements/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import * as noticeViews from '#ground/notices/views.ts'
import { bind } from '#ground/residents/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

const STREET = 370683001
const COMMUNITY = 370683001001
const PHONE = '13800001234'
const owner = houseActor(STREET, allRights)

let browser: Browser
let served: Served
let lady: string
let moment = Date.parse('2026-11-22T02:00:00Z')

async function does(operation: Operation, input: unknown, version?: number): Promise<Record<string, unknown>> {
  const reply = await enter(served.house, operation, { street: STREET, actor: owner, input, ...(version === undefined ? {} : { version }) })
  return reply.data as Record<string, unknown>
}

async function atDoor(kept: Record<string, string>, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, phoneScreen, kept)
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    moment += 2 * 3_600_000
    served.setNow(new Date(moment))
    await page.goto(`${served.origin}/doorstep/in/phone`)
    await page.fill('input[name=phone]', PHONE)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(/验证码 (\d{6})/.exec(served.messages.at(-1)?.text ?? '')?.[1] ?? '')
    await page.waitForSelector('.person-card')
    await story(page)
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 401/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

/** Nothing scrolls sideways, axe finds nothing, whatever is pressed is large enough, and no key stands without its words. */
async function check(page: Page, name: string, least = 48): Promise<void> {
  await takePicture(page, `doorstep-${name}`, true)
  const size = page.viewportSize()!
  await page.setViewportSize({ ...size, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) })
  assert.deepEqual(await findViolations(page), [], name)
  await page.setViewportSize(size)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, name)
  const tooSmall = await page.evaluate(
    (most) =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], .choice label, .input')]
        .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < most - 0.5)
        .map((one) => `${one.tagName} ${one.textContent?.trim().slice(0, 20)} ${one.getBoundingClientRect().height}`),
    least,
  )
  assert.deepEqual(tooSmall, [], name)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(notice|inbox|own-channel|own-announce)\.[a-z]/, name)
}

describe('notices at the doorstep', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await served.employ('li', 'a long password of hers', [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }])
    const door = newId()
    const scope = { street: STREET, lo: owner.lo, hi: owner.hi, login: owner.login, post: owner.post, sensitive: true }
    await served.database
      .owner`insert into region (code, name, level, parent) values (${STREET * 1000}, '文昌路街道', 'street', '370683000000')`
    await served.house.transaction(scope, async (sql) => {
      await sql`
        insert into dwelling (street_id, id, region_no, door, label, key, sort)
        values (${STREET}, ${door}, ${COMMUNITY * 1000 + 1}, '101', '文昌里1号101', '文昌里|1|101', '101')`
      await sql`
        insert into subject (street_id, id, kind, region_no, rev, values, meta)
        values (${STREET}, ${door}, 'dwelling', ${COMMUNITY * 1000 + 1}, 0, '{}', '{"at":[]}')`
    })
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    lady = (await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person as string
    await does(bind, { id: lady, phone: PHONE })
    await does(notices.changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
    await does(notices.tellPerson, { id: lady, kind: 'document.ready', words: { what: '老年人优待证', until: '2026-12-24' } })
    await does(notices.tellPerson, { id: lady, kind: 'danger.near', words: { what: '3单元楼道有燃气味', do: '开窗，下楼，不要开关电器' } })
    await sendDue(served.house, STREET)
    const areas = [{ kind: 'community', region: COMMUNITY }]
    const body = '因管道检修，11月24日8时至17时停水。\n家里有老人、病人需要送水的，请打电话。'
    await does(publish, { title: '周二停水', body, from: '2026-11-22', until: '2026-11-24', areas })
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('she opens what she was told, and that it was read is known at the counter; she sees what is announced and whom to ring', () =>
    atDoor({ 'linli.language': 'zh' }, async (page) => {
      await page.click(`a[href="/doorstep/own/${lady}/notices"]`)
      await page.waitForSelector('.inbox-notice[data-new]')
      assert.equal(await page.locator('.inbox-notice[data-new]').count(), 2)
      await check(page, 'notices-zh')
      await page.click('.inbox-open:has-text("安全提醒")')
      await page.waitForSelector('.inbox-body:has-text("燃气味")')
      await check(page, 'notice-open-zh')
      await page.waitForFunction(() => document.querySelectorAll('.inbox-notice[data-new]').length === 1)
      await page.click('a[href="/doorstep/announcements"]')
      await page.waitForSelector('.own-announcement:has-text("周二停水")')
      assert.equal(await page.getAttribute('.own-announcement a', 'href'), 'tel:0535-2261234')
      await check(page, 'announcements-zh')
      const { notices: told } = (await does(noticeViews.ofPerson, { id: lady })) as { notices: { kind: string; readAt: string | null }[] }
      assert.deepEqual(told.map(({ kind, readAt }) => [kind, readAt !== null]).sort(), [
        ['danger.near', true],
        ['document.ready', false],
      ])
    }))

  test('in large type and English she chooses her own page, and the next notice lies there without a message', () =>
    atDoor({ 'linli.language': 'en', 'linli.comfort': 'elder' }, async (page) => {
      await page.goto(`${served.origin}/doorstep/own/${lady}/notices`)
      await page.waitForSelector('.inbox-open')
      await check(page, 'notices-en', 60)
      await page.click(`a[href="/doorstep/own/${lady}/channel"]`)
      await page.waitForSelector('main form')
      await check(page, 'channel-en', 60)
      await page.click('label:has-text("own page")')
      await page.click('label:has-text("English")')
      await page.click('main button[type=submit]')
      await page.waitForSelector('.inbox-open')
      const before = served.messages.length
      await does(notices.tellPerson, { id: lady, kind: 'please.ring', words: { what: 'the meter' } })
      await sendDue(served.house, STREET)
      assert.equal(served.messages.length, before)
      await page.reload()
      await page.waitForSelector('.inbox-open:has-text("Please ring the community")')
    }))
})
