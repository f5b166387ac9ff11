/** A matter's words as numbers, weighed by how rare they are: what alike ones are found by. Pure; nothing can be read back. */
import { normaliseText } from '#base/values/normalise.ts'

export type Tokens = { sought: number[]; weights: number[] }
/** How rare a pair of characters is in what people report; unknown ones are rarer than all that are known. */
export type RarityOf = (pair: string) => number | undefined

const UNKNOWN = 6
/** A long text is known by what is rarest in it. */
const MOST_TOKENS = 80
/** What stands in every report. */
const filler =
  /来电人|反映|您好|你好|请问|谢谢|希望|有关部门|相关部门|尽快|处理|回复|问题|我们|小区|居民|没有|现在|什么|怎么|一个|这个|那个/g

/** Heaviest first. Telephones, doors and identity numbers are left out. */
export function tokensOf(street: number, text: string, rarityOf: RarityOf): Tokens {
  const weighed = new Map<number, number>()
  const plain = normaliseText(text).toLowerCase().replace(filler, ' ')
  for (const run of plain.match(/\p{Script=Han}+/gu) ?? [])
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2)
      weighed.set(tokenOf(street, pair), rarityOf(pair) ?? UNKNOWN)
    }
  const heaviest = [...weighed].sort(([a, one], [b, other]) => other - one || a - b).slice(0, MOST_TOKENS)
  return { sought: heaviest.map(([token]) => token), weights: heaviest.map(([, weight]) => weight) }
}

/** A community as one more token, so that a search in it never reads the matches of the others. */
export function placeToken(street: number, region: number): number {
  return tokenOf(street, `@${Math.floor(region / 1000)}`)
}

/** FNV-1a, as PostgreSQL's int. */
function tokenOf(street: number, word: string): number {
  let hash = 0x811c9dc5
  for (const sign of `${street} ${word}`) {
    hash ^= sign.codePointAt(0)!
    hash = Math.imul(hash, 0x01000193)
  }
  return hash | 0
}
