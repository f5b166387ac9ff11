/**
 * One household whole, and the search box, in a street of a million people, as a clerk of one community and as a street officer, against a
 * bare handler that sends the same SQL without policies, leaves a look too, and returns the rows as they are. At the 95th percentile.
 */

import { join } from 'node:path'
import fastify from 'fastify'
import type { Sql } from 'postgres'
import { searchQuery } from '#ground/facts/search.ts'
import { openKeys, readMasterKey, type StreetKeys } from '#kernel/keys/keys.ts'
import { newId } from '#kernel/log/id.ts'
import { between, pick, randomOf } from '../corpus/values.ts'
import { openBenchHouse, type Staff } from './house.ts'
import { type Asked, startAsker } from './load.ts'
import { given, surnames } from './people.ts'
import { median, quantile, reportRounds } from './report.ts'
import { communityCode, STREET, scale } from './street.ts'
import { openSuperuser } from './superuser.ts'

const ROUNDS = 7
const CONNECTIONS = 2
const READS = Math.max(100, Math.round(400 * Math.min(1, scale * 4)))
const LIMIT = 2
const API = `/api/v1/s/${STREET}`

const random = randomOf('reads')
const letter = () => pick(random, [...'zhwljxyscqgfmt'])
/** What people type: a whole name, a surname, initials, the end of a telephone number, a door. */
const typed = [
  () => pick(random, surnames) + pick(random, given) + pick(random, given),
  () => pick(random, surnames) + pick(random, given),
  () => pick(random, surnames),
  () => letter() + letter() + letter(),
  () => String(between(random, 1000, 9999)),
  () => `${pick(random, ['阳光', '锦绣', '和平', '翠竹'])}花园${between(random, 1, 4)}号楼`,
]

const asker = startAsker()
const bench = await openBenchHouse()
const relaxed = openSuperuser(bench.running.database, 14, { synchronous_commit: 'off' })
// A kept plan does not know how rare the words are: whoever searches by hand plans anew each time.
const searching = openSuperuser(bench.running.database, 14, { synchronous_commit: 'off', plan_cache_mode: 'force_custom_plan' })
const bare = await openFloor(relaxed, searching, await streetKeys())
try {
  for (const [post, from, to] of [
    ['clerk of one community', 7, 7],
    ['street officer', 1, 100],
  ] as const) {
    const staff = await bench.employ(post === 'street officer' ? 'street' : 'clerk', from, to)
    const doors = await bench.floor<{ id: string }[]>`
      select d.id from dwelling d join household h on h.street_id = d.street_id and h.dwelling_id = d.id
      where d.street_id = ${STREET} and d.region_no between ${communityCode(from) * 1000} and ${communityCode(to) * 1000 + 999} order by random() limit 20000`
    await compare(`one household whole, ${post}`, () => householdAsked(staff, pick(random, doors).id))
    await compare(`search in ${(scale * 1e6).toLocaleString('en')} people, ${post}`, () => searchAsked(staff, from, to))
  }
} finally {
  asker.stop()
  await bare.close()
  await relaxed.end()
  await searching.end()
  await bench.close()
}

/** Rounds of ours and of the floor by turns; the first of each only warms up. Both are asked for the same things. */
async function compare(name: string, make: () => { ours: Asked; floor: Asked }): Promise<void> {
  const rounds: { ours: number; floor: number }[] = []
  const medians: { ours: number; floor: number }[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const asked = Array.from({ length: READS }, make)
    const fire = (origin: string, requests: Asked[]) => asker.ask({ origin, connections: CONNECTIONS, requests })
    const floorFirst =
      round % 2 === 0
        ? await fire(
            bare.origin,
            asked.map((one) => one.floor),
          )
        : undefined
    const ours = await fire(
      bench.origin,
      asked.map((one) => one.ours),
    )
    const floor =
      floorFirst ??
      (await fire(
        bare.origin,
        asked.map((one) => one.floor),
      ))
    if (round === 0) continue
    rounds.push({ ours: quantile(ours.each, 0.95), floor: quantile(floor.each, 0.95) })
    medians.push({ ours: median(ours.each), floor: median(floor.each) })
  }
  const middle = median(medians.map((round) => round.ours / round.floor)).toFixed(2)
  reportRounds({ name, unit: 'ms p95', limit: LIMIT, note: `medians × ${middle}, ${ROUNDS} rounds of ${READS}` }, rounds)
}

function householdAsked(staff: Staff, door: string): { ours: Asked; floor: Asked } {
  return {
    ours: { method: 'GET', path: `${API}/dwellings/${door}`, headers: staff.headers() },
    floor: { method: 'GET', path: `/dwellings/${door}` },
  }
}

function searchAsked(staff: Staff, from: number, to: number): { ours: Asked; floor: Asked } {
  const body = JSON.stringify({ text: pick(random, typed)() })
  return {
    ours: { method: 'POST', path: `${API}/search`, headers: staff.headers(), body },
    floor: {
      method: 'POST',
      path: `/search?lo=${communityCode(from) * 1000}&hi=${communityCode(to) * 1000 + 999}`,
      headers: { 'content-type': 'application/json' },
      body,
    },
  }
}

