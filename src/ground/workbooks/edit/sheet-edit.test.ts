import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workFolder } from '#ground/workbooks/hand-made.ts'
import { type Answer, spoolAnswers } from './answers.ts'
import type { SheetPlan } from './row-writer.ts'
import { editSheet } from './sheet-edit.ts'

const folder = await workFolder()
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const source = Buffer.from(
  `\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- 一 > 二 --><x:worksheet xmlns:x="${main}">\r\n <x:dimension ref="A1:B4"/>\r\n <x:sheetData>\r\n  <x:row>\r\n   <x:c t="inlineStr"><x:is><x:t>姓 > 名𠮷</x:t></x:is></x:c>\r\n  </x:row>\r\n  <x:row r="2"><x:c s='1'/><x:c s="1" a:cm="&gt;'>"><x:f>A1&amp;"&lt;"</x:f><x:v>旧</x:v></x:c></x:row>\r\n  <x:row r="4"><x:c r="A4"><x:v>4</x:v></x:c><x:extLst><x:ext/></x:extLst></x:row>\r\n </x:sheetData>\r\n <x:mergeCells count="1"><x:mergeCell ref="A2:B2"/></x:mergeCells>\r\n</x:worksheet>`,
)

async function edited(chunkSize: number): Promise<string> {
  async function* answers(): AsyncGenerator<Answer[][]> {
    yield [['甲'], ['乙']]
    yield [['丙']]
  }
  const spool = await spoolAnswers(answers(), folder.path(`answers-${chunkSize}`), 1)
  const plan: SheetPlan = {
    name: '名册',
    growths: new Map([['名册', { firstRow: 2, lastRow: 2, by: 2 }]]),
    roster: { columns: [1], firstRow: 2, lastRow: 2, spool },
    cells: new Map([[4, new Map([[2, 7]])]]),
    styles: [],
    from1904: false,
    columnStyles: [],
    report: { keptFormulas: { count: 0, first: [] }, cutTexts: { count: 0, first: [] } },
  }
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let from = 0; from < source.length; from += chunkSize) yield source.subarray(from, from + chunkSize)
  }
  let written = ''
  const pieces: Buffer[] = []
  for await (const piece of editSheet(chunks(), plan)) pieces.push(piece)
  written = Buffer.concat(pieces).toString('utf8')
  await spool.remove()
  return written
}

test('prefixes, comments, white space and odd attributes pass; the result does not depend on how the bytes arrive', async () => {
  const whole = await edited(source.length)
  const cell = (row: number, text: string) => `<x:row r="${row}"><x:c r="A${row}" s="1" t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`
  const formula = (row: number, from: number) =>
    `<x:c r="B${row}" s="1"${row === 2 ? ` a:cm="&gt;'>"` : ''}><x:f>A${from}&amp;"&lt;"</x:f></x:c></x:row>`
  const rows = `${cell(2, '甲')}${formula(2, 1)}${cell(3, '乙')}${formula(3, 2)}${cell(4, '丙')}${formula(4, 3)}`
  const expected = source
    .toString('utf8')
    .replace('ref="A1:B4"', 'ref="A1:B6"')
    .replace(/<x:row r="2">.*?<\/x:row>(\s*)<x:row r="4">.*?<\/x:row>/s, (_whole, space: string) => {
      const last = '<x:row r="6"><x:c r="A6"><x:v>4</x:v></x:c><x:c r="B6"><x:v>7</x:v></x:c><x:extLst><x:ext/></x:extLst></x:row>'
      return (
        rows
          .replace('</x:row>', `</x:row>${space}`)
          .replace(/^(.*?<\/x:row>)(\s*)(.*)$/s, (_all, first: string, gap: string, rest: string) => first + gap + rest) + last
      )
    })
    .replace(
      '<x:mergeCells count="1"><x:mergeCell ref="A2:B2"/>',
      '<x:mergeCells><x:mergeCell ref="A2:B2"/><x:mergeCell ref="A3:B3"/><x:mergeCell ref="A4:B4"/>',
    )
  assert.equal(whole, expected)
  for (const size of [1, 7, 64, 1000]) assert.equal(await edited(size), whole, `in chunks of ${size}`)
})
