/** At the counter: a telephone bound with the card in hand, a claim decided, a number for a letter, a helper on paper, the guardian of a child. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { allRights } from '#catalogue/roles.ts'
import { addPerson } from '#ground/households/actions.ts'
import { claim } from '#ground/residents/own/actions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { type Served, serveHouse } from '../served.ts'

const STREET = 370683001
const COMMUNITY = 370683001001
let browser: Browser
let served: Served
const codes: Record<string, () => string> = {}
let now = Date.parse('2026-11-22T02:00:00Z')
let lady: { id: string; idNumber: string }
let girl: { id: string; idNumber: string }

type View = { screen?: BrowserContextOptions; language?: string; theme?: string; as?: string }

async function atDesk(
  story: (page: Page) => Promise<void>,
  { screen = deskScreen, language = 'zh', theme = 'light', as = 'chen' }: View = {},
): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language, 'linli.theme': theme })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    now += 60_000
    served.setNow(new Date(now))
    await page.goto(`${served.origin}/desk`)
    await page.fill('input[name=username]', as)
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(codes[as]!())
    await page.keyboard.press('Enter')
    await page.waitForSelector('.desk-main h1')
    await story(page)
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 4(0[0139]|22)/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

async function isWhole(page: Page, name: string, whole = false): Promise<void> {
  await takePicture(page, name, whole)
  assert.deepEqual(await findViolations(page), [], name)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.equal(beyond, 0, `${name} scrolls sideways`)
}

async function open(page: Page, person: { id: string }, heading = '手机登录与代办人'): Promise<void> {
  await page.goto(`${served.origin}/desk/people/${person.id}`)
  await page.waitForSelector(`h2:has-text("${heading}")`)
  await page.waitForSelector('.sign-ins')
}

let order = 100
async function settle(door: string, name: string, birth: string, phone?: string): Promise<{ id: string; idNumber: string }> {
  order += 1
  const first17 = `370683${birth.replaceAll('-', '')}${order}`
  const idNumber = first17 + idCheckCharacter(first17)
  const values = { 'person.name': name, 'person.id-number': idNumber, ...(phone ? { 'person.phone': phone } : {}) }
  const input = { id: door, relation: 'residence' as const, values, source: 'register', asOf: '2026-01-01' }
  const { data } = await enter(served.house, addPerson, { street: STREET, actor: houseActor(STREET, allRights), input })
  return { id: data.person, idNumber }
}

async function buildDoor(): Promise<string> {
  const [estate, building, door] = [newId(), newId(), newId()]
  const region = COMMUNITY * 1000
  const { lo, hi, login, post } = houseActor(STREET, allRights)
  await served.house.transaction({ street: STREET, lo, hi, login, post, sensitive: false }, async (sql) => {
    await sql`
      insert into estate (street_id, id, region_no, kind, name, key, sort) values (${STREET}, ${estate}, ${region}, 'estate', '阳光花园', '阳光花园', 'a')`
    await sql`
      insert into building (street_id, id, region_no, estate_id, name, key, sort) values (${STREET}, ${building}, ${region}, ${estate}, '1幢', '1', 'a')`
    await sql`
      insert into dwelling (street_id, id, region_no, estate_id, building_id, unit, floor, door, label, key, sort)
      values (${STREET}, ${door}, ${region}, ${estate}, ${building}, '1', 1, '101', '阳光花园1幢1单元101', '阳光花园|1|1|101', '101')`
    await sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${door}, 'dwelling', ${region}, 0, '{}', '{"at":[]}')`
  })
  return door
}

/** She says on a telephone that is not on record who she is. */
async function claimBy(phone: string, who: { name: string; idNumber: string }): Promise<void> {
  const send = (method: string, path: string, body: object, cookie = '') =>
    fetch(`${served.origin}/api/v1${path}`, {
      method,
      headers: { 'x-linli': '1', 'content-type': 'application/json', 'idempotency-key': newId(), cookie },
      body: JSON.stringify(body),
    })
  await send('POST', access.askPhoneCode.path, { phone })
  const code = /\d{6}/.exec(served.messages.at(-1)!.text)![0]
  const opened = await send('POST', access.confirmPhoneCode.path, { phone, code })
  const cookie = String(opened.headers.get('set-cookie')).split(';')[0]!
  await send('PUT', access.switchStreet.path, { street: STREET }, cookie)
  const claimed = await send('POST', `/s/${STREET}${claim.contract.path}`, who, cookie)
  assert.equal(((await claimed.json()) as { data: { state: string } }).data.state, 'waiting')
}

