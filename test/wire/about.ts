/** Inputs drawn from a contract, about what stands in an area. */
import fc from 'fast-check'
import { loadShipped } from '#catalogue/load.ts'
import type { Operation } from '#kernel/action/action.ts'
import { closeSchema } from '#kernel/action/input.ts'
import { arbitraryOf, type Schema } from './shapes.ts'
import { type Area, idFor } from './wire.ts'

/** Right inputs about the area: its own ids wherever an id is asked for. */
export function about(area: Area, operation: Operation, draws: number): Record<string, unknown>[] {
  const elements = loadShipped().flatMap(({ kind, id }) => (kind === 'element' ? [id] : []))
  const all = [...area.ids.values()].flat()
  const place = idFor(operation, area)
  const known = (field: string): fc.Arbitrary<unknown> | undefined => {
    if (field === 'region') return fc.constant(area.community)
    if (field === 'area') return fc.constant(String(area.community))
    if (field === 'id' && place) return fc.constant(place)
    if (['keep', 'gone', 'party'].includes(field)) return fc.constantFrom(...area.ids.get('people')!)
    if (field === 'file') return fc.constantFrom(...area.ids.get('files')!)
    if (['other', 'subject', 'places', 'doors', 'others', 'dwelling'].includes(field)) return fc.constantFrom(...all)
    if (field === 'text') return fc.constantFrom('欧阳秘', '司徒', 'oym', '0011', '阳光花园', '赵')
    if (field.endsWith(' key') || field === 'element') return fc.constantFrom(...elements)
    return undefined
  }
  const schema = closeSchema(operation.contract.input) as Schema
  const strict = (field: string) => known(field)?.map((value) => value)
  return fc.sample(arbitraryOf(schema, strict) as fc.Arbitrary<Record<string, unknown>>, { seed: 7, numRuns: draws }).map((input) => ({
    ...input,
    ...(place && 'id' in input ? { id: place } : {}),
    ...('region' in input && typeof input.region === 'number' ? { region: area.community } : {}),
  }))
}
