/**
 * One street of a million people in a hundred communities, on an embedded database that waits for the disk. Two communities are written by the
 * house itself, the rest are copied from them in SQL, with ids and region numbers of their own. Built once; later tables are migrated to.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { type Loaded, loadSubjects } from '#ground/facts/load.ts'
import type { Saying } from '#ground/facts/saying.ts'
import { addressKey, formatAddress } from '#ground/places/address-key.ts'
import type { BuildingPlan } from '#ground/places/contract.ts'
import { insertGrids } from '#ground/places/grids/queries.ts'
import * as places from '#ground/places/queries.ts'
import { drawDoors, sortKey } from '#ground/places/rules.ts'
import { beginSubjects } from '#ground/places/subjects.ts'
import { houseActor } from '#kernel/access/actor.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { type RunningHouse, startHouse } from '../../src/server/start-house.ts'
import { between, type Random, randomOf } from '../corpus/values.ts'
import { makeHousehold } from './people.ts'
import { openSuperuser } from './superuser.ts'

/** Three units of twelve floors with two doors each. */
const plan: BuildingPlan = { units: 3, unitNames: 'number', from: 1, to: 12, doors: 2, numbering: 'floor', skipFloors: [], leaveOut: [] }

export const STREET = 370683001
export const COMMUNITIES = 100
/** Communities written by the house; the others are copies of these. */
const WRITTEN = 2
const COPIES = COMMUNITIES / WRITTEN
const SEED = 'bench'
/** Counted up when the street is to be another one. */
const EDITION = 1

/** 1 is a million people; LINLI_BENCH_SCALE=0.05 makes a quick run. */
export const scale = Number(process.env.LINLI_BENCH_SCALE ?? 1)
const peopleWanted = Math.round(10_000 * scale)

export const communityCode = (number: number) => STREET * 1000 + number

/** Ids tell their copy in their third group, so that a copy is made by replacing it. */
const idOf = (serial: number) => `019a0000-0000-7c00-8000-${serial.toString(16).padStart(12, '0')}`

/** The folder of a house that holds the street, built when it is not there. `LINLI_BENCH_FOLDER` keeps it elsewhere than among temporary files. */
export async function ensureStreet(say: (line: string) => void): Promise<string> {
  const folder = join(process.env.LINLI_BENCH_FOLDER ?? tmpdir(), `linli-bench-${EDITION}-${scale}`)
  if (existsSync(join(folder, 'street.json'))) return folder
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const began = performance.now()
  say(`building a street of ${(peopleWanted * COMMUNITIES).toLocaleString('en')} people …`)
  const running = await startHouse({ config: { folder }, say: () => undefined, work: false })
  try {
    await writeStreet(running, say)
  } finally {
    await running.stop()
  }
  await writeFile(join(folder, 'street.json.new'), JSON.stringify({ scale }))
  await rename(join(folder, 'street.json.new'), join(folder, 'street.json'))
  say(`built in ${Math.round((performance.now() - began) / 1000)} s`)
  return folder
}

async function writeStreet({ house, database }: RunningHouse, say: (line: string) => void): Promise<void> {
  await places.upsertRegions(database.owner, regionRows(), '2026-01-01')
  const actor = houseActor(STREET, allRights)
  const scope = { street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }
  const random = randomOf(SEED)
  const ids = counter()
  for (let community = 1; community <= WRITTEN; community += 1) {
    await house.transaction(scope, async (sql) => {
      const today = dayOf(house.now())
      const ctx: Ctx = {
        house,
        sql,
        street: STREET,
        actor,
        now: house.now(),
        today,
        dryRun: false,
        note: () => undefined,
        look: () => undefined,
      }
      await writeCommunity(ctx, communityCode(community) * 1000, random, ids)
    })
    say(`  community ${community} of ${WRITTEN} written`)
  }
  const sql = openSuperuser(database, 1)
  await copyCommunities(sql, say)
  await sql.end()
}

