/** A card as it is filled: beside its labels about its subject, down its table of relatives about those who live with her. What stands stays. */
import { Problem } from '#base/problem.ts'
import { codeOf, getCodeList } from '#ground/facts/catalogue.ts'
import type { Answer } from '#ground/workbooks/edit/answers.ts'
import type { SheetEdit } from '#ground/workbooks/edit/fill-workbook.ts'
import { cellAddress, findCell } from '#ground/workbooks/read/address.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { isOpen, meansSame, type Saying, writeInto } from './boxes.ts'
import { answerText, type ReadyColumn } from './cells.ts'
import { RELATION, readRelatives, sayRelation } from './relatives.ts'
import type { RosterRow } from './roster-query.ts'
import { fillRow, readKnown } from './rosters.ts'
import { addGap, type Tally, type Work } from './work.ts'

export async function cardEdit(work: Work, tally: Tally, source: string): Promise<SheetEdit> {
  const { subject } = tally.plan
  if (!subject) throw new Problem('input.invalid', { count: 1 }, [{ path: `/sheets/${tally.plan.sheet}/subject`, say: 'input.required' }])
  const row = (await readKnown(work, tally, [subject])).get(subject)
  if (!row) throw new Problem('thing.unknown')
  const texts = await readStanding(source, tally.plan.sheet)
  const own = partOf(tally, ({ plan }) => plan.lines === undefined)
  const placeOf = (at: number) => {
    const { cell = '', path } = own.columns[at]!.plan
    return { address: cell, text: texts.get(cell) ?? '', label: path.at(-1) ?? '' }
  }
  const cells = new Map<string, Exclude<Answer, null>>()
  const filled = fillRow(work, own, row, 1, (at) => !isOpen(placeOf(at).text, placeOf(at).label))
  for (const [at, { answer }] of filled.entries()) {
    const { address, text, label } = placeOf(at)
    if (answer === null || address === '') continue
    const value = text === '' ? answer : writeInto(text, label, sayingOf(work, own.columns[at]!, answer))
    if (value === undefined) continue
    cells.set(address, value)
    // Several labels may share one cell.
    texts.set(address, answerText(value))
  }
  for (const [address, value] of await relativesCells(work, tally, row, texts)) cells.set(address, value)
  return { sheet: tally.plan.sheet, cells: [...cells].map(([address, value]) => ({ address, value })) }
}

/** Options are known by their words, and by every name the code list has for them. */
function sayingOf({ prepared: { catalogue } }: Work, { element }: ReadyColumn, answer: Answer): Saying {
  const text = answerText(answer)
  const list = element?.codes === undefined ? undefined : getCodeList(catalogue, element.codes)
  const many = element?.type === 'codes'
  const said = many ? text.split('、') : [text]
  const entries = list ? said.map((one) => codeOf(list, one)) : []
  const named = (option: string) => {
    const entry = list && codeOf(list, option)
    return entry !== undefined && entries.includes(entry)
  }
  return { text, many, means: (option) => said.some((one) => meansSame(option, one)) || named(option) }
}

/** What stands in the cells of a card. */
async function readStanding(source: string, name: string): Promise<Map<string, string>> {
  const sheet = (await readWorkbook(source, { name: source, maxRows: CARD_ROWS })).sheets.find((one) => one.name === name)
  const texts = (sheet?.rows ?? []).flatMap(({ row, cells }) =>
    [...cells].map(([column, { text }]) => [cellAddress(row, column), text] as const),
  )
  return new Map(texts)
}

const CARD_ROWS = 2000

/** Some columns of a sheet, counted with the others. */
function partOf({ plan, columns, counts }: Tally, wanted: (column: ReadyColumn) => boolean): Tally {
  const at = columns.flatMap((column, index) => (wanted(column) ? [index] : []))
  return { plan, columns: at.map((index) => columns[index]!), counts: at.map((index) => counts[index]!), communities: [] }
}

/** A line for each relative; whom there is no line for, and who may be one, counts as missing. */
async function relativesCells(
  work: Work,
  tally: Tally,
  subject: RosterRow,
  texts: ReadonlyMap<string, string>,
): Promise<Map<string, Exclude<Answer, null>>> {
  const part = partOf(tally, ({ plan }) => plan.lines !== undefined)
  const cells = new Map<string, Exclude<Answer, null>>()
  if (part.columns.length === 0) return cells
  const { members, head, undetermined } = await readRelatives(work.ctx, work.prepared, part.columns, subject)
  const lines = Math.min(...part.columns.map(({ plan }) => plan.lines!))
  for (const [line, member] of members.slice(0, lines).entries()) {
    const address = (at: number) => {
      const { row, column } = findCell(part.columns[at]!.plan.cell ?? '')!
      return cellAddress(row + line, column)
    }
    const stands = (at: number) => (texts.get(address(at)) ?? '') !== ''
    const related = part.columns.map((column) => sayRelation(work.prepared.context, column, subject, member, head))
    const said = fillRow(work, part, member, line + 1, (at) => related[at] !== undefined || stands(at))
    for (const [at, { answer }] of said.entries()) {
      const cell = related[at] ?? { answer }
      if (related[at]?.state && !stands(at)) part.counts[at]![related[at].state] += 1
      if (cell.answer !== null && !stands(at)) cells.set(address(at), cell.answer)
    }
  }
  const unsaid = Math.max(0, members.length - lines) + undetermined.length
  for (const [at, { element, why }] of part.columns.entries()) if (element) part.counts[at]![why ? 'forbidden' : 'missing'] += unsaid
  for (const { id, region_no: region, dwelling } of undetermined)
    addGap(work, { subject: id, region, dwelling, missing: [RELATION], stale: [], conflicting: [] })
  return cells
}
