/** From what a form lacks to a knock: asked after a look at what it would be, planned as a round, printed, looked at again. In a real browser. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRights } from '#catalogue/roles.ts'
import { assign } from '#circles/management/visits/actions.ts'
import { record } from '#circles/management/visits/outbox/actions.ts'
import { correct } from '#ground/facts/actions.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { getActorOfPost } from '#server/post-actor.ts'
import { listJobs } from '../../src/server/house.ts'
import { deskScreen, findViolations, launchBrowser, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { ask, item, lack, settleTown, type Town } from '../rounds.ts'
import { type Served, serveHouse } from '../served.ts'
import { type Asking, COMMUNITY, STREET } from '../stage.ts'

let served: Served
let browser: Browser
let town: Town
let request: string
let chen: { id: string; code: () => string }
let sun: typeof chen
let minute = 0

const jobs = new Map(listJobs().map((job) => [job.kind, job]))
const wide = houseActor(STREET, allRights)
const scope = { street: STREET, lo: wide.lo, hi: wide.hi, login: wide.login, post: wide.post, sensitive: true }

function hands(): Asking {
  const { house } = served
  return {
    house,
    does: async (operation, actor, input, more) => (await enter(house, operation, { street: STREET, actor, input, ...more })).data as never,
    work: async () => {
      let result: Record<string, unknown> = {}
      for (;;) {
        const [queued] = await house.transaction(
          scope,
          (sql) => sql<{ id: string }[]>`select id from job where street_id = ${STREET} and state = 'queued' order by at, id limit 1`,
        )
        if (!queued) return result
        await runJob(house, jobs, STREET, queued.id, (post) => getActorOfPost(house, STREET, post))
        result = (await house.transaction(scope, (sql) => findJob(sql, STREET, queued.id)))?.result ?? {}
      }
    },
  }
}

before(async () => {
  served = await serveHouse()
  browser = await launchBrowser()
  sun = await served.employ('sun', 'a long password of hers', [{ role: 'grid', title: '网格员', community: COMMUNITY }])
  chen = await served.employ('chen', 'a long password of hers', [{ role: 'clerk', title: '社区工作者', community: COMMUNITY }])
  town = await settleTown(hands())
  await ask(hands(), town.clerk, '就业摸底', ['姓名', '工作单位'], { dueOn: '2026-11-30' })
  request = (await lack(hands(), town.clerk, '居民信息核对')).id
})
after(async () => {
  await browser?.close()
  await served?.close()
})

async function atDesk(story: (page: Page) => Promise<void>, screen = deskScreen, language = 'zh'): Promise<void> {
  const context = await newContext(browser, screen, { 'linli.language': language })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    // A code opens once; each story lives in its own half minute.
    minute += 1
    served.setNow(new Date(Date.parse('2026-11-22T02:00:00Z') + minute * 60_000))
    await page.goto(`${served.origin}/desk`)
    await page.fill('input[name=username]', 'chen')
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(chen.code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rail', { state: 'attached' })
    await story(page)
    assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 401/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

async function atDoorstep(story: (page: Page) => Promise<void>): Promise<void> {
  const context = await newContext(browser, phoneScreen, { 'linli.language': 'zh' })
  const page = await context.newPage()
  const seen = watchPage(page)
  try {
    minute += 1
    served.setNow(new Date(Date.parse('2026-11-22T02:00:00Z') + minute * 60_000))
    await page.goto(`${served.origin}/doorstep/in/staff`)
    await page.fill('input[name=username]', 'sun')
    await page.fill('input[name=password]', 'a long password of hers')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
    await page.keyboard.type(sun.code())
    await page.keyboard.press('Enter')
    await page.waitForSelector('.foot-bar')
    await story(page)
    assert.deepEqual(seen.strangers, [], 'nothing is asked of any other origin')
    assert.deepEqual(
      seen.errors.filter((error) => !/status of 401/.test(error)),
      [],
    )
  } finally {
    await context.close()
  }
}

async function correctEmployer(clerk: Actor): Promise<void> {
  const who = town.who('王强')
  const [row] = await served.house.transaction(
    scope,
    (sql) => sql<{ rev: number }[]>`select rev from subject where street_id = ${STREET} and id = ${who}`,
  )
  const input = { id: who, values: { 'person.employer': '四厂' }, source: 'self', asOf: '2026-11-22' }
  await enter(served.house, correct, { street: STREET, actor: clerk, input, version: row!.rev })
}

describe('one knock', () => {
  test('what a form lacks is looked at before anybody is asked, planned as a round, handed over and printed', () =>
    atDesk(async (page) => {
      await page.goto(`${served.origin}/desk/requests/${request}`)
      await page.click('button:has-text("去问缺的")')
      await page.waitForSelector('dialog[open] .asking-sums')
      assert.match(await page.innerText('dialog[open]'), /有 3 个别的表也在问/)
      await takePicture(page, 'asking')
      assert.deepEqual(await findViolations(page), [])
      await page.click('dialog[open] button:has-text("去问"):not(:has-text("缺"))')
      await page.waitForSelector('text=还有 4 个没有回答')
      await takePicture(page, 'asked')

      await page.goto(`${served.origin}/desk/rounds`)
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
    const [round] = await served.house.transaction(scope, (sql) => sql<{ id: string }[]>`select id from round where street_id = ${STREET}`)
    const later = { at: '2026-11-22T02:01:30.000Z' }
    await correctEmployer(town.clerk)
    const does = hands().does
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
      await page.goto(`${served.origin}/desk/slips/${slip}`)
      await page.waitForSelector('.slip:has-text("李娜")')
      await takePicture(page, 'slip')
      assert.deepEqual(await findViolations(page), [])
      await page.goto(`${served.origin}/desk/rounds/looking`)
      await page.waitForSelector('.side')
      await takePicture(page, 'looking')
      assert.deepEqual(await findViolations(page), [])
      await page.click('.side:has-text("四厂") button')
      await page.waitForSelector('text=没有要再看的')
    })
  })

  test('at the door: the card, an answer, a declined question and what is left, one door after the other, under the thumb', async () => {
    const post = await served.house.transaction(scope, async (sql) => {
      await sql`update round_door set closed_at = now(), closed_how = 'over' where street_id = ${STREET} and closed_at is null`
      const [row] = await sql<{ id: string }[]>`select id from post where street_id = ${STREET} and login_id = ${sun.id}`
      return row!.id
    })
    const doors = ['101', '501', '502'].map(town.door)
    const input = { area: String(COMMUNITY), post, title: '周日走访', from: '2026-11-22', to: '2026-11-30', doors }
    const { id } = await hands().does(assign, town.clerk, input)
    await atDoorstep(async (page) => {
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
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main a, main button')]
          .map((one) => one.getBoundingClientRect().height)
          .filter((height) => height > 0 && height < 48),
      )
      assert.deepEqual(small, [], 'whatever is pressed is 48 px and more')
    })
    const rows = await served.house.transaction(
      scope,
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
          await page.goto(`${served.origin}/desk/${path}`)
          await page.waitForSelector('h1')
          await page.waitForSelector('.table, .empty, .plan-sum')
          await takePicture(page, `narrow-${path.replace('/', '-')}`)
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          assert.ok(wider <= 0, `${path} is ${wider} px wider than the screen`)
        }
      },
      phoneScreen,
      'en',
    ))
})
