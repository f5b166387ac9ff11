/** What a person corrects in the plan of an import. */
import type { InputOf } from '#base/contract.ts'
import type { planImport } from '../contract.ts'

export type PlanChange = Omit<InputOf<typeof planImport>, 'id'>
export type SheetChange = Omit<NonNullable<PlanChange['sheets']>[number], 'sheet'>
