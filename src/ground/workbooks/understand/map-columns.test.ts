import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCatalogue } from '#ground/facts/catalogue.ts'
import type { Element, ElementType } from '#ground/facts/contract.ts'
import type { Cell, Sheet, Understanding } from '../contract.ts'
import { pathKey } from './heading.ts'
import { understandSheet } from './layout.ts'
import { mapColumns } from './map-columns.ts'
import { understandStatistics } from './statistics.ts'

function element(id: string, zh: string, type: ElementType, more: Partial<Element> = {}): Element {
  const kind = id.slice(0, id.indexOf('.')) as Element['kind']
  return { id, kind, label: { zh, en: id }, type, synonyms: [], sensitivity: 'personal', merge: 'latest', group: 'test', ...more }
}

const catalogue = readCatalogue(
  [
    element('person.name', '姓名', 'name', { synonyms: ['居民姓名'] }),
    element('person.sex', '性别', 'code', { codes: 'sex' }),
    element('person.id-number', '公民身份号码', 'id-number', { synonyms: ['身份证号', '身份证号码'] }),
    element('person.phone', '联系电话', 'phone', { synonyms: ['电话', '手机'] }),
    element('person.age', '年龄', 'integer'),
    element('person.is-disabled', '是否残疾', 'boolean', { synonyms: ['残疾人'] }),
    element('person.disability-kind', '残疾类别', 'code', { codes: 'disability', bare: ['类别'], contexts: ['残疾人'] }),
    element('person.residence-address', '现居住地址', 'address', { synonyms: ['家庭住址', '现住址'] }),
    element('person.registered-province', '户籍省', 'text', { bare: ['省'], contexts: ['户籍地'] }),
    element('person.relief-applied-date', '申请时间', 'day', { synonyms: ['受理日期'] }),
    element('person.guardian-name', '监护人姓名', 'name', { synonyms: ['监护人'], bare: ['姓名'], contexts: ['监护人'] }),
    element('person.guardian-phone', '监护人电话', 'phone', { bare: ['电话', '联系电话'], contexts: ['监护人'] }),
    element('household.head-name', '户主姓名', 'name', { bare: ['姓名'], contexts: ['户主'] }),
    element('household.head-id-number', '户主身份证号', 'id-number', { bare: ['身份证号', '身份证号码'], contexts: ['户主'] }),
    element('household.member-count', '家庭人口', 'integer'),
    element('dwelling.lease-kind', '租赁类型', 'text'),
    element('dwelling.address', '房屋地址', 'address'),
  ],
  [
    {
      id: 'sex',
      title: { zh: '性别', en: 'Sex' },
      source: 'GB/T 2261.1',
      entries: [
        { code: '1', zh: '男', en: 'Male' },
        { code: '2', zh: '女', en: 'Female' },
      ],
    },
    {
      id: 'disability',
      title: { zh: '残疾类别', en: 'Kind' },
      source: 'GB/T 26341',
      entries: [
        { code: '1', zh: '视力', en: 'Sight' },
        { code: '4', zh: '肢体', en: 'Limb' },
      ],
    },
  ],
)

function sheetOf(lines: (string | number)[][], name = 'Sheet1'): Sheet {
  const rows = lines.map((line, at) => ({
    row: at + 1,
    cells: new Map(
      line.flatMap((value, column): [number, Cell][] =>
        value === ''
          ? []
          : [
              [
                column + 1,
                typeof value === 'number' ? { kind: 'number', text: String(value), number: value } : { kind: 'text', text: value },
              ],
            ],
      ),
    ),
  }))
  const lastColumn = Math.max(...lines.map((line) => line.length))
  return { name, state: 'visible', rows, merges: [], hiddenColumns: [], lastRow: lines.length, lastColumn, cut: false }
}

function understood(lines: (string | number)[][], learned?: Map<string, string | null>): Map<string, Understanding> {
  const sheet = sheetOf(lines)
  return new Map(mapColumns(understandSheet(sheet), sheet, catalogue, learned).map((one) => [one.path.join('/'), one]))
}

const say = (one: Understanding | undefined) => `${one?.element} ${one?.certain ? 'certain' : 'open'}`

