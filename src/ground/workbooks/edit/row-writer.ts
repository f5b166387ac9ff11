import { cellAddress } from '#ground/workbooks/read/address.ts'
import type { CellStyle } from '#ground/workbooks/read/styles.ts'
import { type Answer, cellContent, type Spool } from './answers.ts'
import { copiedFormula, type Growth, type Growths, grownFormula, grownRanges, movedRow, sharedFormula } from './references.ts'
import { escapeAttribute, escapeText } from './rewrite.ts'
import { cellXml, findValue, type ParsedCell, type ParsedRow, parseRow, withoutAttributes } from './rows.ts'

/** What is to be done in one sheet. Rows and addresses are those of the sheet as it came. */
export type SheetPlan = {
  name: string
  growths: Growths
  roster: { columns: number[]; firstRow: number; lastRow: number; spool: Spool } | undefined
  /** Single cells: row → column → answer. */
  cells: Map<number, Map<number, Answer>>
  styles: CellStyle[]
  from1904: boolean
  /** Styles of whole columns, filled while the sheet is read. */
  columnStyles: { first: number; last: number; style: string }[]
  report: EditReport
}

/** What the clerk should know of a filled sheet: how often, and the first addresses (in the filled sheet). */
export type EditReport = { keptFormulas: Tally; cutTexts: Tally }
export type Tally = { count: number; first: string[] }

export type RowWriter = {
  /** What takes the place of a row: rows due before it, then itself. */
  row: (source: Buffer, number: number) => AsyncGenerator<string | Buffer>
  /** The rows still due at the end of the sheet's data. */
  rest: (prefix: string) => AsyncGenerator<string>
}

/** Writes the rows of a sheet anew where they hold answers, formulas, or have moved; all others pass as they are. */
export function createRowWriter(plan: SheetPlan): RowWriter {
  const own = plan.growths.get(plan.name.toLowerCase())
  const { roster } = plan
  const masters = new Map<string, { text: string; row: number; column: number }>()
  const answers = roster?.spool.read()
  const cellRows = [...plan.cells.keys()].sort((a, b) => a - b)
  let [rosterNext, cellNext, copied] = [roster?.firstRow ?? Number.POSITIVE_INFINITY, 0, false]
  let template: ParsedRow | undefined

  async function wanted(number: number): Promise<Map<number, Answer>> {
    const contents = new Map<number, Answer>()
    if (roster && number >= roster.firstRow && number <= roster.lastRow) {
      const next = await answers!.next()
      if (next !== null) for (const [index, column] of roster.columns.entries()) contents.set(column, next ? next[index]! : '')
      rosterNext = number + 1
    }
    for (const [column, answer] of plan.cells.get(number) ?? []) contents.set(column, answer)
    while (cellRows[cellNext]! <= number) cellNext++
    return contents
  }

  /** Rows that the sheet does not hold but that answers need, up to `limit`, and the copies behind the roster. */
  async function* due(limit: number, prefix: string): AsyncGenerator<string> {
    for (;;) {
      const rosterRow = roster && rosterNext <= roster.lastRow ? rosterNext : Number.POSITIVE_INFINITY
      const number = Math.min(rosterRow, cellRows[cellNext] ?? Number.POSITIVE_INFINITY)
      if (roster && !copied && Math.min(number, limit) > roster.lastRow) {
        copied = true
        yield* copies(prefix)
      }
      if (number >= limit) return
      if (roster && number === rosterRow) {
        // Rows that the sheet does not hold and nothing is written into: as many at once as there are up to the next that matters.
        const passed = await answers!.pass(Math.min(limit, roster.lastRow + 1, cellRows[cellNext] ?? limit) - number)
        rosterNext += passed
        if (passed > 0) continue
      }
      const missing: ParsedRow = { row: number, prefix, attributes: '', style: undefined, cells: [], tail: '' }
      const contents = await wanted(number)
      const written = rowXml(plan, missing, own ? movedRow(number, own) : number, contents, masters)
      if (written.cells > 0) yield written.xml
    }
  }

  async function* copies(prefix: string): AsyncGenerator<string> {
    if (!own || own.by === 0) return
    const blueprint = template ?? { row: own.lastRow, prefix, attributes: '', style: undefined, cells: [], tail: '' }
    const write = copyWriter(plan, own, blueprint, masters)
    const nothing: Answer[] = plan.roster!.columns.map(() => null)
    let xml = ''
    for (let copy = 1; copy <= own.by; copy++) {
      xml += write(copy, (await answers!.next()) ?? nothing)
      if (xml.length < 65_536 && copy < own.by) continue
      yield xml
      xml = ''
    }
  }

  async function* row(source: Buffer, number: number): AsyncGenerator<string | Buffer> {
    const prefix = /^<([^\s/>]*:)?row/.exec(source.toString('latin1', 0, 64))?.[1] ?? ''
    yield* due(number, prefix)
    const inRoster = roster !== undefined && number >= roster.firstRow && number <= roster.lastRow
    const moved = own !== undefined && own.by > 0 && number > own.lastRow
    if (!inRoster && !moved && !plan.cells.has(number) && !source.includes(`<${prefix}f`)) {
      yield source
      return
    }
    const parsed = parseRow(source, number - 1)
    if (number === roster?.lastRow) template = parsed
    yield rowXml(plan, parsed, own ? movedRow(number, own) : number, await wanted(number), masters).xml
  }

  return { row, rest: (prefix) => due(Number.POSITIVE_INFINITY, prefix) }
}

