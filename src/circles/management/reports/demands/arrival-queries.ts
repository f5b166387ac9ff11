/** SQL by which a demand becomes a request of a street, and by which it is told how the request stands. */
import type { Tx } from '#kernel/action/context.ts'
import type { RequestRow } from '../queries.ts'
import type { Heard } from './queries.ts'

export type ArrivedTerms = Pick<
  RequestRow,
  'title' | 'asker' | 'due_on' | 'basis' | 'purpose' | 'survey' | 'form_no' | 'form_valid_to' | 'money' | 'people' | 'powers' | 'cited'
>

export async function insertArrived(
  sql: Tx,
  row: {
    street: number
    id: string
    from: number
    region: number
    terms: ArrivedTerms
    notice: string | null
    file: string
    fileName: string
    sheets: RequestRow['sheets']
    plan: RequestRow['plan']
    forAll: boolean
    login: string
    post: string
    at: Date
  },
): Promise<void> {
  const { terms } = row
  await sql`
    insert into request (street_id, id, region_no, title, asker, due_on, basis, basis_file_id, purpose, survey, form_no, form_valid_to, money, people, powers, cited, file_id, file_name, sheets, plan, state, demand_from, for_all, login_id, post_id, at)
    values (${row.street}, ${row.id}, ${row.region}, ${terms.title}, ${terms.asker}, ${terms.due_on}, ${terms.basis}, ${row.notice}, ${terms.purpose}, ${terms.survey}, ${terms.form_no}, ${terms.form_valid_to}, ${terms.money}, ${terms.people}, ${terms.powers}, ${terms.cited},
      ${row.file}, ${row.fileName}, ${sql.json(row.sheets as never)}, ${sql.json(row.plan as never)}, 'received', ${row.from}, ${row.forAll}, ${row.login}, ${row.post}, ${row.at})`
}

export type Standing = Omit<Heard, 'burden'> & { from: number }

/** Of a request that was asked here: who is to hear of it, and how it stands. */
export async function findStanding(sql: Tx, street: number, request: string): Promise<Standing | undefined> {
  const [row] = await sql<({ state: string } & Omit<Standing, 'state'>)[]>`
    select r.demand_from as "from", case when r.state in ('received', 'filled') and o.objection is not null and o.answered is null then 'objected' else r.state end as state, r.counts, coalesce(p.parts, 0) as parts, coalesce(p.signed, 0) as signed,
      case when r.state in ('merged', 'sent-back') then a.answer when r.state <> 'delivered' then o.objection end as answer
    from request r left join lateral (
      select count(*)::int as parts, count(s.id)::int as signed
      from delivery_part d left join sign_off s on s.street_id = d.street_id and s.delivery_id = d.delivery_id and s.region_no = d.region_no and not s.whole
      where d.street_id = ${street} and d.request_id = ${request} and d.delivery_id = (
        select delivery_id from delivery_part where street_id = ${street} and request_id = ${request} order by delivery_id desc limit 1)) p on true
    left join lateral (
      select jsonb_build_object('kind', w.kind, 'lacks', to_jsonb(w.lacks), 'words', w.words, 'by', w.title, 'at', w.at,
        -- What it was called that came by another way may be somebody's name: only who asks it is told.
        'into', case when w.into_id is null then null when i.demand_from is null then i.asker else i.asker || '《' || i.title || '》' end) as answer
      from request_answer w left join request i on i.street_id = w.street_id and i.id = w.into_id
      where w.street_id = ${street} and w.request_id = ${request} order by w.at desc, w.id desc limit 1) a on true
    left join lateral (
      select jsonb_build_object('kind', 'objected', 'lacks', to_jsonb(b.reasons), 'words', nullif(b.words, ''), 'by', coalesce(p.title, ''), 'at', b.raised_at, 'into', null,
        'due', b.due_on, 'answered', b.answer, 'ruling', b.answer_words) as objection, b.answer as answered
      from objection b left join post p on p.street_id = b.street_id and p.id = b.raised_by
      where b.street_id = ${street} and b.side = 'raised' and b.about_kind = 'request' and b.about_id = ${request} and b.withdrawn_on is null
      order by b.raised_at desc, b.id desc limit 1) o on true
    where r.street_id = ${street} and r.id = ${request} and r.demand_from is not null`
  return row && { ...row, state: row.state === 'delivered' ? 'returned' : (row.state as Heard['state']) }
}

/** With its means it is open again; what was answered before stays on record. */
export async function updateMeans(
  sql: Tx,
  street: number,
  request: string,
  { money, people, powers }: Pick<RequestRow, 'money' | 'people' | 'powers'>,
): Promise<void> {
  await sql`
    update request set money = ${money}, people = ${people}, powers = ${powers}, state = case when state = 'sent-back' then 'received' else state end
    where street_id = ${street} and id = ${request}`
}
