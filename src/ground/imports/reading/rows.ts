/** One row of a sheet → what it says about whom. The order in which facts are put together is fixed, so that equal rows are equal texts. */
import { isRefused } from '#base/values/parsed.ts'
import type { FactValue, SubjectKind } from '#ground/facts/contract.ts'
import { birthDateOfIdNumber, sexOfIdNumber } from '#ground/facts/derive.ts'
import type { Sheet } from '#ground/workbooks/contract.ts'
import { isNote, isSignature, isTotal } from '#ground/workbooks/understand/heading-words.ts'
import type { Communities } from '../communities.ts'
import { tieBegins, tieOf } from '../roles.ts'
import type { RowProblem } from '../shapes.ts'
import { joinPieces } from './address-text.ts'
import { saysNothing } from './cells.ts'
import type { CompiledSheet, FactColumn } from './compile.ts'
import { findDeath, noteDeath, withoutRemark } from './deceased.ts'
import type { Door, Doors } from './doors.ts'
import { type Cells, dealPeople } from './people-of-cell.ts'
import { notice, problem } from './problems.ts'
import type { Body, Reading } from './reading.ts'
import { elementsNotMeant } from './shared-cells.ts'

export type RowContext = {
  /** Community of rows that do not name their own. */
  community: number
  communities: Communities
  /** Range of region numbers of the post. */
  area: { lo: number; hi: number }
  doors: Doors
  newDoors: boolean
}

type Row = Sheet['rows'][number]
type Where = { community: number; elsewhere: boolean; problems: RowProblem[] }

/** Nothing when the row is no subject: a total, a note, a signature below what was looked at. */
export function readRow(compiled: CompiledSheet, row: Row, cells: Cells, context: RowContext): Reading[] {
  if (compiled.skipped.has(row.row) || isBeside(compiled, row, cells)) return []
  const where = whereOf(compiled, cells, context)
  const place = { sheet: compiled.sheet.sheet, row: row.row }
  if (compiled.sheet.subject !== 'person') return readPlaceRow(compiled, place, cells, where, context)
  const people = compiled.name ? dealPeople(cells, compiled.name.column, compiled.own) : [{ cells, undealt: [] }]
  const door = findDoor(compiled, place, cells, where, context)
  const readings = people.map((person, part) => {
    const reading = readPerson(compiled, { ...place, part }, person.cells, where, door, context, people.length === 1)
    for (const column of person.undealt)
      reading.problems.push(problem({ say: 'import.row.parts', with: { count: people.length } }, { column }))
    return reading
  })
  return [...readings, ...readRelated(compiled, place, cells, where, door.found, readings.length)]
}

/** Below the rows that were looked at, totals and signatures are known by their words. */
function isBeside(compiled: CompiledSheet, { row }: Row, cells: Cells): boolean {
  if (!compiled.read.some((column) => cells.has(column))) return true
  if (row <= compiled.sheet.seenTo) return false
  const first = [...cells.values()].slice(0, 3).map((cell) => cell.text)
  return first.some(isTotal) || (cells.size <= 2 && first.some((text) => isNote(text) || isSignature(text)))
}

function whereOf(compiled: CompiledSheet, cells: Cells, { community, communities, area }: RowContext): Where {
  const own: Where = { community, elsewhere: false, problems: [] }
  const text = compiled.community === undefined ? '' : (cells.get(compiled.community)?.text.trim() ?? '')
  if (text === '') return own
  const found = communities.find(text)
  const where = { column: compiled.community }
  if (!found && communities.isElsewhere(text)) return { ...own, elsewhere: true }
  if (!found) return { ...own, problems: [problem({ say: 'import.row.community-unknown' }, { ...where, found: text })] }
  const inside = found.code * 1000 <= area.hi && found.code * 1000 + 999 >= area.lo
  return { community: inside ? found.code : community, elsewhere: !inside, problems: [] }
}

type FoundDoor = { found: Door | undefined; text: string; problems: RowProblem[] }

