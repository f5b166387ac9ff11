/**
 * Heavy jobs run in threads of their own, so that nobody waits for them: one thread for each, with its own connection and memory bound.
 * The thread writes its progress and its end itself; here only its life is watched.
 */
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Problem } from '#base/problem.ts'

/** What a thread is told to do. */
export type ThreadWork<S> = { street: number; job: string; setting: S }

export type Threads = {
  /** Resolves when the thread ended by itself. Rejects when it died (out of memory, a fault outside the job), and with house.stopping after `stop`. */
  run: (street: number, job: string) => Promise<void>
  /** End all threads at once; their jobs begin again with the next start. */
  stop: () => Promise<void>
}

/** Of one thread, in megabytes. A roster of 200,000 rows takes about a third. */
const HEAP_MB = 1024

/** Of that, for what is young: rows live as long as their batch, and in the usual 48 they would be copied again and again until it is written. */
const YOUNG_MB = 96

/**
 * What a thread may hold before its long-lived memory is looked through for the first time. Starting from a few megabytes, as usual, that is done
 * dozens of times while the thread grows to what it needs anyway, and costs a fifth of its work. Read when a thread's memory is made, so that
 * the main thread, which began before, keeps its own small measure.
 */
const SETTLED_MB = 160

/** `entry` is the thread's program: bundled beside the server, or its source, which tsx translates. `setting` must be plain data. */
export function openThreads<S>(entry: URL, setting: S): Threads {
  setFlagsFromString(`--initial-old-space-size=${SETTLED_MB}`)
  const running = new Set<Worker>()
  let stopping = false
  return {
    run: (street, job) => {
      if (stopping) return Promise.reject(new Problem('house.stopping'))
      const work: ThreadWork<S> = { street, job, setting }
      const worker = new Worker(entry, {
        workerData: work,
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
        ...(entry.pathname.endsWith('.ts') ? { execArgv: ['--import', 'tsx'] } : {}),
      })
      running.add(worker)
      return new Promise((resolve, reject) => {
        worker.once('error', reject)
        worker.once('exit', (code) => {
          running.delete(worker)
          if (stopping) reject(new Problem('house.stopping'))
          else if (code === 0) resolve()
          else reject(new Error(`the thread of job ${job} ended with ${code}`))
        })
      })
    },
    stop: async () => {
      stopping = true
      await Promise.all([...running].map((worker) => worker.terminate()))
    },
  }
}
