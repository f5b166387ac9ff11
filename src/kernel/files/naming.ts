/** Whom a file names, so that opening it is a look at them: what a file is about only the modules that use it know. */
import type { Ctx } from '../action/context.ts'

/** Persons who stand in it; or, of a file nobody has looked through, the area whose people may. */
/** `right`: what it takes to open this one, beyond the right to open files. `registered`: it left, with its mark, when it was made. */
export type Named = { subjects: string[]; area?: { lo: number; hi: number }; right?: string; registered?: true }

/** A module's word on one file; nothing when it is none of its own. Handed in by `server/house.ts`. */
export type FileNaming = (ctx: Ctx, file: string) => Promise<Named | undefined>
