/** What is asked of a resident. */
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { maySay } from '#ground/residents/rules.ts'
import { view } from '#kernel/action/action.ts'
import { tellAsked } from '../asked/parties.ts'
import { listOpenOf } from '../open-doors.ts'
import { listOwnAsks } from './contract.ts'
import { answerable } from './whose.ts'

export const asks = view(listOwnAsks, {
  may: 'own.answer',
  personal: true,
  async run(ctx) {
    const whose = await answerable(ctx)
    const { elements: known } = await getStreetCatalogue(ctx)
    const open = await listOpenOf(ctx, [...whose.keys()])
    // What is decided by a card or a department is said at the counter, and shown to nobody who may not say it.
    for (const door of open.doors)
      for (const subject of door.subjects)
        subject.questions = subject.questions.filter(({ element }) => {
          const one = known.get(element)
          return one !== undefined && maySay(whose.get(subject.subject)!, one)
        })
    const doors = open.doors.filter(({ subjects }) => subjects.some(({ questions }) => questions.length > 0))
    const { parties, look, requests, elements, codes } = await tellAsked(ctx, { requests: open.requests, doors })
    ctx.look({ ...look, subjects: look.subjects.length > 0 ? look.subjects : [...whose.keys()] })
    return { parties: [...parties.values()].flat(), requests, elements, codes }
  },
})
