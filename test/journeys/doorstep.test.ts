/** The doorstep: a resident comes in by telephone, says who she is, sees what is kept about her, corrects it, chooses a helper and goes; staff come in beside her. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import * as facts from '#ground/facts/actions.ts'
import * as households from '#ground/households/actions.ts'
import { door as readDoor } from '#ground/households/views.ts'
import * as residents from '#ground/residents/actions.ts'
import { phoneScreen, waitUntil } from '../browser.ts'
import { addDoor, nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isUnderThumb, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

const REGION = 370683001001001
const looks = ['light', 'dark'] as const
const NUMBER = '11010519491231002X'

let visiting: Visiting
let lady: string

async function furnish(): Promise<void> {
  const { served, does } = visiting
  await nameRegions(served.database.owner, { [STREET]: '文昌路街道', [STREET + 1]: '永安街道' })
  const door = await addDoor(served, '文昌里1号101', REGION)
  const add = async (values: Record<string, unknown>) =>
    (await does(households.addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person
  lady = await add({
    'person.name': '王秀英',
    'person.id-number': NUMBER,
    'person.phone': '13800001234',
    'person.living-arrangement': 'alone',
    'person.emergency-contact-name': '王建国',
  })
  await does(facts.correct, { id: lady, values: { 'person.children-count': '2' }, source: 'self', asOf: '2026-11-01' }, 1)
  await does(readDoor, { id: door })
}

/** On a small telephone, at the front of the doorstep; whoever is not yet in is told so by 401. */
const atDoor = (story: Story, look?: Look) =>
  visiting.onPage(
    async (page, meant) => {
      meant(401)
      await page.goto('/doorstep')
      await story(page, meant)
    },
    { screen: phoneScreen, ...look },
  )

async function comeIn(page: Page, phone: string): Promise<void> {
  visiting.pass()
  await page.click('text=用手机号进入')
  await page.fill('input[name=phone]', phone)
  await page.click('button:has-text("发验证码")')
  await page.waitForSelector('h1:has-text("输入验证码")')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'code')
  await page.keyboard.type(visiting.codeFor(phone))
}

const checkScreen = (page: Page, name: string, least?: number) => isUnderThumb(page, `doorstep-${name}`, least)

/** Where the main action stands, as a share of the screen's height from above. */
async function heightOf(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox()
  assert.ok(box, selector)
  return (box.y + box.height / 2) / (page.viewportSize()?.height ?? 1)
}

