import { Problem } from '#base/problem.ts'
import type { Sheet, Workbook, WorkbookNote } from '#ground/workbooks/contract.ts'
import { choicesOf, type StatedList } from './choices.ts'
import { findAttribute, localName, scanAll, tokenText } from './markup.ts'
import { openPackage, type Package, type PackageLimits, type Part, readPart, readRelationships, xmlChunks } from './package.ts'
import { noStrings, readSharedStrings } from './shared-strings.ts'
import { type Book, emptyFrame, isTrue, type Row, type SheetFrame, sheetRows } from './sheet-rows.ts'
import { readStyles } from './styles.ts'

export type SheetEntry = { name: string; state: Sheet['state']; part: Part }

/** The parts of an Office Open XML workbook that reading and editing begin from. */
export type WorkbookParts = {
  workbook: Part
  sheets: SheetEntry[]
  findRelated: (type: string) => Part | undefined
  from1904: boolean
  /** Places by the names the workbook gives them. */
  names: ReadonlyMap<string, string>
  notes: WorkbookNote[]
}

/** How to read: `maxRows` rows of each sheet, and at most `maxCells` cells of the workbook, are kept. */
export type ReadLimits = { maxRows: number; maxCells: number }
export type ReadOptions = ReadLimits & { onProgress?: (share: number) => void; signal?: AbortSignal; limits?: PackageLimits }

/** Finds the workbook of a package. Throws workbook.unknown-format when it holds something else (a document, a presentation). */
export async function findWorkbookParts(container: Package): Promise<WorkbookParts> {
  const root = (await readRelationships(container, '')).find((relationship) => relationship.type === 'officeDocument')
  const workbook = root && container.findPart(root.target)
  if (!workbook)
    throw new Problem(container.findPart('[Content_Types].xml') ? 'workbook.broken' : 'workbook.unknown-format', { why: 'workbook-part' })
  // The binary kind (.xlsb).
  if (/\.bin$/i.test(workbook.name)) throw new Problem('workbook.unknown-format', { why: 'binary' })
  const related = await readRelationships(container, workbook.name)
  const listed = listSheets(await readPart(workbook))
  if (!listed.workbook) throw new Problem('workbook.unknown-format', { why: 'workbook-part' })
  if (listed.sheets.length > container.parts.length) throw new Problem('workbook.bomb', { why: 'sheets' })
  const targets = new Map(related.map((candidate) => [candidate.id, candidate]))
  const sheets: SheetEntry[] = []
  const notes: WorkbookNote[] = []
  for (const { name, state, relationship } of listed.sheets) {
    const target = targets.get(relationship)
    if (target?.type !== 'worksheet') notes.push({ say: 'workbook.note.sheet-without-cells', sheet: name })
    else {
      const part = container.findPart(target.target)
      if (!part) throw new Problem('workbook.broken', { why: 'sheet-part' })
      sheets.push({ name, state, part })
    }
  }
  // Answers and rows go to a sheet by its name: one that stands for two would get those of the other. Office programs mend it by a new name.
  const once = (keys: unknown[]) => new Set(keys).size === keys.length
  if (!once(listed.sheets.map(({ name }) => name.toLowerCase())) || !once(sheets.map(({ part }) => part)))
    throw new Problem('workbook.broken', { why: 'sheet-twice' })
  if (related.some(({ type }) => type === 'vbaProject')) notes.push({ say: 'workbook.note.macros' })
  if (related.some(({ type }) => type === 'externalLink')) notes.push({ say: 'workbook.note.external-links' })
  const findRelated = (type: string) => {
    const target = related.find((candidate) => candidate.type === type && !candidate.external)
    return target && container.findPart(target.target)
  }
  return { workbook, sheets, findRelated, from1904: listed.from1904, names: listed.names, notes }
}

type Listed = {
  workbook: boolean
  from1904: boolean
  names: Map<string, string>
  sheets: { name: string; state: Sheet['state']; relationship: string }[]
}

function listSheets(part: Buffer): Listed {
  const listed: Listed = { workbook: false, from1904: false, names: new Map(), sheets: [] }
  let named: string | undefined
  scanAll(part, (scanner) => {
    if (scanner.kind === 'text' && named !== undefined) listed.names.set(named, (listed.names.get(named) ?? '') + tokenText(scanner))
    if (scanner.kind !== 'open' && scanner.kind !== 'empty') {
      if (scanner.kind === 'close') named = undefined
      return
    }
    const name = localName(scanner)
    named = name === 'definedName' && scanner.kind === 'open' ? findAttribute(scanner, 'name') : undefined
    if (name === 'workbook') listed.workbook = true
    else if (name === 'workbookPr') listed.from1904 = isTrue(findAttribute(scanner, 'date1904'))
    else if (name === 'sheet') {
      const state = findAttribute(scanner, 'state')
      listed.sheets.push({
        name: findAttribute(scanner, 'name') ?? '',
        state: state === 'hidden' ? 'hidden' : state === 'veryHidden' ? 'very-hidden' : 'visible',
        relationship: findAttribute(scanner, 'id') ?? '',
      })
    }
  })
  return listed
}

