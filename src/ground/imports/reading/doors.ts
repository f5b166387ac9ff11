/**
 * The doors of the communities an import speaks of, in memory: addresses are found by their normal form, and complete ones that are not known
 * yet are noted as new places. Estates and buildings come into being with their first door.
 */
import type { Say } from '#base/values/parsed.ts'
import { parseAddress } from '#ground/places/address.ts'
import { addressKey } from '#ground/places/address-key.ts'
import type { AddressParts } from '#ground/places/address-parts.ts'
import { buildingName, doorBones, estateKey, estateKind, placeSort } from '#ground/places/naming.ts'
import { whyAway, whyIncomplete, whyWithoutBuilding } from './why-no-door.ts'

export type KnownEstate = { id: string; region: number; name: string; key: string }
export type KnownBuilding = { id: string; estate: string; key: string }
export type KnownDoor = { id: string; region: number; label: string; key: string; estate: string | null; building: string | null }
export type KnownPlaces = { estates: KnownEstate[]; buildings: KnownBuilding[]; doors: KnownDoor[] }
export type CommunityPlaces = { code: number; places: KnownPlaces }

/** A place to be made when the import is applied; `rows` counts who names it. */
export type NewPlace = {
  id: string
  kind: 'estate' | 'building' | 'dwelling'
  region: number
  key: string
  name: string
  label: string
  sort: string
  estateKind: string | null
  estate: string | null
  building: string | null
  unit: string | null
  floor: number | null
  rows: number
  sheet: number
  row: number
}

export type MadeDoor = Pick<NewPlace, 'id' | 'region' | 'building'>

export type Door = { id: string; region: number; label: string; building?: string; fresh?: NewPlace }
/** `elsewhere`: the address lies outside of the street; the text is kept, nothing is wrong. */
export type Sought = { door: Door } | { problem: Say; elsewhere?: true }

export type DoorOptions = {
  communities: readonly CommunityPlaces[]
  /** Official names of the street and of what lies above it. */
  divisions: readonly string[]
  /** Names of the communities, to know one in an address. */
  communityOf: (text: string) => number | undefined
  /** Estate of addresses that name none. */
  estate: string | null
  newId: () => string
}

type Book = {
  code: number
  names: string[]
  estates: Map<string, { id: string; name: string; fresh?: NewPlace }>
  buildings: Map<string, { id: string; fresh?: NewPlace }>
  doors: Map<string, Door>
  /** Estates all of whose known doors stand in buildings. */
  built: ReadonlySet<string>
  /** Doors by their key without the unit, made when first needed. */
  unitless?: Map<string, Door[]>
}

type Read = { parts: AddressParts; key: string; away: string | undefined }

export type Doors = ReturnType<typeof openDoors>

const REMEMBERED = 20_000