type Masters = Map<string, { text: string; row: number; column: number }>

/** A row with its answers, at its place in the filled sheet. */
function rowXml(
  plan: SheetPlan,
  parsed: ParsedRow,
  at: number,
  contents: Map<number, Answer>,
  masters: Masters,
): { xml: string; cells: number } {
  const { prefix } = parsed
  let children = ''
  let count = 0
  let widened = false
  const add = (xml: string) => {
    children += xml
    if (xml !== '') count++
  }
  const missing = [...contents]
    .filter(([column, answer]) => answer !== null && answer !== '' && !parsed.cells.some((cell) => cell.column === column))
    .sort(([a], [b]) => a - b)
  const addMissing = (limit: number) => {
    while (missing.length > 0 && missing[0]![0] < limit) {
      const [column, answer] = missing.shift()!
      add(answeredCell(plan, prefix, at, column, defaultStyle(plan, parsed, column), answer as Exclude<Answer, null>))
      widened = true
    }
  }
  for (const cell of parsed.cells) {
    addMissing(cell.column)
    const answer = contents.get(cell.column) ?? null
    if (cell.formula) add(formulaCell(plan, parsed, cell, at, answer, masters))
    else if (answer === null) add(cellXml(prefix, at, cell.column, cell.attributes, cell.children))
    else add(answeredCell(plan, prefix, at, cell.column, cell.style, answer))
  }
  addMissing(Number.POSITIVE_INFINITY)
  const attributes = widened ? withoutAttributes(parsed.attributes, 'spans') : parsed.attributes
  return { xml: `<${prefix}row r="${at}"${attributes}>${children}${parsed.tail}</${prefix}row>`, cells: count }
}

function defaultStyle(plan: SheetPlan, parsed: ParsedRow, column: number): string | undefined {
  return parsed.style ?? plan.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style
}

function answeredCell(
  plan: SheetPlan,
  prefix: string,
  row: number,
  column: number,
  style: string | undefined,
  answer: Exclude<Answer, null>,
): string {
  const format = plan.styles[Number(style ?? 0)]
  const content = cellContent(answer, { date: format !== undefined && (format.day || format.time), from1904: plan.from1904 }, prefix)
  if (content.cut) tally(plan.report.cutTexts, row, column)
  const attributes = (style === undefined ? '' : ` s="${style}"`) + (content.type === '' ? '' : ` t="${content.type}"`)
  return cellXml(prefix, row, column, attributes, content.children)
}

function tally(into: Tally, row: number, column: number): void {
  into.count++
  if (into.first.length < 100) into.first.push(cellAddress(row, column))
}

/**
 * A formula of the asker stays, whatever the answer; its stored result goes, because it belongs to the empty sheet. When rows
 * are added every member of a shared formula gets its own text.
 */
