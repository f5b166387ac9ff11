/** Requests in order of urgency, and the coming weeks with what is due on each day. Pure. */
import type { OutputOf } from '#base/contract.ts'
import type { listRequests } from '../contract.ts'
import { isOver } from '../rules.ts'

export type RequestLine = OutputOf<typeof listRequests>['requests'][number]
export type AgendaGroup = 'late' | 'this-week' | 'next-week' | 'later' | 'no-day' | 'filled' | 'done'

const order: AgendaGroup[] = ['late', 'this-week', 'next-week', 'later', 'no-day', 'filled', 'done']

/** What is filled stands apart from what is still to fill, also past its day; what was delivered needs nothing more. */
export function groupOf({ state, dueOn }: Pick<RequestLine, 'state' | 'dueOn'>, today: string): AgendaGroup {
  if (state === 'delivered' || isOver(state)) return 'done'
  if (state === 'filled') return 'filled'
  if (!dueOn) return 'no-day'
  if (dueOn < today) return 'late'
  const monday = mondayOf(today)
  if (dueOn < addDays(monday, 7)) return 'this-week'
  return dueOn < addDays(monday, 14) ? 'next-week' : 'later'
}

/** Not handed to its asker by its day, filled or not. */
export function isLate({ state, dueOn }: Pick<RequestLine, 'state' | 'dueOn'>, today: string): boolean {
  return state !== 'delivered' && !isOver(state) && dueOn !== null && dueOn < today
}

/** Groups that hold something, the most urgent first; within one by day, the finished latest first. */
export function groupRequests(requests: readonly RequestLine[], today: string): { group: AgendaGroup; requests: RequestLine[] }[] {
  const groups = new Map(order.map((group) => [group, [] as RequestLine[]]))
  for (const request of requests) groups.get(groupOf(request, today))!.push(request)
  return order.flatMap((group) => {
    const list = groups.get(group)!
    if (list.length === 0) return []
    const byDay = (a: RequestLine, b: RequestLine) => compare(a.dueOn ?? '', b.dueOn ?? '') || compare(b.at, a.at)
    return [{ group, requests: list.sort(group === 'done' ? (a, b) => compare(b.at, a.at) : byDay) }]
  })
}

export type AgendaDay = { day: string; open: number; done: number }

/** Whole weeks from this Monday on. */
export function weeksAhead(requests: readonly RequestLine[], today: string, weeks = 5): AgendaDay[][] {
  const monday = mondayOf(today)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => {
      const day = addDays(monday, week * 7 + at)
      const due = requests.filter(({ dueOn }) => dueOn === day)
      const done = due.filter(({ state }) => state === 'delivered' || isOver(state)).length
      return { day, open: due.length - done, done }
    }),
  )
}

/** Whole days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
