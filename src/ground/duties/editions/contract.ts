/** Editions 目录: a list replaced as a whole, prepared as a draft first. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { type DutyItem, dutyLists, Edition, type Level, levels } from '../contract.ts'

const Id = Type.String({ format: 'uuid' })
const LevelShape = Type.Unsafe<Level>(Type.Union(levels.map((one) => Type.Literal(one))))
const text = (most: number) => Type.String({ maxLength: most })

/** What a printed list says of itself. Unfinished while it is a draft: days may be empty. */
export const EditionHead = Type.Object(
  { title: text(200), issuer: text(200), document: text(200), documentDay: text(10), from: text(10) },
  { additionalProperties: false },
)
export type EditionHead = Static<typeof EditionHead>

/** A row as far as it was typed or read; it is held to the rules when the draft is applied. */
export const DraftRow = Type.Object(
  {
    list: Type.Unsafe<(typeof dutyLists)[number]>(Type.Union(dutyLists.map((one) => Type.Literal(one)))),
    number: text(20),
    category: text(60),
    subcategory: text(60),
    title: text(300),
    lead: text(200),
    partners: Type.Array(text(100), { maxItems: 30 }),
    tasks: text(2000),
    basis: text(1000),
  },
  { additionalProperties: false },
)
export type DraftRow = Static<typeof DraftRow>

/** A duty list that comes along, to begin from. */
export type DutyTemplate = {
  id: string
  level: Level
  title: { zh: string; en: string }
  issuer: string
  document: string
  documentDay: string
  from: string
  items: DraftRow[]
}

const Rows = Type.Array(DraftRow, { maxItems: 600 })

const DraftLine = Type.Object({
  id: Type.String(),
  level: Type.Unsafe<Level>(Type.String()),
  title: Type.String(),
  rows: Type.Integer(),
  at: Type.String(),
})

/** Every edition there was, drafts under way, and lists that come along to begin from. */
export const listEditions = contract('edition.list', 'GET /duty-editions', {
  input: Type.Object({}),
  output: Type.Object({
    editions: Type.Array(Edition),
    drafts: Type.Array(DraftLine),
    templates: Type.Array(
      Type.Object({
        id: Type.String(),
        level: Type.String(),
        title: Type.Object({ zh: Type.String(), en: Type.String() }),
        items: Type.Integer(),
      }),
    ),
  }),
})

/** Begin a draft: empty, from the list as it stands, from a list that comes along, from rows pasted, or from a workbook that was brought. */
export const beginDraft = contract('edition.draft', 'POST /duty-drafts', {
  input: Type.Object({
    level: LevelShape,
    from: Type.Union([
      Type.Literal('blank'),
      Type.Literal('standing'),
      Type.Literal('template'),
      Type.Literal('rows'),
      Type.Literal('file'),
    ]),
    template: Type.Optional(Type.String({ maxLength: 60 })),
    rows: Type.Optional(Rows),
    file: Type.Optional(Id),
  }),
  output: Type.Object({ id: Type.String(), rows: Type.Integer() }),
})

/** A draft with the list it would replace: what it adds, moves, changes and leaves out is reckoned on the screen by the same rule. */
export const readDraft = contract('edition.read-draft', 'GET /duty-drafts/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    level: Type.Unsafe<Level>(Type.String()),
    head: EditionHead,
    rows: Type.Array(DraftRow),
    file: Type.Union([Type.String(), Type.Null()]),
    rev: Type.Integer(),
    standing: Type.Array(Type.Unsafe<DutyItem>({})),
  }),
})

/** If-Match: the draft's rev. */
export const saveDraft = contract('edition.save-draft', 'PUT /duty-drafts/{id}', {
  input: Type.Object({ id: Id, head: EditionHead, rows: Rows }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** The draft becomes the list from its day on, and the draft is gone. If-Match: the draft's rev. */
export const applyDraft = contract('edition.apply', 'POST /duty-drafts/{id}/apply', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    edition: Type.String(),
    added: Type.Integer(),
    moved: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    gone: Type.Integer(),
  }),
})

export const dropDraft = contract('edition.drop-draft', 'DELETE /duty-drafts/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
})