describe('residents at the counter', () => {
  before(async () => {
    served = await serveHouse()
    browser = await launchBrowser()
    for (const [name, post] of [
      ['chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY }],
      ['head', { role: 'head', title: '街道办事处主任' }],
      ['auditor', { role: 'auditor', title: '街道审计员' }],
    ] as const)
      codes[name] = (await served.employ(name, 'a long password of hers', [post])).code
    const door = await buildDoor()
    lady = await settle(door, '王秀英', '1949-12-31', '13800001234')
    await settle(door, '钱枫', '1980-05-06', '13900005678')
    girl = await settle(door, '钱朵', '2015-06-01')
  })
  after(async () => {
    await browser?.close()
    await served?.close()
  })

  test('a telephone is bound by keyboard, a landline is refused at its field, and ending it asks why', () =>
    atDesk(async (page) => {
      await open(page, lady)
      await page.waitForSelector('text=还没有手机能登录')
      await page.focus('button:has-text("绑定手机")')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open] >> text=请先看身份证')
      await page.keyboard.type('05352261234')
      await isWhole(page, 'resident-bind')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.field-error:has-text("座机收不到短信")')
      await page.getByLabel('手机号').fill('138 0000 1234')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.sign-in-list >> text=尾号 1234')
      await page.click('.sign-in-list button:has-text("解除")')
      await page.click('dialog[open] label:has-text("号码换了人")')
      await isWhole(page, 'resident-end-phone')
      await page.click('dialog[open] .dialog-actions button:has-text("解除")')
      await page.waitForSelector('summary:has-text("以前的 1 个")')
    }))

  test('who waits for her card stands on the first page; seen, she is confirmed', async () => {
    await claimBy('13700007777', { name: '王秀英', idNumber: lady.idNumber })
    await atDesk(async (page) => {
      await page.waitForSelector('h2:has-text("等您核对身份证")')
      await isWhole(page, 'resident-home')
      await page.click('.due-list a:has-text("王秀英")')
      await page.waitForSelector('.claim >> text=尾号 7777')
      await isWhole(page, 'resident-claim', true)
      await page.click('.claim button:has-text("是本人")')
      await page.waitForSelector('.sign-in-list >> text=看过身份证后确认')
      assert.equal(await page.locator('.claim').count(), 0)
    })
  })

  test('the number of a letter is shown once', () =>
    atDesk(async (page) => {
      await open(page, lady)
      await page.click('button:has-text("发信函编号")')
      await page.click('dialog[open] .dialog-actions button:has-text("发信函编号")')
      await page.waitForSelector('.letter-number')
      const number = (await page.textContent('.letter-number')) ?? ''
      assert.match(number, /^[\w]{4}-[\w]{4}-[\w]{4}$/)
      await isWhole(page, 'resident-letter')
      await page.click('dialog[open] button:has-text("关闭")')
      await page.waitForSelector('.sign-in-list >> text=前有效')
      assert.equal(await page.locator(`text=${number}`).count(), 0)
    }))

  test('a helper is found among the residents and recorded with the signed paper', () =>
    atDesk(async (page) => {
      await open(page, lady)
      await page.click('button:has-text("登记代办人")')
      await page.fill('#find-helper', '钱枫')
      await page.click('[role=option]:has-text("钱枫")')
      await page.setInputFiles('dialog[open] input[type=file]', {
        name: '委托书.jpg',
        mimeType: 'image/jpeg',
        buffer: Buffer.from([0xff, 0xd8, 0xff]),
      })
      await page.waitForSelector('dialog[open] >> text=已收下')
      await isWhole(page, 'resident-helper')
      await page.click('dialog[open] .dialog-actions button:has-text("登记")')
      await page.waitForSelector('.mandate >> text=钱枫')
      await page.waitForSelector('.mandate >> text=有效')
      await isWhole(page, 'resident-panel', true)
      const [paper] = await Promise.all([page.waitForEvent('download'), page.click('.mandate button:has-text("纸件")')])
      assert.equal(paper.suggestedFilename(), '委托书.jpg')
    }))

  test('for a small child only the guardian acts: no telephone is bound, her mother is proposed', () =>
    atDesk(
      async (page) => {
        await open(page, girl)
        await page.waitForSelector('text=11 周岁，由监护人办理')
        assert.equal(await page.locator('button:has-text("绑定手机")').count(), 0)
        await page.click('button:has-text("登记监护人")')
        await page.waitForSelector('dialog[open] >> text=年满 18 周岁自动结束')
        await page.click('dialog[open] label:has-text("钱枫")')
        await page.setInputFiles('dialog[open] input[type=file]', {
          name: '户口簿.pdf',
          mimeType: 'application/pdf',
          buffer: Buffer.from('%PDF-1.4'),
        })
        await page.waitForSelector('dialog[open] >> text=已收下')
        await isWhole(page, 'resident-guardian-phone')
        await page.click('dialog[open] .dialog-actions button:has-text("登记")')
        await page.waitForSelector('.mandate >> text=监护人')
        await isWhole(page, 'resident-child-phone', true)
      },
      { screen: phoneScreen },
    ))

  test('looks are withheld with reason and last day, and somebody else keeps it', async () => {
    await atDesk(
      async (page) => {
        await page.goto(`${served.origin}/desk/looks?subject=${lady.id}`)
        await page.waitForSelector('h2:has-text("暂不告知本人")')
        await page.click('button:has-text("暂不告知")')
        await page.click('dialog[open] label:has-text("保护受害人安全")')
        await page.getByLabel('依据').fill('反家庭暴力法第二十三条')
        await isWhole(page, 'resident-closing')
        await page.click('dialog[open] .dialog-actions button:has-text("保存")')
        await page.waitForSelector('.sign-in-list >> text=等待复核')
        assert.equal(await page.locator('button:has-text("同意")').count(), 0, 'nobody reviews her own')
      },
      { as: 'head' },
    )
    await atDesk(
      async (page) => {
        await page.goto(`${served.origin}/desk/looks?subject=${lady.id}`)
        await page.click('.sign-in-list button:has-text("同意") >> nth=0')
        await page.waitForSelector('.sign-in-list >> text=有效')
        await isWhole(page, 'resident-closings', true)
      },
      { as: 'auditor' },
    )
  })

  test('in English and in the dark the panel says the same', () =>
    atDesk(
      async (page) => {
        await open(page, lady, 'Telephones and helpers')
        await page.waitForSelector('.sign-in-list >> text=ending in 7777')
        await isWhole(page, 'resident-panel-en', true)
      },
      { language: 'en', theme: 'dark' },
    ))
})
