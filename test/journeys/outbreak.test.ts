/**
 * The outbreak, from the shipped town, in the browser alone and without code, by somebody who follows docs/guide-outbreak: she makes a type of her own,
 * registers an arrival, opens a home observation that is followed every day and released on time, records a restriction on one building, takes a request for
 * supplies, and meanwhile care goes on and the page says who was not reached. It tells how many screens that took, and how many minutes a person would need.
 */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeTown } from '#catalogue/town/make-town.ts'
import { mainStreet } from '#catalogue/town/plan.ts'
import { keepMatters } from '#ground/matters/follow-ups.ts'
import { currentCode } from '#kernel/access/password.ts'
import { openSecret } from '#kernel/access/secret.ts'
import { loadStaff, loadStreet } from '../../src/server/demo.ts'
import { DEMO_PASSWORD } from '../../src/server/demo-password.ts'
import { findViolations, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { oneGrid } from '../town.ts'
import { goTo, type Look, openVisiting, type Story, small, type Visiting } from '../visiting.ts'

const COMMUNITY = 370683001020
const OWN_TYPE = '自愿居家休息'
const ORDER = '莱州市疫情防控指挥部〔2026〕3号'

let visiting: Visiting
/** Names, each borne by one person of the grid, and a building of an estate. */
let people: string[] = []
let place = { id: '', estate: '', building: '' }

/**
 * What a person does, counted as it is done. Minutes are reckoned by the keystroke-level model (Card, Moran and Newell 1980: 0.28 s a key, 1.1 s to point,
 * 1.35 s to make up one's mind) with twenty seconds to read a screen that is new.
 */
const work = { screens: 0, presses: 0, keys: 0 }
const reckoned = () => (work.screens * 20 + work.presses * (1.1 + 1.35) + work.keys * 0.28) / 60

const counted =
  (story: Story): Story =>
  (page, meant) => {
    work.screens += 1
    return story(page, meant)
  }
const as = (login: string, story: Story, look?: Look) => visiting.atDesk(login, counted(story), look)

async function screen(page: Page, path: string, heading: string): Promise<void> {
  await goTo(page, path, heading)
  work.screens += 1
}
/** What may be left empty says so behind its name. */
const named = (label: string) => new RegExp(`^${label}`)
const dialog = (page: Page) => page.locator('dialog[open]').last()

/** A button of the page, or of the dialog that is open. */
async function press(page: Page, name: string): Promise<void> {
  const open = await page.locator('dialog[open]').count()
  const where = open > 0 ? dialog(page) : page.locator('.page')
  await where.getByRole('button', { name, exact: true }).first().click()
  work.presses += 1
}
async function fill(page: Page, label: string, text: string): Promise<void> {
  const open = await page.locator('dialog[open]').count()
  await (open > 0 ? dialog(page) : page).getByLabel(named(label)).first().fill(text)
  work.presses += 1
  work.keys += text.length
}
async function choose(page: Page, label: string, option: string): Promise<void> {
  await dialog(page).getByLabel(named(label)).first().selectOption({ label: option })
  work.presses += 2
}
/** A box or a choice by its whole words, or by how they begin. */
async function tick(page: Page, words: string | RegExp): Promise<void> {
  const open = await page.locator('dialog[open]').count()
  await (open > 0 ? dialog(page) : page)
    .locator('label', { hasText: typeof words === 'string' ? new RegExp(`^\\s*${words}\\s*$`) : words })
    .first()
    .click()
  work.presses += 1
}

/** Somebody, a door or an estate found by typing, the first that is offered. */
async function find(page: Page, typed: string): Promise<void> {
  await dialog(page).getByPlaceholder('姓名、门牌、小区或场所').fill(typed)
  await page.locator('[role=option]', { hasText: typed }).first().click()
  work.presses += 2
  work.keys += typed.length
}

/** Begun from the list of matters; its page stands open afterwards. */
async function begin(page: Page, type: string, category: string, title: string, more: () => Promise<void>): Promise<void> {
  await screen(page, '/desk/matters', '事项')
  await press(page, '登记一件')
  work.screens += 1
  await fill(page, '一句话说是什么事', title)
  await choose(page, '事项', type)
  await choose(page, '类别', category)
  await more()
  await press(page, '登记')
  await page.getByRole('button', { name: '打开这件' }).click()
  await page.waitForSelector(`h1:has-text("${title}")`)
  work.presses += 1
  work.screens += 2
}
async function step(page: Page, name: string, more: () => Promise<void> = async () => undefined): Promise<void> {
  await page.locator('.step-list li', { hasText: name }).getByRole('button', { name: '办完' }).click()
  work.presses += 1
  work.screens += 1
  await more()
  await press(page, '办完')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}

/** The clock goes on, and the house does what is due by itself. */
async function goOn(to: string): Promise<void> {
  visiting.setNow(new Date(to))
  await keepMatters(visiting.served.house, mainStreet)
}

describe('an outbreak', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T01:00:00Z' })
    const { served, rows } = visiting
    await nameRegions(served.database.owner, { [mainStreet]: '文昌路街道办事处', [COMMUNITY]: '文泉社区居委会' })
    const town = oneGrid(makeTown({ seed: 'linli', today: '2026-11-23' }), COMMUNITY * 1000 + 1)
    await loadStreet(served.house, town, mainStreet, () => undefined)
    await loadStaff(served.house, town)
    const secrets = await served.database.owner<{ name: string; secret: string }[]>`select name, totp_secret as secret from login`
    for (const { name, secret } of secrets)
      visiting.logins.set(name, { password: DEMO_PASSWORD, code: () => currentCode(openSecret(served.house.keys, secret), visiting.now()) })
    const found = await rows(
      (sql) => sql<{ name: string }[]>`
      select min(s.values->>'person.name') as name from subject s
      where s.street_id = ${mainStreet} and s.kind = 'person' and exists (
        select 1 from tie t where t.street_id = s.street_id and t.person_id = s.id and t.kind = 'person.residence' and t.to_day is null)
      group by s.values->>'person.name' having count(*) = 1 and length(min(s.values->>'person.name')) = 3 order by 1 limit 6`,
    )
    people = found.map(({ name }) => name)
    const [at] = await rows(
      (sql) => sql<{ id: string; estate: string; building: string }[]>`
      select e.id, e.name as estate, b.name as building from building b join estate e on e.street_id = b.street_id and e.id = b.estate_id
      where b.street_id = ${mainStreet} and exists (select 1 from dwelling d where d.street_id = b.street_id and d.building_id = b.id) order by e.name, b.sort limit 1`,
    )
    place = at!
  })
  after(async () => {
    await visiting?.close()
    console.log(
      `outbreak: ${work.screens} screens, ${work.presses} presses, ${work.keys} keys; reckoned ${Math.ceil(reckoned())} minutes for somebody new to it`,
    )
  })

  test('before it: a community worker agrees with somebody how to keep in touch, and asks the grid worker to', async () => {
    await as('chenjing', async (page) => {
      await begin(page, '关怀帮扶', '一个人住', '约好常联系', () => find(page, people[0]!))
      await press(page, '接手')
      await step(page, '和本人商量怎么帮', async () => {
        await tick(page, '每天')
        await tick(page, '上门')
        await tick(page, '送餐')
      })
      await screen(page, '/desk/care?list=all', '照看')
      await page.locator('tr', { hasText: people[0]! }).getByRole('button', { name: '陈静' }).click()
      await dialog(page).getByLabel('谁去联系').fill('孙丽')
      await page.locator('[role=option]', { hasText: '孙丽' }).first().click()
      await press(page, '交给')
      work.presses += 3
      await page.locator('tr', { hasText: people[0]! }).getByText('孙丽').waitFor()
      assert.deepEqual(await findViolations(page), [])
    })
  })

  test('the head announces the response; the worker makes a type of her own from nothing, and the street publishes it', async () => {
    await as('gaofeng', async (page) => {
      await screen(page, '/desk/purposes/emergencies', '应急期间的信息')
      await press(page, '宣布应急')
      await fill(page, '名称', '流感应急')
      await fill(page, '文件或公告文号', ORDER)
      await fill(page, '级别', '四级')
      await dialog(page).getByLabel('最后一天').fill('2026-12-06')
      await press(page, '宣布应急')
      await page.waitForSelector('text=进行中')
    })
    let draft = ''
    await as('chenjing', async (page) => {
      await screen(page, '/desk/types', '事项类型')
      await press(page, '新做一种')
      await page.waitForSelector('.type-faults')
      work.screens += 1
      await fill(page, '名称', OWN_TYPE)
      await fill(page, '居民叫法', '我在家休息几天')
      await fill(page, '目的', '自愿在家休息的人，每天联系一次，到日子自动结束')
      await fill(page, '依据', '本人自愿')
      await fill(page, '类别', '流感\n其他')
      await fill(page, '谁能看到', '本社区')
      await tick(page, '人员')
      await page.getByRole('tab', { name: '时限和规则' }).click()
      await tick(page, '到期自动结束')
      await fill(page, '最多几天', '5')
      await fill(page, '到期结束依据的规定', '和本人约定：到日子自动结束')
      await page.getByRole('tab', { name: '阶段和环节' }).click()
      await press(page, '加一个阶段')
      await fill(page, '阶段名称', '联系')
      await press(page, '在“联系”加一个环节')
      await fill(page, '要办什么', '每天问一声')
      await tick(page, '可以不办')
      await tick(page, /是和本人联系/)
      await fill(page, '隔多久再办', '1')
      await choose(page, '隔多久再办的单位', '天')
      await takePicture(page, 'outbreak-step')
      await press(page, '好')
      await page.waitForSelector('text=没有要改的地方')
      work.screens += 3
      await takePicture(page, 'outbreak-type', true)
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('tab', { name: '试办' }).click()
      await page.getByRole('button', { name: '社区工作者：接手' }).click()
      await page.getByRole('button', { name: '社区工作者：每天问一声' }).click()
      await press(page, '办完')
      await page.getByRole('button', { name: '到系统自动办' }).click()
      work.presses += 4
      work.screens += 1
      await press(page, '保存')
      await page.locator('.page-actions button[disabled]', { hasText: /^保存$/ }).waitFor()
      draft = new URL(page.url()).pathname
    })
    await as('maxiaoli', async (page) => {
      await screen(page, draft, OWN_TYPE)
      await press(page, '发布')
      await press(page, '发布')
      await page.waitForSelector('text=本街道第 1 版')
      work.screens += 1
    })
  })

  test('an arrival is registered and handed over, her home observation opened with its orderer, end and exceptions', async () => {
    await as('chenjing', async (page) => {
      await begin(page, '到达登记', '回家', '从外地回来', () => find(page, people[1]!))
      await press(page, '接手')
      await step(page, '联系本人，告诉服务和要求', async () => {
        await tick(page, '联系上了')
        await tick(page, '是')
      })
      await begin(page, '居家观察', '新到人员', '居家观察三天', async () => {
        await find(page, people[1]!)
        await fill(page, '谁决定的（机关和文号）', ORDER)
        await fill(page, '从哪天开始', '2026-11-23')
        await tick(page, '看病、急救')
        await tick(page, '送生活物资')
        await fill(page, '最后一天', '2026-11-25')
        await takePicture(page, 'outbreak-observation')
        assert.deepEqual(await findViolations(page), [])
      })
      await page.waitForSelector('text=2026年11月25日过后自动结束')
      await press(page, '接手')
      await step(page, '当面告知依据、期限和怎么申诉', () => tick(page, '是'))
      await takePicture(page, 'outbreak-observed', true)
      // Her own type, used the same day.
      await begin(page, OWN_TYPE, '流感', '在家休息', async () => {
        await find(page, people[2]!)
        await fill(page, '最后一天', '2026-11-26')
      })
      await press(page, '接手')
    })
  })

  test('a restriction on one building says all that it must, on the page of the estate; supplies are asked for and brought', async () => {
    await as('chenjing', async (page) => {
      await begin(page, '楼栋出入限制', '出入查验', '一栋楼出入查验', async () => {
        await find(page, place.estate)
        await choose(page, '楼栋', place.building)
        await fill(page, '谁决定的（机关和文号）', ORDER)
        await fill(page, '从哪天开始', '2026-11-23')
        await tick(page, '看病、急救')
        await tick(page, '火灾等紧急避险')
        await fill(page, '最后一天', '2026-11-24')
      })
      await press(page, '接手')
      await step(page, '张贴公告，告知每户', () => tick(page, '是'))
      await screen(page, `/desk/estates/${place.id}`, place.estate)
      await page.waitForSelector(`.restrictions >> text=${place.estate}${place.building}`)
      await page.waitForSelector(`.restrictions >> text=${ORDER}`)
      await page.waitForSelector('.restrictions >> text=申诉')
      await takePicture(page, 'outbreak-estate')
      assert.deepEqual(await findViolations(page), [])
      await begin(page, '物资需求', '药品', '缺降压药', () => find(page, people[3]!))
      await press(page, '接手')
      await step(page, '定谁来送', () => tick(page, '志愿者'))
      await step(page, '送到', () => tick(page, '当面交到'))
      await press(page, '答复')
      await fill(page, '答复内容', '药已送到。')
      await press(page, '答复')
      await page.waitForSelector('.page-lead >> text=已答复')
    })
  })

  test('the next day: the grid worker’s phone lists whom to be in touch with, care beside observation; who was not reached is said', async () => {
    await goOn('2026-11-24T02:30:00Z')
    await visiting.atDoorstep(
      'sunli',
      counted(async (page) => {
        await page.getByRole('link', { name: /今天要联系/ }).click()
        await page.waitForSelector(`.care-card >> text=${people[0]!}`)
        work.screens += 1
        await takePicture(page, 'outbreak-phone')
        assert.deepEqual(await findViolations(page), [])
        await page.locator('.care-card', { hasText: people[0]! }).getByRole('button', { name: '没联系上' }).click()
        await page.waitForSelector('.care-card >> text=之后 1 次没联系上')
        work.presses += 2
      }),
    )
    await as('chenjing', async (page) => {
      await screen(page, '/desk/care?list=due', '照看')
      await page.waitForSelector('.care-emergency >> text=照看不停')
      // All three: what was shipped, what goes on beside the outbreak, and what she made herself.
      for (const name of [people[0]!, people[1]!, people[2]!]) await page.locator('tr', { hasText: name }).waitFor()
      await takePicture(page, 'outbreak-care')
      assert.deepEqual(await findViolations(page), [])
      await page.locator('tr', { hasText: people[1]! }).getByRole('button', { name: '记联系' }).click()
      await dialog(page).locator('label', { hasText: '联系上了' }).click()
      await tick(page, '买菜送餐')
      await press(page, '记下')
      work.presses += 2
      work.screens += 1
      await page.locator('tr', { hasText: people[1]! }).waitFor({ state: 'detached' })
      await screen(page, '/desk/care?list=unreached', '照看')
      await page.locator('tr', { hasText: people[0]! }).getByText('之后 1 次没联系上').waitFor()
      await takePicture(page, 'outbreak-unreached')
    })
  })

  test('with their last days the restriction and the observation are over by themselves; she who was not reached still is not', async () => {
    await goOn('2026-11-25T16:05:00Z')
    await as('chenjing', async (page) => {
      await screen(page, `/desk/estates/${place.id}`, place.estate)
      await page.waitForLoadState('networkidle')
      assert.equal(await page.locator('.restrictions').count(), 0)
      await screen(page, '/desk/matters?list=closed', '事项')
      for (const title of ['居家观察三天', '一栋楼出入查验']) await page.locator('tr', { hasText: title }).getByText('按规则结束').waitFor()
      await screen(page, '/desk/care?list=unreached', '照看')
      await page.locator('tr', { hasText: people[0]! }).waitFor()
      assert.equal(await page.locator('tr', { hasText: people[1]! }).count(), 0, 'released')
    })
    assert.ok(reckoned() < 240, `${reckoned()} minutes`)
  })

  test('in English, and on a small telephone', async () => {
    await as(
      'chenjing',
      async (page) => {
        await screen(page, '/desk/care?list=all', 'Care')
        await page.locator('tr', { hasText: people[0]! }).getByRole('button', { name: 'Note a contact' }).click()
        await dialog(page).getByText('Come back later').waitFor()
        await takePicture(page, 'outbreak-contact-phone-en')
        assert.deepEqual(await findViolations(page), [])
        await screen(page, '/desk/types/restriction', 'Restriction on a building')
        await page.waitForSelector('text=How to contest it')
        await takePicture(page, 'outbreak-restriction-type-phone-en', true)
        assert.deepEqual(await findViolations(page), [])
      },
      { screen: small, language: 'en' },
    )
  })
})
