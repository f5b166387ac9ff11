/** For whom somebody answers who stands at the counter: as on a telephone, but that no session says who she is. The clerk does. */
import { Problem } from '#base/problem.ts'
import * as households from '#ground/households/queries.ts'
import * as residents from '#ground/residents/queries.ts'
import { actsForHerself, stateOf } from '#ground/residents/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { Standing } from './contract.ts'

export type Standings = {
  party: { id: string; kind: 'person' | 'dwelling'; name: string; line: string }
  child: boolean
  of: Map<string, Standing>
}

/** @throws Problem thing.unknown when there is nobody such in the area of this post */
export async function standingsOf(ctx: Ctx, party: string): Promise<Standings> {
  const person = await residents.findPerson(ctx.sql, ctx.street, party)
  return person ? ofPerson(ctx, { id: party, name: person.name ?? '', birth: person.birth ?? undefined }) : ofDoor(ctx, party)
}

async function ofPerson(ctx: Ctx, { id, name, birth }: { id: string; name: string; birth: string | undefined }): Promise<Standings> {
  const ties = await households.listPersonTies(ctx.sql, ctx.street, id)
  const homes = ties.filter(({ kind, to }) => kind === 'person.residence' && to === null)
  const party = { id, kind: 'person' as const, name, line: (homes[0] ?? ties[0])?.label ?? '' }
  if (!actsForHerself(birth, ctx.today)) return { party, child: true, of: new Map() }
  const of = new Map<string, Standing>([[id, 'self']])
  for (const { dwelling } of homes) for (const subject of await homeOf(ctx, dwelling)) of.set(subject, 'home')
  for (const mandate of await residents.listMandates(ctx.sql, ctx.street, { helpers: [id], token: null })) {
    const { kind, from, to, ended, principalBirth, principalDied, principal, scope } = mandate
    const state = stateOf({ kind, from, to, ended, principalBirth: principalBirth ?? undefined, principalDied }, ctx.today)
    if (state === 'in-force' && scope.includes('answer') && !of.has(principal)) of.set(principal, kind)
  }
  return { party, child: false, of }
}

async function ofDoor(ctx: Ctx, id: string): Promise<Standings> {
  const door = (await residents.isDoorHere(ctx.sql, ctx.street, id)) ? await households.findDoor(ctx.sql, ctx.street, id) : undefined
  if (!door) throw new Problem('thing.unknown')
  const party = { id, kind: 'dwelling' as const, name: '', line: door.label }
  return { party, child: false, of: new Map((await homeOf(ctx, id)).map((subject) => [subject, 'home'])) }
}

/** The door and the household at it. */
async function homeOf(ctx: Ctx, door: string): Promise<string[]> {
  const household = await households.findHousehold(ctx.sql, ctx.street, door)
  return household ? [door, household] : [door]
}

/** @throws Problem input.invalid for somebody she does not answer for */
export async function getStanding(ctx: Ctx, party: string, subject: string): Promise<Standing> {
  const as = (await standingsOf(ctx, party)).of.get(subject)
  if (!as) throw new Problem('input.invalid', { count: 1 }, [{ path: '/subject', say: 'counter.not-hers' }])
  return as
}
