import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sheetOf } from '../../../../test/corpus/plain-sheet.ts'
import { understandSheet } from './layout.ts'

const people = [
  [1, '王芳', '女', '新湖社区3号'],
  [2, '李强', '男', '柳河村12号'],
  [3, '张静', '女', '东关街5号'],
]

test('a plain roster begins in the first row', () => {
  const layout = understandSheet(sheetOf([['序号', '姓名', '性别', '家庭住址'], ...people]))
  assert.equal(layout.layout, 'roster')
  assert.deepEqual([layout.headerRows, layout.dataRows, layout.title], [[1, 1], [2, 4], undefined])
  assert.deepEqual(
    layout.columns.map((column) => column.path),
    [['序号'], ['姓名'], ['性别'], ['家庭住址']],
  )
})

test('the title, the unit and the note above are not header; totals, signatures and notes below are not data', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['困难群众救助资金发放表'],
        ['填报单位：新湖社区', '', '', '', '单位：元'],
        ['序号', '姓名', '性别', '家庭住址', '金额'],
        ...people.map((line) => [...line, 300]),
        ['合  计', '', '', '', 900],
        ['填表人：', '', '审核人：'],
        ['备注：本表一式两份。'],
      ],
      [[1, 1, 1, 5]],
    ),
  )
  assert.equal(layout.title, '困难群众救助资金发放表')
  assert.deepEqual(
    [layout.headerRows, layout.dataRows, layout.footerRows],
    [
      [3, 3],
      [4, 6],
      [7, 8, 9],
    ],
  )
})

test('four levels of merged headings give four-part paths', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['序号', '姓名', '住址', '', '', ''],
        ['', '', '户籍', '', '现居住', ''],
        ['', '', '行政区', '', '行政区', ''],
        ['', '', '县', '乡', '县', '乡'],
        [1, '王芳', '甲县', '东乡', '甲县', '西乡'],
        [2, '李强', '乙县', '东乡', '甲县', '西乡'],
      ],
      [
        [1, 1, 4, 1],
        [1, 2, 4, 2],
        [1, 3, 1, 6],
        [2, 3, 2, 4],
        [2, 5, 2, 6],
        [3, 3, 3, 4],
        [3, 5, 3, 6],
      ],
    ),
  )
  assert.deepEqual(
    [layout.headerRows, layout.dataRows],
    [
      [1, 4],
      [5, 6],
    ],
  )
  assert.deepEqual(layout.columns[5]?.path, ['住址', '现居住', '行政区', '乡'])
  assert.deepEqual(layout.columns[1]?.path, ['姓名'])
})

test('an upper heading that is a column and a group heads both', () => {
  const layout = understandSheet(
    sheetOf([
      ['区县', '规划资金（元）', '本月投入资金（元）', '', ''],
      ['', '', '', '用于到户（元）', '用于到村（元）'],
      ['甲县', 100, 60, 40, 20],
      ['乙县', 200, 90, 50, 40],
    ]),
  )
  assert.equal(layout.layout, 'statistics')
  assert.equal(layout.rowLabelColumn, 1)
  assert.deepEqual(layout.headerRows, [1, 2])
  assert.deepEqual(
    layout.columns.map((column) => column.path.length),
    [1, 1, 1, 2, 2],
  )
})

test('lines of units and of column numbers stand between header and data', () => {
  const layout = understandSheet(
    sheetOf([
      ['地区', '低保户数', '低保人数', '当月支出'],
      ['', '户', '人', '万元'],
      ['甲', '1', '2', '5'],
      ['新湖社区', 12, 20, 3],
      ['柳河村', 14, 30, 4],
    ]),
  )
  assert.deepEqual(
    [layout.headerRows, layout.dataRows],
    [
      [1, 1],
      [4, 5],
    ],
  )
  assert.deepEqual(layout.skippedRows, [
    { row: 2, why: 'unit' },
    { row: 3, why: 'numbering' },
  ])
})

