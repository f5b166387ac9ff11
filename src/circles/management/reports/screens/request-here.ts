/** A request as its own screen has it. */
import type { OutputOf } from '#base/contract.ts'
import type { readRequest } from '../contract.ts'

export type RequestHere = OutputOf<typeof readRequest>
