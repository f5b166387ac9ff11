/** A grid as its own screen has it. */
import type { OutputOf } from '#base/contract.ts'
import type { readGrid } from '../grids/contract.ts'

export type Grid = OutputOf<typeof readGrid>
