import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { Problem } from '#base/problem.ts'
import { normaliseText } from '#base/values/normalise.ts'
import { isRefused, type Say } from '#base/values/parsed.ts'
import { isInOrAbove, judgeRegionCode, type Region } from './region.ts'
import { splitJsonArray } from './split-json-array.ts'

/** A division as read, with what a person should know about it. */
export type ReadRegion = Region & { warnings: Say[] }
/** A row that is no division: its file, its number in that file (1-based, header not counted) and why. */
export type RefusedRegion = { file: string; row: number; given: string; why: Say }

export type ReadRegionsOptions = {
  /** Areas to keep, as codes without trailing zeros (`370683`); what lies above them is kept too. Absent = everything. */
  areas?: readonly string[]
  /** Called for each row that cannot be a division. Without it the first such row is a Problem `region.unknown`. */
  onRefused?: (refused: RefusedRegion) => void
}

const longestRecord = 64 * 1024
const codeHeadings = new Set(['code', '代码', '区划代码', '行政区划代码', '统计用区划代码'])
const nameHeadings = new Set(['name', '名称', '区划名称', '单位名称'])
const filesInOrder: readonly (readonly string[])[] = [
  ['provinces', 'province'],
  ['cities', 'city'],
  ['areas', 'counties', 'area', 'county'],
  ['streets', 'towns', 'street', 'town'],
  ['villages', 'communities', 'village', 'community'],
]
const extensions = ['.csv', '.csv.gz', '.json', '.json.gz'] as const

/**
 * Reads open division data as a stream, in constant memory, from one file or from the folder of an installed data package.
 *
 * - a file: `.csv` with a heading row that has `code` and `name` (or their Chinese words), or `.json` with one array of `{ code, name }`; `.gz` of either; UTF-8
 * - a folder: `provinces`, `cities`, `areas`, `streets`, `villages` (or `province`, `city` …) as such files, in it or in its `dist`, read from the top level down
 *
 * Where a town stands under the code of its county with its own digits in `town`, the two make its code.
 *
 * Each division comes once, its parent before it where the source has it.
 * Problems: `input.invalid` (nothing readable there, no such headings, not UTF-8), `input.too-large` (a record above 64 KiB), `region.unknown`.
 */
export async function* readRegions(source: string, options: ReadRegionsOptions = {}): AsyncGenerator<ReadRegion> {
  const upperSeen = new Set<string>()
  for (const file of await filesOf(source)) {
    let row = 0
    for await (const record of recordsOf(file)) {
      row += 1
      const region = regionOf(record, options, (why) => refuseRow({ file: basename(file), row, given: record.code, why }, options))
      // Only streets and communities are many: the few thousand above them are remembered, because files repeat them
      // (a city without counties stands among the counties again).
      if (region === null || upperSeen.has(region.code)) continue
      if (region.level !== 'street' && region.level !== 'community') upperSeen.add(region.code)
      yield region
    }
  }
}

type RegionRecord = { code: string; name: string }

function regionOf(record: RegionRecord, options: ReadRegionsOptions, refuse: (why: Say) => void): ReadRegion | null {
  const parsed = judgeRegionCode(record.code)
  if (isRefused(parsed)) {
    refuse({ say: parsed.refused, ...(parsed.with ? { with: parsed.with } : {}) })
    return null
  }
  const { code, level, parent } = parsed.value
  if (options.areas && !isInOrAbove(code, level, options.areas)) return null
  const name = normaliseText(record.name)
  if (name === '' || name.length > 100) {
    refuse({ say: 'region.name-missing' })
    return null
  }
  return { code, name, level, parent, warnings: parsed.warnings ?? [] }
}

function refuseRow(refused: RefusedRegion, options: ReadRegionsOptions): void {
  if (!options.onRefused)
    throw new Problem('region.unknown', { row: refused.row }, [{ path: `${refused.file}#${refused.row}`, ...refused.why }])
  options.onRefused(refused)
}