export function openDoors(options: DoorOptions) {
  const books = new Map(options.communities.map(({ code, places }) => [code, openBook(code, places)]))
  const memory = new Map<string, Read>()
  const made: NewPlace[] = []

  /** Address parts of a text, with what the columns of parts and, for what they leave open, the sheet's name and title add to it. */
  function read(book: Book, whole: string, pieces: string, around: readonly string[]): Read {
    const text = `${book.code} ${whole}\u0000${pieces}\u0000${around.join('\u0000')}`
    const known = memory.get(text)
    if (known) return known
    const hints = { estates: book.names, regions: options.divisions }
    const fromPieces = pieces === '' ? undefined : parseAddress(pieces, hints)
    const parts = whole === '' ? (fromPieces ?? { rest: '' }) : { ...fromPieces, ...parseAddress(whole, hints) }
    if (parts.estate === undefined && (parts.building ?? parts.unit ?? parts.number ?? parts.door)) {
      const sheet = readAround(book, around)
      if (sheet.estate !== undefined || options.estate) parts.estate = sheet.estate ?? options.estate!
      if (sheet.building !== undefined && parts.number === undefined) parts.building ??= sheet.building
    }
    const found = { parts, key: addressKey(parts), away: whyAway(parts, book.code, options) }
    if (memory.size >= REMEMBERED) memory.clear()
    memory.set(text, found)
    return found
  }

  /** The estate and building a sheet is about. Its name may be an address; of a title only an estate of the community is believed. */
  function readAround(book: Book, [name = '', title = '']: readonly string[]): AddressParts {
    const hints = { estates: book.names, regions: options.divisions }
    const ofName = name === '' ? undefined : parseAddress(name, hints)
    const ofTitle = title === '' ? undefined : parseAddress(title, hints)
    const isKnown = (parts: AddressParts | undefined) => parts?.estate !== undefined && book.estates.has(estateKey(parts.estate))
    const fromTitle = ofTitle && isKnown(ofTitle) ? ofTitle : undefined
    if (!ofName || !(isKnown(ofName) || (ofName.rest === '' && ofName.building !== undefined))) return fromTitle ?? { rest: '' }
    return { ...(ofName.estate === undefined && fromTitle ? { estate: fromTitle.estate! } : {}), ...ofName }
  }

  /** The door an address names in this community; unknown complete ones are made new when `make`. */
  function find(
    community: number,
    whole: string,
    pieces: string,
    make: boolean,
    place: { sheet: number; row: number },
    around: readonly string[] = [],
  ): Sought {
    const book = books.get(community)
    if (!book) throw new Error(`community ${community} was not loaded`)
    const { parts, key, away } = read(book, whole, pieces, around)
    if (away) return { problem: { say: away }, elsewhere: true }
    const known = book.doors.get(key) ?? findWithoutUnit(book, parts, key)
    if (Array.isArray(known)) return { problem: { say: 'import.door.ambiguous', with: { count: known.length } } }
    if (known) {
      if (known.fresh) known.fresh.rows += 1
      return { door: known }
    }
    const missing = whyIncomplete(parts) ?? whyWithoutBuilding(parts, (estate) => standInBuildings(book, estate))
    if (missing) return { problem: { say: missing } }
    if (!make) return { problem: { say: 'import.door.unknown' } }
    return { door: makeDoor(book, parts, key, place) }
  }

  function makeDoor(book: Book, parts: AddressParts, key: string, { sheet, row }: { sheet: number; row: number }): Door {
    const region = book.code * 1000
    const first = { rows: 1, sheet, row }
    const note = (place: NewPlace) => {
      made.push(place)
      return place
    }
    const estate = parts.estate === undefined ? undefined : ensureEstate(book, parts.estate, first, note)
    const building = estate && parts.building !== undefined ? ensureBuilding(book, estate, parts.building, first, note) : undefined
    const bones = doorBones(parts)
    const id = options.newId()
    const fresh = note({
      id,
      kind: 'dwelling',
      region,
      key,
      name: bones.door,
      label: bones.label,
      sort: bones.sort,
      estateKind: null,
      estate: estate?.id ?? null,
      building: building?.id ?? null,
      unit: bones.unit,
      floor: bones.floor,
      ...first,
    })
    const door: Door = { id, region, label: bones.label, fresh, ...(building ? { building: building.id } : {}) }
    book.doors.set(key, door)
    if (book.unitless) addWithoutUnit(book.unitless, key, door)
    return door
  }

  function ensureEstate(
    book: Book,
    name: string,
    first: { rows: number; sheet: number; row: number },
    note: (place: NewPlace) => NewPlace,
  ) {
    const key = estateKey(name)
    const known = book.estates.get(key)
    if (known) {
      if (known.fresh) known.fresh.rows += 1
      return known
    }
    const id = options.newId()
    const fresh = note({
      ...noBones,
      id,
      kind: 'estate',
      region: book.code * 1000,
      key,
      name,
      label: name,
      sort: placeSort(key),
      estateKind: estateKind(name),
      ...first,
    })
    const estate = { id, name, fresh }
    book.estates.set(key, estate)
    book.names.push(name)
    return estate
  }

  function ensureBuilding(
    book: Book,
    estate: { id: string; name: string },
    number: string,
    first: { rows: number; sheet: number; row: number },
    note: (place: NewPlace) => NewPlace,
  ) {
    const key = addressKey({ building: number, rest: '' })
    const known = book.buildings.get(`${estate.id} ${key}`)
    if (known) return known
    const id = options.newId()
    const name = buildingName(number)
    const fresh = note({
      ...noBones,
      id,
      kind: 'building',
      region: book.code * 1000,
      key,
      name,
      label: `${estate.name}${name}`,
      sort: placeSort(number),
      estate: estate.id,
      ...first,
    })
    const building = { id, fresh }
    book.buildings.set(`${estate.id} ${key}`, building)
    return building
  }

  /** All new places, with the rows of their doors counted for buildings and estates too. */
  function listMade(): NewPlace[] {
    const byId = new Map(made.filter(({ kind }) => kind !== 'dwelling').map((place) => [place.id, place]))
    for (const place of byId.values()) place.rows = 0
    for (const { kind, rows, estate, building } of made) {
      if (kind !== 'dwelling') continue
      for (const above of [estate, building]) {
        const place = above === null ? undefined : byId.get(above)
        if (place) place.rows += rows
      }
    }
    return made
  }

  /** Doors made since `before` places were; and how many places there are now. */
  function madeAfter(before: number): { doors: MadeDoor[]; places: number } {
    const doors = made.slice(before).filter(({ kind }) => kind === 'dwelling')
    return { doors: doors.map(({ id, region, building }) => ({ id, region, building })), places: made.length }
  }

  return { find, listMade, madeAfter }
}

