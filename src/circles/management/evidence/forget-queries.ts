/** A list of an inspector names nobody; it goes three years after it was brought. */
import type { Forgets } from '#kernel/forgetting/forgetting.ts'

const KEEP_DAYS = 3 * 365

export const evidenceForgets: Forgets = {
  module: 'circles/management/evidence',
  erase: async () => ({ rows: {}, files: [] }),
  expire: async (sql, street, { now }) => {
    const before = new Date(now.getTime() - KEEP_DAYS * 86_400_000)
    const pieces = await sql`
      delete from inspection_piece p using inspection i
      where p.street_id = ${street} and i.street_id = ${street} and i.id = p.inspection_id and i.at < ${before} returning 1`
    const gone = await sql`delete from inspection where street_id = ${street} and at < ${before} returning 1`
    return { rows: { inspection: gone.length, 'inspection-piece': pieces.length }, files: [] }
  },
}
