/** Forms: what a form is made of, and what is asked of this module. Browser-safe. */
import { type Static, Type } from 'typebox'
import type { Condition, Expression } from '#base/condition.ts'
import { contract } from '#base/contract.ts'
import { FactView } from '#ground/facts/contract.ts'
import { Notice } from '#ground/purposes/telling/contract.ts'

export type Words = { zh: string; en: string }

/** What a form can be filled for. A household and its dwelling are found at one door. */
export type FormSubject = 'person' | 'household' | 'dwelling' | 'premises' | 'estate'

/** Whose answers stand in one place of a form: a subject of its kind, or one member of the household. */
export type PartKind = FormSubject

export type Check = {
  /** What must hold; unknown is not wrong. */
  holds: Condition
  /** What is said when it does not: what is wrong, and what to do. */
  say: Words
  /** The answer may well be true: it is kept, and this is only said (a blocked exit is a finding, not a mistake). */
  advice?: boolean
}

type Asked = {
  required?: boolean
  /** Asked only where this holds. */
  relevance?: Condition
  checks?: Check[]
  hint?: Words
  /** Law and article, or document, on which a protected element is asked here. It may be refused all the same. */
  basis?: Words
}

/** A question of the catalogue: its answer is a fact about the subject, asked once and known everywhere. */
export type ElementQuestion = Asked & { element: string; label?: Words }

export type LocalType = 'text' | 'code' | 'codes' | 'integer' | 'decimal' | 'boolean' | 'day'
export type Choice = { code: string; zh: string; en: string }

/** A question of this form alone: its answer stays with the filled form. With `calculation` it is reckoned, never asked. */
export type LocalQuestion = Asked & {
  local: string
  label: Words
  type: LocalType
  choices?: Choice[]
  unit?: string
  calculation?: Expression
}

export type Question = ElementQuestion | LocalQuestion

export type FormSection = {
  id: string
  title: Words
  /** Asked of each member of the household; the group's name in conditions is `members`. */
  each?: 'members'
  relevance?: Condition
  questions: Question[]
}

export type Form = {
  id: string
  title: Words
  subject: FormSubject
  /** What the answers are for. */
  purpose: Words
  /** Law and article, or document, on which they are asked (PIPL art. 13, 17). */
  basis: Words[]
  /** Who gets to see them. */
  recipients: Words
  /** How long answers to the form's own questions are kept; facts live by the rules of their elements. */
  keepYears: number
  /** What is said to the person before anything is asked. */
  notice: Words
  sections: FormSection[]
}

