/** A file leaves the house: kept in the register of what left. Handed in by the server, because the register stands above the kernel. */
import type { Ctx } from '../action/context.ts'

/** `subjects` as far as they are known; 0 where nobody looked through the file. */
export type OpenedFile = { file: string; sha256: string; subjects: number; lo: number }

export type LeavingFile = (ctx: Ctx, opened: OpenedFile) => Promise<void>
