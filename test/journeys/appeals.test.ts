/** A resident reports with a photograph; a clerk dispatches; the unit answers; she is told, says it is not solved, and is answered again; she confirms and rates. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addPerson } from '#ground/households/actions.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import * as notices from '#ground/notices/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import { bind } from '#ground/residents/actions.ts'
import { takePicture } from '../browser.ts'
import { buildHouse, nameRegions } from '../doors.ts'
import { jpeg, withPlace } from '../pictures.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isUnderThumb, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

const PHONE = '13800001234'

let visiting: Visiting
let number = ''

const atDoor = (story: Story, look?: Look) => visiting.byTelephone(PHONE, story, look)

const atDesk = (name: string, story: Story) =>
  visiting.atDesk(name, async (page, meant) => {
    const [row] = await visiting.rows(
      (sql) => sql<{ id: string }[]>`select id from matter where street_id = ${STREET} and number = ${number}`,
    )
    await page.goto(`/desk/matters/${row!.id}`)
    await page.waitForSelector('.matter-whole')
    await story(page, meant)
  })

async function check(page: Page, name: string, least = 48): Promise<void> {
  const pressed = '.page .button:not([data-size=small]), .page .choice label, .page .input, .page summary'
  await isUnderThumb(page, `appeals-${name}`, least, pressed)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(report|mine|matter)\.[a-z]/, name)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = (page: Page, label: string, value: string) => page.getByLabel(label).selectOption({ label: value })
/** What was noted is followed: waits until she was told so often of this. A message goes once a day, the rest lies on her page. */
async function told(kind: string, times = 1): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const [row] = await visiting.rows(
      (sql) => sql<{ n: number }[]>`select count(*)::int as n from notice where street_id = ${STREET} and kind = ${kind}`,
    )
    if (row!.n >= times) return assert.equal(row!.n, times, kind)
    await new Promise((done) => setTimeout(done, 500))
  }
  assert.fail(`she was not told ${kind}`)
}

