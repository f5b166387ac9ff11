/** Narrowing a list of options while somebody types: by the label, by its pinyin initials, by extra keys such as codes. */
import { initialsOf } from './initials.ts'

export type Option = {
  value: string
  label: string
  /** A second, quieter line or column. */
  note?: string
  /** Other ways to type it: a code, an old name. */
  keys?: string[]
  disabled?: boolean
}

/** Full-width letters and digits become half-width, case and spaces do not matter. */
export function foldTyped(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** The options that answer to what was typed, best first: begins with, contains, initials begin with. At most `limit`. */
export function filterOptions(options: readonly Option[], typed: string, limit = 50): Option[] {
  const wanted = foldTyped(typed)
  if (!wanted) return options.slice(0, limit)
  const ranked: { option: Option; rank: number }[] = []
  for (const option of options) {
    const rank = rankOf(option, wanted)
    if (rank > 0) ranked.push({ option, rank })
  }
  return ranked
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ option }) => option)
}

function rankOf(option: Option, wanted: string): number {
  const texts = [option.label, ...(option.keys ?? [])].map(foldTyped)
  if (texts.some((text) => text === wanted)) return 5
  if (texts.some((text) => text.startsWith(wanted))) return 4
  if (texts.some((text) => text.includes(wanted))) return 3
  if (!/^[a-z0-9]+$/.test(wanted)) return 0
  const initials = initialsOf(option.label)
  if (initials.startsWith(wanted)) return 2
  return initials.includes(wanted) ? 1 : 0
}
