/**
 * A roster of fifty thousand people and thirty columns is filled into the asker's workbook and its delivery recorded, against one statement by
 * hand and a writer that streams its rows into a workbook of the same cells (contradicted ones left out). Both fill the same number of cells, or the
 * bench fails.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { loadCatalogue } from '#catalogue/load.ts'
import { getCodeList, getElement } from '#ground/facts/catalogue.ts'
import type { SimpleCell, SimpleRow } from '#ground/workbooks/write/simple.ts'
import { openKeys, readMasterKey, type StreetKeys } from '#kernel/keys/keys.ts'
import { openBenchHouse } from './house.ts'
import { inTurns, reportRounds } from './report.ts'
import { fillRequest, officer, receiveRequest, writeSheet } from './requests.ts'
import { communityCode, STREET, scale } from './street.ts'

const ROUNDS = 5
const LIMIT = 2.5
const COMMUNITIES = 5

/** In the order of the sheet; the last five stand around the person, the others are her own. */
const told = [
  'name', 'sex', 'birth-date', 'id-number', 'phone', 'relation-to-head', 'education-level', 'marital-status', 'register-nature', 'registered-address',
  'registered-province', 'registered-city', 'registered-county', 'native-place', 'population-kind', 'employment-status', 'employer', 'occupation',
  'medical-insurance', 'pension-insurance', 'living-arrangement', 'housing-kind', 'is-volunteer', 'is-veteran',
] as const // biome-ignore format: a line holds ten
const around = ['age', 'residence-address', 'residence-estate', 'residence-building', 'residence-unit', 'residence-room'] as const
const elements = [...told, ...around].map((name) => `person.${name}`)

const catalogue = loadCatalogue()
const headings = elements.map((element) => getElement(catalogue, element).label.zh)
const namesOfCodes = told.map((name) => {
  const { codes } = getElement(catalogue, `person.${name}`)
  return codes ? new Map(getCodeList(catalogue, codes).entries.map(({ code, zh }) => [code, zh])) : undefined
})

const folder = await mkdtemp(join(tmpdir(), 'linli-bench-fill-'))
const bench = await openBenchHouse()
try {
  const { house } = bench.running
  const actor = officer(1, COMMUNITIES)
  const keys = await streetKeys()
  const request = await receiveRequest(house, actor, '人口花名册', [headings, headings.map(() => null)], {
    layout: 'roster',
    headerRows: [1, 1],
    dataRows: [2, 2],
    population: { kind: 'person', who: 'all', conditions: [] },
    columns: elements.map((element, at) => ({ path: [headings[at]!], column: at + 1, element })),
  })
  const byHand = join(folder, 'by-hand.xlsx')
  const filled = { ours: 0, floor: 0, bytes: 0 }
  const rounds = await inTurns(ROUNDS, {
    ours: async () => {
      const { counts, path } = await fillRequest(house, actor, request)
      filled.ours = counts.known + counts.stale
      filled.bytes = (await stat(path)).size
    },
    floor: async () => {
      filled.floor = 0
      await writeSheet(byHand, rowsByHand(bench.floor, keys))
    },
  })
  if (filled.ours !== filled.floor) throw new Error(`${filled.ours} cells are filled, by hand ${filled.floor}`)
  const megabytes = `${(filled.bytes / 1e6).toFixed(1)} MB, by hand ${((await stat(byHand)).size / 1e6).toFixed(1)} MB`
  reportRounds(
    {
      name: `fill a roster of ${(scale * 10_000 * COMMUNITIES).toLocaleString('en')} people × ${elements.length} elements`,
      unit: 'ms',
      limit: LIMIT,
      note: `${ROUNDS} rounds; ours to the recorded delivery with its gaps; ${megabytes}`,
    },
    rounds,
  )

  async function* rowsByHand(sql: Sql, keys: StreetKeys): AsyncGenerator<SimpleRow> {
    yield headings
    const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
    const cursor = sql
      .unsafe<Row[]>(`
      select ${told.map((name) => `"person.${name}"`).join(', ')}, extract(year from age('${today}', "person.birth-date"))::int, d.label, e.name, b.name, d.unit, d.door
      from subject s
      left join lateral (select dwelling_id from tie where street_id = ${STREET} and person_id = s.id and kind = 'person.residence' and to_day is null limit 1) home on true
      left join dwelling d on d.street_id = ${STREET} and d.id = home.dwelling_id
      left join building b on b.street_id = ${STREET} and b.id = d.building_id
      left join estate e on e.street_id = ${STREET} and e.id = d.estate_id,
      jsonb_to_record(case when s.conflicts = 0 then s.values else s.values - array(select jsonb_object_keys(s.meta->'x')) end) as v(${told.map((name) => `"person.${name}" ${typeOf(name)}`).join(', ')}, "person.is-deceased" boolean, "person.deceased-date" text,
        "person.moved-out-date" text, "person.residence" jsonb, "person.registration" jsonb, "person.tenancy" jsonb, "person.ownership" jsonb)
      where s.street_id = ${STREET} and s.kind = 'person' and s.region_no between ${communityCode(1) * 1000} and ${communityCode(COMMUNITIES) * 1000 + 999}
        and s.merged_into is null and s.gone_on is null and "person.is-deceased" is not true and coalesce("person.deceased-date" > '${today}', true)
        and (coalesce("person.residence", "person.registration", "person.tenancy") is not null or coalesce("person.moved-out-date", "person.ownership"::text) is null)
      order by e.sort nulls last, b.sort nulls last, d.sort nulls last, s.sort, s.id`)
      .values()
      .cursor(1000)
    for await (const batch of cursor) {
      for (const row of batch) {
        const cells = (row as unknown as Row).map((value, at) => cellOf(value, at, keys))
        for (const cell of cells) if (cell !== null) filled.floor += 1
        yield cells
      }
    }
  }
} finally {
  await bench.close()
  await rm(folder, { recursive: true, force: true })
}

type Row = (string | number | boolean | null)[]

function typeOf(name: (typeof told)[number]): string {
  if (name.startsWith('is-')) return 'boolean'
  return name === 'birth-date' ? 'date' : 'text'
}

function cellOf(value: string | number | boolean | null, at: number, keys: StreetKeys): SimpleCell {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return value
  const name = told[at]
  if (name === 'birth-date') return { day: value }
  if (name === 'id-number' || name === 'phone') return keys.open(value)
  return namesOfCodes[at]?.get(value) ?? value
}

async function streetKeys(): Promise<StreetKeys> {
  const keys = openKeys(await readMasterKey(join(bench.running.folder, 'master.key')))
  return bench.floor.begin((tx) => keys.ofStreet(tx, STREET)) as Promise<StreetKeys>
}
