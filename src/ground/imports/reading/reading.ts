/** What one row of the sheet says about one subject, before anybody looked who that is. */
import type { FactValue, SubjectKind } from '#ground/facts/contract.ts'
import type { RowProblem } from '../shapes.ts'

export type Body = Record<string, FactValue>

export type Place = { sheet: number; row: number; part: number }

export type Reading = Place & {
  kind: SubjectKind
  /** Where it belongs when it is new. */
  region: number
  /** The subject itself when the row names it by its place: a dwelling, the household at a door. */
  subject?: string
  /** Facts by element in a fixed order, so that equal sayings are equal texts; sensitive and forbidden ones in `twin`. */
  plain: Body
  twin: Body
  /** Name of whoever the row is about, for the eye only. */
  label: string
  door?: { id: string; label: string }
  problems: RowProblem[]
  /** Cannot be taken. */
  stops: boolean
  /** Belongs to a community outside the post's area. */
  elsewhere: boolean
}
