/** What a resident sees of herself and of those she acts for: what is known, who looked, her telephones, her helpers. */
import { Problem } from '#base/problem.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { openPhone } from '#kernel/access/phone.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from '../contract.ts'
import { showMandate } from '../mandate-view.ts'
import { listBindings, listMandates, listOwnClaims } from '../queries.ts'
import { tellLooks } from './looks.ts'
import { tellOwn } from './telling.ts'

export const read = view(contracts.readOwn, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person }) {
    const own = getOwnPerson(ctx.actor, person, 'see')
    const [row] = await findSubjects(ctx.sql, ctx.street, [person])
    if (!row) throw new Problem('thing.unknown')
    const labels = ctx.actor.resident?.labels ?? new Map<string, string>()
    const { facts, homes, codes } = await tellOwn(ctx, person, { as: own.as, labels })
    const shown = [...facts, ...homes.flatMap((home) => home.facts)]
    ctx.look({ subjects: [person], fields: shown.map((fact) => fact.element) })
    return { person, rev: row.rev, facts, homes, codes }
  },
})

export const looks = view(contracts.readOwnLooks, {
  may: 'own.read',
  personal: true,
  async run(ctx, { person, before }) {
    getOwnPerson(ctx.actor, person, 'see')
    const told = await tellLooks(ctx, person, before)
    ctx.look({ subjects: [person], fields: ['look'] })
    return told
  },
})

export const bindings = view(contracts.readOwnBindings, {
  may: 'own.claim',
  personal: false,
  async run(ctx) {
    const { persons = [], phone } = ctx.actor.resident ?? {}
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const own = persons.filter((person) => person.as !== 'helper').map(({ id }) => id)
    const rows = await listBindings(ctx.sql, ctx.street, own, true)
    return {
      tail: phone ? openPhone(ctx.house.keys, phone.sealed).slice(-4) : '',
      waiting: await listOwnClaims(ctx.sql, ctx.street, ctx.actor.login),
      bindings: rows.map((row) => ({
        id: row.id,
        person: row.person,
        tail: keys.open(row.phone).slice(-4),
        own: row.phone_token === phone?.token,
        how: row.how,
        at: row.at,
      })),
    }
  },
})

export const mandates = view(contracts.listMandates, {
  may: 'own.mandate',
  personal: true,
  async run(ctx) {
    const { persons = [], phone } = ctx.actor.resident ?? {}
    const ids = (helper: boolean) => persons.filter((person) => (person.as === 'helper') === helper).map(({ id }) => id)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const given = await listMandates(ctx.sql, ctx.street, { principals: ids(false) })
    const self = persons.filter((person) => person.as === 'self').map(({ id }) => id)
    const held = await listMandates(ctx.sql, ctx.street, { helpers: self, token: phone?.token ?? null })
    ctx.look({ subjects: [...new Set([...given, ...held].map((row) => row.principal))], fields: ['mandate'] })
    const show = (row: Parameters<typeof showMandate>[0]) => showMandate(row, keys, ctx.today)
    return { given: given.map(show), held: held.map(show) }
  },
})
