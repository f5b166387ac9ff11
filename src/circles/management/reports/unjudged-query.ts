/** Who keeps a count from being known: the people (or doors, premises …) it cannot be judged of, with what would have to be asked. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { Tx } from '#kernel/action/context.ts'
import { askedFor, needsTwin, presentSql, unjudgedSql, unknownSql } from './conditions.ts'
import type { SheetPlan } from './contract.ts'
import type { Gap } from './queries.ts'
import { countColumns } from './statistics.ts'

type Area = { street: number; lo: number; hi: number; today: string }

/** Longer lists say the same thing: the register is not there yet. */
const MOST = 5000

const kinds: Readonly<Record<string, string>> = {
  persons: 'person',
  households: 'person',
  dwellings: 'dwelling',
  premises: 'premises',
  organisations: 'organisation',
  buildings: 'building',
  estates: 'estate',
}

/** Gaps of the columns that are not known everywhere. */
export async function listUnjudged(
  sql: Tx,
  { elements }: Catalogue,
  area: Area,
  plan: SheetPlan,
  open: ReadonlySet<number>,
): Promise<Gap[]> {
  const gaps: Gap[] = []
  const asked = new Set<string>()
  for (const { column, count } of countColumns(plan)) {
    const kind = kinds[count.counted]
    const doubtful = count.conditions.filter((condition) => askedFor(elements, condition) !== undefined)
    const key = JSON.stringify([kind, count.conditions])
    if (!open.has(column) || !kind || doubtful.length === 0 || asked.has(key)) continue
    asked.add(key)
    const twin = count.conditions.some((condition) => needsTwin(elements, condition))
    const missing = doubtful.reduce(
      (list, condition) =>
        sql`${list} || case when ${unknownSql(sql, elements, condition)} then array[${askedFor(elements, condition)!}::text] else '{}'::text[] end`,
      sql`'{}'::text[]`,
    )
    const rows = await sql<{ subject: string; region: number; dwelling: string | null; missing: string[] }[]>`
      select s.id as subject, s.region_no as region, ${kind === 'dwelling' ? sql`s.id` : sql`home.dwelling_id`} as dwelling, ${missing} as missing
      from subject s
      ${twin ? sql`left join subject_s t on t.street_id = s.street_id and t.id = s.id` : sql``}
      left join lateral (
        select dwelling_id from tie where street_id = ${area.street} and person_id = s.id and kind = 'person.residence' and to_day is null limit 1
      ) home on true
      where s.street_id = ${area.street} and s.kind = ${kind} and s.region_no between ${area.lo} and ${area.hi} and s.merged_into is null
        and s.gone_on is null and ${presentSql(sql, kind, count.conditions, area.today)} and (${unjudgedSql(sql, elements, count.conditions, area.today)})
      order by s.region_no, s.sort, s.id limit ${MOST}`
    for (const row of rows) if (row.missing.length > 0) gaps.push({ ...row, stale: [], conflicting: [] })
  }
  return gaps
}
