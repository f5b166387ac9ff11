/** Everybody reads the board: without script, on a phone, on paper; and a director publishes an answer on it and takes it back. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { rightsOf } from '#catalogue/roles.ts'
import { keepBoards } from '#circles/management/board/nights.ts'
import { open, steer, work } from '#ground/matters/actions.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

const STREET = 370683001
const COMMUNITY = 370683001001
const PASSWORD = 'a long password of hers'

let browser: Browser
let served: Served
let code: () => string
let first = ''

const actor = (role: string): Actor => ({
  ...houseActor(STREET, rightsOf(role)),
  ...{ role, login: newId(), post: newId(), lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 },
})

async function readAs(screen: BrowserContextOptions, path: string, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ...screen, javaScriptEnabled: false })
  const page = await context.newPage()
  const seen = watchPage(page)
  await page.goto(`${served.origin}${path}`)
  await story(page)
  assert.deepEqual([seen.errors, seen.strangers], [[], []])
  await context.close()
}

const asked = [
  ...Array.from({ length: 14 }, () => ['consultation', 'how-to', 'telephone', '怎么办居住证']),
  ...Array.from({ length: 9 }, () => ['repair', 'light', 'phone', '楼道灯不亮']),
  ...Array.from({ length: 7 }, () => ['appeal', 'noise-fume', 'telephone', '楼下油烟呛人']),
  ...Array.from({ length: 2 }, () => ['appeal', 'fire', 'counter', '楼道堆放杂物']),
  ...Array.from({ length: 14 }, () => ['consultation', 'policy', 'phone', '问医保政策']),
] as const

describe('the public board', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await upsertRegions(
      served.database.owner,
      [
        { code: `${STREET}000`, name: '文昌路街道办事处', level: 'street', parent: '370683000000' },
        { code: `${COMMUNITY}`, name: '文昌社区居民委员会', level: 'community', parent: `${STREET}000` },
        { code: `${COMMUNITY + 1}`, name: '书院社区居民委员会', level: 'community', parent: `${STREET}000` },
      ],
      '2026-01-01',
    )
    ;({ code } = await served.employ('dongyue', PASSWORD, [{ role: 'director', title: '社区书记', community: COMMUNITY }]))
    const [clerk, colleague] = [actor('clerk'), actor('clerk')]
    const does = async (who: Actor, operation: Parameters<typeof enter>[1], input: unknown, version?: number) =>
      (await enter(served.house, operation, { street: STREET, actor: who, input, ...(version ? { version } : {}) })).data as { id: string }
    let minute = 0
    for (const [type, category, channel, title] of asked) {
      minute += 7
      served.setNow(new Date(Date.parse('2026-10-12T01:00:00Z') + minute * 60_000))
      const { id } = await does(clerk, open, { type, category, channel, title, region: COMMUNITY, reporter: { name: '欧阳秘' } })
      if (type !== 'consultation') continue
      first ||= id
      await does(clerk, work, { id, act: { kind: 'take' } }, 1)
      served.setNow(new Date(Date.parse('2026-10-12T07:00:00Z') + minute * 60_000))
      await does(clerk, work, { id, act: { kind: 'answer' }, text: '带身份证到窗口' }, 2)
      const [{ reporter } = { reporter: '' }] = await served.house.transaction(
        { street: STREET, lo: clerk.lo, hi: clerk.hi, login: clerk.login, post: clerk.post, sensitive: false },
        (sql) => sql<{ reporter: string }[]>`select id as reporter from matter_reporter where matter_id = ${id}`,
      )
      const satisfied = minute % 5 === 0 ? 'no' : 'yes'
      await does(colleague, steer, { id, act: { kind: 'rate', reporter, satisfied, channel: 'telephone' } }, 3)
    }
    served.setNow(new Date('2026-11-23T02:00:00Z'))
    await keepBoards(served.house, STREET)
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

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
    const context = await newContext(browser, { ...phoneScreen, viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    for (const path of ['/board', `/board/${COMMUNITY}`, `/board/${COMMUNITY}?lang=en`, '/board/370683001099']) {
      const response = await page.goto(`${served.origin}${path}`)
      assert.equal(response?.status(), path.endsWith('099') ? 404 : 200)
      // The page's own policy lets no script in, the checker's neither: it looks at the same page without it.
      await page.setContent(await response!.text())
      assert.deepEqual(await findViolations(page), [], path)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path} is wider than the phone`)
    }
    // The numbers of each way stand side by side on the smallest phone, in the longer language too.
    await page.setContent(await (await fetch(`${served.origin}/board/${COMMUNITY}?lang=en`)).text())
    assert.ok(await page.evaluate(() => [...document.querySelectorAll('.wide')].every((one) => one.scrollWidth <= one.clientWidth)))
    await page.setContent(await (await fetch(`${served.origin}/board/${COMMUNITY}`)).text())
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 760, height: 1000 })
    assert.equal(await page.locator('nav').first().isVisible(), false, 'nothing to press on paper')
    await takePicture(page, 'board-paper', true)
    await context.close()
  })

  test('light, known again by its tag, let in by no cookie, and closed to scripts', async () => {
    const reply = await fetch(`${served.origin}/board/${COMMUNITY}`)
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
      assert.equal((await fetch(`${served.origin}${path}`)).status, 404, path)
    assert.ok(reply.headers.get('ratelimit-limit') ?? reply.headers.get('x-ratelimit-limit'), 'counted as any other')
  })

  test('the director publishes an answer, everybody reads it, and it is gone when she takes it back', async () => {
    const context = await newContext(browser, deskScreen, { 'linli.language': 'zh' })
    const page = await context.newPage()
    const seen = watchPage(page)
    await page.goto(`${served.origin}/desk`)
    await page.fill('input[name=username]', 'dongyue')
    await page.fill('input[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1:has-text("dongyue")')
    await page.goto(`${served.origin}/desk/matters/${first}`)
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
    await page.goto(`${served.origin}/desk/answers`)
    await page.waitForSelector('text=居住证在哪里办？')
    await takePicture(page, 'board-answers')
    assert.deepEqual(await findViolations(page), [])
    await page.getByRole('button', { name: '撤下' }).click()
    await page.locator('dialog[open]').getByRole('button', { name: '撤下' }).click()
    await page.waitForSelector('text=还没有公开的答复')
    await readAs(phoneScreen, `/board/${COMMUNITY}`, async (board) => {
      assert.ok(!(await board.locator('main').innerText()).includes('居住证'))
    })
    await page.goto(`${served.origin}/desk/rates`)
    await page.waitForSelector('h1:has-text("办理比率")')
    await page.getByRole('button', { name: '上一个月' }).click()
    await page.waitForSelector('text=28 件中的')
    await takePicture(page, 'rates-desk', true)
    assert.deepEqual(await findViolations(page), [])
    await page.setViewportSize({ width: 360, height: 740 })
    await takePicture(page, 'rates-phone', true)
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 4/.test(error)),
      [],
    )
    await context.close()
  })
})
