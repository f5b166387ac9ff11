import { Readable } from 'node:stream'
import yazl from 'yazl'
import { Problem } from '#base/problem.ts'
import { isDay, serialFromDay } from '#base/values/day.ts'
import type { Range } from '#ground/workbooks/contract.ts'
import { cellAddress, columnLetters, maxColumn, maxRow, sheetSize } from '#ground/workbooks/read/address.ts'
import { type Look, newStyles, type Styles, styleOf, stylesXml } from './looks.ts'

/** A civil day is written as a date cell; text, numbers and booleans as themselves; `null` leaves the cell empty (its look stays). */
export type SimpleValue = string | number | boolean | { day: string } | null
export type SimpleCell = SimpleValue | undefined | { value: SimpleValue; look: Look }
/** Cells from column A on; `undefined` writes no cell. `look` is for cells without their own and goes before the column's. */
export type SimpleRow = readonly SimpleCell[] | { cells: readonly SimpleCell[]; height?: number; look?: Look; hidden?: true }

export type SimpleSheet = {
  /** Made valid: at most 31 characters, none of `[]:*?/\`, unlike the other sheets' names. */
  name: string
  hidden?: true
  /** Width in characters, and the look of the column's cells. */
  columns?: readonly { width?: number; look?: Look; hidden?: true }[]
  rows: Iterable<SimpleRow> | AsyncIterable<SimpleRow>
  merges?: readonly Range[]
  /** So many rows stay on the screen, and are printed on every page. */
  headingRows?: number
  /** The heading row and data that get filter buttons. */
  filter?: Range
  landscape?: true
}

export type SimpleWorkbook = {
  sheets: readonly SimpleSheet[]
  /** Written into the file's properties. */
  title?: string
  identifier?: string
  /** The time stamp of the parts inside; equal input then gives equal bytes. */
  at: Date
}

const longestText = 32_767
const chunkSize = 64 * 1024

/**
 * Writes a workbook (.xlsx) as a stream: rows are taken one at a time as the reader of the stream asks for more, so memory does not grow with
 * their number. Texts are inline strings and never become formulas, also when somebody edits them later.
 *
 * The stream fails with the failure of `rows`, or with Problem `workbook.too-large` beyond what a sheet or a cell can hold; when its reader goes
 * away, the iteration of `rows` is ended.
 */
export function writeSimpleWorkbook(workbook: SimpleWorkbook): Readable {
  const zip = new yazl.ZipFile()
  const output = zip.outputStream
  const options = { mtime: workbook.at, forceDosTimestamp: true }
  const styles = newStyles()
  const names = sheetNames(workbook.sheets)
  const shown = firstVisible(workbook.sheets)
  let current: Readable | undefined
  zip.on('error', (failure: Error) => output.destroy(failure))
  output.once('close', () => current?.destroy())
  const add = (name: string, parts: () => Iterable<string> | AsyncIterable<string>) =>
    zip.addReadStreamLazy(name, options, (give) => {
      current = Readable.from(inChunks(parts()), { objectMode: false })
      current.on('error', (failure) => zip.emit('error', failure))
      give(null, current)
    })
  for (const [name, xml] of packageParts(workbook, names)) zip.addBuffer(Buffer.from(xml), name, options)
  workbook.sheets.forEach((sheet, at) => {
    add(`xl/worksheets/sheet${at + 1}.xml`, () => sheetXml(sheet, styles, at === shown))
  })
  // last, because looks are collected while the sheets are written
  add('xl/styles.xml', () => [stylesXml(styles)])
  zip.end()
  return output
}

