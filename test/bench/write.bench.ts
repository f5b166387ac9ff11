/**
 * A small write through the whole door against a bare handler that makes the same inserts, 16 connections into one street. Twice: drawing one
 * thing (a member of a grid's team), and correcting one fact of a person. The sealer runs all the while; its backlog is reported.
 */
import fastify from 'fastify'
import type { Sql, TransactionSql } from 'postgres'
import { newId } from '#kernel/log/id.ts'
import { pick, randomOf } from '../corpus/values.ts'
import { type BenchHouse, openBenchHouse, type Staff } from './house.ts'
import { type Asked, startAsker } from './load.ts'
import { report, reportRounds } from './report.ts'
import { STREET, scale } from './street.ts'

const CONNECTIONS = 16
const ROUNDS = 7
const WRITES = Math.max(200, Math.round(1500 * Math.min(1, scale * 4)))
const LIMIT = 2
const API = `/api/v1/s/${STREET}`

const random = randomOf('writes')
const asker = startAsker()
const bench = await openBenchHouse()
const bare = await openFloor(bench.floor)
const backlog = watchBacklog(bench)
try {
  const staff = await bench.employ('street', 1, 100)
  const grids = await bench.floor<{ id: string }[]>`select id from grid where street_id = ${STREET}`
  await compare('small write, one row drawn, 16 connections', (count) => drawings(staff, grids, count))
  await compare('small write, one fact corrected, 16 connections', (count) => corrections(bench.floor, staff, count))
  await reportBacklog()
} finally {
  clearInterval(backlog.timer)
  asker.stop()
  await bare.close()
  await bench.close()
}

/** Rounds of ours and of the floor by turns; the first of each only warms up. */
async function compare(name: string, prepare: (count: number) => Promise<{ ours: Asked[]; floor: Asked[] }>): Promise<void> {
  const rounds: { ours: number; floor: number }[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { ours, floor } = await prepare(WRITES)
    const first = round % 2 === 0
    const before = first ? await asker.ask({ origin: bare.origin, connections: CONNECTIONS, requests: floor }) : undefined
    const own = await asker.ask({ origin: bench.origin, connections: CONNECTIONS, requests: ours })
    const after = before ?? (await asker.ask({ origin: bare.origin, connections: CONNECTIONS, requests: floor }))
    if (round > 0) rounds.push({ ours: own.wall / WRITES, floor: after.wall / WRITES })
  }
  reportRounds({ name, unit: 'ms each', limit: LIMIT, note: `${ROUNDS} rounds of ${WRITES}` }, rounds)
}

/** Each in a grid drawn at random: people of one street seldom draw in the same grid at once. */
async function drawings(staff: Staff, grids: { id: string }[], count: number): Promise<{ ours: Asked[]; floor: Asked[] }> {
  const asked = (path: string, headers: Record<string, string>, key: string): Asked => ({
    method: 'POST',
    path,
    headers: { ...headers, 'idempotency-key': key },
    body: JSON.stringify({ role: 'stairwell-head', name: '王量度', from: today() }),
  })
  const path = () => `/grids/${pick(random, grids).id}/members`
  return {
    ours: Array.from({ length: count }, () => asked(`${API}${path()}`, staff.headers(), newId())),
    floor: Array.from({ length: count }, () => asked(path(), { 'content-type': 'application/json' }, newId())),
  }
}

/** People drawn at random, each once, half of them for the floor. */
async function corrections(sql: Sql, staff: Staff, count: number): Promise<{ ours: Asked[]; floor: Asked[] }> {
  const people = await sql<{ id: string; rev: number }[]>`
    select id, rev from subject tablesample system (${Math.min(100, 2 + 100 / scale / 20)}) where kind = 'person' order by random() limit ${count * 2}`
  if (people.length < count * 2) throw new Error('too few people to correct')
  const asked = ({ id, rev }: { id: string; rev: number }, at: number): Asked => {
    const values = { 'person.living-arrangement': at % 2 ? 'spouse' : 'children' }
    const body = JSON.stringify({ values, source: 'seen', asOf: today() })
    const headers = { 'idempotency-key': newId(), 'if-match': `"${rev}"` }
    return at < count
      ? { method: 'POST', path: `${API}/subjects/${id}/facts`, headers: { ...staff.headers(), ...headers }, body }
      : { method: 'POST', path: `/subjects/${id}/facts`, headers: { 'content-type': 'application/json', ...headers }, body }
  }
  const all = people.map(asked)
  return { ours: all.slice(0, count), floor: all.slice(count) }
}

