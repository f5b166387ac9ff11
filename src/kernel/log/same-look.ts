/**
 * A screen that is open asks again when its reader comes back to it; that is the same look, not another one (DESIGN §6). Kept in memory:
 * after a restart, or in another process, the look is noted again rather than lost. Protected values are noted each time.
 */
import { createHash } from 'node:crypto'
import type { Look } from '../action/context.ts'

const SAME_FOR_MS = 10 * 60_000
const MOST_KEPT = 50_000

const kept = new Map<string, number>()

export function lookKey(street: number, login: string, post: string, view: string, look: Look, reason: string | undefined): string {
  const about = JSON.stringify([street, login, post, view, look.subjects, look.fields, look.filter ?? null, look.reason ?? reason ?? null])
  return createHash('sha256').update(about).digest('base64')
}

/** Whether this very look was noted a moment ago. */
export function isSameLook(key: string, look: Look, now: Date): boolean {
  if (look.sensitive) return false
  const noted = kept.get(key)
  return noted !== undefined && now.getTime() - noted < SAME_FOR_MS && now.getTime() >= noted
}

/** Call after the commit that noted it. */
export function keepLook(key: string, now: Date): void {
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, now.getTime())
}
