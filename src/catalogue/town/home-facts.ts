import { addDays, addYears, ageOn } from '#base/values/day.ts'
import { type Draw, drawFrom, townId } from './draw.ts'
import type { Identity } from './identities.ts'
import type { Numbers } from './numbers.ts'
import type { Telling } from './people.ts'
import { isHouse, regionOf } from './places.ts'
import { isVillagePlan } from './plan.ts'
import { bookDay, latest, newTeller, type Teller, visitDay } from './sayings.ts'
import type { Home } from './settle.ts'
import type { TownDwelling, TownHousehold } from './town-shape.ts'

/** What is known of the door itself. */
export function tellDwelling(telling: Telling, home: Home): TownDwelling {
  const { seed, today } = telling
  const { door } = home
  const draw = drawFrom(seed, 'dwelling', door.id)
  const teller = newTeller(seed, door.id, today)
  const book = bookDay(drawFrom(seed, 'book-day', door.id), today)
  if (isHouse(door)) sayOfHouse(draw, teller, home, book)
  else sayOfFlat(draw, teller, home, book)
  const visited = visitDay(drawFrom(seed, 'visit', door.id), today)
  // The door is as it is since the family came or went; what the books said before that is left to history.
  const state = { 'dwelling.state': stateOf(home), 'dwelling.vacant-since': home.tenure === 'vacant' ? home.since : undefined }
  if (visited && draw.chance(0.9)) teller.say('seen', latest(visited, home.since), state)
  else if (draw.chance(0.7)) teller.say('register', latest(book, home.since), state)
  if (home.tenure === 'let') sayOfLetting(draw, teller, home, latest(book, home.since))
  return {
    id: door.id,
    kind: 'dwelling',
    street: door.street,
    region: regionOf(door.community, door.grid),
    estate: door.estate.id,
    building: door.building?.id ?? null,
    unit: door.unit,
    floor: door.floor,
    door: door.door,
    label: door.label,
    key: door.key,
    sort: door.sort,
    statements: teller.statements(),
  }
}

function stateOf({ tenure }: Home): string {
  return { own: 'own', let: 'let', lent: 'lent', vacant: 'vacant' }[tenure]
}

const dwellingKinds = {
  commodity: 'commodity',
  old: 'reform',
  'work-unit': 'work-unit',
  resettlement: 'resettlement',
  apartment: 'apartment',
  village: 'self-built',
}

function sayOfFlat(draw: Draw, teller: Teller, { door }: Home, book: string): void {
  const { plan } = door.estate
  if (isVillagePlan(plan)) return
  teller.say('register', book, {
    'dwelling.address': door.label,
    'dwelling.kind': dwellingKinds[plan.mix],
    'dwelling.use': 'residential',
    'dwelling.structure': (door.building?.plan.storeys ?? 0) > 7 ? 'concrete' : 'brick-concrete',
    'dwelling.floor-area': Math.round((plan.area + draw.integer(-9, 12) + draw.number()) * 100) / 100,
    'dwelling.layout': draw.chance(0.7) ? plan.layout : undefined,
    'dwelling.built-year': String(plan.builtYear),
    'dwelling.gas-kind': draw.chance(0.75) ? 'natural' : undefined,
    'dwelling.heating-number': draw.chance(0.5) ? `RL${draw.integer(100_000, 999_999)}` : undefined,
  })
  if (draw.chance(0.8)) {
    teller.say('department:自然资源', addDays(book, -draw.integer(0, 200)), {
      'dwelling.ownership-kind': plan.mix === 'work-unit' && draw.chance(0.12) ? 'unit' : 'private',
      'dwelling.deed-kind': plan.mix === 'resettlement' && draw.chance(0.3) ? 'resettlement' : 'real-estate',
    })
  }
}

function sayOfHouse(draw: Draw, teller: Teller, { door }: Home, book: string): void {
  const built = draw.integer(1968, 2016)
  teller.say('register', book, {
    'dwelling.address': door.label,
    'dwelling.kind': 'self-built',
    'dwelling.use': 'residential',
    'dwelling.group': door.group === null ? undefined : `${door.group}组`,
    'dwelling.structure': built < 1985 ? 'brick-wood' : 'brick-concrete',
    'dwelling.storeys': built > 2000 && draw.chance(0.3) ? 2 : 1,
    'dwelling.rooms': draw.integer(3, 6),
    'dwelling.plot-area': draw.integer(140, 260),
    'dwelling.floor-area': draw.integer(72, 180),
    'dwelling.built-year': String(built),
    'dwelling.is-self-built': true,
    'dwelling.gas-kind': draw.chance(0.5) ? 'lpg' : 'natural',
    'dwelling.deed-kind': draw.chance(0.8) ? 'homestead' : 'none',
  })
  if (built < 1980 && draw.chance(0.3)) {
    teller.say('department:住建', addDays(book, -draw.integer(10, 100)), {
      'dwelling.danger-grade': draw.chance(0.25) ? 'C' : 'B',
      'dwelling.is-dangerous': false,
    })
  }
}

