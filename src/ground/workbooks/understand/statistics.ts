import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Column, CountedColumn, CountedSubject, Sheet, SheetLayout, StatisticsUnderstanding } from '../contract.ts'
import { type CatalogueIndex, indexOf } from './catalogue-index.ts'
import { type NumberColumn, numbersOf, relationOf } from './column-relations.ts'
import { codedGroup, isAnyUnit, readLevel, scopeOf, subjectOfUnit, withoutRepeats } from './count-words.ts'
import { gridOf } from './grid.ts'
import { readHeading } from './heading.ts'
import { isLocal } from './local-columns.ts'
import { noSamples, type Profile, sampleColumns } from './samples.ts'

/**
 * Says what every column of a statistics sheet counts: which subjects, under which conditions on elements, and how it follows from other columns.
 * A column is certain only when every word of its heading is explained and the numbers, where there are any, agree.
 */
export function understandStatistics(layout: SheetLayout, sheet: Sheet, catalogue: Catalogue): StatisticsUnderstanding {
  const index = indexOf(catalogue)
  const samples = sampleColumns(sheet, layout)
  const numbers = numbersOf(layout, sheet)
  const units = unitRow(layout, sheet)
  const usual = subjectOfUnit(unitAbove(sheet, layout)) ?? subjectOfTitle(layout.title ?? '')
  const columns = layout.columns.map((column, at) =>
    countedColumn(column, {
      index,
      layout,
      numbers,
      unit: units.get(column.column),
      usual,
      profile: samples.get(column.column) ?? noSamples,
      first: at === 0,
    }),
  )
  const label = layout.rowLabelColumn
  if (label === undefined) return { columns }
  const heading = layout.columns.find((column) => column.column === label)?.path.at(-1) ?? ''
  return { rowLabel: { column: label, kind: isRegion(heading, samples.get(label) ?? noSamples) ? 'region' : 'class' }, columns }
}

type Asked = {
  index: CatalogueIndex
  layout: SheetLayout
  numbers: NumberColumn[]
  unit: string | undefined
  usual: CountedSubject | undefined
  profile: Profile
  first: boolean
}

