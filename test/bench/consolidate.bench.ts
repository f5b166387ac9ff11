/**
 * Twenty streets' returned rosters of fifty thousand rows each become one workbook in the asker's layout, through the job to the recorded book, against
 * a program by hand that inflates the same sheets, cuts their rows out with one expression and streams the cells into a workbook. Both write the same
 * cells, or the bench fails. Memory is what the job's process holds at most beside what it held before.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { allRights } from '#catalogue/roles.ts'
import { makeBook } from '#circles/management/reports/demands/books/contract.ts'
import { fillWorkbook } from '#ground/workbooks/edit/fill-workbook.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import { type SimpleRow, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { newId } from '#kernel/log/id.ts'
import { listJobs, listOperations } from '../../src/server/house.ts'
import { openHouse } from '../../src/server/open-house.ts'
import { pick, randomOf } from '../corpus/values.ts'
import { endAll } from '../end.ts'
import { connectAsSuperuser, openTestDatabase } from '../server.ts'
import { given, surnames } from './people.ts'
import { inTurns, report, reportRounds } from './report.ts'
import { scale } from './street.ts'

const ROUNDS = 3
const LIMIT = 2.5
const STREETS = 20
const ROWS = Math.max(100, Math.round(50_000 * Math.min(1, scale)))
const COUNTY = 370683000
const SHEET = '表1'
const HEADINGS = ['序号', '姓名', '公民身份号码', '出生日期', '联系电话', '现住址', '工作单位', '文化程度', '婚姻状况', '备注']
const ELEMENTS = [
  null,
  'name',
  'id-number',
  'birth-date',
  'phone',
  'residence-address',
  'employer',
  'education-level',
  'marital-status',
  null,
]

const CELL = /<c r="([B-J])\d+"[^>]*>(?:<is><t[^>]*>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/g

const random = randomOf('consolidate')
const folder = await mkdtemp(join(tmpdir(), 'linli-bench-books-'))
const database = await openTestDatabase()
const admin = connectAsSuperuser(database)
try {
  const { house } = await openHouse({ app: database.app, folder, log: () => undefined })
  const actor: Actor = houseActor(COUNTY, allRights)
  await mkdir(join(folder, 'files', String(COUNTY)), { recursive: true })
  const template = house.files.path(COUNTY, newId())
  await pipeline(
    writeSimpleWorkbook({ sheets: [{ name: SHEET, rows: [HEADINGS, HEADINGS.map(() => null)] }], at: new Date('2026-11-01T00:00:00Z') }),
    createWriteStream(template),
  )
  const returned: string[] = []
  for (let street = 1; street <= STREETS; street += 1) returned.push(await returnFrom(street))
  const demand = await keepDemand()
  const byHand = join(folder, 'by-hand.xlsx')
  const jobs = new Map(listJobs().map((one) => [one.kind, one]))
  const consolidate = listOperations().find(({ contract }) => contract.name === makeBook.name) as Action
  let ours = ''
  let most = 0
  const rounds = await inTurns(ROUNDS, {
    ours: async () => {
      const watch = watchMemory()
      const { data } = await enter(house, consolidate, { street: COUNTY, actor, input: { id: demand } })
      const { job } = data as { job: string }
      await runJob(house, jobs, COUNTY, job, async () => actor)
      most = Math.max(most, watch.stop())
      const scope = { street: COUNTY, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false }
      const done = await house.transaction(scope, (sql) => findJob(sql, COUNTY, job))
      if (done?.state !== 'done') throw new Error(`the job ended as ${done?.state}: ${JSON.stringify(done?.problem)}`)
      ours = house.files.path(COUNTY, String(done.result?.file))
    },
    floor: () =>
      pipeline(writeSimpleWorkbook({ sheets: [{ name: SHEET, rows: rowsByHand() }], at: new Date(0) }), createWriteStream(byHand)),
  })
  await holdEqual(ours, byHand)
  const size = `${((await stat(ours)).size / 1e6).toFixed(0)} MB, by hand ${((await stat(byHand)).size / 1e6).toFixed(0)} MB`
  const what = `put together ${STREETS} streets × ${ROWS.toLocaleString('en')} rows × ${HEADINGS.length}`
  reportRounds({ name: what, unit: 'ms', limit: LIMIT, note: `${ROUNDS} rounds; ${size}` }, rounds)
  report({ name: 'memory it takes', unit: 'MB', ours: most, note: 'at most, over what the process held before' })

  async function returnFrom(street: number): Promise<string> {
    const id = newId()
    const rows = (async function* () {
      for (let at = 0; at < ROWS; at += 1000)
        yield Array.from({ length: Math.min(1000, ROWS - at) }, (_, index) => answersOf(street, at + index + 1))
    })()
    const columns = HEADINGS.map((_, at) => at + 1)
    await fillWorkbook(
      template,
      house.files.path(COUNTY, id),
      [{ sheet: SHEET, roster: { columns, firstRow: 2, lastRow: 2, rows } }],
      'bench',
    )
    return id
  }

  async function keepDemand(): Promise<string> {
    const [id, file] = [newId(), template.split('/').at(-1)!]
    const plan = {
      lo: actor.lo,
      hi: actor.hi,
      sheets: [
        {
          ...{ sheet: SHEET, use: true, layout: 'roster', headerRows: [1, 1], dataRows: [2, 2] },
          population: { kind: 'person', who: 'all', conditions: [] },
          columns: HEADINGS.map((heading, at) => ({
            ...{ path: [heading], column: at + 1, element: ELEMENTS[at] ? `person.${ELEMENTS[at]}` : null },
            ...(at === 0 ? { local: 'number' } : at === 9 ? { local: 'day' } : {}),
          })),
        },
      ],
    }
    const common = { login: actor.login, post: actor.post, at: new Date() }
    await keepRow(file, template)
    for (const one of returned) await keepRow(one, house.files.path(COUNTY, one))
    await admin`
      insert into demand (street_id, id, region_no, title, asker, file_id, file_name, sheets, plan, streets, state, login_id, post_id, at)
      values (${COUNTY}, ${id}, ${actor.lo}, '名册', '市民政局', ${file}, '名册.xlsx', ${admin.json({ sheets: [], notes: [], format: 'xlsx' })}, ${admin.json(plan as never)},
        ${`{${returned.map((_, at) => COUNTY + at + 1).join()}}`}::bigint[], 'admitted', ${common.login}, ${common.post}, ${common.at})`
    for (const [at, one] of returned.entries())
      await admin`
        insert into demand_return (street_id, id, region_no, demand_id, target, file_id, sha256, counts, spans, subjects, as_of, unsigned, signed_by, signed_at, recall_on, at)
        values (${COUNTY}, ${one}, ${actor.lo}, ${id}, ${COUNTY + at + 1}, ${one}, '', '{}', ${admin.json([{ sheet: SHEET, firstRow: 2, lastRow: ROWS + 1 }])}, ${ROWS}, '2026-11-22', '{}',
          '街道办事处', ${common.at}, '2027-05-21', ${common.at})`
    return id
  }

  async function keepRow(id: string, path: string): Promise<void> {
    await admin`
      insert into file (street_id, id, name, media, bytes, sha256, login_id, post_id, region_lo, region_hi, at)
      values (${COUNTY}, ${id}, '名册.xlsx', '', ${(await stat(path)).size}, '', ${actor.login}, ${actor.post}, ${actor.lo}, ${actor.hi}, now())`
  }

  /** Cells by one expression: these sheets are known to hold nothing else. */
  async function* rowsByHand(): AsyncGenerator<SimpleRow> {
    yield HEADINGS
    let number = 0
    for (const id of returned) {
      let first = true
      for await (const row of rowsOf(house.files.path(COUNTY, id))) {
        if (first) {
          first = false
          continue
        }
        number += 1
        const cells: (string | number | null)[] = [number, ...HEADINGS.slice(1).map(() => null)]
        for (const [, letter, text, value] of row.matchAll(CELL))
          cells[letter!.charCodeAt(0) - 65] = text ?? (value === undefined ? null : Number(value))
        yield cells
      }
    }
  }
} finally {
  await admin.end()
  await database.close()
  await rm(folder, { recursive: true, force: true })
  await endAll()
}