function sayOfLetting(draw: Draw, teller: Teller, home: Home, day: string): void {
  const shared = home.kind === 'shared'
  teller.say('register', day, {
    'dwelling.rental-kind': shared ? 'shared' : home.door.estate.plan.mix === 'apartment' ? 'apartment' : 'whole',
    'dwelling.rented-since': home.since,
    'dwelling.tenant-count': home.residents.length,
    'dwelling.has-lease': draw.chance(0.82),
    'dwelling.safety-pledge-signed': draw.chance(0.7) ? true : undefined,
    'dwelling.lessor-name': home.owner?.name,
  })
}

/** The household of a home that is lived in, and the one before it. */
export function tellHouseholds(telling: Telling, home: Home, numbers: Numbers): TownHousehold[] {
  const { seed, today } = telling
  const { door } = home
  const at = (path: string, statements: TownHousehold['statements'], from: string, to?: string): TownHousehold => ({
    id: townId(seed, 'household', `${door.id}/${path}`),
    kind: 'household',
    street: door.street,
    region: regionOf(door.community, door.grid),
    dwelling: door.id,
    from,
    ...(to === undefined ? {} : { to }),
    statements,
  })
  const before = home.past ? [at('past', [], home.past.from, home.past.to)] : []
  if (home.residents.every((one) => one.away || one.died)) return before
  const teller = newTeller(seed, `${door.id}/now`, today)
  tellHousehold(telling, teller, home, numbers)
  return [...before, at('now', teller.statements(), home.since)]
}

function tellHousehold({ seed, today, identities }: Telling, teller: Teller, home: Home, numbers: Numbers): void {
  const draw = drawFrom(seed, 'household', home.door.id)
  const head = home.residents.find((one) => one.kin === '02' && !one.died) ?? home.residents[0]!
  const identity: Identity | undefined = identities.get(head.id)
  const book = latest(bookDay(drawFrom(seed, 'book-day', home.door.id), today), home.since)
  const car = draw.chance(carShare(home, ageOn(head.birth, today)))
  teller.say('register', book, {
    'household.head-name': head.name,
    'household.head-phone': draw.chance(0.8) ? identity?.mobile : undefined,
    'household.register-kind': '1',
    'household.landline': draw.chance(0.05) ? numbers.landline() : undefined,
    'household.vehicle-count': draw.chance(0.8) ? (car ? 1 : 0) : undefined,
    'household.vehicle-plates': car ? numbers.plate(draw) : undefined,
  })
  const visited = visitDay(drawFrom(seed, 'visit', home.door.id), today)
  if (visited) {
    const dog = draw.chance(isHouse(home.door) ? 0.34 : 0.09)
    teller.say('seen', latest(visited, book), {
      'household.dog-count': dog ? 1 : draw.chance(0.5) ? 0 : undefined,
      'household.dog-vaccinated': dog && draw.chance(0.7) ? addDays(visited, -draw.integer(10, 330)) : undefined,
      'household.e-bike-count': draw.integer(0, 2),
      'household.has-extinguisher': draw.chance(0.4) ? draw.chance(0.3) : undefined,
      'household.arable-area': isHouse(home.door) ? draw.integer(8, 62) / 10 : undefined,
    })
  }
  if (draw.chance(0.006)) {
    teller.say('department:民政', addDays(today, -draw.integer(20, 420)), {
      'household.relief-kinds': ['minimum-living'],
      'household.minimum-living-amount': draw.integer(60, 180) * 10,
      'household.minimum-living-since': addYears(today, -draw.integer(1, 8)),
    })
  }
}

function carShare(home: Home, headAge: number): number {
  if (headAge > 70) return 0.08
  if (home.tenure === 'let') return 0.3
  return home.door.estate.plan.mix === 'commodity' ? 0.78 : 0.5
}
