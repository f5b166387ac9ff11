/**
 * Workbooks nobody should send and somebody will: made by code, so that each says what is odd in it. `meet` tells what must come of it: the code
 * of the refusal, or nothing when it is read like any other.
 */
import { write } from '@e965/xlsx'
import type { ProblemCode } from '#base/problem.ts'
import { handMade, zipped } from '#ground/workbooks/hand-made.ts'
import {
  book,
  compound,
  headedRow,
  headings,
  linkedParts,
  macroParts,
  many,
  oldBook,
  personWords,
  plainCells,
  renamed,
  sheet,
  streamed,
  strict,
  wideRow,
  withPictures,
} from './hostile-parts.ts'

export type Hostile = { name: string; file: string; bytes: (outside: string) => Buffer | Promise<Buffer>; meet: ProblemCode | undefined }

export const hostileWorkbooks: Hostile[] = [
  {
    name: 'fifty thousand shared texts nobody points at',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells())], strings: many(50_000, (at) => `<si><t>字${at * 7919}</t></si>`) }),
    meet: undefined,
  },
  {
    name: 'a shared text of twenty megabytes',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells())], strings: `<si><t>${'字'.repeat(6_000_000)}</t></si>` }),
    meet: 'workbook.too-large',
  },
  {
    name: 'a zip in a zip in a zip',
    file: 'a.xlsx',
    bytes: async () => zipped({ 'a.xlsx': await zipped({ 'a.xlsx': await zipped(book()) }) }),
    meet: 'workbook.unknown-format',
  },
  {
    name: 'a workbook with a workbook inside of it',
    file: 'a.xlsx',
    bytes: async () => zipped({ ...book(), 'xl/embeddings/a.xlsx': await zipped(book()) }),
    meet: undefined,
  },
  {
    name: 'a size of the whole sheet with three rows',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(`<dimension ref="A1:XFD1048576"/>${plainCells({ rows: 3 })}`)] }),
    meet: undefined,
  },
  {
    name: 'rows of 16,384 columns',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells({ after: many(3, (at) => wideRow(at + 3)) }))] }),
    meet: undefined,
  },
  {
    name: 'sixteen thousand headings',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(`<sheetData>${headedRow(16_384)}</sheetData>`)] }),
    meet: 'workbook.too-large',
  },
  {
    name: 'a merge of the whole sheet',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(`${plainCells()}<mergeCells><mergeCell ref="H1:XFD1048576"/></mergeCells>`)] }),
    meet: undefined,
  },
  {
    name: 'twenty thousand merges',
    file: 'a.xlsx',
    bytes: () =>
      handMade({
        sheets: [sheet(`${plainCells()}<mergeCells>${many(20_000, (at) => `<mergeCell ref="H${at + 1}:I${at + 1}"/>`)}</mergeCells>`)],
      }),
    meet: undefined,
  },
  {
    name: 'ten thousand hidden stretches of all columns',
    file: 'a.xlsx',
    bytes: () =>
      handMade({
        sheets: [
          sheet(
            `<cols>${many(10_000, () => '<col min="1" max="16384" hidden="1"/>')}</cols>${plainCells({ after: '<row r="9"><c r="XFD9"><v>1</v></c></row>' })}`,
          ),
        ],
      }),
    meet: undefined,
  },
  {
    name: 'a last row far away',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells({ after: '<row r="1048576"><c r="C1048576"><v>1</v></c></row>' }))] }),
    meet: undefined,
  },
  {
    name: 'sixty rows of 16,384 columns',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells({ after: many(60, (at) => wideRow(at + 3)) }))] }),
    meet: undefined,
  },
  { name: 'the strict kind of the standard', file: 'a.xlsx', bytes: () => zipped(strict(book())), meet: undefined },
  {
    name: 'two sheets of one name',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet(plainCells()), sheet(plainCells())] }),
    meet: 'workbook.broken',
  },
  {
    name: 'a sheet listed a hundred thousand times',
    file: 'a.xlsx',
    bytes: () =>
      zipped({
        ...book(),
        'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${many(100_000, (at) => `<sheet name="表${at}" r:id="rId1"/>`)}</sheets></workbook>`,
      }),
    meet: 'workbook.bomb',
  },
  {
    name: 'two names for one sheet',
    file: 'a.xlsx',
    bytes: () =>
      zipped({
        ...book(),
        'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="rId1"/><sheet name="乙" r:id="rId1"/></sheets></workbook>',
      }),
    meet: 'workbook.broken',
  },
  { name: 'a part named out of the folder', file: 'a.xlsx', bytes: () => renamed('xx/yy/zz', '../../zz'), meet: 'workbook.broken' },
  { name: 'a part named from the root', file: 'a.xlsx', bytes: () => renamed('xx/yy/zz', '/etc/zzz'), meet: 'workbook.broken' },
  {
    name: 'a sheet that points out of the package',
    file: 'a.xlsx',
    bytes: () => {
      const parts = book()
      return zipped({
        ...parts,
        'xl/_rels/workbook.xml.rels': String(parts['xl/_rels/workbook.xml.rels']).replace(
          'worksheets/sheet1.xml',
          '../../../../etc/passwd',
        ),
      })
    },
    meet: 'workbook.broken',
  },
  { name: 'sizes behind the data, in the form of large archives', file: 'a.xlsx', bytes: () => streamed(book()), meet: undefined },
  { name: 'two parts of one name', file: 'a.xlsx', bytes: () => renamed('xl/xorkbook.xml', 'xl/workbook.xml'), meet: 'workbook.broken' },
  { name: 'pictures and drawings', file: 'a.xlsx', bytes: withPictures, meet: undefined },
  { name: 'a link to another workbook', file: 'a.xlsx', bytes: (outside) => zipped(linkedParts(outside)), meet: undefined },
  { name: 'macros', file: 'a.xlsm', bytes: () => zipped(macroParts()), meet: undefined },
  {
    name: 'no sheet with a cell',
    file: 'a.xlsx',
    bytes: () => handMade({ sheets: [sheet('<sheetData/>'), sheet('', '空')] }),
    meet: 'workbook.empty',
  },
  {
    name: 'only a chart',
    file: 'a.xlsx',
    bytes: () => {
      const parts = book()
      return zipped({
        ...parts,
        'xl/_rels/workbook.xml.rels': String(parts['xl/_rels/workbook.xml.rels']).replace('/worksheet"', '/chartsheet"'),
      })
    },
    meet: 'workbook.empty',
  },
  {
    name: 'a binary workbook of the new kind',
    file: 'a.xlsb',
    bytes: () => {
      const parts = book()
      const binary = Object.fromEntries(
        Object.entries(parts).map(([name, content]) => [name.replace('workbook.xml', 'workbook.bin'), content]),
      )
      return zipped({
        ...binary,
        '_rels/.rels': String(parts['_rels/.rels']).replace('workbook.xml', 'workbook.bin'),
        'xl/workbook.bin': Buffer.from([0x83, 1, 0, 0x80, 1, 0x3c, 0, 0x3c, 0x99, 3, 0]),
      })
    },
    meet: 'workbook.unknown-format',
  },
  {
    name: 'an open document',
    file: 'a.xlsx',
    bytes: () => zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<office/>' }),
    meet: 'workbook.unknown-format',
  },
  {
    name: 'a picture named as a workbook',
    file: 'a.xlsx',
    bytes: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    meet: 'workbook.unknown-format',
  },
  { name: 'text named as a workbook', file: 'a.xlsx', bytes: () => Buffer.from(`${headings}\n${personWords(0)}\n`), meet: undefined },
  { name: 'a workbook named as text', file: 'a.csv', bytes: () => zipped(book()), meet: undefined },
  { name: 'no bytes', file: 'a.xlsx', bytes: () => Buffer.alloc(0), meet: 'workbook.empty' },
  {
    name: 'an XML spreadsheet whose columns repeat for ever',
    file: 'a.xls',
    bytes: () =>
      Buffer.from(
        `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册"><Table>${many(400, () => '<Column ss:Span="999999"/>')}<Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row></Table></Worksheet></Workbook>`,
      ),
    meet: 'workbook.bomb',
  },
  {
    name: 'a web page with a cell over all columns in each row',
    file: 'a.xls',
    bytes: () => Buffer.from(`<table>${many(400, () => '<tr><td colspan="999999" rowspan="999999">姓名</td></tr>')}</table>`),
    meet: 'workbook.bomb',
  },
  {
    name: 'two XML sheets of one name',
    file: 'a.xls',
    bytes: () =>
      Buffer.from(
        `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${many(2, (at) => `<Worksheet ss:Name="名册"><Table><Row><Cell><Data ss:Type="String">姓名${at}</Data></Cell></Row></Table></Worksheet>`)}</Workbook>`,
      ),
    meet: 'workbook.broken',
  },
  { name: 'half a workbook', file: 'a.xlsx', bytes: async () => (await zipped(book())).subarray(0, 700), meet: 'workbook.broken' },
  { name: 'an .xlsx with a password', file: 'a.xlsx', bytes: () => compound('EncryptedPackage'), meet: 'workbook.encrypted' },
  { name: 'a text document of the old kind', file: 'a.xls', bytes: () => compound('WordDocument'), meet: 'workbook.unknown-format' },
  { name: 'an old workbook', file: 'a.xlsx', bytes: () => write(oldBook(), { type: 'buffer', bookType: 'biff8' }), meet: undefined },
  {
    name: 'half an old workbook',
    file: 'a.xls',
    bytes: () => (write(oldBook(), { type: 'buffer', bookType: 'biff8' }) as Buffer).subarray(0, 2500),
    meet: 'workbook.broken',
  },
  {
    name: 'a text that unpacks to a gigabyte',
    file: 'a.xlsx',
    bytes: () => zipped({ ...book(), 'xl/media/a.bin': Buffer.alloc(64 * 1024 ** 2) }),
    meet: 'workbook.bomb',
  },
]
