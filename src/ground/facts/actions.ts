/** Writes of the fact store: correct one subject, settle what is contradicted, keep the street's catalogue. */
import { nameOrHole, Problem } from '#base/problem.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { catalogueFaults } from './catalogue-check.ts'
import { checkValues } from './check-value.ts'
import { changeElement, correctFacts, type Element, retireElement, settleFact } from './contract.ts'
import { getStreetCatalogue, insertDefinition } from './definitions.ts'
import { holdSubjects, sayToHeld } from './store.ts'

export const correct = action(correctFacts, {
  may: 'people.change',
  needsVersion: true,
  async run(ctx, { id, values, source, asOf }) {
    const catalogue = await getStreetCatalogue(ctx)
    if (asOf > ctx.today) throw new Problem('input.invalid', { count: 1 }, [{ path: '/asOf', say: 'value.future' }])
    const held = await holdSubjects(ctx, catalogue, [id])
    const subject = held.get(id)
    if (!subject || subject.merged) throw new Problem('thing.unknown')
    // What stands now is fetched by the screen, as a look of its own, and laid beside what was typed.
    if (subject.rev !== ctx.version) throw new Problem('precondition.failed', { rev: subject.rev })
    const body = checkValues(catalogue, subject.kind, values, ctx.today)
    const { kind, region, rev } = subject
    const outcomes = await sayToHeld(ctx, catalogue, held, [{ subject: id, kind, region, source, asOf, body, decides: true }])
    noteEvent(ctx, `${kind}.corrected`, [id], Object.keys(body))
    return { rev: rev + 1, outcomes: Object.fromEntries(outcomes.get(id) ?? []) }
  },
})

export const settle = action(settleFact, {
  may: 'people.change',
  needsVersion: true,
  async run(ctx, { id, element, side }) {
    const catalogue = await getStreetCatalogue(ctx)
    const held = await holdSubjects(ctx, catalogue, [id])
    const subject = held.get(id)
    if (!subject || subject.merged) throw new Problem('thing.unknown')
    if (subject.rev !== ctx.version) throw new Problem('precondition.failed', { rev: subject.rev })
    const known = subject.state.get(element)
    const right = known && [{ value: known.value, ...known.standing }, ...known.rivals][side]
    if (!right || known.rivals.length === 0) throw new Problem('thing.unknown')
    const { kind, region, rev } = subject
    const { source, asOf, value } = right
    await sayToHeld(ctx, catalogue, held, [{ subject: id, kind, region, source, asOf, body: { [element]: value }, decides: true }])
    noteEvent(ctx, `${kind}.corrected`, [id], [element])
    return { rev: rev + 1 }
  },
})

export const change = action(changeElement, {
  may: 'element.change',
  async run(ctx, { id, element }) {
    const catalogue = await getStreetCatalogue(ctx)
    const known = catalogue.elements.get(id)
    if (element.id !== id || (known && (known.kind !== element.kind || known.type !== element.type))) {
      throw new Problem('element.value', { element: id }, [{ path: '/element/type', say: 'element.fixed' }])
    }
    const others = [...catalogue.elements.values()].filter((other) => other.id !== id)
    const faults = catalogueFaults([...others, element as Element], [...catalogue.codeLists.values()])
    if (faults.length > 0)
      throw new Problem(
        'element.value',
        { element: id },
        faults.slice(0, 10).map((fault) => ({ path: '/element', say: 'element.fault', with: { fault } })),
      )
    const version = await insertDefinition(ctx, 'element', id, element)
    noteEvent(ctx, 'element.changed', [], [id], { version })
    return { id, version }
  },
})

export const retire = action(retireElement, {
  may: 'element.change',
  async run(ctx, { id }) {
    const element = (await getStreetCatalogue(ctx)).elements.get(id)
    if (!element) throw new Problem('element.unknown', { element: nameOrHole(id) })
    const version = await insertDefinition(ctx, 'element', id, element, true)
    noteEvent(ctx, 'element.retired', [], [id], { version })
    return { id, version }
  },
})
