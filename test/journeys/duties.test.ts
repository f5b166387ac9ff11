/** The head of a street brings in the printed list, looks up what may be handed down, and objects; the county's office answers. */

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { townDuties } from '#catalogue/town/duties.ts'
import * as editions from '#ground/duties/editions/actions.ts'
import { copyObjection } from '#ground/duties/objections/crossing.ts'
import { newId } from '#kernel/log/id.ts'
import { deskScreen, findViolations, phoneScreen, takePicture } from '../browser.ts'
import { nameRegions } from '../doors.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { goTo, openVisiting, type Visiting } from '../visiting.ts'

const COUNTY = 370683000
let visiting: Visiting

async function publish(): Promise<void> {
  for (const { level, title, issuer, document, documentDay, items } of townDuties) {
    const { id } = await visiting.does(editions.begin, { level, from: 'blank' })
    await visiting.does(editions.save, { id, head: { title, issuer, document, documentDay, from: '2025-07-01' }, rows: items }, 1)
    await visiting.does(editions.apply, { id }, 2)
  }
}

/** As it stands on the clipboard after copying a printed table. */
const printed = [
  '基本履职事项清单\t\t\t',
  '序号\t类别\t事项名称\t',
  '1\t党的建设（1项）\t开展基层党组织建设\t',
  '2\t民生服务（2项）\t开展临时救助和急难发现报告\t',
  '3\t\t做好养老服务和居家探访关爱\t',
  '配合履职事项清单\t\t\t',
  '序号\t事项名称\t对应上级部门\t街道配合职责',
  '1\t犬只管理\t"市公安局\n市农业农村局"\t1.宣传；2.报告',
  '2\t防汛抗旱\t\t1.发布预警',
  '上级部门收回事项清单\t\t\t',
  '序号\t事项名称\t承接部门\t工作方式',
  '1\t对占用城市道路摆摊经营的行政处罚\t市综合行政执法局\t由执法局办理',
].join('\r\n')

/** As the house does after commit. */
const carry = (street: number, objection: string) =>
  copyObjection(visiting.served.house, {
    street,
    log: newId(),
    at: 0,
    event: { name: 'objection', subjects: [], fields: [], refs: { objection } },
  })

