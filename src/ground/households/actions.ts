/** Writes about doors: a new person in one of the four relations, facts of the household. Moves and corrections are `fact.correct`. */
import { Problem } from '#base/problem.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findHolders, lockSubjects } from '#ground/facts/queries.ts'
import { searchColumns } from '#ground/facts/search.ts'
import { sayAll } from '#ground/facts/store.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { findHousehold, insertHousehold } from './queries.ts'
import { getDoorRegion } from './views.ts'

export const addPerson = action(contracts.addPerson, {
  may: 'people.change',
  async run(ctx, { id, relation, from, values, source, asOf }) {
    const catalogue = await getStreetCatalogue(ctx)
    const region = await getDoorRegion(ctx, id)
    const body = checkValues(catalogue, 'person', values, ctx.today)
    if (typeof body['person.name'] !== 'string')
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/values/person.name', say: 'input.required' }])
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const plain = Object.fromEntries(
      Object.entries(body).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== null),
    )
    const tokens = searchColumns(catalogue.elements, plain, keys).identifiers.map((identifier) => identifier.token)
    const holders = tokens.length > 0 ? await findHolders(ctx.sql, ctx.street, tokens) : []
    if (holders.length > 0) throw new Problem('person.known', {}, [{ path: '/values/person.id-number', say: 'person.known' }])
    const person = newId()
    body[`person.${relation}`] = { dwelling: id, ...(from ? { from } : {}) }
    await sayAll(ctx, [{ subject: person, kind: 'person', region, source, asOf, body }])
    noteEvent(ctx, 'person.added', [person, id], Object.keys(body))
    return { person, rev: 1 }
  },
})

export const sayOf = action(contracts.sayOfHousehold, {
  may: 'people.change',
  async run(ctx, { id, values, source, asOf }) {
    const catalogue = await getStreetCatalogue(ctx)
    const region = await getDoorRegion(ctx, id)
    const body = checkValues(catalogue, 'household', values, ctx.today)
    let household = await findHousehold(ctx.sql, ctx.street, id)
    if (!household) {
      await insertHousehold(ctx.sql, { street: ctx.street, id: newId(), region, dwelling: id, from: asOf })
      household = (await findHousehold(ctx.sql, ctx.street, id))!
    }
    const [before] = await lockSubjects(ctx.sql, ctx.street, [household])
    if (before && ctx.version !== undefined && before.rev !== ctx.version) throw new Problem('precondition.failed', { rev: before.rev })
    await sayAll(ctx, [{ subject: household, kind: 'household', region, source, asOf, body, decides: true }])
    noteEvent(ctx, 'household.corrected', [household, id], Object.keys(body))
    return { household, rev: (before?.rev ?? 0) + 1 }
  },
})
