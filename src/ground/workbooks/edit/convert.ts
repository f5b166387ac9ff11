import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { delimitedRows, detectDelimited } from '#ground/workbooks/read/delimited.ts'
import { detectFileKind } from '#ground/workbooks/read/file-kind.ts'
import { localName } from '#ground/workbooks/read/markup.ts'
import { asProblems, loadLibrary, openCompound, openMarkup } from '#ground/workbooks/read/old-formats.ts'
import { getPart, openPackage, readPart } from '#ground/workbooks/read/package.ts'
import { sheetName } from '#ground/workbooks/read/read-workbook.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { openNewFile } from '#kernel/files/new-file.ts'
import { writeArchive } from './archive.ts'
import { rewritePart, tokenSource, withAttribute } from './rewrite.ts'

/**
 * Makes an .xlsx of an .xls, a web page, an XML spreadsheet or a text file, to be filled and sent back; its sheets have the names that
 * `readWorkbook` gives them. Values, formulas, number formats, merges, widths and heights stay; fonts, colours and single lines of old
 * formats do not: every cell that was formatted gets thin lines instead. Tell the clerk so.
 *
 * Returns `out`. Throws what reading throws; an .xlsx needs no conversion and is a fault of the caller.
 */
export async function convertToXlsx(path: string, out: string, name: string, signal?: AbortSignal): Promise<string> {
  const kind = await detectFileKind(path)
  if (kind === 'zip') throw new Error('an .xlsx needs no conversion')
  const unfinished = `${out}.part`
  try {
    if (kind === 'delimited') await convertDelimited(path, unfinished, name, signal)
    else await convertOld(path, kind, unfinished, signal)
    await rename(unfinished, out)
  } finally {
    await rm(unfinished, { force: true })
  }
  return out
}

/** Values of a text file stay texts, cell by cell and row by row. */
async function convertDelimited(path: string, out: string, name: string, signal?: AbortSignal): Promise<void> {
  const delimited = await detectDelimited(path)
  async function* rows(): AsyncGenerator<(string | undefined)[]> {
    let written = 0
    for await (const { row, cells } of delimitedRows(path, delimited, signal)) {
      for (; written < row - 1; written++) yield []
      written++
      const values: (string | undefined)[] = new Array(Math.max(...cells.keys())).fill(undefined)
      for (const [column, cell] of cells) values[column - 1] = cell.text
      yield values
    }
  }
  await pipeline(writeSimpleWorkbook({ sheets: [{ name: sheetName(name), rows: rows() }], at: new Date(0) }), await openNewFile(out))
}

async function convertOld(path: string, kind: 'compound' | 'markup', out: string, signal?: AbortSignal): Promise<void> {
  const { book } = await (kind === 'compound' ? openCompound(path, signal) : openMarkup(path, signal))
  const library = await loadLibrary()
  // The library writes row by row and falls over one that is not there, as a row without cells is not in an .xls.
  for (const { '!ref': extent, '!data': rows } of Object.values(book.Sheets))
    if (extent && rows) for (let at = 0; at <= library.utils.decode_range(extent).e.r; at += 1) rows[at] ??= []
  const bytes: Buffer = asProblems(() => library.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }))
  const container = await openPackage(bytes)
  const styles = ruledStyles(await readPart(getPart(container, 'xl/styles.xml')))
  const parts = container.parts.map((part) => ({
    name: part.name,
    modified: part.modified,
    stored: part.stored,
    content: part.name === 'xl/styles.xml' ? styles : () => part.open(),
  }))
  await writeArchive(parts, out, signal)
}

const thin = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('')

/** The library writes one plain style per number format; a form without any lines would not be recognised. */
function ruledStyles(part: Buffer): Buffer {
  let inCellStyles = false
  return rewritePart(part, (scanner) => {
    if (scanner.kind !== 'open' && scanner.kind !== 'close' && scanner.kind !== 'empty') return undefined
    const name = localName(scanner)
    if (name === 'cellXfs') inCellStyles = scanner.kind === 'open'
    if (name === 'borders' && scanner.kind === 'open') return '<borders count="2">'
    if (name === 'borders' && scanner.kind === 'close') return `<border>${thin}<diagonal/></border></borders>`
    if (name === 'name' && scanner.kind === 'empty') return '<name val="宋体"/>'
    if (name === 'scheme' && scanner.kind === 'empty') return ''
    if (name !== 'xf' || !inCellStyles || scanner.kind !== 'empty') return undefined
    const open = withAttribute(withAttribute(tokenSource(scanner), 'borderId', '1'), 'applyBorder', '1').replace(/\/>$/, '>')
    return `${open}<alignment vertical="center" wrapText="1"/></xf>`
  })
}
