/**
 * Forty open requests over thirty thousand doors, merged into rounds: every question once for each subject, door by door in walking order, cut into rounds of a
 * hundred and twenty minutes. Against the one query with a sort that somebody would write by hand for it. Beside it, reported only: opening the questions of one
 * request, and settling all of them after an import that answers a tenth.
 */
import type { Sql, TransactionSql } from 'postgres'
import { openAsks } from '#ground/asks/asking.ts'
import { askFollowers } from '#ground/asks/follow-ups.ts'
import { listOpenByDoor, type OpenDoor } from '#ground/asks/open-doors.ts'
import type { AskRow } from '#ground/asks/queries.ts'
import { SECONDS_A_DOOR } from '#ground/asks/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { dayOf } from '#kernel/action/house.ts'
import { newId } from '#kernel/log/id.ts'
import { openBenchHouse } from './house.ts'
import { inTurns, report, reportRounds, timed } from './report.ts'
import { officer } from './requests.ts'
import { COMMUNITIES, communityCode, STREET } from './street.ts'

const ROUNDS = 7
const LIMIT = 2
const REQUESTS = 40
const DOORS = 30_000
const ROUND_SECONDS = 120 * 60
/** Of a hundred people, how many one request lacks something of. */
const LACKING = 6
const asked = [
  'person.phone',
  'person.employer',
  'person.occupation',
  'person.education-level',
  'person.medical-insurance',
  'person.pension-insurance',
  'person.living-arrangement',
  'person.employment-status',
  'person.marital-status',
  'person.emergency-contact-phone',
  'person.is-volunteer',
  'person.register-nature',
]

const ids = Array.from({ length: REQUESTS }, () => newId())
const bench = await openBenchHouse()
try {
  const { house } = bench.running
  const communities = await communitiesFor(bench.floor)
  const actor = officer(1, communities)
  const scope = { street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }
  const inside = <T>(run: (ctx: Ctx) => Promise<T>) =>
    house.transaction(scope, (sql) => {
      const now = house.now()
      return run({ house, sql, street: STREET, actor, now, today: dayOf(now), dryRun: false, note: () => undefined, look: () => undefined })
    })
  await bench.floor`delete from ask where street_id = ${STREET}`
  await bench.floor`delete from ask_request where street_id = ${STREET}`
  const opening: number[] = []
  let opened = 0
  for (let at = 0; at < REQUESTS; at += 1) {
    const rows = await rowsOf(bench.floor, actor, at)
    opened += rows.length
    opening.push(await timed(() => inside((ctx) => openAsks(ctx, requestOf(ctx, at), rows))))
  }
  await bench.floor.unsafe('vacuum (analyze) ask')
  const [first] = opening
  report({
    name: `asks: ${Math.round(opened / REQUESTS).toLocaleString('en')} questions of one request opened`,
    unit: 'ms',
    ours: opening.sort((a, b) => a - b)[REQUESTS / 2] ?? first ?? 0,
  })

  let counted = { ours: '', floor: '' }
  const rounds = await inTurns(ROUNDS, {
    ours: async () => {
      const { doors } = await inside((ctx) => listOpenByDoor(ctx, { lo: actor.lo, hi: actor.hi }))
      counted = { ...counted, ours: told(cut(doors.map((door) => ({ questions: countQuestions(door) })))) }
    },
    floor: async () => {
      counted = { ...counted, floor: told(cut(await mergeByHand(bench.floor, actor))) }
    },
  })
  if (counted.ours !== counted.floor) throw new Error(`merged into ${counted.ours}, by hand ${counted.floor}`)
  reportRounds(
    {
      name: `asks: ${REQUESTS} requests merged over ${DOORS.toLocaleString('en')} doors into rounds`,
      unit: 'ms',
      limit: LIMIT,
      note: `${opened.toLocaleString('en')} cells, ${counted.ours}`,
    },
    rounds,
  )

  // Somebody spoke of a tenth of them: their questions about the telephone are answered.
  await bench.floor`update subject set rev = rev + 1 where street_id = ${STREET} and kind = 'person' and region_no between ${actor.lo} and ${actor.hi} and hashtext(id::text) % 10 = 0`
  const [{ run }] = askFollowers as [(typeof askFollowers)[number]]
  report({
    name: 'asks: all of them settled after an import that spoke of a tenth',
    unit: 'ms',
    ours: await timed(() =>
      run(house, { street: STREET, log: newId(), at: 0, event: { name: 'import.applied', subjects: [], fields: [] } }),
    ),
  })
} finally {
  await bench.floor`delete from ask where street_id = ${STREET}`
  await bench.floor`delete from ask_request where street_id = ${STREET}`
  await bench.close()
}