async function filesOf(source: string): Promise<string[]> {
  const found = await stat(source).catch(() => null)
  if (found?.isFile()) return [source]
  const files = found?.isDirectory() ? ((await dataFilesIn(source)) ?? (await dataFilesIn(join(source, 'dist')))) : null
  if (!files) throw sourceProblem('region.source-unreadable')
  return files
}

/** The division files of a folder from provinces down to villages, csv before json; null when it has none. */
async function dataFilesIn(folder: string): Promise<string[] | null> {
  const names = new Set(await readdir(folder).catch((): string[] => []))
  const files: string[] = []
  for (const stems of filesInOrder) {
    const name = stems.flatMap((stem) => extensions.map((extension) => stem + extension)).find((candidate) => names.has(candidate))
    if (name) files.push(join(folder, name))
  }
  return files.length > 0 ? files : null
}

function recordsOf(file: string): AsyncGenerator<RegionRecord> {
  const kind = extensions.find((extension) => file.toLowerCase().endsWith(extension))
  if (!kind) throw sourceProblem('region.source-format')
  return kind.startsWith('.csv') ? csvRecords(file) : jsonRecords(file)
}

async function* csvRecords(file: string): AsyncGenerator<RegionRecord> {
  const rows = parse({ columns: columnsOf, skip_empty_lines: true, trim: true, relax_column_count: true, max_record_size: longestRecord })
  // A failure anywhere in the pipeline destroys its end with that failure, so the iteration below throws it.
  pipeline(Readable.from(textOf(file)), rows, () => {})
  try {
    for await (const row of rows) yield { code: wholeCode(row), name: String(row.name ?? '') }
  } catch (failure) {
    throw asProblem(failure)
  }
}

/** csv-parse asks for the fields of the heading row; columns beside code, name and town are dropped. */
function columnsOf(headings: string[]): (string | false)[] {
  const columns = headings.map((heading) => {
    const plain = normaliseText(heading).toLowerCase()
    return codeHeadings.has(plain) ? 'code' : nameHeadings.has(plain) ? 'name' : plain === 'town' ? 'town' : false
  })
  if (!columns.includes('code') || !columns.includes('name')) throw sourceProblem('region.headings-missing')
  return columns
}

async function* jsonRecords(file: string): AsyncGenerator<RegionRecord> {
  for await (const record of splitJsonArray(textOf(file), longestRecord)) {
    if (typeof record !== 'object' || record === null || !('code' in record) || !('name' in record))
      throw sourceProblem('region.headings-missing')
    yield { code: wholeCode(record), name: String(record.name) }
  }
}

/** `{ code: '370683', town: '001000' }` is street 370683001. */
function wholeCode({ code, town }: { code?: unknown; town?: unknown }): string {
  const digits = String(code ?? '')
  return digits.length === 6 && typeof town === 'string' && /^\d{6}$/.test(town) ? digits + town.slice(0, 3) : digits
}

/** The text of the file, unpacked when it is gzip. Not UTF-8 or broken packing is a Problem `input.invalid`. */
async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const bytes = createReadStream(file, { highWaterMark: 256 * 1024 })
  const plain = file.toLowerCase().endsWith('.gz') ? pipeline(bytes, createGunzip(), () => {}) : bytes
  try {
    for await (const chunk of plain) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (failure) {
    throw asProblem(failure)
  }
}

function asProblem(failure: unknown): unknown {
  if (failure instanceof Problem || !(failure instanceof Error)) return failure
  const code = 'code' in failure ? String(failure.code) : ''
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return sourceProblem('region.not-utf8')
  if (code === 'CSV_MAX_RECORD_SIZE') return new Problem('input.too-large', {}, [{ path: '/source', say: 'region.record-too-long' }])
  return code.startsWith('CSV_') || code.startsWith('Z_') ? sourceProblem('region.source-broken') : failure
}

function sourceProblem(say: string): Problem {
  return new Problem('input.invalid', { count: 1 }, [{ path: '/source', say }])
}
