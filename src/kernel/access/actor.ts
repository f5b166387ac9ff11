import { Problem } from '#base/problem.ts'
import type { OwnDoor, OwnPerson, OwnScope } from './contract.ts'

/** Who acts: a login in one post, which (role × region × term) is the only source of rights; or a resident, for the persons that are hers. */
export type Actor = {
  login: string
  name: string
  post: string
  role: string
  title: string
  street: number
  /** 15-digit range of region numbers (community 12 + grid 3) the post answers for. */
  lo: number
  hi: number
  rights: ReadonlySet<string>
  /** Of a resident's session only. */
  resident?: Own
}

/** What is a resident's own, today. */
export type Own = {
  persons: readonly OwnPerson[]
  doors: readonly OwnDoor[]
  /** What her transactions may touch: her persons, their doors and the households there. */
  ids: readonly string[]
  /** Addresses of doors her persons are or were tied to, also where the door is not hers to read. */
  labels: ReadonlyMap<string, string>
  /** The telephone that signed in, encrypted under a key of the house; a letter has none. */
  phone?: { token: string; sealed: string }
}

/** Instead of a post, in log and looks. */
export const RESIDENT_POST = '00000000-0000-7000-8000-000000000001'

/** The right of residents' operations, and of nobody else's. */
export function isOwnRight(may: string): boolean {
  return may.startsWith('own.')
}

/** A person of this session for whom this may be done. @throws Problem access.not-yours */
export function getOwnPerson(actor: Actor, id: string, scope: OwnScope): OwnPerson {
  const person = actor.resident?.persons.find((one) => one.id === id)
  if (!person?.scope.includes(scope)) throw new Problem('access.not-yours')
  return person
}

/** A job or the town's loader acting for the house itself, inside one street. */
export function houseActor(street: number, rights: ReadonlySet<string>): Actor {
  return {
    login: '00000000-0000-7000-8000-000000000000',
    name: 'house',
    post: '00000000-0000-7000-8000-000000000000',
    role: 'house',
    title: 'house',
    street,
    lo: street * 1_000_000,
    hi: street * 1_000_000 + 999_999,
    rights,
  }
}
