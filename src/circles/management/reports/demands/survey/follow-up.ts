/**
 * Before a demand is admitted every street is counted, by the house: how much of it is known, whom it would have to ask, who else asks the same. Only
 * counts over ordinary elements leave the street, and of what came by other ways only who asks it.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { across, type Following, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { dayOf, type House } from '#kernel/action/house.ts'
import { listOpenRequests } from '../../answers/queries.ts'
import { compareAsked } from '../../answers/rules.ts'
import { prepare } from '../../prepare.ts'
import { type DemandRow, findDemand } from '../queries.ts'
import { Survey } from './contract.ts'
import { countKnown } from './count.ts'
import { updateSurvey } from './queries.ts'

const surveying = action(
  contract('demand.surveyed', 'POST /demands/{id}/surveys', {
    input: Type.Object({ id: Type.String(), target: Type.Integer({ maximum: 999_999_999 }), survey: Survey }),
    output: Type.Object({ id: Type.String() }),
  }),
  {
    may: 'demand.read',
    async run(ctx, { id, target, survey }) {
      await updateSurvey(ctx.sql, ctx.street, id, target, survey)
      noteEvent(ctx, 'demand.surveyed', [], [], { demand: id, street: target })
      return { id }
    },
  },
)

export const demandSurveys: Following = {
  event: 'demand.surveying',
  name: 'demand-surveys',
  async run(house, source) {
    const { demand: id, street } = source.event.refs as { demand: string; street: number }
    const from = source.street
    const row = await within(house, from, (sql) => findDemand(sql, from, id))
    // Taken back meanwhile: nobody decides about it any more.
    if (row?.state !== 'submitted') return
    const survey = await surveyStreet(house, street, row, house.files.path(from, row.file_id))
    await across(house, source, this.name, { street: from }, surveying, { id, target: street, survey })
  },
}

const MOST_REPEATS = 20

function surveyStreet(house: House, street: number, row: DemandRow, path: string): Promise<Survey> {
  const actor = houseActor(street, new Set())
  const { lo, hi } = actor
  return within(house, street, async (sql) => {
    const now = house.now()
    const ctx: Ctx = { house, sql, street, actor, now, today: dayOf(now), dryRun: false, note: refuse, look: refuse }
    const counted = await countKnown(ctx, await prepare(ctx, { ...row, plan: { ...row.plan, lo, hi } }), { path, name: row.file_name })
    const open = await listOpenRequests(sql, street, row.id, ctx.today)
    const repeats = open.flatMap(({ title, asker, demand, plan }) => {
      const compared = compareAsked(row.plan, plan)
      return compared.shared.length > 0 ? [{ asker, title: demand ? title : null, ...compared }] : []
    })
    return { ...counted, repeats: repeats.slice(0, MOST_REPEATS) }
  })
}

function refuse(): never {
  throw new Error('a survey only counts')
}
