import { addDays, addYears } from '#base/values/day.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { type Draw, drawFrom } from './draw.ts'
import type { Identity } from './identities.ts'
import { type Life, liveLife } from './life.ts'
import { destinations } from './origins.ts'
import { regionOf } from './places.ts'
import { bookDay, latest, newTeller, share, type Teller, visitDay } from './sayings.ts'
import type { Home, Owner, Registration, Resident } from './settle.ts'
import type { TownPerson } from './town-shape.ts'

export type Telling = { seed: string; today: string; identities: ReadonlyMap<string, Identity> }

/** What the community and the departments have said about the people of one home: those living there, those before them, and its owner. */
export function tellPeople(telling: Telling, home: Home): TownPerson[] {
  const people = home.residents.map((resident) => tellResident(telling, resident))
  const past = home.past?.residents.map((resident) => tellPast(telling, resident, home)) ?? []
  const { owner } = home
  return [...people, ...past, ...(owner && 'address' in owner ? [tellOwner(telling, owner, home)] : [])]
}

function identityOf({ identities }: Telling, id: string): Identity {
  const identity = identities.get(id)
  if (!identity) throw new Error('nobody gave this person numbers')
  return identity
}

function tellResident(telling: Telling, resident: Resident): TownPerson {
  const { seed, today } = telling
  const { home, birth } = resident
  const identity = identityOf(telling, resident.id)
  const life = liveLife(seed, resident, today)
  const teller = newTeller(seed, resident.id, today)
  const draw = drawFrom(seed, 'told', resident.id)
  const book = beforeDeath(resident, latest(bookDay(drawFrom(seed, 'book-day', home.door.id), today), home.since, birth))
  if (resident.movedFrom) {
    const { door, from } = resident.movedFrom
    teller.say('register', latest(addYears(today, -2), from), {
      'person.name': resident.name,
      'person.residence': { dwelling: door.id, from },
    })
  }
  teller.say('register', book, bookBody(draw, resident, identity, life))
  tellPolice(draw, teller, resident, identity, today)
  tellTitle(draw, teller, resident, today)
  tellVisit(telling, teller, resident, identity, life, book)
  tellDepartments(draw, teller, life, latest(addYears(today, -2), birth), today)
  if (identity.newMobile && share(seed, 'self', resident.id, 0.5)) {
    teller.say('self', addDays(today, -draw.integer(3, 60)), { 'person.phone': identity.newMobile })
  }
  if (resident.died) tellDeath(teller, resident, resident.died)
  return person(resident.id, home, teller)
}

function person(id: string, home: Home, teller: Teller): TownPerson {
  const { door } = home
  return { id, kind: 'person', street: door.street, region: regionOf(door.community, door.grid), statements: teller.statements() }
}

type Body = Record<string, FactValue | null | undefined>

function bookBody(draw: Draw, resident: Resident, identity: Identity, life: Life): Body {
  const { home, registration } = resident
  return {
    'person.name': identity.otherName ?? resident.name,
    'person.sex': resident.sex === 'male' ? '1' : '2',
    'person.birth-date': resident.birth,
    'person.id-number': identity.documented ? identity.idNumber : undefined,
    'person.relation-to-head': resident.kin,
    'person.phone': life.age >= 14 && draw.chance(0.94) ? identity.mobile : undefined,
    'person.population-kind': populationKind(resident),
    ...(resident.away ? awayBody(draw) : { 'person.residence': { dwelling: home.door.id, from: latest(home.since, resident.birth) } }),
    ...(draw.chance(0.75) && !resident.died ? registrationBody(registration) : {}),
    ...(home.tenure === 'let' && (resident.kin === '02' || resident.kin === '99')
      ? { 'person.tenancy': { dwelling: home.door.id, from: home.since }, 'person.housing-kind': 'rented' }
      : {}),
    ...life.books,
  }
}

function populationKind({ away, registration, home }: Resident): string {
  if (away) return 'registered-away'
  if ('door' in registration) return registration.door === home.door ? 'registered' : 'living-elsewhere-registered'
  return registration.origin.area === '370683' ? 'living-elsewhere-registered' : 'floating'
}

function awayBody(draw: Draw): Body {
  return { 'person.outflow-place': draw.pick(destinations), 'person.outflow-reason': 'work', 'person.is-away-for-work': true }
}

function registrationBody(registration: Registration): Body {
  if ('door' in registration) return { 'person.registration': { dwelling: registration.door.id, from: registration.since } }
  const { origin, address } = registration
  return {
    'person.registered-address': address,
    'person.registered-province': origin.province,
    'person.registered-city': origin.city,
    'person.registered-county': origin.county,
  }
}

function tellPolice(draw: Draw, teller: Teller, resident: Resident, identity: Identity, today: string): void {
  if (!draw.chance(0.78) && !resident.died) return
  const { home, registration } = resident
  const far = !('door' in registration) && registration.origin.area !== '370683'
  const day = beforeDeath(resident, latest(addDays(today, -draw.integer(20, 600)), resident.birth))
  teller.say('department:公安', day, {
    'person.name': resident.name,
    'person.id-number': identity.idNumber,
    'person.birth-date': resident.birth,
    ...registrationBody(registration),
    'person.register-nature': 'resident',
    'person.in-population-register': true,
    ...(far ? { 'person.flow-in-date': home.since, 'person.residence-reason': draw.pick(['work', 'trade', 'accompany', 'marriage']) } : {}),
    ...(far && draw.chance(0.5)
      ? { 'person.has-residence-permit': true, 'person.residence-permit-valid-until': addDays(today, draw.integer(-60, 300)) }
      : {}),
  })
}

