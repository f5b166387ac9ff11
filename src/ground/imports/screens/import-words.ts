/** How an import and its rows are put into words. Pure but for the language given. */

import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import type { TagTone } from '#kit/tag.tsx'
import type { Text } from '#kit/text.ts'
import type { Counts, ImportState, Verdict } from '../shapes.ts'

/** In the order a clerk goes through them: what needs her first. */
export const verdictOrder: readonly Verdict[] = [
  'doubtful',
  'conflict',
  'invalid',
  'new',
  'changed',
  'same',
  'elsewhere',
  'joined',
  'skipped',
]
/** Written when the import is applied. */
const written: readonly Verdict[] = ['new', 'changed', 'same', 'conflict']

export const stateTones: Record<ImportState, TagTone> = {
  reading: 'plain',
  unreadable: 'stale',
  understood: 'plain',
  staging: 'plain',
  staged: 'stale',
  applying: 'plain',
  applied: 'good',
  undoing: 'plain',
  undone: 'plain',
  dropped: 'plain',
}

export function isWorking(state: ImportState): boolean {
  return state === 'reading' || state === 'staging' || state === 'applying' || state === 'undoing'
}

/** "new 120 · changed 30": only what there is. */
export function sayCounts(text: Text, counts: Counts, verdicts: readonly Verdict[] = written): string {
  return verdicts
    .filter((verdict) => (counts[verdict] ?? 0) > 0)
    .map((verdict) => text.say('import.count', { name: text.say(`verdict.${verdict}`), n: counts[verdict] ?? 0 }))
    .join(' · ')
}

export function sayAbout(text: Text, about: { communityName: string; source: string; asOf: string }): string {
  return text.say('import.about', { community: about.communityName, source: sayForSource(text, about.source), day: text.day(about.asOf) })
}

/** Two rows of one sheet may hold several people each. */
export function rowKey({ sheet, row, part }: { sheet: number; row: number; part: number }): string {
  return `${sheet}-${row}-${part}`
}
