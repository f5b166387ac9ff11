/** SQL of themes: when they were last changed here, so that they are not read again for every text. */
import type { Tx } from '#kernel/action/context.ts'

const NO_STREET = 0

export async function readThemeStamp(sql: Tx, street: number): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(max(at)::text, '') as stamp from definition where street_id in (${NO_STREET}, ${street}) and kind = 'theme'`
  return row!.stamp
}
