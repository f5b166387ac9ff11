/** SQL of what is past its time by its purposes; as `linli_erase`, street by street, each night. */
import type { TransactionSql } from 'postgres'
import type { Element } from '#ground/facts/contract.ts'
import { listDefinitions } from '#ground/facts/definitions.ts'
import { keptOf } from '#ground/facts/merged-queries.ts'
import type { Gone, Moment } from '#kernel/forgetting/forgetting.ts'
import { listStanding } from '../purposes.ts'
import { type Ending, intervalOf, leastDays, listEndings } from './rules.ts'

type Sql = TransactionSql

/** What an emergency collected, and no emergency claims, ends a year after it was said. */
const UNCLAIMED = '365 days'

export async function expireByPurpose(sql: Sql, street: number, moment: Moment): Promise<Gone> {
  const elements = await listDefinitions(sql, street, 'element')
  const endings = listEndings(await listStanding(sql, street), new Map(elements.map(({ id, body }) => [id, body as Element])))
  const refold = new Set<string>()
  let expired = 0
  for (const ending of endings) {
    await certify(sql, street, ending, moment)
    for (const twin of [false, true]) {
      const gone = await takeOutEnded(sql, street, ending, moment, twin)
      expired += gone.length
      for (const subject of gone) refold.add(subject)
    }
  }
  await closeEmergencies(sql, street, endings, moment)
  await sql`delete from hold where street_id = ${street} and (ended_at is not null or until_day < ${moment.today}) and at < ${moment.now}::timestamptz - interval '3 years'`
  return { rows: { 'ended-fact': expired }, files: [], refold: [...refold] }
}

/** Takes these elements out of every saying past its time; who said something of whom, and when, stays as an empty saying. */
async function takeOutEnded(sql: Sql, street: number, ending: Ending, moment: Moment, twin: boolean): Promise<string[]> {
  const rows = twin
    ? await sql<{ subject: string }[]>`
        update statement_s t set body = t.body - ${ending.elements}::text[] from (${ended(sql, street, ending, moment, twin)}) e
        where t.street_id = ${street} and t.id = e.id returning t.subject_id as subject`
    : await sql<{ subject: string }[]>`
        update statement s set body = s.body - ${ending.elements}::text[], digest = null from (${ended(sql, street, ending, moment, twin)}) e
        where s.street_id = ${street} and s.id = e.id returning s.subject_id as subject`
  return rows.map(({ subject }) => subject)
}

/** Ids of sayings that hold one of these elements and are past every span of its purposes. Nobody under a hold. */
function ended(sql: Sql, street: number, ending: Ending, { now, today }: Moment, twin: boolean) {
  const intervals = (spans: Ending['said']) => spans.map(intervalOf)
  const words = twin ? sql`join statement_s w on w.street_id = s.street_id and w.id = s.id` : sql``
  const body = twin ? sql`w.body` : sql`s.body`
  const away = ending.left.length > 0 ? sql`join (${listAway(sql, street, today)}) a on a.id = s.subject_id` : sql``
  return sql`
    select s.id from statement s ${words} ${away}
    cross join lateral (
      select greatest(s.as_of, (select max(c.as_of) from confirmation c
        where c.street_id = s.street_id and c.statement_id = s.id and c.withdrawn_at is null)) as day
    ) last
    where s.street_id = ${street} and s.as_of < ${today}::date - ${leastDays(ending)}::int and ${body} ?| ${ending.elements}::text[]
      and not exists (select 1 from unnest(${intervals(ending.said)}::interval[]) span where ${today}::date <= (last.day + span)::date)
      ${ending.left.length > 0 ? sql`and not exists (select 1 from unnest(${intervals(ending.left)}::interval[]) span where ${today}::date <= (greatest(a.day, last.day) + span)::date)` : sql``}
      ${ending.event.length > 0 ? sql`and ${isPastEmergency(sql, intervals(ending.event), now, today)}` : sql``}
      and not exists (select 1 from hold h where h.street_id = s.street_id and h.subject_id = s.subject_id and h.ended_at is null and h.until_day >= ${today})`
}

