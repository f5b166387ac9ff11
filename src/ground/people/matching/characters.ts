import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'
import { isHan } from '#base/values/normalise.ts'
import { sharedPart, similarStrokes } from './look-alike-groups.ts'

/** What is known of one character, looked up once. */
export type NameCharacter = {
  character: string
  /** Simplified and freed of variants: the form in which names are compared and counted. */
  simple: string
  /** Syllables without tone, the usual one first; empty for what is not Han. */
  syllables: readonly string[]
  /** The same without the differences southern and northern speakers do not hear: zh/z, n/l, in/ing, f/h. */
  nearSyllables: readonly string[]
  groups: readonly number[]
}

/** How two characters at the same place relate, best first. */
export type CharacterRelation = 'same' | 'script' | 'sound' | 'look' | 'near-sound' | 'other'

/**
 * Beside traditional characters: variants that GB 2312 folds (喆 to 哲), and surnames that the withdrawn second simplification of 1977 left
 * in many papers (萧 肖, 傅 付, 阎 闫).
 */
const variants = new Map(
  '喆哲 堃坤 甦苏 迺乃 秊年 竝并 濬浚 叡睿 喦岩 燄焰 晧皓 萧肖 傅付 阎闫 穌稣 昇升 陞升 崐昆 崑昆 峩峨 锺钟'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
)

const toSimplified = Converter({ from: 't', to: 'cn' })
const known = new Map<string, NameCharacter>()
const groupsOf = readGroups()

function readGroups(): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [number, group] of `${sharedPart} ${similarStrokes}`.trim().split(/\s+/).entries()) {
    for (const character of group) {
      const list = groups.get(character)
      if (list) list.push(number)
      else groups.set(character, [number])
    }
  }
  return groups
}

export function nameCharacter(character: string): NameCharacter {
  const found = known.get(character)
  if (found) return found
  const converted = isHan(character) ? toSimplified(character) : character.toLowerCase()
  const simple = variants.get(converted) ?? converted
  const syllables = isHan(simple) ? syllablesOf(simple) : []
  const made = {
    character,
    simple,
    syllables,
    nearSyllables: [...new Set(syllables.map(nearSyllable))],
    groups: groupsOf.get(simple) ?? [],
  }
  known.set(character, made)
  return made
}

function syllablesOf(character: string): string[] {
  const read = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true }).filter((syllable) =>
    /^[a-zv]+$/.test(syllable),
  )
  return [...new Set(read)].slice(0, 4)
}

/** The reading of a surname, which often is not the character's usual one: 单 shan, 仇 qiu, 万俟 mo qi. */
export function surnameSyllables(surname: string): string[] {
  return pinyin(surname, { mode: 'surname', surname: 'head', toneType: 'none', type: 'array', v: true }).filter((syllable) =>
    /^[a-zv]+$/.test(syllable),
  )
}

export function nearSyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouv])/, 'l')
    .replace(/^hu(?=[aoe])/, 'f')
    .replace(/([aei])ng$/, '$1n')
}

function shareAny<T>(first: readonly T[], second: readonly T[]): boolean {
  for (const one of first) if (second.includes(one)) return true
  return false
}

export function relate(first: NameCharacter, second: NameCharacter): CharacterRelation {
  if (first === second || first.character === second.character) return 'same'
  if (first.simple === second.simple) return 'script'
  if (shareAny(first.syllables, second.syllables)) return 'sound'
  if (shareAny(first.groups, second.groups)) return 'look'
  return shareAny(first.nearSyllables, second.nearSyllables) ? 'near-sound' : 'other'
}
