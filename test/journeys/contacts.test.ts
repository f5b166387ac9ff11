/** Who is due to be in touch with, at her door in a round without a network: one touch, once, and nothing of why on the phone. In a real browser. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import * as matters from '#ground/matters/actions.ts'
import type { WorkAct } from '#ground/matters/contract.ts'
import { launchBrowser, takePicture } from '../browser.ts'
import { STREET } from '../stage.ts'
import { isUnderThumb, small } from '../visiting.ts'
import { beginWalking, choosePin, openByPin, type Walking } from '../walking.ts'

let browser: Browser
let walking: Walking
let round: string
/** 张伟 and 李娜, behind one door. */
let both: string[]

before(async () => {
  browser = await launchBrowser()
  walking = await beginWalking(browser)
})
after(async () => {
  await walking?.close()
  await browser?.close()
})

type Row = { rev: number; reached: string | null; tried: string | null; vain: boolean }

async function rowOf(id: string): Promise<Row> {
  const [row] = await walking.rows(
    (sql) => sql<Row[]>`
      select rev, reached_at as reached, tried_at as tried, tried_at > reached_at as vain from matter where street_id = ${STREET} and id = ${id}`,
  )
  return row!
}

async function work(id: string, act: WorkAct): Promise<void> {
  await walking.does(matters.work, walking.town.clerk, { id, act }, { version: (await rowOf(id)).rev })
}

async function careFor(name: string): Promise<string> {
  const { clerk, who } = walking.town
  const subject = who(name)
  const opening = { type: 'care', category: 'alone', channel: 'door' as const, subject, title: '约定联系' }
  const { id } = await walking.does(matters.open, clerk, opening)
  await work(id, { kind: 'take' })
  await work(id, { kind: 'step', step: 'agree', answers: { every: 'day', way: 'door', help: ['talk'] } })
  return id
}

describe('a contact that is due', () => {
  test('is touched at the door without a network, counts once it arrives, and is told to be done where a colleague was quicker', () =>
    walking.onPhone(async (page, meant) => {
      const context = page.context()
      meant(0)
      const [zhang, li, zhao] = [await careFor('张伟'), await careFor('李娜'), await careFor('赵敏')]
      // At this door nothing else is asked.
      await walking.saysEmployer('赵敏', '四厂')
      walking.pass(25 * 60)
      both = [zhang, li]
      round = await walking.round('周一走访', ['101', '501', '502'])
      const { origin } = walking.served
      await walking.signIn(page, 'sun')
      await choosePin(page)
      await page.click('.foot-bar a:has-text("走访")')
      await page.waitForSelector('.walk-card:has-text("在手机里")')

      await context.setOffline(true)
      await openByPin(page, origin)
      await page.click('.way:has-text("周一走访"):has-text("还有 3 户")')
      await page.waitForSelector('.walk-door:has-text("101室"):has-text("到期联系")')
      await takePicture(page, 'contacts-round')
      await page.click('button:has-text("去 阳光花园3号楼1单元101室")')
      await page.waitForSelector('.ask:has-text("到期联系 · 赵敏")')
      await takePicture(page, 'contacts-alone')
      await page.click('button:has-text("见到了，都好")')
      await page.waitForSelector('.walk-door:has-text("101室"):has-text("问完了")')
      await page.click('.walk-door:has-text("501室")')
      const line = (name: string) => page.locator(`.ask:has-text("到期联系 · ${name}")`)
      await line('张伟').getByText('见到了，要帮忙').click()
      await line('张伟').getByLabel('买药送药').check()
      await line('李娜').getByText('没见到').click()
      await isUnderThumb(page, 'contacts-door')
      assert.doesNotMatch(await page.innerText('main'), /独居|约定联系|每天|照看/)
      await page.click('button:has-text("记下，下次接着问")')
      await page.waitForSelector('.walk-door')
      await page.click('.outgoing:has-text("5 条还没发出")')
      await page.waitForSelector('.unsent-card:has-text("买药送药")')
      await takePicture(page, 'contacts-unsent', true)

      // Somebody at the desk rings her meanwhile.
      await work(li, { kind: 'step', step: 'daily', answers: {}, reached: true })
      await context.setOffline(false)
      await page.waitForSelector('.unsent-card:has-text("别的同事已经联系上了")')
      await page.waitForSelector('h2:has-text("要看一下的（1）")')
      await takePicture(page, 'contacts-done-already')
      for (const id of [zhang, zhao]) assert.ok((await rowOf(id)).reached)
      const her = await rowOf(li)
      assert.deepEqual([her.reached !== null, her.vain], [true, false])
      const kinds = await walking.rows(
        (sql) => sql<{ kind: string; count: number }[]>`
          select kind, count(*)::int as count from visit_item where street_id = ${STREET} and round_id = ${round} group by 1 order by 1`,
      )
      assert.deepEqual([...kinds], [{ kind: 'contact', count: 3 }, { kind: 'visit', count: 2 }]) // biome-ignore format: one list

      await page.click('button:has-text("看过了")')
      await page.goto(`${origin}/doorstep/rounds/${round}`)
      await page.click('.walk-door:has-text("501室")')
      await page.waitForSelector('.ask-party:has-text("李娜")')
      assert.equal(await page.locator('.ask:has-text("到期联系")').count(), 0, 'whoever was reached is not sought again today')
    }))

  test('the next day they are due again at a door that was done in part; nobody at home is noted for both in one touch, on a small telephone, in English', () =>
    walking.onPhone(
      async (page) => {
        walking.pass(24 * 60)
        await walking.signIn(page, 'sun')
        await page.goto(`${walking.served.origin}/doorstep/rounds/${round}`)
        await page.click('.walk-door:has-text("501"):has-text("Contact due")')
        await page.waitForSelector('.ask:has-text("Contact due · 李娜")')
        await page.locator('.ask:has-text("张伟")').getByText('Wants help').click()
        await isUnderThumb(page, 'contacts-door-en')
        const spilled = await page.$$eval('.contact-ways button', (all) => all.filter((one) => one.scrollWidth > one.clientWidth).length)
        assert.equal(spilled, 0, 'words stay in their buttons')
        await page.locator('.ask:has-text("张伟")').getByText('Wants help').click()
        await page.click('.form-actions button:has-text("Nobody home")')
        await page.waitForSelector('.walk-door:has-text("501"):has-text("Nobody home")')
        for (const id of both) assert.equal((await rowOf(id)).vain, true)
      },
      { screen: small, language: 'en' },
    ))
})