describe('duty lists at the desk', () => {
  before(async () => {
    visiting = await openVisiting()
    await visiting.employ('gao', { role: 'head', title: '文昌路街道办事处主任' })
    await visiting.employ('chen', { role: 'clerk', title: '文昌社区工作者', community: COMMUNITY })
    await visiting.employ('li', { role: 'head', title: '市基层治理领导小组办公室主任', street: COUNTY })
    await nameRegions(visiting.served.database.owner, { [COUNTY]: '莱州市', [STREET]: '文昌路街道' })
  })
  after(() => visiting?.close())

  test('the printed list is pasted, mended where it lacks something, and holds as a whole', () =>
    visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/duties', '职责清单')
      await page.click('a:has-text("放入印发的清单")')
      await page.waitForSelector('h1:has-text("历次目录")')
      await page.click('button:has-text("准备新目录")')
      await page.fill('textarea', printed)
      await page.waitForSelector('text=读出 6 项')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-begin')
      await page.click('button:has-text("下一步")')
      await page.waitForSelector('h1:has-text("未命名的目录")')
      await page.waitForSelector('text=1 处要改')
      assert.equal(await page.isDisabled('button:has-text("整份启用")'), true)
      await page.click('th:has-text("防汛抗旱")')
      await page.fill('.field:has-text("牵头部门") input', '市应急管理局')
      await page.click('dialog button:has-text("保存")')
      await page.waitForSelector('text=1 处要改', { state: 'detached' })
      await page.fill('.field:has-text("名称") input', '文昌路街道履行职责事项清单（2026年版）')
      await page.fill('.field:has-text("文件") >> nth=0 >> input', '演示编制〔2026〕12号')
      await page.fill('.field:has-text("从哪天起") input', '20250101')
      await page.click('h2:has-text("事项")')
      await page.waitForSelector('text=已保存')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-draft', true)
      await page.click('button:has-text("整份启用")')
      await page.click('dialog button:has-text("整份启用")')
      await page.waitForSelector('h1:has-text("职责清单")')
      await page.waitForSelector('.page-lead:has-text("演示编制〔2026〕12号")')
      await page.click('[role=tab]:has-text("上级收回")')
      await page.waitForSelector('td:has-text("市综合行政执法局")')
    }))

  test('found by any word, with its history; changed by a document from a day on', async () => {
    await publish()
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/duties', '职责清单')
      await page.waitForSelector('.page-lead:has-text("文昌路街道履行职责事项清单")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-list')
      await page.fill('input[type=search]', '公安')
      await page.click('[role=tab]:has-text("配合履职")')
      await takePicture(page, 'duties-assisting')
      await page.fill('input[type=search]', 'qzgl')
      await page.click('th:has-text("犬只管理")')
      await page.waitForSelector('h1:has-text("犬只管理")')
      await page.click('button:has-text("修改")')
      await page.fill('dialog .field:has-text("我们做什么") textarea', '1.宣传；2.报告；3.设置投放点')
      await page.fill('dialog .field:has-text("依据的文件") input', '演示编制〔2026〕4号')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-change')
      await page.click('dialog button:has-text("保存")')
      await page.waitForSelector('text=改了：内容')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-item')
      await goTo(page, '/desk/duties', '职责清单')
      await page.selectOption('select', 'community')
      await page.click('[role=tab]:has-text("不再承担")')
      await page.waitForSelector('th:has-text("健在证明")')
      await takePicture(page, 'duties-community')
      await goTo(page, '/desk/duties/editions', '历次目录')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-editions')
    })
  })

  test('what may come down is looked up; what was withdrawn is objected to; the county answers and the street hears it', async () => {
    let objection = ''
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/duties/try', '这件事该不该接')
      await page.fill('textarea', '请各街道每周报送占用道路摆摊经营行政处罚台账')
      await page.fill('.field:has-text("谁要的") input', '市综合行政执法局')
      await page.click('button:has-text("看看清单和规则")')
      await page.waitForSelector('.judgement')
      await page.click('label:has-text("对占用城市道路、公共场所摆摊经营的行政处罚")')
      await page.waitForSelector('.judgement-verdict:has-text("不能接")')
      assert.match((await page.textContent('.judgement-list')) ?? '', /归市综合行政执法局办/)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-try', true)
      await page.click('button:has-text("提出异议")')
      await page.waitForSelector('dialog')
      assert.equal(await page.isChecked('label:has-text("上级已收回")'), true)
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-object')
      await page.click('dialog button:has-text("提出")')
      await page.waitForSelector('text=还有 5 个工作日')
      objection = page.url().split('/').at(-1)!
      await takePicture(page, 'duties-objection')
    })
    await carry(STREET, objection)
    await visiting.atDesk('li', async (page) => {
      await goTo(page, '/desk/duties/objections', '异议')
      await page.click('th:has-text("请各街道每周报送")')
      await page.waitForSelector('dd:has-text("文昌路街道")')
      await page.click('button:has-text("答复")')
      await page.click('label:has-text("不再要求街道、社区做")')
      await page.fill('dialog textarea', '该事项由市综合行政执法局自行办理，街道不再报送。')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-answer')
      await page.click('dialog footer button:has-text("答复")')
      await page.waitForSelector('.tag:has-text("采纳")')
    })
    await carry(COUNTY, objection)
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/duties/objections', '异议')
      await page.waitForSelector('.tag:has-text("采纳")')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'duties-objections')
    })
  })

  test('rules say where they come from; the notice of the next year is pasted; a clerk reads and changes nothing', async () => {
    await visiting.atDesk('gao', async (page) => {
      await goTo(page, '/desk/rules', '规则与依据')
      await page.waitForSelector('text=2027 年的放假通知还没有录入')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'rules', true)
      await page.click('button:has-text("粘贴放假通知")')
      await page.fill(
        'textarea',
        '国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）上班。',
      )
      await page.waitForSelector('dialog >> text=放假 10 天，调休上班 1 天')
      assert.deepEqual(await findViolations(page), [])
      await takePicture(page, 'rules-year')
      await page.click('dialog button:has-text("按此执行")')
      await page.waitForSelector('text=放假通知已录入到 2027年12月31日')
      await page.click('th:has-text("异议几个工作日内答复")')
      await page.click('dialog button:has-text("按本地规定修改")')
      await page.fill('dialog .field:has-text("几个工作日内答复") input', '3')
      await page.fill('dialog .field:has-text("依据的文件") input', '莱州市事项准入办法（2026）')
      await page.click('dialog button:has-text("保存")')
      await page.waitForSelector('tr:has-text("异议几个工作日内答复"):has-text("本街道")')
    })
    await visiting.atDesk('chen', async (page, meant) => {
      meant(403)
      await goTo(page, '/desk/rules', '规则与依据')
      assert.equal(await page.isVisible('button:has-text("粘贴放假通知")'), false)
      await goTo(page, '/desk/duties', '职责清单')
      assert.equal(await page.isVisible('button:has-text("增加一项")'), false)
      await page.goto('/desk/duties/drafts/00000000-0000-7000-8000-000000000000')
      await page.waitForSelector('text=不能做这件事')
    })
  })

  test('on a phone, and in English', async () => {
    for (const [language, screen, name] of [
      ['zh', phoneScreen, 'phone'],
      ['en', deskScreen, 'en'],
      ['en', phoneScreen, 'phone-en'],
    ] as const)
      await visiting.atDesk(
        'gao',
        async (page) => {
          for (const [path, picture] of [
            ['/duties', 'list'],
            ['/duties/try', 'try'],
            ['/duties/editions', 'editions'],
            ['/duties/objections', 'objections'],
            ['/rules', 'rules'],
          ] as const) {
            await page.goto(`/desk${path}`)
            await page.waitForSelector('.page h1')
            await page.waitForSelector('.page-body table, .page-body form')
            assert.deepEqual(await findViolations(page), [], `${name} ${path}`)
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
            assert.ok(wide <= 0, `${name} ${path} is ${wide} px too wide`)
            await takePicture(page, `${name}-${picture}`, true)
          }
        },
        { screen, language },
      )
  })
})
