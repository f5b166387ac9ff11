/** Everybody reads the board: without script, on a phone, on paper; and a director publishes an answer on it and takes it back. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { keepBoards } from '#circles/management/board/nights.ts'
import { open, steer, work } from '#ground/matters/actions.ts'
import { deskScreen, findViolations, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, makeActor, STREET } from '../stage.ts'
import { openVisiting, small, type Visiting } from '../visiting.ts'

let visiting: Visiting
let first = ''

async function readAs(screen: BrowserContextOptions, path: string, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await visiting.browser.newContext({ ...screen, baseURL: visiting.served.origin, javaScriptEnabled: false })
  const page = await context.newPage()
  const seen = watchPage(page)
  await page.goto(path)
  await story(page)
  assert.deepEqual([seen.errors, seen.strangers], [[], []])
  await context.close()
}

const times = (count: number, ...one: [type: string, category: string, channel: 'counter' | 'phone' | 'telephone', title: string]) =>
  Array.from({ length: count }, () => one)

const asked = [
  ...times(14, 'consultation', 'how-to', 'telephone', '怎么办居住证'),
  ...times(9, 'repair', 'light', 'phone', '楼道灯不亮'),
  ...times(7, 'appeal', 'noise-fume', 'telephone', '楼下油烟呛人'),
  ...times(2, 'appeal', 'fire', 'counter', '楼道堆放杂物'),
  ...times(14, 'consultation', 'policy', 'phone', '问医保政策'),
]

describe('the public board', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-10-12T01:00:00Z' })
    const { served } = visiting
    await nameRegions(served.database.owner, {
      [STREET]: '文昌路街道办事处',
      [COMMUNITY]: '文昌社区居民委员会',
      [COMMUNITY + 1]: '书院社区居民委员会',
    })
    await visiting.employ('dongyue', { role: 'director', title: '社区书记', community: COMMUNITY })
    const [clerk, colleague] = [makeActor('clerk', COMMUNITY), makeActor('clerk', COMMUNITY)]
    const { does } = handsOf(served)
    let minute = 0
    for (const [type, category, channel, title] of asked) {
      minute += 7
      visiting.setNow(new Date(Date.parse('2026-10-12T01:00:00Z') + minute * 60_000))
      const { id } = await does(open, clerk, { type, category, channel, title, region: COMMUNITY, reporter: { name: '欧阳秘' } })
      if (type !== 'consultation') continue
      first ||= id
      await does(work, clerk, { id, act: { kind: 'take' } }, { version: 1 })
      visiting.setNow(new Date(Date.parse('2026-10-12T07:00:00Z') + minute * 60_000))
      await does(work, clerk, { id, act: { kind: 'answer' }, text: '带身份证到窗口' }, { version: 2 })
      const [{ reporter } = { reporter: '' }] = await visiting.rows(
        (sql) => sql<{ reporter: string }[]>`select id as reporter from matter_reporter where matter_id = ${id}`,
      )
      const satisfied = minute % 5 === 0 ? 'no' : 'yes'
      await does(steer, colleague, { id, act: { kind: 'rate', reporter, satisfied, channel: 'telephone' } }, { version: 3 })
    }
    visiting.setNow(new Date('2026-11-23T02:00:00Z'))
    await keepBoards(served.house, STREET)
  })
  after(() => visiting?.close())

  test('without script: communities, then the month of one of them, in either language, and nobody in it', async () => {
    await readAs(deskScreen, '/board', async (page) => {
      await page.getByRole('link', { name: '文昌社区居民委员会' }).click()
      assert.equal(await page.locator('h1').innerText(), '文昌社区居民委员会')
      const said = await page.locator('main').innerText()
      for (const words of ['2026年10月', '46 件', '28 件', '怎么办事', '楼道灯、路灯', '其他类别合计', '手机'])
        assert.ok(said.includes(words), words)
      for (const words of ['欧阳秘', '楼道堆放', '消防', '油烟', '居住证']) assert.ok(!said.includes(words), words)
      await takePicture(page, 'board-desk', true)
      await page.getByRole('link', { name: 'English' }).click()
      assert.match(await page.locator('main').innerText(), /October 2026[\s\S]*working hours/)
      await takePicture(page, 'board-desk-en', true)
    })
    await readAs(phoneScreen, `/board/${COMMUNITY}`, async (page) => {
      await takePicture(page, 'board-phone', true)
    })
    await readAs(phoneScreen, `/board/${COMMUNITY}?lang=en`, async (page) => {
      await takePicture(page, 'board-phone-en', true)
    })
    await readAs(phoneScreen, '/board?lang=en', async (page) => {
      await takePicture(page, 'board-phone-list-en', true)
    })
  })

  test('it is sound for those who listen or enlarge, fits a small phone, and prints on paper', async () => {
    const context = await newContext(visiting.browser, { ...small, baseURL: visiting.served.origin })
    const page = await context.newPage()
    for (const path of ['/board', `/board/${COMMUNITY}`, `/board/${COMMUNITY}?lang=en`, '/board/370683001099']) {
      const response = await page.goto(path)
      assert.equal(response?.status(), path.endsWith('099') ? 404 : 200)
      // The page's own policy lets no script in, the checker's neither: it looks at the same page without it.
      await page.setContent(await response!.text())
      assert.deepEqual(await findViolations(page), [], path)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path} is wider than the phone`)
    }
    // The numbers of each way stand side by side on the smallest phone, in the longer language too.
    await page.setContent(await (await fetch(`${visiting.served.origin}/board/${COMMUNITY}?lang=en`)).text())
    assert.ok(await page.evaluate(() => [...document.querySelectorAll('.wide')].every((one) => one.scrollWidth <= one.clientWidth)))
    await page.setContent(await (await fetch(`${visiting.served.origin}/board/${COMMUNITY}`)).text())
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 760, height: 1000 })
    assert.equal(await page.locator('nav').first().isVisible(), false, 'nothing to press on paper')
    await takePicture(page, 'board-paper', true)
    await context.close()
  })

  test('light, known again by its tag, let in by no cookie, and closed to scripts', async () => {
    const reply = await fetch(`${visiting.served.origin}/board/${COMMUNITY}`)
    const page = await reply.text()
    assert.ok(gzipSync(page).length < 60_000 && !/<script|src=/.test(page), 'one request and no more')
    assert.match(reply.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    assert.equal(reply.headers.get('set-cookie'), null)
    const etag = reply.headers.get('etag')!
    assert.equal((await fetch(reply.url, { headers: { 'if-none-match': etag } })).status, 304)
    for (const path of [
      '/board/370683001001?month=2026-11',
      '/board/370683001001?month=x',
      '/board/999999999999',
      '/board/1',
      '/board/x%00',
    ])
      assert.equal((await fetch(`${visiting.served.origin}${path}`)).status, 404, path)
    assert.ok(reply.headers.get('ratelimit-limit') ?? reply.headers.get('x-ratelimit-limit'), 'counted as any other')
  })

  test('the director publishes an answer, everybody reads it, and it is gone when she takes it back', async () => {
    await visiting.atDesk('dongyue', async (page, meant) => {
      meant(400)
      await page.goto(`/desk/matters/${first}`)
      await page.getByRole('button', { name: '发布到公示栏' }).click()
      await page.getByLabel('问题').fill('居住证在哪里办？')
      await page.getByLabel('答复').fill('请找欧阳秘')
      const dialog = page.locator('dialog[open]')
      await dialog.getByRole('button', { name: '发布到公示栏' }).click()
      await page.waitForSelector('text=里面有反映人的名字')
      await takePicture(page, 'board-publish')
      await page.getByLabel('答复').fill('带身份证到社区窗口，当场受理，十五天取证。')
      await dialog.getByRole('button', { name: '发布到公示栏' }).click()
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      await page.waitForSelector('text=居住证在哪里办？')
      await takePicture(page, 'board-matter', true)
      await readAs(phoneScreen, `/board/${COMMUNITY}`, async (board) => {
        assert.match(await board.locator('.answers').innerText(), /居住证在哪里办？[\s\S]*十五天取证/)
      })
      await page.goto('/desk/answers')
      await page.waitForSelector('text=居住证在哪里办？')
      await takePicture(page, 'board-answers')
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '撤下' }).click()
      await page.locator('dialog[open]').getByRole('button', { name: '撤下' }).click()
      await page.waitForSelector('text=还没有公开的答复')
      await readAs(phoneScreen, `/board/${COMMUNITY}`, async (board) => {
        assert.ok(!(await board.locator('main').innerText()).includes('居住证'))
      })
      await page.goto('/desk/rates')
      await page.waitForSelector('h1:has-text("办理比率")')
      await page.getByRole('button', { name: '往前' }).click()
      await page.waitForSelector('text=28 件中的')
      await takePicture(page, 'rates-desk', true)
      assert.deepEqual(await findViolations(page), [])
      await page.setViewportSize({ width: 360, height: 740 })
      await takePicture(page, 'rates-phone', true)
    })
  })
})
