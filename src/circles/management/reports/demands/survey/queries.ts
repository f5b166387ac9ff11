/** SQL of surveys: whom to look at in a street, and what was found for the asker's jurisdiction. */
import type { Tx } from '#kernel/action/context.ts'
import type { Fragment } from '../../conditions.ts'
import type { ReportPlan } from '../../contract.ts'
import type { Survey } from './contract.ts'

/** So many of a population, chosen by the random ends of their ids: the same ones each time, from everywhere. */
export async function sampleSubjects(
  sql: Tx,
  street: number,
  range: { lo: number; hi: number },
  kind: string,
  where: Fragment,
  most: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select s.id from subject s left join subject_s t on t.street_id = s.street_id and t.id = s.id
    where s.street_id = ${street} and s.kind = ${kind} and s.region_no between ${range.lo} and ${range.hi} and s.merged_into is null and s.gone_on is null and ${where}
    order by right(s.id::text, 12) limit ${most}`
  return rows.map(({ id }) => id)
}

export async function updateSurvey(sql: Tx, street: number, demand: string, target: number, survey: Survey): Promise<void> {
  await sql`
    update demand_street set survey = ${sql.json(survey as never)} where street_id = ${street} and demand_id = ${demand} and target = ${target}`
}

export async function listSurveys(sql: Tx, street: number, demand: string): Promise<(Survey | null)[]> {
  const rows = await sql<{ survey: Survey | null }[]>`
    select survey from demand_street where street_id = ${street} and demand_id = ${demand} order by target`
  return rows.map(({ survey }) => survey)
}

/** Others that wait or are with the streets, as far as the post sees. */
export async function listOpenDemands(
  sql: Tx,
  street: number,
  but: string,
): Promise<{ id: string; title: string; asker: string; plan: ReportPlan }[]> {
  return sql<{ id: string; title: string; asker: string; plan: ReportPlan }[]>`
    select id, title, asker, plan from demand
    where street_id = ${street} and id <> ${but} and state in ('submitted', 'admitted') order by at desc limit 200`
}
