/** The head of a street erases somebody, by keyboard alone: refused while she lives here, told what would go, confirmed by her name; and sees who looked at whom. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { correct } from '#ground/facts/actions.ts'
import { addPerson } from '#ground/households/actions.ts'
import { addBuilding, addEstate } from '#ground/places/actions.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { deskScreen, findViolations, launchBrowser, newContext, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

const STREET = 370683001
const COMMUNITY = 370683001001
const NAME = '司徒澄镜'

let browser: Browser
let served: Served
let gao: { id: string; code: () => string }
let minute = 0
let here = ''
let gone = ''

async function atDesk(language: 'zh' | 'en', story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, deskScreen, { 'linli.language': language })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    await page.goto(`${served.origin}/desk`)
    minute += 1
    served.setNow(new Date(Date.parse('2026-11-22T02:00:00Z') + minute * 60_000))
    await page.fill('input[name=username]', 'gao')
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(gao.code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1:has-text("gao")')
    await story(page)
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 401|status of 409/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

describe('erasing', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await upsertRegions(
      served.database.owner,
      [{ code: `${COMMUNITY}`, name: '文昌社区', level: 'community', parent: `${STREET}000` }],
      '2026-01-01',
    )
    gao = await served.employ('gao', 'a long password of hers', [{ role: 'head', title: '街道负责人' }])
    const actor = houseActor(STREET, allRights)
    const does = async (operation: Parameters<typeof enter>[1], input: unknown, version?: number) =>
      (await enter(served.house, operation, { street: STREET, actor, input, ...(version ? { version } : {}) })).data as Record<
        string,
        string
      >
    const { estate } = await does(addEstate, { region: COMMUNITY, kind: 'estate', name: '澄镜里' })
    const plan = { units: 1, unitNames: 'number', from: 1, to: 1, doors: 1, numbering: 'floor', skipFloors: [], leaveOut: [] }
    await does(addBuilding, { id: estate, name: '1号楼', plan })
    const [door] = await served.database.backup<{ id: string }[]>`select id from dwelling`
    const add = async (values: object) =>
      (await does(addPerson, { id: door!.id, relation: 'residence', from: '2010-01-01', values, source: 'seen', asOf: '2026-11-20' }))
        .person!
    here = await add({ 'person.name': NAME })
    gone = await add({ 'person.name': `${NAME}之母`, 'person.phone': '13987650421' })
    const ended = { 'person.residence': { dwelling: door!.id, from: '2010-01-01', to: '2026-01-01' } }
    await does(correct, { id: gone, values: ended, source: 'seen', asOf: '2026-11-20' }, 1)
    served.work()
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  const order = async (page: Page, person: string, reason: string) => {
    await page.goto(`${served.origin}/desk/people/${person}`)
    // The first page of all brings the whole desk.
    await page.waitForSelector(`h1:has-text("${NAME}")`, { timeout: 30_000 })
    await page.focus('button:has-text("删除个人信息"), button:has-text("Erase…")')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]')
    await page.focus('dialog input')
    await page.keyboard.type(reason)
    await page.keyboard.press('Enter')
  }

  test('while she lives here she is kept, and the page says why and what to do', () =>
    atDesk('en', async (page) => {
      await order(page, here, 'Her written request of 2026-11-21')
      await page.waitForSelector('dialog li:has-text("record moving out first")')
      await takePicture(page, 'erase-kept')
      assert.deepEqual(await findViolations(page), [])
      await page.keyboard.press('Escape')
      // Her reason was typed: it is not thrown away unasked.
      await page.click('dialog button:has-text("Discard it")')
      await page.waitForSelector('dialog[open]', { state: 'detached' })
    }))

  test('what would go is told first; only her whole name lets it go', () =>
    atDesk('zh', async (page) => {
      await order(page, gone, '本人2026年11月21日书面请求')
      await page.waitForSelector('dialog li:has-text("来历")')
      await takePicture(page, 'erase-foreseen')
      assert.deepEqual(await findViolations(page), [])
      assert.ok(await page.isDisabled('dialog button:has-text("删除")'))
      await page.focus('dialog input')
      await page.keyboard.type(NAME)
      await page.keyboard.press('Enter')
      assert.ok(await page.isDisabled('dialog button:has-text("删除")'), 'the name of another')
      await page.keyboard.type('之母')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog:has-text("已删除")')
      await takePicture(page, 'erase-done')
      assert.deepEqual(await findViolations(page), [])
      const [row] = await served.database.backup<{ left: number }[]>`
        select count(*)::int as left from subject where id = ${gone}`
      assert.equal(row?.left, 0)
    }))

  test('what was erased stands in a list with its day, who ordered it, the ground and how much went, and without her name', () =>
    atDesk('zh', async (page) => {
      await page.goto(`${served.origin}/desk`)
      await page.waitForSelector('a[href="/desk/erasures"]', { timeout: 30_000 })
      await page.goto(`${served.origin}/desk/erasures`)
      await page.waitForSelector('[role=row]:has-text("已删除"), tr:has-text("已删除")')
      await takePicture(page, 'erasures')
      const text = (await page.textContent('main')) ?? ''
      for (const words of ['gao', '街道负责人', '本人撤回同意', '本人2026年11月21日书面请求', '来历'])
        assert.ok(text.includes(words), words)
      assert.ok(!text.includes(NAME))
      assert.doesNotMatch(text, /[a-z]\.[a-z]/, 'no key without its words')
      assert.deepEqual(await findViolations(page), [])
    }))

  test('who looked at her: login, post, time, way, fields and reason, in words', () =>
    atDesk('zh', async (page) => {
      await page.goto(`${served.origin}/desk/people/${here}`)
      await page.waitForSelector(`h1:has-text("${NAME}")`, { timeout: 30_000 })
      await page.goto(`${served.origin}/desk/looks?subject=${here}`)
      await page.waitForSelector('h1:has-text("查看记录")')
      await page.waitForSelector('[role=row]:has-text("打开人员"), tr:has-text("打开人员")')
      await takePicture(page, 'looks-of-one')
      const text = (await page.textContent('main')) ?? ''
      assert.match(text, /gao · 街道负责人/)
      assert.match(text, new RegExp(NAME))
      assert.doesNotMatch(text, /\b[a-z]+\.[a-z-]+\b/, 'no name of a view or a field without its word')
      assert.deepEqual(await findViolations(page), [])
    }))
})
