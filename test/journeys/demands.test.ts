/** An office above the streets asks two of them in one request, in a real browser: admitted, filled, signed by communities and street, and put together. */

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openPackage } from '#ground/workbooks/read/package.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { phoneScreen } from '../browser.ts'
import { handsOf } from '../served.ts'
import { makeActor } from '../stage.ts'
import { CIVIL_AFFAIRS, COUNTY, prepareCounty, roster, STREETS, settleIn } from '../streets.ts'
import { isWhole, openVisiting, type Visiting } from '../visiting.ts'

const [FIRST, SECOND] = STREETS

let visiting: Visiting
let folder: string

/** Two people in each of two communities of each street, through imports of the house's own. */
async function settle(): Promise<void> {
  for (const street of [FIRST, SECOND])
    for (const at of [0, 1]) {
      const clerk = makeActor('clerk', street * 1000 + at + 1, street)
      await settleIn(handsOf(visiting.served, street, clerk), clerk, at)
    }
}

/** The page of the one demand there is. */
async function openDemand(page: Page): Promise<void> {
  await page.goto('/desk/demands')
  await page.click('.request-line a')
  await page.waitForSelector('.street-lines, .street-choice')
}

async function openRequest(page: Page): Promise<void> {
  await page.goto('/desk/requests')
  await page.click('.request-line a:has-text("高龄津贴名册")')
  await page.waitForSelector('.request-body')
}

/** By a clerk, from elsewhere than Linli; `validTo`: what is printed on it. */
async function receive(page: Page, name: string, asker: string, validTo?: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, writeSimpleWorkbook({ sheets: roster, at: new Date('2026-11-01T00:00:00Z') }))
  await page.goto('/desk/requests')
  await page.click('button:has-text("收到一份表")')
  await page.setInputFiles('dialog[open] input[type=file] >> nth=0', path)
  await page.getByLabel('谁要的').fill(asker)
  if (validTo) {
    await page.click('dialog[open] .terms-more summary')
    await page.getByLabel('有效期至').fill(validTo)
  }
  await page.click('dialog[open] button:has-text("读懂这张表")')
  await page.waitForSelector('.request-body')
}

