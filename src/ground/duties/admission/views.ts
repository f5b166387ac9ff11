import { view } from '#kernel/action/action.ts'
import { judge } from './admission.ts'
import * as contracts from './contract.ts'

export const tryRequest = view(contracts.judgeRequest, {
  may: 'duty.read',
  personal: false,
  run: (ctx, { request, duplicates = [], day }) => judge(ctx, request, duplicates, day),
})