describe('the doorstep', () => {
  before(async () => {
    // The next day for each who comes in: codes of both kinds are fresh, and a telephone gets five messages a day.
    visiting = await openVisiting({ minutes: 24 * 60 })
    // A street is open to residents once somebody works there.
    await visiting.employ(
      'li',
      { role: 'grid', title: '第三网格网格员', community: COMMUNITY },
      { role: 'clerk', title: '下一条街的工作者', street: STREET + 1 },
    )
    await furnish()
  })
  after(() => visiting?.close())

  test('what leads to a telephone: the bare address, and an address of its own for each face', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.99 Mobile Safari/537.36'
    const bare = await fetch(`${visiting.served.origin}/`, { redirect: 'manual', headers: { 'user-agent': agent } })
    assert.equal(bare.headers.get('location'), '/doorstep')
    for (const [path, title] of [
      ['/doorstep', 'doorstep'],
      ['/doorstep/own/x', 'doorstep'],
      ['/desk', 'desk'],
    ] as const) {
      const page = await (await fetch(`${visiting.served.origin}${path}`)).text()
      assert.match(page, new RegExp(`/assets/${title}-[\\w-]+\\.js`), path)
    }
  })

  test('a resident comes in with the code from the message, and everything she presses is under her thumb', () =>
    atDoor(async (page) => {
      await page.waitForSelector('h1:has-text("家门口")')
      await checkScreen(page, 'front')
      assert.ok((await heightOf(page, '.way[data-tone=primary]')) > 0.5)
      visiting.pass()
      await page.click('text=用手机号进入')
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'phone')
      await checkScreen(page, 'phone')
      await page.keyboard.type('１３８ 0000 1234')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("输入验证码")')
      await page.waitForSelector('button:disabled:has-text("秒后可以再发")')
      assert.equal(await page.getAttribute('input[name=code]', 'autocomplete'), 'one-time-code')
      assert.ok((await heightOf(page, 'button:has-text("进入")')) > 0.5)
      await checkScreen(page, 'code')
      await page.fill('input[name=code]', '000000')
      await page.waitForSelector('.problem:has-text("验证码不对")')
      assert.equal(await page.inputValue('input[name=code]'), '')
      await page.evaluate(async (message) => {
        const input = document.querySelector<HTMLInputElement>('input[name=code]')!
        input.value = message
        input.dispatchEvent(new Event('input', { bubbles: true }))
      }, visiting.served.messages.at(-1)!.text)
      await page.waitForSelector('h1:has-text("请问您是哪一位"), h1:has-text("您住在哪个街道")')
    }))

  test('whose telephone it is on record says her name and number and is in; a wrong number is refused in words at no cost to what she typed', () =>
    atDoor(async (page, meant) => {
      meant(400, 422)
      await comeIn(page, '13800001234')
      await page.waitForSelector('h1:has-text("您住在哪个街道")')
      await checkScreen(page, 'street')
      await page.click('text=文昌路街道')
      await page.waitForSelector('h1:has-text("请问您是哪一位")')
      await checkScreen(page, 'who')
      await page.fill('input[name=name]', '王秀英')
      await page.fill('input[name=id-number]', '110105194912310021')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.field[data-invalid]')
      assert.equal(await page.inputValue('input[name=name]'), '王秀英')
      await page.fill('input[name=id-number]', NUMBER.toLowerCase())
      await page.click('button:has-text("确认")')
      await page.waitForSelector('h1:has-text("王秀英，您好")')
      assert.equal(new URL(page.url()).pathname, '/doorstep')
      await checkScreen(page, 'home')
    }))

  test('another telephone waits for the counter, and is told so', () =>
    atDoor(async (page) => {
      await comeIn(page, '13900005678')
      await page.click('text=文昌路街道')
      await page.fill('input[name=name]', '王秀英')
      await page.fill('input[name=id-number]', NUMBER)
      await page.click('button:has-text("确认")')
      await page.waitForSelector('h1:has-text("等社区核对一下")')
      await checkScreen(page, 'waiting')
      await page.reload()
      await page.waitForSelector('h1:has-text("等社区核对一下")')
    }))

  test('she sees what is kept and who looked, says that one thing is wrong, and goes', () =>
    atDoor(async (page) => {
      await comeIn(page, '13800001234')
      await page.waitForSelector('h1:has-text("王秀英，您好")')
      await page.click('text=社区记着什么')
      await page.waitForSelector('h1:has-text("记着王秀英的这些")')
      assert.match((await page.textContent('.own-card:has-text("联系电话")')) ?? '', /138 0000 1234.*社区台账里的 · 2023年1月5日/)
      await checkScreen(page, 'own')
      await page.click('a[aria-label="子女数不对"]')
      await page.waitForSelector('h1:has-text("更正：子女数")')
      await checkScreen(page, 'correct')
      await page.fill('.field input', '3')
      await page.click('button:has-text("就是这样")')
      await page.waitForSelector('.toast:has-text("记下了")')
      await page.waitForSelector('.own-card:has-text("子女数") >> text=3')
      assert.equal(new URL(page.url()).search, '')
      const values = await visiting.served.database.owner<{ count: number }[]>`
        select (values ->> 'person.children-count')::int as count from subject where id = ${lady}`
      assert.equal(values[0]?.count, 3)
      const download = page.waitForEvent('download')
      await page.click('button:has-text("取走一份")')
      assert.match((await download).suggestedFilename(), /^linli-2026-\d\d-\d\d\.csv$/)
      await page.click('a:has-text("谁看过、为什么看")')
      await page.waitForSelector('h1:has-text("谁看过")')
      await page.waitForSelector('.own-card:has-text("打开了您家的房屋页")')
      await checkScreen(page, 'looks')
      await page.click('.foot-bar >> text=我')
      await page.waitForSelector('button:has-text("退出登录")')
      await checkScreen(page, 'me')
      await page.click('button:has-text("退出登录")')
      await page.waitForSelector('h1:has-text("家门口")')
      await page.goBack()
      await page.waitForSelector('h1:has-text("家门口")')
    }))

  test('somebody who changed her record meanwhile is seen before she says it again', () =>
    atDoor(async (page, meant) => {
      meant(412)
      await comeIn(page, '13800001234')
      await page.click('text=社区记着什么')
      await page.click('a[aria-label="紧急联系人姓名不对"]')
      await page.fill('.field input', '王小红')
      const [row] = await visiting.served.database.owner<{ rev: number }[]>`select rev from subject where id = ${lady}`
      await visiting.does(
        facts.correct,
        { id: lady, values: { 'person.children-count': '4' }, source: 'seen', asOf: '2026-11-20' },
        row!.rev,
      )
      await page.click('button:has-text("就是这样")')
      await page.waitForSelector('.problem:has-text("别人已经改过")')
      await page.click('button:has-text("看看现在的")')
      await page.waitForSelector('button:has-text("就是这样"):not([aria-busy])')
      assert.equal(await page.inputValue('.field input'), '王小红')
      await page.click('button:has-text("就是这样")')
      await page.waitForSelector('.own-card:has-text("紧急联系人姓名") >> text=王小红')
    }))

  test('she chooses a helper with a scope and an end, who then comes in and sees only that; and ends it', async () => {
    await atDoor(async (page) => {
      await comeIn(page, '13800001234')
      await page.click('.foot-bar >> text=代办人')
      await page.waitForSelector('text=还没有请人代办')
      await page.click('text=请一个代办人')
      await page.waitForSelector('h1:has-text("请谁代办")')
      assert.equal(await page.isDisabled('button:has-text("就请他")'), true, 'nothing is given that was not chosen')
      await page.fill('.field:has-text("怎么称呼") input', '女儿小芳')
      await page.fill('.field:has-text("手机号") input', '13700009999')
      await page.check('label:has-text("替我回答")')
      await page.check('label:has-text("一个月")')
      await checkScreen(page, 'helper-new')
      await page.click('button:has-text("就请他")')
      await page.waitForSelector('.own-card:has-text("女儿小芳（尾号 9999）")')
      await checkScreen(page, 'helpers')
    })
    await atDoor(async (page) => {
      await comeIn(page, '13700009999')
      await page.waitForSelector('text=您可以替她回答问题')
      assert.equal(await page.isVisible('text=社区记着什么'), false)
      await checkScreen(page, 'helping')
    })
    await atDoor(async (page) => {
      await comeIn(page, '13800001234')
      await page.click('.foot-bar >> text=代办人')
      await page.click('.own-card >> button:has-text("停止")')
      await page.waitForSelector('dialog[open]')
      await checkScreen(page, 'helper-end')
      await page.click('dialog[open] .dialog-actions button:has-text("停止")')
      await page.waitForSelector('.own-card:has-text("已取消")')
    })
  })

  test('the number of a letter opens what the letter asks, once', async () => {
    const { number } = await visiting.does(residents.issueLetter, { person: lady })
    await atDoor(async (page) => {
      await page.click('text=我收到一封信')
      await page.waitForSelector('h1:has-text("用信上的号码")')
      await checkScreen(page, 'letter')
      await page.fill('input[name=number]', String(number).toLowerCase())
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("给王秀英的信")')
      await checkScreen(page, 'letter-home')
    })
    await atDoor(async (page) => {
      await page.click('text=我收到一封信')
      await page.fill('input[name=number]', String(number))
      await page.keyboard.press('Enter')
      await page.waitForSelector('.problem:has-text("已经用过")')
    })
  })

  test('a session that ends under what she is saying asks for the telephone above it, and nothing typed is lost', () =>
    atDoor(async (page) => {
      await comeIn(page, '13800001234')
      await page.click('text=社区记着什么')
      await page.click('a[aria-label="紧急联系人姓名不对"]')
      await page.fill('.field input', '王大红')
      await visiting.served.database.owner`delete from session`
      visiting.pass()
      await page.click('button:has-text("就是这样")')
      await page.waitForSelector('dialog[open] >> text=请重新登录')
      await page.fill('dialog[open] input[name=phone]', '13800001234')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open] input[name=code]')
      await checkScreen(page, 'again')
      await page.keyboard.type(visiting.codeFor('13800001234'))
      await page.waitForSelector('dialog[open]', { state: 'detached' })
      assert.equal(await page.inputValue('.field input'), '王大红')
    }))

  test('staff come in with password and code on the same page, and their post is said', () =>
    atDoor(async (page) => {
      await page.click('text=我是工作人员')
      await visiting.signIn(page, 'li')
      await page.waitForSelector('text=第三网格网格员')
      await checkScreen(page, 'staff-home')
    }))

  test('the page opens without a network, says so, and goes on by itself when it is back', () =>
    atDoor(async (page, meant) => {
      await page.waitForSelector('h1:has-text("家门口")')
      await waitUntil(page, async () => {
        const [name] = (await caches.keys()).filter((one) => one.startsWith('linli-doorstep-'))
        const { active } = await navigator.serviceWorker.ready
        if (!name || !navigator.serviceWorker.controller || active?.state !== 'activated') return false
        const kept = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)
        return kept.includes('/doorstep') && kept.some((path) => path.includes('words-zh'))
      })
      meant(0)
      await page.context().setOffline(true)
      await page.goto('/doorstep')
      await page.waitForSelector('h1:has-text("连不上网络")')
      await checkScreen(page, 'down')
      await page.context().setOffline(false)
      await page.waitForSelector('h1:has-text("家门口")')
      const held = await page.evaluate(async () => {
        const names = await caches.keys()
        const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
        return lists.flat().map(({ url }) => new URL(url).pathname)
      })
      assert.deepEqual(
        held.filter((path) => path.startsWith('/api/')),
        [],
        'no answer of the house is kept by the worker',
      )
    }))

  test('a worker chooses a PIN, is there again without a network by it, and her page says what is unsent', () =>
    atDoor(async (page, meant) => {
      const typePin = async (pin: string, step: string) => {
        await page.waitForSelector(`label:has-text("${step}")`)
        await page.fill('input[name=pin]', pin)
      }
      await page.click('text=我是工作人员')
      await visiting.signIn(page, 'li')
      await page.waitForSelector('text=第三网格网格员')
      await page.click('a:has-text("在这个手机上离线填写")')
      await typePin('123456', '选 6 位数字')
      await page.waitForSelector('.field-error:has-text("太好猜")')
      await typePin('604117', '选 6 位数字')
      await checkScreen(page, 'pin')
      await typePin('604117', '再输一遍')
      await page.waitForSelector('a:has-text("都发出去了")')
      await checkScreen(page, 'staff-kept')
      await waitUntil(page, async () => {
        const lists = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
        return lists.flat().some(({ url }) => url.includes('without-network'))
      })
      meant(0)
      await page.context().setOffline(true)
      await page.goto('/doorstep')
      await page.waitForSelector('h1:has-text("li，您好")')
      await checkScreen(page, 'unlock')
      await page.fill('input[name=pin]', '604118')
      await page.waitForSelector('.field-error:has-text("还可以试 9 次")')
      await page.fill('input[name=pin]', '604117')
      await page.waitForSelector('a:has-text("都发出去了")')
      assert.match((await page.textContent('main')) ?? '', /第三网格网格员/)
      await page.context().setOffline(false)
      await page.reload()
      await page.waitForSelector('a:has-text("打开离线内容")')
    }))

  test('a resident’s session is given no key of a phone', () =>
    atDoor(async (page, meant) => {
      meant(403)
      await comeIn(page, '13600002468')
      await page.waitForSelector('h1:has-text("您住在哪个街道")')
      const status = await page.evaluate(async () => {
        const headers = { 'content-type': 'application/json', 'x-linli': '1' }
        const body = JSON.stringify({ device: '018f0000-0000-7000-8000-000000000001' })
        return (await fetch('/api/v1/session/device-key', { method: 'POST', headers, body })).status
      })
      assert.equal(status, 403)
    }))

  for (const language of ['zh', 'en'] as const)
    for (const theme of looks)
      for (const comfort of ['usual', 'elder'] as const)
        test(`the screens hold on the smallest telephone (${language}, ${theme}, ${comfort})`, () =>
          atDoor(
            async (page) => {
              const name = (screen: string) => `small-${screen}-${language}-${theme}-${comfort}`
              const least = comfort === 'elder' ? 60 : 48
              await page.waitForSelector('.way')
              await checkScreen(page, name('front'), least)
              visiting.pass()
              await page.click('.way[data-tone=primary]')
              await page.fill('input[name=phone]', '13800001234')
              await checkScreen(page, name('phone'), least)
              await page.click('button[type=submit]')
              await page.waitForSelector('input[name=code]')
              await checkScreen(page, name('code'), least)
              await page.fill('input[name=code]', visiting.codeFor('13800001234'))
              await page.waitForSelector('.person-card')
              await checkScreen(page, name('home'), least)
              await page.click('.person-card a[href^="/doorstep/own/"]:not([href$=notices]):not([href$=looks])')
              await page.waitForSelector('.own-card')
              await checkScreen(page, name('own'), least)
              await page.click('.own-card a.button >> nth=0')
              await page.waitForSelector('form')
              await checkScreen(page, name('correct'), least)
              await page.goto('/doorstep/helpers/new')
              await page.waitForSelector('form')
              await checkScreen(page, name('helper'), least)
              await page.goto('/doorstep/me')
              await page.waitForSelector('.ways')
              await checkScreen(page, name('me'), least)
              if (comfort === 'elder') {
                const smallest = await page.evaluate(() =>
                  Math.min(
                    ...[...document.querySelectorAll<HTMLElement>('main *, nav *')]
                      .filter(
                        (one) =>
                          one.childNodes.length > 0 && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
                      )
                      .map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
                  ),
                )
                assert.ok(smallest >= 18, `${smallest}`)
              }
            },
            { screen: { ...phoneScreen, viewport: { width: 360, height: 640 } }, language, theme, comfort },
          ))
})
