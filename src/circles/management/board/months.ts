/** The numbers of a month, small ones put together, as everybody may read them. */
import { endOfDay, type WorkingCalendar, workingMinutesBetween } from '#base/calendar/working-days.ts'
import { poolSmall, SMALLEST_SHOWN, tellShare, tellShares } from '#base/small-numbers.ts'
import { addDays, addMonths } from '#base/values/day.ts'
import type { Words } from '#ground/forms/contract.ts'
import { listTypeRows } from '#ground/matters/queries.ts'
import { calendarOf } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { listCommunities } from '#ground/places/queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { BoardMonth } from './contract.ts'
import * as queries from './queries.ts'
import { medianHours, monthsToTell } from './rules.ts'

/** What is over long enough and was not told yet is told, community by community; how many months that were. */
export async function keepMonths(ctx: Ctx): Promise<number> {
  await enterMatters(ctx)
  const first = await queries.findFirstDay(ctx.sql, ctx.street)
  if (first === undefined) return 0
  const [communities, told, calendar, labels] = await Promise.all([
    listCommunities(ctx.sql, ctx.street, ctx.actor),
    queries.listToldEverywhere(ctx.sql, ctx.street),
    calendarOf(ctx),
    categoryLabels(ctx),
  ])
  const done = new Set(told.map(({ region, month }) => `${region} ${month}`))
  let count = 0
  for (const { region: community } of communities)
    for (const month of monthsToTell(first, ctx.today)) {
      const region = community * 1000
      if (done.has(`${region} ${month}`)) continue
      const within = { lo: region, hi: region + 999, ...momentsOf(month) }
      const rows = {
        asked: await queries.listAsked(ctx.sql, ctx.street, within),
        answered: await queries.listAnswered(ctx.sql, ctx.street, within),
        overdue: await queries.listOverdue(ctx.sql, ctx.street, within),
      }
      await queries.insertTold(ctx.sql, ctx.street, { region, month, told: tellMonth(rows, calendar, labels), at: ctx.now })
      count += 1
    }
  return count
}

function momentsOf(month: string): { from: Date; to: Date } {
  const start = (day: string) => endOfDay(addDays(day, -1))
  return { from: start(`${month}-01`), to: start(addMonths(`${month}-01`, 1)) }
}

type LabelOf = (row: { type: string; category: string }) => Words

/** As categories are called now. */
async function categoryLabels(ctx: Ctx): Promise<LabelOf> {
  const types = await listTypeRows(ctx.sql, ctx.street)
  const labels = new Map(types.flatMap(({ id, body }) => body.categories.map(({ code, label }) => [`${id} ${code}`, label] as const)))
  const titles = new Map(types.map(({ id, body }) => [id, body.title]))
  return ({ type, category }) => labels.get(`${type} ${category}`) ?? titles.get(type) ?? { zh: category, en: category }
}

type Rows = { asked: readonly queries.AskedRow[]; answered: readonly queries.AnsweredRow[]; overdue: readonly { channel: string }[] }

function tellMonth({ asked, answered, overdue }: Rows, calendar: WorkingCalendar, labelOf: LabelOf): BoardMonth {
  const categories = [...group(asked, (row) => labelOf(row).zh)].map(([, rows]) => ({ label: labelOf(rows[0]!), n: rows.length }))
  const { shown, pooled } = poolSmall(categories.map((row) => ({ row, sizes: [row.n] })))
  const minutes = answered.map((row) => workingMinutesBetween(new Date(row.opened), new Date(row.answered), calendar))
  return {
    asked: enough(asked.length),
    categories: shown.sort((one, other) => other.n - one.n),
    otherCategories: shown.length > 0 && pooled ? pooled.reduce((sum, { n }) => sum + n, 0) : null,
    answered: enough(answered.length),
    hours: medianHours(minutes),
    onTime: tellShare(onTime({ answered, overdue })),
    solved: tellShare(solved(answered)),
    satisfied: tellShare(satisfied(answered)),
    reopened: tellShare({ hits: answered.filter((row) => row.reopened > 0).length, of: answered.length }),
    channels: tellChannels({ asked, answered, overdue }),
  }
}

function tellChannels({ asked, answered, overdue }: Rows): BoardMonth['channels'] {
  const [askedBy, answeredBy] = [group(asked, ({ channel }) => channel), group(answered, ({ channel }) => channel)]
  const each = [...new Set([...askedBy.keys(), ...answeredBy.keys()])].sort().map((channel) => {
    const [came, went] = [askedBy.get(channel) ?? [], answeredBy.get(channel) ?? []]
    return {
      row: { channel, asked: came.length, answered: went, overdue: overdue.filter((row) => row.channel === channel) },
      sizes: [came.length, went.length],
    }
  })
  const { shown, pooled } = poolSmall(each)
  // Where no way stands by itself, all together are what is told above already.
  if (shown.length === 0) return []
  const other = pooled && {
    channel: 'other',
    asked: pooled.reduce((sum, row) => sum + row.asked, 0),
    answered: pooled.flatMap((row) => row.answered),
    overdue: pooled.flatMap((row) => row.overdue),
  }
  const rows = [...shown.sort((one, two) => two.asked - one.asked), ...(other ? [other] : [])]
  const times = tellShares(rows.map(onTime))
  const ratings = tellShares(rows.map((row) => satisfied(row.answered)))
  return rows.map((row, at) => ({
    channel: row.channel,
    asked: row.asked,
    answered: row.answered.length,
    onTime: times[at]!,
    satisfied: ratings[at]!,
  }))
}

/** Who has not answered when the term is over is late too. */
function onTime({ answered, overdue }: Pick<Rows, 'answered' | 'overdue'>) {
  return { hits: answered.filter(({ late }) => !late).length, of: answered.length + overdue.length }
}

/** Of several reporters all must say so; who said nothing is in neither number. */
function solved(rows: readonly queries.AnsweredRow[]) {
  const said = rows.filter((row) => row.solved + row.unsolved > 0)
  return { hits: said.filter(({ unsolved }) => unsolved === 0).length, of: said.length }
}

function satisfied(rows: readonly queries.AnsweredRow[]) {
  const rated = rows.filter((row) => row.rated > 0)
  return { hits: rated.filter((row) => row.satisfied === row.rated).length, of: rated.length }
}

function enough(n: number): number | null {
  return n < SMALLEST_SHOWN ? null : n
}

function group<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const held = groups.get(key)
    if (held) held.push(row)
    else groups.set(key, [row])
  }
  return groups
}
