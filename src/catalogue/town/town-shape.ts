import type { FactValue, SubjectKind } from '#ground/facts/contract.ts'

/** One saying about one subject, as `facts` takes it. `asOf` is when it was so, `saidOn` when it was put down. A `null` takes a value away. */
export type TownStatement = { id: string; source: string; asOf: string; saidOn: string; body: Record<string, FactValue | null> }

/** What every subject has. `region` is its 15-digit region number (community and grid). Statements are in the order in which they were said. */
export type TownSubject = { id: string; kind: SubjectKind; street: number; region: number; statements: TownStatement[] }

export type TownEstate = TownSubject & { form: 'estate' | 'village'; name: string; key: string; sort: string }
export type TownBuilding = TownSubject & { estate: string; name: string; key: string; sort: string }
/** One door. `key` is the normal form of its address (`addressKey`), `label` what people read, `sort` walking order inside the community. */
export type TownDwelling = TownSubject & {
  estate: string
  building: string | null
  unit: string | null
  floor: number | null
  door: string
  label: string
  key: string
  sort: string
}
export type TownPremises = TownSubject & { estate: string | null; type: string; name: string; address: string; sort: string }
export type TownGrid = { id: string; street: number; region: number; name: string }
export type TeamRole = 'grid-worker' | 'stairwell-head' | 'police' | 'city-management' | 'medic'
/** A member of a grid's team. `login` names a demo sign-in; `doors` limits a stairwell head to her doors. */
export type TownMember = {
  id: string
  street: number
  grid: string
  role: TeamRole
  name: string
  login?: string
  doors?: string[]
  from: string
  to?: string
}
export type TownHousehold = TownSubject & { dwelling: string; from: string; to?: string }
export type TownPerson = TownSubject & { kind: 'person' }
export type TownOrganisation = TownSubject & { name: string }
/** A community or village as a subject of facts. */
export type TownCommunity = TownSubject & { code: string; name: string }

/** A post of a demo login. `community` and `grid` narrow it; without them it covers the street. `to` is past for an ended post. */
export type TownPost = {
  id: string
  street: number
  role: string
  title: string
  community?: string
  grid?: number
  from: string
  to?: string
}
/** A demo sign-in: the pinyin of a synthetic name. */
export type TownLogin = { id: string; login: string; name: string; posts: TownPost[] }

export type Town = {
  seed: string
  today: string
  streets: number[]
  communities: TownCommunity[]
  estates: TownEstate[]
  buildings: TownBuilding[]
  dwellings: TownDwelling[]
  premises: TownPremises[]
  grids: TownGrid[]
  team: TownMember[]
  people: TownPerson[]
  households: TownHousehold[]
  organisations: TownOrganisation[]
  staff: TownLogin[]
}

/** What `makeTown` is given. The same seed and day give the same town, to the last character. */
export type TownOptions = { seed: string; today: string }
