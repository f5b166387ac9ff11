/** Erasing a person (PIPL art. 47): what would go is told first, by the same action as a dry run; then it goes, as a job. */
import { type Static, Type } from 'typebox'
import { contract } from '#base/contract.ts'

const Id = Type.String({ format: 'uuid' })

/** The grounds of PIPL art. 47 ¶1 (1)–(5), and the wish of the next of kin of somebody who died (art. 49). */
export const Ground = Type.Union([
  Type.Literal('purpose-ended'),
  Type.Literal('term-ended'),
  Type.Literal('consent-withdrawn'),
  Type.Literal('unlawful'),
  Type.Literal('other-law'),
  Type.Literal('deceased'),
])
export type Ground = Static<typeof Ground>

/** Rows by kind; files by how many. */
const Counts = Type.Record(Type.String(), Type.Integer())

/** Needs If-Match: what was looked at is what goes. `reason` says whose request or which provision, and names nobody: it stays. */
export const erasePerson = contract('person.erase', 'POST /people/{id}/erasure', {
  input: Type.Object({ id: Id, ground: Ground, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  output: Type.Object({ erasure: Type.String(), job: Type.String(), goes: Counts }),
})

/** Who was erased when, on whose order and which ground: ids and counts. */
export const listErasures = contract('erasure.list', 'GET /erasures', {
  input: Type.Object({}),
  output: Type.Object({
    erasures: Type.Array(
      Type.Object({
        id: Type.String(),
        at: Type.String(),
        who: Type.String(),
        title: Type.String(),
        ground: Ground,
        reason: Type.String(),
        state: Type.Union([Type.Literal('ordered'), Type.Literal('done')]),
        counts: Counts,
      }),
    ),
  }),
})

/** The last step of the job. */
export const closeErasure = contract('erasure.close', 'POST /erasures/{id}/end', {
  input: Type.Object({
    id: Id,
    counts: Counts,
    files: Type.Array(Id, { maxItems: 100_000 }),
    refold: Type.Array(Id, { maxItems: 100_000 }),
  }),
  output: Type.Object({ state: Type.String() }),
})

/** What the day's sweep deleted, noted in the log. */
export const noteExpiry = contract('expiry.note', 'POST /expiries', {
  input: Type.Object({ counts: Counts, refold: Type.Array(Id, { maxItems: 1_000_000 }) }),
  output: Type.Object({ counts: Counts }),
})
