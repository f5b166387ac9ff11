/**
 * A unit is called and then need not come; an order that complains of the staff waits, sealed, for the head; a neighbour asks for supplies on her telephone;
 * the clerk finds what she reported on her page, and looks at the rates of a year.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { receive } from '#circles/management/hotline/actions.ts'
import { addPerson } from '#ground/households/actions.ts'
import { open, steer } from '#ground/matters/actions.ts'
import { merge } from '#ground/matters/merge-actions.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
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
let lady = ''
let unit = ''
const codes = new Map<string, () => string>()
let moment = Date.parse('2026-11-23T01:00:00Z')

const does = async (operation: Operation, input: unknown, version?: number): Promise<Record<string, string>> =>
  (await enter(served.house, operation, { street: STREET, actor: owner, input, ...(version === undefined ? {} : { version }) }))
    .data as Record<string, string>
const revOf = async (id: string) => (await served.database.owner<{ rev: number }[]>`select rev from matter where id = ${id}`)[0]!.rev

async function within(screen: BrowserContextOptions, language: 'zh' | 'en', story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    moment += 60_000
    served.setNow(new Date(moment))
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

const atDesk = (name: string, language: 'zh' | 'en', story: (page: Page) => Promise<void>) =>
  within(deskScreen, language, async (page) => {
    await page.goto(`${served.origin}/desk`)
    await page.fill('input[name=username]', name)
    await page.fill('input[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(codes.get(name)!())
    await page.keyboard.press('Enter')
    await page.waitForSelector(`h1:has-text("${name}")`)
    await story(page)
  })

async function check(page: Page, name: string): Promise<void> {
  await takePicture(page, `calls-${name}`, true)
  // What the bar at the foot lies over is scrolled to.
  const size = page.viewportSize()!
  await page.setViewportSize({ ...size, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) })
  assert.deepEqual(await findViolations(page), [], name)
  await page.setViewportSize(size)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, name)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(report|mine|matter|hotline|rate)\.[a-z]/, name)
}

describe('what was called, what is held, what is asked for', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    await served.database.owner`
      insert into region (code, name, level, parent) values (${STREET * 1000}, '文昌路街道', 'street', '370683000000'),
        (${COMMUNITY}::text, '文昌里社区居民委员会', 'community', ${`${STREET}000`})`
    for (const [name, role, community] of [
      ['陈静', 'clerk', COMMUNITY],
      ['秦主任', 'head', undefined],
      ['郑队', 'department', undefined],
    ] as const) {
      const posts = [{ role, title: role, street: STREET, ...(community ? { community } : {}) }]
      codes.set(name, (await served.employ(name, PASSWORD, posts)).code)
    }
    // A department's post has no area; it acts for its unit.
    const scope = { street: STREET, lo: owner.lo, hi: owner.hi, login: owner.login, post: owner.post, sensitive: true }
    const [post] = await served.house.transaction(
      scope,
      (tx) =>
        tx<{ id: string }[]>`update post set region_lo = 0, region_hi = 0 where street_id = ${STREET} and role = 'department' returning id`,
    )
    const made = await does(addUnit, { kind: 'department', name: '城管中队' })
    unit = `unit:${made.id}`
    await does(changeUnit, { id: made.id, name: '城管中队', phone: '', posts: [post!.id] }, 1)
    const [estate, building, door] = [newId(), newId(), newId()]
    const region = COMMUNITY * 1000
    await served.house.transaction(scope, async (tx) => {
      await tx`insert into estate (street_id, id, region_no, kind, name, key, sort) values (${STREET}, ${estate}, ${region}, 'estate', '阳光花园', '阳光花园', 'a')`
      await tx`insert into building (street_id, id, region_no, estate_id, name, key, sort) values (${STREET}, ${building}, ${region}, ${estate}, '1幢', '1', 'a')`
      await tx`
        insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort)
        values (${STREET}, ${door}, ${region}, ${estate}, ${building}, '1', 1, '101', '阳光花园1幢1单元101', '阳光花园|1|1|101', '101')`
      await tx`insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${door}, 'dwelling', ${region}, 0, '{}', '{"at":[]}')`
    })
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    lady = (await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person!
    await does(bind, { id: lady, phone: PHONE })
    // As the street changed it in the designer: what is needed is asked when it begins.
    const [supply] = await served.database.owner<{ body: MatterType }[]>`
      select body from definition where street_id = 0 and kind = 'matter' and id = 'supply'`
    const choices = [
      { code: 'food', zh: '米面菜', en: 'food' },
      { code: 'medicine', zh: '药', en: 'medicine' },
      { code: 'baby', zh: '孩子用的', en: 'for a child' },
    ]
    const opening = [{ id: 'what', label: { zh: '缺什么', en: 'What is short' }, type: 'codes', required: true, choices }]
    await served.database.owner`
      insert into definition (street_id, kind, id, version, origin, body, hash, at)
      values (${STREET}, 'matter', 'supply', 1, 'street', ${served.database.owner.json({ ...supply!.body, opening } as never)}, 'x', now())`
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('whoever is called off reads before all else that she need not come, and why', async () => {
    const appeal = { type: 'appeal', category: 'building', channel: 'counter', region: COMMUNITY }
    const call = async (title: string) => {
      const { id } = await does(open, { ...appeal, title })
      await does(steer, { id, act: { kind: 'call-in', parties: [unit] } }, 1)
      return id!
    }
    const [kept, same, other] = [await call('三号楼下搭棚子'), await call('三号楼门口又搭棚'), await call('楼顶加盖')]
    await does(merge, { id: kept, others: [same] }, await revOf(kept))
    await does(steer, { id: other, act: { kind: 'refuse', code: 'in-court' }, text: '已经在法院' }, await revOf(other))
    await atDesk('郑队', 'zh', async (page) => {
      await page.goto(`${served.origin}/desk/matters?list=called`)
      await page.waitForSelector('.called-off')
      const said = await page.locator('.called-off li').allTextContents()
      assert.equal(said.length, 2)
      assert.ok(said.some((one) => one.includes('三号楼门口又搭棚') && one.includes('并到另一件里一起办了')))
      assert.ok(said.some((one) => one.includes('楼顶加盖') && one.includes('不受理')))
      await page.locator('tbody >> text=三号楼下搭棚子').waitFor()
      await check(page, 'called-off')
      await page.click('.called-off a >> text=楼顶加盖')
      await page.locator('.called-list >> text=不用再去').waitFor()
      assert.match((await page.textContent('.page')) ?? '', /城管中队不用再去/)
      await check(page, 'called-off-matter')
    })
    await atDesk('郑队', 'en', async (page) => {
      await page.goto(`${served.origin}/desk/matters?list=called`)
      await page.locator('.called-off >> text=No need to come any more').waitFor()
      await check(page, 'called-off-en')
    })
  })

  test('an order that complains of the staff is on the head’s list alone, until she says whom it is about', async () => {
    await does(receive, {
      source: '12345',
      number: 'YT001',
      content: '文昌里社区网格员态度恶劣，当众辱骂我。',
      caller: '欧阳秘',
      community: COMMUNITY,
    })
    await does(receive, { source: '12345', number: 'YT002', content: '小区路灯坏了一个星期。', caller: '赵敏', community: COMMUNITY })
    await atDesk('陈静', 'zh', async (page) => {
      await page.goto(`${served.origin}/desk/hotline?list=came`)
      await page.locator('tbody >> text=路灯').waitFor()
      assert.doesNotMatch((await page.textContent('main')) ?? '', /YT001|辱骂|保密/)
    })
    await atDesk('秦主任', 'zh', async (page) => {
      await page.goto(`${served.origin}/desk/hotline?list=held`)
      await page.locator('tbody >> text=等您定').waitFor()
      await check(page, 'held')
      await page.locator('tbody a').first().click()
      await page.getByRole('heading', { name: '先请您定一下' }).waitFor()
      await check(page, 'held-order')
      await page.getByLabel('投诉谁').selectOption({ label: '文昌里社区' })
      await page.getByRole('button', { name: '保密办理，不让被投诉的看到' }).click()
      await page.getByRole('heading', { name: '先请您定一下' }).waitFor({ state: 'detached' })
      await page.locator('.matter-signs >> text=保密').waitFor()
    })
  })

  test('she asks for supplies in three screens: what is short is asked with her words, and not left out', () =>
    within(small, 'zh', async (page) => {
      await page.goto(`${served.origin}/doorstep/in/phone`)
      await page.fill('input[name=phone]', PHONE)
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
      await page.keyboard.type(/(?:验证码|code) (\d{6})/i.exec(served.messages.at(-1)?.text ?? '')?.[1] ?? '')
      await page.waitForSelector('.person-card')
      assert.equal(await page.locator('a[href="/board"]').count(), 1, 'the way to the public board')
      await check(page, 'home')
      await page.goto(`${served.origin}/doorstep/report?type=supply`)
      await page.fill('textarea', '家里菜不够了')
      const next = () => page.getByRole('button', { name: '下一步', exact: true }).click()
      await next()
      await page.locator('text=还要填：缺什么').waitFor()
      await page.getByText('米面菜', { exact: true }).click()
      await page.getByText('药', { exact: true }).click()
      await check(page, 'supply-what')
      await next()
      await page.getByRole('heading', { name: '在哪里，属于什么' }).waitFor()
      await next()
      await page.locator('text=米面菜、药').waitFor()
      await check(page, 'supply-look')
      await page.getByRole('button', { name: '发出', exact: true }).click()
      await page.waitForSelector('.digits')
      await check(page, 'supply-receipt')
    }))

  test('the clerk finds it on her page; the rates of a year stand beside those of a month', () =>
    atDesk('陈静', 'zh', async (page) => {
      await page.goto(`${served.origin}/desk/people/${lady}`)
      await page.locator('.person-matters >> text=家里菜不够了').waitFor()
      await check(page, 'person')
      await page.goto(`${served.origin}/desk/rates`)
      await page.getByText('按年', { exact: true }).click()
      await page.locator('text=2026年登记的').waitFor()
      await check(page, 'rates-year')
      // A household behind a door can be chosen where a kind is about one.
      await page.goto(`${served.origin}/desk/matters`)
      await page.getByRole('button', { name: '登记一件' }).click()
      await takePicture(page, 'calls-new')
    }))
})
