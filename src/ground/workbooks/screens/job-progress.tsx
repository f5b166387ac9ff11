import { useRef } from 'preact/hooks'
import { cancelJob } from '#kernel/jobs/contract.ts'
import { call } from '#kit/api.ts'
import { Progress } from '#kit/progress.tsx'
import { useText } from '#kit/text-context.tsx'
import { useToldDo } from '#kit/use-told.ts'
import { isOver, type JobSeen } from './use-job.ts'

export type JobProgressProps = {
  job: JobSeen | undefined
  /** Said until the work names its own stage. */
  label: string
  /** Words of the unit: a key filled with `done` and `total`. */
  unit: string
}

/** How far the work is, how long it may still take, and the way to stop it. */
export function JobProgress({ job, label, unit }: JobProgressProps) {
  const text = useText()
  const cancel = useToldDo((input: { id: string }, options) => call(cancelJob, input, options))
  const begun = useRef({ at: 0, done: 0 })
  if (!job || isOver(job)) return <Progress label={label} share={job ? 1 : undefined} />
  const { id, stage, done, total } = job
  if (done > 0 && begun.current.at === 0) begun.current = { at: Date.now(), done }
  const left = secondsLeft(begun.current, done, total)
  const notes = [total > 0 ? text.say(unit, { done, total }) : '', left === undefined ? '' : sayLeft(text.say, left)]
  return (
    <Progress
      label={text.has(stage) ? text.say(stage) : label}
      share={total > 0 ? done / total : undefined}
      note={notes.filter(Boolean).join(text.say('job.and'))}
      onCancel={() => cancel.run({ id })}
      cancelling={cancel.busy}
    />
  )
}

/** By the pace since the first progress seen; unknown before a tenth is done or three seconds are over. */
function secondsLeft(begun: { at: number; done: number }, done: number, total: number): number | undefined {
  const seconds = (Date.now() - begun.at) / 1000
  const moved = done - begun.done
  if (begun.at === 0 || seconds < 3 || moved <= 0) return undefined
  return Math.ceil(((total - done) * seconds) / moved)
}

function sayLeft(say: (key: string, fill?: Record<string, number>) => string, seconds: number): string {
  return seconds < 90 ? say('job.seconds-left', { n: seconds }) : say('job.minutes-left', { n: Math.ceil(seconds / 60) })
}
