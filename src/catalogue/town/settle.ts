import { addDays, daysBetween } from '#base/values/day.ts'
import { type Draw, drawFrom, townId } from './draw.ts'
import { drawFamily, drawKind, type FamilyKind, type Relative } from './families.ts'
import { drawName, drawSurname } from './names.ts'
import { destinations, type Origin, origins } from './origins.ts'
import { type Door, isHouse } from './places.ts'
import { isVillagePlan } from './plan.ts'

/** How a door is held. `lent`: family or friends of an owner who lives elsewhere. */
export type Tenure = 'own' | 'let' | 'lent' | 'vacant'

export type Home = {
  door: Door
  tenure: Tenure
  kind: FamilyKind | null
  /** Since when this family lives here; of an empty home since when it is empty. */
  since: string
  residents: Resident[]
  owner: Resident | Owner | null
  /** The family before, gone within the last two years. */
  past: { residents: Resident[]; from: string; to: string; destination: string } | null
}

export type Registration = { door: Door; since: string } | { origin: Origin; address: string }

export type Resident = Relative & {
  id: string
  home: Home
  registration: Registration
  /** Lived at another door of the street before, until `home.since`. */
  movedFrom: { door: Door; from: string } | null
  /** Day of death, within the last two years. */
  died: string | null
}

/** Somebody who owns a door and lives outside of the street. */
export type Owner = { id: string; name: string; sex: 'male' | 'female'; birth: string; address: string; door: Door }

export function settle(seed: string, doors: readonly Door[], today: string): Home[] {
  const homes = doors.map((door) => settleDoor(seed, door, today))
  registerAtParents(seed, homes)
  moveWithinStreet(seed, homes, today)
  giveOwners(seed, homes, today)
  return homes
}

function settleDoor(seed: string, door: Door, today: string): Home {
  const path = `${door.community.code}/${door.key}`
  const draw = drawFrom(seed, 'home', path)
  const { plan } = door.estate
  const tenure = draw.weighted<Tenure>([
    ['vacant', plan.empty],
    ['let', plan.let],
    ['lent', 0.03],
    ['own', 1 - plan.empty - plan.let - 0.03],
  ])
  const home: Home = { door, tenure, kind: null, since: sinceWhen(draw, door, tenure, today), residents: [], owner: null, past: null }
  if (tenure !== 'vacant') {
    home.kind = drawKind(draw, plan.mix, tenure === 'let' ? 'let' : 'own')
    home.residents = bringFamily(seed, path, home, home.kind, today)
  }
  if (daysBetween(home.since, today) < 730 && draw.chance(0.24)) addPast(seed, draw, home, path, today)
  return home
}

/** Homes change hands at different rates: villages hardly ever, flats to let every year or two. */
function sinceWhen(draw: Draw, door: Door, tenure: Tenure, today: string): string {
  const { plan } = door.estate
  const opened = isVillagePlan(plan) ? 1975 : plan.builtYear
  const longest = daysBetween(`${opened}-06-01`, today)
  if (tenure === 'let') return addDays(today, -draw.integer(20, Math.min(1400, longest)))
  if (tenure === 'vacant') return addDays(today, -draw.integer(40, Math.min(2400, longest)))
  if (draw.chance(isHouse(door) ? 0.02 : 0.1)) return addDays(today, -draw.integer(15, Math.min(720, longest)))
  return addDays(today, -Math.floor(longest * (1 - draw.number() ** 2 * 0.8)))
}

function bringFamily(seed: string, path: string, home: Home, kind: FamilyKind, today: string): Resident[] {
  const draw = drawFrom(seed, 'book', path)
  const family = drawFamily(seed, path, kind, home.door.estate.plan.mix, today)
  const booked = drawBook(draw, home)
  return family.map((relative, at): Resident => {
    const own = kind === 'shared' && at > 0 ? drawBook(drawFrom(seed, 'book', path, at), home) : booked
    const elder = relative.birth < addDays(today, -65 * 365)
    const lastDay = addDays(today, -draw.integer(30, 600))
    const died = !relative.away && family.length > 1 && elder && draw.chance(0.02) && lastDay > addDays(home.since, 60) ? lastDay : null
    return {
      ...relative,
      id: townId(seed, 'person', `${path}/${at}`),
      home,
      registration: bookFor(own, relative, home),
      movedFrom: null,
      died,
    }
  })
}

const hereByMix = { commodity: 0.6, old: 0.72, 'work-unit': 0.74, resettlement: 0.86, apartment: 0.2, village: 0.97 }

/** Where the family's household register is kept: at this door, elsewhere in the county, or far away. */
function drawBook(draw: Draw, home: Home): Origin | null | 'county' {
  const here = home.tenure === 'own' ? hereByMix[home.door.estate.plan.mix] : 0.04
  if (draw.chance(here)) return null
  return draw.chance(home.tenure === 'let' ? 0.45 : 0.7) ? 'county' : draw.pick(origins)
}

