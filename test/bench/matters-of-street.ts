/** A street's matters for the benches, written once. */
import type { Sql } from 'postgres'
import { say } from './house.ts'
import { communityCode, STREET } from './street.ts'

/** What earlier runs opened goes: all of it lay in one community, whose list grew with every run. */
async function clearOpened(sql: Sql): Promise<void> {
  const filled = (column: string) =>
    sql`${sql(column)} between '019b0000-0000-7000-8000-000000000000' and '019b0000-0000-7000-8000-ffffffffffff'`
  for (const table of ['matter_token', 'matter_photo', 'matter_party', 'matter_reporter', 'act'])
    await sql`delete from ${sql(table)} where street_id = ${STREET} and not ${filled('matter_id')}`
  const gone = await sql`delete from matter where street_id = ${STREET} and not ${filled('id')} returning 1`
  if (gone.length > 0) for (const table of ['matter', 'act', 'matter_reporter', 'matter_token']) await sql`vacuum analyze ${sql(table)}`
}

/** Matters as years of work leave them: four in five closed, spread over all communities. */
export async function fillMatters(sql: Sql, wanted: number): Promise<void> {
  await clearOpened(sql)
  const [there] = await sql<{ n: number }[]>`select count(*)::int as n from matter where street_id = ${STREET}`
  if (there!.n >= wanted) return
  say(`writing ${wanted.toLocaleString('en')} matters …`)
  await sql`
    insert into matter (street_id, id, number, region_no, type_id, type_origin, type_version, category, channel, stand, outcome, lead, place, parties,
      due_at, due_what, opened_at, moved_at, closed_at, reporters, rev)
    select ${STREET}, ('019b0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '25-' || n, c.code * 1000 + n % 5, 'appeal', 'shipped', 1, 'other', 'phone',
      case when n % 5 = 0 then 'in-hand' else 'closed' end, case when n % 5 = 0 then null else 'confirmed' end,
      'community:' || c.code, 'community:' || c.code, array['community:' || c.code],
      case when n % 5 = 0 then now() + (n % 20000) * interval '1 minute' end, case when n % 5 = 0 then 'resolve' end,
      now() - n * interval '1 minute', now(), case when n % 5 = 0 then null else now() end, 1, 1
    from generate_series(1, ${wanted}) n cross join lateral (select ${communityCode(0)}::bigint + 1 + n / 7 % 100 as code) c on conflict do nothing`
  await sql`
    insert into act (street_id, matter_id, seq, kind, at, post_id, body, words)
    select street_id, id, 1, 'open', opened_at, id, '{}', '{"title": "楼道灯不亮，请尽快修"}' from matter where street_id = ${STREET} on conflict do nothing`
  await sql`
    insert into matter_reporter (street_id, id, matter_id, current_id, region_no, channel, at)
    select street_id, id, id, id, region_no, 'phone', opened_at from matter where street_id = ${STREET} on conflict do nothing`
  for (const table of ['matter', 'act', 'matter_reporter']) await sql`vacuum analyze ${sql(table)}`
}
