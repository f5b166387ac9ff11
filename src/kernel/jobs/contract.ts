import { Type } from 'typebox'
import { contract } from '#base/contract.ts'

export const Job = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  /** A text key naming what is being done. */
  stage: Type.String(),
  done: Type.Integer(),
  total: Type.Integer(),
  result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  problem: Type.Union([
    Type.Object({ code: Type.String(), details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) }),
    Type.Null(),
  ]),
})

export const readJob = contract('job.read', 'GET /jobs/{id}', { input: Type.Object({ id: Type.String({ format: 'uuid' }) }), output: Job })

export const cancelJob = contract('job.cancel', 'POST /jobs/{id}/cancellation', {
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  output: Type.Object({ asked: Type.Boolean() }),
})
