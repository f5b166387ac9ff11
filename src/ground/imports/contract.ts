/**
 * A roster comes in: bring the file (`file.bring`), understand it, correct the plan, stage it, look at what it would change, apply it, perhaps undo it.
 *
 * Long steps answer with a job (`job.read`, `job.cancel`); everything else about an import is read here. Rows and columns are 1-based, as a clerk
 * sees them. All texts for people are keys of `texts/` with their values.
 */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const SourceName = Type.String({ pattern: '^(seen|register|self|department:.{1,40})$' })
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Rows = Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })])
const closed = { additionalProperties: false }

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

/** Counts of rows by verdict, of `estates`, `buildings` and `doors` that would be made, and after applying of rows `applied`, `returned` and `waiting`. */
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

/** Read a brought file and understand it. A large file is read in a job; small ones are understood when the reply comes (`job` null). */
export const understandImport = contract('import.understand', 'POST /imports', {
  input: Type.Object({ file: Id }, closed),
  output: Type.Object({ id: Type.String(), state: ImportState, job: Type.Union([Type.String(), Type.Null()]) }),
})

export const listImports = contract('import.list', 'GET /imports', {
  input: Type.Object(
    { before: Type.Optional(Type.String({ maxLength: 80 })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) },
    closed,
  ),
  output: Type.Object({ imports: Type.Array(ImportBrief), next: Type.Union([Type.String(), Type.Null()]) }),
})

export const readImport = contract('import.read', 'GET /imports/{id}', { input: Type.Object({ id: Id }, closed), output: ImportWhole })

/** The first cells of a sheet as they stand in the file, to see where the header is. Long numbers are masked. */
export const previewSheet = contract('import.preview', 'GET /imports/{id}/sheets/{sheet}/cells', {
  input: Type.Object(
    {
      id: Id,
      sheet: Type.Integer({ minimum: 1 }),
      from: Type.Optional(Type.Integer({ minimum: 1 })),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    },
    closed,
  ),
  output: Type.Object({
    rows: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.Object({ column: Type.Integer(), text: Type.String() })) })),
  }),
})

/**
 * Correct how the file is understood; only what is sent is changed. Columns the clerk confirms or corrects teach the street's headings.
 * A changed header or data area is understood anew. What was staged before is dropped.
 */
export const planImport = contract('import.plan', 'PUT /imports/{id}/plan', {
  input: Type.Object(
    {
      id: Id,
      source: Type.Optional(SourceName),
      asOf: Type.Optional(Day),
      community: Type.Optional(Community),
      estate: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Null()])),
      newDoors: Type.Optional(Type.Boolean()),
      sheets: Type.Optional(
        Type.Array(
          Type.Object(
            {
              sheet: Type.Integer({ minimum: 1 }),
              use: Type.Optional(Type.Boolean()),
              subject: Type.Optional(RosterSubject),
              relation: Type.Optional(Relation),
              headerRows: Type.Optional(Rows),
              dataRows: Type.Optional(Rows),
              columns: Type.Optional(
                Type.Array(
                  Type.Object(
                    {
                      column: Type.Integer({ minimum: 1 }),
                      element: Type.Optional(Type.Union([Type.String({ maxLength: 80 }), Type.Null()])),
                      basis: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
                    },
                    closed,
                  ),
                  { maxItems: 400 },
                ),
              ),
            },
            closed,
          ),
          { maxItems: 60 },
        ),
      ),
    },
    closed,
  ),
  output: ImportWhole,
})

/** Read all rows and decide what each would change. A job; nobody sees anything of it but in this import. */
export const stageImport = contract('import.stage', 'POST /imports/{id}/staging', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ id: Type.String(), job: Type.String() }),
})

/**
 * - `new` somebody not known yet; `changed` facts of a known one change; `same` all is known already and is confirmed for the new date
 * - `conflict` a value waits beside the one that stands, for a human; `doubtful` a human must say who this is
 * - `invalid` cannot be taken, see its problems; `elsewhere` belongs to a place outside this post's area; `skipped` left out by decision
 * - `joined` says no more than an earlier row about the same one
 */
