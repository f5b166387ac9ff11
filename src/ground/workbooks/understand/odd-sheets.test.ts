import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheetOf } from '../../../../test/corpus/plain-sheet.ts'
import { understandSheet } from './layout.ts'

const people = (count: number) =>
  Array.from({ length: count }, (_, at) => [
    at + 1,
    ['王芳', '李强', '张静', '赵磊'][at % 4]!,
    at % 2 ? '女' : '男',
    40 + at,
    `新湖社区${at + 1}号`,
  ])
const heads = ['序号', '姓名', '性别', '年龄', '住址']
const paths = (layout: ReturnType<typeof understandSheet>) => layout.columns.map((column) => column.path.join('/'))
const answers = (layout: ReturnType<typeof understandSheet>) => layout.cells.map((cell) => `${cell.answer} ${cell.path.join('/')}`)

test('five levels of headings give five-part paths', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['困难家庭登记表'],
        ['序号', '姓名', '家庭情况', '', '', '', '备注'],
        ['', '', '收入情况', '', '', '住房'],
        ['', '', '工资性', '', '其他'],
        ['', '', '本人', '配偶'],
        ['', '', '月工资', '月工资', '金额', '面积'],
        [1, '王芳', 3000, 2000, 100, 80],
        [2, '李强', 3000, 2000, 100, 80],
      ],
      [
        [1, 1, 1, 7],
        [2, 1, 6, 1],
        [2, 2, 6, 2],
        [2, 3, 2, 6],
        [2, 7, 6, 7],
        [3, 3, 3, 5],
        [3, 6, 5, 6],
        [4, 3, 4, 4],
        [4, 5, 5, 5],
      ],
    ),
  )
  assert.deepEqual(
    [layout.headerRows, layout.dataRows],
    [
      [2, 6],
      [7, 8],
    ],
  )
  assert.equal(paths(layout)[2], '家庭情况/收入情况/工资性/本人/月工资')
  assert.equal(paths(layout)[5], '家庭情况/住房/面积')
})

test('a letter before the table is not its header', () => {
  const letter = Array.from({ length: 20 }, (_, at) => [`${at + 1}.请各社区认真组织人员逐户核对，确保数据真实准确，按时上报街道办事处。`])
  const layout = understandSheet(sheetOf([['关于做好人口信息核查工作的通知'], ...letter, ['人口核查表'], [''], heads, ...people(5)]))
  assert.deepEqual([layout.title, layout.headerRows, layout.dataRows], ['人口核查表', [24, 24], [25, 29]])
})

test('of tables side by side the first is read, and the others stand beside it', () => {
  const line = ['王芳', '13800001111', '1号楼']
  const layout = understandSheet(
    sheetOf([
      ['姓名', '电话', '楼栋', '', '姓名', '电话', '楼栋', '', '姓名', '电话', '楼栋'],
      ...Array.from({ length: 4 }, () => [...line, '', ...line, '', ...line]),
    ]),
  )
  assert.deepEqual(paths(layout), ['姓名', '电话', '楼栋'])
  assert.deepEqual(layout.besideColumns, [5, 6, 7, 9, 10, 11])
})

test('where rows and columns changed places the left column holds the labels', () => {
  const layout = understandSheet(
    sheetOf([
      ['家庭成员信息表'],
      ['项目', '成员一', '成员二', '成员三'],
      ['姓名', '王芳', '李强', '张静'],
      ['性别', '女', '男', '女'],
      ['身份证号', '', '', ''],
      ['与户主关系', '户主', '配偶', '之子'],
    ]),
  )
  assert.equal(layout.layout, 'card')
  assert.deepEqual(answers(layout), ['B3 姓名', 'B4 性别', 'B5 身份证号', 'B6 与户主关系'])
})

test('sheets that explain have no columns: instructions, codes, lists to choose from, also when they are hidden', () => {
  const lists = [
    ['民族', '文化程度', '婚姻状况'],
    ['汉族', '小学', '未婚'],
    ['回族', '初中', '已婚'],
    ['满族', '高中'],
    ['', '大专'],
  ]
  const codes = sheetOf(lists, [], { name: '字典' })
  const hidden = sheetOf(lists, [], { state: 'hidden' })
  const instructions = sheetOf([['填表说明'], ['1.本表由社区填写，于每月25日前报送街道。'], ['2.身份证号码为必填项，请核对后填写。']])
  const table = sheetOf(
    [
      ['序号', '字段名称', '填写要求', '示例'],
      [1, '姓名', '与身份证一致', '张三'],
      [2, '联系电话', '11位手机号', '13800001111'],
    ],
    [],
    { name: '填表说明' },
  )
  for (const sheet of [codes, hidden, instructions, table]) {
    const { columns, cells } = understandSheet(sheet)
    assert.deepEqual([columns, cells], [[], []])
  }
})

test('lists of codes two columns wide, as tall as the empty table beside them, are not part of it', () => {
  const layout = understandSheet(
    sheetOf([
      ['活动登记表'],
      ['序号', '项目领域', '活动类型', '日期', '项目领域', '活动类型'],
      ['', '', '', '', '儿童', '讲座'],
      ['', '', '', '', '青年', '游园'],
      ['', '', '', '', '长者', '培训'],
      ['总合计'],
    ]),
  )
  assert.deepEqual(paths(layout), ['序号', '项目领域', '活动类型', '日期'])
  assert.deepEqual([layout.besideColumns, layout.footerRows], [[5, 6], [6]])
})

test('a list of people whose title speaks of statistics and a table of counts with a telephone are told apart', () => {
  const counts = understandSheet(
    sheetOf([
      ['防汛统计报告表'],
      ['村（社区）', '受灾人口', '转移户数', '转移人数', '倒塌房屋（间）', '值班电话'],
      [''],
      [''],
      ['填报人：', '', '审核人：'],
    ]),
  )
  assert.equal(counts.layout, 'statistics')
  const events = understandSheet(
    sheetOf([
      ['活动受益人数统计表'],
      ['年份', '月份', '活动日期', '活动名称', '项目领域', '受益对象', '统计人', '男', '女', '合计'],
      [''],
      [''],
      ['填报人：', '', '审核人：'],
    ]),
  )
  assert.equal(events.layout, 'roster')
})

test('where merges were lost on the way, as in .csv, the levels of a header are found by the cells they leave empty', () => {
  const layout = understandSheet(
    sheetOf([
      ['信息登记表'],
      ['姓名', '性别', '现居住地址', '', '', '受益人数统计', '', '', '', '备注', '项目领域', '项目领域'],
      ['', '', '幢', '单元', '室', '成人', '', '儿童', '', '', '青年', '讲座'],
      ['', '', '', '', '', '男性', '女性', '男童', '女童', '', '长者', '游园'],
      ['王芳', '女', 3, 1, 501, 2, 3, 1, 1],
      ['李强', '男', 4, 2, 502, 2, 3, 1, 1],
    ]),
  )
  assert.deepEqual(
    [layout.headerRows, layout.dataRows],
    [
      [2, 4],
      [5, 6],
    ],
  )
  assert.deepEqual(paths(layout).slice(2, 8), [
    '现居住地址/幢',
    '现居住地址/单元',
    '现居住地址/室',
    '受益人数统计/成人/男性',
    '受益人数统计/成人/女性',
    '受益人数统计/儿童/男童',
  ])
})