test('words of the catalogue are certain, through stars, numbering, full width, traditional characters and units', () => {
  const found = understood([
    ['序号', '姓名*', 'D2.性別', '身份证号码', '聯繫電話', '家庭住址', '备注'],
    ['1', '王芳', '女', '110101199001011237', '13500000000', '新湖路3号', ''],
  ])
  assert.deepEqual([...found.values()].map(say), [
    'null certain',
    'person.name certain',
    'person.sex certain',
    'person.id-number certain',
    'person.phone certain',
    'person.residence-address certain',
    'null certain',
  ])
})

test('a bare heading takes its meaning from the heading above and is nothing without it', () => {
  const found = understood([
    ['姓名', '身份证号', '户籍地', ''],
    ['', '', '省', '市'],
    ['王芳', '110101199001011237', '甲省', '乙市'],
  ])
  assert.equal(say(found.get('户籍地/省')), 'person.registered-province certain')
  assert.equal(found.get('户籍地/市')?.element, null)
})

test("another party's telephone is never the subject's", () => {
  const known = understood([
    ['姓名', '身份证号', '监护人', ''],
    ['', '', '姓名', '联系电话'],
    ['王芳', '110101199001011237', '王强', '13500000000'],
  ])
  assert.equal(say(known.get('监护人/联系电话')), 'person.guardian-phone certain')
  const unknown = understood([
    ['姓名', '身份证号', '代领人', ''],
    ['', '', '姓名', '联系电话'],
    ['王芳', '110101199001011237', '王强', '13500000000'],
  ])
  assert.equal(say(unknown.get('代领人/联系电话')), 'null certain')
})

test('after the head of the household is named, a bare number is the head’s', () => {
  const found = understood([
    ['户主姓名', '身份证号', '家庭人口', '房屋地址'],
    ['王芳', '110101199001011237', 3, '新湖路3号'],
  ])
  assert.equal(say(found.get('身份证号')), 'household.head-id-number certain')
})

test('cells that cannot be values of the element take certainty away', () => {
  const dogs = understood([
    ['姓名', '身份证号', '性别（公/母）'],
    ['王芳', '110101199001011237', '公'],
    ['李强', '110101199001011237', '母'],
    ['张静', '110101199001011237', '公'],
  ])
  assert.equal(dogs.get('性别（公/母）')?.certain, false)
  const empty = understood([
    ['姓名', '身份证号', '性别（公/母）'],
    ['', '', ''],
  ])
  assert.equal(empty.get('性别（公/母）')?.certain, false)
})

test('headings any matter may have are never certain by themselves', () => {
  assert.equal(
    understood([
      ['姓名', '身份证号', '受理日期'],
      ['王芳', '110101199001011237', '2024-01-02'],
    ]).get('受理日期')?.certain,
    false,
  )
})

test('typing errors and near words are proposed with what they resemble, never certain', () => {
  const found = understood([
    ['房屋地址', '租凭类型'],
    ['新湖路3号', '整租'],
  ])
  const lease = found.get('租凭类型')
  assert.equal(say(lease), 'dwelling.lease-kind open')
  assert.equal(lease?.reason.with?.like, '租赁类型')
})

test('a column asked twice is certain in neither place', () => {
  const found = understood([
    ['姓名', '身份证号', '电话', '手机号', '年龄'],
    ['王芳', '110101199001011237', '13500000000', '13500000001', 40],
    ['李强', '', '', '', 30],
  ])
  const twice = understood([
    ['姓名', '身份证号', '家庭住址', '现住址'],
    ['王芳', '110101199001011237', '新湖路3号', '新湖路4号'],
  ])
  assert.equal(say(found.get('年龄')), 'person.age certain')
  assert.deepEqual([twice.get('家庭住址')?.certain, twice.get('现住址')?.certain], [false, false])
})

test('what a street confirmed holds for that street, also that a column asks nothing', () => {
  const learned = new Map<string, string | null>([
    [pathKey(['劳力']), 'person.age'],
    [pathKey(['监护人']), null],
  ])
  const found = understood(
    [
      ['姓名', '身份证号', '劳力', '监护人'],
      ['王芳', '110101199001011237', '40', '王强'],
    ],
    learned,
  )
  assert.deepEqual([say(found.get('劳力')), say(found.get('监护人'))], ['person.age certain', 'null certain'])
  assert.equal(found.get('劳力')?.reason.say, 'workbook.understood.learned')
})