test('group titles, subtotals, blank lines and a header repeated on the next page are told from people', () => {
  const header = ['序号', '姓名', '性别', '家庭住址']
  const layout = understandSheet(
    sheetOf([header, ['一、新湖社区'], ...people, ['小计', '', '', ''], [], header, ['二、柳河村'], ...people], [[2, 1, 2, 4]]),
  )
  assert.deepEqual(layout.dataRows, [3, 12])
  assert.deepEqual(
    layout.skippedRows.map(({ row, why }) => `${row} ${why}`),
    ['2 group-title', '6 subtotal', '7 blank', '8 repeated-header', '9 group-title'],
  )
})

test('a line that so far has only its number and a name is a person, a line with a number alone is blank', () => {
  const layout = understandSheet(
    sheetOf([
      ['序号', '姓名', '性别', '住址', '电话'],
      [1, '王芳', '女', '新湖社区3号', '13500000000'],
      [2, '李强'],
      [3],
      [4, '张静', '女', '', ''],
    ]),
  )
  assert.deepEqual(layout.dataRows, [2, 5])
  assert.deepEqual(layout.skippedRows, [{ row: 4, why: 'blank' }])
})

test('an empty template: numbered lines are meant for data, otherwise the lines before what stands below, otherwise the next one', () => {
  const header = ['序号', '姓名', '性别', '家庭住址']
  assert.deepEqual(understandSheet(sheetOf([header, [1], [2], [3], ['填表人：', '', '审核人：']])).dataRows, [2, 4])
  assert.deepEqual(understandSheet(sheetOf([header, [], [], ['填表人：', '', '审核人：']])).dataRows, [2, 3])
  assert.deepEqual(understandSheet(sheetOf([header])).dataRows, [2, 2])
})

test('a printed example is not a person', () => {
  const layout = understandSheet(sheetOf([['序号', '姓名', '性别', '家庭住址'], ['示例', '张某某', '男', 'XX路1号'], ...people]))
  assert.deepEqual(layout.skippedRows, [{ row: 2, why: 'note' }])
})

test('codes beside the table are not part of it, apart or touching', () => {
  const header = ['序号', '姓名', '性别', '人员类别']
  const apart = understandSheet(
    sheetOf([
      [...header, '', '类别说明'],
      [1, '王芳', '女', 'A', '', 'A 低保'],
      [2, '李强', '男', 'B', '', 'B 特困'],
      ['', '', '', '', '', 'C 其他'],
    ]),
  )
  assert.deepEqual([apart.columns.length, apart.besideColumns, apart.dataRows], [4, [6], [2, 3]])
  const touching = understandSheet(
    sheetOf([
      [...header, '人员类别'],
      ['', '', '', '', '低保'],
      ['', '', '', '', '特困'],
      ['', '', '', '', '其他'],
    ]),
  )
  assert.deepEqual([touching.columns.length, touching.besideColumns], [4, [5]])
})

test('a table may begin in another column, and headings merged for their width are one column', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['', '序号', '姓名', '身份证号码', '', '电话'],
        ['', 1, '王芳', '110101199001011234', '', '13500000000'],
        ['', 2, '李强', '110101199001011235', '', '13500000001'],
      ],
      [
        [1, 4, 1, 5],
        [2, 4, 2, 5],
        [3, 4, 3, 5],
      ],
    ),
  )
  assert.deepEqual(
    layout.columns.map((column) => column.column),
    [2, 3, 4, 6],
  )
})

test('a second table below is named and left alone', () => {
  const layout = understandSheet(
    sheetOf([
      ['序号', '姓名', '性别', '家庭住址'],
      ...people,
      [],
      ['志愿者名单'],
      ['姓名', '服务时长', '联系电话'],
      ['赵敏', 12, '13500000002'],
    ]),
  )
  assert.deepEqual(layout.dataRows, [2, 4])
  assert.equal(layout.otherTables?.[0]?.[0], 7)
})

