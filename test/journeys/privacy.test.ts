/** What is collected and what for: read, printed large, and changed by the head of a street, by keyboard and on a phone, in both languages. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addPerson } from '#ground/households/actions.ts'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { buildHouse, nameRegions } from '../doors.ts'
import { idNumber } from '../rosters.ts'
import { COMMUNITY } from '../stage.ts'
import { goTo, openVisiting, type Visiting } from '../visiting.ts'

const NAME = '司徒澄镜'
const ID = idNumber('2015-03-01', 41)

let visiting: Visiting
let her = ''

describe('privacy at the desk', () => {
  before(async () => {
    visiting = await openVisiting()
    await nameRegions(visiting.served.database.owner, { [COMMUNITY]: '文昌社区' })
    const { does } = visiting
    const [door] = await buildHouse(visiting.served, ['101'])
    const values = { 'person.name': NAME, 'person.id-number': ID, 'person.birth-date': '2015-03-01', 'person.allergies': '花生' }
    her = (await does(addPerson, { id: door, relation: 'residence', values, source: 'seen', asOf: '2026-11-20' })).person
    await visiting.employ('chen', { role: 'clerk', title: '邻社区工作者', community: COMMUNITY + 1 })
    await visiting.employ('gao', { role: 'head', title: '街道负责人' })
  })
  after(() => visiting?.close())

  test('every purpose stands in one list; each opens whole, and prints as a notice, large too', () =>
    visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/purposes', '收集目的')
      await page.waitForSelector('td:has-text("人口和住房底数"), th:has-text("人口和住房底数")')
      assert.equal(await page.isVisible('h2:has-text("没有目的的栏目")'), false)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'purposes-list')
      await goTo(page, '/desk/purposes/elder-care', '老年人探访关爱')
      assert.match((await page.textContent('.notice-part')) ?? '', /本人同意[\s\S]*生活自理|本人同意/)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'purpose', true)
      await page.click('a:has-text("打印告知书")')
      await page.waitForSelector('.notice-paper h2:has-text("您的权利")')
      const before = await page.evaluate(() => getComputedStyle(document.querySelector('.notice-paper')!).fontSize)
      await page.click('text=大字')
      const large = await page.evaluate(() => getComputedStyle(document.querySelector('.notice-paper')!).fontSize)
      assert.ok(Number.parseFloat(large) >= 18 && Number.parseFloat(large) > Number.parseFloat(before))
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'notice-large', true)
    }))

  test('a head shortens a term: a duty without its law is refused at the field, the new version is told', () =>
    visiting.atDesk('gao', async (page, meant) => {
      meant(409, 422)
      await goTo(page, '/desk/purposes/volunteers/change', '志愿服务记录')
      await takePicture(page, 'purpose-change', true)
      assert.deepEqual(await findViolations(page), [])
      await page.selectOption('[data-path="/purpose/basis"] select', '3')
      await page.fill('[data-path="/purpose/citations"] textarea', '')
      await page.click('button:has-text("保存为新版本")')
      await page.waitForSelector('[data-path="/purpose/citations"] .field-error:has-text("要写明法律名称和条款")')
      await page.selectOption('[data-path="/purpose/basis"] select', '1')
      await page.fill('[data-path="/purpose/keep"] input', '1')
      await page.click('button:has-text("保存为新版本")')
      await page.waitForSelector('.notice-part:has-text("都没有了以后再保存 1 年")')
      await page.waitForSelector('li:has-text("本街道第 1 版")')
      await page.click('button:has-text("停用")')
      await page.click('dialog button:has-text("停用")')
      await page.waitForSelector('.faults li:has-text("会没有任何收集目的")')
      await takePicture(page, 'purpose-needed')
    }))

  test('an emergency is declared and ends; somebody’s record is kept for a case, with its reason and day', () =>
    visiting.atDesk('gao', async (page, meant) => {
      meant(400)
      await goTo(page, '/desk/purposes/emergencies', '应急期间的信息')
      await page.click('button:has-text("宣布应急")')
      await page.fill('dialog [data-path="/title"] input', '流感应急')
      await page.fill('dialog [data-path="/document"] input', '区应急〔2026〕1号')
      await page.fill('dialog [data-path="/level"] input', '四级')
      await page.fill('dialog [data-path="/until"] input', '2027-12-31')
      await page.click('dialog button[type=submit]')
      await page.waitForSelector('dialog .field-error:has-text("最长九十天")')
      await takePicture(page, 'emergency-begin')
      await page.fill('dialog [data-path="/until"] input', '2026-12-31')
      await page.click('dialog button[type=submit]')
      await page.waitForSelector('h2:has-text("流感应急")')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("宣布结束")')
      await page.click('dialog button:has-text("宣布结束")')
      await page.waitForSelector('.tag:has-text("等待销毁")')
      await takePicture(page, 'emergencies')
      await goTo(page, `/desk/people/${her}`, NAME)
      await page.click('button:has-text("暂不删除")')
      await page.fill('dialog [data-path="/reason"] input', '信访件取证')
      await page.fill('dialog [data-path="/until"] input', '2027-01-31')
      await page.click('dialog button[type=submit]')
      await page.waitForSelector('li:has-text("保留到 2027年1月31日：信访件取证")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'hold', true)
    }))

  test('beyond her area she breaks the glass for a reason; a child’s protected values stay closed; she closes it herself', () =>
    visiting.atDesk('chen', async (page, meant) => {
      meant(400, 403)
      await goTo(page, '/desk/looks', '查看记录')
      await page.click('a:has-text("破例查看")')
      await page.waitForSelector('h1:has-text("破例查看")')
      await page.fill('[data-path="/name"] input', NAME)
      await page.fill('[data-path="/number"] input', '370683')
      await page.fill('[data-path="/reason"] textarea', '孩子走失，联系家人')
      await page.click('button:has-text("写明理由，打开")')
      await page.waitForSelector('[data-path="/number"] .field-error')
      await page.fill('[data-path="/number"] input', ID)
      await takePicture(page, 'glass-form', true)
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("写明理由，打开")')
      await page.waitForSelector('h1:has-text("破例打开的信息")')
      await page.waitForSelector(`dd:has-text("${NAME}")`)
      await page.click('button:has-text("打开受保护内容")')
      await page.waitForSelector('text=要先请负责人批准')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'glass-open', true)
      await page.click('button:has-text("看完了，现在关上")')
      await page.waitForSelector('td:has-text("等待复核")')
    }))

  test('somebody else reviews it, and says so in words', () =>
    visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/reviews', '查看复核')
      await page.waitForSelector('td:has-text("等待复核")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'reviews')
      await page.dblclick('td:has-text("孩子走失")')
      await page.click('dialog label:has-text("不应当看")')
      await page.fill('dialog [data-path="/words"] textarea', '没有核实来电，不应当打开')
      await takePicture(page, 'review-dialog')
      await page.click('dialog button:has-text("确定")')
      await page.waitForSelector('.tag:has-text("不应当看")')
    }))

  test('on a phone and in English it is all there', () =>
    visiting.atDesk(
      'gao',
      async (page) => {
        await goTo(page, '/desk/purposes', 'Purposes')
        await page.waitForSelector('text=Visits to and care for elders')
        assert.deepEqual(await findViolations(page), [])
        await takePicture(page, 'purposes-phone')
        await goTo(page, '/desk/purposes/notice/emergency', 'Notice on personal information')
        await page.waitForSelector('text=Destroyed within 30 days of the end of the emergency')
        assert.deepEqual(await findViolations(page), [])
        await takePicture(page, 'notice-phone', true)
        await goTo(page, '/desk/purposes/volunteers/change', 'Volunteers')
        await takePicture(page, 'purpose-change-phone', true)
        await goTo(page, '/desk/glass', 'Breaking the glass')
        assert.deepEqual(await findViolations(page), [])
        await takePicture(page, 'glass-phone', true)
        await goTo(page, '/desk/reviews', 'Reviews of looks')
        await takePicture(page, 'reviews-phone')
        await goTo(page, '/desk/forms/elder-visit/paper', 'Visit to an elder living alone')
        await takePicture(page, 'paper-phone', true)
      },
      { screen: phoneScreen, language: 'en' },
    ))
})