function today(): string {
  return bench.running.house.now().toISOString().slice(0, 10)
}

/** What one would write who knows the tables and owes nothing to anybody: the same rows in one transaction each, the answer kept under its key. */
async function openFloor(sql: Sql): Promise<{ origin: string; close: () => Promise<void> }> {
  const app = fastify()
  const [login, post] = [newId(), newId()]
  type Route = { Params: { id: string }; Headers: { 'idempotency-key': string; 'if-match'?: string } }
  app.post<Route & { Body: { role: string; name: string; from: string } }>('/grids/:id/members', async (request) => {
    const key = request.headers['idempotency-key']
    const member = newId()
    await sql.begin(async (tx) => {
      const [earlier] = await tx`select reply from idempotency where street_id = ${STREET} and login_id = ${login} and key = ${key}`
      if (earlier) return
      await tx`
        insert into grid_member (street_id, grid_id, id, role, name, from_day)
        values (${STREET}, ${request.params.id}, ${member}, ${request.body.role}, ${request.body.name}, ${request.body.from})`
      await record(tx, key, 'grid.add-member', { member })
    })
    return { member }
  })
  app.post<Route & { Body: { values: Record<string, string>; source: string; asOf: string } }>('/subjects/:id/facts', async (request) => {
    const { id } = request.params
    const { values, source, asOf } = request.body
    const key = request.headers['idempotency-key']
    const rev = Number(request.headers['if-match']?.replaceAll('"', ''))
    await sql.begin(async (tx) => {
      const [earlier] = await tx`select reply from idempotency where street_id = ${STREET} and login_id = ${login} and key = ${key}`
      if (earlier) return
      const [subject] = await tx<{ region_no: number; rev: number; meta: { at: string[][]; of?: Record<string, number> } }[]>`
        select region_no, rev, meta from subject where street_id = ${STREET} and id = ${id} for update`
      if (subject?.rev !== rev) throw new Error('another version')
      const statement = newId()
      await tx`
        insert into statement (street_id, id, subject_id, region_no, source, as_of, said_at, post_id, decides, body)
        values (${STREET}, ${statement}, ${id}, ${subject.region_no}, ${source}, ${asOf}, now(), ${post}, true, ${tx.json(values)})`
      const { at, of } = subject.meta
      const meta = {
        at: [...at, [statement, source, asOf]],
        of: { ...of, ...Object.fromEntries(Object.keys(values).map((name) => [name, at.length])) },
      }
      await tx`update subject set rev = ${rev + 1}, values = values || ${tx.json(values)}, meta = ${tx.json(meta)} where street_id = ${STREET} and id = ${id}`
      await record(tx, key, 'fact.correct', { rev: rev + 1 })
    })
    return { rev: rev + 1 }
  })
  const record = async (tx: TransactionSql, key: string, action: string, reply: Record<string, string | number>) => {
    await tx`
      insert into idempotency (street_id, login_id, key, hash, at, reply)
      values (${STREET}, ${login}, ${key}, ${Buffer.alloc(32)}, now(), ${tx.json(reply)}) on conflict do nothing`
    await tx`
      insert into log (street_id, at, id, login_id, post_id, action, events)
      values (${STREET}, now(), ${newId()}, ${login}, ${post}, ${action}, ${tx.json([{ name: action, subjects: [newId()], fields: [] }])})`
  }
  return { origin: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() }
}

function watchBacklog({ running }: BenchHouse): { timer: NodeJS.Timeout; seen: number[] } {
  const seen: number[] = []
  const timer = setInterval(() => running.sealer.backlog().then((rows) => seen.push(rows)), 500)
  return { timer, seen }
}

async function reportBacklog(): Promise<void> {
  report({ name: 'sealer under these writes: most rows behind', unit: 'rows', ours: Math.max(...backlog.seen) })
  const began = performance.now()
  while ((await bench.running.sealer.backlog()) > 0 && performance.now() - began < 60_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
  report({ name: 'sealer after the last write: until nothing is behind', unit: 's', ours: (performance.now() - began) / 1000 })
}