/** Reads the texts and styles that all sheets share. */
export async function readBook(parts: WorkbookParts, signal?: AbortSignal): Promise<Book> {
  const [strings, styles] = [parts.findRelated('sharedStrings'), parts.findRelated('styles')]
  return {
    strings: strings ? await readSharedStrings(strings, signal) : noStrings,
    styles: styles ? readStyles(await readPart(styles)) : [],
    from1904: parts.from1904,
  }
}

/** Reads an .xlsx or .xlsm from its path or bytes. See `readWorkbook` for what it throws. */
export async function readXlsx(source: string | Buffer, options: ReadOptions): Promise<Workbook> {
  const container = await openPackage(source, options.limits)
  try {
    const parts = await findWorkbookParts(container)
    const book = await readBook(parts, options.signal)
    const budget = { cells: options.maxCells }
    const report = progress(parts.sheets, options.onProgress)
    const sheets: Sheet[] = []
    const lists: StatedList[][] = []
    const notes = [...parts.notes]
    for (const entry of parts.sheets) {
      const { sheet, frame } = await readSheet(entry, book, options, budget, report)
      sheets.push(sheet)
      lists.push(frame.lists)
      notes.push(...frameNotes(sheet.name, frame))
    }
    for (const [at, sheet] of sheets.entries()) {
      const choices = choicesOf(sheet, lists[at]!, sheets, parts.names)
      if (choices) sheet.choices = choices
    }
    return { format: 'xlsx', sheets, notes }
  } finally {
    container.close()
  }
}

function frameNotes(sheet: string, frame: SheetFrame): WorkbookNote[] {
  const notes: WorkbookNote[] = []
  if (frame.formulas > 0) notes.push({ say: 'workbook.note.formulas', sheet, with: { count: frame.formulas } })
  if (frame.uncomputed > 0) notes.push({ say: 'workbook.note.uncomputed', sheet, with: { count: frame.uncomputed } })
  return notes
}

async function readSheet(entry: SheetEntry, book: Book, options: ReadOptions, budget: { cells: number }, report: (bytes: number) => void) {
  const frame = emptyFrame()
  const rows: Row[] = []
  let cut = false
  const chunks = counted(xmlChunks(entry.part, options.signal), report)
  for await (const batch of sheetRows(chunks, book, frame, { firstRow: 1, lastRow: options.maxRows, batch: 200, toTheEnd: true })) {
    if (cut) continue
    for (const row of batch) {
      budget.cells -= row.cells.size
      if (budget.cells < 0) cut = true
      else rows.push(row)
    }
  }
  return { sheet: toSheet(entry, frame, rows), frame }
}

function toSheet({ name, state }: SheetEntry, frame: SheetFrame, rows: Row[]): Sheet {
  const { merges, lastRow, lastColumn, lastRuledRow } = frame
  return {
    name,
    state,
    rows,
    merges,
    hiddenColumns: columnsOf(frame),
    lastRow,
    lastColumn,
    lastRuledRow,
    cut: lastRow > (rows.at(-1)?.row ?? 0),
  }
}

/** Each hidden column once, however many stretches name it: a few kilobytes can name all columns ten thousand times. */
function columnsOf({ hiddenColumns, lastColumn }: SheetFrame): number[] {
  const edges = new Int32Array(lastColumn + 2)
  for (const [first, last] of hiddenColumns) {
    if (!(first >= 1 && first <= Math.min(last, lastColumn))) continue
    edges[first]! += 1
    edges[Math.min(last, lastColumn) + 1]! -= 1
  }
  const columns: number[] = []
  for (let column = 1, open = 0; column <= lastColumn; column++) {
    open += edges[column]!
    if (open > 0) columns.push(column)
  }
  return columns
}

async function* counted(chunks: AsyncIterable<Buffer>, report: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk
    report(chunk.length)
  }
}

/** Reports the share of all sheets' bytes that was read, at most a hundred times. */
function progress(sheets: SheetEntry[], onProgress?: (share: number) => void): (bytes: number) => void {
  const total = sheets.reduce((sum, { part }) => sum + part.size, 0)
  let [done, told] = [0, 0]
  return (bytes) => {
    done += bytes
    if (!onProgress || done - told < total / 100) return
    told = done
    onProgress(Math.min(done / total, 1))
  }
}
