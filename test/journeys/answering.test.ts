/**
 * Asked once, answered by whatever way suits: the clerk asks, residents answer on a phone, at the counter and by the number of a letter, the round holds the rest, and the
 * workbook comes back with what they said. In a real browser.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { fill } from '#circles/management/reports/actions.ts'
import * as reports from '#circles/management/reports/views.ts'
import { changeOffice } from '#ground/notices/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import { bind } from '#ground/residents/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { getActorOfPost } from '#server/post-actor.ts'
import { listJobs } from '../../src/server/house.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { readCells } from '../requests.ts'
import { lack, settleTown, type Town } from '../rounds.ts'
import { type Served, serveHouse } from '../served.ts'
import { type Asking, COMMUNITY, STREET } from '../stage.ts'

const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 } }
const jobs = new Map(listJobs().map((job) => [job.kind, job]))
const wide = houseActor(STREET, allRights)
const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: true }

let served: Served
let browser: Browser
let town: Town
let request: { id: string; delivery: string }
let code: () => string
let now = Date.parse('2026-11-22T02:00:00Z')

function hands(): Asking {
  const { house } = served
  return {
    house,
    does: async (operation, actor, input, more) => (await enter(house, operation, { street: STREET, actor, input, ...more })).data as never,
    work: async () => {
      let result: Record<string, unknown> = {}
      for (;;) {
        const [queued] = await house.transaction(
          scope,
          (sql) => sql<{ id: string }[]>`select id from job where street_id = ${STREET} and state = 'queued' order by at, id limit 1`,
        )
        if (!queued) return result
        await runJob(house, jobs, STREET, queued.id, (post) => getActorOfPost(house, STREET, post))
        result = (await house.transaction(scope, (sql) => findJob(sql, STREET, queued.id)))?.result ?? {}
      }
    },
  }
}

const does = (operation: Action, input: object) => enter(served.house, operation, { street: STREET, actor: wide, input })

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

const onPhone = (story: (page: Page) => Promise<void>, view: View = {}) => onPage(story, { screen: small, ...view })

async function isWhole(page: Page, name: string): Promise<void> {
  await takePicture(page, name, true)
  assert.deepEqual(await findViolations(page), [], name)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(beyond, 0, `${name} scrolls sideways`)
}

/** The field of a question by its words. */
const questionOf = (page: Page, label: string) => page.locator('fieldset.ask', { hasText: label }).first()

describe('asked once, answered by any way', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    ;({ code } = await served.employ('chen', 'a long password of hers', [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }]))
    town = await settleTown(hands())
    await does(changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
    await does(bind, { id: town.who('王强'), phone: '13800003333' })
    request = await lack(hands(), town.clerk, '居民信息核对', ['姓名', '联系电话', '工作单位', '紧急联系人'])
    served.work()
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('the clerk asks: residents have their days first, and are told', () =>
    atDesk(async (page) => {
      await page.goto(`${served.origin}/desk/requests/${request.id}`)
      await page.click('button:has-text("去问缺的")')
      await page.waitForSelector('dialog[open] .asking-sums')
      assert.match(await page.innerText('dialog[open]'), /居民先自己答到哪一天/)
      await isWhole(page, 'answering-ask')
      await page.click('dialog[open] button:has-text("去问"):not(:has-text("缺"))')
      await page.waitForSelector('text=居民先自己答到')
      await page.goto(`${served.origin}/desk/rounds/plan`)
      await page.waitForSelector('text=3 户由居民先自己答')
      await isWhole(page, 'answering-plan-first')
      await page.click('text=不等了')
      await page.waitForSelector('.plan-sum')
      await isWhole(page, 'answering-plan-early')
    }))

  test('a resident is told by a message, comes in with a code and answers on her phone', () =>
    onPhone(async (page) => {
      await sendDue(served.house, STREET)
      assert.ok(served.messages.some(({ to }) => to === '13800003333'))
      await page.goto(`${served.origin}/doorstep/in/phone`)
      await page.fill('input[name=phone]', '13800003333')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(/\d{6}/.exec(served.messages.at(-1)!.text)![0])
      await page.waitForSelector('.foot-bar')
      await page.goto(`${served.origin}/doorstep/asks`)
      await page.waitForSelector('fieldset.ask')
      await isWhole(page, 'answering-phone')
      await questionOf(page, '工作单位').locator('input[type=text]').fill('二厂')
      await questionOf(page, '紧急联系人').locator('input[type=text]').fill('王小英')
      await page.click('button:has-text("回答")')
      await page.waitForSelector('text=现在没有要您回答的')
    }))

  test('the same in large type and in English is whole as well', () =>
    onPhone(
      async (page) => {
        await page.goto(`${served.origin}/doorstep/in/letter`)
        await page.waitForSelector('input[name=number]')
        await isWhole(page, 'answering-letter-elder-en')
      },
      { kept: { 'linli.language': 'en', 'linli.comfort': 'elder' } },
    ))

  test('at the counter, by keyboard alone: found, asked, written down, declined with a slip', () =>
    atDesk(async (page) => {
      await page.goto(`${served.origin}/desk/counter`)
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
      await page.goto(`${served.origin}/desk/requests/${request.id}/letters`)
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
    await onPhone(async (page) => {
      await page.goto(`${served.origin}/doorstep/in/letter#${number}`)
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
    })
  })

  test('the counter is whole on a narrow screen and in English', () =>
    atDesk(
      async (page) => {
        for (const [name, path, seen] of [
          ['begin', 'counter', '.counter-find'],
          ['party', `counter/${town.who('张伟')}?contact=telephone`, 'fieldset.ask'],
          ['letters', `requests/${request.id}/letters`, '.counter-prints'],
        ] as const) {
          await page.goto(`${served.origin}/desk/${path}`)
          await page.waitForSelector(seen)
          await isWhole(page, `counter-narrow-${name}`)
        }
      },
      { screen: small, kept: { 'linli.language': 'en' } },
    ))

  test('the round planned after the residents’ days holds the rest alone; how it was answered stands at the request', async () => {
    now = Date.parse('2026-12-01T02:00:00Z')
    await atDesk(async (page) => {
      await page.goto(`${served.origin}/desk/rounds/plan`)
      await page.waitForSelector('.plan-sum')
      assert.match(await page.innerText('.plan-sum'), /1 户/)
      assert.match(await page.innerText('.page'), /501/)
      assert.doesNotMatch(await page.innerText('.page'), /502|由居民先自己答/)
      await page.goto(`${served.origin}/desk/requests/${request.id}`)
      await page.waitForSelector('.asking-channels')
      assert.match(await page.innerText('.asking-channels'), /手机 2[\s\S]*信上编号 2|信上编号 2[\s\S]*手机 2/)
      assert.match(await page.innerText('.asking-channels'), /窗口 2（拒答 1）/)
      await isWhole(page, 'answering-rates')
    })
  })

  test('the workbook comes back with what they said, as said by themselves', async () => {
    const { clerk } = town
    const at = hands()
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
