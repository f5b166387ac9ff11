/** From what a form lacks to a knock: asked after a look at what it would be, planned as a round, printed, looked at again. In a real browser. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { assign } from '#circles/management/visits/actions.ts'
import { record } from '#circles/management/visits/outbox/actions.ts'
import { correct } from '#ground/facts/actions.ts'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { ask, item, lack, settleTown, type Town } from '../rounds.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { findSmall, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting
let town: Town
let request: string
let sun: string

const atDesk = (story: Story, look?: Look) => visiting.atDesk('chen', story, look)

before(async () => {
  visiting = await openVisiting()
  sun = await visiting.employ('sun', { role: 'grid', title: '网格员', community: COMMUNITY })
  await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
  const hands = handsOf(visiting.served)
  town = await settleTown(hands)
  await ask(hands, town.clerk, '就业摸底', ['姓名', '工作单位'], { dueOn: '2026-11-30' })
  request = (await lack(hands, town.clerk, '居民信息核对')).id
})
after(() => visiting?.close())

async function correctEmployer(): Promise<void> {
  const id = town.who('王强')
  const [row] = await visiting.rows((sql) => sql<{ rev: number }[]>`select rev from subject where street_id = ${STREET} and id = ${id}`)
  const input = { id, values: { 'person.employer': '四厂' }, source: 'self', asOf: '2026-11-22' }
  await handsOf(visiting.served).does(correct, town.clerk, input, { version: row!.rev })
}

describe('one knock', () => {
  test('what a form lacks is looked at before anybody is asked, planned as a round, handed over and printed', () =>
    atDesk(async (page) => {
      await page.goto(`/desk/requests/${request}`)
      await page.click('button:has-text("去问缺的")')
      await page.waitForSelector('dialog[open] .asking-sums')
      assert.match(await page.innerText('dialog[open]'), /有 3 个别的表也在问/)
      await takePicture(page, 'asking')
      assert.deepEqual(await findViolations(page), [])
      await page.click('dialog[open] button:has-text("去问"):not(:has-text("缺"))')
      await page.waitForSelector('text=还有 4 个没有回答')
      await takePicture(page, 'asked')

      await page.goto('/desk/rounds')
      await page.waitForSelector('td:has-text("第一网格"), th:has-text("第一网格")')
      await takePicture(page, 'rounds-none')
      assert.deepEqual(await findViolations(page), [])
      await page.click('.page-actions a:has-text("安排一轮")')
      await page.waitForSelector('.plan-sum:has-text("3 户")')
      await page.getByLabel('谁去走').selectOption({ label: '孙网格 · 孙网格（本网格）' })
      await page.waitForSelector('.plan-sum:has-text("4 个问题")')
      await takePicture(page, 'plan')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("交给这个人")')
      await page.waitForSelector('h1:has-text("走访")')
      await page.waitForSelector('.round-progress:has-text("0 / 3 户")')
      await takePicture(page, 'round')
      assert.deepEqual(await findViolations(page), [])
      await page.click('td:has-text("还没去") >> nth=0')
      await page.waitForSelector('.ask')
      await takePicture(page, 'desk-door')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("返回")')
      await page.click('a:has-text("打印纸单")')
      await page.waitForSelector('.round-paper')
      assert.match(await page.innerText('.round-paper'), /阳光花园3号楼1单元101室[\s\S]*赵敏[\s\S]*工作单位[\s\S]*李娜[\s\S]*王强/)
      await takePicture(page, 'paper', true)
      assert.deepEqual(await findViolations(page), [])
    }))

  test('what contradicts is laid side by side and settled; a declined question has its slip', async () => {
    const [round] = await visiting.rows((sql) => sql<{ id: string }[]>`select id from round where street_id = ${STREET}`)
    const later = { at: '2026-11-22T02:01:30.000Z' }
    await correctEmployer()
    const does = handsOf(visiting.served).does
    const heard = item(round!.id, town.door('502'), town.worker, {
      ...later,
      subject: town.who('王强'),
      answers: [{ element: 'person.employer', value: '五厂' }],
    })
    assert.equal((await does(record, town.worker, heard)).became, 'conflict')
    const declined = item(round!.id, town.door('501'), town.worker, {
      ...later,
      kind: 'refusal',
      subject: town.who('李娜'),
      elements: ['person.phone'],
    })
    const slip = (await does(record, town.worker, declined)).slip!
    await atDesk(async (page) => {
      await page.goto(`/desk/slips/${slip}`)
      await page.waitForSelector('.slip:has-text("李娜")')
      await takePicture(page, 'slip')
      assert.deepEqual(await findViolations(page), [])
      await page.goto('/desk/rounds/looking')
      await page.waitForSelector('.side')
      await takePicture(page, 'looking')
      assert.deepEqual(await findViolations(page), [])
      await page.click('.side:has-text("四厂") button')
      await page.waitForSelector('text=没有要再看的')
    })
  })

  test('at the door: the card, an answer, a declined question and what is left, one door after the other, under the thumb', async () => {
    const post = await visiting.rows(async (sql) => {
      await sql`update round_door set closed_at = now(), closed_how = 'over' where street_id = ${STREET} and closed_at is null`
      const [row] = await sql<{ id: string }[]>`select id from post where street_id = ${STREET} and login_id = ${sun}`
      return row!.id
    })
    const doors = ['101', '501', '502'].map(town.door)
    const input = { area: String(COMMUNITY), post, title: '周日走访', from: '2026-11-22', to: '2026-11-30', doors }
    const { id } = await handsOf(visiting.served).does(assign, town.clerk, input)
    await visiting.atDoorstep('sun', async (page) => {
      await page.click('.foot-bar a:has-text("走访")')
      await page.click('.walk-card:has-text("周日走访")')
      await page.waitForSelector('.walk-door')
      await takePicture(page, 'walk')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("出示告知卡")')
      await page.waitForSelector('text=可以不答')
      await takePicture(page, 'card')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("返回")')
      await page.click('button:has-text("去 阳光花园3号楼1单元101室")')
      await page.getByLabel('工作单位').fill('三厂')
      await takePicture(page, 'door')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("记下，问完了")')
      await page.waitForSelector('h1:has-text("周日走访")')
      await page.click('button:has-text("去 阳光花园3号楼2单元501室")')
      await page.click('button:has-text("不愿意答")')
      await page.click('button:has-text("记下，问完了")')
      await page.waitForSelector('text=3 / 3 户')
      // Settled at the desk before: nobody has to go there.
      assert.match(await page.innerText('.walk-door:has-text("502室")'), /不用去了/)
      await page.click('.walk-door:has-text("502室")')
      await page.click('button:has-text("别的结果")')
      await takePicture(page, 'ends')
      await page.click('button:has-text("明晚 7 点再来")')
      await page.waitForSelector('h1:has-text("周日走访")')
      await takePicture(page, 'walked')
      assert.deepEqual(await findSmall(page, 48, 'main a, main button'), [], 'whatever is pressed is 48 px and more')
    })
    const rows = await visiting.rows(
      (sql) => sql<{ outcome: string }[]>`select outcome from visit where street_id = ${STREET} and round_id = ${id} order by outcome`,
    )
    assert.deepEqual(
      rows.map(({ outcome }) => outcome),
      ['come-back', 'done', 'done'],
    )
  })

  test('on a narrow screen and in English nothing is cut off', () =>
    atDesk(
      async (page) => {
        for (const path of ['rounds', 'rounds/plan']) {
          await page.goto(`/desk/${path}`)
          await page.waitForSelector('h1')
          await page.waitForSelector('.table, .empty, .plan-sum')
          await takePicture(page, `narrow-${path.replace('/', '-')}`)
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(wider <= 0, `${path} is ${wider} px wider than the screen`)
        }
      },
      { screen: phoneScreen, language: 'en' },
    ))
})