function regionRows(): places.RegionRow[] {
  const communities = Array.from({ length: COMMUNITIES }, (_, at) => ({
    code: String(communityCode(at + 1)),
    name: `第${at + 1}社区`,
    level: 'community',
    parent: `${STREET}000`,
  }))
  return [
    { code: '370000000000', name: '山东省', level: 'province', parent: null },
    { code: '370600000000', name: '烟台市', level: 'city', parent: '370000000000' },
    { code: '370683000000', name: '莱州市', level: 'county', parent: '370600000000' },
    { code: `${STREET}000`, name: '文昌路街道', level: 'street', parent: '370683000000' },
    ...communities,
  ]
}

function counter(): () => string {
  let serial = 0
  return () => {
    serial += 1
    return idOf(serial)
  }
}

const ESTATE_WORDS = ['阳光', '锦绣', '和平', '翠竹', '东苑', '清泉', '龙湖', '玫瑰', '春晓', '望海', '书香', '福源']

/** Estates of four buildings (three units of twelve floors, two doors each) until everybody lives somewhere; one grid for each estate. */
async function writeCommunity(ctx: Ctx, base: number, random: Random, nextId: () => string): Promise<void> {
  let people = 0
  for (let at = 0; people < peopleWanted; at += 1) {
    const name = `${ESTATE_WORDS[at % ESTATE_WORDS.length]}花园${at >= ESTATE_WORDS.length ? `${Math.floor(at / ESTATE_WORDS.length) + 1}期` : ''}`
    const region = base + at + 1
    const estate = { id: nextId(), region, kind: 'estate', name, key: addressKey({ estate: name, rest: '' }), sort: sortKey(name) }
    await insertGrids(ctx.sql, STREET, [{ id: nextId(), region, name: `第${at + 1}网格` }])
    await places.insertEstates(ctx.sql, STREET, [estate])
    await beginSubjects(ctx, 'estate', [{ id: estate.id, region, name, sort: estate.sort, searched: name }])
    for (let building = 1; building <= 4 && people < peopleWanted; building += 1)
      people += await writeBuilding(ctx, estate, String(building), peopleWanted - people, random, nextId)
  }
}

type Estate = { id: string; region: number; name: string }

async function writeBuilding(ctx: Ctx, estate: Estate, name: string, most: number, random: Random, nextId: () => string): Promise<number> {
  const { region } = estate
  const building = { id: nextId(), region, estate: estate.id, name, key: addressKey({ building: name, rest: '' }), sort: sortKey(name) }
  await places.insertBuildings(ctx.sql, STREET, [building])
  await beginSubjects(ctx, 'building', [{ id: building.id, region, name, sort: building.sort, searched: `${estate.name}${name}` }])
  const doors: places.DwellingRow[] = drawDoors(plan).map((drawn) => {
    const unit = drawn.unit ?? ''
    const parts = { estate: estate.name, building: name, unit, door: drawn.door, rest: '' }
    const sort = `${sortKey(name)} ${sortKey(unit)} ${sortKey(drawn.door)}`
    return {
      id: nextId(),
      region,
      estate: estate.id,
      building: building.id,
      ...drawn,
      label: formatAddress(parts),
      key: addressKey(parts),
      sort,
      ref: null,
    }
  })
  await places.insertDwellings(ctx.sql, STREET, doors)
  await beginSubjects(ctx, 'dwelling', doors.map((door) => ({ id: door.id, region, sort: door.sort, searched: door.label }))) // biome-ignore format: one call
  const subjects: Loaded[] = []
  const homes: { id: string; dwelling: string; from: string }[] = []
  let people = 0
  for (const door of doors) {
    if (people >= most) break
    const home = makeHousehold(random, door.id, between(random, 1, 300_000), ctx.today)
    const household = nextId()
    homes.push({ id: household, dwelling: door.id, from: home.household.asOf })
    const said = (sayings: Omit<Saying, 'id'>[]) => sayings.map((saying) => ({ ...saying, id: nextId() }))
    for (const person of home.people) subjects.push({ id: nextId(), kind: 'person', region, statements: said(person.sayings) })
    subjects.push({ id: door.id, kind: 'dwelling', region, statements: said([home.dwelling]) })
    subjects.push({ id: household, kind: 'household', region, statements: said([home.household]) })
    people += home.people.length
  }
  await ctx.sql`
    insert into household (street_id, id, region_no, dwelling_id, from_day)
    select ${STREET}, id, ${region}, dwelling, "from" from jsonb_to_recordset(${ctx.sql.json(homes)}) as r(id uuid, dwelling uuid, "from" date)`
  await loadSubjects(ctx, await getStreetCatalogue(ctx), subjects)
  return people
}

