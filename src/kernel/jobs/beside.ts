/**
 * A job on two processors: what it only reads is read in a thread beside its own and comes over in batches of plain data, a few ahead.
 * The thread ends with whoever takes from it.
 */
import { on } from 'node:events'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { Problem } from '#base/problem.ts'

/** Batches that wait to be taken: enough that nobody waits for a slow one. */
const AHEAD = 3
const [HEAP_MB, YOUNG_MB] = [512, 96]

/** What `entry` gives for `work` with `giveBeside`. Throws what it threw; a thread that died without a word throws too. */
export async function* takeBeside<T>(entry: URL, work: unknown): AsyncGenerator<T> {
  const worker = new Worker(entry, {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    ...(entry.pathname.endsWith('.ts') ? { execArgv: ['--import', 'tsx'] } : {}),
  })
  try {
    for await (const [said] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[Said<T>]>) {
      if ('problem' in said) throw new Problem(...said.problem)
      if ('failed' in said) throw said.failed
      if ('ended' in said) return
      worker.postMessage('taken')
      yield said.batch
    }
    throw new Error('the thread beside the job ended early')
  } finally {
    await worker.terminate()
  }
}

/** A Problem loses its class on the way, so what it is made of travels. */
type Said<T> = { batch: T } | { problem: ConstructorParameters<typeof Problem> } | { failed: unknown } | { ended: true }

/** The other side: gives batch after batch to the thread that asked. */
export async function giveBeside<W, T>(read: (work: W) => AsyncIterable<T>): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this is a program for a thread')
  let [waiting, taken] = [0, () => {}]
  port.on('message', () => {
    waiting -= 1
    taken()
  })
  const say = (said: Said<T>) => port.postMessage(said)
  try {
    for await (const batch of read(workerData as W)) {
      say({ batch })
      waiting += 1
      if (waiting >= AHEAD) await new Promise<void>((resolve) => (taken = resolve))
    }
    say({ ended: true })
  } catch (failed) {
    if (failed instanceof Problem) say({ problem: [failed.code, failed.details, failed.fields] })
    else say({ failed })
  } finally {
    port.close()
  }
}
