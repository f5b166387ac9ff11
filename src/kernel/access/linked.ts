/**
 * What a module keeps of a person beside her facts, for her own copy (PIPL 45): handed in by the server, because who signs in stands below most modules.
 * Runs as the resident herself: what no policy shows her is not in it.
 */
import type { Ctx } from '../action/context.ts'

export type Linked = (ctx: Ctx, person: string) => Promise<Record<string, object[]>>
