/**
 * A statistics sheet of forty counts for a hundred communities, over everybody in the street: a filled and recorded delivery, against the one
 * `group by` that somebody would write by hand for the same numbers (how many, of how many it cannot be said, how many there are).
 */
import type { Sql } from 'postgres'
import type { CountCondition } from '#ground/workbooks/contract.ts'
import { openBenchHouse } from './house.ts'
import { inTurns, reportRounds } from './report.ts'
import { fillRequest, officer, receiveRequest } from './requests.ts'
import { COMMUNITIES, communityCode, STREET, scale } from './street.ts'

const ROUNDS = 5
const LIMIT = 2

type Counted = { heading: string; conditions: CountCondition[]; byHand: string }

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
const born = (age: number) => `'${Number(today.slice(0, 4)) - age}${today.slice(4)}'`

const isCode = (heading: string, element: string, column: string, code: string): Counted => ({
  heading,
  conditions: [{ element, op: '=', value: code }],
  byHand: `${column} = '${code}'`,
})
const age = (op: '>=' | '<', value: number): CountCondition => ({ element: 'person.age', op, value })
const between = (from: number, to: number): Counted => ({
  heading: `${from}—${to}岁`,
  conditions: [age('>=', from), age('<', to + 1)],
  byHand: `born <= ${born(from)} and born > ${born(to + 1)}`,
})
const old = (from: number): Counted => ({ heading: `${from}岁以上`, conditions: [age('>=', from)], byHand: `born <= ${born(from)}` })
const yes = (heading: string, element: string, column: string): Counted => ({
  heading,
  conditions: [{ element, op: '=', value: true }],
  byHand: `coalesce(${column}, false)`,
})
const both = (heading: string, a: Counted, b: Counted): Counted => ({
  heading,
  conditions: [...a.conditions, ...b.conditions],
  byHand: `${a.byHand} and ${b.byHand}`,
})

const woman = isCode('女', 'person.sex', 'sex', '2')
const alone = isCode('独居', 'person.living-arrangement', 'living', 'alone')
const floating = isCode('流动人口', 'person.population-kind', 'population', 'floating')
const unemployed = isCode('失业', 'person.employment-status', 'work', 'unemployed')
const uninsured = isCode('未参加医保', 'person.medical-insurance', 'medical', 'none')
const child: Counted = { heading: '18岁以下', conditions: [age('<', 18)], byHand: `born > ${born(18)}` }

const counts: Counted[] = [
  { heading: '总人数', conditions: [], byHand: 'true' },
  isCode('男', 'person.sex', 'sex', '1'),
  woman,
  ...[[0, 2], [3, 5], [6, 15], [16, 17], [18, 34], [35, 59], [60, 64], [65, 69], [70, 79]].map(([from, to]) => between(from!, to!)), // biome-ignore format: bands
  old(60),
  old(65),
  old(80),
  old(90),
  both('60岁以上女', old(60), woman),
  both('60岁以上独居', old(60), alone),
  both('80岁以上独居', old(80), alone),
  both('流动儿童', child, floating),
  isCode('未婚', 'person.marital-status', 'marriage', '10'),
  isCode('已婚', 'person.marital-status', 'marriage', '20'),
  isCode('丧偶', 'person.marital-status', 'marriage', '30'),
  isCode('离婚', 'person.marital-status', 'marriage', '40'),
  isCode('研究生以下大学', 'person.education-level', 'education', '20'),
  isCode('高中', 'person.education-level', 'education', '60'),
  isCode('初中', 'person.education-level', 'education', '70'),
  isCode('农业户口', 'person.register-nature', 'nature', 'agricultural'),
  isCode('户籍人口', 'person.population-kind', 'population', 'registered'),
  floating,
  isCode('在职', 'person.employment-status', 'work', 'employed'),
  unemployed,
  both('失业女', unemployed, woman),
  isCode('退休', 'person.employment-status', 'work', 'retired'),
  isCode('职工医保', 'person.medical-insurance', 'medical', 'employee'),
  uninsured,
  both('未参加医保老人', uninsured, old(60)),
  isCode('未参加养老', 'person.pension-insurance', 'pension', 'none'),
  yes('志愿者', 'person.is-volunteer', 'volunteer'),
  yes('退役军人', 'person.is-veteran', 'veteran'),
]
if (counts.length !== 40) throw new Error(`${counts.length} counts`)

