/** The page of parts in a real browser: nothing axe finds, and everything done by keyboard. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { findViolations, hasHanFont, launchBrowser, phoneScreen, takePicture } from '../browser.ts'
import { type Look, openPages, type Story } from '../visiting.ts'
import { builtWeb, serveWeb } from '../web.ts'

let browser: Browser
let web: { origin: string; close: () => Promise<void> }

before(async () => {
  web = await serveWeb(await builtWeb())
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await web?.close()
})

const onPage = ({ part, ...look }: Look & { part?: string }, story: Story) =>
  openPages(browser, web.origin)(async (page, meant) => {
    await page.goto(part ? `/desk/kit?part=${part}` : '/desk/kit')
    await page.waitForSelector('h1')
    await story(page, meant)
  }, look)

const focused = (page: Page, attribute: string) => page.evaluate((name) => document.activeElement?.getAttribute(name) ?? null, attribute)

describe('nothing axe finds', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const language of ['zh', 'en'] as const) {
      test(`all parts, ${theme}, ${language}`, () =>
        onPage({ theme, language }, async (page) => {
          assert.deepEqual(await findViolations(page), [])
          if (language === 'en' || hasHanFont()) await takePicture(page, `parts-${theme}-${language}`, true)
        }))
    }
  }

  test('on a phone, and in elder mode', async () => {
    await onPage({ screen: phoneScreen }, async (page) => {
      assert.deepEqual(await findViolations(page), [])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.equal(wider, 0, 'the page does not scroll sideways')
    })
    await onPage({ screen: phoneScreen, comfort: 'elder', part: 'fields' }, async (page) =>
      assert.deepEqual(await findViolations(page), []),
    )
  })

  test('what opens over the page', async () => {
    await onPage({ part: 'fields' }, async (page) => {
      await page.click('.day-input .button')
      await page.waitForSelector('.calendar')
      assert.deepEqual(await findViolations(page), [])
    })
    await onPage({ part: 'lists' }, async (page) => {
      await page.click('text=更多操作')
      await page.waitForSelector('[role=menu]')
      assert.deepEqual(await findViolations(page), [])
      await page.keyboard.press('Escape')
      await page.fill('.gallery-finder [role=combobox]', '王')
      await page.waitForSelector('.search-results .option')
      assert.deepEqual(await findViolations(page), [])
    })
    await onPage({ part: 'feedback', theme: 'dark' }, async (page) => {
      await page.click('text=打开对话框')
      await page.waitForSelector('dialog[open]')
      assert.deepEqual(await findViolations(page), [])
    })
  })
})

test('elder mode holds the national numbers: text of 18 px and more, targets of 60 px and more', () =>
  onPage({ comfort: 'elder', part: 'fields', screen: phoneScreen }, async (page) => {
    const found = await page.evaluate(() => {
      const seen = (element: Element) => element.getClientRects().length > 0 && !element.closest('.unseen')
      const texts = [...document.querySelectorAll('.page-body *')].filter(
        (element) => seen(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      const targets = [...document.querySelectorAll('.page-body button, .page-body a, .page-body .input')].filter(
        (element) => seen(element) && !element.parentElement?.closest('.input'),
      )
      return {
        text: Math.min(...texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
        target: Math.min(...targets.map((element) => element.getBoundingClientRect().height)),
      }
    })
    assert.ok(found.text >= 18, `text ${found.text}`)
    assert.ok(found.target >= 60, `target ${found.target}`)
  }))

test('a dialog keeps Tab inside, closes by Escape and gives the focus back', () =>
  onPage({ part: 'feedback' }, async (page) => {
    await page.focus('button:has-text("打开对话框")')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]')
    for (let pressed = 0; pressed < 6; pressed++) {
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement?.closest('dialog') !== null), true)
    }
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), '打开对话框')
  }))

test('a dialog that was typed in asks before it is closed, once', () =>
  onPage({ part: 'feedback' }, async (page) => {
    await page.click('button:has-text("打开对话框")')
    await page.fill('dialog[open] input', '改了一半')
    await page.keyboard.press('Escape')
    await page.click('dialog[open] button:has-text("接着填")')
    assert.equal(await page.inputValue('dialog[open] input'), '改了一半')
    await page.keyboard.press('Escape')
    await page.click('dialog[open] button:has-text("不要了")')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
    await page.click('button:has-text("打开对话框")')
    await page.waitForSelector('dialog[open]')
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
  }))

test('a table of 5,000 people: drawn where it is seen, walked by keys, chosen and copied', () =>
  onPage({ part: 'lists' }, async (page) => {
    const drawn = () => page.evaluate(() => document.querySelectorAll('.table tbody tr[data-row]').length)
    assert.ok((await drawn()) < 80, `${await drawn()} rows`)
    assert.equal(await page.getAttribute('.table', 'aria-rowcount'), '5001')
    await page.focus('.table [data-cell="0.1"]')
    await page.keyboard.press('ArrowDown')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '1.1')
    await page.keyboard.press('Control+End')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '4999.7')
    assert.ok((await drawn()) < 80)
    await page.keyboard.press('Control+Home')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-cell') === '0.0')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.waitForFunction(() => document.querySelectorAll('tr[aria-selected=true]').length === 3)
    await page.evaluate(() => {
      window.addEventListener('copy', (event) => Object.assign(window, { copied: event.clipboardData?.getData('text/plain') }), {
        once: true,
      })
    })
    await page.keyboard.press('Control+c')
    const copied = await page.evaluate(() => String((window as unknown as { copied?: string }).copied))
    assert.deepEqual(
      copied.split('\n').map((line) => line.split('\t').length),
      [7, 7, 7],
    )
    await page.keyboard.press('Enter')
    await page.waitForSelector('.toasts .toast')
  }))

test('print draws every row of a long table', () =>
  onPage({ part: 'lists' }, async (page) => {
    const counts = await page.evaluate(async () => {
      const count = () => document.querySelectorAll('.table tbody tr[data-row]').length
      window.dispatchEvent(new Event('beforeprint'))
      await Promise.resolve()
      const during = count()
      window.dispatchEvent(new Event('afterprint'))
      await new Promise((done) => setTimeout(done, 50))
      return { during, afterwards: count() }
    })
    assert.equal(counts.during, 5000)
    assert.ok(counts.afterwards < 80)
  }))

test('choosing by pinyin initials and by code; a day typed as digits', () =>
  onPage({ part: 'fields' }, async (page) => {
    const combobox = page.locator('.input-combobox input')
    await combobox.click()
    await combobox.fill('gzf')
    await page.waitForSelector('.option')
    await page.keyboard.press('Enter')
    assert.equal(await combobox.inputValue(), '公租房')
    await combobox.fill('02')
    await page.keyboard.press('Enter')
    assert.equal(await combobox.inputValue(), '租赁')
    const day = page.locator('.day-input input').first()
    await day.fill('19551103')
    assert.equal(await page.locator('.day-read').first().textContent(), '1955年11月3日 周四')
    await day.blur()
    assert.equal(await day.inputValue(), '1955-11-03')
    await day.fill('1955.13.40')
    assert.match((await page.locator('.day-read').first().textContent()) ?? '', /没有|读不/)
  }))

test('the wall by keyboard: from the street to a door, from door to door, into the next building', () =>
  onPage({ part: 'wall' }, async (page) => {
    await page.focus('.front')
    await page.keyboard.press('ArrowRight')
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /^2号楼/)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-door') === '1号楼-1-501')
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    assert.equal(await focused(page, 'data-door'), '1号楼-2-401')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-door') === '2号楼-1-401')
    await page.keyboard.press('PageUp')
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-door')?.startsWith('1号楼') ?? false)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.toast')
    assert.match((await page.locator('.wall-told').textContent()) ?? '', /^1号楼 1单元 401/)
  }))

test('sixty buildings: the street is few elements, near only what is in sight is drawn', () =>
  onPage({ part: 'wall' }, async (page) => {
    await page.click('text=六十栋新城')
    await page.waitForFunction(() => document.querySelectorAll('.front').length === 60)
    const elements = await page.evaluate(() => document.querySelectorAll('.street *').length)
    assert.ok(elements < 1200, `${elements} elements`)
    await page.click('text=看每一户')
    await page.waitForSelector('.door')
    const { doors, moved } = await page.evaluate(async () => {
      const last = () => [...document.querySelectorAll('.building')].pop()!.getBoundingClientRect().top + window.scrollY
      const before = last()
      const drawn = document.querySelectorAll('.door').length
      window.scrollTo(0, 2500)
      await new Promise((done) => setTimeout(done, 300))
      return { doors: drawn, moved: Math.abs(last() - before) }
    })
    assert.ok(doors < 4000, `${doors} doors`)
    assert.equal(moved, 0, 'nothing moves when a building is drawn')
    await takePicture(page, 'wall-near-large')
  }))

test('a village is a plan of doors, also by keyboard', () =>
  onPage({ part: 'wall' }, async (page) => {
    await page.click('text=村庄')
    await page.focus('.homestead')
    await page.keyboard.press('ArrowDown')
    const below = await focused(page, 'data-door')
    assert.notEqual(below, '一组-1')
    await page.keyboard.press('ArrowUp')
    assert.equal(await focused(page, 'data-door'), '一组-1')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.toast')
  }))
