/** A sheet's plan made ready for reading: which column is read how, and what each part of the row is for. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Element } from '#ground/facts/contract.ts'
import type { ParseContext } from '#ground/facts/parse.ts'
import type { KeptSheet } from '../plan.ts'
import { doorPart, flags, type Piece, tieOf } from '../roles.ts'
import type { ColumnPlan } from '../shapes.ts'
import { cellReader, type ReadCell } from './cells.ts'
import { remarkColumns } from './deceased.ts'
import { readNumbered } from './numbered-options.ts'

/** `twin`: the value is specially protected and kept apart. */
export type FactColumn = { column: number; element: Element; twin: boolean; read: ReadCell }
export type TieColumn = { column: number; tie: string; flag: ReadCell | undefined }

/** The columns of the two numbers a person is known by; one column stands for both where its cells may hold either. */
export type Documents = { kind?: FactColumn; idNumber?: FactColumn; other?: FactColumn }

/** The columns of the birth; `asked` is the one that was planned where one column stands for both. */
export type Birth = { day?: FactColumn; month?: FactColumn; asked?: FactColumn }

export type CompiledSheet = {
  sheet: KeptSheet
  /** About the row's own subject, in the order of element ids. */
  facts: FactColumn[]
  /** About the door of the row and its household, when the row is about something else. */
  ofDoor: FactColumn[]
  ofHousehold: FactColumn[]
  name: FactColumn | undefined
  documents: Documents
  birth: Birth
  pieces: { piece: Piece; column: number }[]
  wholes: number[]
  registered: number | undefined
  ties: TieColumn[]
  community: number | undefined
  /** In which a death may be noted beside what the row says. */
  remarks: number[]
  today: string
  /** Columns of the person herself, dealt out when a cell names several people. */
  own: { column: number }[]
  /** Every column that is read. */
  read: number[]
  skipped: ReadonlySet<number>
}

export function compileSheet(sheet: KeptSheet, catalogue: Catalogue, context: ParseContext): CompiledSheet {
  const used = sheet.columns.filter((column) => column.role !== 'out' && column.element !== null)
  const columns = used.flatMap((column) => {
    const element = catalogue.elements.get(column.element!)
    return element ? [{ plan: column, element }] : []
  })
  const facts = columns.flatMap(({ plan, element }) =>
    saysFact(sheet, plan, element) ? [factColumn(plan, element, catalogue, context)] : [],
  )
  const documents = sheet.subject === 'person' ? documentsOf(facts, catalogue, context) : {}
  const birth = sheet.subject === 'person' ? birthOf(facts, catalogue, context) : {}
  for (const column of [documents.idNumber, documents.other, birth.day, birth.month])
    if (column && !facts.includes(column)) facts.push(column)
  facts.sort((a, b) => (a.element.id < b.element.id ? -1 : 1))
  const about = (kind: string) => facts.filter((column) => column.element.kind === kind)
  const doors = columns.filter(({ plan }) => plan.role === 'door')
  return {
    sheet,
    facts: about(sheet.subject),
    ofDoor: sheet.subject === 'person' ? about('dwelling') : [],
    ofHousehold: sheet.subject === 'person' || sheet.subject === 'dwelling' ? about('household') : [],
    name: facts.find((column) => column.element.id === `${sheet.subject}.name`),
    documents,
    birth,
    pieces: doors.flatMap(({ plan, element }) => {
      const piece = doorPart(sheet.subject, element.id)
      return piece && piece !== 'whole' ? [{ piece, column: plan.column }] : []
    }),
    wholes: doors.filter(({ element }) => doorPart(sheet.subject, element.id) === 'whole').map(({ plan }) => plan.column),
    registered: columns.find(({ plan }) => plan.role === 'registered')?.plan.column,
    ties: columns.flatMap(({ plan, element }) => (plan.role === 'tie' ? [tieColumn(plan, element, catalogue, context)] : [])),
    community: columns.find(({ plan }) => plan.role === 'community')?.plan.column,
    remarks: sheet.subject === 'person' ? remarkColumns(sheet) : [],
    today: context.today,
    own: facts.filter(({ element, column }, at) => element.kind === 'person' && facts.findIndex((one) => one.column === column) === at),
    read: columns.map(({ plan }) => plan.column),
    skipped: new Set(sheet.skippedRows.map(({ row }) => row)),
  }
}

/** A column of document numbers holds identity numbers too, and with a column for the kind of document the other way round. */
function documentsOf(facts: readonly FactColumn[], catalogue: Catalogue, context: ParseContext): Documents {
  const of = (id: string) => facts.find(({ element }) => element.id === id)
  const [kind, idNumber, other] = [of('person.document-type'), of('person.id-number'), of('person.document-number')]
  const asIdNumber = idNumber ?? alsoAs('person.id-number', other, catalogue, context)
  const asOther = other ?? (kind ? alsoAs('person.document-number', idNumber, catalogue, context) : undefined)
  return { ...(kind ? { kind } : {}), ...(asIdNumber ? { idNumber: asIdNumber } : {}), ...(asOther ? { other: asOther } : {}) }
}

/** A column of days of birth where some are months only, or of months where days were written. */
function birthOf(facts: readonly FactColumn[], catalogue: Catalogue, context: ParseContext): Birth {
  const of = (id: string) => facts.find(({ element }) => element.id === id)
  const [day, month] = [of('person.birth-date'), of('person.birth-month')]
  const asked = day ?? month
  if (!asked || (day && month)) return {}
  const asDay = day ?? alsoAs('person.birth-date', month, catalogue, context)
  const asMonth = month ?? alsoAs('person.birth-month', day, catalogue, context)
  return asDay && asMonth ? { day: asDay, month: asMonth, asked } : {}
}

function alsoAs(id: string, from: FactColumn | undefined, catalogue: Catalogue, context: ParseContext): FactColumn | undefined {
  const element = catalogue.elements.get(id)
  return from && element ? { ...from, element, twin: false, read: cellReader(catalogue, element, context) } : undefined
}

/** An address in one text is a fact as it was written, whatever door it leads to; the parts of one are only that. */
function saysFact(sheet: KeptSheet, { role }: ColumnPlan, element: Element): boolean {
  if (role === 'fact' || role === 'registered') return true
  return role === 'door' && element.type === 'address' && element.kind === sheet.subject
}

function factColumn(plan: ColumnPlan, element: Element, catalogue: Catalogue, context: ParseContext): FactColumn {
  const twin = element.sensitivity === 'sensitive' || element.sensitivity === 'forbidden'
  const listed = element.type === 'code' || element.type === 'codes' || element.type === 'boolean'
  const read = cellReader(catalogue, element, context, listed ? (plainly) => readNumbered(plan.path, plainly) : undefined)
  return { column: plan.column, element, twin, read }
}

function tieColumn(plan: ColumnPlan, element: Element, catalogue: Catalogue, context: ParseContext): TieColumn {
  const relation = flags[element.id]
  return relation
    ? { column: plan.column, tie: tieOf[relation], flag: cellReader(catalogue, element, context) }
    : { column: plan.column, tie: element.id, flag: undefined }
}
