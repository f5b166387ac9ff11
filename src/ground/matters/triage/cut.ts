/**
 * A text as the classifier sees it: words of the catalogue that stand in it, and runs of up to three characters. Pure; no service.
 * What is only a place (the gate of a school, beside the market) weighs little, what is asked for weighs more, what is said again a little more.
 */
import { Converter } from 'opencc-js/t2cn'
import { normaliseText } from '#base/values/normalise.ts'
import type { Theme } from './theme.ts'

export type Claim = { theme: number; strength: number }
export type Vocabulary = { claims: ReadonlyMap<string, readonly Claim[]>; longest: number; themes: number }
/** A word of the catalogue that stands in the text. */
export type Found = { word: string; weight: number; claims: readonly Claim[] }
/** `grams` holds the words too, each behind an `=`: what one of them is worth is learned beside what the catalogue claims. `said` as it was written. */
export type Cut = { found: Found[]; grams: Map<string, number>; plain: string; said: string }

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

const toSimplified = Converter({ from: 't', to: 'cn' })

/** Of the same length, so that what is found in it can be shown as it was written. */
function simplified(text: string): string {
  const simple = toSimplified(text)
  if (simple.length === text.length) return simple
  const one = (character: string) => (toSimplified(character).length === character.length ? toSimplified(character) : character)
  return [...text].map(one).join('')
}

/** What every letter and order says and tells nothing apart. */
const filler = new RegExp(
  `来电人|来信人|诉求人|信访人|市民|群众|反映|来电|来信|致电|热线|您好|你好|尊敬的|敬爱的|领导们|领导同志|领导好|领导|书记|县长|市长|请问|谢谢|希望|相关部门|有关部门|
主管部门|责任单位|核实|处理|回复|尽快|依法|查处|督办|多次|至今|目前|现在|情况|问题|关于|投诉|举报|咨询|建议|请求|诉求内容|诉求目的|诉求|强烈|恳请`.replaceAll(
    '\n',
    '',
  ),
  'g',
)
const asking = /请|希望|要求|建议|能不能|能否|可否|求|怎么|咋|什么时候|啥时候|何时|多久|举报|投诉|反映|咨询|诉求|盼/
/** After a word these make it a place where something else happens. */
const beside =
  /^(?:的)?(?:大)?(?:门口|门前|附近|旁边|旁|对面|后面|隔壁|周边|斜对面|[东南西北]侧|[东南西北]面|路口|[东南西北]门|边上|外面|站点|背后|墙外|片区|一带|家属院|宿舍|小区|花园|公寓|路段)/
/** Whom somebody has been to (找过物业, 派出所说): not what it is about. */
const wentTo = /(?:找|问|去|跑|打|报|让找|找过|问过|打过|报到|推给|反映到|投诉到)$/
const answered = /^(?:的人|那边)?(?:说|讲|称|推|让|叫|不管|答复|回复|来过|来了|来看)/
/** Places made nameless (A市, K3县), telephones, doors and days. */
const nameless = /[a-z]\d{0,2}(?:市|区|县|镇|乡|街道|村)+|(?<![a-z\d])[\d-]{5,}/g
const asksMore = 1.35
const beginsWith = 1.25
const placeOnly = 0.3
const beenTo = 0.4
const saidAgain = 0.5

export function cutText(given: string, vocabulary: Vocabulary): Cut {
  const said = plain(given.slice(0, MOST_CHARACTERS))
  const text = simplified(said)
  const found = new Map<string, Found & { times: number }>()
  const grams = new Map<string, number>()
  clausesOf(text).forEach((clause, at) => {
    const weight = (at === 0 ? beginsWith : 1) * (asking.test(clause) ? asksMore : 1)
    for (const { word, start } of wordsOf(clause, vocabulary)) {
      const after = clause.slice(start + word.length)
      const part = beside.test(after) ? placeOnly : wentTo.test(clause.slice(0, start)) || answered.test(after) ? beenTo : 1
      keepHeaviest(found, word, weight * part, vocabulary)
    }
    for (const run of clause.replace(filler, ' ').match(/\p{Script=Han}+/gu) ?? [])
      for (const size of [1, 2, 3])
        for (let from = 0; from + size <= run.length; from += 1) {
          const gram = run.slice(from, from + size)
          const before = grams.get(gram)
          grams.set(gram, before === undefined ? weight : before + (saidAgain * weight) / (1 + before))
        }
  })
  const words = [...found.values()].map(({ times, ...one }) => ({ ...one, weight: one.weight * (1 + saidAgain * Math.log(times)) }))
  for (const { word, weight } of words) grams.set(`=${word}`, weight)
  return { found: words, grams, plain: text, said }
}

function keepHeaviest(found: Map<string, Found & { times: number }>, word: string, weight: number, { claims }: Vocabulary): void {
  const known = found.get(word)
  found.set(word, { word, weight: Math.max(weight, known?.weight ?? 0), claims: claims.get(word)!, times: (known?.times ?? 0) + 1 })
}

/** As it was written: in traditional characters where it was. */
export function asSaid({ plain, said }: Pick<Cut, 'plain' | 'said'>, word: string): string {
  const at = plain.indexOf(word)
  return at < 0 ? word : said.slice(at, at + word.length)
}

function clausesOf(text: string): string[] {
  return text
    .replace(nameless, (one) => ' '.repeat(one.length))
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
      if (!claims.has(word) || isCutLatin(clause, start, word)) continue
      if (start + length > covered) {
        words.push({ word, start })
        covered = start + length
      }
      break
    }
  return words
}

/** `ct` in `doctor`. */
function isCutLatin(clause: string, start: number, word: string): boolean {
  const isLatin = (sign: string | undefined) => sign !== undefined && /[a-z\d]/.test(sign)
  return (isLatin(word[0]) && isLatin(clause[start - 1])) || (isLatin(word.at(-1)) && isLatin(clause[start + word.length]))
}