/** The day somebody left: nothing ties her to a door any longer, or she died. A household: its door is left. Records merged into another go with it. */
function listAway(sql: Sql, street: number, today: string) {
  const open = sql`(t.to_day is null or t.to_day > ${today})`
  return sql`
    select r.id, left_on.day from subject r
    join lateral (
      select p.id, case when ${died(sql)}
          then coalesce((p.values->>'person.deceased-date')::date, (select max(x.as_of) from statement x where x.street_id = p.street_id and x.subject_id = p.id))
          else coalesce((select max(t.to_day) from tie t where t.street_id = p.street_id and t.person_id = p.id), '-infinity'::date) end as day
      from subject p where p.street_id = r.street_id and p.id = ${keptOf(sql, 'r')} and p.merged_into is null
        and (${died(sql)} or not exists (select 1 from tie t where t.street_id = p.street_id and t.person_id = p.id and ${open}))
    ) left_on on true
    where r.street_id = ${street} and r.kind = 'person'
    union all
    select h.id, greatest(h.to_day, (select max(t.to_day) from tie t where t.street_id = h.street_id and t.dwelling_id = h.dwelling_id), '-infinity'::date)
    from household h
    where h.street_id = ${street} and (h.to_day <= ${today}
      or not exists (select 1 from tie t where t.street_id = h.street_id and t.dwelling_id = h.dwelling_id and ${open}))`
}

function died(sql: Sql) {
  return sql`(coalesce((p.values->'person.is-deceased')::boolean, false) or p.values ? 'person.deceased-date')`
}

/** Where an emergency claims the saying, that one has ended for as long as its purposes allow, and no other still goes on. */
function isPastEmergency(sql: Sql, spans: string[], now: Date, today: string) {
  const claims = sql`e.street_id = s.street_id and s.region_no between e.region_lo and e.region_hi and s.as_of >= e.began_on and s.as_of <= ${endDay(sql)}`
  return sql`(${today}::date > (last.day + ${UNCLAIMED}::interval)::date or (
    exists (select 1 from emergency e where ${claims})
    and not exists (select 1 from emergency e where ${claims} and least(e.expires_at, e.ended_at) > ${now})
    and not exists (select 1 from emergency e, unnest(${spans}::interval[]) span where ${claims} and ${today}::date <= (${endDay(sql)} + span)::date)))`
}

function endDay(sql: Sql) {
  return sql`(least(e.expires_at, e.ended_at) at time zone 'Asia/Shanghai')::date`
}

/** Before it goes: how much of each element, for the emergency that claims it; added to what earlier nights destroyed. */
async function certify(sql: Sql, street: number, ending: Ending, moment: Moment): Promise<void> {
  if (ending.event.length === 0) return
  for (const twin of [false, true]) {
    const words = twin ? sql`statement_s` : sql`statement`
    await sql`
      update emergency k set certificate = coalesce(k.certificate, '{}') || found.counts
      from (
        select counted.emergency, jsonb_object_agg(counted.element, counted.n + coalesce((known.certificate->>counted.element)::int, 0)) as counts
        from (
          select e.id as emergency, element, count(*)::int as n
          from (${ended(sql, street, ending, moment, twin)}) gone
          join statement s on s.street_id = ${street} and s.id = gone.id
          join ${words} w on w.street_id = s.street_id and w.id = s.id
          join emergency e on e.street_id = s.street_id and s.region_no between e.region_lo and e.region_hi
            and s.as_of >= e.began_on and s.as_of <= ${endDay(sql)}
          cross join lateral jsonb_object_keys(w.body) element
          where element = any(${ending.elements}::text[]) group by 1, 2
        ) counted join emergency known on known.street_id = ${street} and known.id = counted.emergency group by 1
      ) found
      where k.street_id = ${street} and k.id = found.emergency`
  }
}

/** Past the longest span of all emergency purposes nothing of it is left. */
async function closeEmergencies(sql: Sql, street: number, endings: readonly Ending[], { now, today }: Moment): Promise<void> {
  const spans = [...new Set(endings.flatMap(({ event }) => event.map(intervalOf)))]
  await sql`
    update emergency e set destroyed_at = ${now}, certificate = coalesce(e.certificate, '{}')
    where e.street_id = ${street} and e.destroyed_at is null and least(e.expires_at, e.ended_at) <= ${now}
      and not exists (select 1 from unnest(${spans}::interval[]) span where ${today}::date <= (${endDay(sql)} + span)::date)`
}
