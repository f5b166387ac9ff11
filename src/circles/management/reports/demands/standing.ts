/** How a request stands in its street, and what it costs there: what its asker is to hear. */
import type { Tx } from '#kernel/action/context.ts'
import { secondsOf } from '../burden/months.ts'
import { findHeld } from '../burden/request-queries.ts'
import { findStanding, type Standing } from './arrival-queries.ts'
import type { Heard } from './queries.ts'

export async function readStanding(sql: Tx, street: number, request: string): Promise<(Heard & Pick<Standing, 'from'>) | undefined> {
  const standing = await findStanding(sql, street, request)
  return standing && { ...standing, burden: await findHeld(sql, street, request, await secondsOf({ sql, street })) }
}
