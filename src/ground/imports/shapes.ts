/** Shapes of an import as they cross the wire: the plan with its sheets and columns, the import itself, a staged row. */
import { type Static, Type } from 'typebox'

const Rows = Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })])

export const Say = Type.Object({
  say: Type.String(),
  with: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
})

/**
 * reading → understood → staging → staged → applying → applied → undoing → undone. A step that fails or is cancelled falls back to the state
 * before it. `applied` may still hold rows that wait for a decision: decide and apply again. `dropped` was set aside before anything was applied.
 */
export const ImportState = Type.Enum([
  'reading',
  'unreadable',
  'understood',
  'staging',
  'staged',
  'applying',
  'applied',
  'undoing',
  'undone',
  'dropped',
])
export type ImportState = Static<typeof ImportState>

/** What the rows of a sheet are about. */
export const RosterSubject = Type.Enum(['person', 'dwelling', 'premises', 'organisation'])
export type RosterSubject = Static<typeof RosterSubject>

/** How a person belongs to the door of her row, unless the row itself says so. */
export const Relation = Type.Enum(['residence', 'registration', 'ownership', 'tenancy'])
export type Relation = Static<typeof Relation>

/**
 * `role` is what the column does: `fact` says a fact; `door` is the address of the row's door or a part of it; `registered` the same for the
 * registered address; `tie` says how the person belongs to the door; `community` names the community of the row; `out` is not imported, `why` says for which reason.
 */
export const ColumnPlan = Type.Object({
  column: Type.Integer(),
  letter: Type.String(),
  path: Type.Array(Type.String()),
  element: Type.Union([Type.String(), Type.Null()]),
  role: Type.Enum(['fact', 'door', 'registered', 'tie', 'community', 'out']),
  why: Type.Union([Say, Type.Null()]),
  /** `guess` of the mapper, `learned` from earlier confirmations of this street, `clerk` chosen by a person. */
  by: Type.Enum(['guess', 'learned', 'clerk']),
  confidence: Type.Number(),
  certain: Type.Boolean(),
  reason: Say,
  alternatives: Type.Array(Type.Object({ element: Type.String(), confidence: Type.Number() })),
  /** Legal ground stated for an element that is not collected without one. */
  basis: Type.Union([Type.String(), Type.Null()]),
  /** A few cells, with long numbers masked. */
  samples: Type.Array(Type.String()),
})
export type ColumnPlan = Static<typeof ColumnPlan>

export const SheetPlan = Type.Object({
  /** Position in the workbook. */
  sheet: Type.Integer(),
  name: Type.String(),
  state: Type.Enum(['visible', 'hidden', 'very-hidden']),
  layout: Type.Enum(['roster', 'statistics', 'card', 'empty']),
  title: Type.Union([Type.String(), Type.Null()]),
  use: Type.Boolean(),
  /** Why it is used, or not. */
  why: Say,
  subject: RosterSubject,
  relation: Relation,
  headerRows: Rows,
  dataRows: Rows,
  /** Rows inside the data area that are no subjects. */
  skippedRows: Type.Array(Type.Object({ row: Type.Integer(), why: Type.String() })),
  lastRow: Type.Integer(),
  lastColumn: Type.Integer(),
  columns: Type.Array(ColumnPlan),
})
export type SheetPlan = Static<typeof SheetPlan>

/** Counts of rows by verdict, of those written but for some cell (`partly`), of `estates`, `buildings` and `doors` that would be made, and after applying of rows `applied`, `returned` and `waiting`. */
export const Counts = Type.Record(Type.String(), Type.Integer())
export type Counts = Static<typeof Counts>

export const ImportBrief = Type.Object({
  id: Type.String(),
  state: ImportState,
  fileName: Type.String(),
  community: Type.Integer(),
  communityName: Type.String(),
  source: Type.String(),
  asOf: Type.String(),
  counts: Counts,
  at: Type.String(),
  /** Title of the post that brought it. */
  by: Type.String(),
  job: Type.Union([Type.String(), Type.Null()]),
  appliedAt: Type.Union([Type.String(), Type.Null()]),
  undoneAt: Type.Union([Type.String(), Type.Null()]),
})
export type ImportBrief = Static<typeof ImportBrief>

