/** A workbook of sixty columns and five thousand rows is read and its columns are understood. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalogue } from '#catalogue/load.ts'
import type { Element } from '#ground/facts/contract.ts'
import { understandWorkbook } from '#ground/workbooks/understand-workbook.ts'
import type { SimpleCell, SimpleRow } from '#ground/workbooks/write/simple.ts'
import { between, idNumberOf, mobileOf, nameOf, pick, type Random, randomOf } from '../corpus/values.ts'
import { median, report, timed } from './report.ts'
import { writeSheet } from './requests.ts'

const COLUMNS = 60
const ROWS = 5000
const ROUNDS = 9

const random = randomOf('understand')
const catalogue = loadCatalogue()
const elements = [...catalogue.elements.values()].filter((element) => element.kind === 'person' && element.type !== 'tie').slice(0, COLUMNS)

const folder = await mkdtemp(join(tmpdir(), 'linli-bench-understand-'))
try {
  const path = join(folder, 'roster.xlsx')
  await writeSheet(path, roster())
  const times: number[] = []
  let certain = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ms = await timed(async () => {
      const { sheets } = await understandWorkbook(path, 'roster.xlsx', catalogue)
      certain = sheets[0]?.columns.filter((column) => column.certain).length ?? 0
    })
    if (round > 0) times.push(ms)
  }
  const spread = `${Math.round(Math.min(...times))}–${Math.round(Math.max(...times))} ms in ${ROUNDS} rounds`
  const size = `${((await stat(path)).size / 1e6).toFixed(1)} MB`
  report({
    name: `understand a workbook of ${COLUMNS} columns × ${ROWS.toLocaleString('en')} rows`,
    unit: 'ms',
    ours: median(times),
    note: `aim: under 1 s; ${size}, ${certain} columns certain, ${spread}`,
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}

function* roster(): Generator<SimpleRow> {
  yield ['街道实有人口信息登记表']
  yield ['填报单位：文昌路街道', null, null, '填报时间：2026年11月1日']
  yield elements.map((element) => element.label.zh)
  for (let row = 0; row < ROWS; row += 1) yield elements.map((element) => cellOf(random, element))
}

/** As clerks write them; a fifth of the cells is empty. */
function cellOf(random: Random, element: Element): SimpleCell {
  if (random() < 0.2) return null
  const { type, codes } = element
  if (type === 'name') return nameOf(random)
  if (type === 'id-number') return idNumberOf(random)
  if (type === 'phone') return mobileOf(random)
  if (type === 'boolean') return pick(random, ['是', '否'])
  if (type === 'integer' || type === 'decimal') return between(random, 0, 120)
  if (type === 'day') return { day: `${between(random, 1940, 2024)}-0${between(random, 1, 9)}-1${between(random, 0, 9)}` }
  if (type === 'month' || type === 'year') return String(between(random, 1990, 2026))
  const list = codes === undefined ? undefined : catalogue.codeLists.get(codes)
  if (list) return pick(random, list.entries).zh
  return pick(random, ['阳光花园3号楼2单元', '莱州市第一机械有限公司', '文昌路街道第三居委会', '无', '—'])
}
