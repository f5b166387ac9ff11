import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Sheet, SheetLayout, StatisticsUnderstanding } from '../contract.ts'
export function understandStatistics(_layout: SheetLayout, _sheet: Sheet, _catalogue: Catalogue): StatisticsUnderstanding {
  return { columns: [] }
}