describe('one request to many streets', () => {
  before(async () => {
    visiting = await openVisiting()
    folder = await mkdtemp(join(tmpdir(), 'linli-demands-'))
    await prepareCounty(visiting.served.database.owner)
    const { employ } = visiting
    await employ('zhoumin', { role: 'asker', title: '莱州市民政局', street: COUNTY, community: CIVIL_AFFAIRS })
    await employ('hejun', { role: 'admission', title: '莱州市基层减负准入办公室', street: COUNTY })
    for (const [street, at] of [
      [FIRST, 1],
      [SECOND, 2],
    ] as const) {
      await employ(`head${at}`, { role: 'head', title: '街道办事处主任', street })
      for (const [nth, name] of ['一', '二'].entries())
        await employ(`clerk${at}${nth + 1}`, { role: 'clerk', title: `第${name}社区工作者`, street, community: street * 1000 + nth + 1 })
    }
    await employ('suning', { role: 'affairs', title: '行政事务专员', street: FIRST })
    await settle()
    visiting.served.work([COUNTY, FIRST, SECOND])
  })
  after(async () => {
    await visiting?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  test('the office brings its empty workbook, says what for, by when and whom it asks, and submits it', async () => {
    const path = join(folder, '高龄津贴名册.xlsx')
    await writeFile(path, writeSimpleWorkbook({ sheets: roster, at: new Date('2026-11-01T00:00:00Z') }))
    await visiting.atDesk('zhoumin', async (page, meant) => {
      meant(400)
      await page.click('.rail a:has-text("数据要求")')
      await page.waitForSelector('.first-request')
      await isWhole(page, 'demands-none')
      await page.click('button:has-text("要一份表")')
      await page.setInputFiles('dialog[open] input[type=file] >> nth=0', path)
      await page.click('dialog[open] button:has-text("读懂这张表")')
      await page.waitForSelector('.street-choice input')
      await page.click('button:has-text("提交准入")')
      await page.waitForSelector('text=提交以前还差')
      await isWhole(page, 'demand-lacks')
      await page.getByLabel('截至').fill('2026-12-05')
      await page.getByLabel('依据').first().fill('莱州市民政局〔2026〕12号')
      await page.getByLabel('做什么用').fill('核发高龄津贴')
      await page.getByLabel('莱州市全部 2 个').check()
      await page.getByLabel('这是统计调查表').check()
      await page.waitForSelector('text=没有表号：会照样写明')
      await page.getByLabel('有效期至').fill('2026-12-31')
      await page.waitForSelector('text=已保存')
      await isWhole(page, 'demand-draft')
      await page.click('button:has-text("提交准入")')
      await page.waitForSelector('text=已提交，等准入')
      await page.waitForSelector('.street-lines')
      await isWhole(page, 'demand-submitted')
    })
  })

  test('the desk that admits sees it, and it goes to both streets', () =>
    visiting.atDesk('hejun', async (page) => {
      await openDemand(page)
      await isWhole(page, 'demand-to-admit')
      await page.click('section.card button:has-text("准入") >> nth=1')
      await page.waitForSelector('text=已准入，发往各街道')
      await page.reload()
      await page.waitForSelector('.street-lines tr:nth-child(2) >> text=已收到')
    }))

  test('the street sees by rule what it may answer, and enters what takes its time besides', () =>
    visiting.atDesk('head1', async (page) => {
      await openRequest(page)
      await page.waitForSelector('.basis-note:has-text("统计调查表没有表号：可以据此提出异议")')
      await page.click('.judged summary')
      await page.waitForSelector('.judgement-list li')
      await isWhole(page, 'request-judged')
      await page.click('button:has-text("不填，另外答复")')
      await page.waitForSelector('dialog[open] >> text=缺什么')
      await isWhole(page, 'request-answer')
      await page.keyboard.press('Escape')
      await page.goto('/desk/requests/calendar')
      await page.waitForSelector('.week-entries li >> text=高龄津贴名册')
      await page.click('button:has-text("记一件")')
      await page.getByLabel('什么事').fill('消防安全检查')
      await page.getByLabel('谁要的').fill('莱州市消防救援大队')
      await page.getByLabel('每次多少分钟').fill('240')
      await page.getByLabel('哪一天').fill('2026-11-26')
      await page.click('dialog[open] label:text-is("不在")')
      await page.waitForSelector('dialog[open] .judgement-list li')
      await isWhole(page, 'calendar-enter')
      await page.click('dialog[open] button:has-text("记下")')
      await page.waitForSelector('.week-entries >> text=消防安全检查')
      await isWhole(page, 'calendar')
    }))

  test('the street names a community to its desk, which takes a piece over and gives it back; the community’s clerk sees who has it', async () => {
    await visiting.atDesk('head1', async (page) => {
      await page.goto('/desk/requests')
      await page.click('.page-actions a:has-text("行政事务站")')
      await page.waitForSelector('text=还没有划给行政事务站的社区')
      await isWhole(page, 'desk-queue-none')
      await page.getByLabel('行政事务岗').selectOption({ label: '行政事务专员 suning' })
      await page.getByLabel('社区', { exact: true }).selectOption({ label: '第一社区居民委员会' })
      await page.click('button:has-text("划给这个岗")')
      await page.waitForSelector('.desk-areas li:has-text("第一社区居民委员会")')
      await page.waitForSelector('.desk-piece:has-text("高龄津贴名册")')
      assert.equal(await page.locator('.desk-piece button').count(), 0, 'who is no desk takes nothing over')
    })
    await visiting.atDesk('clerk11', (page) => receive(page, '消防台账.xlsx', '莱州市消防救援大队'))
    const line = '.desk-piece:has-text("消防台账")'
    await visiting.atDesk('suning', async (page) => {
      await page.goto('/desk/requests/queue')
      await page.click(`${line} button:has-text("接过来")`)
      await page.waitForSelector(`${line} >> text=我在办`)
      await isWhole(page, 'desk-queue')
    })
    await visiting.atDesk('clerk11', async (page) => {
      await page.goto('/desk/requests')
      await page.click('.request-line a:has-text("消防台账")')
      await page.waitForSelector('.basis-note:has-text("行政事务专员suning在办，社区不用再办")')
    })
    await visiting.atDesk(
      'suning',
      async (page) => {
        await page.goto('/desk/requests/queue')
        await page.waitForSelector(`${line} button:has-text("Give back")`)
        await isWhole(page, 'desk-queue-phone')
        await page.click(`${line} button:has-text("Give back")`)
        await page.waitForSelector(`${line} button:has-text("Take over")`)
      },
      { screen: phoneScreen, language: 'en' },
    )
  })

  test('a clerk closes what came to her by mistake, with a reason, and opens it again', () =>
    visiting.atDesk('clerk11', async (page, meant) => {
      meant(400)
      await page.goto('/desk/requests')
      await page.click('.request-line a:has-text("消防台账")')
      await page.click('button:has-text("不用填了")')
      await page.click('dialog[open] label:has-text("别的原因")')
      await page.click('dialog[open] button:has-text("关闭这一件")')
      await page.waitForSelector('dialog[open] .field[data-invalid] >> text=请写明是什么原因')
      await isWhole(page, 'request-close')
      await page.getByLabel('说明', { exact: true }).fill('发错了社区')
      await page.click('dialog[open] button:has-text("关闭这一件")')
      await page.waitForSelector('.basis-note:has-text("发错了社区")')
      assert.ok(await page.isDisabled('button:has-text("填表")'))
      await isWhole(page, 'request-closed')
      const address = page.url()
      await page.goto('/desk/requests/calendar')
      await page.waitForSelector('.week-entries li')
      assert.equal(await page.locator('.week-entries >> text=消防台账').count(), 0)
      await page.goto(address)
      await page.click('button:has-text("重新打开")')
      await page.waitForSelector('button:has-text("不用填了")')
      assert.ok(await page.isEnabled('button:has-text("填表")'))
    }))

  test('a form past its validity is closed by itself, and says by which article', () =>
    visiting.atDesk('clerk11', async (page) => {
      await receive(page, '用工调查表.xlsx', '莱州市统计局', '2026-11-20')
      await page.waitForSelector('.expired-note:has-text("《统计法》2024 第十七条")')
      assert.ok(await page.isDisabled('button:has-text("填表")'))
      await isWhole(page, 'request-expired')
      await page.goto('/desk/requests')
      await page.waitForSelector('.request-line:has-text("用工调查表") >> text=表已过有效期，自动关闭')
    }))

  test('each street fills it from its register, its communities sign for their parts, and the street returns it', async () => {
    for (const at of [1, 2]) {
      await visiting.atDesk(`head${at}`, async (page) => {
        await openRequest(page)
        await page.click('button:has-text("填表")')
        await page.waitForSelector('.signing')
        await isWhole(page, `request-to-sign-${at}`)
      })
      await visiting.atDesk(`clerk${at}1`, async (page) => {
        await openRequest(page)
        await page.waitForSelector('.signing')
        await isWhole(page, `request-of-community-${at}`)
        await page.click('.signing button:has-text("签字")')
        await page.waitForSelector('.signing li[data-signed]')
      })
    }
    await visiting.atDesk('clerk12', async (page) => {
      await openRequest(page)
      await page.click('.signing button:has-text("签字")')
      await page.waitForSelector('.signing li[data-signed]')
    })
    await visiting.atDesk('head1', async (page) => {
      await openRequest(page)
      await page.click('.signing button:has-text("签字报回")')
      await page.click('dialog[open] button:has-text("签字报回")')
      await page.waitForSelector('.signing h2:has-text("已报回")')
    })
    await visiting.atDesk('head2', async (page) => {
      await openRequest(page)
      await page.click('.signing button:has-text("签字报回")')
      await page.waitForSelector('dialog[open] >> text=第二社区居民委员会')
      await isWhole(page, 'return-partial')
      await page.click('dialog[open] button:has-text("先报回已有的")')
      await page.waitForSelector('.signing h2:has-text("已报回")')
      await isWhole(page, 'request-returned')
    })
  })

  test('the office sees what is back and who has not signed, and takes one workbook in its own layout', async () => {
    await visiting.atDesk('zhoumin', async (page) => {
      await openDemand(page)
      await page.waitForSelector('h2:has-text("2 个街道，已报回 2 个")')
      await page.waitForSelector('text=第二社区居民委员会还没有签字')
      await page.click('button:has-text("把报回的合成一份")')
      await page.waitForSelector('.book-list li')
      await isWhole(page, 'demand-back')
      const [got] = await Promise.all([page.waitForEvent('download'), page.click('.book-list button:has-text("下载")')])
      const path = join(folder, 'whole.xlsx')
      await writeFile(path, await readFile(await got.path()))
      const rows = (await readWorkbook(path, { name: 'whole.xlsx' })).sheets[0]!.rows.slice(1)
      assert.deepEqual(
        rows.map(({ cells }) => cells.get(1)?.text),
        ['1', '2', '3', '4', '5', '6', '7', '8'],
      )
      await page.click('button:has-text("各社区一份")')
      await page.waitForSelector('.book-list li:has-text("各社区一份")')
      const [parted] = await Promise.all([
        page.waitForEvent('download'),
        page.click('.book-list li:has-text("各社区一份") button:has-text("下载")'),
      ])
      const archive = await openPackage((await parted.path()) ?? '')
      const communities = ['文昌路街道', '永安路街道'].flatMap((street) =>
        ['第一', '第二'].map((at) => `${street} ${at}社区居民委员会.xlsx`),
      )
      assert.deepEqual(
        archive.parts.map(({ name }) => name),
        communities,
      )
      archive.close()
      await isWhole(page, 'demand-books')
      await page.goto('/desk/requests/exports')
      await page.waitForSelector('[role=grid] >> text=莱州市民政局')
      await isWhole(page, 'demand-exports')
    })
    await visiting.atDesk(
      'zhoumin',
      async (page) => {
        await page.goto('/desk/demands')
        await page.waitForSelector('.request-line')
        await isWhole(page, 'demands-phone')
        await openDemand(page)
        await page.waitForSelector('.book-list li')
        await isWhole(page, 'demand-phone')
      },
      { screen: phoneScreen, language: 'en' },
    )
  })

  test('both sides read what it cost: the street what nobody was asked for, the office its own and no other’s', async () => {
    await visiting.atDesk('head1', async (page) => {
      await page.goto('/desk/requests')
      await page.click('.page-actions a:has-text("减负账")')
      await page.waitForSelector('.big >> text=12 格里有 12 格')
      await page.click('.big .how summary')
      await isWhole(page, 'burden-street')
      await page.click('.period label:has-text("年")')
      await page.waitForSelector('.period-name:has-text("2026年")')
      await page.waitForSelector('.big >> text=12 格里有 12 格')
      const [got] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("导出表格")')])
      const path = join(folder, 'burden.xlsx')
      await writeFile(path, await readFile(await got.path()))
      const [sums] = (await readWorkbook(path, { name: 'burden.xlsx' })).sheets
      assert.ok(sums!.rows.some(({ cells }) => cells.get(1)?.text === '不问人就填好的格' && cells.get(2)?.text === '12'))
      await openRequest(page)
      await page.waitForSelector('.held-line:has-text("已有 100%，12 格没有问任何人")')
    })
    await visiting.atDesk(
      'zhoumin',
      async (page) => {
        await page.goto('/desk/demands/burden')
        await page.waitForSelector('.big >> text=24 of 24 cells')
        await page.waitForSelector('text=The total of all is shown when at least three offices asked')
        await isWhole(page, 'burden-asker-phone')
      },
      { screen: phoneScreen, language: 'en' },
    )
  })
})
