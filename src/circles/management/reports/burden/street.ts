/** What a street, or a part of it, was asked in some months, put together from what is recorded. */

import { getLaw } from '#ground/law/law.ts'
import { findRule, numberIn } from '#ground/law/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { MINUTES_FOR_A_WORKBOOK, spread } from '../calendar/rules.ts'
import type { CellCounts } from '../contract.ts'
import type { AskerLine, BurdenMonth, CellSums, Knocks, Questions, StreetBurden, Way } from './contract.ts'
import { ways } from './contract.ts'
import { readMonths } from './months.ts'
import type { MonthRow } from './queries.ts'
import * as requests from './request-queries.ts'
import * as rules from './rules.ts'

export async function readStreet(ctx: Ctx, period: string): Promise<StreetBurden> {
  const { lo, hi } = ctx.actor
  const whole = coversStreet(ctx)
  const [drawn, told] = [rules.monthsDrawn(period, ctx.today), new Set(rules.monthsTold(period, ctx.today))]
  const rule = await minuteRule(ctx)
  if (drawn.length === 0) return { ...empty(period, whole), rule }
  const span = rules.spanOf(drawn)
  const came = await listCame(ctx, span)
  const rows = await readMonths(ctx, { lo, hi }, drawn)
  const inPeriod = came.filter(({ month }) => told.has(month))
  const answers = told.size > 0 ? await requests.listAnswers(ctx.sql, ctx.street, ...daysOf(told)) : []
  const toldRows = rows.filter(({ month }) => told.has(month))
  const { knocks, questions, joinedSeconds } = sumMonths(toldRows)
  const cells = sumCells(inPeriod)
  return {
    period,
    whole,
    ways: ways.map((way) => ({ way, ...countUp(inPeriod.filter((one) => one.way === way)) })),
    askers: linesOf(inPeriod, answers),
    cells,
    questions,
    knocks,
    answers: sumAnswers(answers),
    objections: whole && told.size > 0 ? sumObjections(await requests.listRaised(ctx.sql, ctx.street, ...daysOf(told)), ctx.today) : null,
    given: rules.minutesGiven(cells.known, joinedSeconds, knocks, rule.secondsACell),
    months: drawn.map((month) => monthOf(month, came, rows, rule.secondsACell)),
    rule,
  }
}

function coversStreet({ actor, street }: Ctx): boolean {
  return actor.lo <= street * 1_000_000 && actor.hi >= street * 1_000_000 + 999_999
}

/** First day, and the first day after. */
function daysOf(months: ReadonlySet<string>): [string, string] {
  const { from, to } = rules.spanOf([...months])
  return [from, to]
}

export async function minuteRule(ctx: Ctx): Promise<StreetBurden['rule']> {
  const law = await getLaw(ctx)
  const rule = findRule(law, 'burden-minutes', ctx.today)
  if (!rule) throw new Error('no rule burden-minutes')
  return { id: rule.id, secondsACell: numberIn(rule, 'secondsACell'), status: rule.status, citation: rule.citation }
}

/** One time something came: a workbook, or a day of what was entered. `counts` once it was filled. */
type Came = { month: string; way: Way; asker: string; minutes: number; repeat: boolean; counts?: CellCounts[] }