export const ImportWhole = Type.Interface([ImportBrief], {
  file: Type.String(),
  format: Type.String(),
  /** Where the as-of date comes from: `title`, `file-name`, `today` or `clerk`. */
  asOfFrom: Type.String(),
  /** Estate of addresses that name only a building and a door. */
  estate: Type.Union([Type.String(), Type.Null()]),
  /** Addresses that are complete but unknown make new doors when applied; otherwise such rows are invalid. */
  newDoors: Type.Boolean(),
  sheets: Type.Array(SheetPlan),
  /** What the clerk should know about the file: macros, formulas, hidden sheets, a renamed community … */
  notes: Type.Array(Type.Intersect([Say, Type.Object({ sheet: Type.Optional(Type.String()) })])),
})
export type ImportWhole = Static<typeof ImportWhole>

/**
 * - `new` somebody not known yet; `changed` facts of a known one change; `same` all is known already and is confirmed for the new date
 * - `conflict` a value waits beside the one that stands, for a human; `doubtful` a human must say who this is
 * - `invalid` cannot be taken, see its problems; `elsewhere` belongs to a place outside this post's area; `skipped` left out by decision
 * - `joined` says no more than an earlier row about the same one
 */
export const Verdict = Type.Enum(['new', 'changed', 'same', 'conflict', 'invalid', 'doubtful', 'elsewhere', 'skipped', 'joined'])
export type Verdict = Static<typeof Verdict>

/**
 * One thing wrong or worth knowing in a row: where, what, and what to do about it. `found` is what the cell says, its identifiers masked; of
 * protected columns it is not kept. `stops` when the row cannot be taken because of it. */
export const RowProblem = Type.Object({
  column: Type.Optional(Type.Integer()),
  letter: Type.Optional(Type.String()),
  element: Type.Optional(Type.String()),
  found: Type.Optional(Type.String()),
  say: Type.String(),
  with: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  remedy: Type.String(),
  stops: Type.Boolean(),
})
export type RowProblem = Static<typeof RowProblem>

export const RowView = Type.Object({
  sheet: Type.Integer(),
  row: Type.Integer(),
  /** Several people in one row are told apart by their part, from 0. */
  part: Type.Integer(),
  verdict: Verdict,
  kind: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()]),
  /** Name of the person or place, and the door the row speaks of. */
  label: Type.String(),
  door: Type.Union([Type.String(), Type.Null()]),
  /**
   * What the row says. Identifiers are masked; protected values are left out. `before` stands now where the row says something else, `stands`
   * tells who said that and of which day, and of a home which door it is.
   */
  values: Type.Array(
    Type.Object({
      element: Type.String(),
      value: Type.Unknown(),
      outcome: Type.Enum(['new', 'same', 'changed', 'conflict', 'older', 'gone']),
      before: Type.Optional(Type.Unknown()),
      stands: Type.Optional(Type.Object({ source: Type.String(), asOf: Type.String(), door: Type.Optional(Type.String()) })),
    }),
  ),
  /** How many protected values the row says beside these. */
  protectedValues: Type.Integer(),
  problems: Type.Array(RowProblem),
  /** Whom a doubtful row may speak of, best first. */
  candidates: Type.Array(
    Type.Object({
      subject: Type.String(),
      label: Type.String(),
      door: Type.Union([Type.String(), Type.Null()]),
      /** What is known by which people are told apart, identifiers masked. */
      known: Type.Array(Type.Object({ element: Type.String(), value: Type.Unknown() })),
      probability: Type.Number(),
      reasons: Type.Array(Say),
    }),
  ),
  decision: Type.Union([Type.String(), Type.Null()]),
  applied: Type.Boolean(),
  /** After undoing: somebody said more about this subject later; that stays. */
  later: Type.Boolean(),
})
export type RowView = Static<typeof RowView>

/** What a person says about one staged row. */
export const Decision = Type.Object(
  {
    sheet: Type.Integer(),
    row: Type.Integer(),
    part: Type.Optional(Type.Integer()),
    decision: Type.Enum(['same', 'new', 'skip', 'take', 'reset']),
    subject: Type.Optional(Type.String({ format: 'uuid' })),
  },
  { additionalProperties: false },
)
export type Decision = Static<typeof Decision>
