/** Whom files of the hotline name: callers of the area, in those that came and in those that were made. */
import type { FileNaming } from '#kernel/files/naming.ts'

export const hotlineNaming: FileNaming = async ({ sql, street }, file) => {
  const [made] = await sql<{ lo: number; hi: number }[]>`
    select region_lo as lo, region_hi as hi from hotline_book where street_id = ${street} and file_id = ${file}`
  if (made) return { subjects: [], area: made, right: 'hotline.work', registered: true }
  const [came] = await sql<{ lo: number | null; hi: number | null }[]>`
    select min(region_no) as lo, max(region_no) as hi from hotline_order where street_id = ${street} and file_id = ${file}`
  return came?.lo == null || came.hi == null ? undefined : { subjects: [], area: { lo: came.lo, hi: came.hi }, right: 'hotline.work' }
}
