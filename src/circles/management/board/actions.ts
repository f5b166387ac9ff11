/** Telling months, publishing an answer, taking it back. */
import { Problem } from '#base/problem.ts'
import { tidyText } from '#base/values/normalise.ts'
import { checkForEverybody } from '#ground/matters/for-everybody.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { getRunning } from '#ground/matters/running.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import { keepMonths } from './months.ts'
import * as queries from './queries.ts'

export const keep = action(contracts.keepBoard, {
  may: 'board.keep',
  async run(ctx) {
    const months = await keepMonths(ctx)
    noteEvent(ctx, 'board.kept', [], [], { months })
    return { months }
  },
})

export const publish = action(contracts.publishAnswer, {
  may: 'public-answer.publish',
  async run(ctx, { matter: id, ...given }) {
    // Sealed ones are not there for this: nobody publishes what is kept from those it is about.
    await enterMatters(ctx)
    const { state, matter, type } = await getRunning(ctx, id)
    if (state.stand !== 'answered' && state.outcome !== 'confirmed' && state.outcome !== 'ruled') throw new Problem('matter.state')
    const text = { question: tidyText(given.question), answer: tidyText(given.answer) }
    await checkForEverybody(ctx, [id], text)
    const row = { id: newId(), region: matter.region_no, matter: id, category: labelOf(type.categories, state.category), ...text }
    await queries.insertAnswer(ctx.sql, ctx.street, { ...row, at: ctx.now, post: ctx.actor.post })
    noteEvent(ctx, 'public-answer.published', [], [], { matter: id, answer: row.id })
    return { id: row.id }
  },
})

export const takeBack = action(contracts.takeAnswerBack, {
  may: 'public-answer.publish',
  async run(ctx, { id }) {
    const taken = await queries.takeBack(ctx.sql, ctx.street, id, ctx.now, ctx.actor.post)
    if (!taken) throw new Problem('thing.unknown')
    noteEvent(ctx, 'public-answer.taken-back', [], [], { answer: id })
    return {}
  },
})
