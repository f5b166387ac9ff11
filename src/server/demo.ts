/** The living demo town: loaded once into an empty house, and its sign-ins printed at every start. LINLI_DEMO=0 starts an empty house. */
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { allRights } from '#catalogue/roles.ts'
import { makeTown } from '#catalogue/town/make-town.ts'
import type { Town, TownSubject } from '#catalogue/town/town-shape.ts'
import { writeSampleWorkbooks } from '#catalogue/town/workbooks.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { loadSubjects } from '#ground/facts/load.ts'
import { insertGrids, insertMembers } from '#ground/places/grids/queries.ts'
import * as places from '#ground/places/queries.ts'
import { readRegions } from '#ground/places/regions.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { currentCode, hashPassword, makeSecret } from '#kernel/access/password.ts'
import { findLogin, hasLogins, hasLoginsBeside, insertLogin, insertPost } from '#kernel/access/queries.ts'
import { openSecret, sealSecret } from '#kernel/access/secret.ts'
import type { Ctx, Tx } from '#kernel/action/context.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { loadAsked } from './demo-asked.ts'
import { loadDemands } from './demo-demands.ts'
import { loadDesk } from './demo-desk.ts'
import { loadDuties } from './demo-duties.ts'
import { loadMatters } from './demo-matters.ts'
import { loadMonths } from './demo-months.ts'
import { type DemoNote, findNote, writeNote } from './demo-note.ts'
import { loadNotices } from './demo-notices.ts'
import { DEMO_PASSWORD } from './demo-password.ts'
import { loadRequests } from './demo-requests.ts'
import { loadResidents } from './demo-residents.ts'
import type { RunningHouse } from './start-house.ts'

const SEED = 'linli'
const BATCH = 500
/** Sign-ins printed at start; all are in demo.json. */
const SHOWN = 12

export async function loadDemo({ house, database, folder }: RunningHouse, say: (line: string) => void): Promise<void> {
  if (await findNote(folder)) return
  // What was begun without the town stays without it, whatever a later start or command has in its environment.
  if (process.env.LINLI_DEMO === '0') return writeNote(folder, { signIns: [] })
  const town = makeTown({ seed: SEED, today: dayOf(house.now()) })
  // No note, but people who sign in: a restored house, or a database another folder began. Made-up people have no business among real ones.
  if (await holdsOthers(house, town)) return writeNote(folder, { signIns: [] })
  const started = Date.now()
  say('第一次启动：正在建一个演示小镇（约一分钟）……\nFirst start: building a demo town (about a minute) …')
  await loadRegions(database.owner, house.now())
  for (const street of town.streets) await loadStreet(house, town, street, say)
  await loadDuties(house, town)
  await loadStaff(house, town)
  const residents = await loadResidents(house, town)
  // Until the server gets to it by itself, it would plan for empty tables: the first counts of a new town took a minute.
  await database.owner`analyze`
  const samples = await writeSampleWorkbooks(town, join(folder, 'samples'))
  await loadRequests(house, town, samples)
  await loadDemands(house, town)
  await loadDesk(house, town)
  await loadNotices(house, town)
  await loadMatters(house, town)
  await loadMonths(house, town)
  const letter = await loadAsked(
    house,
    town,
    residents.map(({ phone }) => phone),
  )
  const signIns = town.staff.map(({ login, name, posts }) => ({ login, name, title: posts[0]?.title ?? '' }))
  await writeNote(folder, { signIns, residents, ...(letter ? { letter } : {}) })
  const seconds = Math.round((Date.now() - started) / 1000)
  say(`小镇建好了，用了 ${seconds} 秒。\nThe town stands, after ${seconds} seconds.`)
}

/** Whether somebody signs in who is not of the town. Its own sign-ins come last, so a loading that was broken off has none or only these. */
async function holdsOthers({ app }: House, town: Town): Promise<boolean> {
  return hasLoginsBeside(
    app,
    town.staff.map(({ id }) => id),
  )
}

async function loadRegions(owner: Sql, now: Date): Promise<void> {
  const file = regionsFile()
  const rows: places.RegionRow[] = []
  for await (const { code, name, level, parent } of readRegions(file)) rows.push({ code, name, level, parent })
  await places.upsertRegions(owner, rows, dayOf(now))
}

/** The divisions of the demo county stand with the sources, whether the house runs from them or from its bundle in dist/server. */
function regionsFile(): string {
  const here = fileURLToPath(new URL('.', import.meta.url))
  return join(
    here,
    basename(here) === 'server' && basename(join(here, '..')) === 'dist' ? '../../src' : '..',
    'catalogue',
    'town',
    'regions.csv',
  )
}

/** One street in one transaction: killed in the middle, it is begun again from nothing. */
export async function loadStreet(house: House, town: Town, street: number, say: (line: string) => void): Promise<void> {
  const actor = houseActor(street, allRights)
  const of = <S extends { street: number }>(list: S[]) => list.filter((one) => one.street === street)
  await house.transaction({ street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }, async (sql) => {
    const [found] = await sql<{ loaded: boolean }[]>`select exists (select 1 from subject where street_id = ${street}) as loaded`
    if (found?.loaded) return
    const ctx: Ctx = {
      house,
      sql,
      street,
      actor,
      now: house.now(),
      today: town.today,
      dryRun: false,
      note: () => undefined,
      look: () => undefined,
    }
    await loadPlaces(sql, street, town)
    const subjects: TownSubject[] = [
      town.communities,
      town.estates,
      town.buildings,
      town.dwellings,
      town.premises,
      town.organisations,
      town.people,
      town.households,
    ].flatMap((list) => of<TownSubject>(list))
    const catalogue = await getStreetCatalogue(ctx)
    for (let at = 0; at < subjects.length; at += BATCH) {
      await loadSubjects(ctx, catalogue, subjects.slice(at, at + BATCH))
      if (at % 4000 === 0 && at > 0) say(`  ${street}: ${at}/${subjects.length}`)
    }
    await sql`
      insert into household (street_id, id, region_no, dwelling_id, from_day, to_day)
      select ${street}, id, region, dwelling, "from", "to" from jsonb_to_recordset(${sql.json(of(town.households).map(({ id, region, dwelling, from, to }) => ({ id, region, dwelling, from, to: to ?? null })))})
        as r(id uuid, region bigint, dwelling uuid, "from" date, "to" date)`
  })
}

