/** SQL of a statistics sheet: every count of every place in one pass over the subjects of the area. */
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { Tx } from '#kernel/action/context.ts'
import { asksBeyondPresent, canBeUnknown, conditionSql, type Fragment, needsTwin, presentSql, unknownSql } from './conditions.ts'
import type { PlannedColumn } from './contract.ts'

type Count = NonNullable<PlannedColumn['count']>
export type CountArea = { street: number; lo: number; hi: number; today: string }
export type CountPlace = 'community' | 'grid' | 'estate' | 'all'
/** By column; a total is of the kind the column counts. `unknowns`: of how many it cannot be said. */
export type Counts = { counts: number[]; unknowns: number[]; totals: number[] }

/**
 * Counts over one kind of subject, by place, in the order asked for. A subject's values are unpacked once and each condition is judged once for
 * it; what is counted then only combines the answers, so that forty columns cost little more than one.
 */
export async function countKind(
  sql: Tx,
  { elements }: Catalogue,
  area: CountArea,
  by: CountPlace,
  kind: string,
  counts: readonly Count[],
): Promise<Map<string, Counts>> {
  const people = kind === 'person'
  const doors = by === 'estate' || (people && counts.some(({ counted }) => counted === 'households'))
  const twin = counts.some(({ conditions }) => conditions.some((condition) => needsTwin(elements, condition)))
  // Once for all where every count is of those who are here; a count that asks for others judges for itself.
  const each = counts.some(({ conditions }) => asksBeyondPresent(conditions))

  const judged = judgements(sql)
  const present = (conditions: CountCondition[]) => {
    const asked = asksBeyondPresent(conditions) ? conditions.map(({ element }) => element).join() : ''
    return each ? [judged.name(`present ${asked}`, () => presentSql(sql, kind, conditions, area.today))] : []
  }
  const holds = (condition: CountCondition) =>
    judged.name(`holds ${JSON.stringify(condition)}`, () => conditionSql(sql, elements, condition, area.today))
  const unknown = (condition: CountCondition) => judged.name(`unknown ${condition.element}`, () => unknownSql(sql, elements, condition))
  /** One of the conditions is unknown and none is known not to hold; undefined where all of them can always be judged. */
  const open = (conditions: CountCondition[]): string[] | undefined => {
    const doubtful = conditions.filter((condition) => canBeUnknown(elements, condition))
    if (doubtful.length === 0) return undefined
    const possible = conditions.map((condition) =>
      doubtful.includes(condition) ? `(${unknown(condition)} or ${holds(condition)})` : holds(condition),
    )
    return [`(${doubtful.map(unknown).join(' or ')})`, ...(conditions.length === 1 ? [] : possible)]
  }
  const sums = distinctTexts()
  const sum = ({ counted }: Count, where: string[]) => {
    // Somebody with two homes stands in two rows of the join.
    const what = people && counted === 'households' ? 'distinct home' : people && doors ? 'distinct id' : '*'
    return sums.at(`count(${what})${where.length === 0 ? '' : ` filter (where ${where.join(' and ')})`}`)
  }
  const wanted = counts.map((count) => {
    const here = present(count.conditions)
    const left = open(count.conditions)
    return {
      count: sum(count, [...here, ...count.conditions.map(holds)]),
      unknown: left && sum(count, [...here, ...left]),
      total: sum(count, here),
    }
  })

  const rows = await sql<{ place: string; sums: string[] }[]>`
    select place, array[${sql.unsafe(sums.list.join(', '))}]::text[] as sums
    from (
      select ${placeSql(sql, by)} as place, s.id ${people && doors ? sql`, home.dwelling_id as home` : sql``} ${judged.columns()}, ${apart(sql)}
      from (
        select street_id, id, region_no, values || '{}' as values, ${apart(sql)} from subject
        where street_id = ${area.street} and kind = ${kind} and region_no between ${area.lo} and ${area.hi} and merged_into is null and gone_on is null
      ) s
      ${twin ? sql`left join subject_s t on t.street_id = s.street_id and t.id = s.id` : sql``}
      ${doors ? doorsSql(sql, people) : sql``}
      where ${each ? sql`true` : presentSql(sql, kind, [], area.today)}
    ) judged
    group by 1`
  return new Map(
    rows.map((row) => {
      const value = (at: number | undefined) => (at === undefined ? 0 : Number(row.sums[at]))
      return [
        row.place,
        {
          counts: wanted.map(({ count }) => value(count)),
          unknowns: wanted.map((one) => value(one.unknown)),
          totals: wanted.map(({ total }) => value(total)),
        },
      ]
    }),
  )
}

/**
 * Keeps the planner from dissolving a subquery and working out its columns anew wherever they are named: a column that is another each time. A clock
 * may be read by parallel workers too, which `offset 0` would keep away.
 */
function apart(sql: Tx): Fragment {
  return sql`clock_timestamp() as apart`
}

/** Columns of yes and no, each worked out once for a row, under short names. */
function judgements(sql: Tx) {
  const names = new Map<string, string>()
  const made: Fragment[] = []
  return {
    name: (key: string, make: () => Fragment): string => {
      const known = names.get(key)
      if (known) return known
      const name = `j${names.size}`
      names.set(key, name)
      made.push(sql`, ${make()} as ${sql(name)}`)
      return name
    },
    columns: () => (made.length === 0 ? sql`` : made),
  }
}

function distinctTexts() {
  const list: string[] = []
  const at = (text: string): number => (list.includes(text) ? list.indexOf(text) : list.push(text) - 1)
  return { list, at }
}

function placeSql(sql: Tx, by: CountPlace): Fragment {
  if (by === 'community') return sql`(s.region_no / 1000)::text`
  if (by === 'grid') return sql`s.region_no::text`
  return by === 'estate' ? sql`d.estate_id::text` : sql`'all'::text`
}

function doorsSql(sql: Tx, people: boolean): Fragment {
  if (!people) return sql`left join dwelling d on d.street_id = s.street_id and d.id = s.id`
  return sql`
    left join tie home on home.street_id = s.street_id and home.person_id = s.id and home.kind = 'person.residence' and home.to_day is null
    left join dwelling d on d.street_id = s.street_id and d.id = home.dwelling_id`
}
