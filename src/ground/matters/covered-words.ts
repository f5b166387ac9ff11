/**
 * What people write holds numbers of people: they are kept covered, and the numbers beside them under the street's key (`kept`). So whatever reads words, lists
 * or carries them away has them covered; whole they are for whoever may see protected values, and for whoever wrote them.
 */
import { coverNumbers, uncoverNumbers } from '#base/values/personal.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { StreetKeys } from '#kernel/keys/keys.ts'

type Words = Record<string, unknown>
/** Where a text stands in the words: `text`, or `answers.` and the question. */
type Kept = Record<string, string[]>

const KEPT = 'kept'

export async function coverWords(ctx: Ctx, words: Words): Promise<Words> {
  const kept: Kept = {}
  const covered = eachText(words, (text, place) => {
    const { text: shown, numbers } = coverNumbers(text)
    if (numbers.length > 0) kept[place] = numbers
    return shown
  })
  if (Object.keys(kept).length === 0) return words
  return { ...covered, [KEPT]: (await ctx.house.keys.ofStreet(ctx.sql, ctx.street)).seal(JSON.stringify(kept)) }
}

/** As they were written. */
export function uncoverWords(keys: StreetKeys, { [KEPT]: sealed, ...words }: Words): Words {
  if (typeof sealed !== 'string') return words
  const kept = new Map(Object.entries(JSON.parse(keys.open(sealed)) as Kept))
  return eachText(words, (text, place) => uncoverNumbers({ text, numbers: kept.get(place) ?? [] }))
}

/** Also those that were kept before numbers were covered. */
export function coveredWords({ [KEPT]: _sealed, ...words }: Words): Words {
  return eachText(words, (text) => coverNumbers(text).text)
}

function eachText(words: Words, change: (text: string, place: string) => string): Words {
  const changed = (value: unknown, place: string): unknown => {
    if (typeof value === 'string') return change(value, place)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one, place === '' ? name : `${place}.${name}`)]))
  }
  return changed(words, '') as Words
}
