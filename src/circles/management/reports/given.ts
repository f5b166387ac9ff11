/**
 * Rows that name somebody already: recognised by an identifier, by the label of a door, or by a name together with what else the row says. Nothing
 * is filled beside a name that could be somebody else's.
 */
import { parseIdNumber } from '#base/values/id-number.ts'
import { normaliseName, normaliseText } from '#base/values/normalise.ts'
import { parseDay } from '#base/values/parse-day.ts'
import { isRefused } from '#base/values/parsed.ts'
import { findHolders } from '#ground/facts/queries.ts'
import type { Row } from '#ground/workbooks/read/sheet-rows.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { SheetPlan } from './contract.ts'
import type { Prepared } from './prepare.ts'
import { listDoors, listNamesakes, type Namesake } from './roster-query.ts'
import { identifies } from './rules.ts'
import { isTotalLabel } from './statistics.ts'

/** `filled`: columns in which something stands. `subject` is null for a row nobody is recognised in. */
export type GivenRow = { row: number; subject: string | null; filled: Set<number> }

export type Recogniser = {
  /** The row names somebody, or is meant to. */
  names: (row: Row) => boolean
  /** The row is no subject's: a subtotal, a note, a repeated header. */
  skips: (row: Row) => boolean
  recognise: (rows: Row[]) => Promise<GivenRow[]>
}

type Read = { row: Row; token: string | undefined; name: string; birth: string | undefined; address: string }

export function openRecogniser(ctx: Ctx, { request, range, context }: Prepared, plan: SheetPlan): Recogniser {
  const { kind } = plan.population
  const columnOf = (element: string) => plan.columns.find((column) => column.element === element)?.column ?? 0
  const naming = plan.columns.flatMap(({ element, column }) => (column !== undefined && identifies(element, kind) ? [column] : []))
  const understood = request.sheets.sheets.find((one) => one.name === plan.sheet)
  const skipped = new Set(understood?.layout.skippedRows.flatMap(({ row, why }) => (why === 'blank' ? [] : [row])))
  const textAt = (row: Row, column: number) => row.cells.get(column)?.text ?? ''

  function read(row: Row): Read {
    const cell = row.cells.get(columnOf(`${kind}.id-number`))
    const given = cell && (cell.number === undefined ? { text: cell.text } : { text: cell.text, number: cell.number })
    const id = given && parseIdNumber(given, ctx.today)
    const born = row.cells.get(columnOf('person.birth-date'))
    const birth = born && parseDay({ text: born.text }, { today: ctx.today, latest: ctx.today })
    return {
      row,
      token: id && !isRefused(id) ? context.keys.token('id-number', id.value.number) : undefined,
      name: normaliseName(textAt(row, columnOf(`${kind}.name`))),
      birth: birth && !isRefused(birth) && birth.value.precision === 'day' ? birth.value.text : undefined,
      address: withoutSpaces(textAt(row, columnOf(kind === 'dwelling' ? 'dwelling.address' : `${kind}.residence-address`))),
    }
  }

  return {
    names: (row) => naming.some((column) => textAt(row, column) !== ''),
    skips: (row) => skipped.has(row.row) || [...row.cells.values()].slice(0, 3).some(({ text }) => isTotalLabel(text)),
    recognise: async (rows) => {
      const lines = rows.map(read)
      const tokens = lines.flatMap(({ token }) => (token ? [token] : []))
      const holders = new Map((await findHolders(ctx.sql, ctx.street, tokens)).map((holder) => [holder.token, holder.subject_id]))
      const doors =
        kind === 'dwelling' ? await listDoors(ctx.sql, ctx.street, range, unique(lines.map(({ address }) => address))) : new Map()
      const open = lines.filter(({ token, name }) => !(token && holders.has(token)) && name !== '')
      const namesakes = await listNamesakes(ctx.sql, ctx.street, range, kind, unique(open.map(({ name }) => name)))
      return lines.map((line): GivenRow => {
        const filled = new Set([...line.row.cells].flatMap(([column, cell]) => (cell.text === '' ? [] : [column])))
        const held = line.token === undefined ? undefined : holders.get(line.token)
        const subject = held ?? doors.get(line.address) ?? chooseNamesake(namesakes.get(line.name) ?? [], line) ?? null
        return { row: line.row.row, filled, subject }
      })
    },
  }
}

/** The only one of the name whom nothing in the row speaks against. */
function chooseNamesake(candidates: Namesake[], { token, birth, address }: Read): string | undefined {
  const possible = candidates.filter((one) => !(token && one.identified) && !(birth && one.birth && one.birth !== birth))
  if (possible.length === 1) return possible[0]!.id
  const near = possible.filter((one) => address !== '' && one.label !== null && withoutSpaces(one.label) === address)
  const same = possible.filter((one) => birth !== undefined && one.birth === birth)
  return near.length === 1 ? near[0]!.id : same.length === 1 ? same[0]!.id : undefined
}

function withoutSpaces(text: string): string {
  return normaliseText(text).replace(/\s/gu, '')
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}
