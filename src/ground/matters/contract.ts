/** Matters: what crosses the wire. Browser-safe. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { Day } from '#base/shapes.ts'
import { callEnds, channels, satisfactions, verdicts } from './life/acts.ts'
import { heardInTime, PhotoView } from './reported.ts'
import { ActView, ClockView, CoView, literals, OrNull, StepView, Told } from './shown.ts'

const Id = Type.String({ format: 'uuid' })
const Code = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const Channel = literals(channels)
/** `street:370683001`, `community:370683001020`, `grid:370683001020001` or `unit:` and its id. */
export const PartyKey = Type.String({ pattern: '^(street:\\d{9}|community:\\d{12}|grid:\\d{15}|unit:[0-9a-f-]{36})$' })
const Said = Type.String({ minLength: 1, maxLength: 2000 })
const kind = <K extends string>(name: K) => ({ kind: Type.Literal(name) })
const closed = { additionalProperties: false }

/** Who reported: a person of the register, or somebody by name and telephone; neither, and nobody is told anything. */
export const NewReporter = Type.Object(
  {
    person: Type.Optional(Id),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    phone: Type.Optional(Type.String({ minLength: 5, maxLength: 30 })),
    /** Named to nobody but the place. */
    unnamed: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type NewReporter = Static<typeof NewReporter>

/** A region of 9 digits (the street), 12 (a community) or 15 (a grid); or a subject, which has its place. */
export const openMatter = contract('matter.open', 'POST /matters', {
  input: Type.Object({
    type: Code,
    category: Code,
    channel: Channel,
    region: Type.Optional(Type.Integer({ minimum: 100_000_000, maximum: 999_999_999_999_999 })),
    subject: Type.Optional(Id),
    reporter: Type.Optional(NewReporter),
    /** In a few words, without names: it stands in lists. */
    title: Type.String({ minLength: 2, maxLength: 80 }),
    text: Type.Optional(Type.String({ maxLength: 4000 })),
    /** Of what the type asks when it begins; and the last day, where it ends by itself. */
    answers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { maxProperties: 20 })),
    until: Type.Optional(Day),
    /** Of a complaint: the login or the party it is about. */
    accused: Type.Optional(Type.Union([Type.Object({ login: Id }, closed), Type.Object({ party: PartyKey }, closed)])),
  }),
  output: Type.Object({ id: Type.String(), number: Type.String(), stand: Type.String(), text: Told }),
})

const acted = Type.Object({ rev: Type.Integer(), stand: Type.String() })

export const WorkAct = Type.Union([
  Type.Object({ ...kind('take'), holder: Type.Optional(Id) }, closed),
  /** `party`: of one that was called, her call; without it the lead's matter. */
  Type.Object({ ...kind('send-back'), reason: Code, party: Type.Optional(PartyKey) }, closed),
  Type.Object({ ...kind('arrive'), party: PartyKey, people: Type.Integer({ minimum: 1, maximum: 500 }) }, closed),
  Type.Object({ ...kind('finish'), party: PartyKey }, closed),
  Type.Object(
    {
      ...kind('step'),
      step: Code,
      answers: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 40 }),
      reached: Type.Optional(Type.Boolean()),
      later: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object({ ...kind('note'), contact: Type.Optional(literals(['reached', 'not-reached'])) }, closed),
  Type.Object({ ...kind('pause'), code: Code, until: Type.Optional(Day) }, closed),
  Type.Object({ ...kind('resume') }, closed),
  Type.Object({ ...kind('answer') }, closed),
])
export type WorkAct = Static<typeof WorkAct>

/** The lead's and the co-handlers' part. If-Match: the rev that was on the screen. */
export const workOn = contract('matter.work', 'POST /matters/{id}/work', {
  input: Type.Object({ id: Id, act: WorkAct, text: Type.Optional(Said) }),
  output: acted,
})

