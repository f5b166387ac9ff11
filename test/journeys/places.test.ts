/** A clerk draws her community: an estate, a building with every door shown before, houses of a village, grids with teams; and mends a door without losing who lives there. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { phoneScreen, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { isWhole, type Look, openVisiting, type Story, type Visiting } from '../visiting.ts'

let visiting: Visiting

const atDesk = (story: Story, look?: Look) => visiting.atDesk('meng', story, look)

describe('drawing a community', () => {
  before(async () => {
    visiting = await openVisiting()
    await nameRegions(visiting.served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文泉社区' })
    await visiting.employ('meng', { role: 'clerk', title: '文泉社区工作者', community: COMMUNITY })
  })
  after(() => visiting?.close())

  test('an empty community: an estate, a building of fifteen floors without 4, 13 and 14, by keyboard alone', () =>
    atDesk(async (page, meant) => {
      meant(409)
      await page.goto('/desk/estates')
      await page.click('button:has-text("新建小区、村")')
      await page.keyboard.type('阳光花园')
      await isWhole(page, 'places-estate-dialog')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("修改：阳光花园")')
      await isWhole(page, 'places-empty')
      await page.focus('button:has-text("画一栋楼")')
      await page.keyboard.press('Enter')
      await page.keyboard.type('3#')
      const fill = async (label: string, value: string) => {
        await page.getByLabel(label).fill(value)
      }
      await fill('几个单元', '2')
      await fill('最高层', '18')
      await fill('跳过的楼层', '4 13 14')
      await page.waitForSelector('button:has-text("建立 60 户")')
      // One door is not there: the ground floor of unit 2 is a passage.
      await page.focus('.plan-door >> text=1801 >> nth=0')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      await page.waitForSelector('button:has-text("建立 59 户")')
      await isWhole(page, 'places-preview')
      await page.keyboard.press('Space')
      await page.click('button:has-text("建立 60 户")')
      await page.waitForSelector('[role=grid] >> text=阳光花园3号楼1单元101室')
      await isWhole(page, 'places-edit')
      // Drawn once more it is refused where it was typed.
      await page.click('button:has-text("画一栋楼")')
      await page.keyboard.type('3号楼')
      await page.click('dialog[open] button:has-text("建立 24 户")')
      await page.waitForSelector('dialog[open] .field-error')
      await page.keyboard.press('Escape')
    }))

  test('houses of a village are shown by their addresses before they are written', () =>
    atDesk(async (page) => {
      await page.goto('/desk/estates')
      await page.click('button:has-text("新建小区、村")')
      await page.keyboard.type('后坡村')
      assert.equal(await page.isChecked('input[value=village]'), true)
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("修改：后坡村")')
      await page.click('button:has-text("画没有楼的房屋")')
      await page.keyboard.type('3')
      await page.getByLabel('门牌号').fill('1-12, 15附1')
      await page.waitForSelector('text=后坡村3组15附1号')
      await isWhole(page, 'places-houses')
      await page.click('dialog[open] button:has-text("建立 13 户")')
      await page.waitForSelector('[role=grid] >> text=后坡村3组12号')
    }))

  test('an estate is read as its wall: every door near, and its buildings from across the street', () =>
    atDesk(async (page) => {
      await page.goto('/desk/estates')
      await page.click('.estate-card >> text=阳光花园')
      await page.waitForSelector('.door >> text=101 >> nth=0')
      await isWhole(page, 'estate-doors')
      await page.click('.wall-bar label:has-text("住了几个人")')
      await isWhole(page, 'estate-doors-people')
      await page.click('.wall-bar label:has-text("看楼栋")')
      await page.waitForSelector('.front')
      await isWhole(page, 'estate-street')
    }))

  test('a grid takes a stair, its team is named, and the door says who answers for it', () =>
    atDesk(async (page) => {
      await page.goto('/desk/grids')
      await page.waitForSelector('text=不在任何网格：73 户')
      await isWhole(page, 'grids-empty')
      await page.click('button:has-text("新建网格")')
      await page.keyboard.type('第一网格')
      await page.keyboard.press('Enter')
      await page.waitForSelector('h1:has-text("第一网格")')
      await page.getByLabel('筛选名称').fill('阳光')
      await page.focus('[data-cell="0.0"]')
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.click('button:has-text("放进本网格（2）")')
      await page.waitForSelector('.page-lead:has-text("60 户")')
      await page.click('button:has-text("增加成员")')
      await page.selectOption('dialog[open] select', 'police')
      await page.getByLabel('姓名').fill('于海')
      await page.getByLabel('电话').fill('13805351234')
      await isWhole(page, 'grids-member')
      await page.click('dialog[open] button:has-text("增加")')
      await page.waitForSelector('[role=grid] >> text=于海')
      await isWhole(page, 'grids-grid')
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.isVisible('[role=grid] >> text=13805351234'), true)
      assert.equal(await page.isVisible('text=放进本网格'), false)
      await takePicture(page, 'grids-print')
      await page.emulateMedia({ media: 'screen' })
      await page.fill('#desk-search', '阳光花园3号楼1单元101')
      await page.click('[role=option] >> nth=0')
      await page.waitForSelector('.team:has-text("民警 于海 13805351234")')
    }))

  test('a door with somebody in it is split; she goes to the new door, and the old one remembers her', () =>
    atDesk(async (page) => {
      await page.fill('#desk-search', '阳光花园3号楼1单元201')
      await page.click('[role=option] >> nth=0')
      await page.waitForSelector('h1:has-text("201室")')
      await page.click('button:has-text("登记人员") >> nth=0')
      await page.keyboard.type('王秀英')
      await page.click('dialog[open] button:has-text("登记")')
      await page.waitForSelector('.person-name:has-text("王秀英")')
      await page.click('button:has-text("改这户房屋")')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open] >> text=一户分成几户')
      await page.selectOption('dialog[open] select', '1')
      await isWhole(page, 'door-split')
      await page.click('dialog[open] .dialog-actions button:has-text("一户分成几户")')
      await page.waitForSelector('h1:has-text("201A室")')
      await page.waitForSelector('text=从前')
      await page.waitForSelector('.nobody:has-text("没有登记居住的人")')
      await isWhole(page, 'door-after-split')
      // Where somebody lives nothing is closed; the empty half is.
      await page.click('button:has-text("改这户房屋")')
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      await page.check('dialog[open] input[value=walled-up]')
      await isWhole(page, 'door-close')
      await page.click('dialog[open] button:has-text("注销（没有这户了）")')
      await page.waitForSelector('text=起没有这户了')
      await isWhole(page, 'door-closed')
    }))

  test('a household by keyboard: one comes, a fact is corrected where it stands, one moves out and is remembered', () =>
    atDesk(async (page) => {
      await page.fill('#desk-search', '3号楼301')
      await page.click('[role=option] >> nth=0')
      await page.waitForSelector('h1:has-text("301室")')
      await page.click('button:has-text("登记人员")')
      await page.keyboard.type('李桂兰')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.person-name:has-text("李桂兰")')
      // The household has no record yet: it begins with the first thing said of it.
      await page.focus('section:has(h2:text-is("这一户")) button:has-text("更正信息")')
      await page.keyboard.press('Enter')
      await page.keyboard.type('机动车')
      await page.waitForSelector('[role=option]')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open] .field:has-text("机动车数量")')
      await page.getByLabel('机动车数量').fill('1')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.facts div:has-text("机动车数量") >> text=1')
      await page.focus('.facts div:has-text("机动车数量") .popover-anchor')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.activeElement?.closest('.popover') !== null)
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open]')
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('2')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.facts div:has-text("机动车数量") >> text=2')
      await page.focus('.door-people .menu-button')
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForSelector('dialog[open] >> text=不住这里了')
      await isWhole(page, 'door-end')
      await page.click('dialog[open] .dialog-actions button >> nth=1')
      await page.waitForSelector('.ties:has-text("李桂兰")')
      await page.waitForSelector('.nobody:has-text("没有登记居住的人")')
      await isWhole(page, 'door-left')
    }))

  for (const [name, look] of [
    ['phone', { screen: phoneScreen }],
    ['dark', { theme: 'dark' }],
    ['en', { language: 'en' }],
  ] as const) {
    test(`the same pages stand on a ${name} face`, () =>
      atDesk(async (page) => {
        await page.goto('/desk/grids')
        await page.waitForSelector('[role=grid]')
        await isWhole(page, `grids-${name}`)
        await page.click('[role=grid] a')
        await page.waitForSelector('[role=tablist]')
        await isWhole(page, `grid-${name}`)
        await page.goto('/desk/estates')
        await page.click('.estate-card >> text=阳光花园')
        await page.waitForSelector('.ties')
        await takePicture(page, `estate-${name}`)
        await page.click('a[href$="/edit"]')
        // The page before stays until the next one is there, and has a grid as well.
        await page.waitForSelector('h1:text-is("阳光花园")', { state: 'detached' })
        await page.waitForSelector('[role=grid]')
        await isWhole(page, `edit-${name}`)
        await page.click('.page-actions button:last-child')
        await page.waitForSelector('.plan-door')
        await isWhole(page, `building-${name}`)
      }, look))
  }
})
