/** What a reporter is told: the type's sentence, filled with number, day, lead, office and reason. */
import type { Words } from '#ground/forms/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { firstDue } from './life/clocks.ts'
import type { State } from './life/state.ts'
import { calendarOf } from './running.ts'
import type { MatterType } from './types/type.ts'
import { partyNames } from './units/names.ts'

export async function fillText(ctx: Ctx, type: MatterType, state: State, number: string, which: keyof MatterType['texts']): Promise<Words> {
  const [nameOf, calendar] = await Promise.all([partyNames(ctx), calendarOf(ctx)])
  const due = firstDue(state, calendar)?.at
  const refusal = type.refusals.find(({ code }) => code === state.reason)
  const none = { zh: '', en: '' }
  const fill = (language: 'zh' | 'en') => {
    const holes: Record<string, string> = {
      number,
      lead: nameOf(state.lead),
      due: due ? dayAndClock(due) : '',
      reason: (refusal?.label ?? none)[language],
      office: (refusal?.office ?? none)[language],
    }
    return type.texts[which][language].replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole)
  }
  return { zh: fill('zh'), en: fill('en') }
}

function dayAndClock(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