function findDoor(
  compiled: CompiledSheet,
  place: { sheet: number; row: number },
  cells: Cells,
  where: Where,
  context: RowContext,
): FoundDoor {
  const pieces: Parameters<typeof joinPieces>[0] = {}
  for (const { piece, column } of compiled.pieces) {
    const text = cells.get(column)?.text
    if (text) pieces[piece] = text
  }
  const joined = compiled.pieces.length === 0 ? '' : joinPieces(pieces)
  const wholeColumn = compiled.wholes.find((column) => (cells.get(column)?.text.trim() ?? '') !== '')
  const whole = wholeColumn === undefined ? '' : cells.get(wholeColumn)!.text.trim()
  if ((whole === '' && joined === '') || where.elsewhere) return { found: undefined, text: joined, problems: [] }
  const around = [compiled.sheet.name, compiled.sheet.title ?? '']
  const sought = context.doors.find(where.community, whole, joined, context.newDoors, place, around)
  if ('door' in sought) return { found: sought.door, text: joined, problems: [] }
  return {
    found: undefined,
    text: joined,
    problems: [problem(sought.problem, { column: wholeColumn ?? compiled.pieces.at(-1)?.column, found: whole || joined })],
  }
}

type Parts = { plain: Body; twin: Body; problems: RowProblem[] }

function readFacts(columns: readonly FactColumn[], cells: Cells, into: Parts, leftOut: readonly (string | undefined)[] = []): void {
  for (const { column, element, twin, read } of columns) {
    if (leftOut.includes(element.id)) continue
    const cell = cells.get(column)
    if (!cell) continue
    const parsed = read(cell)
    const where = { column, element: element.id, found: twin ? undefined : cell.text }
    if (isRefused(parsed)) {
      if (saysNothing(parsed)) continue
      const said = parsed.with ? { say: parsed.refused, with: parsed.with } : { say: parsed.refused }
      into.problems.push(problem(said, where, element.type === 'id-number' && element.id === 'person.id-number'))
      continue
    }
    if (parsed.warnings) for (const warning of parsed.warnings) into.problems.push(notice(warning, where))
    if (twin) into.twin[element.id] = parsed.value
    else into.plain[element.id] = parsed.value
  }
}

function newReading(kind: SubjectKind, place: { sheet: number; row: number; part: number }, where: Where, door: Door | undefined): Reading {
  const { sheet, row, part } = place
  const { community, problems, elsewhere } = where
  const region = door?.region ?? community * 1000
  const reading: Reading = {
    sheet,
    row,
    part,
    kind,
    region,
    plain: {},
    twin: {},
    label: '',
    problems: problems.slice(),
    stops: false,
    elsewhere,
  }
  if (door) reading.door = { id: door.id, label: door.label }
  return reading
}

function readPerson(
  compiled: CompiledSheet,
  place: { sheet: number; row: number; part: number },
  cells: Cells,
  where: Where,
  door: FoundDoor,
  context: RowContext,
  alone: boolean,
): Reading {
  const reading = newReading('person', place, where, door.found)
  // A remark of a row that speaks of several is nobody's in particular.
  const death = alone ? findDeath(cells, compiled.remarks, compiled.today) : undefined
  readFacts(compiled.facts, death ? withoutRemark(cells, death) : cells, reading, elementsNotMeant(compiled, cells))
  reading.problems.push(...door.problems)
  const name = reading.plain['person.name']
  reading.label = typeof name === 'string' ? name : ''
  if (!door.found && door.text !== '') reading.plain['person.residence-address'] ??= door.text
  if (!noteDeath(reading, death)) addTies(compiled, reading, place, cells, where, door.found, context)
  judgePerson(compiled, reading)
  reading.stops = reading.problems.some((one) => one.stops)
  return reading
}

/** Who cannot be told apart cannot be taken; what contradicts the number is said. */
function judgePerson(compiled: CompiledSheet, { plain, problems }: Reading): void {
  const number = plain['person.id-number']
  if (plain['person.name'] === undefined && number === undefined && !problems.some((one) => one.stops))
    problems.push(problem({ say: 'import.row.no-name' }, { column: compiled.name?.column, element: 'person.name' }, true))
  if (typeof number !== 'string') return
  const birth = plain['person.birth-date']
  if (birth !== undefined && birth !== birthDateOfIdNumber(number))
    problems.push(
      problem({ say: 'import.row.birth-differs' }, { column: columnOf(compiled, 'person.birth-date'), element: 'person.birth-date' }),
    )
  const sex = plain['person.sex']
  if ((sex === '1' || sex === '2') && sex !== sexOfIdNumber(number))
    problems.push(problem({ say: 'import.row.sex-differs' }, { column: columnOf(compiled, 'person.sex'), element: 'person.sex' }))
}

