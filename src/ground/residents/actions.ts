/** The counter: telephones bound and ended, claims decided with the card in hand, letters with a number, helpers and guardians on paper. */
import { Problem } from '#base/problem.ts'
import { hashLetterNumber, makeLetterNumber, phoneToken, readLetterNumber, readMobile } from '#kernel/access/phone.ts'
import { endLetterSessions, endPhoneSessions, takeLetterNumber } from '#kernel/access/phone-queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { DAY_MS, LETTER_DAYS } from './letters.ts'
import { useLetter } from './own/whose-queries.ts'
import * as queries from './queries.ts'
import * as rules from './rules.ts'

export const bind = action(contracts.bindPhone, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id, phone }) {
    const person = await getPerson(ctx, id)
    if (!rules.actsForHerself(person.birth ?? undefined, ctx.today)) throw new Problem('resident.minor')
    const bound = await insert(ctx, id, getMobile(phone), 'counter')
    return { id: bound }
  },
})

/** Each is a row of the log, and is shown to the person on every telephone of hers: a clerk who binds her own is seen. */
async function insert(ctx: Ctx, person: string, number: string, how: 'confirmed' | 'counter'): Promise<string> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const [id, token] = [newId(), phoneToken(ctx.house.keys, number)]
  const row = { id, person, token, phone: keys.seal(number), how, at: ctx.now, login: ctx.actor.login, post: ctx.actor.post }
  if (!(await queries.insertBinding(ctx.sql, ctx.street, row))) throw new Problem('resident.state')
  noteEvent(ctx, 'resident.bound', [person], [], { binding: id, how })
  return id
}

export const endBinding = action(contracts.endBinding, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id, why }) {
    const binding = await queries.lockBinding(ctx.sql, ctx.street, id)
    if (!binding) throw new Problem('thing.unknown')
    await getPerson(ctx, binding.person)
    await queries.endBinding(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login, why })
    await endPhoneSessions(ctx.sql, binding.phone_token)
    noteEvent(ctx, 'resident.unbound', [binding.person], [], { binding: id, why })
    return {}
  },
})

export const decideClaim = action(contracts.decideClaim, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id, hers }) {
    const claim = await queries.lockClaim(ctx.sql, ctx.street, id)
    if (!claim) throw new Problem('thing.unknown')
    if (hers && !rules.actsForHerself(claim.birth ?? undefined, ctx.today)) throw new Problem('resident.minor')
    await queries.decideClaim(ctx.sql, ctx.street, id, { at: ctx.now, post: ctx.actor.post, hers })
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    if (hers) await insert(ctx, claim.person, keys.open(claim.phone), 'confirmed')
    else noteEvent(ctx, 'resident.claim-refused', [claim.person], [], { claim: id })
    return {}
  },
})

export const issueLetter = action(contracts.issueLetter, {
  may: 'resident.bind',
  shownOnce: ['number'],
  async run(ctx, { person = null, door = null }) {
    if ((person === null) === (door === null)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/person', say: 'letter.to-one' }])
    if (person) await getPerson(ctx, person)
    if (door && !(await queries.isDoorHere(ctx.sql, ctx.street, door))) throw new Problem('thing.unknown')
    const [id, number] = [newId(), makeLetterNumber()]
    const expires = new Date(ctx.now.getTime() + LETTER_DAYS * DAY_MS)
    const hashed = hashLetterNumber(ctx.house.keys, number.replaceAll('-', ''))
    await queries.insertLetter(ctx.sql, ctx.street, { id, person, door, number: hashed, at: ctx.now, post: ctx.actor.post, expires })
    noteEvent(ctx, 'letter.issued', [person ?? door!], [], { letter: id })
    return { id, number, until: expires.toISOString() }
  },
})

export const endLetter = action(contracts.endLetter, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id }) {
    const letter = await queries.lockLetter(ctx.sql, ctx.street, id)
    if (!letter || letter.ended) throw new Problem('thing.unknown')
    await refuseIfElsewhere(ctx, letter)
    await queries.endLetter(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login })
    await endLetterSessions(ctx.sql, id)
    noteEvent(ctx, 'letter.ended', [(letter.person ?? letter.door)!], [], { letter: id })
    return {}
  },
})

