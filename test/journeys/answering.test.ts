/**
 * Asked once, answered by whatever way suits: the clerk asks, residents answer on a phone, at the counter and by the number of a letter, the round holds the rest, and the
 * workbook comes back with what they said. In a real browser.
 */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fill } from '#circles/management/reports/actions.ts'
import * as reports from '#circles/management/reports/views.ts'
import { changeOffice } from '#ground/notices/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import { bind } from '#ground/residents/actions.ts'
import { takePicture } from '../browser.ts'
import { readCells } from '../requests.ts'
import { lack, settleTown, type Town } from '../rounds.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isWhole, type Look, openVisiting, type Story, small, type Visiting } from '../visiting.ts'

let visiting: Visiting
let town: Town
let request: { id: string; delivery: string }

const atDesk = (story: Story, look?: Look) => visiting.atDesk('chen', story, look)

/** The field of a question by its words. */
const questionOf = (page: Page, label: string) => page.locator('fieldset.ask', { hasText: label }).first()

describe('asked once, answered by any way', () => {
  before(async () => {
    visiting = await openVisiting({ minutes: 2 })
    await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    const hands = handsOf(visiting.served)
    town = await settleTown(hands)
    await visiting.does(changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
    await visiting.does(bind, { id: town.who('王强'), phone: '13800003333' })
    request = await lack(hands, town.clerk, '居民信息核对', ['姓名', '联系电话', '工作单位', '紧急联系人'])
    visiting.served.work()
  })
  after(() => visiting?.close())

  test('the clerk asks: residents have their days first, and are told', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/requests/${request.id}`)
      await page.click('button:has-text("去问缺的")')
      await page.waitForSelector('dialog[open] .asking-sums')
      assert.match(await page.innerText('dialog[open]'), /居民先自己答到哪一天/)
      await isWhole(page, 'answering-ask')
      await page.click('dialog[open] button:has-text("去问"):not(:has-text("缺"))')
      await page.waitForSelector('text=居民先自己答到')
      await page.goto('/desk/rounds/plan')
      await page.waitForSelector('text=3 户由居民先自己答')
      await isWhole(page, 'answering-plan-first')
      await page.click('text=不等了')
      await page.waitForSelector('.plan-sum')
      await isWhole(page, 'answering-plan-early')
    }))

  test('a resident is told by a message, comes in with a code and answers on her phone', async () => {
    await sendDue(visiting.served.house, STREET)
    assert.ok(visiting.served.messages.some(({ to }) => to === '13800003333'))
    await visiting.byTelephone('13800003333', async (page) => {
      await page.goto('/doorstep/asks')
      await page.waitForSelector('fieldset.ask')
      await isWhole(page, 'answering-phone')
      await questionOf(page, '工作单位').locator('input[type=text]').fill('二厂')
      await questionOf(page, '紧急联系人').locator('input[type=text]').fill('王小英')
      await page.click('button:has-text("回答")')
      await page.waitForSelector('text=现在没有要您回答的')
    })
  })

  test('the same in large type and in English is whole as well', () =>
    visiting.onPage(
      async (page, meant) => {
        meant(401)
        await page.goto('/doorstep/in/letter')
        await page.waitForSelector('input[name=number]')
        await isWhole(page, 'answering-letter-elder-en')
      },
      { screen: small, language: 'en', comfort: 'elder' },
    ))

  test('at the counter, by keyboard alone: found, asked, written down, declined with a slip', () =>
    atDesk(async (page) => {
      await page.goto('/desk/counter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search')
      await isWhole(page, 'counter-begin')
      await page.keyboard.type('李娜')
      await page.waitForSelector('tbody:has-text("李娜"), [role=row]:has-text("李娜")')
      await isWhole(page, 'counter-found')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("李娜")')
      await page.waitForSelector('fieldset.ask')
      await isWhole(page, 'counter-party')
      await questionOf(page, '工作单位').locator('input').first().focus()
      await page.keyboard.type('退休')
      await questionOf(page, '紧急联系人').locator('input').first().focus()
      await page.keyboard.type('张伟')
      const declining = questionOf(page, '联系电话').locator('button:has-text("不愿意答")')
      await declining.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('text=打印 李娜 的回执')
      await page.waitForSelector('text=现在没有要她回答的')
      await page.click('button:has-text("念给她听")')
      await page.waitForSelector('.counter-known')
      await isWhole(page, 'counter-answered')
      await page.click('a:has-text("打印 李娜 的回执")')
      await page.waitForSelector('article.slip')
      assert.match(await page.innerText('article.slip'), /李娜[\s\S]*联系电话/)
    }))

  test('a letter with a number goes to the door that was silent, and opens the page it is about', async () => {
    let number = ''
    await atDesk(async (page) => {
      await page.goto(`/desk/requests/${request.id}/letters`)
      await page.waitForSelector('text=1 户还没有一点回音')
      await page.click('button:has-text("做这批信")')
      await page.waitForSelector('.answer-letter .answer-code path[d^="M"]', { state: 'attached' })
      await isWhole(page, 'letters-sheets')
      assert.equal(await page.locator('.answer-letter').count(), 1)
      const sheet = await page.innerText('.answer-letter')
      assert.match(sheet, /赵敏[\s\S]*居民信息|赵敏[\s\S]*核对居民信息/)
      assert.doesNotMatch(sheet, /13800004444|1990/, 'nothing that is known stands on it')
      number = await page.innerText('.answer-number strong')
      assert.match(number, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
      await page.emulateMedia({ media: 'print' })
      await takePicture(page, 'letters-print', true)
    })
    await visiting.onPage(
      async (page, meant) => {
        meant(401)
        await page.goto(`/doorstep/in/letter#${number}`)
        await page.waitForFunction((typed) => document.querySelector<HTMLInputElement>('input[name=number]')?.value === typed, number)
        assert.equal(new URL(page.url()).hash, '', 'the number does not stay in the address')
        await page.click('button[type=submit]')
        await page.click('a[href="/doorstep/asks"]')
        await page.waitForSelector('fieldset.ask')
        await isWhole(page, 'answering-letter')
        await questionOf(page, '工作单位').locator('input[type=text]').fill('三厂')
        await questionOf(page, '紧急联系人').locator('input[type=text]').fill('赵大明')
        await page.click('button:has-text("回答")')
        await page.waitForSelector('text=现在没有要您回答的')
      },
      { screen: small },
    )
  })

  test('the counter is whole on a narrow screen and in English', () =>
    atDesk(
      async (page) => {
        for (const [name, path, seen] of [
          ['begin', 'counter', '.counter-find'],
          ['party', `counter/${town.who('张伟')}?contact=telephone`, 'fieldset.ask'],
          ['letters', `requests/${request.id}/letters`, '.counter-prints'],
        ] as const) {
          await page.goto(`/desk/${path}`)
          await page.waitForSelector(seen)
          await isWhole(page, `counter-narrow-${name}`)
        }
      },
      { screen: small, language: 'en' },
    ))

  test('the round planned after the residents’ days holds the rest alone; how it was answered stands at the request', async () => {
    visiting.setNow(new Date('2026-12-01T02:00:00Z'))
    await atDesk(async (page) => {
      await page.goto('/desk/rounds/plan')
      await page.waitForSelector('.plan-sum')
      assert.match(await page.innerText('.plan-sum'), /1 户/)
      assert.match(await page.innerText('.page'), /501/)
      assert.doesNotMatch(await page.innerText('.page'), /502|由居民先自己答/)
      await page.goto(`/desk/requests/${request.id}`)
      await page.waitForSelector('.asking-channels')
      assert.match(await page.innerText('.asking-channels'), /手机 2[\s\S]*信上编号 2|信上编号 2[\s\S]*手机 2/)
      assert.match(await page.innerText('.asking-channels'), /窗口 2（拒答 1）/)
      await isWhole(page, 'answering-rates')
    })
  })

  test('the workbook comes back with what they said, as said by themselves', async () => {
    const { clerk } = town
    const at = handsOf(visiting.served)
    await at.does(fill, clerk, { id: request.id })
    let delivery: string | undefined
    for (let tries = 0; tries < 200 && (!delivery || delivery === request.delivery); tries += 1) {
      await new Promise((wait) => setTimeout(wait, 100))
      delivery = (await at.does(reports.read, clerk, { id: request.id })).deliveries.find(({ id }) => id !== request.delivery)?.id
    }
    const read = await at.does(reports.read, clerk, { id: request.id })
    const cells = await readCells(at as never, clerk, read.deliveries.find(({ id }) => id === delivery)!.file)
    const rows = new Map([...cells.values()].map((row) => [row[0], row.slice(1)]))
    assert.deepEqual(rows.get('王强'), ['13800003333', '二厂', '王小英'])
    assert.deepEqual(rows.get('李娜'), ['', '退休', '张伟'])
    assert.deepEqual(rows.get('赵敏'), ['13800004444', '三厂', '赵大明'])
    assert.deepEqual(rows.get('张伟')?.slice(0, 2), ['13800001111', '一厂'])
    const { rows: shown } = await at.does(reports.preview, clerk, { id: request.id, sheet: read.plan.sheets[0]!.sheet })
    const sources = new Map(shown.map(({ cells: row }) => [row[0]!.text, row.slice(1).map(({ state, source }) => source ?? state)]))
    assert.deepEqual(sources.get('王强'), ['register', 'self', 'self'])
    assert.deepEqual(sources.get('李娜')?.slice(1), ['self', 'self'])
    assert.deepEqual(sources.get('赵敏'), ['register', 'self', 'self'])
  })
})
