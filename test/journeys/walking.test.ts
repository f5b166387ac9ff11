/** A worker at the doors without a network: what she notes stays on her phone over days and reloads, and reaches the house once. In a real browser. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { reassign } from '#circles/management/visits/actions.ts'
import { setLocked } from '#ground/people/staff/queries.ts'
import { findViolations, launchBrowser, takePicture } from '../browser.ts'
import { STREET } from '../stage.ts'
import { findSmall, holdsSideways, small } from '../visiting.ts'
import { beginWalking, choosePin, openByPin, type Walking } from '../walking.ts'

let browser: Browser
let walking: Walking

before(async () => {
  browser = await launchBrowser()
  walking = await beginWalking(browser)
})
after(async () => {
  await walking?.close()
  await browser?.close()
})

type ItemRow = { kind: string; became: string; outcome: string | null; room: string }

/** What reached the house of a round, as it arrived. */
function arrived(round: string): Promise<ItemRow[]> {
  return walking.rows(async (sql) => [
    ...(await sql<ItemRow[]>`
      select i.kind, i.became, v.outcome, right(d.label, 4) as room from visit_item i join dwelling d on d.street_id = i.street_id and d.id = i.dwelling_id
      left join visit v on v.street_id = i.street_id and v.id = i.id
      where i.street_id = ${STREET} and i.round_id = ${round}
      order by i.said_at, room, i.kind, v.outcome`),
  ])
}

function employerOf(name: string): Promise<unknown> {
  return walking.rows(async (sql) => {
    const [row] = await sql<{ value: unknown }[]>`
      select values->'person.employer' as value from subject where street_id = ${STREET} and id = ${walking.town.who(name)}`
    return row?.value ?? null
  })
}

const line = (page: Page, words: string) =>
  page.waitForSelector(`.outgoing:has-text("${words}"), a[href="/doorstep/unsent"]:has-text("${words}")`)

