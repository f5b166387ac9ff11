/** What happened to an objection on one side is carried to the other, after commit. */
import type { Event } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import { copyObjection } from './crossing.ts'

const events = ['objection.raised', 'objection.withdrawn', 'objection.answered'] as const

export const objectionFollowers = events.map((event) => ({
  event,
  name: `${event.replace('.', '-')}-crosses`,
  run: async (house: unknown, street: number, told: unknown) =>
    copyObjection(house as House, street, String((told as Event).refs?.objection)),
}))
