/** What a demand would find and cost, before it is admitted: counted in each street, added up for the desk that decides. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Judgement } from '#ground/duties/admission/contract.ts'
import { CellCounts } from '../../contract.ts'

const Column = Type.Object({ sheet: Type.String(), path: Type.Array(Type.String()), counts: CellCounts })

/** Who asks the same in a street; a title only of what was asked through Linli. */
const Repeat = Type.Object({
  asker: Type.String(),
  title: Type.Union([Type.String(), Type.Null()]),
  shared: Type.Array(Type.String()),
  of: Type.Integer(),
})
export type Repeat = Static<typeof Repeat>

export const Survey = Type.Object({
  /** Subjects its rosters would list; of these so many were looked at, and the rest reckoned from them. */
  rows: Type.Integer(),
  sampled: Type.Integer(),
  columns: Type.Array(Column, { maxItems: 500 }),
  /** Of whom something is missing, stale or in conflict. */
  asked: Type.Integer(),
  repeats: Type.Array(Repeat, { maxItems: 50 }),
})
export type Survey = Static<typeof Survey>

export const readSurvey = contract('demand.survey', 'GET /demands/{id}/survey', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Type.Object({
    /** Streets that have been counted, of all that would be asked. */
    streets: Type.Integer(),
    of: Type.Integer(),
    ...Survey.properties,
    counts: CellCounts,
    /** Reckoned for asking what is not known (`minutesFor`). */
    minutes: Type.Integer(),
    /** In how many streets each is open. */
    repeats: Type.Array(Type.Object({ ...Repeat.properties, streets: Type.Integer() })),
    /** Open demands of this jurisdiction that ask the same. */
    judgement: Type.Unsafe<Judgement>({}),
    demands: Type.Array(
      Type.Object({ id: Type.String(), title: Type.String(), asker: Type.String(), shared: Type.Array(Type.String()), of: Type.Integer() }),
    ),
  }),
})
export type SurveyView = Static<typeof readSurvey.output>