/** The land register knows who owns the door, and half of the wives beside their husbands. */
function tellTitle(draw: Draw, teller: Teller, { id, home, kin, birth }: Resident, today: string): void {
  const [head] = home.residents
  const owner = home.owner
  const shared = owner?.id === head?.id && (kin === '12' || kin === '11') && draw.chance(0.5)
  if (!owner || !(owner.id === id || shared) || !draw.chance(0.85)) return
  const from = latest(home.since, addYears(birth, 18))
  teller.say('department:自然资源', latest(addDays(today, -draw.integer(60, 700)), from), {
    'person.ownership': { dwelling: home.door.id, from },
  })
}

function tellVisit(telling: Telling, teller: Teller, resident: Resident, identity: Identity, life: Life, book: string): void {
  const { seed, today } = telling
  const { home } = resident
  const knocked = visitDay(drawFrom(seed, 'visit', home.door.id), today)
  if (!knocked || resident.away || resident.died) return
  const draw = drawFrom(seed, 'visited', resident.id)
  const day = latest(knocked, book)
  const phone = identity.newMobile ?? identity.mobile
  // A few were met at a neighbour's door: the register and the visitor then contradict each other.
  const met = draw.chance(0.005) ? draw.pick(home.door.building?.doors ?? [home.door]) : home.door
  teller.say('seen', day, {
    'person.residence': met === home.door ? { dwelling: met.id, from: latest(home.since, resident.birth) } : { dwelling: met.id },
    'person.phone': life.age >= 14 && draw.chance(0.9) ? phone : undefined,
    'person.education-level': draw.chance(0.02) && life.books['person.education-level'] !== undefined ? '60' : undefined,
    ...life.seen,
    ...(home.kind === 'elder-alone' && draw.chance(0.75) ? emergencyContact(draw, resident) : {}),
  })
}

/** A child who lives elsewhere. */
function emergencyContact(draw: Draw, { name }: Resident): Body {
  const son = draw.chance(0.55)
  const given = son ? draw.pick(['建国', '志强', '海波', '伟']) : draw.pick(['丽华', '红梅', '敏', '艳'])
  return {
    'person.emergency-contact-name': name.charAt(0) + given,
    'person.emergency-contact-phone': `1609${draw.integer(1_000_000, 9_999_999)}`,
    'person.emergency-contact-relation': son ? '20' : '30',
  }
}

function tellDepartments(draw: Draw, teller: Teller, life: Life, earliest: string, today: string): void {
  for (const [name, facts] of Object.entries(life.departments)) {
    const old = draw.chance(0.14) ? draw.integer(400, 700) : draw.integer(15, 300)
    teller.say(`department:${name}`, latest(addDays(today, -old), earliest), facts)
  }
}

/** Nothing is said of the dead as of a day after their death; what each source said, the same source takes away. */
function beforeDeath({ died }: Resident, day: string): string {
  return died !== null && day >= died ? addDays(died, -20) : day
}

function tellDeath(teller: Teller, resident: Resident, day: string): void {
  teller.say('department:公安', day, {
    'person.is-deceased': true,
    'person.deceased-date': day,
    ...('door' in resident.registration ? { 'person.registration': null } : {}),
  })
  teller.say('register', day, { 'person.is-deceased': true, 'person.residence': null })
}

/** People who have left stay in the history of the door. */
function tellPast(telling: Telling, resident: Resident, home: Home): TownPerson {
  const { seed, today } = telling
  const identity = identityOf(telling, resident.id)
  const past = home.past
  if (!past) throw new Error('this home has no past')
  const teller = newTeller(seed, resident.id, today)
  const from = latest(past.from, resident.birth)
  const known = latest(addYears(today, -2), from)
  teller.say('register', known < past.to ? known : past.to, {
    'person.name': resident.name,
    'person.sex': resident.sex === 'male' ? '1' : '2',
    'person.birth-date': resident.birth,
    'person.id-number': identity.documented ? identity.idNumber : undefined,
    'person.relation-to-head': resident.kin,
    'person.phone': resident.birth < addYears(today, -14) ? identity.mobile : undefined,
    'person.residence': { dwelling: home.door.id, from },
  })
  teller.say('register', past.to, {
    'person.residence': null,
    'person.moved-out-date': past.to,
    'person.moved-out-to': past.destination,
    'person.move-out-reason': drawFrom(seed, 'left', home.door.id).pick(['购房搬迁', '工作调动', '随子女居住', '租期届满']),
  })
  return person(resident.id, home, teller)
}

function tellOwner(telling: Telling, owner: Owner, home: Home): TownPerson {
  const { seed, today } = telling
  const identity = identityOf(telling, owner.id)
  const draw = drawFrom(seed, 'owner-told', owner.id)
  const teller = newTeller(seed, owner.id, today)
  const from = latest(addYears(owner.birth, 22), addDays(home.since, -draw.integer(0, 1500)))
  teller.say('department:自然资源', addDays(today, -draw.integer(60, 700)), {
    'person.name': owner.name,
    'person.id-number': draw.chance(0.7) ? identity.idNumber : undefined,
    'person.ownership': { dwelling: home.door.id, from: from > today ? today : from },
  })
  if (draw.chance(0.7))
    teller.say('register', addDays(today, -draw.integer(10, 500)), {
      'person.phone': identity.mobile,
      'person.other-address': owner.address,
    })
  return person(owner.id, home, teller)
}