export const Verdict = Type.Enum(['new', 'changed', 'same', 'conflict', 'invalid', 'doubtful', 'elsewhere', 'skipped', 'joined'])
export type Verdict = Static<typeof Verdict>

/** One thing wrong or worth knowing in a row: where, what, and what to do about it. `stops` when the row cannot be taken because of it. */
export const RowProblem = Type.Object({
  column: Type.Optional(Type.Integer()),
  letter: Type.Optional(Type.String()),
  element: Type.Optional(Type.String()),
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
  /** What the row says. Identifiers are masked; protected values are left out. `before` stands now where the row says something else. */
  values: Type.Array(
    Type.Object({
      element: Type.String(),
      value: Type.Unknown(),
      outcome: Type.Enum(['new', 'same', 'changed', 'conflict', 'older', 'gone']),
      before: Type.Optional(Type.Unknown()),
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

/** Staged rows of one verdict (or all), in the order of the sheet; `after` is the `next` of the page before. */
export const listRows = contract('import.rows', 'GET /imports/{id}/rows', {
  input: Type.Object(
    {
      id: Id,
      verdict: Type.Optional(Verdict),
      /** Only rows with problems. */
      problems: Type.Optional(Type.Boolean()),
      /** Only rows whose subjects were spoken of later than an undone import. */
      later: Type.Optional(Type.Boolean()),
      after: Type.Optional(Type.String({ maxLength: 40 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    },
    closed,
  ),
  output: Type.Object({ rows: Type.Array(RowView), next: Type.Union([Type.String(), Type.Null()]) }),
})

/** Estates, buildings and doors that the rows name and the register does not have; they are made when the import is applied. */
export const listNewPlaces = contract('import.new-places', 'GET /imports/{id}/places', {
  input: Type.Object(
    {
      id: Id,
      kind: Type.Optional(Type.Enum(['estate', 'building', 'dwelling'])),
      after: Type.Optional(Type.String({ maxLength: 60 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    },
    closed,
  ),
  output: Type.Object({
    places: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.Enum(['estate', 'building', 'dwelling']),
        label: Type.String(),
        /** How many rows name it, and the first of them. */
        rows: Type.Integer(),
        sheet: Type.Integer(),
        row: Type.Integer(),
      }),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  }),
})

/**
 * What a human says about rows before they are applied: `same` as `subject`; `new`, nobody known; `skip`, leave it out;
 * `take`, what the file says replaces what stands (for conflicts); `reset`, as the machine had it. Decided rows are judged again at once.
 */
export const decideRows = contract('import.decide', 'POST /imports/{id}/decisions', {
  input: Type.Object(
    {
      id: Id,
      decisions: Type.Array(
        Type.Object(
          {
            sheet: Type.Integer(),
            row: Type.Integer(),
            part: Type.Optional(Type.Integer()),
            decision: Type.Enum(['same', 'new', 'skip', 'take', 'reset']),
            subject: Type.Optional(Id),
          },
          closed,
        ),
        { minItems: 1, maxItems: 500 },
      ),
    },
    closed,
  ),
  output: Type.Object({ decided: Type.Integer(), counts: Counts }),
})

/** Write everything that is decided, in one action with one log row. A job; its result holds the counts. Rows changed by others meanwhile are judged anew and wait. */
export const applyImport = contract('import.apply', 'POST /imports/{id}/application', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ id: Type.String(), job: Type.String() }),
})

/** Take everything back that this import said. A job. What was said later stays and is listed (`import.rows` with `later`). */
export const undoImport = contract('import.undo', 'POST /imports/{id}/undoing', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ id: Type.String(), job: Type.String() }),
})

/** Set an import aside that was not applied; its staged rows are removed, its entry stays. */
export const dropImport = contract('import.drop', 'DELETE /imports/{id}', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ id: Type.String(), state: ImportState }),
})

/** The writing itself, called by the jobs of `import.apply` and `import.undo`. Not routed. */
export const writeImport = contract('import.write', 'POST /imports/{id}/writing', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ counts: Counts }),
})

export const withdrawImport = contract('import.withdraw', 'POST /imports/{id}/withdrawing', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ counts: Counts }),
})