function formulaCell(plan: SheetPlan, parsed: ParsedRow, cell: ParsedCell, at: number, answer: Answer, masters: Masters): string {
  const formula = cell.formula!
  if (answer !== null && answer !== '') tally(plan.report.keptFormulas, at, cell.column)
  const attributes = withoutAttributes(cell.attributes, 't')
  const own = plan.growths.get(plan.name.toLowerCase())
  let text = formulaText(parsed, cell, masters)
  let details = formula.attributes
  if (plan.growths.size > 0) {
    text = text === undefined ? undefined : grownFormula(text, plan.growths, { sheet: plan.name, row: parsed.row })
    if (formula.kind === 'shared' && text !== undefined) details = ''
    else if (own) details = grownDetails(details, own)
  } else if (formula.kind === 'shared' && formula.text === '') text = ''
  return cellXml(parsed.prefix, at, cell.column, attributes, formulaXml(parsed.prefix, details, text ?? ''))
}

/** The text of a cell's formula, of shared ones too; undefined when its master is missing. */
function formulaText(parsed: ParsedRow, cell: ParsedCell, masters: Masters): string | undefined {
  const { kind, text, shared } = cell.formula!
  if (kind !== 'shared' || shared === undefined) return text
  if (text !== '') masters.set(shared, { text, row: parsed.row, column: cell.column })
  const master = masters.get(shared)
  return master && sharedFormula(master.text, parsed.row - master.row, cell.column - master.column)
}

function grownDetails(attributes: string, own: Growth): string {
  return attributes.replace(
    /(\s(?:ref|r1|r2)\s*=\s*)"([^"]*)"/g,
    (_whole, before: string, range: string) => `${before}"${escapeAttribute(grownRanges(range, own))}"`,
  )
}

function formulaXml(prefix: string, attributes: string, text: string): string {
  return text === '' ? `<${prefix}f${attributes}/>` : `<${prefix}f${attributes}>${escapeText(text)}</${prefix}f>`
}

/** Writes copies of the roster's last row: its styles, height and formulas, with new answers; what else stood in it is not repeated. */
function copyWriter(plan: SheetPlan, own: Growth, blueprint: ParsedRow, masters: Masters): (copy: number, answers: Answer[]) => string {
  const { prefix } = blueprint
  const rowAttributes = withoutAttributes(blueprint.attributes, 'hidden|collapsed|spans')
  const answerAt = new Map(plan.roster!.columns.map((column, index) => [column, index]))
  const known = new Map(blueprint.cells.map((cell) => [cell.column, cell]))
  const columns = [...new Set([...answerAt.keys(), ...known.keys()])].sort((a, b) => a - b)
  const place = { sheet: plan.name, row: own.lastRow }
  const slots = columns.map((column) => {
    const cell = known.get(column)
    const formula = cell?.formula && copyable(blueprint, cell) ? formulaText(blueprint, cell, masters) : undefined
    const style = cell ? cell.style : defaultStyle(plan, blueprint, column)
    const array = cell?.formula?.kind === 'array'
    return { column, style, formula, array, attributes: style === undefined ? '' : ` s="${style}"`, answer: answerAt.get(column) }
  })
  return (copy, answers) => {
    const row = own.lastRow + copy
    let cells = ''
    for (const { column, style, formula, array, attributes, answer } of slots) {
      const given = answer === undefined ? null : answers[answer]!
      if (formula !== undefined) {
        if (given !== null && given !== '') tally(plan.report.keptFormulas, row, column)
        const details = array ? ` t="array" ref="${cellAddress(row, column)}"` : ''
        cells += cellXml(prefix, row, column, attributes, formulaXml(prefix, details, copiedFormula(formula, plan.growths, place, copy)))
      } else if (given === null || given === '') cells += attributes === '' ? '' : cellXml(prefix, row, column, attributes, '')
      else cells += answeredCell(plan, prefix, row, column, style, given)
    }
    return `<${prefix}row r="${row}"${rowAttributes}>${cells}</${prefix}row>`
  }
}

/** Array formulas over several cells and data tables have no copy for a single row. */
function copyable(row: ParsedRow, cell: ParsedCell): boolean {
  const { kind, range } = cell.formula!
  return kind !== 'dataTable' && (kind !== 'array' || range === undefined || range === cellAddress(row.row, cell.column))
}

/** The style attribute of a `<col>`, with the columns it covers. */
export function findColumnStyle(attributes: string): SheetPlan['columnStyles'][number] | undefined {
  const [first, last, style] = [findValue(attributes, 'min'), findValue(attributes, 'max'), findValue(attributes, 'style')]
  return first && last && style ? { first: Number(first), last: Number(last), style } : undefined
}
