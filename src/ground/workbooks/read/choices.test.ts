import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import ExcelJS from '@protobi/exceljs'
import { loadCatalogue } from '#catalogue/load.ts'
import { understandWorkbook } from '../understand-workbook.ts'
import { choicesOf } from './choices.ts'
import { readWorkbook } from './read-workbook.ts'

type Validations = { add: (range: string, rule: { type: 'list'; formulae: string[] }) => void }

test('lists to choose from are read, stated or standing on a hidden sheet, and say what a bare heading means', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'choices-'))
  try {
    const path = join(folder, 'roster.xlsx')
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('人员')
    const lists = book.addWorksheet('字典', { state: 'hidden' })
    sheet.addRow(['姓名', '类别', '婚姻状况'])
    for (const word of ['未婚', '已婚', '丧偶', '离婚']) lists.addRow([word])
    const { dataValidations } = sheet as unknown as { dataValidations: Validations }
    dataValidations.add('B2:B50', { type: 'list', formulae: ['"视力,听力,言语,肢体,智力,精神,多重"'] })
    dataValidations.add('C2:C50', { type: 'list', formulae: ['字典!$A$1:$A$4'] })
    await book.xlsx.writeFile(path)
    const read = await readWorkbook(path, { name: 'roster.xlsx' })
    assert.deepEqual(
      read.sheets[0]?.choices?.map(({ options }) => options),
      [
        ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'],
        ['未婚', '已婚', '丧偶', '离婚'],
      ],
    )
    const understood = await understandWorkbook(path, 'roster.xlsx', loadCatalogue())
    const kind = understood.sheets[0]?.columns.find((column) => column.path[0] === '类别')
    assert.deepEqual([kind?.element, kind?.certain], ['person.disability-kind', false])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a list is found by its name, and what cannot be found is left out', () => {
  const cell = (text: string) => ({ kind: 'text', text }) as const
  const sheet = {
    name: '表 一',
    state: 'visible' as const,
    rows: ['甲', '乙'].map((text, at) => ({ row: at + 1, cells: new Map([[1, cell(text)]]) })),
    merges: [],
    hiddenColumns: [],
    lastRow: 2,
    lastColumn: 1,
    cut: false,
  }
  const names = new Map([['等次', "'表 一'!$A$1:$A$2"]])
  const listed = (formula1: string) => choicesOf(sheet, [{ sqref: 'B2:B9 D2', formula1 }], [sheet], names)
  assert.deepEqual(listed('等次'), [
    {
      ranges: [
        [2, 2, 9, 2],
        [2, 4, 2, 4],
      ],
      options: ['甲', '乙'],
    },
  ])
  assert.equal(listed('INDIRECT($A2)'), undefined)
  assert.equal(listed('别处!$A$1:$A$2'), undefined)
})