const Said = Type.Object({ zh: Type.String({ maxLength: 600 }), en: Type.String({ maxLength: 900 }) }, { additionalProperties: false })
const Judged = Type.Object({})
const asked = {
  required: Type.Optional(Type.Boolean()),
  relevance: Type.Optional(Judged),
  checks: Type.Optional(
    Type.Array(Type.Object({ holds: Judged, say: Said, advice: Type.Optional(Type.Boolean()) }, { additionalProperties: false }), {
      maxItems: 10,
    }),
  ),
  hint: Type.Optional(Said),
  basis: Type.Optional(Said),
}
const Name = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const LocalTypes = ['text', 'code', 'codes', 'integer', 'decimal', 'boolean', 'day'] as const
export const Subjects = ['person', 'household', 'dwelling', 'premises', 'estate'] as const
const QuestionShape = Type.Union([
  Type.Object({ element: Type.String({ maxLength: 80 }), label: Type.Optional(Said), ...asked }, { additionalProperties: false }),
  Type.Object(
    {
      local: Name,
      label: Said,
      type: Type.Union(LocalTypes.map((one) => Type.Literal(one))),
      choices: Type.Optional(
        Type.Array(
          Type.Object({ code: Type.String({ maxLength: 20 }), zh: Type.String({ maxLength: 60 }), en: Type.String({ maxLength: 80 }) }),
          { maxItems: 60 },
        ),
      ),
      unit: Type.Optional(Type.String({ maxLength: 20 })),
      calculation: Type.Optional(Judged),
      ...asked,
    },
    { additionalProperties: false },
  ),
])
/** The shape alone; what the parts mean together is checked by `formFaults`. */
export const FormShape = Type.Object(
  {
    id: Name,
    title: Said,
    subject: Type.Union(Subjects.map((one) => Type.Literal(one))),
    purpose: Said,
    basis: Type.Array(Said, { maxItems: 10 }),
    recipients: Said,
    keepYears: Type.Integer({ minimum: 1, maximum: 30 }),
    notice: Said,
    sections: Type.Array(
      Type.Object(
        {
          id: Name,
          title: Said,
          each: Type.Optional(Type.Literal('members')),
          relevance: Type.Optional(Judged),
          questions: Type.Array(QuestionShape, { maxItems: 100 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 30 },
    ),
  },
  { additionalProperties: false },
)

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const FormId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
/** Which version of a form: `shipped-3` or `street-2`. */
const Edition = Type.String({ pattern: '^(shipped|street)-[0-9]{1,6}$' })
const Told = Type.Unsafe<Words>(Said)

export const Channels = ['counter', 'telephone', 'paper', 'door'] as const
export type Channel = (typeof Channels)[number]

export const FormLine = Type.Object({
  id: Type.String(),
  title: Told,
  subject: Type.Unsafe<FormSubject>(Type.String()),
  purpose: Told,
  edition: Type.String(),
  origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
  questions: Type.Integer(),
  protected: Type.Integer(),
  retired: Type.Boolean(),
  /** It contradicts itself or the catalogue and cannot be filled until it is mended. */
  faulty: Type.Boolean(),
})
export type FormLine = Static<typeof FormLine>

/** Every form the street has: shipped ones, its own, and those it retired. Not about persons. */
export const listForms = contract('form.list', 'GET /forms', {
  input: Type.Object({}),
  output: Type.Object({ forms: Type.Array(FormLine) }),
})

const FaultView = Type.Object({
  path: Type.String(),
  say: Type.String(),
  with: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
})

/** One form whole, with what is wrong with it and the versions it had. */
export const readForm = contract('form.read', 'GET /forms/{id}', {
  input: Type.Object({ id: FormId }),
  output: Type.Object({
    form: Type.Unsafe<Form>({}),
    edition: Type.String(),
    /** The purposes of what it asks of the catalogue. */
    notice: Notice,
    origin: Type.Unsafe<'shipped' | 'street'>(Type.String()),
    retired: Type.Boolean(),
    faults: Type.Array(FaultView),
    versions: Type.Array(Type.Object({ edition: Type.String(), at: Type.String(), retired: Type.Boolean() })),
  }),
})

/** Make a form, or change one: always a new version of the street's own. `edition` is the one it was made from; without it the form is new. */
export const changeForm = contract('form.change', 'PUT /forms/{id}', {
  input: Type.Object({ id: FormId, form: Type.Unsafe<Form>(FormShape), edition: Type.Optional(Edition) }),
  output: Type.Object({ id: Type.String(), edition: Type.String() }),
})

export const retireForm = contract('form.retire', 'DELETE /forms/{id}', {
  input: Type.Object({ id: FormId }),
  output: Type.Object({ id: Type.String(), edition: Type.String() }),
})

/** One subject of a filled form: `key` is its kind, or `member:` and its id. A household without a record has no subject yet, and rev 0. */
export const FormPart = Type.Object({
  key: Type.String(),
  kind: Type.Unsafe<PartKind>(Type.String()),
  subject: Type.Union([Type.String(), Type.Null()]),
  rev: Type.Integer(),
  name: Type.String(),
  facts: Type.Array(FactView),
  /** What is asked of nobody here any more, because the consent it rests on was taken back. */
  closed: Type.Array(Type.String()),
})
export type FormPart = Static<typeof FormPart>

/** A form laid over what is known of one subject: only what the form asks or its conditions speak of. `paper`: it is about to be printed. */
export const openForm = contract('form.open', 'GET /forms/{id}/for/{subject}', {
  input: Type.Object({ id: FormId, subject: Id, paper: Type.Optional(Type.Boolean()) }),
  output: Type.Object({
    form: Type.Unsafe<Form>({}),
    edition: Type.String(),
    notice: Notice,
    name: Type.String(),
    /** The door the parts stand at, to go there and to add somebody. */
    door: Type.Union([Type.String(), Type.Null()]),
    parts: Type.Array(FormPart),
  }),
})

export const FilledPart = Type.Object(
  {
    key: Type.String({ maxLength: 60 }),
    /** The version that was on the screen. */
    rev: Type.Integer({ minimum: 0 }),
    /** Elements answered anew; `null` says that there is none any more. */
    values: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 200 }),
    /** Elements whose known answer is still right. */
    still: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 200 }),
    /** Answers to the form's own questions. */
    local: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 200 }),
  },
  { additionalProperties: false },
)
export type FilledPart = Static<typeof FilledPart>

/** Hand in a filled form: one action for all subjects in it. Refused with 412 and the parts that somebody changed meanwhile. */
export const fillForm = contract('form.fill', 'POST /forms/{id}/answers', {
  input: Type.Object({
    id: FormId,
    subject: Id,
    edition: Edition,
    channel: Type.Unsafe<Channel>(Type.Union(Channels.map((one) => Type.Literal(one)))),
    asOf: Day,
    parts: Type.Array(FilledPart, { minItems: 1, maxItems: 60 }),
  }),
  output: Type.Object({
    answer: Type.String(),
    said: Type.Integer(),
    confirmed: Type.Integer(),
    outcomes: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
  }),
})

export const AnswerView = Type.Object({
  id: Type.String(),
  form: Type.String(),
  title: Told,
  channel: Type.Unsafe<Channel>(Type.String()),
  asOf: Type.String(),
  at: Type.String(),
  elements: Type.Array(Type.String()),
  local: Type.Array(Type.Object({ name: Type.String(), label: Told, value: Told })),
})

/** The forms that were filled about one subject, newest first, with the answers that are no facts. */
export const listAnswers = contract('form.answers', 'GET /subjects/{id}/answers', {
  input: Type.Object({ id: Id }),
  output: Type.Object({ answers: Type.Array(AnswerView) }),
})
