/** Somebody of the street makes a type of matter that nobody foresaw, tries it, publishes it, works with it, and hands it to the neighbouring street. */

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { goTo, openVisiting, type Visiting } from '../visiting.ts'

const NEIGHBOUR = 370683002
const NAME = '返乡登记和居家观察'

let visiting: Visiting

const press = (page: Page, name: string) => page.locator('.page-actions').getByRole('button', { name, exact: true }).click()
const dialog = (page: Page) => page.locator('dialog[open], [role=dialog]').last()
const finish = async (page: Page, name: string) => {
  await dialog(page).getByRole('button', { name, exact: true }).click()
}
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()

async function addStage(page: Page, at: number, title: string): Promise<void> {
  await page.getByRole('button', { name: '加一个阶段' }).click()
  await page.getByLabel('阶段名称').nth(at).fill(title)
}

/** In the dialog of a step: a question of yes or no, or a day. */
async function addQuestion(page: Page, label: string, kind: string): Promise<void> {
  await dialog(page).getByRole('button', { name: '加一道题' }).click()
  await dialog(page).getByLabel('题目').fill(label)
  await dialog(page).getByLabel('回答的样子').selectOption({ label: kind })
  await finish(page, '好')
  await dialog(page).getByText(label).waitFor()
}

describe('a type of matter from nothing to the neighbouring street', () => {
  let file = Buffer.alloc(0)
  let path = ''

  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T02:00:00Z' })
    await nameRegions(visiting.served.database.owner, {
      [STREET]: '文昌路街道办事处',
      [COMMUNITY]: '文昌社区居委会',
      [NEIGHBOUR]: '永安路街道办事处',
      [NEIGHBOUR * 1000 + 1]: '永安社区居委会',
    })
    await visiting.employ('ma', { role: 'street', title: '基层治理办干部' })
    await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    await visiting.employ('qin', { role: 'head', title: '街道负责人', street: NEIGHBOUR })
  })
  after(() => visiting?.close())

  test('she begins with nothing, is told what is lacking and where, and mends it', async () => {
    await visiting.atDesk('ma', async (page) => {
      await goTo(page, '/desk/types', '事项类型')
      await takePicture(page, 'designer-list')
      assert.deepEqual(await findViolations(page), [])
      await press(page, '新做一种')
      await page.waitForSelector('.type-faults')
      await page.waitForSelector('.type-faults >> text=没有写依据。')
      assert.equal(await page.getByRole('button', { name: '发布', exact: true }).isDisabled(), true)
      await takePicture(page, 'designer-empty', true)
      assert.deepEqual(await findViolations(page), [])
      await page.getByLabel('名称', { exact: true }).fill(NAME)
      await page.getByLabel('居民叫法').fill('我刚回来')
      await page.getByLabel('目的').fill('登记返乡人员，观察到期解除')
      await page.getByLabel('依据', { exact: true }).fill('传染病防治法第54条')
      await page.getByLabel('类别', { exact: true }).fill('省内返乡\n省外返乡')
      await page.getByLabel('谁能看到').fill('本社区和街道')
      // A link on the way takes nothing along that was not saved, unless she says so.
      await page.locator('main').getByRole('link', { name: '事项类型' }).click()
      await dialog(page).getByText('现在离开，改动就没有了').waitFor()
      await takePicture(page, 'designer-unsaved')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '取消')
      assert.equal(await page.getByLabel('谁能看到').inputValue(), '本社区和街道')

      await tab(page, '阶段和环节')
      await addStage(page, 0, '登记')
      await page.getByRole('button', { name: '在“登记”加一个环节' }).click()
      await dialog(page).getByLabel('要办什么').fill('登记到达')
      await dialog(page).getByLabel('时限', { exact: true }).fill('2')
      await dialog(page).getByLabel('时限的单位').selectOption({ label: '小时' })
      await addQuestion(page, '要居家观察吗', '是或否')
      await dialog(page).locator('li', { hasText: '要居家观察吗' }).getByText('必答').click()
      await takePicture(page, 'designer-step')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '好')

      await addStage(page, 1, '居家观察')
      await page.getByRole('button', { name: '在“居家观察”加一个环节' }).click()
      await dialog(page).getByLabel('要办什么').fill('每天问一次')
      await dialog(page).getByLabel('时限', { exact: true }).fill('1')
      await dialog(page).getByLabel('时限的单位').selectOption({ label: '天' })
      await dialog(page).getByLabel('隔多久再办', { exact: true }).fill('1')
      await dialog(page).getByLabel('隔多久再办的单位').selectOption({ label: '天' })
      await dialog(page).getByLabel('什么时候才办').selectOption({ label: '要居家观察吗（登记到达）' })
      await finish(page, '好')
      await page.getByRole('button', { name: '在“居家观察”加一个环节' }).click()
      await dialog(page).getByLabel('要办什么').fill('到期解除')
      await addQuestion(page, '哪天解除', '日期')
      await dialog(page).getByLabel('什么时候才办').selectOption({ label: '要居家观察吗（登记到达）' })
      await finish(page, '好')
      await page.waitForSelector('text=没有要改的地方')
      await takePicture(page, 'designer-stages', true)
      assert.deepEqual(await findViolations(page), [])
      await tab(page, '时限和规则')
      await takePicture(page, 'designer-rules', true)
      assert.deepEqual(await findViolations(page), [])
      await tab(page, '告知和指标')
      await page.getByLabel('收到时').fill('欢迎回来。登记编号{number}，由{lead}联系您，{due}前办好。')
      await takePicture(page, 'designer-texts', true)
      await press(page, '保存')
      await page.locator('.page-actions button[disabled]', { hasText: /^保存$/ }).waitFor()
      path = new URL(page.url()).pathname
    })
  })

  test('she lives a sample case through, sees who may do what and why not, and publishes it', async () => {
    await visiting.atDesk('ma', async (page) => {
      await goTo(page, path, NAME)
      await tab(page, '试办')
      await page.waitForSelector('.try-told >> text=欢迎回来。登记编号26-')
      await page.getByText(/现在不能办的 \d+ 样，为什么/).click()
      await page.waitForSelector('.try-chances >> text=在办的时候才能办。')
      await page.getByRole('button', { name: '社区工作者：接手' }).click()
      await page.getByRole('button', { name: '社区工作者：登记到达' }).click()
      await finish(page, '办完')
      await page.getByRole('button', { name: '社区工作者：每天问一次' }).waitFor()
      await page.waitForSelector('.try-chances >> text=先办完“每天问一次”。')
      await takePicture(page, 'designer-try', true)
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '社区工作者：每天问一次' }).click()
      await finish(page, '办完')
      await page.getByRole('button', { name: '社区工作者：到期解除' }).click()
      await finish(page, '办完')
      await page.getByRole('button', { name: '社区工作者：答复' }).click()
      await page.getByRole('button', { name: '另一位同事：记：解决了' }).click()
      await page.waitForSelector('.try-panel >> text=本人确认解决')
      await press(page, '发布')
      await takePicture(page, 'designer-publish')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '发布')
      await page.waitForSelector(`h1:has-text("${NAME}")`)
      await page.waitForSelector('text=本街道第 1 版')
      await takePicture(page, 'designer-type', true)
      assert.deepEqual(await findViolations(page), [])
      const download = page.waitForEvent('download')
      await press(page, '导出文件')
      file = await readFile(await (await download).path())
      assert.match(file.toString('utf8'), /"format": "linli-matter-type"/)
    })
  })

  test('a community worker begins one of it, does its first step, and sees tomorrow’s clock', async () => {
    await visiting.atDesk('chen', async (page) => {
      await goTo(page, '/desk/matters', '事项')
      await press(page, '登记一件')
      await dialog(page).getByLabel('事项', { exact: true }).selectOption({ label: NAME })
      await dialog(page).getByLabel('类别').selectOption({ label: '省外返乡' })
      await page.getByLabel('一句话说是什么事').fill('从外省回来')
      await finish(page, '登记')
      await page.waitForSelector('text=欢迎回来。登记编号26-')
      await page.getByRole('button', { name: '打开这件' }).click()
      await page.waitForSelector('h1:has-text("从外省回来")')
      await press(page, '接手')
      await page.locator('.step-list li', { hasText: '登记到达' }).getByRole('button', { name: '办完' }).click()
      await dialog(page).getByText('是', { exact: true }).click()
      await finish(page, '办完')
      await page.locator('.step-list li[data-state=now]', { hasText: '每天问一次' }).waitFor()
      await page.waitForSelector('.clock-list >> text=每天问一次')
      await takePicture(page, 'designer-matter', true)
    })
  })

  test('the neighbouring street takes the file in, sees that it is new and sound, and publishes it', async () => {
    await visiting.atDesk('qin', async (page, meant) => {
      meant(422)
      await goTo(page, '/desk/types', '事项类型')
      await press(page, '收进文件')
      await page.setInputFiles('input[type=file]', { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"a":') })
      await page.waitForSelector('text=读不了这个文件')
      await page.setInputFiles('input[type=file]', { name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
      await page.waitForSelector('text=这不是导出的事项类型文件。')
      await takePicture(page, 'designer-import-refused')
      await page.setInputFiles('input[type=file]', { name: 'type.json', mimeType: 'application/json', buffer: file })
      await page.waitForSelector('text=这里还没有这一种。')
      await takePicture(page, 'designer-import')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '收成草稿')
      await page.waitForSelector(`h1:has-text("${NAME}")`)
      await press(page, '发布')
      await finish(page, '发布')
      await page.waitForSelector('text=本街道第 1 版')
    })
  })

  test('in English, and on a phone', async () => {
    await visiting.atDesk(
      'chen',
      async (page) => {
        await goTo(page, '/desk/types', 'Types of matters')
        await takePicture(page, 'designer-list-phone-en')
        assert.deepEqual(await findViolations(page), [])
        await goTo(page, '/desk/types/repair', 'Repair of a public facility')
        await takePicture(page, 'designer-type-phone-en', true)
        assert.deepEqual(await findViolations(page), [])
        await press(page, 'Make a new version')
        await page.waitForSelector('text=Nothing to mend')
        await tab(page, 'Try it')
        await page.getByRole('button', { name: 'community worker: take it' }).waitFor()
        await takePicture(page, 'designer-draft-phone-en', true)
        assert.deepEqual(await findViolations(page), [])
      },
      { screen: phoneScreen, language: 'en' },
    )
  })
})
