/**
 * What somebody took her consent back for goes from rows that lie staged too, written or not: at once, when another workbook brings it again, and each night. A row that still waits is judged
 * anew before it is written, from what is left of it.
 */
import type { TransactionSql } from 'postgres'
import { listWithdrawing } from '#ground/purposes/consents/queries.ts'
import { listAllStopped } from '#ground/purposes/consents/withdrawn.ts'
import { type Following, within } from '#kernel/action/across.ts'

/** Also rows that name her by a number and nobody has decided about yet. */
export async function dropWithdrawn(sql: TransactionSql, street: number, whose?: readonly string[]): Promise<number> {
  let dropped = 0
  for (const { elements, subjects } of await listAllStopped(sql, street, whose)) {
    const rows = await sql`
      update import_row r set body = r.body - ${elements}::text[], body_s = r.body_s - ${elements}::text[], next = null, next_s = null,
        outcomes = r.outcomes - ${elements}::text[], digest = null, search = null,
        more = (select jsonb_agg(m || jsonb_build_object('plain', (m->'plain') - ${elements}::text[], 'twin', (m->'twin') - ${elements}::text[]))
          from jsonb_array_elements(r.more) as m),
        problems = (select jsonb_agg(p) from jsonb_array_elements(r.problems) as p where not coalesce(p->>'element' = any(${elements}::text[]), false)),
        rev = case when i.rounds > r.round then r.rev else -1 end
      from import i
      where r.street_id = ${street} and i.street_id = r.street_id and i.id = r.import_id
        and (r.subject_id = any(${subjects}::uuid[])
          or r.tokens && (select coalesce(array_agg(token), '{}') from identifier where street_id = ${street} and subject_id = any(${subjects}::uuid[])))
        and (r.body ?| ${elements}::text[] or r.body_s ?| ${elements}::text[] or r.next->'values' ?| ${elements}::text[] or r.next_s->'values' ?| ${elements}::text[]
          or exists (select 1 from jsonb_array_elements(r.more) as m where m->'plain' ?| ${elements}::text[] or m->'twin' ?| ${elements}::text[]))
      returning 1`
    dropped += rows.length
  }
  return dropped
}

function dropping(event: string, name: string, whose: (subjects: readonly string[]) => readonly string[] | undefined): Following {
  return {
    event,
    name,
    run: async (house, { street, event: { subjects } }) => {
      // Hardly anybody takes something back: a workbook about others asks the role that deletes for nothing.
      if ((await within(house, street, (sql) => listWithdrawing(sql, street))).length === 0) return
      await house.forgetting.within(street, (sql) => dropWithdrawn(sql, street, whose(subjects)))
    },
  }
}

export const importFollowers: readonly Following[] = [
  dropping('consent.withdrawn', 'import-drops-withdrawn', (subjects) => subjects),
  dropping('import.staged', 'import-drops-staged', () => undefined),
]
