/** Notices: what a person was told, in her own channel. A notice is its kind and a few words; the sentence is made when it is shown or sent. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

export const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')])
export type Language = Static<typeof Language>
/** A sentence in both languages; `{word}` places are filled from the notice's words. */
export const Sentence = Type.Object({ zh: Type.String(), en: Type.String() })
export type Sentence = Static<typeof Sentence>

/** `app` is the inbox alone. Every notice also lies in the inbox of whoever it is for, whatever carries it outside. */
export const Channel = Type.Union([
  Type.Literal('app'),
  Type.Literal('sms'),
  Type.Literal('wechat'),
  Type.Literal('call'),
  Type.Literal('letter'),
])
export type Channel = Static<typeof Channel>

/** How a word of a notice is written out. `text` is what staff wrote; `phone` a number of an office, never of a person. */
export type WordType = 'day' | 'moment' | 'number' | 'text' | 'long-text' | 'phone'

/**
 * Why a notice may come at once and beside others. A closed list: everything else waits for the morning and for the day's one message.
 * `life` does not even wait for the morning.
 */
export const urgencies = ['life', 'deadline', 'account'] as const
export type Urgency = (typeof urgencies)[number]

/** A definition of kind `notice`. What it says names nobody but the one it is for. */
export type NoticeKind = {
  id: string
  title: Sentence
  /** Paragraphs parted by line ends. */
  body: Sentence
  /** What an SMS says between signature and number to ring: nothing of hers. */
  short: Sentence
  words: Record<string, { type: WordType; label: Sentence }>
  urgent?: Urgency
  /** Staff may tell it from a person's page. */
  byHand?: true
  keepDays: number
  /** Days after it was read or handed over; never longer than `keepDays`. */
  keepReadDays: number
}

export const Words = Type.Record(Type.String({ pattern: '^[a-z-]{1,20}$' }), Type.Union([Type.String({ maxLength: 500 }), Type.Number()]), {
  maxProperties: 12,
})
export type Words = Static<typeof Words>

/** What has become of a notice. `stuck`: there is no way to her at all, or each was tried. */
export const NoticeState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('sending'),
  Type.Literal('sent'),
  Type.Literal('queued'),
  Type.Literal('printed'),
  Type.Literal('handed'),
  Type.Literal('told'),
  Type.Literal('stuck'),
])
export type NoticeState = Static<typeof NoticeState>

/** One try, or one step: queued, sent, failed with its reason, printed, handed over, rung, read. */
export const Attempt = Type.Object({
  channel: Type.Union([Channel, Type.Null()]),
  step: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  at: Type.String(),
})

/** What is shown here was made for this person's eyes and names nobody else. */
export const NoticeView = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  body: Type.String(),
  urgent: Type.Union([Type.String(), Type.Null()]),
  at: Type.String(),
  channel: Type.Union([Channel, Type.Null()]),
  state: NoticeState,
  readAt: Type.Union([Type.String(), Type.Null()]),
  attempts: Type.Array(Attempt),
})

/** Minutes of the civil day; both or none. From 21:00 (1260) to 8:00 (480) reaches over midnight. */
const Minute = Type.Integer({ minimum: 0, maximum: 1439 })

export const Choice = Type.Object({
  /** null: the house chooses. */
  channel: Type.Union([Channel, Type.Null()]),
  language: Language,
  large: Type.Boolean(),
  quiet: Type.Union([Type.Object({ from: Minute, to: Minute }), Type.Null()]),
  digest: Type.Boolean(),
})
export type Choice = Static<typeof Choice>

/** Notices of one person, newest first, and how she wants to be told. */
export const readNotices = contract('notice.of-person', 'GET /people/{id}/notices', {
  input: Type.Object({ id: Id, language: Type.Optional(Language) }),
  output: Type.Object({
    notices: Type.Array(NoticeView),
    choice: Choice,
    /** 0 while she never chose. */
    rev: Type.Integer(),
    /** What the house can use for her now, best first. */
    possible: Type.Array(Channel),
    /** What it would use for the next ordinary one; null where there is no way. */
    next: Type.Union([Channel, Type.Null()]),
  }),
})

/** How she wants to be told, as she said it at the counter or by telephone. If-Match: the version that was looked at. */
export const chooseChannel = contract('notice.choose', 'PUT /people/{id}/channel', {
  input: Type.Object({ id: Id, choice: Choice }),
  output: Type.Object({ rev: Type.Integer() }),
})

/** The kinds that staff may tell by hand, with their words. */
export const listKinds = contract('notice.kinds', 'GET /notice-kinds', {
  input: Type.Object({}),
  output: Type.Object({
    kinds: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Sentence,
        body: Sentence,
        short: Sentence,
        urgent: Type.Union([Type.String(), Type.Null()]),
        words: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), label: Sentence })),
      }),
    ),
  }),
})

/** Staff tell a person something. */
export const tellPerson = contract('notice.tell', 'POST /people/{id}/notices', {
  input: Type.Object({ id: Id, kind: Type.String({ maxLength: 60 }), words: Words }),
  output: Type.Object({ notice: Type.String() }),
})

/** How each way does, over the last ninety days: who is reached by paper and by voice counts like who is reached by a phone (G11). */
export const readRates = contract('notice.rates', 'GET /notice-rates', {
  input: Type.Object({}),
  output: Type.Object({
    rates: Type.Array(
      Type.Object({
        channel: Channel,
        /** Notices that went or are going this way. */
        told: Type.Integer(),
        /** Sent, delivered or said. */
        arrived: Type.Integer(),
        read: Type.Integer(),
        /** Tried and given up this way, whatever came of it by another. */
        failed: Type.Integer(),
      }),
    ),
    /** Reached by no way at all. */
    stuck: Type.Integer(),
  }),
})

/** Whom a reader rings about a notice, and how the house signs: of each community, or of the whole street where a community says nothing. */
export const Office = Type.Object({
  /** 12 digits; of the street itself its nine digits and three zeros. */
  region: Type.Integer({ minimum: 100_000_000_000, maximum: 999_999_999_999 }),
  sign: Type.String({ minLength: 2, maxLength: 12 }),
  phone: Type.String({ minLength: 3, maxLength: 20 }),
  hours: Type.String({ maxLength: 60 }),
})
export type Office = Static<typeof Office>

export const listOffices = contract('notice.offices', 'GET /offices', {
  input: Type.Object({}),
  output: Type.Object({
    offices: Type.Array(
      Type.Object({
        region: Type.Integer(),
        name: Type.String(),
        sign: Type.String(),
        phone: Type.String(),
        hours: Type.String(),
        mayChange: Type.Boolean(),
      }),
    ),
    /** What leaves this house at all. */
    carriers: Type.Array(Type.String()),
  }),
})

export const changeOffice = contract('notice.change-office', 'PUT /offices/{region}', {
  input: Office,
  output: Type.Object({ region: Type.Integer() }),
})

/** What came of one message; the last step of its sending. */
export const noteSending = contract('notice.note-sending', 'POST /messages/{message}/outcome', {
  input: Type.Object({
    message: Id,
    carrier: Type.Union([Type.Literal('sms'), Type.Literal('wechat')]),
    outcome: Type.Union([Type.Literal('sent'), Type.Literal('later'), Type.Literal('refused')]),
    reason: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  output: Type.Object({ notices: Type.Integer() }),
})
