/**
 * A page of fifty of the worklist, out of a million matters of one street, as a clerk of one community and as a street officer; and an appeal taken in
 * through the whole door by sixteen at once. Against a bare handler that sends the same SQL without policies and leaves the same rows.
 */
import fastify from 'fastify'
import type { Sql } from 'postgres'
import { numberOf } from '#ground/matters/number.ts'
import { newId } from '#kernel/log/id.ts'
import { openBenchHouse, type Resident, type Staff } from './house.ts'
import { type Asked, startAsker } from './load.ts'
import { fillMatters } from './matters-of-street.ts'
import { median, quantile, reportRounds } from './report.ts'
import { communityCode, STREET, scale } from './street.ts'
import { openSuperuser } from './superuser.ts'

const ROUNDS = 7
const LIMIT = 2
const WANTED = Math.round(1_000_000 * scale)
const READS = Math.max(60, Math.round(300 * Math.min(1, scale * 4)))
const OPENS = Math.max(60, Math.round(400 * Math.min(1, scale * 4)))
/** One telephone may report thirty things a day. */
const A_DAY = 25
const API = `/api/v1/s/${STREET}`

const asker = startAsker()
const bench = await openBenchHouse()
const relaxed = openSuperuser(bench.running.database, 14, { synchronous_commit: 'off' })
const durable = openSuperuser(bench.running.database, 14)
await fillMatters(bench.floor, WANTED)
const bare = await openFloor(relaxed, durable)
try {
  for (const [post, from, to] of [
    ['clerk', 7, 7],
    ['street', 1, 100],
  ] as const) {
    const staff = await bench.employ(post, from, to)
    const name = `worklist of 50 out of ${WANTED.toLocaleString('en')} matters, ${post === 'clerk' ? 'one community' : 'the street'}`
    const range = `lo=${communityCode(from) * 1000}&hi=${communityCode(to) * 1000 + 999}`
    const asks = () => ({
      ours: { method: 'GET', path: `${API}/matters?list=open&limit=50`, headers: staff.headers() } as Asked,
      floor: { method: 'GET', path: `/matters?${range}` } as Asked,
    })
    await compare(name, 2, READS, asks)
  }
  const clerk = await bench.employ('clerk', 7, 7)
  await compare('an appeal taken in through the whole door, 16 at once', 16, OPENS, () => opening(clerk))
  const residents = await bench.moveIn(7, Math.max(16, Math.ceil((OPENS * (ROUNDS + 1)) / A_DAY)))
  let at = 0
  await compare('an appeal by a resident through the whole door, 16 at once', 16, OPENS, () =>
    reporting(residents[at++ % residents.length]!),
  )
} finally {
  asker.stop()
  await bare.close()
  await relaxed.end()
  await durable.end()
  await bench.close()
}

async function compare(name: string, connections: number, count: number, make: () => { ours: Asked; floor: Asked }): Promise<void> {
  const rounds: { ours: number; floor: number }[] = []
  const medians: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const asked = Array.from({ length: count }, make)
    const fire = (origin: string, which: 'ours' | 'floor') => asker.ask({ origin, connections, requests: asked.map((one) => one[which]) })
    const first = round % 2 === 0 ? await fire(bare.origin, 'floor') : undefined
    const ours = await fire(bench.origin, 'ours')
    const floor = first ?? (await fire(bare.origin, 'floor'))
    // The first only warms up.
    if (round === 0) continue
    rounds.push({ ours: quantile(ours.each, 0.95), floor: quantile(floor.each, 0.95) })
    medians.push(median(ours.each) / median(floor.each))
  }
  const note = `medians × ${median(medians).toFixed(2)}, ${ROUNDS} rounds of ${count}`
  reportRounds({ name, unit: 'ms p95', limit: LIMIT, note }, rounds)
}

function opening(staff: Staff): { ours: Asked; floor: Asked } {
  const body = JSON.stringify({
    type: 'appeal',
    category: 'other',
    channel: 'phone',
    region: communityCode(7),
    title: '楼道灯不亮',
    text: '三楼的灯坏了一周',
    reporter: { name: '赵敏', phone: '13800001111' },
  })
  const headers = { 'content-type': 'application/json' }
  return {
    ours: { method: 'POST', path: `${API}/matters`, headers: { ...staff.headers(), ...headers, 'idempotency-key': newId() }, body },
    floor: { method: 'POST', path: '/matters', headers, body },
  }
}

function reporting({ person, door, headers }: Resident): { ours: Asked; floor: Asked } {
  const text = '楼道灯不亮，三楼的灯坏了一周'
  const body = JSON.stringify({ type: 'appeal', category: 'other', text, place: { kind: 'door', door } })
  const json = { 'content-type': 'application/json' }
  return {
    ours: { method: 'POST', path: `${API}/mine/${person}/matters`, headers: { ...headers(), ...json, 'idempotency-key': newId() }, body },
    floor: { method: 'POST', path: '/matters', headers: json, body: JSON.stringify({ title: text.slice(0, 5), text }) },
  }
}