async function streetKeys(): Promise<StreetKeys> {
  const keys = openKeys(await readMasterKey(join(bench.running.folder, 'master.key')))
  return bench.floor.begin((tx) => keys.ofStreet(tx, STREET)) as Promise<StreetKeys>
}

/** The statements of the house with the scope written into them, one after the other, each look kept; the rows are the answer. */
async function openFloor(sql: Sql, searching: Sql, keys: StreetKeys): Promise<{ origin: string; close: () => Promise<void> }> {
  const app = fastify()
  const [login, post] = [newId(), newId()]
  const look = (tx: Sql, view: string, subjects: string[], fields: string[]) => tx`
    insert into look (street_id, at, id, login_id, post_id, view, subjects, filter, fields, reason, sensitive)
    values (${STREET}, ${new Date()}, ${newId()}, ${login}, ${post}, ${view}, ${subjects}, null, ${fields}, null, false)`
  app.get<{ Params: { id: string } }>('/dwellings/:id', (request) =>
    sql.begin(async (begun) => {
      const tx = begun as unknown as Sql
      const { id } = request.params
      const [door] = await tx`
        select d.id, d.label, d.region_no, d.estate_id, e.name as estate, g.name as grid, g.id as grid_id from dwelling d
        left join estate e on e.street_id = d.street_id and e.id = d.estate_id
        left join grid g on g.street_id = d.street_id and g.region_no = d.region_no
        where d.street_id = ${STREET} and d.id = ${id}`
      const ties = await tx<{ person_id: string }[]>`
        select t.person_id, t.kind, t.from_day, t.to_day from tie t
        join subject p on p.street_id = t.street_id and p.id = t.person_id and p.merged_into is null and p.gone_on is null
        where t.street_id = ${STREET} and t.dwelling_id = ${id} order by t.to_day nulls first, t.from_day nulls first, p.sort, t.person_id`
      const [household] = await tx<
        { id: string }[]
      >`select id from household where street_id = ${STREET} and dwelling_id = ${id} and to_day is null`
      const persons = ties.map((tie) => tie.person_id)
      const ids = [id, ...persons, ...(household ? [household.id] : [])]
      const subjects = await tx<{ values: Record<string, unknown> }[]>`
        select s.id, s.kind, s.region_no, s.rev, s.values, coalesce((
          select jsonb_set(s.meta, '{at}', (
            select jsonb_agg(case when said->>0 = s.meta#>>'{at,0,0}' then jsonb_set(said, '{2}', to_jsonb(max(c.as_of)::text)) else said end order by place)
            from jsonb_array_elements(s.meta->'at') with ordinality as at(said, place)))
          from confirmation c
          where c.street_id = s.street_id and c.statement_id = (s.meta #>> '{at,0,0}')::uuid and c.withdrawn_at is null
          having max(c.as_of) > (s.meta #>> '{at,0,2}')::date), s.meta) as meta, s.merged_into
        from subject s where s.street_id = ${STREET} and s.id = any(${ids}::uuid[])`
      const team =
        await tx`select role, name from grid_member where street_id = ${STREET} and grid_id = ${door?.grid_id ?? null} order by role, name`
      await look(tx, 'household.door', persons, [...new Set(subjects.flatMap((subject) => Object.keys(subject.values)))])
      return { door, ties, household, subjects, team }
    }),
  )
  app.post<{ Body: { text: string }; Querystring: { lo: string; hi: string } }>('/search', (request) =>
    searching.begin(async (begun) => {
      const tx = begun as unknown as Sql
      const { lo, hi } = request.query
      const community = Number(lo) / 1000 === Math.floor(Number(hi) / 1000) ? `'r${Number(lo) / 1000}' & ` : ''
      const found = await tx<{ id: string }[]>`
        select s.id, s.kind, s.values, s.meta, home.dwelling_id as dwelling, d.label from (
          select f.id, f.kind, f.sort from (
            select id, kind, sort from subject
            where street_id = ${STREET} and (search || array_to_tsvector(array['r' || (region_no / 1000)::text])) @@ ${`${community}(${searchQuery(request.body.text, keys)})`}::tsquery
              and region_no between ${lo} and ${hi} and kind = any(${['person', 'dwelling', 'premises', 'estate', 'organisation']})
              and merged_into is null and gone_on is null limit 2000) f
          order by f.kind, f.sort, f.id limit 21) found
        join subject s on s.street_id = ${STREET} and s.id = found.id
        left join lateral (
          select dwelling_id from tie t where t.street_id = ${STREET} and t.person_id = s.id and t.to_day is null
          order by array_position(array['person.residence', 'person.registration', 'person.tenancy', 'person.ownership'], t.kind) limit 1
        ) home on true
        left join dwelling d on d.street_id = ${STREET} and d.id = coalesce(home.dwelling_id, s.id)
        order by found.kind, found.sort, found.id`
      await look(
        tx,
        'household.search',
        found.map((row) => row.id),
        ['person.name', 'person.sex', 'person.birth-date'],
      )
      return { found }
    }),
  )
  return { origin: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
}
