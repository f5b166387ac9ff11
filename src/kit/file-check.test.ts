import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeFiles } from './file-check.ts'

const rule = { endings: ['.xlsx', '.xls'], maxBytes: 1000, several: false }
const file = (name: string, size = 10) => ({ name, size })

test('a workbook is taken whatever the case of its ending', () => {
  assert.deepEqual(judgeFiles([file('人口.XLSX')], rule), { taken: [file('人口.XLSX')], refusals: [] })
})

test('each refused file says why; of several good ones only the first is taken where one is wanted', () => {
  const files = [file('a.doc'), file('b.xls', 0), file('c.xls', 1001), file('d.xls'), file('e.xls')]
  const { taken, refusals } = judgeFiles(files, rule)
  assert.deepEqual(
    taken.map(({ name }) => name),
    ['d.xls'],
  )
  assert.deepEqual(
    refusals.map(({ why }) => why),
    ['ending', 'empty', 'size', 'one-only'],
  )
  assert.equal(judgeFiles(files, { ...rule, several: true }).taken.length, 2)
})
