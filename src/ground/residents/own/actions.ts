/** What a resident does herself: say who she is, correct what is known about her, choose and end helpers, take a telephone off. */
import { Problem } from '#base/problem.ts'
import { isRefused } from '#base/values/parsed.ts'
import { type Catalogue, getElement } from '#ground/facts/catalogue.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { parseValue } from '#ground/facts/parse.ts'
import { holdSubjects, sayToHeld } from '#ground/facts/store.ts'
import { noteConsent } from '#ground/purposes/consents/consents.ts'
import { getOwnPerson } from '#kernel/access/actor.ts'
import { openPhone, phoneToken, readMobile } from '#kernel/access/phone.ts'
import { countClaim, endPhoneSessions } from '#kernel/access/phone-queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from '../contract.ts'
import * as queries from '../queries.ts'
import * as rules from '../rules.ts'

/** Tries of one telephone a day to say who she is: a name and a number are not found by trying. */
const MOST_CLAIMS = 5

export const claim = action(contracts.claimPerson, {
  may: 'own.claim',
  endsSessions: true,
  // Whatever becomes of it: a refusal would take the count back.
  async before(house, { login }) {
    if (!(await countClaim(house.app, login, dayOf(house.now()), MOST_CLAIMS))) throw new Problem('resident.claims-spent')
  },
  async run(ctx, { name, idNumber }) {
    const { phone } = ctx.actor.resident ?? {}
    if (!phone) throw new Problem('access.not-yours')
    const said = readSaid(await getStreetCatalogue(ctx), { name, idNumber }, ctx.today)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const number = openPhone(ctx.house.keys, phone.sealed)
    const lexeme = `k${keys.token('phone', number)}`
    const sought = { token: keys.token('id-number', said.idNumber), name: said.name, lexeme, phone: phone.token }
    const found = await queries.findClaimed(ctx.sql, sought)
    if (!found || !rules.actsForHerself(found.birth ?? undefined, ctx.today)) throw new Problem('resident.claim-refused')
    const { person, proven } = found
    const isHers = ctx.actor.resident?.persons.some((one) => one.id === person && one.as === 'self')
    if (isHers) return { state: 'bound' as const }
    const row = { id: newId(), person, login: ctx.actor.login, token: phone.token, phone: keys.seal(number), at: ctx.now }
    if (proven) await queries.insertBinding(ctx.sql, ctx.street, { ...row, how: 'matched', post: ctx.actor.post })
    else await queries.insertClaim(ctx.sql, ctx.street, row)
    noteEvent(ctx, proven ? 'resident.bound' : 'resident.claimed', [person], [], { how: 'matched' })
    return { state: proven ? ('bound' as const) : ('waiting' as const) }
  },
})

/** As the register writes them; what cannot be a name or a number is said at its field. */
function readSaid(catalogue: Catalogue, given: { name: string; idNumber: string }, today: string): { name: string; idNumber: string } {
  const read = (field: 'name' | 'idNumber', element: string) => {
    const parsed = parseValue(getElement(catalogue, element), { kind: 'text', text: given[field] }, () => undefined, { today })
    if (isRefused(parsed)) throw new Problem('input.invalid', { count: 1 }, [{ path: `/${field}`, say: parsed.refused }])
    return String(parsed.value)
  }
  return { name: read('name', 'person.name'), idNumber: read('idNumber', 'person.id-number') }
}

export const endBinding = action(contracts.endOwnBinding, {
  may: 'own.claim',
  endsSessions: true,
  async run(ctx, { id }) {
    const binding = await queries.lockBinding(ctx.sql, ctx.street, id)
    if (!binding) throw new Problem('thing.unknown')
    getOwnSelf(ctx, binding.person)
    await queries.endBinding(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login, why: 'own' })
    await endPhoneSessions(ctx.sql, binding.phone_token)
    noteEvent(ctx, 'resident.unbound', [binding.person], [], { why: 'own' })
    return {}
  },
})

