/** SQL of taking an import back. */
import type { Tx } from '#kernel/action/context.ts'

/** Sayings that repeated earlier ones no longer count. */
export async function withdrawConfirmations(sql: Tx, street: number, ref: string, at: Date): Promise<number> {
  const withdrawn = await sql`
    update confirmation set withdrawn_at = ${at} where street_id = ${street} and ref = ${ref} and withdrawn_at is null returning 1`
  return withdrawn.length
}

/** Subjects that this import brought and nobody spoke of since, neither anew nor by repeating its words: nothing is left of them. */
export async function listUntouched(sql: Tx, street: number, id: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select s.id from import_row r join subject s on s.street_id = r.street_id and s.id = r.subject_id
    where r.street_id = ${street} and r.import_id = ${id} and r.fresh and s.rev = 1
      and not exists (select 1 from confirmation c where c.street_id = r.street_id and c.statement_id = r.statement_id and c.withdrawn_at is null)
    order by s.id`
  return rows.map((row) => row.id)
}

/** They are marked gone, found by nothing, and their identifiers are free. */
export async function clearSubjects(sql: Tx, street: number, subjects: string[], today: string): Promise<void> {
  await sql`delete from identifier where street_id = ${street} and subject_id = any(${subjects}::uuid[])`
  await sql`delete from tie where street_id = ${street} and person_id = any(${subjects}::uuid[])`
  await sql`update subject_s set values = '{}', meta = '{"at":[]}', conflicts = 0 where street_id = ${street} and id = any(${subjects}::uuid[])`
  await sql`delete from household where street_id = ${street} and id = any(${subjects}::uuid[])`
  await sql`delete from premises where street_id = ${street} and id = any(${subjects}::uuid[])`
  await sql`
    update subject set values = '{}', meta = '{"at":[]}', conflicts = 0, search = null, rev = rev + 1, gone_on = ${today}
    where street_id = ${street} and id = any(${subjects}::uuid[])`
}

/** Whom it spoke of: to be folded again from what remains. Those it only confirmed stand as they are unless they were written since. */
export async function listToFold(sql: Tx, street: number, id: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct r.subject_id as id from import_row r join subject s on s.street_id = r.street_id and s.id = r.subject_id
    join import i on i.street_id = r.street_id and i.id = r.import_id
    where r.street_id = ${street} and r.import_id = ${id} and r.round < i.rounds and r.verdict in ('new', 'changed', 'same', 'conflict')
      and s.merged_into is null and (r.repeats is null or s.rev <> r.rev)
    order by 1`
  return rows.map((row) => row.id)
}

export async function markLater(sql: Tx, street: number, id: string, subjects: string[]): Promise<void> {
  await sql`
    update import_row set later = true where street_id = ${street} and import_id = ${id} and subject_id = any(${subjects}::uuid[])`
}

/** Doors, buildings and estates it made that nobody uses: no person, no household, no fact, no grid, nothing inside. Returns how many doors. */
export async function removeUnusedPlaces(sql: Tx, street: number, id: string, today: string): Promise<number> {
  const doors = await sql<{ id: string }[]>`
    delete from dwelling d using import_place p
    where p.street_id = ${street} and p.import_id = ${id} and p.kind = 'dwelling' and d.street_id = p.street_id and d.id = p.id and d.region_no = p.region_no
      and not exists (select 1 from tie t where t.street_id = d.street_id and t.dwelling_id = d.id)
      and not exists (select 1 from household h where h.street_id = d.street_id and h.dwelling_id = d.id)
      and not exists (select 1 from subject s where s.street_id = d.street_id and s.id = d.id and s.values <> '{}')
    returning d.id`
  const buildings = await sql<{ id: string }[]>`
    delete from building b using import_place p
    where p.street_id = ${street} and p.import_id = ${id} and p.kind = 'building' and b.street_id = p.street_id and b.id = p.id
      and not exists (select 1 from dwelling d where d.street_id = b.street_id and d.building_id = b.id)
      and not exists (select 1 from subject s where s.street_id = b.street_id and s.id = b.id and s.values <> '{}')
    returning b.id`
  const estates = await sql<{ id: string }[]>`
    delete from estate e using import_place p
    where p.street_id = ${street} and p.import_id = ${id} and p.kind = 'estate' and e.street_id = p.street_id and e.id = p.id
      and not exists (select 1 from dwelling d where d.street_id = e.street_id and d.estate_id = e.id)
      and not exists (select 1 from building b where b.street_id = e.street_id and b.estate_id = e.id)
      and not exists (select 1 from premises v where v.street_id = e.street_id and v.estate_id = e.id)
      and not exists (select 1 from subject s where s.street_id = e.street_id and s.id = e.id and s.values <> '{}')
    returning e.id`
  const gone = [...doors, ...buildings, ...estates].map((place) => place.id)
  await sql`
    update subject set gone_on = ${today}, search = null, rev = rev + 1 where street_id = ${street} and id = any(${gone}::uuid[])`
  return doors.length
}