/** As many communities as have thirty thousand doors in which somebody lives. */
async function communitiesFor(sql: Sql): Promise<number> {
  const [row] = await sql<{ doors: number }[]>`
    select count(distinct dwelling_id)::int as doors from tie where street_id = ${STREET} and kind = 'person.residence' and region_no between ${communityCode(1) * 1000} and ${communityCode(1) * 1000 + 999}`
  return Math.min(COMMUNITIES, Math.ceil(DOORS / Math.max(1, row!.doors)))
}

function requestOf(ctx: Ctx, at: number) {
  const { lo, hi } = ctx.actor
  const until = new Date(Date.parse(ctx.today) + (at + 3) * 86_400_000).toISOString().slice(0, 10)
  return {
    id: ids[at]!,
    kind: 'report' as const,
    lo,
    hi,
    title: `第${at + 1}张表`,
    asker: '区民政局',
    basis: '通知',
    purpose: `目的${'甲乙丙丁戊己庚辛'[at % 8]}`,
    until,
    obliged: false,
    bases: {},
  }
}

/** What the request lacks: two elements of a fifth of the people, chosen by chance that stays the same. */
async function rowsOf(sql: Sql, { lo, hi }: { lo: number; hi: number }, at: number): Promise<AskRow[]> {
  const elements = [asked[at % asked.length]!, asked[(at * 5 + 3) % asked.length]!]
  return sql<AskRow[]>`
    select s.id as subject, e as element, s.region_no as region, t.dwelling_id as dwelling, 'missing' as state
    from subject s join tie t on t.street_id = s.street_id and t.person_id = s.id and t.kind = 'person.residence' and t.to_day is null
    cross join unnest(${elements}::text[]) as e
    where s.street_id = ${STREET} and s.kind = 'person' and s.region_no between ${lo} and ${hi} and abs(hashtext(s.id::text || ${String(at)})) % 100 < ${LACKING}`
}

/** What a clerk who knows SQL would write: group, join the doors, sort; the rows are walked once. */
async function mergeByHand(sql: Sql | TransactionSql, { lo, hi }: { lo: number; hi: number }): Promise<{ questions: number }[]> {
  const rows = await sql<{ dwelling: string; label: string; subject: string; element: string; requests: string[]; until: string }[]>`
    select a.dwelling_id as dwelling, d.label, a.subject_id as subject, a.element, array_agg(a.request_id) as requests, min(r.until) as until
    from ask a join ask_request r on r.street_id = a.street_id and r.id = a.request_id
    join dwelling d on d.street_id = a.street_id and d.id = a.dwelling_id
    left join building b on b.street_id = d.street_id and b.id = d.building_id
    left join estate e on e.street_id = d.street_id and e.id = d.estate_id
    where a.street_id = ${STREET} and a.closed_at is null and a.region_no between ${lo} and ${hi}
    group by a.dwelling_id, d.label, a.subject_id, a.element, e.sort, b.sort, d.sort, d.id
    order by e.sort, b.sort, d.sort, d.id, a.subject_id, a.element`
  const doors: { dwelling: string; questions: number }[] = []
  for (const { dwelling } of rows) {
    const last = doors.at(-1)
    if (last?.dwelling === dwelling) last.questions += 1
    else doors.push({ dwelling, questions: 1 })
  }
  return doors
}

function countQuestions({ subjects }: OpenDoor): number {
  return subjects.reduce((sum, { questions }) => sum + questions.length, 0)
}

/** In walking order, as many doors as the time allows. */
function cut(doors: { questions: number }[]): { doors: number; rounds: number; questions: number } {
  const sum = { doors: doors.length, rounds: 0, questions: 0 }
  let left = 0
  for (const { questions } of doors) {
    const seconds = SECONDS_A_DOOR + questions * 15
    if (seconds > left) {
      sum.rounds += 1
      left = ROUND_SECONDS
    }
    left -= seconds
    sum.questions += questions
  }
  return sum
}

function told({ doors, rounds, questions }: { doors: number; rounds: number; questions: number }): string {
  return `${questions.toLocaleString('en')} questions at ${doors.toLocaleString('en')} doors in ${rounds} rounds`
}
