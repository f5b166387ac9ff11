/** What the months of the demo town are made with: its house, and who does things in it. */
import type { Town } from '#catalogue/town/town-shape.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { House } from '#kernel/action/house.ts'

export type Doing = {
  house: House
  town: Pick<Town, 'staff' | 'today' | 'people' | 'buildings' | 'premises' | 'seed'>
  clerk: Actor
  street: Actor
  director: Actor
  worker: Actor
  /** Ids of residents of the community, and of those who are old. */
  people: { id: string; age: number }[]
}
