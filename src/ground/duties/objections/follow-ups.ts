/** What happened to an objection on one side is carried to the other, after commit. */
import type { Following } from '#kernel/action/across.ts'
import { copyObjection } from './crossing.ts'

const events = ['objection.raised', 'objection.withdrawn', 'objection.answered'] as const

export const objectionFollowers: readonly Following[] = events.map((event) => ({
  event,
  name: `${event.replace('.', '-')}-crosses`,
  run: copyObjection,
}))