const noBones = { estateKind: null, estate: null, building: null, unit: null, floor: null }

function openBook(code: number, places: KnownPlaces): Book {
  const built = new Set(places.buildings.map(({ estate }) => estate))
  for (const { estate, building } of places.doors) if (estate !== null && building === null) built.delete(estate)
  return {
    built,
    code,
    names: places.estates.map((estate) => estate.name),
    estates: new Map(places.estates.map(({ id, name, key }) => [key, { id, name }])),
    buildings: new Map(places.buildings.map(({ id, estate, key }) => [`${estate} ${key}`, { id }])),
    doors: new Map(
      places.doors.map(({ id, region, label, key, building }) => [key, { id, region, label, ...(building ? { building } : {}) }]),
    ),
  }
}

/** Every known door of the estate stands in a building. */
function standInBuildings(book: Book, name: string): boolean {
  const estate = book.estates.get(estateKey(name))
  return estate !== undefined && book.built.has(estate.id)
}

const withoutUnit = (key: string) => key.replace(/(^| )u\S+(?= |$)/, '')

/** Where the unit is written on one side only, and one door alone fits, that is the door. */
function findWithoutUnit(book: Book, parts: AddressParts, key: string): Door | Door[] | undefined {
  if (parts.building === undefined || parts.door === undefined) return undefined
  book.unitless ??= indexWithoutUnit(book.doors)
  const found = book.unitless.get(withoutUnit(key))
  if (!found) return undefined
  if (parts.unit === undefined) return found.length === 1 ? found[0] : found
  const bare = book.doors.get(withoutUnit(key))
  return bare
}

function indexWithoutUnit(doors: Map<string, Door>): Map<string, Door[]> {
  const index = new Map<string, Door[]>()
  for (const [key, door] of doors) addWithoutUnit(index, key, door)
  return index
}

function addWithoutUnit(index: Map<string, Door[]>, key: string, door: Door): void {
  const short = withoutUnit(key)
  const list = index.get(short)
  if (list) list.push(door)
  else index.set(short, [door])
}