describe('from the report to the rating', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T01:00:00Z', minutes: 20 })
    const { served, does } = visiting
    served.work()
    await nameRegions(served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文昌里社区居民委员会' })
    await visiting.employ('王书记员', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    const guard = await visiting.employ('赵队', { role: 'department', title: '物业维修', street: STREET })
    const [door] = await buildHouse(served, ['101'])
    const [post] = await visiting.rows(
      (sql) => sql<{ id: string }[]>`select id from post where street_id = ${STREET} and login_id = ${guard}`,
    )
    const { id: unit } = await does(addUnit, { kind: 'company', name: '阳光物业', phone: '0535-7654321' })
    await does(changeUnit, { id: unit, name: '阳光物业', phone: '0535-7654321', posts: [post!.id] }, 1)
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    const { person: lady } = await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })
    await does(bind, { id: lady, phone: PHONE })
    await does(notices.changeOffice, { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '' })
  })
  after(() => visiting?.close())

  test('she reports in three screens, with a picture; what she began is still there after the network went, and it is sent once', () =>
    atDoor(async (page, meant) => {
      meant(0)
      await takePicture(page, 'appeals-home', true)
      await page.click('a[href="/doorstep/report"]')
      await page.waitForSelector('textarea')
      await press(page, '下一步')
      await page.waitForSelector('text=请写几个字')
      await page.fill('textarea', '门口路灯坏了一个星期，晚上看不见。希望快点修。')
      await page.setInputFiles('input[type=file]', {
        name: 'a.jpg',
        mimeType: 'image/jpeg',
        buffer: withPlace(await jpeg(900, 600), 'GPS'),
      })
      await page.waitForSelector('.photo-thumb img')
      await check(page, 'what-zh')
      await page.reload()
      await page.waitForSelector('.photo-thumb img')
      assert.match(await page.inputValue('textarea'), /门口路灯坏了/)
      await press(page, '下一步')
      await page.waitForSelector('text=阳光花园里')
      await page.getByLabel('具体在哪儿').fill('1 单元 3 楼')
      assert.equal(await page.getByLabel('属于哪一类').inputValue(), 'traffic', 'guessed from her words')
      await check(page, 'where-zh')
      await press(page, '下一步')
      await page.waitForSelector('text=谁会看到')
      await page.click('label:has-text("不公开我的名字")')
      await check(page, 'look-zh')
      await page.context().setOffline(true)
      await press(page, '发出')
      await page.waitForSelector('text=没有网络，已经存在这个手机里')
      await check(page, 'waiting-zh')
      await page.context().setOffline(false)
      await page.waitForSelector('.receipt-number')
      number = (await page.textContent('.receipt-number'))!.trim()
      assert.match(number, /^26-\d{7}-\d$/)
      await check(page, 'receipt-zh')
      const [count] = await visiting.served.database.owner<{ n: number }[]>`select count(*)::int as n from matter`.catch(() => [{ n: -1 }])
      assert.ok(count!.n <= 1)
      await page.click('a[href="/doorstep/matters"]')
      await page.waitForSelector('.own-matter')
      assert.equal(await page.locator('.own-matter').count(), 1)
      await check(page, 'list-zh')
      await page.click('.own-matter')
      await page.waitForSelector('.own-photos img')
      await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.own-photos img')!.naturalWidth > 0)
      await check(page, 'received-zh')
      await told('matter.received')
      await sendDue(visiting.served.house, STREET)
      assert.match(visiting.served.messages.at(-1)!.text, /您反映的事已收到/)
    }))

  test('the clerk sees picture and place, not named to the lead, and dispatches; the company takes it and answers; she is told each time', async () => {
    await atDesk('王书记员', async (page) => {
      await page.waitForSelector('.matter-photos img')
      await takePicture(page, 'appeals-desk', true)
      await page
        .locator('.page-actions')
        .getByRole('button', { name: '派给', exact: true })
        .click()
        .catch(async () => {
          await page.locator('.page-actions').getByRole('button', { name: '其他操作', exact: true }).click()
          await page.getByRole('menuitem', { name: '派给', exact: true }).click()
        })
      const dialog = page.locator('dialog[open], [role=dialog]')
      await dialog.getByRole('combobox').first().selectOption({ label: '阳光物业' })
      await dialog.locator('textarea').first().fill('请物业今天看')
      await dialog.getByRole('button', { name: '派给', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    })
    await told('matter.given')
    await answer('已换新灯')
    await told('matter.answered')
  })

  async function answer(words: string): Promise<void> {
    await atDesk('赵队', async (page) => {
      assert.ok(!(await page.textContent('main'))!.includes('王秀英'), 'not named to whoever deals with it')
      await page.locator('.page-actions').getByRole('button', { name: '答复', exact: true }).click()
      const dialog = page.locator('dialog[open], [role=dialog]')
      await dialog.locator('textarea').first().fill(words)
      await dialog.getByRole('button', { name: '答复', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    })
  }

  test('she says it is not solved; it is answered again; she confirms and rates, in large type and English too', async () => {
    await atDoor(async (page) => {
      await page.goto('/doorstep/matters')
      await page.click('.own-matter:has-text("等您回音")')
      await page.waitForSelector('.asked-card')
      await check(page, 'asked-zh')
      await press(page, '没有解决')
      await page.fill('.asked-card textarea', '二楼的还不亮')
      await press(page, '没有解决，接着办')
      await page.waitForSelector('.tag:has-text("正在办")')
    })
    await told('matter.again')
    await answer('二楼的也换了')
    await told('matter.answered', 2)
    await atDoor(
      async (page) => {
        await page.goto('/doorstep/report')
        await page.waitForSelector('textarea')
        await check(page, 'what-elder-en', 60)
        await page.goto('/doorstep/matters')
        await page.waitForSelector('.own-matter')
        await check(page, 'list-elder-en', 60)
        await page.click('.own-matter')
        await page.waitForSelector('.asked-card')
        await press(page, 'Solved')
        await page.waitForSelector('text=How was it done?')
        await page.click('label:has-text("very satisfied")')
        await check(page, 'rating-elder-en', 60)
        await press(page, 'Send')
        await page.waitForSelector('.asked-card', { state: 'detached' })
        await check(page, 'closed-elder-en', 60)
      },
      { language: 'en', comfort: 'elder' },
    )
    await atDesk('王书记员', async (page) => {
      await page.waitForSelector('text=很满意')
      await takePicture(page, 'appeals-desk-rated', true)
    })
    await told('matter.closed')
  })

  test('a complaint about the community is in no list, and is opened by its number', () =>
    atDoor(async (page) => {
      await page.goto('/doorstep/report')
      await choose(page, '想说的是', '我要投诉工作人员或单位')
      await page.waitForSelector('text=这件事会密封')
      await page.fill('textarea', '窗口的人态度很差')
      await check(page, 'complaint-zh')
      await press(page, '下一步')
      await press(page, '下一步')
      await page.waitForSelector('text=请选一个')
      await choose(page, '投诉的是谁', '文昌里社区')
      await check(page, 'complaint-where-zh')
      await press(page, '下一步')
      await press(page, '发出')
      await page.waitForSelector('.receipt-number')
      const sealed = (await page.textContent('.receipt-number'))!.trim()
      await check(page, 'complaint-receipt-zh')
      await page.click('a[href="/doorstep/matters"]')
      await page.waitForSelector('.own-matter')
      assert.ok(!(await page.textContent('main'))!.includes('窗口'))
      await page.click('summary')
      await page.fill('details input', sealed)
      await press(page, '打开')
      await page.waitForSelector('.tag:has-text("密封")')
      await check(page, 'complaint-open-zh')
    }))
})
