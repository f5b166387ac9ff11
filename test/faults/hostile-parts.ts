/** What odd workbooks are made of, beside the plain roster they all begin as. */
import { Readable } from 'node:stream'
import { CFB, utils } from '@e965/xlsx'
import ExcelJS from '@protobi/exceljs'
import yazl from 'yazl'
import { type HandMade, handMadeParts, zipped } from '#ground/workbooks/hand-made.ts'

type Parts = Record<string, string | Buffer>
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

export const headings = ['姓名', '性别', '联系电话', '小区', '楼栋', '房号']
export const personWords = (at: number) => [`赵${'一二三四五'[at % 5]}`, '', `1380000${1111 + at}`, '阳光花园', '3', `${501 + at}`]

/** A roster of one row as it comes to a community: with room for what is odd behind its six columns. */
export function plainCells({ rows = 1, after = '' } = {}): string {
  const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`
  const line = (row: number, words: readonly string[]) =>
    `<row r="${row}">${words.map((word, at) => text(`${'ABCDEF'[at]}${row}`, word)).join('')}</row>`
  const people = Array.from({ length: rows }, (_, at) => line(at + 2, personWords(at)))
  return `<sheetData>${line(1, headings)}${people.join('')}${after}</sheetData>`
}

export const sheet = (xml: string, name = '名册') => ({ name, xml })
export const book = (made: Partial<HandMade> = {}) => handMadeParts({ sheets: [sheet(plainCells())], ...made })

function columnName(column: number): string {
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1) : String.fromCharCode(64 + column)
}

export const strict = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [
      name,
      Buffer.isBuffer(content)
        ? content
        : content
            .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main')
            .replaceAll('http://schemas.openxmlformats.org/officeDocument/2006/', 'http://purl.oclc.org/ooxml/officeDocument/'),
    ]),
  )

/** Streamed: sizes stand behind the data, and are in zip64 form. */
export async function streamed(parts: Parts): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(parts))
    zip.addReadStreamLazy(name, { forceZip64Format: true }, (give) => give(null, Readable.from([Buffer.from(content)])))
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Another name of the same length in every place where a part is named. */
export async function renamed(from: string, to: string): Promise<Buffer> {
  const bytes = await zipped({ ...book(), [from]: 'x' })
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1')
  return bytes
}

export async function withPictures(): Promise<Buffer> {
  const made = new ExcelJS.Workbook()
  const page = made.addWorksheet('名册')
  page.addRow(headings)
  page.addRow(personWords(0))
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  page.addImage(made.addImage({ base64: pixel, extension: 'png' }), 'H1:I3')
  return Buffer.from(await made.xlsx.writeBuffer())
}

/** A book whose formula looks into another one, at an address that must never be asked. */
export const linkedParts = (outside: string): Parts =>
  book({
    sheets: [sheet(plainCells().replace('</row></sheetData>', '<c r="H2"><f>[1]Sheet1!$A$1</f><v>7</v></c></row></sheetData>'))],
    after: '<externalReferences><externalReference r:id="rIdLink"/></externalReferences>',
    relationships: { rIdLink: ['externalLink', 'externalLinks/externalLink1.xml'] },
    parts: {
      'xl/externalLinks/externalLink1.xml':
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalBook r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>',
      'xl/externalLinks/_rels/externalLink1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="${outside}" TargetMode="External"/></Relationships>`,
    },
    types: { 'xl/externalLinks/externalLink1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml' },
  })

export const macroParts = (): Parts => {
  const parts = book({
    relationships: { rIdMacros: ['vbaProject', 'vbaProject.bin'] },
    parts: { 'xl/vbaProject.bin': Buffer.from('the macros') },
    types: { 'xl/vbaProject.bin': 'application/vnd.ms-office.vbaProject' },
  })
  const types = String(parts['[Content_Types].xml']).replace(main, 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')
  return { ...parts, '[Content_Types].xml': types }
}

export const wideRow = (row: number) =>
  `<row r="${row}">${Array.from({ length: 16_384 }, (_, at) => `<c r="${columnName(at + 1)}${row}"><v>${row}</v></c>`).join('')}</row>`

export const headedRow = (columns: number) =>
  `<row r="1">${Array.from({ length: columns }, (_, at) => `<c r="${columnName(at + 1)}1" t="inlineStr"><is><t>${headings[at % 6]}${at}</t></is></c>`).join('')}</row>`

export function compound(stream: string): Buffer {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5000, 7))
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array)
}

export function oldBook() {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([headings, personWords(0)]), '名册')
  return made
}

export const many = (count: number, each: (at: number) => string) => Array.from({ length: count }, (_, at) => each(at)).join('')