test('a card answers to the right, below, in its own cell, and under its group', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['临时救助申请表'],
        ['编号：'],
        ['姓名', '', '性别', '', '出生年月', ''],
        ['身份证号码', '', '', '联系电话：', '', ''],
        ['紧急联系人', '姓名', '', '关系', '', ''],
        ['家庭成员', '姓名', '关系', '年龄', '职业', '电话'],
        ['', '', '', '', '', ''],
        ['', '', '', '', '', ''],
        ['居住情况', '□独居 □同住', '', '', '', ''],
        ['社区意见', '签字（盖章）：      年   月   日', '', '', '', ''],
      ],
      [
        [1, 1, 1, 6],
        [2, 1, 2, 6],
        [4, 2, 4, 3],
        [4, 5, 4, 6],
        [6, 1, 8, 1],
        [9, 2, 9, 6],
        [10, 2, 10, 6],
      ],
    ),
  )
  assert.equal(layout.layout, 'card')
  const answers = new Map(layout.cells.map((cell) => [cell.path.join('/'), cell.answer]))
  assert.deepEqual(
    ['编号', '姓名', '出生年月', '身份证号码', '联系电话', '紧急联系人/关系', '家庭成员/年龄', '家庭成员/电话', '居住情况', '社区意见'].map(
      (path) => answers.get(path),
    ),
    ['A2', 'B3', 'F3', 'B4', 'E4', 'E5', 'D7', 'F7', 'B9', 'B10'],
  )
})

test('fields printed downwards answer in the column meant for it', () => {
  const layout = understandSheet(
    sheetOf([
      ['模块', '字段名称', '填写说明', '填写内容', '备注'],
      ['人口信息', '姓名*', '与身份证一致', '', ''],
      ['', '性别*', '', '', ''],
      ['失业信息', '失业时间', '填到月', '', ''],
    ]),
  )
  assert.equal(layout.layout, 'card')
  assert.deepEqual(
    layout.cells.map((cell) => `${cell.path.join('/')} ${cell.answer}`),
    ['人口信息/姓名* D2', '人口信息/性别* D3', '失业信息/失业时间 D4'],
  )
})

test('points to check answer in the column of findings', () => {
  const layout = understandSheet(
    sheetOf(
      [
        ['消防安全检查表'],
        ['序号', '检查内容', '检查结果', '备注'],
        ['1', '疏散通道是否畅通', '□是 □否', ''],
        ['2', '灭火器是否有效', '□是 □否', ''],
      ],
      [[1, 1, 1, 4]],
    ),
  )
  assert.equal(layout.layout, 'card')
  assert.deepEqual(
    layout.cells.map((cell) => cell.answer),
    ['C3', 'C4'],
  )
})

test('when only the first rows were read, the data go on to the end of the sheet', () => {
  const layout = understandSheet(sheetOf([['序号', '姓名', '性别', '家庭住址'], ...people], [], { lastRow: 9000, cut: true }))
  assert.deepEqual(layout.dataRows, [2, 9000])
})

test('any sheet has a layout, and its rows are in order', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '',
      '',
      '姓名',
      '性别',
      '合计',
      '备注：',
      '1',
      '男',
      '单位：元',
      '□是 □否',
      '一、新湖社区',
      '13500000000',
      '电话：',
    ),
    fc.string({ maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 9 }), (lines) => {
      const layout = understandSheet(sheetOf(lines))
      assert.ok(layout.headerRows[0] <= layout.headerRows[1] && layout.dataRows[0] <= layout.dataRows[1])
      if (layout.layout !== 'card') assert.ok(layout.headerRows[1] < layout.dataRows[0] && layout.columns.length > 1)
      assert.ok(layout.footerRows.every((row) => row > layout.dataRows[1] || layout.layout === 'card'))
    }),
    { numRuns: 300 },
  )
})
