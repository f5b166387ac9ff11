import { basename } from 'node:path'
import { loadCatalogue } from '#catalogue/load.ts'
import { type UnderstoodSheet, understandWorkbook } from '#ground/workbooks/understand-workbook.ts'
import { sentence } from '../say.ts'
import { type Command, sourceOf } from './command.ts'

export const map: Command = {
  name: 'map',
  brief: 'understand a workbook: layout, header, and which element each column means',
  help: `linli map <workbook> [--json]

Reads .xlsx, .xls or .csv and prints for each sheet its layout (roster, statistics, card), the header and data rows (first and last,
counted from 1) and how each column was understood, with confidence and reason. Uses the shipped catalogue; nothing is stored.`,
  needs: 1,
  options: {},
  async run([path]) {
    const catalogue = loadCatalogue()
    const { sheets, notes, format } = await understandWorkbook(sourceOf(path!), basename(path!), catalogue)
    const data = { format, notes, sheets: sheets.map(sheetData) }
    const text = data.sheets
      .map((sheet) =>
        [
          `${sheet.name}: ${sheet.layout}, header ${sheet.headerRows.join('–')}, data ${sheet.dataRows.join('–')}`,
          ...sheet.columns.map(columnLine),
        ].join('\n'),
      )
      .join('\n\n')
    return { data, text }
  },
}

/** Statistics columns name what they count as the element of their first condition, beside all conditions. */
function sheetData(sheet: UnderstoodSheet) {
  const { layout } = sheet
  const columns = sheet.columns.map(({ path, column, cell, element, confidence, certain, reason, alternatives }) => {
    const counted = sheet.statistics?.columns.find((one) => one.column === column)
    return {
      path,
      ...(column === undefined ? {} : { column }),
      ...(cell === undefined ? {} : { cell }),
      element,
      confidence,
      certain,
      reason: sentence(reason.say, reason.with),
      say: reason.say,
      with: reason.with ?? {},
      alternatives,
      ...(counted
        ? {
            counts: {
              role: counted.role,
              counted: counted.counted ?? null,
              conditions: counted.conditions,
              certain: counted.certain,
              confidence: counted.confidence,
            },
          }
        : {}),
    }
  })
  return {
    name: sheet.name,
    state: sheet.state,
    layout: layout.layout,
    title: layout.title ?? null,
    headerRows: layout.headerRows,
    dataRows: layout.dataRows,
    footerRows: layout.footerRows,
    columns,
  }
}

function columnLine({ path, element, confidence, certain, reason }: ReturnType<typeof sheetData>['columns'][number]): string {
  return `  ${path.join(' / ')} → ${element ?? '—'} ${confidence.toFixed(2)}${certain ? ' certain' : ''} (${reason})`
}
