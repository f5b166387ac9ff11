/** Words of a case as the lists say them: who, since when not reached, when due. */
import type { Text } from '#kit/text.ts'
import type { CareLine } from '../contract.ts'

/** Her name, or of what hangs on a place its own words. */
export function sayWho(line: CareLine): string {
  return line.who?.name || line.who?.where || line.title || line.number
}

export function isLate({ due }: CareLine, now: Date): boolean {
  return due !== null && new Date(due) < now
}

/** Since when she was not reached; of somebody never reached, since it was begun. */
export function sayReached(text: Text, { reached, opened, vain, later }: CareLine, now: Date): string {
  const since = reached
    ? text.say('care.reached', { since: text.since(reached, now) })
    : text.say('care.never-reached', { since: text.since(opened, now) })
  if (vain === 0) return since
  return `${since} · ${text.say(later ? 'care.vain-later' : 'care.vain', { n: vain })}`
}

export function sayAgreed(text: Text, { agreed }: CareLine): string {
  return agreed.map((words) => words[text.language]).join(' · ')
}
