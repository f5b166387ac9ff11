/**
 * A text as the classifier sees it: words of the catalogue that stand in it, and runs of up to three characters. Pure; no dictionary and no service.
 * What is only a place (the gate of a school, beside the market) weighs little, what is asked for weighs more.
 */
import { normaliseText } from '#base/values/normalise.ts'
import type { Theme } from './theme.ts'

export type Claim = { theme: number; strength: number }
export type Vocabulary = { claims: ReadonlyMap<string, readonly Claim[]>; longest: number; themes: number }
/** A word of the catalogue that stands in the text. */
export type Found = { word: string; weight: number; claims: readonly Claim[] }
export type Cut = { found: Found[]; grams: Map<string, number> }

const TELLING = 1
const HINT = 0.3
/** A text is read up to here; beyond it people repeat themselves. */
const MOST_CHARACTERS = 3000

/** Words of all themes. What many of them claim tells little. */
export function readVocabulary(themes: readonly Theme[]): Vocabulary {
  const strengths = new Map<string, Map<number, number>>()
  themes.forEach(({ telling, hints }, theme) => {
    for (const [words, strength] of [
      [hints, HINT],
      [telling, TELLING],
    ] as const)
      for (const word of words.split(/\s+/)) {
        const key = plain(word)
        if (key === '') continue
        const claims = strengths.get(key) ?? new Map<number, number>()
        strengths.set(key, claims.set(theme, strength))
      }
  })
  let longest = 1
  const claims = new Map<string, Claim[]>()
  for (const [word, claimed] of strengths) {
    longest = Math.max(longest, word.length)
    const rarity = Math.log(1 + themes.length / claimed.size) / Math.log(1 + themes.length)
    claims.set(
      word,
      [...claimed].map(([theme, strength]) => ({ theme, strength: strength * rarity * lengthFactor(word) })),
    )
  }
  return { claims, longest, themes: themes.length }
}

/** A long word is seldom there by chance, a single character often. */
function lengthFactor(word: string): number {
  return [0, 0.35, 0.8, 1, 1.2][word.length] ?? 1.35
}

function plain(text: string): string {
  return normaliseText(text).toLowerCase()
}

/** What every order says and tells nothing apart. */
const filler =
  /来电人|来信人|诉求人|信访人|市民|群众|反映|来电|来信|致电|热线|您好|你好|尊敬的领导|领导好|请问|谢谢|希望|相关部门|有关部门|主管部门|责任单位|核实|处理|回复|尽快|依法|查处|督办|多次|至今|目前|现在|情况|问题/g
const asking = /请|希望|要求|建议|能不能|能否|可否|求|怎么|咋|什么时候|啥时候|何时|多久|举报|投诉|反映|咨询|诉求/
/** After a word these make it a place where something else happens. */
const beside =
  /^(?:的)?(?:大)?(?:门口|门前|附近|旁边|旁|对面|后面|隔壁|周边|斜对面|[东南西北]侧|[东南西北]面|路口|[东南西北]门|边上|外面|站点|背后|墙外)/
const asksMore = 1.35
const beginsWith = 1.25
const placeOnly = 0.3

export function cutText(given: string, vocabulary: Vocabulary): Cut {
  const found = new Map<string, Found>()
  const grams = new Map<string, number>()
  clausesOf(given).forEach((clause, at) => {
    const weight = (at === 0 ? beginsWith : 1) * (asking.test(clause) ? asksMore : 1)
    for (const { word, start } of wordsOf(clause, vocabulary)) {
      const isPlace = beside.test(clause.slice(start + word.length))
      keepHeaviest(found, word, weight * (isPlace ? placeOnly : 1), vocabulary)
    }
    for (const run of clause.replace(filler, ' ').match(/\p{Script=Han}+/gu) ?? [])
      for (const size of [1, 2, 3])
        for (let from = 0; from + size <= run.length; from += 1) {
          const gram = run.slice(from, from + size)
          grams.set(gram, Math.max(grams.get(gram) ?? 0, weight))
        }
  })
  return { found: [...found.values()], grams }
}

function keepHeaviest(found: Map<string, Found>, word: string, weight: number, { claims }: Vocabulary): void {
  const known = found.get(word)
  if (!known || known.weight < weight) found.set(word, { word, weight, claims: claims.get(word)! })
}

/** Numbers go: they are telephones, doors and days. */
function clausesOf(given: string): string[] {
  return plain(given.slice(0, MOST_CHARACTERS))
    .replace(/(?<![a-z\d])[\d-]{5,}/g, ' ')
    .split(/[\s,.!?;:，。！？；：、…~—"“”‘’()（）《》【】[\]]+/)
    .filter((clause) => clause !== '')
}

/** The longest ones; what stands inside a longer one is a part of it. */
function wordsOf(clause: string, { claims, longest }: Vocabulary): { word: string; start: number }[] {
  const words: { word: string; start: number }[] = []
  let covered = 0
  for (let start = 0; start < clause.length; start += 1)
    for (let length = Math.min(longest, clause.length - start); length > 0; length -= 1) {
      const word = clause.slice(start, start + length)
      if (!claims.has(word)) continue
      if (start + length > covered) {
        words.push({ word, start })
        covered = start + length
      }
      break
    }
  return words
}
