import { addDays, addYears } from '#base/values/day.ts'
import { drawFrom } from './draw.ts'
import { drawName, drawSurname } from './names.ts'
import type { Numbers } from './numbers.ts'
import type { Telling } from './people.ts'
import { type Building, type Estate, regionOf } from './places.ts'
import { type CommunityPlan, isVillagePlan } from './plan.ts'
import { newTeller } from './sayings.ts'
import type { TownBuilding, TownCommunity, TownEstate } from './town-shape.ts'

const estateKinds = {
  commodity: 'commodity',
  old: 'old',
  'work-unit': 'work-unit',
  resettlement: 'resettlement',
  apartment: 'apartment',
  village: 'village',
}

export function tellEstate({ seed, today }: Telling, estate: Estate, numbers: Numbers): TownEstate {
  const { plan, community } = estate
  const draw = drawFrom(seed, 'estate', plan.name)
  const teller = newTeller(seed, estate.id, today)
  const day = addDays(today, -draw.integer(90, 500))
  teller.say('register', day, {
    'estate.name': plan.name,
    'estate.kind': estateKinds[plan.mix],
    'estate.dwelling-count': estate.doors.length,
    ...(isVillagePlan(plan) ? {} : { 'estate.address': `${community.name}${plan.road}`, 'estate.built-year': String(plan.builtYear) }),
  })
  if (!isVillagePlan(plan)) {
    const manager = drawName(draw, drawSurname(draw), 'male', 1978)
    teller.say('register', day, {
      'estate.form': plan.mix === 'commodity' || plan.mix === 'apartment' ? 'closed' : 'half',
      'estate.is-old-estate': plan.builtYear < 2000,
      'estate.building-count': estate.buildings.length,
      'estate.management-mode': plan.company ? 'property' : plan.mix === 'work-unit' ? 'unit' : 'community',
      'estate.property-company': plan.company,
      'estate.property-manager-name': plan.company ? manager : undefined,
      'estate.property-manager-phone': plan.company ? numbers.mobile() : undefined,
      'estate.has-owners-committee': plan.mix === 'commodity' && draw.chance(0.6),
      'estate.parking-count': Math.round(estate.doors.length * (plan.mix === 'commodity' ? 0.9 : 0.25)),
      'estate.e-bike-shed-count': draw.integer(0, 4),
    })
  }
  return {
    id: estate.id,
    kind: 'estate',
    street: estate.street,
    region: regionOf(community),
    form: isVillagePlan(plan) ? 'village' : 'estate',
    name: plan.name,
    key: estate.key,
    sort: estate.sort,
    statements: teller.statements(),
  }
}

export function tellBuilding({ seed, today }: Telling, estate: Estate, building: Building): TownBuilding {
  const { storeys, units, perFloor } = building.plan
  const teller = newTeller(seed, building.id, today)
  const draw = drawFrom(seed, 'building', building.id)
  teller.say('register', addDays(today, -draw.integer(90, 600)), {
    'building.name': `${estate.plan.name}${building.name}`,
    'building.number': building.number,
    'building.use': 'residential',
    'building.structure': storeys > 7 ? 'concrete' : 'brick-concrete',
    'building.built-year': isVillagePlan(estate.plan) ? undefined : String(estate.plan.builtYear),
    'building.storeys': storeys,
    'building.unit-count': units,
    'building.dwellings-per-floor': units * perFloor,
    'building.dwelling-count': building.doors.length,
    'building.lift-count': storeys > 7 ? units * (storeys > 24 ? 2 : 1) : 0,
    'building.is-high-rise': storeys > 9,
  })
  return {
    id: building.id,
    kind: 'building',
    street: estate.street,
    region: regionOf(estate.community, building.grid),
    estate: estate.id,
    name: building.name,
    key: building.key,
    sort: building.sort,
    statements: teller.statements(),
  }
}

export function tellCommunity(
  { seed, today }: Telling,
  street: number,
  community: CommunityPlan,
  id: string,
  secretary: string,
  numbers: Numbers,
): TownCommunity {
  const teller = newTeller(seed, id, today)
  const village = community.name.endsWith('村')
  teller.say('register', addYears(today, -1), {
    'region.name': community.name,
    'region.code': community.code,
    'region.kind': village ? '220' : 'urban-community',
    'region.secretary-name': secretary,
    'region.office-phone': numbers.landline(),
    'region.group-count': village ? 4 : undefined,
    'region.natural-village-count': village ? 2 : undefined,
  })
  return {
    id,
    kind: 'region',
    street,
    region: regionOf(community),
    code: community.code,
    name: community.name,
    statements: teller.statements(),
  }
}
