import { addDays } from '#base/values/day.ts'
import { drawFrom, townId } from './draw.ts'
import { misheard } from './names.ts'
import type { Telling } from './people.ts'
import { regionOf } from './places.ts'
import { newTeller } from './sayings.ts'
import type { Home } from './settle.ts'
import type { TownPerson } from './town-shape.ts'

/**
 * People whom somebody put down a second time, without a citizen number and often with another character in the name: what a merge is for.
 * They stand at the door where they were met.
 */
export function tellDoubles({ seed, today, identities }: Telling, homes: readonly Home[]): TownPerson[] {
  const lived = homes.filter((home) => home.residents.length > 1)
  return lived.flatMap((home) => {
    const draw = drawFrom(seed, 'double', home.door.id)
    if (!draw.chance(0.006)) return []
    const person = draw.pick(home.residents.filter((one) => one.birth < '2006'))
    if (!person || person.away || person.died) return []
    const other = misheard(person.name)
    const near = lived[(lived.indexOf(home) + draw.integer(1, 6)) % lived.length] ?? home
    const id = townId(seed, 'double', person.id)
    const teller = newTeller(seed, id, today)
    teller.say('register', addDays(today, -draw.integer(40, 300)), {
      'person.name': other ?? person.name,
      'person.sex': person.sex === 'male' ? '1' : '2',
      'person.phone': identities.get(person.id)?.mobile,
      'person.birth-date': draw.chance(0.6) ? person.birth : undefined,
      'person.residence': { dwelling: near.door.id },
      'person.population-kind': 'other',
    })
    return [
      {
        id,
        kind: 'person' as const,
        street: near.door.street,
        region: regionOf(near.door.community, near.door.grid),
        statements: teller.statements(),
      },
    ]
  })
}