async function loadPlaces(sql: Tx, street: number, town: Town): Promise<void> {
  const of = <S extends { street: number }>(list: S[]) => list.filter((one) => one.street === street)
  await places.insertEstates(
    sql,
    street,
    of(town.estates).map(({ id, region, form, name, key, sort }) => ({ id, region, kind: form, name, key, sort })),
  )
  await places.insertBuildings(
    sql,
    street,
    of(town.buildings).map(({ id, region, estate, name, key, sort }) => ({ id, region, estate, name, key, sort })),
  )
  await places.insertDwellings(
    sql,
    street,
    of(town.dwellings).map(({ id, region, estate, building, unit, floor, door, label, key, sort }) => ({
      id,
      region,
      estate,
      building,
      unit,
      floor,
      door,
      label,
      key,
      sort,
      ref: null,
    })),
  )
  await places.insertPremises(
    sql,
    street,
    of(town.premises).map(({ id, region, estate, type, name, address, sort }) => ({ id, region, estate, kind: type, name, address, sort })),
  )
  await insertGrids(
    sql,
    street,
    of(town.grids).map(({ id, region, name }) => ({ id, region, name })),
  )
  await insertMembers(
    sql,
    street,
    of(town.team).map(({ id, grid, role, name, doors, from }) => ({ id, grid, role, name, doors: doors ?? null, from })),
  )
}

export async function loadStaff(house: House, town: Town): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  for (const person of town.staff) {
    await insertLogin(house.app, {
      id: person.id,
      name: person.login,
      shownName: person.name,
      passwordHash,
      totpSecret: sealSecret(house.keys, makeSecret()),
      at: house.now(),
    })
    for (const post of person.posts) {
      const { lo, hi } = areaOf(post)
      const actor = houseActor(post.street, allRights)
      await house.transaction(
        { street: post.street, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: false },
        (sql) =>
          insertPost(sql, {
            street: post.street,
            id: post.id,
            login: person.id,
            role: post.role,
            title: post.title,
            lo,
            hi,
            from: post.from,
            ...(post.to ? { to: post.to } : {}),
          }),
      )
    }
  }
}

/** A department's post has no area: it sees what its unit is given. */
function areaOf({ role, street, community, grid }: Town['staff'][number]['posts'][number]): { lo: number; hi: number } {
  if (role === 'department') return { lo: 0, hi: 0 }
  if (!community) return { lo: street * 1_000_000, hi: street * 1_000_000 + 999_999 }
  const lo = Number(community) * 1000 + (grid ?? 0)
  return { lo, hi: grid ? lo : lo + 999 }
}

/** Address and demo sign-ins with their current one-time codes. */
export async function printSignIns({ house, folder }: RunningHouse, address: string, say: (line: string) => void): Promise<void> {
  say(`\n邻里 Linli  ${address}/desk\n`)
  const note = process.env.LINLI_DEMO === '0' ? undefined : await findNote(folder)
  if (!note || note.signIns.length === 0) return sayFirstSteps(house, say)
  const lines: string[] = []
  for (const { login: name, name: person, title } of note.signIns.slice(0, SHOWN)) {
    const login = await findLogin(house.app, name)
    if (!login?.totp_secret) continue
    const code = currentCode(openSecret(house.keys, login.totp_secret), house.now())
    lines.push(`  ${name.padEnd(14)} ${DEMO_PASSWORD}   ${code}   ${person} ${title}`)
  }
  say(
    [
      '演示账号：账号、密码、当前一次性验证码（每 30 秒更换；新的验证码：npm run linli -- code <账号>）',
      'Demo sign-ins: name, password, current one-time code (changes every 30 s; a new one: npm run linli -- code <name>)',
      ...lines,
      '',
      ...residentLines(note),
      `样例表格 Sample workbooks: ${join(folder, 'samples')}`,
      '',
    ].join('\n'),
  )
}

/** Telephones that sign in without a password; what is sent to them is printed here. */
function residentLines({ residents = [], letter }: DemoNote): string[] {
  if (residents.length === 0) return []
  return [
    '演示居民：用手机号登录，验证码会显示在这里',
    'Demo residents sign in with a telephone; the code is printed here',
    ...residents.map(({ phone, name, about }) => `  ${phone}   ${name}  ${about.zh} · ${about.en}`),
    ...(letter ? [`  信上编号 number of a letter: ${letter.number}   ${letter.name}  只能用一次 · good once`] : []),
    '',
  ]
}

/** A house that nobody can sign in to yet: which commands let the first one in. */
async function sayFirstSteps(house: House, say: (line: string) => void): Promise<void> {
  if (await hasLogins(house.app)) return
  say(
    [
      '这里还没有任何账号。请在另一个终端里依次运行：',
      'Nobody can sign in here yet. Run these two commands in another terminal, one after the other:',
      '  npm run linli -- regions load <区划文件 divisions file> --county <县代码 county>',
      '  npm run linli -- staff add --login <登录名 name> --name <姓名 person> --role head --region <街道代码 9 digits>',
      '',
    ].join('\n'),
  )
}