describe('doors without a network', () => {
  test('answers, nobody home, come back and a refusal are kept over a reload, arrive once, and a contradiction is shown to who was there', () =>
    walking.onPhone(async (page, meant) => {
      const context = page.context()
      meant(0)
      const round = await walking.round('周日走访', ['101', '501', '502'])
      const { origin } = walking.served
      await walking.signIn(page, 'sun')
      await page.waitForSelector('.way[data-tone=primary]:has-text("周日走访"):has-text("还有 3 户")')
      await choosePin(page)
      await page.waitForSelector('a:has-text("都发出去了")')
      await page.click('.foot-bar a:has-text("走访")')
      await page.waitForSelector('.walk-card:has-text("在手机里")')

      await context.setOffline(true)
      await openByPin(page, origin)
      await takePicture(page, 'walking-offline-home')
      await page.click('.way[data-tone=primary]:has-text("还有 3 户")')
      await page.click('button:has-text("去 阳光花园3号楼1单元101室")')
      await page.getByLabel('工作单位').fill('三厂')
      await page.click('button:has-text("记下，问完了")')
      await line(page, '2 条还没发出')
      await page.click('button:has-text("去 阳光花园3号楼2单元501室")')
      await page.click('button:has-text("没人在家")')
      await page.click('.walk-door:has-text("501室")')
      await page.click('button:has-text("别的结果")')
      await page.click('button:has-text("明晚 7 点再来")')
      await page.click('.walk-door:has-text("502室")')
      await page.click('button:has-text("别的结果")')
      await page.click('button:has-text("王强不愿意被问")')
      await line(page, '5 条还没发出')
      await takePicture(page, 'walking-offline-round')

      // Somebody else says otherwise meanwhile.
      await walking.saysEmployer('赵敏', '四厂')

      await openByPin(page, origin)
      await page.waitForSelector('a[href="/doorstep/unsent"]:has-text("5 条还没发出")')
      await page.waitForSelector('.way:has-text("周日走访"):has-text("还有 1 户")')
      await page.click('.way:has-text("周日走访")')
      assert.match(await page.innerText('.walk-door:has-text("101室")'), /问完了/)
      assert.match(await page.innerText('.walk-door:has-text("502室")'), /不愿意被问/)
      await page.click('.outgoing')
      await page.waitForSelector('.unsent-card >> nth=4')
      assert.match(await page.innerText('main'), /101室 · 赵敏[\s\S]*工作单位：三厂[\s\S]*没人在家[\s\S]*约好再来[\s\S]*不愿意被问/)
      await takePicture(page, 'walking-unsent', true)
      assert.deepEqual(await arrived(round), [], 'nothing has reached the house yet')

      await context.setOffline(false)
      await page.waitForSelector('h2:has-text("要看一下的（1）")')
      await page.waitForSelector('.unsent-card:has-text("说法不一")')
      await takePicture(page, 'walking-conflict')
      const came = await arrived(round)
      assert.deepEqual(
        came.map(({ kind, became, outcome, room }) => [room, kind, became, outcome]),
        [
          ['101室', 'answer', 'conflict', null],
          ['101室', 'visit', 'accepted', 'done'],
          ['501室', 'visit', 'accepted', 'come-back'],
          ['501室', 'visit', 'accepted', 'nobody-home'],
          ['502室', 'visit', 'accepted', 'refused'],
        ],
      )
      await page.click('a:has-text("去核实")')
      await page.click('.side:has-text("三厂") button')
      await page.waitForSelector('text=没有要再看的')
      assert.equal(await employerOf('赵敏'), '三厂')
      await page.click('.foot-bar a:has-text("首页")')
      await page.waitForSelector('a[href="/doorstep/unsent"]:has-text("都发出去了")')
      assert.match(await page.innerText('main'), /上次发出/)

      // What is on the phone of the round holds what was handed in, without asking the house again.
      await context.setOffline(true)
      await openByPin(page, origin)
      await page.waitForSelector('.way:has-text("周日走访"):has-text("还有 1 户")')
      assert.equal((await arrived(round)).length, 5)
    }))

  test('a round that was given to somebody else loses nothing, and what a disabled worker left on her phone is handed in by a colleague', () =>
    walking.onPhone(async (page, meant) => {
      const context = page.context()
      // 404: the phone may ask once more for the round that is no longer hers.
      meant(0, 403, 404)
      const { served, town, does } = walking
      const [{ id: round } = { id: '' }] = await walking.rows(
        (sql) => sql<{ id: string }[]>`select id from round where street_id = ${STREET}`,
      )
      await walking.signIn(page, 'sun')
      await choosePin(page)
      await page.click('.foot-bar a:has-text("走访")')
      await page.waitForSelector('.walk-card:has-text("还有 1 户"):has-text("在手机里")')
      await context.setOffline(true)
      await openByPin(page, served.origin)
      await page.click('.way[data-tone=primary]')
      await page.click('button:has-text("去 阳光花园3号楼2单元501室")')
      await page.click('.ask-party:has-text("李娜") button:has-text("没有")')
      await page.click('button:has-text("记下，问完了")')
      await line(page, '2 条还没发出')

      // Ten minutes later the round is somebody else's.
      walking.pass(10)
      await does(reassign, town.clerk, { id: round, post: town.worker.post })
      await context.setOffline(false)
      await page.click('.foot-bar a:has-text("首页")')
      await page.waitForSelector('a[href="/doorstep/unsent"]:has-text("都发出去了")')
      const came = (await arrived(round)).slice(5)
      assert.deepEqual(
        came.map(({ kind, became }) => [kind, became]),
        [
          ['answer', 'accepted'],
          ['visit', 'accepted'],
        ],
        'heard while it was hers',
      )

      // The next she notes, and then her login is shut.
      await walking.asks('学历核对', '文化程度')
      const next = await walking.round('第二轮', ['101'])
      await page.reload()
      await page.click('a[href="/doorstep/pin"]')
      await page.fill('input[name=pin]', '604117')
      await page.click('.way[data-tone=primary]:has-text("第二轮")')
      await page.waitForSelector('.walk-door')
      await context.setOffline(true)
      await page.click('.walk-door:has-text("101室")')
      await page.click('button:has-text("别的结果")')
      await page.click('button:has-text("已搬走")')
      await line(page, '1 条还没发出')
      await walking.rows((sql) => setLocked(sql, walking.sun, new Date('2026-11-22T03:00:00Z')))
      served.house.forgetSessions()
      await context.setOffline(false)
      await line(page, '请看怎么办')
      await page.waitForSelector('dialog[open] input[name=username]')
      await takePicture(page, 'walking-again')

      await walking.signIn(page, 'chen')
      await page.click('a:has-text("手机里有 sun 没发出的 1 条")')
      await page.waitForSelector('button:has-text("sun 不在岗了，交上去")')
      await takePicture(page, 'walking-left')
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("sun 不在岗了，交上去")')
      await page.waitForSelector('h1:has-text("在这个手机上离线填写")')
      assert.deepEqual(
        (await arrived(next)).map(({ kind, became }) => [kind, became]),
        [['visit', 'quarantined']],
      )
      await page.goto(`${served.origin}/doorstep`)
      await page.click('.way:has-text("1 条要再看一下")')
      await page.waitForSelector('.card:has-text("已搬走")')
      await page.click('button:has-text("用上")')
      await page.waitForSelector('text=没有要再看的')
      const [door] = await walking.rows(
        (sql) => sql<{ how: string }[]>`select closed_how as how from round_door where street_id = ${STREET} and round_id = ${next}`,
      )
      assert.equal(door?.how, 'moved-away')
    }))
})