async function listCame(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<Came[]> {
  const { lo, hi } = ctx.actor
  const received = await requests.listReceived(ctx.sql, ctx.street, rules.yearBefore(from))
  const drawn = received.filter(({ on }) => on >= from && on < to)
  const own = drawn.filter(({ region }) => region >= lo && region <= hi)
  const others = drawn.filter((one) => !own.includes(one))
  const cells = [
    ...(await requests.listHeldCells(
      ctx.sql,
      ctx.street,
      own.map(({ id }) => id),
    )),
    ...(await requests.listHeldParts(
      ctx.sql,
      ctx.street,
      { lo, hi },
      others.map(({ id }) => id),
    )),
  ]
  const held = new Map<string, CellCounts[]>()
  for (const { request, counts } of cells) held.set(request, [...(held.get(request) ?? []), counts])
  const workbooks = drawn.map((one): Came => {
    const counts = held.get(one.id)
    return {
      month: one.on.slice(0, 7),
      way: one.demand ? 'demand' : 'workbook',
      asker: one.asker,
      // What the whole street is asked, the street fills.
      minutes: counts && own.includes(one) ? MINUTES_FOR_A_WORKBOOK : 0,
      repeat: rules.isRepeat(rules.repeatedIn(one, received)),
      ...(counts ? { counts } : {}),
    }
  })
  return [...workbooks, ...(await listEntered(ctx, from, to))]
}

const WEEKS_OF_A_YEAR = 54

/** What was entered comes on each of its days, up to today. */
async function listEntered(ctx: Ctx, from: string, to: string): Promise<Came[]> {
  const entries = await requests.listEntries(ctx.sql, ctx.street, from, to)
  return spread(entries, from, WEEKS_OF_A_YEAR).flatMap((week) =>
    week.entries
      .filter(({ on }) => on >= from && on < to && on <= ctx.today)
      .map(({ on, kind, asker, minutes }) => ({ month: on.slice(0, 7), way: kind as Way, asker, minutes, repeat: false })),
  )
}

function countUp(came: readonly Came[]): { requests: number; minutes: number } {
  return { requests: came.length, minutes: came.reduce((sum, { minutes }) => sum + minutes, 0) }
}

function sumCells(came: readonly Came[]): CellSums {
  const sums = rules.noCells()
  for (const { counts } of came) {
    if (!counts) continue
    sums.requests += 1
    for (const one of counts) rules.addUp(sums, rules.cellsOf(one))
  }
  return sums
}

/** By asker, in the order of their names: it is told who asked what, not who asked most. */
function linesOf(came: readonly Came[], answers: readonly requests.AnswerRow[]): AskerLine[] {
  const names = new Set([...came, ...answers].map(({ asker }) => asker))
  return [...names]
    .sort((one, other) => one.localeCompare(other, 'zh-CN'))
    .map((asker) => {
      const own = came.filter((one) => one.asker === asker)
      const given = answers.filter((one) => one.asker === asker)
      const { lawful, known } = sumCells(own)
      return {
        asker,
        ...countUp(own),
        lawful,
        known,
        repeats: own.filter(({ repeat }) => repeat).length,
        merged: given.filter(({ kind }) => kind === 'merged').length,
        sentBack: given.filter(({ kind }) => kind === 'sent-back').length,
      }
    })
}

function sumMonths(rows: readonly MonthRow[]): { knocks: Knocks; questions: Questions; joinedSeconds: number } {
  const questions = rules.noQuestions()
  const knocks = { homes: 0, apart: 0, joined: 0 }
  let [joinedSeconds, visits, walkers] = [0, 0, 0]
  for (const { asked, joined, answered, known, refused, expired, dropped, ...row } of rows) {
    rules.addUp(questions, { asked, joined, answered, known, refused, expired, dropped })
    rules.addUp(knocks, { homes: row.homes, apart: row.apart, joined: row.together })
    joinedSeconds += row.joinedSeconds
    visits += row.visits
    walkers = Math.max(walkers, row.walkers)
  }
  const { asked, answered, known, refused, expired } = questions
  return {
    questions: { ...questions, open: Math.max(0, asked - answered - known - refused - expired) },
    knocks: { ...knocks, walked: visits === 0 ? 0 : walkers >= rules.LEAST_WALKERS ? visits : null },
    joinedSeconds,
  }
}

function monthOf(month: string, came: readonly Came[], rows: readonly MonthRow[], secondsACell: number): BurdenMonth {
  const own = came.filter((one) => one.month === month)
  const { knocks, joinedSeconds } = sumMonths(rows.filter((row) => row.month === month))
  const given = rules.minutesGiven(sumCells(own).known, joinedSeconds, knocks, secondsACell)
  const perHome = (n: number) => (knocks.homes === 0 ? 0 : n / knocks.homes)
  return {
    month,
    requests: own.length,
    given: given.cells + given.questions + given.knocks,
    apart: perHome(knocks.apart),
    joined: perHome(knocks.joined),
  }
}

function sumAnswers(answers: readonly requests.AnswerRow[]): StreetBurden['answers'] {
  const back = answers.filter(({ kind }) => kind === 'sent-back')
  const lacking = (what: string) => back.filter(({ lacks }) => lacks.includes(what)).length
  return {
    merged: answers.length - back.length,
    sentBack: back.length,
    lacks: { money: lacking('money'), people: lacking('people'), powers: lacking('powers') },
  }
}

/** Past its day without an answer is silence, and is counted as that. */
function sumObjections(raised: readonly requests.ObjectionRow[], today: string): NonNullable<StreetBurden['objections']> {
  const sums = { raised: raised.length, upheld: 0, partly: 0, dismissed: 0, withdrawn: 0, silent: 0, waiting: 0 }
  for (const { answer, withdrawn, due } of raised) sums[withdrawn ? 'withdrawn' : (answer ?? (due < today ? 'silent' : 'waiting'))] += 1
  return sums
}

function empty(period: string, whole: boolean): Omit<StreetBurden, 'rule'> {
  return {
    period,
    whole,
    ways: ways.map((way) => ({ way, requests: 0, minutes: 0 })),
    askers: [],
    cells: rules.noCells(),
    questions: rules.noQuestions(),
    knocks: { homes: 0, apart: 0, joined: 0, walked: 0 },
    answers: sumAnswers([]),
    objections: null,
    given: { cells: 0, questions: 0, knocks: 0 },
    months: [],
  }
}
