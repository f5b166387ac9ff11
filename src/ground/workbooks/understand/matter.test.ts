import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { sheetOf } from '../../../../test/corpus/plain-sheet.ts'
import { understandSheet } from './layout.ts'
import { mapColumns } from './map-columns.ts'

const catalogue = loadCatalogue()

/** What is said of each heading, as `element` or `element, certainly`. */
function said(lines: (string | number)[][], more: Parameters<typeof sheetOf>[2] = {}): Map<string, string> {
  const sheet = sheetOf(lines, [], more)
  const columns = mapColumns(understandSheet(sheet), sheet, catalogue)
  return new Map(columns.map(({ path, element, certain }) => [path.join('/'), `${element}${certain ? ', certainly' : ''}`]))
}

test('an attribute under the name of a thing is not certainly the person’s', () => {
  const found = said([
    ['养犬登记表'],
    ['姓名', '身份证号', '犬只信息', '', '基本信息', ''],
    ['', '', '出生日期', '毛色', '出生日期', '民族'],
    ['王芳', '990199198005011234', '2020-01-02', '黄', '1980-05-01', '汉族'],
  ])
  assert.ok(!found.get('犬只信息/出生日期')?.includes('certainly'))
  assert.equal(found.get('基本信息/民族'), 'person.ethnicity, certainly')
})

test('a group of persons asks who; a group of classes asks whether', () => {
  const heads = (group: string) => [['居民登记表'], ['姓名', '身份证号', group, ''], ['', '', '志愿者', '残疾人']]
  assert.ok(!said(heads('帮教小组')).get('帮教小组/志愿者')?.includes('certainly'))
  assert.equal(said(heads('人员类别')).get('人员类别/志愿者'), 'person.is-volunteer, certainly')
})

test('a short word for an office is certain where the sheet speaks of its matter', () => {
  const heads = (title: string) => [[title], ['姓名', '身份证号', '介绍人', '联系电话']]
  assert.equal(said(heads('志愿者登记表')).get('介绍人'), 'person.party-introducer')
  assert.equal(said(heads('入党积极分子登记表')).get('介绍人'), 'person.party-introducer, certainly')
})

test('the number of a landlord in a list of tenants is not certainly that of a house', () => {
  const found = said([['流动人口登记表'], ['姓名', '身份证号', '房东', ''], ['', '', '姓名', '身份证号']])
  assert.ok(!found.get('房东/身份证号')?.includes('certainly'))
})

test('yes and no in the cells of an element that wants words take certainty away', () => {
  const heads = ['姓名', '身份证号', '特长']
  const rows = (answer: string) => [1, 2, 3, 4].map((n) => ['王芳', `99019919800501123${n}`, answer])
  assert.equal(said([heads, ...rows('书法')]).get('特长'), 'person.speciality, certainly')
  assert.equal(said([heads, ...rows('有')]).get('特长'), 'person.speciality')
})

test('what was found at those who are listed is certain under a title of inspections, and a stranger in a list of persons is nobody’s fact', () => {
  const premises = said([['消防安全排查台账'], ['场所名称', '场所地址', '检查日期', '整改期限']])
  assert.equal(premises.get('检查日期'), 'premises.last-inspection, certainly')
  const persons = said([['留守儿童花名册'], ['姓名', '身份证号', '劝返责任人姓名', '劝返责任人电话', '监护人电话']])
  assert.equal(persons.get('劝返责任人电话'), 'null, certainly')
  assert.equal(persons.get('监护人电话'), 'person.guardian-phone, certainly')
})

test('under a heading with a unit of persons a word for persons asks how many', () => {
  const found = said([['社会组织台账'], ['组织名称', '统一社会信用代码', '人员（人）', ''], ['', '', '会员', '志愿者']])
  assert.equal(found.get('人员（人）/志愿者'), 'organisation.volunteer-count')
})

test('a point to check, written out, is known by the matter it is about', () => {
  const found = said([['九小场所检查台账'], ['场所名称', '场所地址', '外窗是否安装影响逃生的防盗网', '消防设施是否完好有效']])
  assert.equal(found.get('外窗是否安装影响逃生的防盗网'), 'premises.has-window-bars')
  // 消防设施 is an element of premises: that this is not it cannot be certain.
  assert.equal(found.get('消防设施是否完好有效'), 'null')
})

test('under what a household counts a class of persons asks how many', () => {
  const found = said([
    ['农户登记表'],
    ['户编号', '户主姓名', '其中', '', ''],
    ['', '', '60岁以上', '残疾人', '外出务工'],
    ['1', '王芳', '2', '0', '1'],
    ['2', '李强', '1', '0', '2'],
  ])
  assert.equal(found.get('其中/60岁以上'), 'household.elderly-count')
  assert.ok(!found.get('其中/外出务工')?.includes('certainly'))
})

test('a region to be given down to the door is an address', () => {
  const found = said([['居民登记表'], ['姓名', '身份证号', '户籍地（详细到组、门牌）', '户籍所在地']])
  assert.match(found.get('户籍地（详细到组、门牌）') ?? '', /^person\.registered-address/)
  assert.match(found.get('户籍所在地') ?? '', /^person\.registered-/)
})

test('a name asked among members of a family is whose the heading says', () => {
  const found = said([['退役军人登记表'], ['姓名', '身份证号', '家庭成员', ''], ['', '', '配偶姓名', '配偶电话']])
  assert.match(found.get('家庭成员/配偶姓名') ?? '', /^person\.spouse-name/)
})

test('answers numbered in a heading are answers, and a word in brackets is another for the one before', () => {
  const found = said([['社会组织台账'], ['组织名称', '统一社会信用代码', '注册（开办）资金', '单位类型①企业②社团']])
  assert.match(found.get('注册（开办）资金') ?? '', /^organisation\.registered-capital/)
  assert.match(found.get('单位类型①企业②社团') ?? '', /^organisation\.kind/)
})
