/** Reads of care: who is due, who was not reached, and who may be asked to be in touch. */
import { endOfDay } from '#base/calendar/working-days.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { contactInTurn } from '#ground/matters/contacts/rules.ts'
import { fold } from '#ground/matters/life/fold.ts'
import type { State } from '#ground/matters/life/state.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { listManyActs, openMatters } from '#ground/matters/queries.ts'
import { typeOf } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { showQuestions } from '#ground/matters/showing.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { namePosts } from '#ground/matters/units/queries.ts'
import { listEmergencyRows } from '#ground/purposes/keeping/queries.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { helpersFor } from './helpers.ts'
import { type CareRow, countCare, listCareRows, type Page } from './queries.ts'
import { agreedIn, vainOf } from './rules.ts'

/** More than one community keeps in touch with; the rest is said to be there. */
const MOST = 300

export const list = view(contracts.listCare, {
  may: 'care.read',
  personal: true,
  async run(ctx, { list: name, mine = false }) {
    await enterMatters(ctx)
    const { lo, hi } = ctx.actor
    const page = pageOf(ctx, name, mine)
    const rows = await listCareRows(ctx.sql, ctx.street, page)
    const counts = await countCare(ctx.sql, ctx.street, page)
    const emergencies = await listEmergencyRows(ctx.sql, ctx.street, ctx.now, MOST)
    const shown = rows.slice(0, MOST)
    const lines = await showCare(ctx, shown)
    ctx.look({
      subjects: shown.flatMap(({ subject }) => subject ?? []),
      fields: ['person.name', 'matter.steps'],
      reason: '联系照看',
      filter: { list: name },
    })
    return {
      lines,
      more: rows.length > MOST,
      counts,
      emergencies: emergencies
        .filter((one) => !one.ended && one.lo <= hi && one.hi >= lo)
        .map(({ title, ends }) => ({ title, until: ends })),
    }
  },
})

export const count = view(contracts.countCare, {
  may: 'care.read',
  personal: false,
  async run(ctx) {
    await enterMatters(ctx)
    return countCare(ctx.sql, ctx.street, pageOf(ctx, 'all', false))
  },
})

function pageOf(ctx: Ctx, list: contracts.ListName, mine: boolean): Page {
  const { lo, hi, post } = ctx.actor
  return { list, lo, hi, post, mine, now: ctx.now, tonight: endOfDay(ctx.today), limit: MOST + 1 }
}

async function showCare(ctx: Ctx, rows: readonly CareRow[]): Promise<contracts.CareLine[]> {
  const ids = rows.map(({ id }) => id)
  await openMatters(ctx.sql, ids)
  const subjects = await findSubjects(
    ctx.sql,
    ctx.street,
    rows.flatMap(({ subject }) => subject ?? []),
  )
  const acts = await listManyActs(ctx.sql, ctx.street, ids)
  const posts = await namePosts(ctx.sql, ctx.street, [...new Set(rows.flatMap(({ holder }) => holder ?? []))])
  const nameOf = new Map(subjects.map(({ id, values }) => [id, String(values['person.name'] ?? '')]))
  const postOf = new Map(posts.map((one) => [one.id, one]))
  const lines: contracts.CareLine[] = []
  for (const row of rows) {
    const type = await typeOf(ctx, { id: row.type, origin: row.origin, version: row.version })
    const lived = acts.get(row.id)!
    const holder = row.holder === null ? undefined : postOf.get(row.holder)
    lines.push({
      ...shownState(type, fold(type, lived)),
      id: row.id,
      number: row.number,
      title: String(lived[0]!.words.title ?? ''),
      type: type.title,
      category: labelOf(type.categories, row.category),
      who:
        row.subject && row.kind ? { id: row.subject, kind: row.kind, name: nameOf.get(row.subject) ?? '', where: row.where ?? '' } : null,
      helper: holder ? { post: holder.id, name: holder.name, title: holder.title } : null,
      mine: row.holder === ctx.actor.post,
      due: row.due,
      opened: row.opened,
      reached: row.reached,
      tried: row.tried,
      paused: row.paused,
      raised: row.raised,
      until: row.until,
      rev: row.rev,
    })
  }
  return lines
}

function shownState(type: MatterType, state: State): Pick<contracts.CareLine, 'contact' | 'agreed' | 'vain' | 'later'> {
  const step = contactInTurn(type, state)
  return {
    contact: step ? { step: step.id, title: step.title, questions: showQuestions(step.questions) } : null,
    agreed: agreedIn(type, state),
    ...vainOf(type, state),
  }
}

export const helpers = view(contracts.listHelpers, {
  may: 'care.hand',
  personal: false,
  async run(ctx) {
    const found = await helpersFor(ctx, ctx.actor)
    return { helpers: found.map(({ post, name, title }) => ({ post, name, title })) }
  },
})
