/** A clerk takes an appeal in on the telephone; the street dispatches it and blows the whistle; the department comes and answers; a colleague enters what the reporter says. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import { findViolations, phoneScreen, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { goTo, openVisiting, type Visiting } from '../visiting.ts'

let visiting: Visiting

const press = (page: Page, name: string) => page.locator('.page-actions').getByRole('button', { name, exact: true }).click()
/** The dialog that is open, done by its own button. */
const finish = async (page: Page, name: string) => {
  await page.locator('dialog[open], [role=dialog]').getByRole('button', { name, exact: true }).click()
  await page.waitForSelector('dialog[open], [role=dialog]', { state: 'detached' })
}
/** Of one that was called: what may be said of it stands beside its name. */
const callOf = (page: Page, unit: string, name: string) =>
  page.locator('.called-list > li', { hasText: unit }).getByRole('button', { name, exact: true }).click()
const other = async (page: Page, name: string) => {
  await press(page, '其他操作')
  await page.getByRole('menuitem', { name, exact: true }).click()
}

describe('a matter from the telephone to the rating', () => {
  let path = ''

  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T02:00:00Z' })
    await nameRegions(visiting.served.database.owner, { [STREET]: '文昌路街道办事处', [COMMUNITY]: '文昌社区居委会' })
    await visiting.employ('chen', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    await visiting.employ('liu', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    await visiting.employ('ma', { role: 'street', title: '基层治理办干部' })
    await visiting.employ('gao', { role: 'head', title: '街道负责人' })
    await visiting.employ('zheng', { role: 'department', title: '城管中队队员' })
    await visiting.employ('lin', { role: 'department', title: '生态环境所所长' })
    // A department's post has no area; it acts for its unit.
    await visiting.served.database.owner`alter table post no force row level security`
    const hired = await visiting.served.database.owner<{ id: string; title: string }[]>`
      update post set region_lo = 0, region_hi = 0 where street_id = ${STREET} and role = 'department' returning id, title`
    const postOf = (title: string) => hired.find((one) => one.title === title)!.id
    await visiting.served.database.owner`alter table post force row level security`
    const { does } = visiting
    const { id } = await does(addUnit, { kind: 'department', name: '城管中队' })
    await does(changeUnit, { id, name: '城管中队', phone: '0535-2212345', posts: [postOf('城管中队队员')] }, 1)
    const second = await does(addUnit, { kind: 'department', name: '生态环境所' })
    await does(changeUnit, { id: second.id, name: '生态环境所', phone: '0535-2212346', posts: [postOf('生态环境所所长')] }, 1)
    await does(addUnit, { kind: 'department', name: '市场监管所' })
  })
  after(() => visiting?.close())

  test('the clerk takes it in, reads the number out, and finds it in her list', async () => {
    await visiting.atDesk('chen', async (page) => {
      await goTo(page, '/desk/matters', '事项')
      await page.waitForSelector('text=现在没有您主办的事项')
      await press(page, '登记一件')
      await page.getByLabel('类别').selectOption({ label: '噪声和油烟' })
      await page.getByLabel('一句话说是什么事').fill('楼下烧烤店油烟呛人')
      await page.getByLabel('详细情况').fill('每天下午五点到夜里一点，窗户不敢开。')
      await page.getByLabel('反映人姓名').fill('赵敏')
      await page.getByLabel('联系电话').fill('13800001111')
      await takePicture(page, 'matters-new')
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await page.waitForSelector('.matter-number')
      assert.match(await page.locator('.matter-number').innerText(), /^26-\d{7}-\d$/)
      await page.getByRole('button', { name: '打开这件' }).click()
      await page.waitForSelector('h1:has-text("楼下烧烤店油烟呛人")')
      path = new URL(page.url()).pathname
      await takePicture(page, 'matters-one-received', true)
      assert.deepEqual(await findViolations(page), [])
      await page.goto('/desk')
      await page.locator('section', { hasText: '轮到您办的' }).getByRole('link', { name: '楼下烧烤店油烟呛人' }).click()
      await page.waitForSelector('h1:has-text("楼下烧烤店油烟呛人")')
    })
  })

  test('the street gives it to a department and calls another to the spot', async () => {
    await visiting.atDesk('ma', async (page) => {
      await goTo(page, path, '楼下烧烤店油烟呛人')
      await press(page, '派给')
      await page.getByLabel('主办').selectOption({ label: '城管中队' })
      await finish(page, '派给')
      await page.waitForSelector('.matter-side >> text=城管中队')
      await page.locator('.page-actions').getByRole('button', { name: '吹哨叫单位' }).click()
      await page.getByLabel('生态环境所').check()
      await page.getByLabel('市场监管所').check()
      await takePicture(page, 'matters-whistle')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '吹哨叫单位')
      await page.waitForSelector('.called-list >> text=生态环境所')
      await page.waitForFunction(
        () => [...document.querySelectorAll('[role=timer]')].filter((one) => /\d\d:\d\d/.test(one.textContent ?? '')).length === 2,
      )
      await takePicture(page, 'matters-one-called', true)
      assert.deepEqual(await findViolations(page), [])
      await callOf(page, '市场监管所', '不用来了')
      await finish(page, '不用来了')
      await page.waitForSelector('.called-list >> text=市场监管所', { state: 'detached' })
    })
  })

  test('who was called finds it under her own clock, sends it back with a reason; called again, she comes and says so', async () => {
    await visiting.atDesk(
      'lin',
      async (page) => {
        await page.locator('section', { hasText: '叫您到场的' }).getByRole('link', { name: '楼下烧烤店油烟呛人' }).waitFor()
        await goTo(page, '/desk/matters?list=called', '事项')
        await page.getByRole('link', { name: '楼下烧烤店油烟呛人' }).click()
        await page.waitForSelector('h1:has-text("楼下烧烤店油烟呛人")')
        await takePicture(page, 'matters-called-phone', true)
        assert.deepEqual(await findViolations(page), [])
        await press(page, '退回，不该叫我们')
        await page.getByLabel('理由').selectOption({ label: '不属于本单位职责' })
        await page.getByLabel('说明').fill('油烟由城管管')
        await takePicture(page, 'matters-called-back')
        await finish(page, '退回，不该叫我们')
        await page.waitForSelector('text=现在没有单位叫您到场')
      },
      { screen: phoneScreen },
    )
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, path, '楼下烧烤店油烟呛人')
      await takePicture(page, 'matters-call-sent-back', true)
      await callOf(page, '生态环境所', '裁定要来')
      await page.getByLabel('说明').fill('要带设备测')
      await finish(page, '裁定要来')
      await page.waitForSelector('.called-list >> text=已裁定')
    })
    await visiting.atDesk(
      'lin',
      async (page) => {
        await goTo(page, path, '楼下烧烤店油烟呛人')
        await press(page, '到场')
        await page.getByLabel('来了几人').fill('2')
        await finish(page, '到场')
        await page.waitForSelector('.called-list >> text=2 人')
      },
      { screen: phoneScreen },
    )
    await visiting.atDesk(
      'ma',
      async (page) => {
        await goTo(page, path, '楼下烧烤店油烟呛人')
        await callOf(page, '生态环境所', 'Judge')
        await takePicture(page, 'matters-judge-en')
        assert.deepEqual(await findViolations(page), [])
        await page.locator('dialog label', { hasText: /^came and helped/ }).click()
        await page.locator('dialog label', { hasText: /^did what was asked/ }).click()
        await finish(page, 'Judge')
        await page.waitForSelector('.called-list >> text=did what was asked')
        await takePicture(page, 'matters-judged-en', true)
        await goTo(page, '/desk/units/ratings?period=month', 'How units came')
        await page.waitForSelector('th:has-text("生态环境所")')
        await takePicture(page, 'matters-ratings-en', true)
        assert.deepEqual(await findViolations(page), [])
      },
      { language: 'en' },
    )
    await visiting.atDesk(
      'chen',
      async (page) => {
        await goTo(page, '/desk/units/ratings', '单位评价')
        await page.waitForSelector('text=1/1')
        await takePicture(page, 'matters-ratings-phone', true)
        assert.deepEqual(await findViolations(page), [])
        await page.getByRole('tab', { name: '自己选' }).click()
        await page.getByLabel('从').waitFor()
        await page.emulateMedia({ media: 'print' })
        await takePicture(page, 'matters-ratings-print', true)
      },
      { screen: phoneScreen },
    )
  })

  test('the department finds it as its own, on a phone too, reaches the reporter and answers', async () => {
    await visiting.atDesk(
      'zheng',
      async (page) => {
        await goTo(page, '/desk/matters', '事项')
        await page.waitForSelector('text=楼下烧烤店油烟呛人')
        await takePicture(page, 'matters-list-phone')
        assert.deepEqual(await findViolations(page), [])
        await page.getByRole('link', { name: '楼下烧烤店油烟呛人' }).click()
        await page.waitForSelector('h1:has-text("楼下烧烤店油烟呛人")')
        await takePicture(page, 'matters-one-phone', true)
        await other(page, '记一笔')
        await page.getByLabel('联系上了', { exact: true }).check()
        await finish(page, '记一笔')
        await press(page, '答复')
        await page.getByLabel('答复内容').fill('已责令安装油烟净化设备，晚上十点后不得营业。')
        await finish(page, '答复')
        await page.waitForSelector('.page-lead >> text=已答复')
      },
      { screen: phoneScreen },
    )
  })

  test('a colleague enters what the reporter says; the list of what is closed has it', async () => {
    await visiting.atDesk('liu', async (page) => {
      await goTo(page, path, '楼下烧烤店油烟呛人')
      await press(page, '记确认结果')
      await page.locator('dialog label', { hasText: /^解决了$/ }).click()
      await finish(page, '记确认结果')
      await page.waitForSelector('.page-lead >> text=本人确认解决')
      await press(page, '记评价')
      await page.locator('dialog label', { hasText: /^满意$/ }).click()
      await finish(page, '记评价')
      await page.waitForSelector('.act-list >> text=评价')
      await takePicture(page, 'matters-one-closed', true)
      await page.getByRole('link', { name: '证据包' }).click()
      await page.waitForSelector('h1:has-text("证据包")')
      await takePicture(page, 'matters-evidence')
      assert.deepEqual(await findViolations(page), [])
      const [taken] = await Promise.all([page.waitForEvent('download'), press(page, '下载')])
      assert.match(taken.suggestedFilename(), /^26-\d{7}-\d\.zip$/)
      if (process.env.LINLI_PICTURES) await taken.saveAs(`${process.env.LINLI_PICTURES}/matter.zip`)
      await goTo(page, '/desk/matters?list=closed', '事项')
      await page.waitForSelector('text=楼下烧烤店油烟呛人')
      await takePicture(page, 'matters-list')
    })
  })

  test('an inspector comes with her own list: what was done is laid to her items and goes out in her numbering', async () => {
    await visiting.atDesk('liu', async (page) => {
      await goTo(page, '/desk/matters', '事项')
      await press(page, '相关页面')
      await page.getByRole('menuitem', { name: '迎检材料' }).click()
      await page.waitForSelector('h1:has-text("迎检材料")')
      await press(page, '开始一次')
      await page.getByLabel('检查', { exact: true }).fill('平安建设检查')
      await page.getByLabel('谁来检查').fill('区委政法委')
      await page.getByLabel('目录', { exact: true }).fill('1.1 群众诉求办理情况\n1.2 志愿服务台账')
      await takePicture(page, 'inspection-begin')
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '开始（2 条）' }).click()
      await page.waitForSelector('h1:has-text("平安建设检查")')
      await page.getByRole('button', { name: '给 1.1 找材料' }).click()
      await page.locator('dialog input').fill('烧烤店油烟')
      await page.waitForSelector('dialog >> text=楼下烧烤店油烟呛人')
      await takePicture(page, 'inspection-find')
      assert.deepEqual(await findViolations(page), [])
      await page.locator('dialog').getByRole('button', { name: '放进来' }).click()
      await page.waitForSelector('.inspection-items >> text=楼下烧烤店油烟呛人')
      await takePicture(page, 'inspection', true)
      assert.deepEqual(await findViolations(page), [])
      const [taken] = await Promise.all([page.waitForEvent('download'), press(page, '下载')])
      assert.equal(taken.suggestedFilename(), '平安建设检查.zip')
      if (process.env.LINLI_PICTURES) await taken.saveAs(`${process.env.LINLI_PICTURES}/inspection.zip`)
    })
    await visiting.atDesk(
      'liu',
      async (page) => {
        await goTo(page, '/desk/inspections', 'Inspections')
        await page.getByRole('link', { name: '平安建设检查' }).click()
        await page.waitForSelector('h1:has-text("平安建设检查")')
        await page.waitForSelector('text=1 of 2 items answered')
        await takePicture(page, 'inspection-phone-en', true)
        assert.deepEqual(await findViolations(page), [])
      },
      { screen: phoneScreen, language: 'en' },
    )
  })

  test('the head draws a unit and says who acts for it', async () => {
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/units', '单位')
      await press(page, '加一个单位')
      await page.getByLabel('名称').fill('供热公司')
      await page.locator('dialog label', { hasText: /^企业/ }).click()
      await finish(page, '加一个单位')
      await page.waitForSelector('td:has-text("供热公司"), th:has-text("供热公司")')
      await takePicture(page, 'matters-units')
      assert.deepEqual(await findViolations(page), [])
      await page.locator('tr', { hasText: '城管中队' }).click()
      await page.waitForSelector('dialog >> text=zheng（城管中队队员）')
      await takePicture(page, 'matters-unit')
      assert.deepEqual(await findViolations(page), [])
      await finish(page, '保存')
    })
  })

  test('in English too', async () => {
    await visiting.atDesk(
      'chen',
      async (page) => {
        await goTo(page, path, '楼下烧烤店油烟呛人')
        await takePicture(page, 'matters-one-en', true)
        assert.deepEqual(await findViolations(page), [])
        await goTo(page, '/desk/matters?list=open', 'Matters')
        await page.waitForSelector('text=Nothing is open.')
        await takePicture(page, 'matters-list-en')
        assert.deepEqual(await findViolations(page), [])
      },
      { language: 'en' },
    )
  })
})
