/** A clerk fills in forms: over what is known, by keyboard, against somebody else's change, on paper; and makes one of her own. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as facts from '#ground/facts/actions.ts'
import * as households from '#ground/households/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { addDoor } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { goTo, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

const REGION = COMMUNITY * 1000 + 1
let visiting: Visiting
let door: string
let premises: string
let lady: string

const atDesk = (story: Story, look?: Look) => visiting.atDesk('chen', story, look)

async function furnish(): Promise<void> {
  door = await addDoor(visiting.served, '文昌里1号101', REGION)
  premises = newId()
  await visiting.rows(async (sql) => {
    await sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${premises}, 'premises', ${REGION}, 0, '{}', '{"at":[]}')`
    await sql`
      insert into premises (street_id, id, region_no, kind, name, address, sort)
      values (${STREET}, ${premises}, ${REGION}, 'restaurant', '老王面馆', '文昌路8号', '8')`
  })
  const add = async (values: Record<string, unknown>) =>
    (await visiting.does(households.addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person
  lady = await add({
    'person.name': '王秀英',
    'person.id-number': '11010519491231002X',
    'person.phone': '13800001234',
    'person.relation-to-head': '02',
    'person.living-arrangement': 'alone',
    'person.emergency-contact-name': '王建国',
  })
  await add({ 'person.name': '王小宝', 'person.birth-date': '2016-05-01', 'person.relation-to-head': '孙子' })
  await visiting.does(facts.correct, { id: lady, values: { 'person.children-count': '2' }, source: 'self', asOf: '2026-11-01' }, 1)
}

describe('forms at the desk', () => {
  before(async () => {
    visiting = await openVisiting()
    await visiting.employ('chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY })
    await furnish()
  })
  after(() => visiting?.close())

  test('from a person’s page to a filled visit: known answers in one touch, questions come and go, mistakes say what to do', () =>
    atDesk(async (page) => {
      await goTo(page, `/desk/people/${lady}`, '王秀英')
      await page.click('button:has-text("填表") >> nth=0')
      await page.click('[role=menuitem]:has-text("独居老人走访表")')
      await page.waitForSelector('h1:has-text("独居老人走访表")')
      assert.match((await page.textContent('.known:has-text("联系电话")')) ?? '', /138\*\*\*\*1234.*社区台账.*2023/)
      assert.equal(await page.isVisible('legend:has-text("精神")'), false)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'forms-fill-begin', true)
      await page.click('.player-section:has-text("怎么联系") >> button:has-text("项都还是这样")')
      await page.click('.player-section:has-text("今天看到的") >> text=见到了')
      await page.waitForSelector('legend:has-text("精神")')
      await page.click('text=和平时一样')
      await page.click('button:has-text("交表")')
      await page.waitForSelector('.field-error:has-text("这一项必填")')
      assert.equal(
        await page.evaluate(() => document.activeElement?.closest('[data-key]')?.getAttribute('data-key')),
        'person person.emergency-contact-phone',
      )
      await page.keyboard.type('13900056')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[data-key="person person.emergency-contact-phone"] .field-error')
      await page.fill('[data-key="person person.emergency-contact-phone"] input', '13900005678')
      await page.fill('[data-key="person next-visit"] input', '2020-01-01')
      await page.waitForSelector('.field-error:has-text("下次的日子在今天之前")')
      await page.fill('[data-key="person next-visit"] input', '')
      await page.waitForSelector('.field-error', { state: 'detached' })
      await page.selectOption('.player-foot select', 'door')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'forms-fill-done', true)
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('h1:has-text("王秀英")')
      await page.waitForSelector('.filled:has-text("独居老人走访表")')
      assert.match((await page.textContent('.filled')) ?? '', /见到了.*和平时一样/)
      assert.deepEqual(await findViolations(page), [])
    }))

  test('somebody else’s change meanwhile is laid beside hers, and she decides', () =>
    atDesk(async (page, meant) => {
      meant(412)
      await goTo(page, `/desk/forms/resident/fill/${lady}`, '居民信息采集表')
      await page.click('button[aria-label="改：居住方式"]')
      await page.fill('[data-key="person person.living-arrangement"] input', '子女')
      await page.keyboard.press('Enter')
      const [row] = await visiting.served.database.owner<{ rev: number }[]>`select rev from subject where id = ${lady}`
      await visiting.does(
        facts.correct,
        { id: lady, values: { 'person.living-arrangement': 'spouse' }, source: 'self', asOf: '2026-11-21' },
        row!.rev,
      )
      await page.fill('[data-key="person person.speciality"] input', '剪纸')
      await page.click('button:has-text("交表")')
      await page.waitForSelector('.problem')
      await page.click('button:has-text("取最新的")')
      await page.waitForSelector('.line-theirs:has-text("与配偶同住")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'forms-conflict', true)
      await page.click('button:has-text("留我填的")')
      await page.click('button:has-text("交表")')
      await page.waitForSelector('h1:has-text("王秀英")')
      await page.waitForSelector('.fact-groups:has-text("与子女同住")')
    }))

  test('a household card from the door, member by member, keyboard alone for the answers', () =>
    atDesk(async (page) => {
      await goTo(page, `/desk/doors/${door}`, '文昌里1号101')
      await page.click('button:has-text("填表") >> nth=0')
      await page.click('[role=menuitem]:has-text("一户一档")')
      await page.waitForSelector('fieldset.member:has-text("王小宝")')
      await page.focus('[data-key="household household.head-name"] input')
      await page.keyboard.type('王秀英')
      await page.keyboard.press('Enter')
      await page.keyboard.type('13800001234')
      await page.fill('[data-key="dwelling dwelling.floor-area"] input', '90')
      await page.waitForSelector('output:has-text("45")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'forms-household', true)
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('h1:has-text("文昌里1号101")')
      await page.waitForSelector('.filled:has-text("人均面积")')
      assert.deepEqual(await findViolations(page), [])
    }))

  test('the same form as paper, blank and filled, in small and large type, within its margins', () =>
    atDesk(async (page) => {
      await goTo(page, '/desk/forms/household/paper', '一户一档')
      assert.equal(await page.locator('.paper-member').count(), 4)
      const squares = (await page.locator('.paper-squares').allTextContents()).join(' ')
      assert.match(squares, /男/)
      assert.doesNotMatch(squares, /未知的性别|未说明/, 'that nothing was said is no answer to tick')
      assert.deepEqual(await findViolations(page), [])
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 688, height: 1000 })
      for (const large of [false, true]) {
        if (large) {
          await page.emulateMedia({ media: 'screen' })
          await page.click('label:has-text("大字")')
          await page.emulateMedia({ media: 'print' })
        }
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.paper *')]
            .filter((one) => one.getBoundingClientRect().right > (document.querySelector('.paper')?.getBoundingClientRect().right ?? 0) + 1)
            .map((one) => one.className),
        )
        assert.deepEqual(cut, [], large ? 'large' : 'small')
        await takePicture(page, `forms-paper-${large ? 'large' : 'small'}`, true)
      }
      await page.emulateMedia({ media: 'screen' })
      await page.setViewportSize({ width: 1366, height: 768 })
      await goTo(page, `/desk/forms/veteran/paper/${lady}`, '退役军人信息登记表')
      await page.waitForSelector('.paper-known:has-text("110105********002X")')
      await takePicture(page, 'forms-paper-filled', true)
      const looks = await visiting.rows(
        (sql) => sql`select reason from look where street_id = ${STREET} and view = 'form.open' and reason like '打印%'`,
      )
      assert.equal(looks.length, 1)
    }))

  test('a form of her own from another: a question of the catalogue, one of its own, a condition; filled, and taken out of use', () =>
    atDesk(async (page) => {
      await goTo(page, '/desk/forms', '表单')
      await takePicture(page, 'forms-list')
      assert.deepEqual(await findViolations(page), [])
      await page.click('tr:has-text("企业商铺档案")')
      await page.waitForSelector('h1:has-text("企业商铺档案")')
      await takePicture(page, 'forms-preview', true)
      assert.deepEqual(await findViolations(page), [])
      await page.click('a:has-text("照此做一张")')
      await page.waitForSelector('h1:has-text("企业商铺档案（本街道）")')
      const people = page.locator('.edit-section').nth(1)
      await people.locator('input[role=combobox]').fill('欠薪')
      await page.keyboard.press('Enter')
      await people.locator('.edit-question:has-text("是否欠薪")').waitFor()
      await people.locator('button:has-text("添一道本表自有的题")').click()
      await page.fill('dialog[open] input', '欠了几个人')
      await page.selectOption('dialog[open] select', 'integer')
      await page.click('dialog[open] button:has-text("好")')
      await page.click('button[aria-label="什么时候问：欠了几个人"]')
      await page.selectOption('dialog[open] select >> nth=0', 'premises.owes-wages')
      await page.selectOption('dialog[open] select >> nth=2', 'true')
      assert.deepEqual(await findViolations(page), [])
      await page.click('dialog[open] button:has-text("只在这时问")')
      await people.locator('.edit-question:has-text("欠了几个人"):has-text("是否欠薪：是")').waitFor()
      await takePicture(page, 'forms-edit', true)
      assert.deepEqual(await findViolations(page), [])
      await page.click('button:has-text("保存新版本")')
      await page.waitForSelector('a:has-text("打印空表")')
      const id = new URL(page.url()).pathname.split('/').at(-1)!
      await goTo(page, `/desk/forms/${id}/fill/${premises}`, '企业商铺档案（本街道）')
      assert.equal(await page.isVisible('text=欠了几个人'), false)
      await page.click('[data-key="premises premises.owes-wages"] label:text-is("是")')
      await page.waitForSelector('text=欠了几个人')
      await goTo(page, `/desk/forms/${id}`, '企业商铺档案（本街道）')
      await page.click('button:has-text("停用")')
      await page.click('dialog[open] button:has-text("停用")')
      await page.waitForSelector('section:has-text("已停用的"):has-text("企业商铺档案（本街道）")')
    }))

  test('on a phone and in the dark nothing scrolls sideways, in English too', async () => {
    for (const [language, theme] of [
      ['zh', 'light'],
      ['en', 'dark'],
    ] as const)
      await atDesk(
        async (page) => {
          for (const [name, path] of [
            ['fill', `/forms/elder-visit/fill/${lady}`],
            ['check', `/forms/small-venue-check/fill/${premises}`],
            ['paper', '/forms/newcomer/paper'],
            ['form', '/forms/resident'],
            ['change', '/forms/resident/change'],
            ['list', '/forms'],
          ] as const) {
            await page.goto(`/desk${path}`)
            await page.waitForSelector('.page h1')
            assert.equal(
              await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
              0,
              `${language} ${name}`,
            )
            assert.deepEqual(await findViolations(page), [], `${language} ${name}`)
            await takePicture(page, `forms-phone-${name}-${language}-${theme}`, true)
          }
        },
        { screen: phoneScreen, language, theme },
      )
  })
})
