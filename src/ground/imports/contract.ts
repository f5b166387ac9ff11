/**
 * A roster comes in: bring the file (`file.bring`), understand it, correct the plan, stage it, look at what it would change, apply it, perhaps undo it.
 *
 * Long steps answer with a job (`job.read`, `job.cancel`); everything else about an import is read here. Rows and columns are 1-based, as a clerk
 * sees them. All texts for people are keys of `texts/` with their values.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { Counts, Decision, ImportBrief, ImportState, ImportWhole, Relation, RosterSubject, RowView, Verdict } from './shapes.ts'

const Id = Type.String({ format: 'uuid' })
const SourceName = Type.String({ pattern: '^(seen|register|self|department:.{1,40})$' })
const Community = Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 })
const Rows = Type.Tuple([Type.Integer({ minimum: 1 }), Type.Integer({ minimum: 1 })])
const closed = { additionalProperties: false }

/** Read a brought file and understand it. A large file is read in a job; small ones are understood when the reply comes (`job` null). */
export const understandImport = contract('import.understand', 'POST /imports', {
  input: Type.Object({ file: Id }, closed),
  output: Type.Object({ id: Type.String(), state: ImportState, job: Type.Union([Type.String(), Type.Null()]) }),
})

export const listImports = contract('import.list', 'GET /imports', {
  input: Type.Object({ before: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }, closed),
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

/** Staged rows of one verdict (or all), in the order of the sheet; `after` is the `next` of the page before. */
export const listRows = contract('import.rows', 'GET /imports/{id}/rows', {
  input: Type.Object(
    {
      id: Id,
      verdict: Type.Optional(Verdict),
      /** Only rows with problems. */
      problems: Type.Optional(Type.Boolean()),
      /** Only rows that are written but for some cell. */
      partly: Type.Optional(Type.Boolean()),
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
      after: Type.Optional(Id),
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
      decisions: Type.Array(Decision, { minItems: 1, maxItems: 500 }),
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

/** The end of a step that ran as a job: the import moves on, or back where it stood. Not routed. */
export const settleImport = contract('import.settle', 'POST /imports/{id}/settling', {
  input: Type.Object({ id: Id }, closed),
  output: Type.Object({ state: ImportState }),
})