/** The statements of the house with the scope written into them; reads do not wait for the disk, writes do. */
async function openFloor(reading: Sql, writing: Sql): Promise<{ origin: string; close: () => Promise<void> }> {
  const app = fastify()
  const [login, post] = [newId(), newId()]
  app.get<{ Querystring: { lo: string; hi: string } }>('/matters', (request) =>
    reading.begin(async (tx) => {
      const { lo, hi } = request.query
      const area = Number(hi) - Number(lo) < 10_000 ? tx`and region_no between ${lo}::bigint and ${hi}::bigint` : tx``
      const rows = await tx<{ id: string }[]>`
        select id, number, type_id, type_origin, type_version, category, stand, outcome, lead, due_at, due_what, paused, raised, returned, reopened, reporters,
          channel, opened_at, moved_at, rev from matter
        where street_id = ${STREET} and not sealed and stand <> 'closed' ${area}
        order by due_at nulls last, id limit 51`
      const ids = rows.slice(0, 50).map(({ id }) => id)
      const parties = ['community:1']
      const [titles, persons, calls, regions, units] = await Promise.all([
        tx`select matter_id, words->>'title' as title from act where street_id = ${STREET} and matter_id = any(${ids}::uuid[]) and seq = 1`,
        tx`select distinct person_id from matter_reporter where street_id = ${STREET} and current_id = any(${ids}::uuid[]) and person_id is not null`,
        tx`
          select matter_id, min(arrive_by) from matter_party
          where street_id = ${STREET} and matter_id = any(${ids}::uuid[]) and party = any(${parties}::text[]) and done_at is null and not let_go
            and arrived_at is null group by 1`,
        tx`select code, name from region where to_day is null and (code = ${`${STREET}000`} or parent = ${`${STREET}000`}) order by code limit 2000`,
        tx`select id, kind, name, phone, rev, ended_on is not null as ended from unit where street_id = ${STREET} limit 2000`,
      ])
      await tx`
        insert into look (street_id, at, id, login_id, post_id, view, subjects, filter, fields, reason, sensitive)
        values (${STREET}, ${new Date()}, ${newId()}, ${login}, ${post}, 'floor', '{}', null, '{}', null, false)`
      return { rows, titles, persons, calls, regions, units }
    }),
  )
  app.post<{ Body: { title: string; text: string } }>('/matters', (request) =>
    writing.begin(async (tx) => {
      const [id, reporter, now] = [newId(), newId(), new Date()]
      const region = communityCode(7) * 1000
      await tx`insert into idempotency (street_id, login_id, key, hash, at, reply) values (${STREET}, ${login}, ${newId()}, ${Buffer.alloc(32)}, ${now}, ${tx.json({})})`
      const [type] = await tx`
        select body from definition where street_id in (0, ${STREET}) and kind = 'matter' and id = 'appeal' order by street_id desc, version desc limit 1`
      const number = numberOf(2026, Math.floor(Math.random() * 9_999_999))
      await tx`
        insert into matter (street_id, id, number, region_no, type_id, type_origin, type_version, category, channel, stand, lead, place, parties, due_at,
          due_what, opened_at, moved_at, reporters, rev)
        values (${STREET}, ${id}, ${`${number}-${id}`}, ${region}, 'appeal', 'shipped', 1, 'other', 'phone', 'received', 'community:7', 'community:7',
          '{community:7}', ${now}, 'response', ${now}, ${now}, 1, 1)`
      const words = { title: request.body.title, text: request.body.text }
      const tokens = Array.from({ length: 12 }, (_, at) => at * 1_000_003)
      await Promise.all([
        tx`
          insert into act (street_id, matter_id, seq, kind, at, post_id, body, words)
          values (${STREET}, ${id}, 1, 'open', ${now}, ${post}, ${tx.json({ category: 'other', reporter })}, ${tx.json(words)})`,
        tx`
          insert into matter_reporter (street_id, id, matter_id, current_id, region_no, channel, contact, at)
          values (${STREET}, ${reporter}, ${id}, ${id}, ${region}, 'phone', 'sealed', ${now})`,
        tx`
          insert into matter_token (street_id, matter_id, region_no, tokens, weight, open)
          values (${STREET}, ${id}, ${region}, ${tokens}::int[], 60, true)`,
      ])
      const regions =
        await tx`select code, name from region where to_day is null and (code = ${`${STREET}000`} or parent = ${`${STREET}000`})`
      await tx`
        insert into log (street_id, at, id, login_id, post_id, action, events)
        values (${STREET}, ${now}, ${newId()}, ${login}, ${post}, 'floor', ${tx.json([{ name: 'matter.opened', refs: { matter: id } }])})`
      return { id, number, type: type?.body?.texts, regions: regions.length }
    }),
  )
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  return { origin, close: () => app.close() }
}
