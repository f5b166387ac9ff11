/** Writes of purposes: make and change them, take one out of use. Each is a new version, and a new version of what people are told. */
import { Problem } from '#base/problem.ts'
import type { Element } from '#ground/facts/contract.ts'
import { getStreetCatalogue, insertDefinition } from '#ground/facts/definitions.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { passAssessment } from './assessing/assess.ts'
import * as contracts from './contract.ts'
import { editionOf } from './purposes.ts'
import { listPurposeRows } from './queries.ts'
import { purposeFaults, uncoveredElements } from './rules.ts'

/** More is a list nobody reads. */
const FAULTS_SHOWN = 20

export const change = action(contracts.changePurpose, {
  may: 'purpose.change',
  async run(ctx, { id, purpose, edition, assessment }) {
    const { elements } = await getStreetCatalogue(ctx)
    if (purpose.id !== id) throw new Problem('input.invalid', { count: 1 }, [{ path: '/purpose/id', say: 'purpose-fault.id' }])
    const rows = await listPurposeRows(ctx.sql, ctx.street)
    const known = rows.find((row) => row.id === id)
    if (known && edition !== editionOf(known)) throw new Problem('thing.changed')
    const faults = purposeFaults(purpose, elements)
    if (faults.length > 0)
      throw new Problem(
        'purpose.faulty',
        { count: faults.length },
        faults.slice(0, FAULTS_SHOWN).map(({ path, ...fault }) => ({ path: `/purpose${path}`, ...fault })),
      )
    refuseUncovered(rows, id, purpose, elements)
    await passAssessment(ctx, purpose, elements, assessment)
    return keep(ctx, id, purpose, false)
  },
})

export const retire = action(contracts.retirePurpose, {
  may: 'purpose.change',
  async run(ctx, { id }) {
    const { elements } = await getStreetCatalogue(ctx)
    const rows = await listPurposeRows(ctx.sql, ctx.street)
    const known = rows.find((row) => row.id === id && !row.retired)
    if (!known) throw new Problem('thing.unknown')
    refuseUncovered(rows, id, undefined, elements)
    return keep(ctx, id, known.body, true)
  },
})

async function keep(ctx: Ctx, id: string, purpose: contracts.Purpose, retired: boolean) {
  const version = await insertDefinition(ctx, 'purpose', id, purpose, retired)
  noteEvent(ctx, retired ? 'purpose.retired' : 'purpose.changed', [], [], { purpose: id, version })
  return { id, edition: editionOf({ origin: 'street', version }) }
}

/** What no purpose needs any longer would go in the coming night, or worse, never: that is decided element by element. */
function refuseUncovered(
  rows: Awaited<ReturnType<typeof listPurposeRows>>,
  id: string,
  instead: contracts.Purpose | undefined,
  elements: ReadonlyMap<string, Element>,
): void {
  const standing = rows.filter((row) => !row.retired)
  const before = new Set(
    uncoveredElements(
      standing.map(({ body }) => body),
      elements,
    ),
  )
  const others = standing.filter((row) => row.id !== id).map(({ body }) => body)
  const lost = uncoveredElements(instead ? [...others, instead] : others, elements).filter((element) => !before.has(element))
  if (lost.length === 0) return
  throw new Problem(
    'purpose.needed',
    { count: lost.length },
    lost.slice(0, FAULTS_SHOWN).map((element) => ({
      path: '/purpose/covers',
      say: 'purpose-fault.would-lose',
      with: { name: elements.get(element)!.label.zh },
    })),
  )
}
