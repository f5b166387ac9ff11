/** Who is to be rung. */
import { view } from '#kernel/action/action.ts'
import type { Language } from '../contract.ts'
import { readEditions } from '../kinds.ts'
import { listReachable } from '../reach.ts'
import { sayNotice } from '../words.ts'
import * as contracts from './contract.ts'
import { type CallRow, listCallRows } from './queries.ts'

/** More is no list for one morning. */
const MOST_NOTICES = 150

export const calls = view(contracts.listCalls, {
  may: 'notice.carry',
  personal: true,
  async run(ctx, { language = 'zh' }) {
    const rows = await listCallRows(ctx.sql, ctx.street, MOST_NOTICES + 1)
    const shown = rows.slice(0, MOST_NOTICES)
    const kindOf = await readEditions(ctx.sql, ctx.street, shown)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const people = new Map<string, CallRow[]>()
    for (const row of shown) people.set(row.person, [...(people.get(row.person) ?? []), row])
    ctx.look({ subjects: [...people.keys()], fields: ['person.name', 'person.phone', 'notice'] })
    // Of a child her guardian's number, whatever stands with the child.
    const reach = await listReachable(ctx.sql, { keys, house: ctx.house, street: ctx.street, now: ctx.now }, [...people.keys()], ctx.now)
    const say = (row: CallRow, inLanguage: Language) => {
      const { title, body } = sayNotice(kindOf(row), row.words, inLanguage)
      return { id: row.id, title, body }
    }
    return {
      calls: [...people.values()].map((mine) => {
        const first = mine[0]!
        return {
          person: first.person,
          name: typeof first.name === 'string' ? first.name : '',
          phone: reach.get(first.person)?.numbers.ring ?? '',
          door: first.door ?? '',
          urgent: first.urgent,
          since: mine.map(({ at }) => at).sort()[0]!,
          tries: Math.max(...mine.map(({ rang }) => rang)),
          last:
            mine
              .map(({ last }) => last ?? '')
              .sort()
              .at(-1) || null,
          notices: mine.map((row) => say(row, language)),
        }
      }),
      more: rows.length > MOST_NOTICES,
    }
  },
})