function countedColumn({ column, path }: Column, asked: Asked): CountedColumn {
  const leaf = path.at(-1) ?? ''
  const plain = { column, path, conditions: [], unexplained: [] }
  if (isLabelColumn(column, leaf, asked))
    return { ...plain, role: 'label', confidence: 0.98, certain: true, reason: { say: 'workbook.understood.row-label' } }
  const own = asked.numbers.find((one) => one.column === column)
  const isTotal = /^(总?合计|小计|总计|共计)$/u.test(leaf.replace(/\s/gu, ''))
  if (!isTotal && isLocal([leaf], asked.profile, asked.first))
    return { ...plain, role: 'local', confidence: 0.99, certain: true, reason: { say: 'workbook.understood.local' } }
  const ratio = /(比例|占比|比率|百分比|率([(（].*)?$|[%％])/u.test(leaf)
  const relation = own && relationOf(own, asked.numbers, ratio)
  const unit =
    asked.unit ??
    [...path]
      .reverse()
      .map((text) => readHeading(text).unit)
      .find((found) => found !== undefined)
  const withRelation = { ...(relation ? { relation } : {}), ...(unit === undefined ? {} : { unit }) }
  if (ratio)
    return {
      ...plain,
      role: 'ratio',
      ...withRelation,
      confidence: relation ? 0.9 : 0.5,
      certain: false,
      reason: { say: relation ? 'workbook.counted.ratio' : 'workbook.counted.ratio-unknown' },
    }
  return { column, ...wordsOf(path, asked, unit), ...withRelation }
}

function isLabelColumn(column: number, leaf: string, { layout, profile }: Asked): boolean {
  if (column === layout.rowLabelColumn) return true
  const before = layout.rowLabelColumn !== undefined && column < layout.rowLabelColumn
  return before && !isLocal([leaf], profile, false)
}

/** Reads all levels of a heading: subject, conditions, and what stays unexplained. */
function wordsOf(
  path: string[],
  { index, layout, usual }: Asked,
  unit: string | undefined,
): Omit<CountedColumn, 'column' | 'relation' | 'unit'> {
  const conditions: CountedColumn['conditions'] = []
  const unexplained: string[] = []
  const any = unit !== undefined && isAnyUnit(unit) ? subjectOfUnit(unit) : undefined
  const byUnit = unit === undefined || any ? undefined : subjectOfUnit(unit)
  let counted = byUnit
  let group: ReturnType<typeof codedGroup>
  for (const [at, text] of path.entries()) {
    const upper = at < path.length - 1
    const words = readLevel(index, text, upper ? undefined : group)
    // Of disputes 婚姻家庭 is a kind, not a household.
    const ofEvents = counted === 'other' && any === undefined && !/[人户]数$/u.test(text)
    counted = byUnit ?? (ofEvents ? counted : words.counted === any ? counted : words.counted) ?? counted
    conditions.push(...words.conditions)
    const coded = upper && words.conditions.length === 0 ? codedGroup(index, text, counted) : undefined
    if (coded) group = coded
    else if (words.rest !== '') unexplained.push(words.rest)
  }
  counted ??= conditions[0] ? subjectOfElement(conditions[0].element) : (any ?? usual)
  const amount = counted === 'other'
  const scope = scopeOf(layout.title ?? '', counted)
  const scoped = scope !== undefined && !conditions.some((condition) => condition.element === scope.element)
  const certain = !amount && counted !== undefined && unexplained.length === 0 && conditions.length > 0 && !scoped
  return {
    path,
    role: amount ? 'amount' : 'count',
    ...(counted === undefined ? {} : { counted }),
    conditions: withoutRepeats(scoped ? [...conditions, scope] : conditions),
    unexplained,
    confidence: certain ? 0.95 : unexplained.length > 0 ? 0.45 : 0.75,
    certain,
    reason: reasonOf(unexplained, scoped),
  }
}

function reasonOf(unexplained: string[], scoped: boolean): CountedColumn['reason'] {
  if (unexplained.length > 0) return { say: 'workbook.counted.unexplained', with: { words: unexplained.join('、') } }
  return { say: scoped ? 'workbook.counted.scope' : 'workbook.counted.words' }
}

function subjectOfElement(id: string): CountedSubject {
  if (id.startsWith('household.')) return 'households'
  if (id.startsWith('estate.')) return 'estates'
  if (id.startsWith('building.')) return 'buildings'
  return id.startsWith('dwelling.') ? 'dwellings' : 'persons'
}

/** The line of units under the header, by column. */
function unitRow(layout: SheetLayout, sheet: Sheet): Map<number, string> {
  const row = layout.skippedRows.find((skipped) => skipped.why === 'unit')?.row
  const line = sheet.rows.find((candidate) => candidate.row === row)
  return new Map(line ? [...line.cells].map(([column, cell]) => [column, cell.text.trim()]) : [])
}

/** `单位：人` above the header. */
function unitAbove(sheet: Sheet, layout: SheetLayout): string {
  const grid = gridOf(sheet)
  for (let row = 1; row < layout.headerRows[0]; row++)
    for (const column of grid.filled(row)) {
      const unit = /单位\s*[:：]\s*([人户套元个件万]+)\s*$/u.exec(grid.text(row, column))?.[1]
      if (unit !== undefined) return unit
    }
  return ''
}

function subjectOfTitle(title: string): CountedSubject | undefined {
  if (/(纠纷|调解|信访|案件)/u.test(title)) return 'other'
  if (/(户|家庭)/u.test(title) && !/(户籍|户口)/u.test(title)) return 'households'
  return /(人口|人员|人群|老年|儿童|妇女|残疾人|学生|幼儿|就业|党员)/u.test(title) ? 'persons' : undefined
}

function isRegion(heading: string, profile: Profile): boolean {
  if (/(社区|村|街道|乡|镇|县|区|市|地区|网格|小区)/u.test(heading)) return true
  return (
    profile.texts.length > 0 &&
    profile.texts.filter((text) => /(社区|村|街道|镇|乡|县|区|市|居委会)$/u.test(text)).length >= profile.texts.length * 0.6
  )
}
