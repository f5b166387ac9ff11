import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { getLaw } from './law.ts'
import { coveredTo, newestOf } from './rules.ts'

export const list = view(contracts.listRules, {
  may: 'rule.read',
  personal: false,
  async run(ctx) {
    const law = await getLaw(ctx)
    return { rules: newestOf(law), coveredTo: coveredTo(law, ctx.today) ?? null }
  },
})