export const SteerAct = Type.Union([
  /** `duty`: the item of a duty list it falls under; without one the lists are asked by its words. */
  Type.Object({ ...kind('dispatch'), lead: PartyKey, duty: Type.Optional(Id) }, closed),
  Type.Object({ ...kind('classify'), category: Code }, closed),
  Type.Object({ ...kind('call-in'), parties: Type.Array(PartyKey, { minItems: 1, maxItems: 12, uniqueItems: true }) }, closed),
  Type.Object({ ...kind('judge'), party: PartyKey, verdict: literals(verdicts), did: Type.Optional(Type.Boolean()) }, closed),
  Type.Object({ ...kind('let-go'), party: PartyKey }, closed),
  Type.Object({ ...kind('refuse'), code: Code }, closed),
  /** Of what ends by itself: another last day, or now. Both say by which decision. */
  Type.Object({ ...kind('end-on'), until: Day }, closed),
  Type.Object({ ...kind('lift') }, closed),
  /** A reporter's new fact, confirmation, rating or reopening, told by telephone, at the counter or by letter. */
  Type.Object({ ...kind('fact'), reporter: Id, channel: Channel }, closed),
  Type.Object({ ...kind('confirm'), reporter: Id, solved: Type.Boolean(), channel: Channel }, closed),
  Type.Object({ ...kind('rate'), reporter: Id, satisfied: literals(satisfactions), channel: Channel, ...heardInTime }, closed),
  Type.Object({ ...kind('withdraw'), reporter: Id, channel: Channel }, closed),
  Type.Object({ ...kind('reopen'), reporter: Type.Optional(Id), channel: Type.Optional(Channel) }, closed),
])
export type SteerAct = Static<typeof SteerAct>

/** The place's part: who leads, who is called, what the reporters said. If-Match: the rev. */
export const steer = contract('matter.steer', 'POST /matters/{id}/steering', {
  input: Type.Object({ id: Id, act: SteerAct, text: Type.Optional(Said) }),
  output: acted,
})

/** Between a place and those who sent it back: who leads, or who comes after all. From here it does not go back again. */
export const arbitrate = contract('matter.arbitrate', 'POST /matters/{id}/arbitration', {
  input: Type.Object({ id: Id, lead: Type.Optional(PartyKey), called: Type.Optional(PartyKey), text: Said }),
  output: acted,
})

export const joinMatter = contract('matter.join', 'POST /matters/{id}/reporters', {
  input: Type.Object({ id: Id, channel: Channel, reporter: NewReporter, text: Type.Optional(Said) }),
  output: Type.Object({ reporter: Type.String(), number: Type.String(), rev: Type.Integer() }),
})

/** Others go into this one; each keeps its number, its reporters and its acts. If-Match: the rev of the one that stays. */
export const mergeMatters = contract('matter.merge', 'POST /matters/{id}/merging', {
  input: Type.Object({ id: Id, others: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }), text: Type.Optional(Said) }),
  output: acted,
})

export const unmergeMatter = contract('matter.unmerge', 'POST /matters/{id}/parting', {
  input: Type.Object({ id: Id, other: Id, text: Type.Optional(Said) }),
  output: acted,
})

/** A new matter for what does not belong to this one; its reporters are told of both. */
export const splitMatter = contract('matter.split', 'POST /matters/{id}/splitting', {
  input: Type.Object({ id: Id, category: Code, title: Type.String({ minLength: 2, maxLength: 80 }), text: Type.Optional(Said) }),
  output: Type.Object({ id: Type.String(), number: Type.String(), rev: Type.Integer() }),
})

export const Line = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  type: Type.String(),
  typeTitle: Told,
  category: Told,
  stand: Type.String(),
  outcome: OrNull(Type.String()),
  lead: Type.String(),
  leadName: Type.String(),
  due: OrNull(Type.String()),
  what: OrNull(Type.String()),
  paused: Type.Boolean(),
  raised: OrNull(Type.String()),
  returned: Type.Integer(),
  reopened: Type.Integer(),
  reporters: Type.Integer(),
  channel: Type.String(),
  opened: Type.String(),
  moved: Type.String(),
  arriveBy: OrNull(Type.String()),
  /** When the first of those called must be there, or done. */
  callDue: OrNull(Type.String()),
})
export type Line = Static<typeof Line>

export const lists = ['mine', 'called', 'due', 'stuck', 'open', 'closed'] as const
export type ListName = (typeof lists)[number]

/** A call that came to nothing, for whoever was called: the matter was closed before she was done, or she was let go; of that nothing is named but when. */
export const CalledOff = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  called: OrNull(Type.String()),
  off: Type.String(),
  why: literals(callEnds),
  /** Of a refused one: the reason that was given. */
  reason: OrNull(Told),
})
export type CalledOff = Static<typeof CalledOff>

