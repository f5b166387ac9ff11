/** SQL of assessments. */
import type { Tx } from '#kernel/action/context.ts'
import type { Assessed } from '../contract.ts'
import type { Subject } from './rules.ts'

export type AssessmentRow = Assessed & Subject & { purpose: string }

/** The newest first; of every purpose, or of one. */
export async function listAssessments(sql: Tx, street: number, purpose?: string): Promise<AssessmentRow[]> {
  return sql<AssessmentRow[]>`
    select a.purpose_id as purpose, a.at, coalesce(l.shown_name, '') as who, a.elements, a.recipients, a.automated, a.published, a.necessity, a.effect, a.measures
    from assessment a left join login l on l.id = a.login_id
    where a.street_id = ${street} and ${purpose === undefined ? sql`true` : sql`a.purpose_id = ${purpose}`} order by a.at desc, a.id desc limit 1000`
}

export async function insertAssessment(
  sql: Tx,
  row: Subject & {
    street: number
    id: string
    purpose: string
    necessity: string
    effect: string
    measures: string
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  await sql`
    insert into assessment (street_id, id, purpose_id, elements, recipients, automated, published, necessity, effect, measures, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.purpose}, ${row.elements}, ${row.recipients}, ${row.automated}, ${row.published}, ${row.necessity}, ${row.effect},
      ${row.measures}, ${row.login}, ${row.post}, ${row.at})`
}
