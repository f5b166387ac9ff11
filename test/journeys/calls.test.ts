/**
 * A unit is called and then need not come; an order that complains of the staff waits, sealed, for the head; a neighbour asks for supplies on her telephone;
 * the clerk finds what she reported on her page, and looks at the rates of a year.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { receive } from '#circles/management/hotline/actions.ts'
import { addPerson } from '#ground/households/actions.ts'
import { open, steer } from '#ground/matters/actions.ts'
import { merge } from '#ground/matters/merge-actions.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import { bind } from '#ground/residents/actions.ts'
import { takePicture } from '../browser.ts'
import { buildHouse, nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isUnderThumb, openVisiting, type Visiting } from '../visiting.ts'

const PHONE = '13800001234'

let visiting: Visiting
let lady = ''
let unit = ''

const revOf = async (id: string) => (await visiting.rows((sql) => sql<{ rev: number }[]>`select rev from matter where id = ${id}`))[0]!.rev

async function check(page: Page, name: string): Promise<void> {
  await isUnderThumb(page, `calls-${name}`, 0)
  assert.doesNotMatch((await page.textContent('main')) ?? '', /\b(report|mine|matter|hotline|rate)\.[a-z]/, name)
}

describe('what was called, what is held, what is asked for', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T01:00:00Z' })
    const { served, does } = visiting
    await nameRegions(served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文昌里社区居民委员会' })
    await visiting.employ('陈静', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    await visiting.employ('秦主任', { role: 'head', title: '街道负责人' })
    await visiting.employ('郑队', { role: 'department', title: '城管中队队员' })
    // A department's post has no area; it acts for its unit.
    const [post] = await visiting.rows(
      (sql) =>
        sql<
          { id: string }[]
        >`update post set region_lo = 0, region_hi = 0 where street_id = ${STREET} and role = 'department' returning id`,
    )
    const made = await does(addUnit, { kind: 'department', name: '城管中队' })
    unit = `unit:${made.id}`
    await does(changeUnit, { id: made.id, name: '城管中队', phone: '', posts: [post!.id] }, 1)
    const [door] = await buildHouse(served, ['101'])
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    lady = (await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })).person!
    await does(bind, { id: lady, phone: PHONE })
    // As the street changed it in the designer: what is needed is asked when it begins.
    const [supply] = await served.database.owner<{ body: MatterType }[]>`
      select body from definition where street_id = 0 and kind = 'matter' and id = 'supply'`
    const choices = [
      { code: 'food', zh: '米面菜', en: 'food' },
      { code: 'medicine', zh: '药', en: 'medicine' },
      { code: 'baby', zh: '孩子用的', en: 'for a child' },
    ]
    const opening = [{ id: 'what', label: { zh: '缺什么', en: 'What is short' }, type: 'codes', required: true, choices }]
    await served.database.owner`
      insert into definition (street_id, kind, id, version, origin, body, hash, at)
      values (${STREET}, 'matter', 'supply', 1, 'street', ${served.database.owner.json({ ...supply!.body, opening } as never)}, 'x', now())`
  })
  after(() => visiting?.close())

  test('whoever is called off reads before all else that she need not come, and why', async () => {
    const appeal = { type: 'appeal', category: 'building', channel: 'counter' as const, region: COMMUNITY }
    const call = async (title: string) => {
      const { id } = await visiting.does(open, { ...appeal, title })
      await visiting.does(steer, { id, act: { kind: 'call-in', parties: [unit] } }, 1)
      return id
    }
    const [kept, same, other] = [await call('三号楼下搭棚子'), await call('三号楼门口又搭棚'), await call('楼顶加盖')]
    await visiting.does(merge, { id: kept, others: [same] }, await revOf(kept))
    await visiting.does(steer, { id: other, act: { kind: 'refuse', code: 'in-court' }, text: '已经在法院' }, await revOf(other))
    await visiting.atDesk('郑队', async (page) => {
      await page.goto('/desk/matters?list=called')
      await page.waitForSelector('.called-off')
      const said = await page.locator('.called-off li').allTextContents()
      assert.equal(said.length, 2)
      assert.ok(said.some((one) => one.includes('三号楼门口又搭棚') && one.includes('并到另一件里一起办了')))
      assert.ok(said.some((one) => one.includes('楼顶加盖') && one.includes('不受理')))
      await page.locator('tbody >> text=三号楼下搭棚子').waitFor()
      await check(page, 'called-off')
      await page.click('.called-off a >> text=楼顶加盖')
      await page.locator('.called-list >> text=不用再去').waitFor()
      assert.match((await page.textContent('.page')) ?? '', /城管中队不用再去/)
      await check(page, 'called-off-matter')
    })
    await visiting.atDesk(
      '郑队',
      async (page) => {
        await page.goto('/desk/matters?list=called')
        await page.locator('.called-off >> text=No need to come any more').waitFor()
        await check(page, 'called-off-en')
      },
      { language: 'en' },
    )
  })

  test('an order that complains of the staff is on the head’s list alone, until she says whom it is about', async () => {
    await visiting.does(receive, {
      source: '12345',
      number: 'YT001',
      content: '文昌里社区网格员态度恶劣，当众辱骂我。',
      caller: '欧阳秘',
      community: COMMUNITY,
    })
    await visiting.does(receive, {
      source: '12345',
      number: 'YT002',
      content: '小区路灯坏了一个星期。',
      caller: '赵敏',
      community: COMMUNITY,
    })
    await visiting.atDesk('陈静', async (page) => {
      await page.goto('/desk/hotline?list=came')
      await page.locator('tbody >> text=路灯').waitFor()
      assert.doesNotMatch((await page.textContent('main')) ?? '', /YT001|辱骂|保密/)
    })
    await visiting.atDesk('秦主任', async (page) => {
      await page.goto('/desk/hotline?list=held')
      await page.locator('tbody >> text=等您定').waitFor()
      await check(page, 'held')
      await page.locator('tbody a').first().click()
      await page.getByRole('heading', { name: '先请您定一下' }).waitFor()
      await check(page, 'held-order')
      await page.getByLabel('投诉谁').selectOption({ label: '文昌里社区' })
      await page.getByRole('button', { name: '保密办理，不让被投诉的看到' }).click()
      await page.getByRole('heading', { name: '先请您定一下' }).waitFor({ state: 'detached' })
      await page.locator('.matter-signs >> text=保密').waitFor()
    })
  })

  test('she asks for supplies in three screens: what is short is asked with her words, and not left out', () =>
    visiting.byTelephone(PHONE, async (page) => {
      assert.equal(await page.locator('a[href="/board"]').count(), 1, 'the way to the public board')
      await check(page, 'home')
      await page.goto('/doorstep/report?type=supply')
      await page.fill('textarea', '家里菜不够了')
      const next = () => page.getByRole('button', { name: '下一步', exact: true }).click()
      await next()
      await page.locator('text=还要填：缺什么').waitFor()
      await page.getByText('米面菜', { exact: true }).click()
      await page.getByText('药', { exact: true }).click()
      await check(page, 'supply-what')
      await next()
      await page.getByRole('heading', { name: '在哪里，属于什么' }).waitFor()
      await next()
      await page.locator('text=米面菜、药').waitFor()
      await check(page, 'supply-look')
      await page.getByRole('button', { name: '发出', exact: true }).click()
      await page.waitForSelector('.digits')
      await check(page, 'supply-receipt')
    }))

  test('the clerk finds it on her page; the rates of a year stand beside those of a month', () =>
    visiting.atDesk('陈静', async (page) => {
      await page.goto(`/desk/people/${lady}`)
      await page.locator('.person-matters >> text=家里菜不够了').waitFor()
      await check(page, 'person')
      await page.goto('/desk/rates')
      await page.getByText('按年', { exact: true }).click()
      await page.locator('text=2026年登记的').waitFor()
      await check(page, 'rates-year')
      // A household behind a door can be chosen where a kind is about one.
      await page.goto('/desk/matters')
      await page.getByRole('button', { name: '登记一件' }).click()
      await takePicture(page, 'calls-new')
    }))
})
