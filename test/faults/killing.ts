/** Linli and its database die while commands run; each command is asked under one key until it is answered. */
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '#kernel/log/id.ts'
import type { ServedProgram } from './served-house.ts'

/** Far beyond what any restart takes: then the rest is not asked again, and missing. */
const GIVEN_UP_MS = 10 * 60_000

export type Insisting = {
  /** What was said that may not be said. */
  wrong: string[]
  /** How often something was asked again. */
  repeated: () => number
  insist: <T>(path: string, body: unknown, version?: number) => Promise<T | undefined>
}

export function openInsisting({ ask }: Pick<ServedProgram, 'ask'>): Insisting {
  const wrong: string[] = []
  const givenUp = Date.now() + GIVEN_UP_MS
  let repeated = 0
  return {
    wrong,
    repeated: () => repeated,
    insist: async <T>(path: string, body: unknown, version?: number) => {
      const headers = { 'idempotency-key': newId(), ...(version ? { 'if-match': `"${version}"` } : {}) }
      while (Date.now() < givenUp) {
        const told = await ask('POST', path, body, headers).catch(() => undefined)
        if (told?.status === 200) return (JSON.parse(told.body) as { data: T }).data
        // Cut off, or the house says itself that it is busy, and when to come back; nothing else may be said.
        if (told && (told.status !== 503 || told.retryAfter === 0)) {
          wrong.push(`${told.status} ${told.body}`)
          return undefined
        }
        repeated += 1
        await wait(50)
      }
      return undefined
    },
  }
}

/** One after the other: both at once, Linli, its database. `done` counts what was answered, and grows between any two deaths. */
export async function killOften(linli: ServedProgram, kills: number, done: () => number, { wrong }: Insisting): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const known = done()
    for (let waited = 0; done() < known + 5 && waited < 600; waited += 1) await wait(50)
    assert.ok(done() > known, `after ${kill} kills it works again: ${wrong} ${linli.said().slice(-1500)}`)
    await wait(Math.floor(Math.random() * 300))
    if (kill % 3 !== 1) await linli.killServer()
    if (kill % 3 !== 2) {
      await linli.kill('SIGKILL')
      await linli.start()
    }
  }
}
