import { Problem } from '#base/problem.ts'
import { listDefinitions } from '#ground/facts/definitions.ts'
import { view } from '#kernel/action/action.ts'
import { listEditions, listItemsOn } from '../queries.ts'
import { MOST_ITEMS } from '../rules.ts'
import * as contracts from './contract.ts'
import { findDraft, listDrafts } from './queries.ts'

const MOST_EDITIONS = 200

export const list = view(contracts.listEditions, {
  may: 'duty.read',
  personal: false,
  async run(ctx) {
    const templates = (await listDefinitions(ctx.sql, ctx.street, 'duties')).map(({ body }) => body as contracts.DutyTemplate)
    return {
      editions: await listEditions(ctx.sql, ctx.street, MOST_EDITIONS),
      drafts: (await listDrafts(ctx.sql, ctx.street)).map((draft) => ({ ...draft, at: String(draft.at) })),
      templates: templates.map(({ id, level, title, items }) => ({ id, level, title, items: items.length })),
    }
  },
})

export const readDraft = view(contracts.readDraft, {
  may: 'duty.change',
  personal: false,
  async run(ctx, { id }) {
    const draft = await findDraft(ctx.sql, ctx.street, id)
    if (!draft) throw new Problem('thing.unknown')
    const { level, head, rows, file, rev } = draft
    return { level, head, rows, file, rev, standing: await listItemsOn(ctx.sql, ctx.street, ctx.today, level, MOST_ITEMS * 2) }
  },
})
