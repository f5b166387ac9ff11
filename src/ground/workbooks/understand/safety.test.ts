import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { sheetOf } from '../../../../test/corpus/plain-sheet.ts'
import { understandSheet } from './layout.ts'
import { mapColumns } from './map-columns.ts'

const catalogue = loadCatalogue()

function said(title: string, headings: string[]): Map<string, string> {
  const sheet = sheetOf([[title], headings], [])
  const columns = mapColumns(understandSheet(sheet), sheet, catalogue)
  return new Map(columns.map(({ path, element, certain }) => [path.join('/'), `${element}${certain ? ', certainly' : ''}`]))
}

test('a telephone right after whoever answers for a firm is that one’s; after two who may own the house it is not certain', () => {
  const firms = said('辖区商户消防安全台账', ['场所名称', '场所地址', '负责人', '联系电话'])
  assert.equal(firms.get('联系电话'), 'premises.responsible-phone, certainly')
  const houses = said('自建房排查表', ['房屋地址', '产权人（使用人）', '身份证号', '联系电话'])
  assert.equal(houses.get('联系电话'), 'dwelling.owner-phone')
})

test('words that differ in nothing that matters are the same words', () => {
  const found = said('流动人口登记表', ['姓名', '身份证号', '居住证编号', '户籍详细地址', '是否为流动党员', '入党年月'])
  assert.equal(found.get('居住证编号'), 'person.residence-permit-number, certainly')
  assert.equal(found.get('户籍详细地址'), 'person.registered-address, certainly')
  assert.equal(found.get('是否为流动党员'), 'person.is-floating-member, certainly')
  assert.equal(found.get('入党年月'), 'person.party-joined-date, certainly')
})

test('words that stretch are a guess, never certain', () => {
  const found = said('居民信息登记表', ['姓名', '身份证号', '享受政策', '离开时间', '派出所'])
  for (const heading of ['享受政策', '离开时间', '派出所']) assert.ok(!found.get(heading)?.includes('certainly'), heading)
})

test('in a sheet that is understood, words nobody has heard of are nobody’s fact; in one that is not, nothing is certain of them', () => {
  const understood = said('妇女健康登记表', ['姓名', '身份证号', '联系电话', '家庭住址', '胸腺饱和指征'])
  assert.equal(understood.get('胸腺饱和指征'), 'null, certainly')
  const strange = said('登记表', ['胸腺饱和指征', '螺旋桨叶片', '姓名', '蒸馏釜底温', '琥珀折射'])
  assert.equal(strange.get('胸腺饱和指征'), 'null')
})

test('members of a family, numbered contacts, carers, doors, dogs and teams take certainty from what they are asked', () => {
  const family = said('居民家庭登记表', ['姓名', '性别', '家庭住址', '家庭成员姓名', '关系', '工作单位', '联系电话'])
  assert.ok(!family.get('工作单位')?.includes('certainly') && !family.get('联系电话')?.includes('certainly'))
  const contacts = said('独居老人登记表', ['姓名', '身份证号', '紧急联系人1', '电话1', '紧急联系人2', '电话2'])
  assert.ok(!contacts.get('电话2')?.includes('certainly'))
  const carers = said('居家养老服务记录', ['姓名', '身份证号', '累计服务时长（小时）'])
  assert.ok(!carers.get('累计服务时长（小时）')?.includes('certainly'))
  const doors = said('小区楼道堆物清理台账', ['小区', '楼栋', '单元', '堆放物品'])
  assert.ok(!doors.get('小区')?.includes('certainly'))
  const dogs = said('犬只免疫登记表', ['户主', '身份证号', '养犬数', '疫苗厂家'])
  assert.ok(!dogs.get('疫苗厂家')?.includes('certainly'))
  const signed = said('家庭医生签约家庭花名册', ['户主姓名', '家庭人口', '签约人姓名', '签约医生', '联系电话'])
  assert.ok(!signed.get('联系电话')?.includes('certainly'))
  const teams = said('文体团队登记表', ['团队名称', '队长姓名', '性别', '获奖情况'])
  assert.ok(!teams.get('获奖情况')?.includes('certainly'))
})
