/** What the counter sees: one person's telephones, letters and helpers, and the claims that wait. */
import { Problem } from '#base/problem.ts'
import { ageOn } from '#base/values/day.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { listLetters } from './letter-queries.ts'
import { showMandate } from './mandate-view.ts'
import * as queries from './queries.ts'
import { isMinor } from './rules.ts'

export const signIns = view(contracts.readSignIns, {
  may: 'resident.read',
  personal: true,
  async run(ctx, { id }) {
    const person = await queries.findPerson(ctx.sql, ctx.street, id)
    if (!person) throw new Problem('thing.unknown')
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const tail = (sealed: string) => keys.open(sealed).slice(-4)
    const [bindings, claims, letters, mandates, housemates] = await Promise.all([
      queries.listBindings(ctx.sql, ctx.street, [id], false),
      queries.listClaims(ctx.sql, ctx.street, id),
      listLetters(ctx.sql, ctx.street, id),
      queries.listMandates(ctx.sql, ctx.street, { principals: [id] }),
      queries.listHousemates(ctx.sql, ctx.street, id),
    ])
    const minor = isMinor(person.birth ?? undefined, ctx.today)
    const grownUps = minor ? housemates.filter(({ birth }) => !isMinor(birth ?? undefined, ctx.today)) : []
    ctx.look({ subjects: [id, ...grownUps.map((one) => one.id)], fields: ['person.name', 'person.phone', 'mandate'] })
    return {
      name: person.name ?? '',
      bindings: bindings.map(({ phone, at, how, by, ended, ...row }) => ({ id: row.id, tail: tail(phone), at, how, by, ended })),
      claims: claims.map((claim) => ({ id: claim.id, tail: tail(claim.phone), at: claim.at })),
      letters: letters.map(({ used, ended, ...letter }) => ({
        ...letter,
        state: stateOfLetter({ used, ended, until: letter.until }, ctx.now),
      })),
      mandates: mandates.map((row) => showMandate(row, keys, ctx.today)),
      age: person.birth ? ageOn(person.birth, ctx.today) : null,
      grownUps: grownUps.map((one) => ({ id: one.id, name: one.name ?? '' })),
    }
  },
})

function stateOfLetter({ used, ended, until }: { used: string | null; ended: string | null; until: string }, now: Date) {
  if (ended) return 'ended' as const
  if (used) return 'used' as const
  return new Date(until) > now ? ('open' as const) : ('over' as const)
}

export const claims = view(contracts.listClaims, {
  may: 'resident.bind',
  personal: true,
  async run(ctx) {
    const rows = await queries.listClaims(ctx.sql, ctx.street)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    ctx.look({ subjects: [...new Set(rows.map((row) => row.person))], fields: ['person.name', 'person.phone'] })
    return {
      claims: rows.map((row) => ({
        id: row.id,
        person: { id: row.person, name: row.name ?? '', line: row.line ?? '' },
        tail: keys.open(row.phone).slice(-4),
        at: row.at,
      })),
    }
  },
})