const names = Array.from({ length: COMMUNITIES }, (_, at) => `第${at + 1}社区`)
const bench = await openBenchHouse()
try {
  const { house } = bench.running
  const actor = officer(1, COMMUNITIES)
  const request = await receiveRequest(
    house,
    actor,
    '人口统计表',
    [['社区', ...counts.map(({ heading }) => heading)], ...names.map((name) => [name, ...counts.map(() => null)])],
    {
      layout: 'statistics',
      headerRows: [1, 1],
      dataRows: [2, COMMUNITIES + 1],
      rowLabelColumn: 1,
      population: { kind: 'person', who: 'all', conditions: [] },
      columns: counts.map(({ heading, conditions }, at) => ({
        path: [heading],
        column: at + 2,
        element: null,
        count: { counted: 'persons', conditions },
      })),
    },
  )
  let known = { ours: 0, floor: 0 }
  const rounds = await inTurns(ROUNDS, {
    ours: async () => {
      const { counts: cells } = await fillRequest(house, actor, request)
      known = { ...known, ours: cells.known }
    },
    floor: async () => {
      known = { ...known, floor: await countByHand(bench.floor) }
    },
  })
  if (known.ours !== known.floor) throw new Error(`${known.ours} cells are known, by hand ${known.floor}`)
  const people = (scale * 1e6).toLocaleString('en')
  reportRounds(
    {
      name: `statistics: 40 counts × ${COMMUNITIES} communities over ${people} people`,
      unit: 'ms',
      limit: LIMIT,
      note: `${ROUNDS} rounds; ours from the request to the recorded delivery`,
    },
    rounds,
  )
} finally {
  await bench.close()
}

/** Each value is taken out of the row once; a count is known where no row leaves it open. @returns cells that are known */
async function countByHand(sql: Sql): Promise<number> {
  const list = (text: (count: Counted) => string) => counts.map(text).join(', ')
  const rows = await sql.unsafe<{ community: string; hits: string[]; open: string[]; total: string }[]>(`
    select s.region_no / 1000 as community, count(*) as total,
      array[${list(({ byHand }) => `count(*) filter (where ${byHand})`)}] as hits,
      array[${list(({ byHand }) => `count(*) filter (where (${byHand}) is null)`)}] as open
    from subject s, jsonb_to_record(s.values) as v("person.sex" text, "person.birth-date" text, "person.living-arrangement" text, "person.population-kind" text,
      "person.employment-status" text, "person.medical-insurance" text, "person.pension-insurance" text, "person.marital-status" text, "person.education-level" text,
      "person.register-nature" text, "person.is-volunteer" boolean, "person.is-veteran" boolean, "person.is-deceased" boolean, "person.deceased-date" text,
      "person.moved-out-date" text, "person.ownership" jsonb, "person.residence" jsonb, "person.registration" jsonb, "person.tenancy" jsonb),
      lateral (select "person.sex" as sex, "person.birth-date" as born, "person.living-arrangement" as living, "person.population-kind" as population,
        "person.employment-status" as work, "person.medical-insurance" as medical, "person.pension-insurance" as pension, "person.marital-status" as marriage,
        "person.education-level" as education, "person.register-nature" as nature, "person.is-volunteer" as volunteer, "person.is-veteran" as veteran) as n
    where s.street_id = ${STREET} and s.kind = 'person' and s.region_no between ${communityCode(1) * 1000} and ${communityCode(COMMUNITIES) * 1000 + 999}
      and s.merged_into is null and s.gone_on is null
      and "person.is-deceased" is not true and coalesce("person.deceased-date" > '${today}', true)
      and (coalesce("person.residence", "person.registration", "person.tenancy") is not null or coalesce("person.moved-out-date", "person.ownership"::text) is null)
    group by 1`)
  return rows.reduce((sum, row) => sum + row.open.filter((open) => Number(open) === 0).length, 0)
}