/** Each language and each look once, and both sizes of letters in both. */
const looks = [
  { language: 'zh', theme: 'light', comfort: 'usual' },
  { language: 'en', theme: 'dark', comfort: 'usual' },
  { language: 'zh', theme: 'dark', comfort: 'elder' },
  { language: 'en', theme: 'light', comfort: 'elder' },
] as const

describe('the screens of a worker', () => {
  for (const { language, theme, comfort } of looks)
    test(`hold on the smallest telephone: 7 : 1, large enough to press, the main action under the thumb (${language}, ${theme}, ${comfort})`, async () => {
      const screens = await beginWalking(browser)
      try {
        await screens.round(language === 'zh' ? '周日走访' : 'Sunday round', ['101', '501', '502'])
        const least = comfort === 'elder' ? 60 : 48
        await screens.onPhone(
          (page, meant) => {
            meant(0)
            return walkThrough(screens, page, `${language}-${theme}-${comfort}`, least)
          },
          {
            screen: small,
            ...{ language, theme, comfort },
          },
        )
      } finally {
        await screens.close()
      }
    })
})

async function walkThrough(screens: Walking, page: Page, name: string, least: number): Promise<void> {
  const context = page.context()
  const check = (screen: string, main?: string) => holds(page, `worker-${screen}-${name}`, least, main)
  await screens.signIn(page, 'sun')
  await page.waitForSelector('.way[data-tone=primary]')
  await check('home-first', '.way[data-tone=primary]')
  await page.click('a[href="/doorstep/pin"]')
  await page.waitForSelector('input[name=pin]')
  await check('pin', 'button[type=submit]')
  await page.goBack()
  await choosePin(page)
  await page.waitForSelector('.way[data-tone=primary]')
  await check('home', '.way[data-tone=primary]')
  await page.click('.foot-bar a[href="/doorstep/rounds"]')
  await page.waitForSelector('.walk-kept')
  await check('rounds', '.walk-card')
  await page.click('.walk-card')
  await page.waitForSelector('.walk-door')
  await check('round', '.form-actions .button[data-tone=primary]')
  await page.click('main .page-body > .button')
  await page.waitForSelector('.paper-notice')
  await check('card', '.form-actions .button[data-tone=primary]')
  await page.click('.form-actions .button[data-tone=primary]')
  await context.setOffline(true)
  await page.click('.form-actions .button[data-tone=primary]')
  await page.waitForSelector('.ask')
  await check('door', '.form-actions .button[data-tone=primary]')
  await page.click('.form-actions .button >> nth=1')
  await page.waitForSelector('dialog[open] .ends')
  await check('ends')
  await page.click('dialog[open] .ends .button >> nth=3')
  await page.waitForSelector('dialog[open] select')
  await check('ends-other')
  await page.selectOption('dialog[open] select >> nth=0', { index: 3 })
  await page.selectOption('dialog[open] select >> nth=1', { label: '18:30' })
  await page.click('dialog[open] .ends .button[data-tone=primary]')
  await page.waitForSelector('.outgoing')
  await check('round-offline', '.form-actions .button[data-tone=primary]')
  await page.click('.outgoing')
  await page.waitForSelector('.unsent-card')
  await check('unsent', '.form-actions .button[data-tone=primary]')
  await page.click('.foot-bar a[href="/doorstep"]')
  await page.waitForSelector('.way[data-tone=primary]')
  await check('home-offline', '.way[data-tone=primary]')
  await context.setOffline(false)
  await page.waitForSelector('a[href="/doorstep/unsent"] >> text=/上次发出|Last sent/')
  await page.goto(`${screens.served.origin}/doorstep/rounds/looking`)
  await page.waitForSelector('.empty')
  await check('looking')
}

/** Axe finds nothing, also not by 7 : 1; nothing is cut off; what is pressed is large enough; `main` stands in the lower half as the screen is first seen. */
async function holds(page: Page, name: string, least: number, main?: string): Promise<void> {
  await takePicture(page, name)
  if (main) {
    const box = await page.locator(main).first().boundingBox()
    const { height } = page.viewportSize()!
    assert.ok(box && box.y + box.height / 2 >= height / 2 && box.y + box.height <= height + 1, `${name}: ${main} at ${JSON.stringify(box)}`)
  }
  assert.deepEqual(await findViolations(page, ['color-contrast-enhanced']), [], name)
  assert.deepEqual(await findSmall(page, least), [], name)
  await holdsSideways(page, name)
}
