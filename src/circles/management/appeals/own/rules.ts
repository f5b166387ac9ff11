/** What of a resident's words stands where, and which kinds of matters others may hear of. */
import { clip } from '#base/values/clip.ts'
import type { MatterType } from '#ground/matters/types/type.ts'

/** As long as a line of a list has room for. */
const LONGEST_TITLE = 40

/** The first sentence, as a line of a list. */
export function titleOf(text: string): string {
  const [first = ''] = text.trim().split(/[。！？!?\n;；]/u)
  const line = (first.trim() || text.trim()).replace(/\s+/gu, ' ')
  return line.length > LONGEST_TITLE ? `${clip(line, LONGEST_TITLE - 1)}…` : line.padEnd(2, '…')
}

/** What can be about an estate is everybody's; what can only be about a person, a door or a paper is nobody else's to hear of. */
export function isShared({ sealed, about }: Pick<MatterType, 'sealed' | 'about'>): boolean {
  return sealed === undefined && about.includes('estate')
}

/** Without a choice it is for somebody to sort. */
export function categoryFor({ categories }: Pick<MatterType, 'categories'>, chosen: string | undefined): string | undefined {
  if (chosen !== undefined) return categories.some(({ code }) => code === chosen) ? chosen : undefined
  return categories.find(({ code }) => code === 'other')?.code
}

const HAN = /\p{Script=Han}/u

/** Pairs of neighbouring characters, each once. */
export function pairsOf(text: string): string[] {
  const characters = [...text]
  const pairs = characters.flatMap((one, at) => {
    const next = characters[at + 1]
    return next !== undefined && HAN.test(one) && HAN.test(next) ? [one + next] : []
  })
  return [...new Set(pairs)]
}

/** Those pairs of a text that the catalogue itself uses: with any others one could try out whose name stands in another's report. */
export function publicPairs(text: string, types: readonly Pick<MatterType, 'categories' | 'plain'>[]): string[] {
  const known = new Set(
    types.flatMap(({ categories, plain }) =>
      [plain.zh, ...categories.flatMap(({ label, hint }) => [label.zh, hint?.zh ?? ''])].flatMap(pairsOf),
    ),
  )
  return pairsOf(text).filter((pair) => known.has(pair))
}

/** The category whose words hers share most with; nothing where none does. What she says herself counts before. */
export function guessCategory(text: string, categories: MatterType['categories']): string | undefined {
  const said = new Set(pairsOf(text))
  let best: { code: string; shared: number } | undefined
  for (const { code, label, hint } of categories) {
    const shared = pairsOf(`${label.zh} ${hint?.zh ?? ''}`).filter((pair) => said.has(pair)).length
    if (shared > (best?.shared ?? 0)) best = { code, shared }
  }
  return best?.code
}
