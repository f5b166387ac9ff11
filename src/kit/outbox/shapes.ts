/** What is captured on a phone and what the house answers. Types only: a module that takes items in writes its own contract, and the two must fit. */
import type { FieldProblem } from '#base/problem.ts'

/** Something said, ready to be kept. */
export type Draft<B = unknown> = {
  /** Which operation takes it in: `visit.close`. */
  kind: string
  street: number
  /** The post it is said in. The house judges it by the post at this moment, whatever has become of that post since. */
  post: string
  /** The subject it changes, and the version of it that was on the phone. */
  subject?: string
  rev?: number
  body: B
}

/** `id` is the idempotency key of its action and the id of its statement: however often it is sent, it is said once. */
export type Item<B = unknown> = Draft<B> & {
  id: string
  /** By the house's clock, as far as the phone knew it. */
  capturedAt: string
  /** By the phone's own clock, in ms; `judgeCapture` tells the house what it is worth. */
  deviceAt: number
  doubtful: boolean
  /** What was said before it about the same subject and was not yet answered: it builds on that, not on `rev` alone. */
  after?: string
}

export type Answer = { id: string } /** `code`: kept, and the one who said it is to know something about it. */ & (
  | { outcome: 'accepted'; code?: string }
  /** Kept by the house beside what stands there; `with` is what stands there, for the one who was at the door. */
  | { outcome: 'conflict'; with?: unknown }
  /** Kept by the house for the successor of the post. */
  | { outcome: 'quarantined' }
  | { outcome: 'refused'; code: string; fields?: FieldProblem[] }
)

/** The phone's clock against the house's, in ms, and the latest moment the phone's own clock was seen at. */
export type Clock = { behind: number; latest: number }

/** An item as it stands on the phone. */
export type Held = {
  n: number
  item: Item
  /** Bytes it takes in a request. */
  size: number
  /** It may have reached the house. */
  tried: boolean
  /** The house's answer, where the one who said it is to look at it. */
  answer?: Answer
}

/** Who the keep belongs to: nobody else opens it. */
export type Holder = {
  /** A name the house gives for its login; the phone cannot make anything of it. */
  account: string
  /** This phone, as the house knows it. */
  device: string
  name: string
}