function columnOf(compiled: CompiledSheet, element: string): number | undefined {
  return compiled.facts.find((column) => column.element.id === element)?.column
}

const tieOrder = Object.values(tieOf)

/** How the person belongs to which door: by what the row answers, otherwise as the plan says; registered where the registered address leads. */
function addTies(
  compiled: CompiledSheet,
  reading: Reading,
  place: { sheet: number; row: number },
  cells: Cells,
  where: Where,
  door: Door | undefined,
  context: RowContext,
): void {
  const ties = new Map<string, string>()
  let answered = false
  for (const { column, tie, flag } of compiled.ties) {
    const cell = cells.get(column)
    if (!cell) continue
    if (flag) {
      const parsed = flag(cell)
      if (isRefused(parsed)) continue
      answered = true
      if (parsed.value === true && door) ties.set(tie, door.id)
    } else {
      const sought = context.doors.find(where.community, cell.text.trim(), '', context.newDoors, place)
      if ('door' in sought) ties.set(tie, sought.door.id)
      else reading.problems.push(problem(sought.problem, { column, element: tie, found: cell.text }))
    }
  }
  if (!answered && door) ties.set(tieOf[compiled.sheet.relation], door.id)
  if (door && reading.plain['person.is-separated'] === false) ties.set(tieOf.registration, door.id)
  const registered = compiled.registered === undefined ? '' : (cells.get(compiled.registered)?.text.trim() ?? '')
  if (registered !== '' && !ties.has(tieOf.registration) && !where.elsewhere) {
    const sought = context.doors.find(where.community, registered, '', false, place)
    if ('door' in sought && (!sought.door.fresh || sought.door === door)) ties.set(tieOf.registration, sought.door.id)
  }
  for (const tie of tieOrder) {
    const dwelling = ties.get(tie)
    if (dwelling) reading.plain[tie] = withBegin(reading.plain, tie, dwelling)
  }
}

function withBegin(plain: Body, tie: string, dwelling: string): FactValue {
  const begin = Object.entries(tieBegins).find(([element, relation]) => tieOf[relation] === tie && typeof plain[element] === 'string')
  return begin ? { dwelling, from: plain[begin[0]] as string } : { dwelling }
}

/** What a row about a person tells of her door and of the household there. */
function readRelated(
  compiled: CompiledSheet,
  place: { sheet: number; row: number },
  cells: Cells,
  where: Where,
  door: Door | undefined,
  part: number,
): Reading[] {
  if (!door) return []
  const readings: Reading[] = []
  for (const [kind, columns] of [
    ['dwelling', compiled.ofDoor],
    ['household', compiled.ofHousehold],
  ] as const) {
    if (columns.length === 0) continue
    const reading = newReading(kind, { ...place, part: part + readings.length }, where, door)
    readFacts(columns, cells, reading)
    if (Object.keys(reading.plain).length + Object.keys(reading.twin).length === 0) continue
    reading.subject = door.id
    reading.label = door.label
    readings.push(reading)
  }
  return readings
}

/** A row about a dwelling, a shop or an organisation. */
function readPlaceRow(
  compiled: CompiledSheet,
  place: { sheet: number; row: number },
  cells: Cells,
  where: Where,
  context: RowContext,
): Reading[] {
  const { subject } = compiled.sheet
  const door = subject === 'dwelling' ? findDoor(compiled, place, cells, where, context) : { found: undefined, text: '', problems: [] }
  const reading = newReading(subject, { ...place, part: 0 }, where, door.found)
  readFacts(compiled.facts, cells, reading)
  for (const one of door.problems) reading.problems.push({ ...one, stops: true })
  if (subject === 'dwelling') {
    if (door.found) reading.subject = door.found.id
    else if (door.problems.length === 0 && !where.elsewhere) reading.problems.push(problem({ say: 'import.door.incomplete' }, {}, true))
    reading.label = door.found?.label ?? door.text
  } else {
    const name = reading.plain[`${subject}.name`]
    reading.label = typeof name === 'string' ? name : ''
    if (name === undefined) reading.problems.push(problem({ say: 'import.row.no-name' }, { column: compiled.name?.column }, true))
  }
  reading.stops = reading.problems.some((one) => one.stops)
  return [reading, ...(subject === 'dwelling' ? readRelated({ ...compiled, ofDoor: [] }, place, cells, where, door.found, 1) : [])]
}