/** Columns to be copied, with what becomes of them: ids and texts that hold ids get the copy's, region numbers move on, the rest stays. */
const copied: Record<string, Record<string, 'id' | 'json' | 'region' | 'token' | 'same'>> = {
  grid: { id: 'id', region_no: 'region', name: 'same' },
  estate: { id: 'id', region_no: 'region', kind: 'same', name: 'same', key: 'same', sort: 'same' },
  building: { id: 'id', region_no: 'region', estate_id: 'id', name: 'same', key: 'same', sort: 'same' },
  dwelling: { id: 'id', region_no: 'region', estate_id: 'id', building_id: 'id', unit: 'same', floor: 'same', door: 'same', label: 'same', key: 'same', sort: 'same' },
  household: { id: 'id', region_no: 'region', dwelling_id: 'id', from_day: 'same' },
  statement: { id: 'id', subject_id: 'id', region_no: 'region', source: 'same', as_of: 'same', said_at: 'same', post_id: 'same', body: 'json' },
  statement_s: { id: 'id', subject_id: 'id', region_no: 'region', body: 'same' },
  subject: { id: 'id', kind: 'same', region_no: 'region', rev: 'same', values: 'json', meta: 'json', conflicts: 'same', sort: 'same', search: 'same' },
  subject_s: { id: 'id', region_no: 'region', values: 'same', meta: 'json', conflicts: 'same' },
  identifier: { kind: 'same', token: 'token', subject_id: 'id' },
  tie: { person_id: 'id', kind: 'same', dwelling_id: 'id', region_no: 'region', from_day: 'same', to_day: 'same', statement_id: 'id' },
} // biome-ignore format: a line is a table

async function copyCommunities(sql: Sql, say: (line: string) => void): Promise<void> {
  await sql`set maintenance_work_mem = '512MB'`
  await sql`set synchronous_commit = off`
  const indexes = await sql<{ name: string; text: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
    where indrelid = any(${Object.keys(copied)}::regclass[]) and not indisprimary`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  for (let copy = 1; copy < COPIES; copy += 1) {
    await sql.begin(async (tx) => {
      for (const [table, columns] of Object.entries(copied)) await copyTable(tx, table, columns, copy)
    })
    if (copy % 7 === 0) say(`  ${copy} of ${COPIES - 1} copies`)
  }
  for (const { name, text } of indexes) {
    await sql.unsafe(text)
    say(`  index ${name} made`)
  }
  await sql.unsafe(`vacuum (analyze, freeze) ${Object.keys(copied).join(', ')}`)
  await sql`checkpoint`
}

async function copyTable(sql: TransactionSql, table: string, columns: Record<string, string>, copy: number): Promise<void> {
  const group = `7c${copy.toString(16).padStart(2, '0')}`
  const value: Record<string, (column: string) => string> = {
    same: (column) => column,
    id: (column) => `overlay(${column}::text placing '${group}' from 15 for 4)::uuid`,
    json: (column) => `replace(${column}::text, '-7c00-', '-${group}-')::jsonb`,
    region: (column) => `${column} + ${copy * WRITTEN * 1000}`,
    token: (column) => `md5(${column} || '${group}')`,
  }
  const names = Object.keys(columns)
  const values = Object.entries(columns).map(([column, how]) => value[how]!(column))
  const marked = ['id', 'person_id', 'subject_id'].find((column) => column in columns)
  const written = `${marked} >= '019a0000-0000-7c00-0000-000000000000' and ${marked} < '019a0000-0000-7c01-0000-000000000000'`
  await sql.unsafe(
    `insert into ${table} (street_id, ${names.join(', ')}) select street_id, ${values.join(', ')} from ${table} where street_id = ${STREET} and ${written}`,
  )
}
