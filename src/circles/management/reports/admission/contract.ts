/** What the street's own duty lists and the law say of a request, for whoever answers it. It suggests; a person decides. */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import type { Judgement } from '#ground/duties/admission/contract.ts'
import type { DutyMatch } from '#ground/duties/contract.ts'

export const judgeReceived = contract('report.judge', 'GET /requests/{id}/judgement', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Type.Object({ judgement: Type.Unsafe<Judgement>({}), matches: Type.Array(Type.Unsafe<DutyMatch>({})) }),
})