export const correct = action(contracts.correctOwn, {
  may: 'own.change',
  needsVersion: true,
  async run(ctx, { person, values }) {
    const { as } = getOwnPerson(ctx.actor, person, 'correct')
    const catalogue = await getStreetCatalogue(ctx)
    const held = await holdSubjects(ctx, catalogue, [person])
    const subject = held.get(person)
    if (!subject || subject.merged) throw new Problem('thing.unknown')
    if (subject.rev !== ctx.version) throw new Problem('precondition.failed', { rev: subject.rev })
    const body = checkValues(catalogue, 'person', values, ctx.today)
    const refused = Object.keys(body).filter((id) => !rules.maySay(as, getElement(catalogue, id)))
    if (refused.length > 0)
      throw new Problem(
        'element.value',
        { element: refused[0]! },
        refused.map((id) => ({ path: `/values/${id}`, say: 'own.at-the-counter' })),
      )
    const { kind, region, rev } = subject
    const outcomes = await sayToHeld(ctx, catalogue, held, [{ subject: person, kind, region, source: 'self', asOf: ctx.today, body }])
    await noteConsent(ctx, [{ subject: person, elements: Object.keys(body), as, way: 'own-page' }])
    noteEvent(ctx, 'person.corrected', [person], Object.keys(body), { by: as })
    return { rev: rev + 1, outcomes: Object.fromEntries(outcomes.get(person) ?? []) }
  },
})

export const grant = action(contracts.grantMandate, {
  may: 'own.mandate',
  endsSessions: true,
  async run(ctx, { person, phone, name, scope, from, to }) {
    const principal = getOwnSelf(ctx, person)
    rules.judgeTerm({ from, to }, ctx.today)
    const number = readMobile(phone)
    const token = number && phoneToken(ctx.house.keys, number)
    if (!number || !token) throw new Problem('input.invalid', { count: 1 }, [{ path: '/phone', say: 'phone.mobile' }])
    if (token === ctx.actor.resident?.phone?.token) throw new Problem('mandate.helper', {}, [{ path: '/phone', say: 'mandate.own-phone' }])
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const id = newId()
    await queries.insertMandate(ctx.sql, ctx.street, {
      id,
      kind: 'helper',
      principal: person,
      helper: null,
      token,
      phone: keys.seal(number),
      name: name.trim(),
      scope: rules.allScopes.filter((one) => scope.includes(one)),
      from,
      to,
      channel: 'online',
      paper: null,
      at: ctx.now,
      login: ctx.actor.login,
      post: ctx.actor.post,
    })
    noteEvent(ctx, 'mandate.granted', [person], scope, { mandate: id, as: principal.as })
    return { id }
  },
})

export const revoke = action(contracts.revokeMandate, {
  may: 'own.mandate',
  endsSessions: true,
  async run(ctx, { id }) {
    const mandate = await queries.lockMandate(ctx.sql, ctx.street, id)
    if (!mandate || mandate.ended) throw new Problem('thing.unknown')
    const { resident } = ctx.actor
    const isHelper =
      mandate.helperToken !== null
        ? mandate.helperToken === resident?.phone?.token
        : resident?.persons.some((one) => one.id === mandate.helper && one.as === 'self')
    // A guardian confirmed at the counter is ended there.
    if (mandate.kind === 'guardian') throw new Problem('access.not-yours')
    if (!isHelper) getOwnSelf(ctx, mandate.principal)
    await queries.endMandate(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login })
    noteEvent(ctx, 'mandate.revoked', [mandate.principal], [], { mandate: id })
    return {}
  },
})

/** Herself or her child: what a helper was never asked to decide. @throws Problem access.not-yours */
function getOwnSelf(ctx: Ctx, person: string) {
  const found = getOwnPerson(ctx.actor, person, 'see')
  if (found.as === 'helper') throw new Problem('access.not-yours')
  return found
}
