/** A clerk brings her own roster: understood, corrected, judged, decided, written, found, brought again, taken back. Real browser, real house. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { CFB } from '@e965/xlsx'
import iconv from 'iconv-lite'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { deskScreen, findViolations, newContext, phoneScreen, takePicture, watchPage } from '../browser.ts'
import { idNumber } from '../rosters.ts'
import { COMMUNITY } from '../stage.ts'
import { openVisiting, type Visiting } from '../visiting.ts'

const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Brought = { name: string; mimeType: string; buffer: Buffer }

let visiting: Visiting
let context: BrowserContext
let page: Page
let seen: ReturnType<typeof watchPage>

async function workbook(name: string, sheets: SimpleSheet[]): Promise<Brought> {
  const parts: Buffer[] = []
  for await (const part of writeSimpleWorkbook({ sheets, at: new Date('2026-11-01T00:00:00Z') })) parts.push(part as Buffer)
  return { name, mimeType: media, buffer: Buffer.concat(parts) }
}

/** What the police's register says: a year ago, from another source. */
const police = () =>
  workbook('公安台账.xlsx', [
    {
      name: '台账',
      rows: [
        ['阳光花园人口台账（2026年6月30日）'],
        ['序号', '小区', '楼栋', '单元', '房号', '姓名', '公民身份号码', '联系电话', '工作单位'],
        [1, '阳光花园', '3', '2', '501', '张伟', idNumber('1980-03-07', 1), '13800001111', '一厂'],
        [2, '阳光花园', '3', '2', '501', '李娜', idNumber('1982-05-09', 2), '13800002222', '二厂'],
        [3, '阳光花园', '3', '2', '502', '赵敏', idNumber('1975-01-30', 3), '13800003333', '三厂'],
      ],
    },
  ])

/** The clerk's own: two levels of headings, old and broken numbers, two people in one cell, a subtotal, a sheet nobody should see. */
const messy = () =>
  workbook('花名册.xlsx', [
    {
      name: '花名册',
      rows: [
        ['文昌社区阳光花园居民花名册（2026年11月20日）'],
        ['住址', undefined, undefined, undefined, '人员情况'],
        ['小区', '楼栋', '单元', '房号', '姓名', '身份证号码', '联系电话', '单位名称', '包户'],
        ['阳光花园', '3', '2', '501', '张伟', idNumber('1980-03-07', 1), '13900009999', '一厂', '甲组'],
        ['阳光花园', '3', '2', '501', '李娜', idNumber('1982-05-09', 2), '13700002222', '二厂', '甲组'],
        ['阳光花园', '3', '2', '503', '赵敏', undefined, undefined, undefined, '甲组'],
        ['阳光花园', '3', '2', '504', '欧阳海棠', idNumber('1990-08-08', 8), '13800008888', '八厂', '乙组'],
        ['小计', undefined, undefined, undefined, '4人'],
        ['阳光花园', '3', '2', '505', '钱多多', '130503670401001', '13800005555', '五厂', '乙组'],
        ['阳光花园', '3', '2', '506', '孙小小', 3.70683199001011e17, '13800006666', '六厂', '乙组'],
        ['阳光花园', '3', '2', '507', '周一、吴二', undefined, '13800007777、13800007778', undefined, '乙组'],
      ],
      merges: [
        [1, 1, 1, 9],
        [2, 1, 2, 4],
        [2, 5, 2, 9],
      ],
    },
    { name: '去年的', hidden: true, rows: [['姓名'], ['不该看见']] },
  ])

async function bring(file: Brought): Promise<string> {
  await page.goto('/desk/imports')
  await page.waitForSelector('.import-list, .bring')
  if (!(await page.isVisible('.bring'))) await page.click('text=导入一份名册')
  await page.setInputFiles('input[type=file]', file)
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
  await page.waitForSelector('.import-sheet')
  return page.url()
}

async function judge(): Promise<void> {
  await page.click('.import-actions >> text=核对会改什么')
  await page.waitForSelector('.verdict-rows')
}

async function write(): Promise<void> {
  await page.click('.import-actions [data-tone=primary]')
  await page.click('dialog[open] >> .dialog-actions [data-tone=primary]')
  await page.waitForSelector('.import-actions >> text=撤销')
}

async function counts(): Promise<Record<string, number>> {
  const tabs = await page.locator('[role=tab]').allTextContents()
  return Object.fromEntries(tabs.map((tab) => [tab.replace(/\d+$/, '').trim(), Number(/\d+$/.exec(tab)?.[0])]))
}

const openTab = (name: string) => page.click(`[role=tab]:has-text("${name}")`)

/** On the desk by day and by night, and on a phone: nothing axe finds, nothing that scrolls sideways. */
async function lookAround(name: string): Promise<void> {
  for (const { size, screen } of [
    { size: 'desk', screen: deskScreen },
    { size: 'phone', screen: phoneScreen },
  ] as { size: string; screen: BrowserContextOptions }[]) {
    await page.setViewportSize(screen.viewport!)
    for (const colorScheme of size === 'desk' ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme })
      // Who has not chosen follows the system.
      await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
      // Colours turn slowly; half turned they are nobody's.
      await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
      assert.deepEqual(await findViolations(page), [], `${name} ${size} ${colorScheme}`)
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        0,
        `${name} ${size}`,
      )
      await takePicture(page, `import-${name}-${size}-${colorScheme}`)
    }
  }
  await page.setViewportSize(deskScreen.viewport!)
  await page.emulateMedia({ colorScheme: 'light' })
}

