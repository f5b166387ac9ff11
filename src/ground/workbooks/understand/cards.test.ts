import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sheetOf } from '../../../../test/corpus/plain-sheet.ts'
import { understandSheet } from './layout.ts'

const answers = (sheet: ReturnType<typeof sheetOf>) => {
  const layout = understandSheet(sheet)
  assert.equal(layout.layout, 'card')
  return layout.cells.map((cell) => `${cell.answer} ${cell.path.join('/')}`)
}

test('several labels in one cell each answer there, with spaces inside a word, one letter before a bracket, boxes or lines behind', () => {
  const cells = answers(
    sheetOf([
      ['个人情况表'],
      ['姓    名：____________    性    别：□男 □女    出生日期：      年   月   日'],
      ['省(区、市)：________', '县：________'],
      ['是否党员：□是  □否    是否退役军人：□是  □否'],
      ['身份证号码：__________________'],
    ]),
  )
  assert.deepEqual(cells, [
    'A2 姓名',
    'A2 性别',
    'A2 出生日期',
    'A3 省(区、市)',
    'B3 县',
    'A4 是否党员',
    'A4 是否退役军人',
    'A5 身份证号码',
  ])
})

test('boxes behind a label are its answer in the same cell', () => {
  const cells = answers(
    sheetOf([
      ['登记卡'],
      ['姓名', '', '性别', ''],
      ['是否低保对象□是 □否', '', '是否残疾 □是 □否', ''],
      ['婚姻状况', '未婚□ 已婚□ 丧偶□', '联系电话', ''],
    ]),
  )
  assert.deepEqual(
    cells.map((cell) => cell.replace(/ ?□.*/u, '')),
    ['B2 姓名', 'D2 性别', 'A3 是否低保对象', 'C3 是否残疾', 'B4 婚姻状况', 'D4 联系电话'],
  )
})

test('lines of labels over lines for their answers make a card, empty or filled, down to a last short line', () => {
  const form = (filled: boolean) =>
    sheetOf([
      ['党员信息采集表'],
      ['姓名', '性别', '民族', '籍贯', '出生日期'],
      filled ? ['王芳', '女', '汉族', '甘泉', '1980-05-01'] : [''],
      ['文化程度', '专业', '身份证号码', '联系电话', '家庭住址'],
      filled ? ['大专', '会计', '990199198005011234', '13800001111', '新湖路3号'] : [''],
      ['入党时间', '党内职务'],
      filled ? ['2005-07-01', '无'] : [''],
      ['注：本表一式两份，由社区存档。'],
    ])
  for (const filled of [false, true])
    assert.deepEqual(
      answers(form(filled)).filter((cell) => /姓名|住址|入党|职务/u.test(cell)),
      ['A3 姓名', 'E5 家庭住址', 'A7 入党时间', 'B7 党内职务'],
    )
})

test('a group in one line leads its labels and answers, filled or not', () => {
  const form = (filled: boolean) =>
    sheetOf(
      [
        ['补贴申请表'],
        ['姓名', filled ? '王芳' : '', '', '性别', filled ? '女' : '', '年龄', ''],
        ['身份证号码', '', '', '民族', '', '联系电话', ''],
        ['家庭住址', '', '', '文化程度', '', '职业', ''],
        filled
          ? ['发放账户', '开户银行', '农村信用社', '户名', '徐英', '账号', '6217410961807954507']
          : ['发放账户', '开户银行', '', '户名', '', '账号', ''],
      ],
      [2, 3, 4].map((row) => [row, 1, row, 2]),
    )
  for (const filled of [false, true])
    assert.deepEqual(answers(form(filled)).slice(-3), ['C5 发放账户/开户银行', 'E5 发放账户/户名', 'G5 发放账户/账号'])
})

test('fields printed downwards answer in the wide column of notes where nothing else is meant for it, also when it is filled', () => {
  const form = sheetOf(
    [
      ['信息采集表'],
      ['模块', '选项卡', '字段名称', '说明', '', '备注'],
      ['失业人员', '人口信息', '所属网格', '新湖第一网格'],
      ['', '', '姓名', '王芳'],
      ['', '', '性别', '女'],
      ['', '', '民族', '汉族'],
      ['', '失业信息', '失业时间', '2020-01-01'],
      ['', '', '失业原因', '企业倒闭'],
      ['', '', '职称', '无'],
      ['', '', '技术等级', '初级'],
    ],
    [
      [2, 4, 2, 5],
      [3, 1, 10, 1],
      [3, 2, 6, 2],
      [7, 2, 10, 2],
      ...[3, 4, 5, 6, 7, 8, 9, 10].map((row): [number, number, number, number] => [row, 4, row, 5]),
    ],
  )
  const cells = answers(form)
  assert.equal(cells[0], 'D3 人口信息/所属网格')
  assert.equal(cells.at(-1), 'D10 失业信息/技术等级')
})

test('labels above a list of points to check belong to the form', () => {
  const cells = answers(
    sheetOf(
      [
        ['“三小”场所消防安全检查表'],
        ['场所名称', '', '场所地址', ''],
        ['负责人', '', '联系电话', ''],
        ['检查内容和情况'],
        ['类型', '场所的范围', '存在问题'],
        ['小档口', '建筑面积在300平方米以下的场所', '□1.未设置独立的疏散楼梯'],
        ['', '', '□2.违规住人过夜'],
        ['小作坊', '建筑面积在250平方米以下的场所', '□1.安全出口上锁'],
        ['', '', '□2.未设应急照明'],
      ],
      [
        [1, 1, 1, 4],
        [4, 1, 4, 4],
        [6, 1, 7, 1],
        [8, 1, 9, 1],
      ],
    ),
  )
  assert.deepEqual(cells.slice(0, 4), ['B2 场所名称', 'D2 场所地址', 'B3 负责人', 'D3 联系电话'])
  assert.equal(cells[4], 'C6 小档口/1.未设置独立的疏散楼梯')
})