function answersOf(street: number, order: number) {
  const name = pick(random, surnames) + pick(random, given) + pick(random, given)
  const digits = String(street * 1_000_000 + order).padStart(9, '0')
  return [
    order,
    name,
    `370999198${digits}`.slice(0, 17) + (order % 10),
    '1980-03-07',
    `138${digits.slice(1)}`,
    `文昌路${street}号阳光花园${(order % 20) + 1}号楼${(order % 4) + 1}单元${(order % 30) + 101}室`,
    order % 3 ? `第${order % 40}机械有限公司` : null,
    '大学本科',
    order % 4 ? '已婚' : '未婚',
    '2026-11-22',
  ]
}

/** The texts of `<row>` elements of the first sheet, as they are inflated. */
async function* rowsOf(path: string): AsyncGenerator<string> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  )
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.fileName !== 'xl/worksheets/sheet1.xml') return zip.readEntry()
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
    })
    zip.readEntry()
  })
  stream.setEncoding('utf8')
  let rest = ''
  for await (const chunk of stream) {
    const parts = (rest + chunk).split('</row>')
    rest = parts.pop()!
    yield* parts
  }
  zip.close()
}

function watchMemory(): { stop: () => number } {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  return {
    stop: () => {
      clearInterval(timer)
      return (most - before) / 1e6
    },
  }
}

async function holdEqual(one: string, other: string): Promise<void> {
  const theirs = rowByRow(other)
  let rows = 0
  for await (const row of rowByRow(one)) {
    rows += 1
    const { value } = await theirs.next()
    for (let column = 1; column <= HEADINGS.length; column += 1)
      if ((row.cells.get(column)?.text ?? '') !== (value?.cells.get(column)?.text ?? ''))
        throw new Error(`row ${row.row}, column ${column}: what is written differs`)
  }
  if (rows !== STREETS * ROWS + 1) throw new Error(`${rows} rows were written`)
}

async function* rowByRow(path: string): AsyncGenerator<Row, undefined> {
  for await (const batch of streamRows(path, { sheet: SHEET })) yield* batch
}
