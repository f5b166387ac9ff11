/** A street writes its own version of the rules that are each place's own, and the notice of the year. */
import { readNotice } from '#base/calendar/notice.ts'
import { Problem } from '#base/problem.ts'
import { insertDefinition } from '#ground/facts/definitions.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { getLaw } from './law.ts'
import { newestOf, ruleFaults } from './rules.ts'

export const set = action(contracts.setRule, {
  may: 'rule.change',
  async run(ctx, { id, parameters, citation, from }) {
    const held = newestOf(await getLaw(ctx)).find((one) => one.id === id)
    if (!held) throw new Problem('thing.unknown')
    const { version: _version, origin: _origin, ...rule } = held
    const fields = rule.local ? ruleFaults(rule.rule, parameters) : [{ path: '/id', say: 'rule.not-local' }]
    if (fields.length > 0) throw new Problem('input.invalid', { count: fields.length }, fields)
    const written: contracts.Rule = { ...rule, parameters, citation: { zh: citation, en: citation }, status: 'C', from }
    const version = await insertDefinition(ctx, 'rule', id, written)
    noteEvent(ctx, 'rule.changed', [], [], { rule: id, version })
    return { id, version }
  },
})

export const tellYear = action(contracts.tellYear, {
  may: 'rule.change',
  async run(ctx, { text, document }) {
    const notice = readNotice(text)
    if (!notice) throw new Problem('input.invalid', { count: 1 }, [{ path: '/text', say: 'free-days.not-read' }])
    if (notice.faults.length > 0) {
      const fields = notice.faults.map((fault) => ({ path: '/text', ...fault }))
      throw new Problem('input.invalid', { count: fields.length }, fields)
    }
    const { year, free, work } = notice
    const id = `working-days-${year}`
    const shown = document?.trim() ? `（${document.trim()}）` : ''
    const rule: contracts.Rule = {
      id,
      rule: 'working-days',
      topic: 'time',
      title: { zh: `${year}年放假和调休上班`, en: `Free days and make-up workdays of ${year}` },
      says: {
        zh: '按通知放假的日子不是工作日；通知要求上班的周六、周日是工作日。',
        en: 'Days the notice frees are no workdays; Saturdays and Sundays it calls to work are.',
      },
      citation: {
        zh: `国务院办公厅关于${year}年部分节假日安排的通知${shown}`,
        en: `Notice of the General Office of the State Council on free days in ${year}${shown}`,
      },
      status: 'C',
      from: free[0]! < `${year}-01-01` ? free[0]! : `${year}-01-01`,
      to: `${year}-12-31`,
      local: true,
      parameters: { free, work },
    }
    const version = await insertDefinition(ctx, 'rule', id, rule)
    noteEvent(ctx, 'rule.changed', [], [], { rule: id, version })
    return { id, year, version, free: free.length, work: work.length }
  },
})
