/** From a file to a plan: its sheets are read, laid out and mapped; the day and the community are found on it. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Sheet, Workbook } from '#ground/workbooks/contract.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { isTooWide, tooWide, understandSheet } from '#ground/workbooks/understand/layout.ts'
import { type Learned, mapColumns } from '#ground/workbooks/understand/map-columns.ts'
import { LOOKED_AT_ROWS } from '#ground/workbooks/understand-workbook.ts'
import { findAsOf, findAsOfOnSheet } from './as-of.ts'
import type { Communities } from './communities.ts'
import { chooseMonth, draftSheet, type KeptSheet, type Note, type Plan } from './plan.ts'

export type UnderstandContext = {
  catalogue: Catalogue
  learned: Learned
  communities: Communities
  /** Range of region numbers of the post. */
  area: { lo: number; hi: number }
  today: string
  sensitive: boolean
  signal?: AbortSignal
}
export type Understood = { plan: Plan; asOf: string; community: number }

/** @throws Problem workbook.* as `readWorkbook` does */
export async function understandFile(path: string, name: string, context: UnderstandContext): Promise<Understood> {
  const workbook = await readSheets(path, name, context.signal)
  const sheets = chooseMonth(workbook.sheets.map((sheet, at) => understandOne(sheet, at + 1, context)))
  const used = sheets.filter((sheet) => sheet.use)
  if (used.length === 0 && sheets.some(({ why }) => why.say === 'import.sheet.too-wide')) throw tooWide()
  const titles = used.map(titleOf)
  const written = used.map((sheet) => ({ title: titleOf(sheet), lines: linesAround(workbook.sheets[sheet.sheet - 1]!, sheet) }))
  const asOf = findDay(written, name, context.today)
  const place = findPlace(titles, name, context)
  const notes: Note[] = [...workbook.notes, ...place.notes]
  const plan: Plan = {
    format: workbook.format,
    asOfFrom: asOf.from,
    communityFrom: place.from,
    estate: null,
    newDoors: true,
    sheets,
    notes,
  }
  return { plan, asOf: asOf.day, community: place.community }
}

/** The first rows of every sheet, enough for its layout and for samples. */
export function readSheets(path: string, name: string, signal?: AbortSignal): Promise<Workbook> {
  return readWorkbook(path, { name, maxRows: LOOKED_AT_ROWS, ...(signal ? { signal } : {}) })
}

function understandOne(sheet: Sheet, position: number, { catalogue, learned, sensitive }: UnderstandContext): KeptSheet {
  const layout = understandSheet(sheet)
  const understood = layout.layout === 'roster' && !isTooWide(layout) ? mapColumns(layout, sheet, catalogue, learned) : []
  return draftSheet(sheet, position, layout, understood, { catalogue, sensitive })
}

function titleOf(sheet: KeptSheet): string {
  return `${sheet.title ?? ''} ${sheet.name}`
}

/** What stands above the header and below the last row. */
function linesAround(sheet: Sheet, { headerRows, dataRows }: KeptSheet): string[] {
  const around = sheet.rows.filter(({ row }) => row < headerRows[0] || row > dataRows[1])
  return around.flatMap(({ cells }) => [...cells.values()].map((cell) => cell.text))
}

function findDay(written: { title: string; lines: string[] }[], name: string, today: string): { day: string; from: Plan['asOfFrom'] } {
  for (const { title, lines } of written) {
    const day = findAsOfOnSheet(title, lines, today)
    if (day) return { day, from: 'title' }
  }
  const day = findAsOf(name.replace(/\.[^.]*$/, ''), today)
  return day ? { day, from: 'file-name' } : { day: today, from: 'today' }
}

/** The post's community when it has one; otherwise the one the file speaks of. A name no longer in use is noted. */
function findPlace(
  titles: string[],
  name: string,
  { communities, area }: UnderstandContext,
): { community: number; from: Plan['communityFrom']; notes: Note[] } {
  const own = communities.list.filter(({ code }) => code * 1000 <= area.hi && code * 1000 + 999 >= area.lo)
  const spoken = titles.map((title) => ({ found: communities.findIn(title), from: 'title' as const }))
  const found = [...spoken, { found: communities.findIn(name), from: 'file-name' as const }].find((one) => one.found)
  const renamed: Note[] = found?.found?.renamed ? [{ say: 'import.note.renamed', with: { name: found.found.renamed } }] : []
  const first = own[0]?.code ?? Math.floor(area.lo / 1000)
  if (own.length <= 1) {
    const other = found?.found && found.found.code !== first
    return {
      community: first,
      from: 'post',
      notes: other ? [{ say: 'import.note.other-community', with: { name: communities.nameOf(found.found!.code) } }] : renamed,
    }
  }
  if (found?.found && own.some(({ code }) => code === found.found!.code))
    return { community: found.found.code, from: found.from, notes: renamed }
  return { community: first, from: 'unknown', notes: [{ say: 'import.note.choose-community' }] }
}
