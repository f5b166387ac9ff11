import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import yazl from 'yazl'
import { openPackage, readPart } from '#ground/workbooks/read/package.ts'

/**
 * Workbooks written by hand for tests: exactly the XML a test needs, so that it can hold what no library writes.
 */

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export type HandMadeSheet = {
  name: string
  /** The children of `<worksheet>`. */
  xml: string
  state?: 'hidden' | 'veryHidden'
  /** Relationships of the sheet: id → last part of the type, and target. */
  relationships?: Record<string, [type: string, target: string]>
}

export type HandMade = {
  sheets: HandMadeSheet[]
  /** The `<si>` elements. */
  strings?: string
  /** The children of `<styleSheet>`. */
  styles?: string
  /** What stands in `<workbook>` before and after `<sheets>`. */
  before?: string
  after?: string
  /** More relationships of the workbook, and more parts by name. */
  relationships?: Record<string, [type: string, target: string]>
  parts?: Record<string, string | Buffer>
  /** Content types of further parts by name. */
  types?: Record<string, string>
}

/** The zip of a hand-made workbook. Sheets are `xl/worksheets/sheet1.xml` and so on. */
export function handMade(made: HandMade): Promise<Buffer> {
  return zipped(handMadeParts(made))
}

/** The parts of a hand-made workbook before they are zipped. */
export function handMadeParts(made: HandMade): Record<string, string | Buffer> {
  const related: Record<string, [string, string]> = { ...made.relationships }
  const types: Record<string, string> = { ...made.types }
  const parts: Record<string, string | Buffer> = {}
  const contentType = (name: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`
  made.sheets.forEach((sheet, index) => {
    const name = `xl/worksheets/sheet${index + 1}.xml`
    related[`rId${index + 1}`] = ['worksheet', `worksheets/sheet${index + 1}.xml`]
    types[name] = contentType('worksheet')
    parts[name] = `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}">${sheet.xml}</worksheet>`
    if (sheet.relationships) parts[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationshipsXml(sheet.relationships)
  })
  if (made.strings !== undefined) {
    related.rIdStrings = ['sharedStrings', 'sharedStrings.xml']
    types['xl/sharedStrings.xml'] = contentType('sharedStrings')
    parts['xl/sharedStrings.xml'] = `${declaration}<sst xmlns="${main}">${made.strings}</sst>`
  }
  related.rIdStyles = ['styles', 'styles.xml']
  types['xl/styles.xml'] = contentType('styles')
  parts['xl/styles.xml'] = `${declaration}<styleSheet xmlns="${main}">${made.styles ?? plainStyles}</styleSheet>`
  types['xl/workbook.xml'] = contentType('sheet.main')
  const sheets = made.sheets.map(
    ({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  )
  const workbook = `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">${made.before ?? ''}<sheets>${sheets.join('')}</sheets>${made.after ?? ''}</workbook>`
  const overrides = Object.entries(types).map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`)
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relationshipsXml({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relationshipsXml(related),
    ...parts,
    ...made.parts,
  }
}

export function relationshipsXml(related: Record<string, [type: string, target: string]>): string {
  const each = Object.entries(related).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packageTypes}/relationships">${each.join('')}</Relationships>`
}

const plainStyles =
  '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'

/** Styles whose n-th cell style has the n-th of these number formats (a format code, or a built-in id). */
export function stylesWithFormats(formats: (string | number)[]): string {
  const custom = formats.map((format, index) =>
    typeof format === 'string' ? `<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(format)}"/>` : '',
  )
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'string' ? 200 + index : format}" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  )
  return `<numFmts>${custom.join('')}</numFmts>${plainStyles.replace(/<cellXfs.*<\/cellXfs>/, `<cellXfs>${styles.join('')}</cellXfs>`)}`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

export async function zipped(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(typeof content === 'string' ? Buffer.from(content) : content, name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A folder for the files of one test file; it is removed after its tests. */
export async function workFolder(): Promise<{
  path: (name: string) => string
  write: (name: string, content: string | Buffer) => Promise<string>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-workbooks-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const path = (name: string) => join(folder, name)
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(path(name), content)
    return path(name)
  }
  return { path, write }
}

/** All parts of a zip. */
export async function unzipped(source: string | Buffer): Promise<Map<string, Buffer>> {
  const container = await openPackage(source)
  const parts = new Map<string, Buffer>()
  for (const part of container.parts) parts.set(part.name, await readPart(part))
  container.close()
  return parts
}
