import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpen, meansSame, writeInto } from './boxes.ts'

const say = (text: string, many = false) => ({
  text,
  many,
  means: (option: string) => text.split('、').some((one) => meansSame(option, one)),
})

test('several labels share a cell: each answer goes behind its own label, and the words of the form stay', () => {
  let cell = '姓    名：________  性    别：□男 □女  出生日期：    年   月   日'
  cell = writeInto(cell, '姓名', say('李素珍'))!
  cell = writeInto(cell, '性别', say('女'))!
  cell = writeInto(cell, '出生日期', say('1941-01-10'))!
  assert.match(cell, /^姓 {4}名：李素珍 +性 {4}别：□男 ☑女 {2}出生日期：1941年1月10日$/u)
})

test('a cell of its own takes the answer before its unit, in its date blanks, or on its line', () => {
  assert.equal(writeInto('       岁', '年龄', say('85')), '85岁')
  assert.equal(writeInto('  年  月', '出生年月', say('1941-01')), '1941年1月')
  assert.equal(writeInto('________', '电话', say('13800001111')), '13800001111')
})

test('boxes are ticked by the word that means the answer, before or behind it, in the cell of the label or beside it', () => {
  assert.equal(writeInto('是否低保□是 □否', '是否低保', say('否')), '是否低保□是 ☑否')
  assert.equal(writeInto('□有  □无', '残疾证', say('是')), '☑有  □无')
  assert.equal(writeInto('未婚□ 已婚□ 丧偶□', '婚姻状况', say('已婚')), '未婚□ 已婚☑ 丧偶□')
  assert.equal(writeInto('□1.视力 □2.听力 □3.肢体', '残疾类别', say('视力、肢体', true)), '☑1.视力 □2.听力 ☑3.肢体')
  assert.equal(writeInto('□农业 □非农业', '户口', say('家庭户')), undefined)
})

test('what stands in a cell stays', () => {
  assert.equal(isOpen('姓名：张三  性别：', '姓名'), false)
  assert.equal(isOpen('姓名：张三  性别：', '性别'), true)
  assert.equal(isOpen('☑男 □女', '性别'), false)
  assert.equal(isOpen('经办人签字：      年  月  日', '社区意见'), false)
  assert.equal(writeInto('已填', '电话', say('13800001111')), undefined)
})
