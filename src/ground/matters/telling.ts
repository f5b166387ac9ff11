/** What a reporter is told: the type's sentence, filled with number, day, lead, office and reason. */
import type { Words } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { firstDue } from './life/clocks.ts'
import type { State } from './life/state.ts'
import { calendarOf } from './running.ts'
import type { MatterType } from './types/type.ts'
import { partyName } from './units/names.ts'

export type Said = { number: string; lead: string; due: Date | undefined; until: string | undefined; reason: Words; office: Words }

const none: Words = { zh: '', en: '' }

/** What there is to say of a matter as it stands, beside any sentence. */
export async function saidOf(ctx: Ctx, type: MatterType, state: State, number: string): Promise<Said> {
  const [lead, calendar] = await Promise.all([partyName(ctx, state.lead), calendarOf(ctx)])
  const refusal = type.refusals.find(({ code }) => code === state.reason)
  return {
    number,
    lead,
    due: firstDue(state, calendar)?.at,
    until: state.until,
    reason: refusal?.label ?? none,
    office: refusal?.office ?? none,
  }
}

export async function fillText(ctx: Ctx, type: MatterType, state: State, number: string, which: keyof MatterType['texts']): Promise<Words> {
  return fillIn(type.texts[which], await saidOf(ctx, type, state, number))
}

export function fillIn(sentence: Words, { number, lead, due, until, reason, office }: Said): Words {
  const fill = (language: 'zh' | 'en') => {
    const holes: Record<string, string> = {
      number,
      lead,
      due: due ? dayAndClock(due) : '',
      until: until ?? '',
      reason: reason[language],
      office: office[language],
    }
    return sentence[language].replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole)
  }
  return { zh: fill('zh'), en: fill('en') }
}

function dayAndClock(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
