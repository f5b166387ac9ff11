/** At the counter: a telephone bound with the card in hand, a claim decided, a number for a letter, a helper on paper, the guardian of a child. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { addPerson } from '#ground/households/actions.ts'
import { claim } from '#ground/residents/own/actions.ts'
import * as access from '#kernel/access/contract.ts'
import { newId } from '#kernel/log/id.ts'
import { phoneScreen } from '../browser.ts'
import { buildHouse } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isWhole, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting
let lady: { id: string; idNumber: string }
let girl: { id: string; idNumber: string }

const atDesk = (story: Story, { as = 'chen', ...look }: Look & { as?: string } = {}) => visiting.atDesk(as, story, look)

async function open(page: Page, person: { id: string }, heading = '手机登录与代办人'): Promise<void> {
  await page.goto(`/desk/people/${person.id}`)
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
  return { id: (await visiting.does(addPerson, input)).person, idNumber }
}

/** She says on a telephone that is not on record who she is. */
async function claimBy(phone: string, who: { name: string; idNumber: string }): Promise<void> {
  const send = (method: string, path: string, body: object, cookie = '') =>
    fetch(`${visiting.served.origin}/api/v1${path}`, {
      method,
      headers: { 'x-linli': '1', 'content-type': 'application/json', 'idempotency-key': newId(), cookie },
      body: JSON.stringify(body),
    })
  await send('POST', access.askPhoneCode.path, { phone })
  const opened = await send('POST', access.confirmPhoneCode.path, { phone, code: visiting.codeFor(phone) })
  const cookie = String(opened.headers.get('set-cookie')).split(';')[0]!
  await send('PUT', access.switchStreet.path, { street: STREET }, cookie)
  const claimed = await send('POST', `/s/${STREET}${claim.contract.path}`, who, cookie)
  assert.equal(((await claimed.json()) as { data: { state: string } }).data.state, 'waiting')
}

describe('residents at the counter', () => {
  before(async () => {
    visiting = await openVisiting()
    await visiting.employ('chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY })
    await visiting.employ('head', { role: 'head', title: '街道办事处主任' })
    await visiting.employ('auditor', { role: 'auditor', title: '街道审计员' })
    const [door] = await buildHouse(visiting.served, ['101'])
    lady = await settle(door, '王秀英', '1949-12-31', '13800001234')
    await settle(door, '钱枫', '1980-05-06', '13900005678')
    girl = await settle(door, '钱朵', '2015-06-01')
  })
  after(() => visiting?.close())

  test('a telephone is bound by keyboard, a landline is refused at its field, and ending it asks why', () =>
    atDesk(async (page, meant) => {
      meant(400)
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
      await isWhole(page, 'resident-claim')
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
      await isWhole(page, 'resident-panel')
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
        await isWhole(page, 'resident-child-phone')
      },
      { screen: phoneScreen },
    ))

  test('looks are withheld with reason and last day, and somebody else keeps it', async () => {
    await atDesk(
      async (page) => {
        await page.goto(`/desk/looks?subject=${lady.id}`)
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
        await page.goto(`/desk/looks?subject=${lady.id}`)
        await page.click('.sign-in-list button:has-text("同意") >> nth=0')
        await page.waitForSelector('.sign-in-list >> text=有效')
        await isWhole(page, 'resident-closings')
      },
      { as: 'auditor' },
    )
  })

  test('in English and in the dark the panel says the same', () =>
    atDesk(
      async (page) => {
        await open(page, lady, 'Telephones and helpers')
        await page.waitForSelector('.sign-in-list >> text=ending in 7777')
        await isWhole(page, 'resident-panel-en')
      },
      { language: 'en', theme: 'dark' },
    ))
})
