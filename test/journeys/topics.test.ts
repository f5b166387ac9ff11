/** Many report the same lights: the clerk sees them together and makes a topic; a neighbour stands behind it on her phone; everybody reads it on the board. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addPerson } from '#ground/households/actions.ts'
import { open } from '#ground/matters/actions.ts'
import { bind } from '#ground/residents/actions.ts'
import { findViolations, takePicture } from '../browser.ts'
import { addDoor, nameRegions } from '../doors.ts'
import { handsOf } from '../served.ts'
import { COMMUNITY, makeActor, STREET } from '../stage.ts'
import { openVisiting, type Visiting } from '../visiting.ts'

const PHONE = '13800001234'
let visiting: Visiting
let own = ''

describe('from many to one', () => {
  before(async () => {
    visiting = await openVisiting({ begun: '2026-11-23T01:00:00Z', minutes: 20 })
    const { served, does } = visiting
    await nameRegions(served.database.owner, { [STREET]: '文昌路街道', [COMMUNITY]: '文昌里社区居民委员会' })
    await visiting.employ('chenjing', { role: 'clerk', title: '社区工作者', community: COMMUNITY })
    const door = await addDoor(served, '文昌里101')
    const values = { 'person.name': '王秀英', 'person.phone': PHONE }
    const { person: lady } = await does(addPerson, { id: door, relation: 'residence', values, source: 'register', asOf: '2023-01-05' })
    await does(bind, { id: lady, phone: PHONE })
    const clerk = makeActor('clerk', COMMUNITY)
    const lamps = ['楼道灯坏了一周', '楼道灯不亮，老人看不见路', '楼道灯又坏了', '楼道的灯坏了好几盏', '七号楼楼道灯不亮']
    for (const [at, title] of lamps.entries())
      await handsOf(served).does(open, clerk, {
        type: 'repair',
        category: 'light',
        channel: 'telephone',
        region: COMMUNITY,
        title,
        reporter: { name: `张${at}` },
      })
    const asked = { type: 'consultation', category: 'how-to', channel: 'counter' as const, region: COMMUNITY, title: '居住证怎么办' }
    own = (await handsOf(served).does(open, clerk, { ...asked, reporter: { person: lady } })).id
  })
  after(() => visiting?.close())

  test('the clerk sees what is alike, and makes a topic of it in words for everybody', async () => {
    await visiting.atDesk('chenjing', async (page) => {
      await page.goto('/desk/topics')
      await page.waitForSelector('text=5 件 · 楼道灯、路灯')
      await takePicture(page, 'topics-clusters', true)
      assert.deepEqual(await findViolations(page), [])
      await page.getByRole('button', { name: '立为议题' }).click()
      await page.getByLabel('题目').fill('楼道照明反复损坏')
      await takePicture(page, 'topics-make')
      assert.deepEqual(await findViolations(page), [])
      await page.locator('dialog[open]').getByRole('button', { name: '立为议题' }).click()
      await page.waitForSelector('h1:has-text("楼道照明反复损坏")')
      await takePicture(page, 'topics-one', true)
      assert.deepEqual(await findViolations(page), [])
      await page.locator('tbody a').first().click()
      await page.waitForSelector('text=5 件事项，5 人附议')
      await page.goto(`/desk/matters/${own}`)
      await page.waitForSelector('text=放进已有的议题')
      await takePicture(page, 'topics-matter', true)
    })
  })

  test('a neighbour finds it beside her own matter, stands behind it, and it is six', async () => {
    await visiting.byTelephone(PHONE, async (page) => {
      await page.goto('/doorstep/matters')
      await page.locator('a[href^="/doorstep/matters/"]').first().click()
      await page.waitForSelector('text=大家关心的事')
      await page.waitForSelector('text=5 人关心')
      await page.getByRole('button', { name: '我也关心' }).click()
      await page.waitForSelector('text=6 人关心')
      await takePicture(page, 'topics-doorstep', true)
      assert.deepEqual(await findViolations(page), [])
    })
  })

  test('everybody reads it on the board, and nobody in it', async () => {
    const page = await (await fetch(`${visiting.served.origin}/board/${COMMUNITY}`)).text()
    assert.match(page, /楼道照明反复损坏[\s\S]*6 人关心/)
    assert.doesNotMatch(page, /王秀英|张0|居住证/)
  })
})
