/** When an announcement is up, and what does not belong into one. Pure. */
import type { FieldProblem } from '#base/problem.ts'
import { addYears } from '#base/values/day.ts'
import type { AnnouncementState } from './contract.ts'

/** It goes by itself: nobody has to remember. */
export function stateOn(day: string, { from, until, taken }: { from: string; until: string; taken: boolean }): AnnouncementState {
  if (taken) return 'taken-down'
  if (day < from) return 'coming'
  return day > until ? 'over' : 'up'
}

/** An identity number is never public (政府信息公开 and PIPL 28: sensitive; the whitelist of what is published holds none). */
const identity = /(?<!\d)\d{17}[\dXx](?!\d)/

export function wrongsOf(given: { title: string; body: string; from: string; until: string }, today: string): FieldProblem[] {
  const faults: FieldProblem[] = []
  for (const part of ['title', 'body'] as const) {
    if (given[part].trim() === '') faults.push({ path: `/${part}`, say: 'input.required' })
    if (identity.test(given[part].normalize('NFKC').replace(/[ \t]/g, ''))) faults.push({ path: `/${part}`, say: 'announce.identity' })
  }
  if (given.until < given.from) faults.push({ path: '/until', say: 'announce.until-before' })
  else if (given.until < today) faults.push({ path: '/until', say: 'announce.until-past' })
  else if (given.until > addYears(given.from, 1)) faults.push({ path: '/until', say: 'announce.until-far' })
  return faults
}

/** Paragraphs as they were written; empty lines part, and stand for nothing else. */
export function paragraphsOf(body: string): string[] {
  return body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
