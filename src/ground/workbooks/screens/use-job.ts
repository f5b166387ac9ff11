/** A long piece of work as it is seen from a screen: asked about again and again until it ends. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { readJob } from '#kernel/jobs/contract.ts'
import { call } from '#kit/api.ts'
import { isAbort } from '#kit/refusal.ts'

export type JobSeen = OutputOf<typeof readJob>

const firstPause = 300
const longestPause = 2000

/** `ended` is called once for each job that is seen to end. Undefined until the first answer. */
export function useJob(id: string | undefined, ended: (job: JobSeen) => void): JobSeen | undefined {
  const [job, setJob] = useState<JobSeen>()
  const tell = useRef(ended)
  tell.current = ended
  useEffect(() => {
    setJob(undefined)
    if (!id) return
    const stop = new AbortController()
    follow(id, stop.signal, setJob).then(
      (last) => tell.current(last),
      (thrown: unknown) => {
        if (!isAbort(thrown)) throw thrown
      },
    )
    return () => stop.abort()
  }, [id])
  return job?.id === id ? job : undefined
}

export function isOver({ state }: JobSeen): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

async function follow(id: string, signal: AbortSignal, show: (job: JobSeen) => void): Promise<JobSeen> {
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.3)) {
    const seen = await ask(id, signal)
    if (seen) show(seen)
    if (seen && isOver(seen)) return seen
    await new Promise((done) => setTimeout(done, pause))
  }
}

/** A lost network is told by the face itself; the work goes on without being watched. */
async function ask(id: string, signal: AbortSignal): Promise<JobSeen | undefined> {
  try {
    return (await call(readJob, { id }, { signal, waits: [] })).data
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown
    return undefined
  }
}
