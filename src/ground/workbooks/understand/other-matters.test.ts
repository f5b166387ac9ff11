import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { besidesOtherMatter, isOfOtherMatter, speaksOfOtherMatter } from './other-matters.ts'

test('no heading of the catalogue is taken for a matter the register does not keep', () => {
  assert.deepEqual([...loadCatalogue().headings.keys()].filter(isOfOtherMatter), [])
})

test('headings of disputes, cases, payments and deeds are nobody’s fact', () => {
  for (const heading of [
    '矛盾纠纷类型',
    '信访诉求',
    '社区矫正期限',
    '派单时间',
    '打款日期',
    '核查结果',
    '慰问品发放情况',
    '整改前照片',
    '孕周（周）',
  ])
    assert.ok(speaksOfOtherMatter(heading), heading)
})

test('a remark in brackets does not make a fact nobody’s', () => {
  for (const heading of [
    '身份证号（附复印件）',
    '姓名（上传照片）',
    '是否制定突发事件应急预案',
    '被征收人',
    '可燃气体报警装置',
    '残疾等次',
  ])
    assert.ok(!speaksOfOtherMatter(heading), heading)
})

test('what a heading of another matter says besides may still be asked', () => {
  assert.equal(besidesOtherMatter('叶酸打款日期'), '叶酸日期')
  assert.equal(besidesOtherMatter('打款日期'), '日期')
  assert.equal(besidesOtherMatter('核查结果'), '')
})
