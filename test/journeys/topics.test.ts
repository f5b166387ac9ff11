/** Many report the same lights: the clerk sees them together and makes a topic; a neighbour stands behind it on her phone; everybody reads it on the board. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { allRights, rightsOf } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import { open } from '#ground/matters/actions.ts'
import { bind } from '#ground/residents/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

const STREET = 370683001
const COMMUNITY = 370683001001
const PASSWORD = 'a long password of hers'
const PHONE = '13800001234'
const small: BrowserContextOptions = { ...phoneScreen, viewport: { width: 360, height: 740 } }
const owner = houseActor(STREET, allRights)

let browser: Browser
let served: Served
let code: () => string
let moment = Date.parse('2026-11-23T01:00:00Z')
let own = ''

const does = async (operation: Operation, input: unknown, actor = owner): Promise<Record<string, string>> =>
  (await enter(served.house, operation, { street: STREET, actor, input })).data as Record<string, string>

async function within(screen: BrowserContextOptions, language: 'zh' | 'en', story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language })
  const page = await context.newPage()
  const seen = watchPage(page)
  moment += 20 * 60_000
  served.setNow(new Date(moment))
  await story(page)
  assert.deepEqual([seen.strangers, seen.errors.filter((error) => !/status of 401/.test(error))], [[], []])
  await context.close()
}

describe('from many to one', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await served.database.owner`
      insert into region (code, name, level, parent) values (${STREET * 1000}, '文昌路街道', 'street', '370683000000'),
        (${COMMUNITY}::text, '文昌里社区居民委员会', 'community', ${`${STREET}000`})`
    ;({ code } = await served.employ('chenjing', PASSWORD, [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }]))
    const [door, region] = [newId(), COMMUNITY * 1000]
    await served.house.transaction(
      { street: STREET, lo: owner.lo, hi: owner.hi, login: owner.login, post: owner.post, sensitive: true },
      async (tx) => {
        await tx`insert into dwelling (street_id, id, region_no, door, label, key, sort) values (${STREET}, ${door}, ${region}, '101', '文昌里101', '101', '101')`
        await tx`insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${door}, 'dwelling', ${region}, 0, '{}', '{"at":[]}')`
      },
    )
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    const { person: lady } = await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })
    await does(bind, { id: lady, phone: PHONE })
    const clerk = { ...owner, rights: rightsOf('clerk'), role: 'clerk', lo: region, hi: region + 999, login: newId(), post: newId() }
    const lamps = ['楼道灯坏了一周', '楼道灯不亮，老人看不见路', '楼道灯又坏了', '楼道的灯坏了好几盏', '七号楼楼道灯不亮']
    for (const [at, title] of lamps.entries())
      await does(
        open,
        { type: 'repair', category: 'light', channel: 'telephone', region: COMMUNITY, title, reporter: { name: `张${at}` } },
        clerk,
      )
    const asked = { type: 'consultation', category: 'how-to', channel: 'counter', region: COMMUNITY, title: '居住证怎么办' }
    own = (await does(open, { ...asked, reporter: { person: lady } }, clerk)).id!
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('the clerk sees what is alike, and makes a topic of it in words for everybody', async () => {
    await within(deskScreen, 'zh', async (page) => {
      await page.goto(`${served.origin}/desk`)
      await page.fill('input[name=username]', 'chenjing')
      await page.fill('input[name=password]', PASSWORD)
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(code())
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("chenjing")')
      await page.goto(`${served.origin}/desk/topics`)
      await page.waitForSelector('text=5 件 · 楼道灯、路灯')
      await takePicture(page, 'topics-clusters', true)
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '立为议题' }).click()
      await page.getByLabel('题目').fill('楼道照明反复损坏')
      await takePicture(page, 'topics-make')
      assert.deepEqual(await findViolations(page), [])
      await page.locator('dialog[open]').getByRole('button', { name: '立为议题' }).click()
      await page.waitForSelector('h1:has-text("楼道照明反复损坏")')
      await takePicture(page, 'topics-one', true)
      assert.deepEqual(await findViolations(page), [])
      await page.locator('tbody a').first().click()
      await page.waitForSelector('text=5 件事项，5 人附议')
      await page.goto(`${served.origin}/desk/matters/${own}`)
      await page.waitForSelector('text=放进已有的议题')
      await takePicture(page, 'topics-matter', true)
    })
  })

  test('a neighbour finds it beside her own matter, stands behind it, and it is six', async () => {
    await within(small, 'zh', async (page) => {
      await page.goto(`${served.origin}/doorstep/in/phone`)
      await page.fill('input[name=phone]', PHONE)
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(/(?:验证码|code) (\d{6})/i.exec(served.messages.at(-1)?.text ?? '')?.[1] ?? '')
      await page.waitForSelector('.person-card')
      await page.goto(`${served.origin}/doorstep/matters`)
      await page.locator('a[href^="/doorstep/matters/"]').first().click()
      await page.waitForSelector('text=大家关心的事')
      await page.waitForSelector('text=5 人关心')
      await page.getByRole('button', { name: '我也关心' }).click()
      await page.waitForSelector('text=6 人关心')
      await takePicture(page, 'topics-doorstep', true)
      assert.deepEqual(await findViolations(page), [])
    })
  })

  test('everybody reads it on the board, and nobody in it', async () => {
    const page = await (await fetch(`${served.origin}/board/${COMMUNITY}`)).text()
    assert.match(page, /楼道照明反复损坏[\s\S]*6 人关心/)
    assert.doesNotMatch(page, /王秀英|张0|居住证/)
  })
})