test('labelled cells of a card are mapped like columns, and printed answers count as values', () => {
  const sheet = sheetOf([['登记卡'], ['姓名', '', '性别', '□男 □女'], ['身份证号', '', '联系电话', ''], ['现住址', '', '', '']])
  const found = new Map(mapColumns(understandSheet(sheet), sheet, catalogue).map((one) => [one.cell, one]))
  assert.equal(say(found.get('D2')), 'person.sex certain')
  assert.deepEqual(found.get('D2')?.path, ['性别'])
  assert.equal(say(found.get('B3')), 'person.id-number certain')
})

test('statistics: subjects, conditions, sums proven by the numbers, ratios, and words left unexplained', () => {
  const sheet = sheetOf([
    ['残疾人统计表'],
    ['社区', '合计', '残疾类别', '', '女性', '60岁以上', '当月新增', '女性占比（%）'],
    ['', '', '视力', '肢体', '', '', '', ''],
    ['新湖社区', 10, 4, 6, 5, 3, 1, 50],
    ['柳河村', 20, 8, 12, 4, 7, 0, 20],
    ['合计', 30, 12, 18, 9, 10, 1, ''],
  ])
  const layout = understandSheet(sheet)
  assert.equal(layout.layout, 'statistics')
  const counted = understandStatistics(layout, sheet, catalogue)
  assert.deepEqual(counted.rowLabel, { column: 1, kind: 'region' })
  const column = (at: number) => counted.columns.find((one) => one.column === at)
  assert.deepEqual(column(2)?.relation, { kind: 'sum', of: [3, 4] })
  assert.deepEqual(column(3)?.conditions, [
    { element: 'person.disability-kind', op: '=', value: '1' },
    { element: 'person.is-disabled', op: '=', value: true },
  ])
  assert.deepEqual(column(5)?.conditions[0], { element: 'person.sex', op: '=', value: '2' })
  assert.equal(column(5)?.counted, 'persons')
  assert.deepEqual(column(6)?.conditions[0], { element: 'person.age', op: '>=', value: 60 })
  assert.deepEqual(column(7)?.unexplained, ['当月新增'])
  assert.deepEqual(column(8)?.relation, { kind: 'ratio', part: 5, whole: 2, percent: true })
  assert.ok(counted.columns.every((one) => !one.certain || one.role === 'label' || one.role === 'local'))
})

function listed(lines: (string | number)[][]): Understanding[] {
  const sheet = sheetOf(lines)
  return mapColumns(understandSheet(sheet), sheet, catalogue)
}

test('a bilingual heading is read by its Chinese words, wherever the translation stands', () => {
  const found = listed([
    ['*姓名 Name', 'Sex/性别', '身份证号(ID No.)', '联系 电话\nTel.', '年龄Age'],
    ['王芳', '女', '110101199001011237', '13800000001', 35],
    ['李强', '男', '110101198001011237', '13800000002', 45],
  ])
  assert.deepEqual(
    found.map(({ element }) => element),
    ['person.name', 'person.sex', 'person.id-number', 'person.phone', 'person.age'],
  )
})

test('a sheet of headings nobody understands is not certain to ask nothing', () => {
  const found = listed([['甲乙丙', '丁戊己', '庚辛壬', '癸子丑', '寅卯辰', '巳午未']])
  assert.ok(found.every(({ element, certain }) => element === null && !certain))
})

test('beside citizen numbers the names may stand under 家庭成员', () => {
  const found = listed([
    ['序号', '家庭成员', '身份证号'],
    [1, '王芳', '110101199001011237'],
    [2, '李强', '110101198001011237'],
    [3, '赵敏', '110101198001011245'],
  ])
  assert.equal(found[1]?.element, 'person.name')
  assert.equal(found[1]?.certain, false)
})

test('a table of relatives in a card never asks for the values of the subject', () => {
  const sheet: Sheet = {
    ...sheetOf([
      ['救助申请表'],
      ['姓名', '', '性别', ''],
      ['身份证号', '', '联系电话', ''],
      ['家庭成员', '姓名', '年龄', '身份证号'],
      ['', '', '', ''],
      ['', '', '', ''],
      ['现住址', '', '', ''],
    ]),
    merges: [[4, 1, 6, 1]],
  }
  const cells = mapColumns(understandSheet(sheet), sheet, catalogue)
  assert.equal(cells.find(({ path }) => path.at(-1) === '姓名')?.element, 'person.name')
  const theirs = cells.filter(({ path }) => path.length > 1)
  assert.ok(theirs.length >= 3)
  for (const { path, element } of theirs) assert.equal(element, null, path.join('/'))
})