/** People registered here keep their book here also when away; a book elsewhere in the county is told by its address. */
function bookFor(book: Origin | null | 'county', relative: Relative, home: Home): Registration {
  if (book === null || relative.away) return { door: home.door, since: relative.birth > home.since ? relative.birth : home.since }
  const origin = book === 'county' ? countyTown(relative.name) : book
  return { origin, address: `${origin.province}${origin.city}${origin.county}${origin.town}` }
}

const towns = ['沙河镇', '朱桥镇', '郭家店镇', '平里店镇', '驿道镇', '程郭镇', '虎头崖镇', '土山镇', '城港路街道', '三山岛街道']

function countyTown(surnameFirst: string): Origin {
  const at = surnameFirst.charCodeAt(0) % towns.length
  return { area: '370683', province: '山东省', city: '烟台市', county: '莱州市', town: towns[at] ?? '沙河镇' }
}

function addPast(seed: string, draw: Draw, home: Home, path: string, today: string): void {
  const kind = draw.weighted<FamilyKind>([
    ['couple', 4],
    ['single', 4],
    ['one-child', 3],
    ['elder-alone', 1],
  ])
  const from = addDays(home.since, -draw.integer(300, 2500))
  const past: Home = { ...home, since: from, residents: [], past: null }
  const family = bringFamily(seed, `${path}/past`, past, kind, today)
  const residents = family.filter(({ birth }) => birth < home.since).map((one) => ({ ...one, died: null, away: false }))
  home.past = { residents, from, to: home.since, destination: draw.pick(destinations) }
}

/** Some grown children kept their book at their parents' door: the four relations of a person and a door then point to two doors. */
function registerAtParents(seed: string, homes: readonly Home[]): void {
  const waiting = new Map<string, Resident[]>()
  for (const home of homes) {
    const [head] = home.residents
    if (head?.sex !== 'male' || 'door' in head.registration || home.tenure === 'vacant') continue
    const key = `${home.door.street}${surnameOf(head.name)}`
    waiting.set(key, [...(waiting.get(key) ?? []), head])
  }
  for (const home of homes) {
    const [elder] = home.residents
    if (!elder || !(home.kind === 'elder-couple' || home.kind === 'elder-alone') || elder.sex !== 'male') continue
    if (home.tenure !== 'own' || !drawFrom(seed, 'parents', home.door.id).chance(0.4)) continue
    const line = waiting.get(`${home.door.street}${surnameOf(elder.name)}`) ?? []
    const at = line.findIndex((child) => isChildOf(child, elder))
    const [child] = at < 0 ? [] : line.splice(at, 1)
    if (child) child.registration = { door: home.door, since: child.birth > home.since ? child.birth : home.since }
  }
}

function isChildOf(child: Resident, elder: Resident): boolean {
  const years = Number(child.birth.slice(0, 4)) - Number(elder.birth.slice(0, 4))
  return years >= 22 && years <= 34
}

function surnameOf(name: string): string {
  return name.startsWith('欧阳') ? '欧阳' : name.charAt(0)
}

/** One in forty families that came lately came from an empty home of the same street. */
function moveWithinStreet(seed: string, homes: readonly Home[], today: string): void {
  const empty = homes.filter((home) => home.tenure === 'vacant' && !home.past && daysBetween(home.since, today) < 1500)
  for (const home of homes) {
    if (home.tenure === 'vacant' || daysBetween(home.since, today) > 600 || home.past) continue
    const draw = drawFrom(seed, 'moved', home.door.id)
    const old = draw.chance(0.3) ? empty.find((other) => other.door.street === home.door.street && other.door !== home.door) : undefined
    if (!old) continue
    empty.splice(empty.indexOf(old), 1)
    const from = addDays(home.since, -draw.integer(500, 3000))
    old.since = home.since
    for (const resident of home.residents) {
      if (!resident.away && resident.birth < from) resident.movedFrom = { door: old.door, from }
    }
  }
}

function giveOwners(seed: string, homes: readonly Home[], today: string): void {
  for (const home of homes) {
    const draw = drawFrom(seed, 'owner', home.door.id)
    if (home.tenure === 'own' && !draw.chance(0.07))
      home.owner = home.residents.find((one) => one.birth < addDays(today, -18 * 366)) ?? null
    else if (draw.chance(0.72)) home.owner = drawOwner(seed, draw, home, today)
  }
}

function drawOwner(seed: string, draw: Draw, home: Home, today: string): Owner {
  const sex = draw.chance(0.6) ? 'male' : 'female'
  const birth = addDays(today, -draw.integer(28 * 365, 74 * 365))
  const address = `${draw.pick(destinations)}${draw.pick(['海信花园', '中海国际', '金色家园', '滨海小区', '东方新城'])}${draw.integer(1, 30)}号楼`
  const name = drawName(draw, drawSurname(draw), sex, Number(birth.slice(0, 4)))
  return { id: townId(seed, 'owner', home.door.id), name, sex, birth, address, door: home.door }
}
