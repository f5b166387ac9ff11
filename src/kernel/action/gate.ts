/**
 * Whether something may be said at all just now, whoever says it and by whichever way. Handed in by the server, because facts are written below the modules
 * that know why they may be collected.
 */
import type { Ctx } from './context.ts'

/** Elements that are about to be said of a subject in a region. */
export type Said = { subject: string; region: number; elements: readonly string[] }

/** @throws Problem */
export type Gate = (ctx: Ctx, said: readonly Said[]) => Promise<void>
