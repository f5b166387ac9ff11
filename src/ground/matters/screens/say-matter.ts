/** Words of a matter as screens say them. */
import type { Words } from '#ground/forms/contract.ts'
import type { Text } from '#kit/text.ts'
import { houseNow } from '#kit/today.ts'
import type { Line } from '../contract.ts'

export function inWords(text: Text, words: Words): string {
  return words[text.language]
}

export function sayStand(text: Text, { stand, outcome }: Pick<Line, 'stand' | 'outcome'>): string {
  return outcome ? text.say(`matter.outcome.${outcome}`) : text.say(`matter.stand.${stand}`)
}

/** Of steps it is enough that it is one: which, the matter itself says. */
export function sayClock(text: Text, name: string): string {
  return text.say(`matter.clock.${name.startsWith('step:') ? 'step' : name}`)
}

export function isLate(due: string | null, now: Date): boolean {
  return due !== null && new Date(due) < now
}

/** What stands beside the state, and must not be overlooked. */
export function signsOf(text: Text, line: Line): { key: string; words: string; late: boolean }[] {
  return [
    ...(line.raised ? [{ key: 'raised', words: text.say(`matter.raised.${line.raised}`), late: true }] : []),
    ...(line.stand !== 'closed' && isLate(line.callDue, houseNow())
      ? [{ key: 'call-late', words: text.say('matter.call-late'), late: true }]
      : []),
    ...(line.arriveBy
      ? [{ key: 'arrive', words: text.say('matter.arrive-by', { time: text.moment(line.arriveBy, 'short') }), late: false }]
      : []),
    ...(line.paused ? [{ key: 'paused', words: text.say('matter.paused'), late: false }] : []),
    ...(line.returned > 0 ? [{ key: 'returned', words: text.say('matter.returned', { n: line.returned }), late: false }] : []),
    ...(line.reopened > 0 ? [{ key: 'reopened', words: text.say('matter.reopened', { n: line.reopened }), late: false }] : []),
    ...(line.reporters > 1 ? [{ key: 'reporters', words: text.say('matter.reporters', { n: line.reporters }), late: false }] : []),
  ]
}