async function* inChunks(parts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let pending = ''
  for await (const part of parts) {
    pending += part
    if (pending.length < chunkSize) continue
    yield Buffer.from(pending)
    pending = ''
  }
  yield Buffer.from(pending)
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const mainSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageSpace = 'http://schemas.openxmlformats.org/package/2006'

async function* sheetXml(sheet: SimpleSheet, styles: Styles, shown: boolean): AsyncGenerator<string> {
  const { columns = [], headingRows = 0 } = sheet
  const looks = columns.map((column) => column.look)
  const frozen =
    headingRows > 0
      ? `<pane ySplit="${headingRows}" topLeftCell="A${headingRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
      : ''
  yield `${declaration}<worksheet xmlns="${mainSpace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
  yield `<sheetViews><sheetView${shown ? ' tabSelected="1"' : ''} workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
  yield columnsXml(sheet, styles)
  yield '<sheetData>'
  let number = 0
  for await (const row of sheet.rows) {
    number += 1
    if (number > maxRow) throw new Problem('workbook.too-large', { most: sheetSize })
    yield rowXml(row, number, looks, styles)
  }
  yield '</sheetData>'
  if (sheet.filter) yield `<autoFilter ref="${rangeReference(sheet.filter)}"/>`
  if (sheet.merges && sheet.merges.length > 0) {
    const merges = sheet.merges.map((merge) => `<mergeCell ref="${rangeReference(merge)}"/>`)
    yield `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`
  }
  yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
  yield `<pageSetup paperSize="9" orientation="${sheet.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

function columnsXml({ columns = [] }: SimpleSheet, styles: Styles): string {
  const each = columns.map(({ width, look, hidden }, at) => {
    const style = look ? ` style="${styleOf(styles, look, 'plain')}"` : ''
    return `<col min="${at + 1}" max="${at + 1}" width="${width ?? 9}" customWidth="1"${style}${hidden ? ' hidden="1"' : ''}/>`
  })
  return each.length === 0 ? '' : `<cols>${each.join('')}</cols>`
}

const noLook: Look = {}

function rowXml(row: SimpleRow, number: number, looks: readonly (Look | undefined)[], styles: Styles): string {
  const { cells, height, look, hidden } = 'cells' in row ? row : { cells: row }
  if (cells.length > maxColumn) throw new Problem('workbook.too-large', { most: sheetSize })
  let xml = `<row r="${number}"${height ? ` ht="${height}" customHeight="1"` : ''}${hidden ? ' hidden="1"' : ''}>`
  cells.forEach((cell, at) => {
    if (cell === undefined) return
    const own = typeof cell === 'object' && cell !== null && 'value' in cell
    const [value, chosen] = own ? [cell.value, cell.look] : [cell, look ?? looks[at] ?? noLook]
    xml += cellXml(value, `r="${cellAddress(number, at + 1)}"`, chosen, styles)
  })
  return `${xml}</row>`
}

function cellXml(value: SimpleValue, place: string, look: Look, styles: Styles): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a cell holds a finite number')
    return `<c ${place} s="${styleOf(styles, look, 'plain')}"><v>${value}</v></c>`
  }
  if (typeof value === 'boolean') return `<c ${place} s="${styleOf(styles, look, 'plain')}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (value === null || value === '') return `<c ${place} s="${styleOf(styles, look, 'plain')}"/>`
  if (typeof value === 'object') return dayXml(value.day, place, look, styles)
  if (value.length > longestText) throw new Problem('workbook.too-large', { most: `${longestText} 字符 characters` })
  const style = styleOf(styles, look, /^[=+\-@\t\r]/.test(value) ? 'quoted' : 'plain')
  return `<c ${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`
}

/** Days before March 1900 have no serial on which all programs agree; they are written as text. */
function dayXml(day: string, place: string, look: Look, styles: Styles): string {
  if (!isDay(day)) throw new Error('not a civil day')
  if (day < '1900-03-01') return cellXml(day, place, look, styles)
  return `<c ${place} s="${styleOf(styles, look, 'day')}"><v>${serialFromDay(day)}</v></c>`
}

const needsEscape = /[&<>"_\u0000-\u001f\ud800-\udfff\ufffe\uffff]/

/** Characters XML cannot hold are dropped; a text that looks like the escape `_x000D_` is kept as it is (ECMA-376-1 §22.9.2.19). */
function escapeText(text: string): string {
  if (!needsEscape.test(text)) return text
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    )
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}

function rangeReference([top, left, bottom, right]: Range): string {
  return `${cellAddress(top, left)}:${cellAddress(bottom, right)}`
}

/** Every workbook shows at least one sheet. */
function firstVisible(sheets: readonly SimpleSheet[]): number {
  const at = sheets.findIndex((sheet) => !sheet.hidden)
  if (at < 0) throw new Error('a workbook has at least one visible sheet')
  return at
}

function sheetNames(sheets: readonly SimpleSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, at) => {
    const plain = escapeName(name) || `Sheet${at + 1}`
    let valid = plain.slice(0, 31)
    for (let copy = 2; taken.has(valid.toLowerCase()); copy += 1) valid = `${plain.slice(0, 26)}(${copy})`
    taken.add(valid.toLowerCase())
    return valid
  })
}

function escapeName(name: string): string {
  return name
    .replace(/[\u0000-\u001f]/g, '')
    .replace(/[[\]:*?/\\]/g, '_')
    .replace(/^'+|'+$/g, '')
    .trim()
}

function packageParts(workbook: SimpleWorkbook, names: string[]): [string, string][] {
  const { sheets } = workbook
  const spread = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const types = [
    ['/xl/workbook.xml', `${spread}.sheet.main+xml`],
    ['/xl/styles.xml', `${spread}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.map((_sheet, at) => [`/xl/worksheets/sheet${at + 1}.xml`, `${spread}.worksheet+xml`]),
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
  const sheetList = sheets.map(
    ({ hidden }, at) =>
      `<sheet name="${escapeText(names[at] ?? '')}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  const relations = [...sheets.map((_sheet, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`]), ['styles', 'styles.xml']]
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packageSpace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="${packageSpace}/relationships"><Relationship Id="rId1" Type="${relationSpace}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packageSpace}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    ['docProps/core.xml', coreXml(workbook)],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${mainSpace}" xmlns:r="${relationSpace}"><bookViews><workbookView activeTab="${Math.max(
        0,
        sheets.findIndex((sheet) => !sheet.hidden),
      )}"/></bookViews><sheets>${sheetList.join('')}</sheets>${definedNames(workbook, names)}</workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="${packageSpace}/relationships">${relations.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relationSpace}/${type}" Target="${target}"/>`).join('')}</Relationships>`,
    ],
  ]
}

function coreXml({ title, identifier }: SimpleWorkbook): string {
  const said = [
    title === undefined ? '' : `<dc:title>${escapeText(title)}</dc:title>`,
    identifier === undefined ? '' : `<dc:identifier>${escapeText(identifier)}</dc:identifier>`,
  ]
  return `${declaration}<cp:coreProperties xmlns:cp="${packageSpace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${said.join('')}</cp:coreProperties>`
}

/** The heading rows repeat on every printed page; a filter needs its hidden name in some programs. */
function definedNames({ sheets }: SimpleWorkbook, names: string[]): string {
  const each = sheets.flatMap(({ headingRows, filter }, at) => {
    const sheet = `'${escapeText((names[at] ?? '').replaceAll("'", "''"))}'`
    const absolute = ([top, left, bottom, right]: Range) => `$${columnLetters(left)}$${top}:$${columnLetters(right)}$${bottom}`
    return [
      ...(filter
        ? [`<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!${absolute(filter)}</definedName>`]
        : []),
      ...(headingRows ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$1:$${headingRows}</definedName>`] : []),
    ]
  })
  return each.length === 0 ? '' : `<definedNames>${each.join('')}</definedNames>`
}
