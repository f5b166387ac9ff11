/** What made-up staff do in the demo town they do by their own posts, through the one door. */
import type { Static, TSchema } from 'typebox'
import type { Town } from '#catalogue/town/town-shape.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Action, View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { getActorOfPost } from './post-actor.ts'

export async function getStaff(house: House, town: Pick<Town, 'staff'>, login: string): Promise<Actor> {
  const person = town.staff.find((one) => one.login === login)
  const post = person?.posts[0]
  if (!person || !post) throw new Error(`the demo town has no ${login}`)
  return { ...(await getActorOfPost(house, post.street, post.id)), name: person.name }
}

/** The house as it was at an hour of the past: what is done in it is done then. */
export function atHour(house: House, moment: Date): House {
  return { ...house, now: () => moment }
}

export async function does<I extends TSchema, O extends TSchema>(
  house: House,
  actor: Actor,
  operation: Action<I, O> | View<I, O>,
  input: Static<I>,
  version?: number,
): Promise<Static<O>> {
  const request = { street: actor.street, actor, input, ...(version === undefined ? {} : { version }) }
  return (await enter(house, operation, request)).data
}

const MOST_MS = 60_000
const LOOK_MS = 50

/** What others do after commit is waited for, and gone without after a while. */
export async function comes(is: () => Promise<boolean>, mostMs: number): Promise<boolean> {
  const until = Date.now() + mostMs
  while (Date.now() < until) {
    if (await is()) return true
    await new Promise((wait) => setTimeout(wait, LOOK_MS))
  }
  return false
}

/** A filling takes a second or two, more on a busy machine. A house that only serves has nobody who fills. */
export async function isDone(house: House, { street, lo, hi, login, post }: Actor, job: string): Promise<boolean> {
  return comes(async () => {
    const row = await house.transaction({ street, lo, hi, login, post, sensitive: false }, (sql) => findJob(sql, street, job))
    if (row?.state === 'failed' || row?.state === 'cancelled') throw new Error(`the demo roster was not filled: ${row.problem?.code}`)
    return row?.state === 'done'
  }, MOST_MS)
}
