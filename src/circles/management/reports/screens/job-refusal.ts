/** How a job ended, in words for whoever waits for it. */
import type { JobSeen } from '#ground/workbooks/screens/use-job.ts'
import { Refusal, type RefusalCode } from '#kit/refusal.ts'

/** Undefined when it was done. */
export function refusalOfJob({ state, problem }: JobSeen): Refusal | undefined {
  if (state === 'done') return undefined
  const code = (problem?.code ?? (state === 'cancelled' ? 'job.cancelled' : 'internal')) as RefusalCode
  return new Refusal(code, 0, { details: problem?.details ?? {} })
}