describe('imports', () => {
  before(async () => {
    visiting = await openVisiting()
    visiting.served.work()
    await visiting.employ('chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY })
    context = await newContext(visiting.browser, { baseURL: visiting.served.origin, ...deskScreen }, { 'linli.language': 'zh' })
    page = await context.newPage()
    seen = watchPage(page)
    await page.goto('/desk')
    await visiting.signIn(page, 'chen')
    await page.waitForSelector('h1:has-text("chen，您好")')
  })
  after(async () => {
    await context?.close()
    await visiting?.close()
  })

  let first = ''

  test('what another register says is taken in as that register’s', async () => {
    await lookAround('signed-in')
    await bring(await police())
    await page.selectOption('.import-about .field:has-text("谁提供的") select', 'department')
    await page.fill('.import-about .field:has-text("哪个部门") input', '公安')
    await page.keyboard.press('Tab')
    await page.waitForSelector('.page-lead:has-text("公安")')
    await judge()
    assert.deepEqual(await counts(), { 新的: 3, 新门牌: 4 })
    await write()
    assert.match((await page.textContent('.standing')) ?? '', /写入 3 行/)
  })

  test('her own roster: each column with its reason, a heading row and a column corrected', async () => {
    first = await bring(await messy())
    assert.equal(await page.isVisible('.sheet-notes >> text=隐藏的工作表'), true)
    assert.equal(await page.isVisible('[role=tab]:has-text("去年的（不用）")'), true)
    const all = page.locator('text=全部 9 栏')
    if (await all.isVisible()) await all.click()
    assert.match((await page.textContent('.column-line:has-text("身份证号码")')) ?? '', /写入确定表头写的就是它/)
    await lookAround('plan')
    // The heading is pointed out anew: the sheet is read again under it.
    const heading = page.locator('.sheet-where .field:has-text("表头在第几行") input')
    assert.deepEqual([await heading.nth(0).inputValue(), await heading.nth(1).inputValue()], ['2', '3'])
    await heading.nth(0).fill('3')
    await page.keyboard.press('Tab')
    await page.waitForSelector('.column-line >> nth=0')
    await page.waitForFunction(() => !document.querySelector('.column-line')?.textContent?.includes('人员情况'))
    await page.waitForFunction(() => !document.querySelector('.columns')?.textContent?.includes('住址'))
    // A column of her own is given its meaning, by keyboard alone.
    await page.locator('.column-line:has-text("包户") input').focus()
    await page.keyboard.type('网格')
    await page.waitForSelector('[role=option]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.column-line:has-text("包户"):has-text("您选的")')
    await page.click('text=看原表')
    await page.waitForSelector('.sheet-cells tr[data-part=header]')
    await lookAround('sheet')
  })

  test('judged: every row by what it would do, with row, column, reason and remedy', async () => {
    await judge()
    await takePicture(page, 'import-judged')
    const found = await counts()
    assert.ok(found.拿不准是谁 && found.说法不一 && found.有错 && found.新的, JSON.stringify(found))
    await openTab('有错')
    await page.waitForSelector('.import-row')
    const wrong = (await page.textContent('.import-row:has-text("孙小小")')) ?? ''
    assert.match(wrong, /第 10 行.*F.*身份证号码.*位.*丢失.*文本/)
    await lookAround('invalid')
    await openTab('说法不一')
    const sides = (await page.textContent('.import-row:has-text("张伟")')) ?? ''
    assert.match(sides, /联系电话.*现有.*138\*+1111.*公安，2026-06-30.*名册.*139\*+9999/)
    await lookAround('conflict')
    await openTab('拿不准')
    await page.waitForSelector('.doubt')
    await lookAround('doubtful')
  })

  test('the list to mend is printed with what to do', async () => {
    await openTab('有错')
    await page.waitForSelector('.import-row')
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', document.querySelector('.problem-paper')?.textContent ?? '')
    })
    await page.click('.rows-head >> text=打印')
    await page.waitForSelector('body[data-printed]')
    assert.match((await page.getAttribute('body', 'data-printed')) ?? '', /哪里不对怎么办.*10孙小小.*F 身份证号码.*文本/)
  })

  test('she decides by keyboard: who it is, and which side is right; then it is written', async () => {
    await openTab('拿不准')
    await page.locator('.doubt:has-text("赵敏") button:has-text("就是这一位")').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.doubt:has-text("赵敏"):has-text("认定是 赵敏")')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), '收回决定', 'she stays in the row')
    await openTab('说法不一')
    await page.locator('.import-row:has-text("张伟") button:has-text("用名册里的")').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.import-row:has-text("张伟") >> text=收回决定')
    await write()
    await lookAround('written')
    assert.equal(await page.isVisible('text=撤销'), true)
  })

  test('a person who was new a moment ago is found by the search', async () => {
    await page.fill('#desk-search', '欧阳海')
    await page.waitForSelector('[role=option]:has-text("欧阳海棠")')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1:has-text("欧阳海棠")')
  })

  test('what was left contradicted is settled on the page of the person, from the side that is right', async () => {
    await page.fill('#desk-search', '李娜')
    await page.click('[role=option]:has-text("李娜")')
    const sides = (await page.textContent('.contradictions')) ?? ''
    assert.match(sides, /联系电话.*138\*+2222.*公安，2026年6月30日.*137\*+2222.*社区台账，2026年11月20日/)
    await lookAround('contradiction')
    await page.locator('.contradictions button:has-text("这个对")').focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.contradictions', { state: 'detached' })
    assert.match((await page.textContent('.fact-groups')) ?? '', /137\*+2222/)
  })

  test('the same roster again has nothing new and nothing changed', async () => {
    await bring(await messy())
    await judge()
    const again = await counts()
    assert.deepEqual([again.新的 ?? 0, again.有改动 ?? 0], [0, 0], JSON.stringify(again))
    await page.click('text=不导入了')
    await page.click('dialog[open] >> .dialog-actions [data-tone=primary]')
    await page.waitForURL(/imports$/)
  })

  test('what was said later stays when the first is taken back, and is listed', async () => {
    await page.fill('#desk-search', '欧阳海')
    await page.click('[role=option]:has-text("欧阳海棠")')
    await page.waitForSelector('h1:has-text("欧阳海棠")')
    await page.click('.page-actions [data-tone=primary]')
    await page.fill('dialog[open] input[role=combobox]', '工作单位')
    await page.waitForSelector('[role=option]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open] form .field input').nth(1).fill('九厂')
    await page.click('dialog[open] >> .dialog-actions [data-tone=primary]')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
    await page.goto(first)
    await page.click('.import-actions >> text=撤销')
    await page.click('dialog[open] >> .dialog-actions [data-tone=danger]')
    await page.waitForSelector('.standing:has-text("撤销")')
    await openTab('后来又说过的')
    await page.waitForSelector('.import-row:has-text("欧阳海棠")')
    await lookAround('undone')
    assert.deepEqual(seen.strangers, [])
    assert.deepEqual(
      seen.errors.filter((error) => !/status of (401|404)/.test(error)),
      [],
    )
  })

  test('files that cannot be read say so, and what to do, in both languages', async () => {
    const whole = await messy()
    const locked = CFB.utils.cfb_new()
    CFB.utils.cfb_add(locked, '/EncryptionInfo', Buffer.alloc(64, 4))
    CFB.utils.cfb_add(locked, '/EncryptedPackage', Buffer.alloc(8192, 7))
    const bad: [Brought, zh: RegExp, en: RegExp][] = [
      [{ ...whole, name: '坏的.xlsx', buffer: whole.buffer.subarray(0, 900) }, /已损坏.*另存一份/, /damaged.*save a copy/],
      [
        { ...whole, name: '加密.xlsx', buffer: Buffer.from(CFB.write(locked, { type: 'buffer' }) as Uint8Array) },
        /加了密码.*去掉/,
        /password.*Remove/,
      ],
      [
        { ...whole, name: '程序.xlsx', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000, 3)]) },
        /认不出.*请传/,
        /not known.*Send/,
      ],
      [{ ...whole, name: '空的.xlsx', buffer: Buffer.alloc(0) }, /空|没有内容/, /empty|nothing/i],
    ]
    for (const [language, at] of [
      ['zh', 1],
      ['en', 2],
    ] as const) {
      await page.evaluate((chosen) => localStorage.setItem('linli.language', chosen), language)
      for (const one of bad) {
        await page.goto('/desk/imports')
        await page.click('.page-actions [data-tone=primary]')
        await page.setInputFiles('input[type=file]', one[0])
        const shown = page.locator('.bring .problem, .bring [role=alert]').first()
        await shown.waitFor()
        assert.match((await shown.textContent()) ?? '', one[at], one[0].name)
        assert.deepEqual(await findViolations(page), [], one[0].name)
      }
    }
    await page.evaluate(() => localStorage.setItem('linli.language', 'zh'))
  })

  test('other kinds of files: headings only, text in the old Chinese encoding, a workbook of the old kind', async () => {
    const lines = '姓名,公民身份号码,现居住地址\r\n冯程程,,阳光花园3号楼2单元508室\r\n'
    await bring({ name: '名单.csv', mimeType: 'text/csv', buffer: iconv.encode(lines, 'gbk') })
    assert.match((await page.textContent('.columns')) ?? '', /冯程程/)
    await bring(await workbook('只有表头.xlsx', [{ name: '名册', rows: [['姓名', '公民身份号码', '联系电话']] }]))
    assert.match((await page.textContent('.import-sheet')) ?? '', /没有内容|没有认出|不导入/)
    assert.equal(await page.isDisabled('.import-actions [data-tone=primary]'), true)
    await lookAround('headings-only')
  })
})
