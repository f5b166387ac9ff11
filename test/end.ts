/**
 * What must be undone when all tests of this process are done: servers stopped, pools ended. A hook registered by a test file belongs to
 * that file; this one belongs to the process, because the runner imports this module before any test file.
 */
import { after } from 'node:test'

const works: (() => Promise<void>)[] = []

/** Undone in the opposite order. */
export function atEnd(work: () => Promise<void>): void {
  works.unshift(work)
}

/** For programs that run no tests, such as benches: nothing else would end what they opened. */
export async function endAll(): Promise<void> {
  for (const work of works.splice(0)) await work()
}

after(endAll)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endAll().finally(() => process.exit(1))
  })
}
