/**
 * The night: what is past its time by its purposes is taken out of everything that was said. Everybody behind one door in a hundred moved away so long ago that nothing of them may stand any
 * more; against the updates that somebody would write by hand who knows so. Both are rolled back. Beside it, reported only: a whole night on which nothing ends.
 */
import type { Sql, TransactionSql } from 'postgres'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { purposeForgets } from '#ground/purposes/forget-queries.ts'
import { dayOf } from '#kernel/action/house.ts'
import { openBenchHouse } from './house.ts'
import { inTurns, report, reportRounds, timed } from './report.ts'
import { STREET } from './street.ts'

const ROUNDS = 5
/** Of so many doors, one was left. */
const ONE_IN = 100
/** Longer than any purpose keeps anything; in days, so that it can be put back. */
const LONG_AGO = 40 * 365

class Undone extends Error {}

const bench = await openBenchHouse()
const { house } = bench.running
const today = dayOf(house.now())
let left: string[] = []
try {
  const quiet = await timed(() => expireStreet(house, STREET))
  const [{ people } = { people: 0 }] = await bench.floor<{ people: number }[]>`
    select count(*)::int as people from subject where street_id = ${STREET} and kind = 'person'`
  report({ name: 'expiry: a night on which nothing ends', unit: 'ms', ours: quiet, note: `${people.toLocaleString('en')} people` })

  left = await leave(bench.floor)
  let stands = { ours: -1, floor: -1 }
  const rounds = await inTurns(ROUNDS, {
    ours: () =>
      undone(
        house.forgetting.within(STREET, async (sql) => {
          await purposeForgets.expire!(sql, STREET, { now: house.now(), today })
          stands = { ...stands, ours: await countStanding(sql) }
          throw new Undone()
        }),
      ),
    floor: () =>
      undone(
        bench.floor.begin(async (sql) => {
          await takeOutByHand(sql)
          stands = { ...stands, floor: await countStanding(sql) }
          throw new Undone()
        }),
      ),
  })
  if (stands.ours !== 0 || stands.floor !== 0) throw new Error(`sayings that still hold something: ${stands.ours}, by hand ${stands.floor}`)
  reportRounds(
    { name: 'expiry: a night on which one door in a hundred ends', unit: 'ms', note: `${left.length.toLocaleString('en')} people` },
    rounds,
  )
} finally {
  await comeBack(bench.floor)
  await bench.close()
}

async function undone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
}

/** Everybody behind these doors, and what was said of them, is set back by years. */
async function leave(sql: Sql): Promise<string[]> {
  const gone = await sql<{ person: string }[]>`
    update tie set from_day = from_day - ${LONG_AGO}::int, to_day = coalesce(from_day, ${today}::date) - ${LONG_AGO}::int + 1
    where street_id = ${STREET} and to_day is null and abs(hashtext(dwelling_id::text)) % ${ONE_IN} = 0 returning person_id as person`
  const persons = [...new Set(gone.map(({ person }) => person))]
  const away = await sql<{ id: string }[]>`
    select p.id from unnest(${persons}::uuid[]) as p(id)
    where not exists (select 1 from tie t where t.street_id = ${STREET} and t.person_id = p.id and t.to_day is null)`
  const ids = away.map(({ id }) => id)
  await sql`update statement set as_of = as_of - ${LONG_AGO}::int where street_id = ${STREET} and subject_id = any(${ids}::uuid[])`
  return ids
}

async function comeBack(sql: Sql): Promise<void> {
  await sql`update statement set as_of = as_of + ${LONG_AGO}::int where street_id = ${STREET} and subject_id = any(${left}::uuid[])`
  await sql`
    update tie set from_day = from_day + ${LONG_AGO}::int, to_day = null
    where street_id = ${STREET} and to_day < ${today}::date - ${LONG_AGO}::int + 2 and abs(hashtext(dwelling_id::text)) % ${ONE_IN} = 0`
}

/** What a clerk who knows SQL would write, had she one term for everything: who is away so long, and nothing said of them since. */
async function takeOutByHand(sql: TransactionSql): Promise<void> {
  await sql`
    create temp table away on commit drop as
    select person_id as id from tie where street_id = ${STREET} group by person_id having bool_and(to_day < ${today}::date - 30 * 365)`
  await sql`
    update statement_s t set body = '{}' from statement s, away a
    where s.street_id = ${STREET} and s.subject_id = a.id and s.as_of < ${today}::date - 30 * 365 and t.street_id = s.street_id and t.id = s.id and t.body <> '{}'`
  await sql`
    update statement s set body = '{}', digest = null from away a
    where s.street_id = ${STREET} and s.subject_id = a.id and s.as_of < ${today}::date - 30 * 365 and s.body <> '{}'`
}

async function countStanding(sql: Sql | TransactionSql): Promise<number> {
  const [row] = await sql<{ standing: number }[]>`
    select (select count(*) from statement where street_id = ${STREET} and subject_id = any(${left}::uuid[]) and body <> '{}')::int
      + (select count(*) from statement_s where street_id = ${STREET} and subject_id = any(${left}::uuid[]) and body <> '{}')::int as standing`
  return row!.standing
}
