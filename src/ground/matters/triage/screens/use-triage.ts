/** Asking for a suggestion while somebody writes: once she pauses, not at every sign. */
import { useEffect, useState } from 'preact/hooks'
import type { OutputOf } from '#base/contract.ts'
import { call } from '#kit/api.ts'
import { type Read, useRead } from '#kit/use-data.ts'
import { triage } from '../contract.ts'

export type Suggestion = OutputOf<typeof triage>
const PAUSE_MS = 700
/** Shorter texts tell nothing. */
const LEAST = 4

export function useTriageOf(title: string, more: string): Read<Suggestion> {
  const written = `${title.trim()}\n${more.trim()}`
  const [asked, setAsked] = useState<string>()
  useEffect(() => {
    if (written.trim().length < LEAST) return setAsked(undefined)
    const timer = setTimeout(() => setAsked(written), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [written])
  return useRead(asked, (signal) => call(triage, { title: title.trim().slice(0, 200), text: more.trim() }, { signal }), 'once')
}

export function useTriageFor(id: string | undefined): Read<Suggestion> {
  return useRead(id, (signal) => call(triage, { id: id! }, { signal }), 'once')
}
