/** Questions about somebody go with her, and so does what she declined. What is past its day is closed at night; what is closed is kept two years, for the accounts. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEPT_DAYS = 730

export const askForgets: Forgets = {
  module: 'ground/asks',
  erase: async (sql, street, subjects) => {
    const asks = await sql`delete from ask where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    await sql`delete from refusal_item where street_id = ${street} and subject_id = any(${subjects}::uuid[])`
    const refusals = await sql`delete from refusal where street_id = ${street} and subject_id = any(${subjects}::uuid[]) returning 1`
    return { rows: { ask: asks.length, refusal: refusals.length }, files: [] }
  },
  expire: async (sql, street, { now, today }) => {
    const expired = await sql`
      update ask a set closed_at = ${now}, closed_how = 'expired' from ask_request r
      where a.street_id = ${street} and a.closed_at is null and r.street_id = ${street} and r.id = a.request_id and r.until < ${today} returning 1`
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
    const gone = await sql`
      delete from ask where street_id = ${street} and closed_at < ${before} and closed_how <> 'refused' returning 1`
    return { rows: { 'ask-expired': expired.length, ask: gone.length }, files: [] }
  },
}
