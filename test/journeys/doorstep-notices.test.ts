/** At the doorstep: a resident reads what she was told, says how she wants to be told, and sees what is announced; in large type and English too. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addPerson } from '#ground/households/actions.ts'
import * as notices from '#ground/notices/actions.ts'
import { publish } from '#ground/notices/announcements/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import * as noticeViews from '#ground/notices/views.ts'
import { bind } from '#ground/residents/actions.ts'
import { phoneScreen } from '../browser.ts'
import { addDoor, nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isUnderThumb, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

const PHONE = '13800001234'

let visiting: Visiting
let lady: string

const atDoor = (story: Story, look?: Look) => visiting.byTelephone(PHONE, story, { screen: phoneScreen, ...look })

/** Under the thumb, and no key stands without its words. */
async function check(page: Page, name: string, least = 48): Promise<void> {
  await isUnderThumb(page, `doorstep-${name}`, least)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(notice|inbox|own-channel|own-announce)\.[a-z]/, name)
}

describe('notices at the doorstep', () => {
  before(async () => {
    visiting = await openVisiting({ minutes: 120 })
    const { served, does } = visiting
    await visiting.employ('li', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    await nameRegions(served.database.owner, { [STREET]: '文昌路街道' })
    const door = await addDoor(served, '文昌里1号101', COMMUNITY * 1000 + 1)
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    lady = (await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person
    await does(bind, { id: lady, phone: PHONE })
    await does(notices.changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
    await does(notices.tellPerson, { id: lady, kind: 'document.ready', words: { what: '老年人优待证', until: '2026-12-24' } })
    await does(notices.tellPerson, { id: lady, kind: 'danger.near', words: { what: '3单元楼道有燃气味', do: '开窗，下楼，不要开关电器' } })
    await sendDue(served.house, STREET)
    const areas = [{ kind: 'community' as const, region: COMMUNITY }]
    const body = '因管道检修，11月24日8时至17时停水。\n家里有老人、病人需要送水的，请打电话。'
    await does(publish, { title: '周二停水', body, from: '2026-11-22', until: '2026-11-24', areas })
  })
  after(() => visiting?.close())

  test('she opens what she was told, and that it was read is known at the counter; she sees what is announced and whom to ring', () =>
    atDoor(async (page) => {
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
      const { notices: told } = (await visiting.does(noticeViews.ofPerson, { id: lady })) as {
        notices: { kind: string; readAt: string | null }[]
      }
      assert.deepEqual(told.map(({ kind, readAt }) => [kind, readAt !== null]).sort(), [
        ['danger.near', true],
        ['document.ready', false],
      ])
    }))

  test('in large type and English she chooses her own page, and the next notice lies there without a message', () =>
    atDoor(
      async (page) => {
        await page.goto(`/doorstep/own/${lady}/notices`)
        await page.waitForSelector('.inbox-open')
        await check(page, 'notices-en', 60)
        await page.click(`a[href="/doorstep/own/${lady}/channel"]`)
        await page.waitForSelector('main form')
        await check(page, 'channel-en', 60)
        await page.click('label:has-text("own page")')
        await page.click('label:has-text("English")')
        await page.click('main button[type=submit]')
        await page.waitForSelector('.inbox-open')
        const before = visiting.served.messages.length
        await visiting.does(notices.tellPerson, { id: lady, kind: 'please.ring', words: { what: 'the meter' } })
        await sendDue(visiting.served.house, STREET)
        assert.equal(visiting.served.messages.length, before)
        await page.reload()
        await page.waitForSelector('.inbox-open:has-text("Please ring the community")')
      },
      { language: 'en', comfort: 'elder' },
    ))
})
