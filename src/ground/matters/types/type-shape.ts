/** The shape of a finished matter type, part by part, for whatever takes one in. */
import { Type } from 'typebox'

const closed = { additionalProperties: false }
const Said = Type.Object({ zh: Type.String({ minLength: 1, maxLength: 600 }), en: Type.String({ minLength: 1, maxLength: 900 }) }, closed)
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Count = Type.Integer({ minimum: 1, maximum: 2000 })
const TermShape = Type.Union([
  Type.Object({ workingHours: Type.Number({ minimum: 0.25, maximum: 2000, multipleOf: 0.25 }) }, closed),
  Type.Object({ workdays: Count }, closed),
  Type.Object({ days: Count }, closed),
  Type.Object({ hours: Count }, closed),
  Type.Object({ minutes: Type.Integer({ minimum: 5, maximum: 10_000 }) }, closed),
])
const CodedShape = { code: Code, label: Said }
const maybe = Type.Optional
const literals = <T extends string>(...words: T[]) => Type.Union(words.map((word) => Type.Literal(word)))
const ClockShape = Type.Object({ term: TermShape, citation: maybe(Said) }, closed)
const types = ['text', 'code', 'codes', 'integer', 'decimal', 'boolean', 'day'] as const

const StepShape = Type.Object(
  {
    id: Code,
    title: Said,
    by: maybe(literals('lead', 'place')),
    optional: maybe(Type.Boolean()),
    when: maybe(Type.Object({})),
    term: maybe(TermShape),
    every: maybe(TermShape),
    contact: maybe(Type.Boolean()),
    questions: maybe(
      Type.Array(
        Type.Object(
          {
            id: Code,
            label: Said,
            type: literals(...types),
            choices: maybe(
              Type.Array(
                Type.Object(
                  { code: Type.String({ maxLength: 20 }), zh: Type.String({ maxLength: 60 }), en: Type.String({ maxLength: 80 }) },
                  closed,
                ),
                {
                  minItems: 1,
                  maxItems: 60,
                },
              ),
            ),
            required: maybe(Type.Boolean()),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
    ),
    form: maybe(Code),
    word: maybe(Type.Object({ name: Code, with: Type.Object({}) }, closed)),
  },
  closed,
)

/** The shape alone; what the parts mean together is checked by `typeFaults`. */
export const MatterTypeShape = Type.Object(
  {
    id: Code,
    title: Said,
    plain: Said,
    sealed: maybe(literals('accused', 'duty-to-report')),
    about: Type.Array(literals('person', 'household', 'dwelling', 'premises', 'estate'), { maxItems: 5, uniqueItems: true }),
    purpose: Said,
    basis: Type.Array(Said, { minItems: 1, maxItems: 10 }),
    recipients: Said,
    keepYears: Type.Integer({ minimum: 1, maximum: 30 }),
    opened: Type.Array(literals('resident', 'staff'), { minItems: 1, maxItems: 2, uniqueItems: true }),
    categories: Type.Array(
      Type.Object(
        {
          ...CodedShape,
          hint: maybe(Said),
          clocks: maybe(Type.Object({ response: maybe(TermShape), resolve: maybe(TermShape), confirm: maybe(TermShape) }, closed)),
          refuse: maybe(Code),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
    clocks: Type.Object({ response: maybe(ClockShape), resolve: ClockShape, confirm: maybe(ClockShape) }, closed),
    again: maybe(TermShape),
    reopenWithin: maybe(TermShape),
    whistle: maybe(Type.Object({ arrive: TermShape, finish: TermShape }, closed)),
    pauses: Type.Array(Type.Object({ ...CodedShape, most: maybe(TermShape) }, closed), { maxItems: 20 }),
    refusals: Type.Array(Type.Object({ ...CodedShape, office: maybe(Said) }, closed), { maxItems: 60 }),
    returns: Type.Object(
      {
        reasons: Type.Array(Type.Object(CodedShape, closed), { maxItems: 20 }),
        most: Type.Integer({ minimum: 0, maximum: 5 }),
        within: TermShape,
      },
      closed,
    ),
    escalations: Type.Array(
      Type.Object({ clock: literals('response', 'resolve', 'step'), after: maybe(TermShape), to: literals('street', 'head') }, closed),
      { maxItems: 6 },
    ),
    confirm: literals('first', 'all'),
    stages: Type.Array(Type.Object({ id: Code, title: Said, steps: Type.Array(StepShape, { minItems: 1, maxItems: 30 }) }, closed), {
      maxItems: 20,
    }),
    texts: Type.Object({ received: Said, answered: Said, closed: Said, refused: Said }, closed),
    indicators: Type.Array(Code, { maxItems: 20, uniqueItems: true }),
  },
  closed,
)
