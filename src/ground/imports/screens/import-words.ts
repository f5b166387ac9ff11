/** How an import and its rows are put into words. Pure but for the language given. */

import { sayForSource } from '#ground/facts/screens/fact-list.tsx'
import { headingWords } from '#ground/workbooks/screens/heading-words.ts'
import type { TagTone } from '#kit/tag.tsx'
import type { Fill, Text } from '#kit/text.ts'
import type { Counts, ImportState, SheetPlan, Verdict } from '../shapes.ts'

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
export const written: readonly Verdict[] = ['new', 'changed', 'same', 'conflict']
/** Left behind, and to be said wherever an import is summed up. */
export const leftBehind: readonly Verdict[] = ['doubtful', 'invalid']

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

/** Numbers of rows are names, not amounts, and what a row is about has its own word. */
export function sayFilled(text: Text, say: string, values: Fill | undefined): string {
  if (!values) return text.say(say)
  const filled: Fill = { ...values }
  if (values.row !== undefined) filled.row = String(values.row)
  if (values.kind !== undefined) filled.kind = text.say(`subject.${values.kind}`)
  return text.say(say, filled)
}

/** A sheet as its rows are told: what stands above each column, and the order of the elements. */
export type SheetWords = { name: string; headings: ReadonlyMap<string, string>; order: ReadonlyMap<string, number> }
export type SheetsWords = { of: ReadonlyMap<number, SheetWords> /** Rows of more than one sheet are read. */; several: boolean }

export function wordsOfSheets(sheets: readonly SheetPlan[]): SheetsWords {
  const of = new Map(
    sheets.map(({ sheet, name, columns }): [number, SheetWords] => [
      sheet,
      {
        name,
        headings: new Map(columns.map(({ letter, path }) => [letter, headingWords(path.at(-1) ?? '')])),
        order: new Map(columns.flatMap(({ element, column }) => (element ? [[element, column] as const] : []))),
      },
    ]),
  )
  return { of, several: sheets.filter(({ use }) => use).length > 1 }
}