/** Read out on the telephone, or on the letter that came back. Only here, and to the area of the post: another's number is as wrong as none. */
export const enterLetter = action(contracts.enterLetter, {
  may: 'resident.bind',
  async run(ctx, { number }) {
    const plain = readLetterNumber(number)
    const found = plain && (await takeLetterNumber(ctx.sql, hashLetterNumber(ctx.house.keys, plain), ctx.now))
    const letter = found && found.street === ctx.street ? await queries.lockLetter(ctx.sql, ctx.street, found.letter) : undefined
    if (!found || !letter || !(await useLetter(ctx.sql, ctx.street, found.letter, ctx.now))) throw new Problem('letter.number-wrong')
    await refuseIfElsewhere(ctx, letter, 'letter.number-wrong')
    const { person, door } = letter
    noteEvent(ctx, 'letter.entered', [(person ?? door)!], [], { letter: found.letter })
    return { letter: found.letter, person, door }
  },
})

export const recordMandate = action(contracts.recordMandate, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id: principal, kind, person = null, phone, name, scope, from, to, paper }) {
    const { birth } = await getPerson(ctx, principal)
    await getFile(ctx, paper)
    const helper = await readHelper(ctx, { principal, person, phone, name, kind })
    if (kind === 'guardian' && !(birth && rules.isMinor(birth, ctx.today)))
      throw new Problem('mandate.helper', {}, [{ path: '/kind', say: 'mandate.not-a-child' }])
    const last = kind === 'guardian' ? rules.lastDayOfGuardian(birth!) : to
    if (last === undefined) throw new Problem('input.invalid', { count: 1 }, [{ path: '/to', say: 'input.required' }])
    if (kind === 'helper') rules.judgeTerm({ from, to: last }, ctx.today)
    const id = newId()
    await queries.insertMandate(ctx.sql, ctx.street, {
      ...helper,
      id,
      kind,
      principal,
      scope: kind === 'guardian' ? [...rules.allScopes] : rules.allScopes.filter((one) => scope.includes(one)),
      from: kind === 'guardian' ? ctx.today : from,
      to: last,
      channel: 'counter',
      paper,
      at: ctx.now,
      login: ctx.actor.login,
      post: ctx.actor.post,
    })
    noteEvent(ctx, 'mandate.granted', [principal, ...(person ? [person] : [])], scope, { mandate: id, as: 'counter' })
    return { id }
  },
})

type Chosen = {
  principal: string
  person: string | null
  phone?: string | undefined
  name?: string | undefined
  kind: 'helper' | 'guardian'
}

/** A person of the street or a telephone with a name; a guardian is a grown-up of the street. */
async function readHelper(ctx: Ctx, { principal, person, phone, name, kind }: Chosen) {
  if (person) {
    const helper = person === principal ? undefined : await queries.findPerson(ctx.sql, ctx.street, person)
    if (!helper || rules.isMinor(helper.birth ?? undefined, ctx.today))
      throw new Problem('mandate.helper', {}, [{ path: '/person', say: 'mandate.grown-up' }])
    return { helper: person, token: null, phone: null, name: null }
  }
  const number = phone === undefined ? undefined : getMobile(phone)
  if (!number || kind === 'guardian') throw new Problem('mandate.helper', {}, [{ path: '/person', say: 'mandate.grown-up' }])
  if (!name?.trim()) throw new Problem('input.invalid', { count: 1 }, [{ path: '/name', say: 'input.required' }])
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  return { helper: null, token: phoneToken(ctx.house.keys, number), phone: keys.seal(number), name: name.trim() }
}

export const endMandate = action(contracts.endMandate, {
  may: 'resident.bind',
  endsSessions: true,
  async run(ctx, { id }) {
    const mandate = await queries.lockMandate(ctx.sql, ctx.street, id)
    if (!mandate || mandate.ended) throw new Problem('thing.unknown')
    await getPerson(ctx, mandate.principal)
    await queries.endMandate(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login })
    noteEvent(ctx, 'mandate.revoked', [mandate.principal], [], { mandate: id })
    return {}
  },
})

/** Somebody in the area of this post. @throws Problem thing.unknown */
async function getPerson(ctx: Ctx, id: string) {
  const person = await queries.findPerson(ctx.sql, ctx.street, id)
  if (!person) throw new Problem('thing.unknown')
  return person
}

/** Whether the letter went to somebody this post sees. */
async function refuseIfElsewhere(
  ctx: Ctx,
  { person, door }: { person: string | null; door: string | null },
  otherwise: 'thing.unknown' | 'letter.number-wrong' = 'thing.unknown',
): Promise<void> {
  const here = person
    ? (await queries.findPerson(ctx.sql, ctx.street, person)) !== undefined
    : await queries.isDoorHere(ctx.sql, ctx.street, door!)
  if (!here) throw new Problem(otherwise)
}

function getMobile(given: string): string {
  const number = readMobile(given)
  if (!number) throw new Problem('input.invalid', { count: 1 }, [{ path: '/phone', say: 'phone.mobile' }])
  return number
}