/** One page of a list, the first due first. With the first page of `called`: what came to nothing in the last days. Sealed matters are in none of them. */
export const worklist = contract('matter.list', 'GET /matters', {
  input: Type.Object({
    list: literals(lists),
    type: Type.Optional(Code),
    after: Type.Optional(Type.String({ maxLength: 80 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  output: Type.Object({ lines: Type.Array(Line), next: OrNull(Type.String()), calledOff: Type.Array(CalledOff) }),
})

/** What somebody reported, and what is about her, in the area of the post; what is sealed is not among it, nor who wished not to be named. */
export const listOfPerson = contract('matter.of-person', 'GET /people/{id}/matters', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    matters: Type.Array(Type.Object({ ...Line.properties, as: literals(['reporter', 'subject']) })),
    more: Type.Boolean(),
  }),
})

/** Sealed ones that this post may open: a list of its own. */
export const listSealed = contract('matter.sealed', 'GET /matters/sealed', {
  input: Type.Object({}),
  output: Type.Object({ lines: Type.Array(Line) }),
})

export const findMatter = contract('matter.find', 'POST /matters/finding', {
  input: Type.Object({ number: Type.String({ minLength: 6, maxLength: 30 }) }),
  output: Type.Object({ id: OrNull(Type.String()) }),
})

const PartyView = Type.Object({ party: Type.String(), name: Type.String() })
const Coded = Type.Object({ code: Type.String(), label: Told })

/** One matter whole, with what this post may do to it now. */
export const readMatter = contract('matter.read', 'GET /matters/{id}', {
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...Line.properties,
    rev: Type.Integer(),
    region: Type.Integer(),
    subject: OrNull(Type.String()),
    text: OrNull(Type.String()),
    where: OrNull(Type.String()),
    photos: Type.Array(PhotoView),
    place: PartyView,
    holder: OrNull(Type.Object({ post: Type.String(), name: Type.String() })),
    sealed: Type.Boolean(),
    mergedInto: OrNull(Type.Object({ id: Type.String(), number: Type.String() })),
    holds: Type.Array(Type.Object({ id: Type.String(), number: Type.String() })),
    from: OrNull(Type.Object({ id: Type.String(), number: Type.String() })),
    people: Type.Array(
      Type.Object({
        id: Type.String(),
        person: OrNull(Type.String()),
        name: Type.String(),
        phone: OrNull(Type.String()),
        channel: Type.String(),
        unnamed: Type.Boolean(),
        solved: OrNull(Type.Boolean()),
        satisfied: OrNull(Type.String()),
        heard: OrNull(Type.Boolean()),
        inTime: OrNull(Type.Boolean()),
        home: OrNull(Type.String()),
      }),
    ),
    clocks: Type.Array(ClockView),
    steps: Type.Array(StepView),
    co: Type.Array(CoView),
    acts: Type.Array(ActView),
    /** The day on which it ends by itself, by which rule, and of a restriction how to contest it. */
    until: OrNull(Type.String()),
    endsBy: OrNull(Told),
    contest: OrNull(Told),
    /** Kinds of acts that this post may do now. */
    allowed: Type.Array(Type.String()),
    categories: Type.Array(Coded),
    pauses: Type.Array(Coded),
    refusals: Type.Array(Type.Object({ ...Coded.properties, office: OrNull(Told) })),
    returns: Type.Array(Coded),
  }),
})

/** Types that can be begun here, for choosing one. */
export const listTypes = contract('matter.types', 'GET /matter-types', {
  input: Type.Object({}),
  output: Type.Object({
    types: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Told,
        plain: Told,
        about: Type.Array(Type.String()),
        sealed: OrNull(Type.String()),
        opened: Type.Array(Type.String()),
        edition: Type.String(),
        opening: StepView.properties.questions,
        /** It ends by itself, at most so many days from now. */
        mostDays: OrNull(Type.Integer()),
        restricts: Type.Boolean(),
        categories: Type.Array(Type.Object({ code: Type.String(), label: Told, hint: OrNull(Told), office: OrNull(Told) })),
      }),
    ),
  }),
})
