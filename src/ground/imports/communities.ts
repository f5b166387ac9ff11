/** Communities by the names people write: official, short, and the ones they had before they were renamed. */
import { normaliseText } from '#base/values/normalise.ts'
import { shortRegionName } from '#ground/places/region.ts'

/** A name of a community with the days it was in use; a renamed one has several. */
export type CommunityName = { code: string; name: string; toDay: string | null }
export type Community = { code: number; name: string }
/** `renamed` holds the name in use now when an earlier one was written. */
export type Recognised = { code: number; renamed?: string }

export type Communities = {
  /** All of the street, by their present names. */
  list: Community[]
  /** The community a cell names, undefined when it names none of this street's. */
  find: (text: string) => Recognised | undefined
  /** The community a longer text (a title, a file name) speaks of. */
  findIn: (text: string) => Recognised | undefined
  nameOf: (code: number) => string
}

const endings = /(?:社区|村|居委会|村委会|居民委员会|村民委员会|居)$/u

export function recogniseCommunities(names: readonly CommunityName[]): Communities {
  const present = new Map<number, string>()
  for (const { code, name, toDay } of names) if (toDay === null || !present.has(Number(code))) present.set(Number(code), name)
  const spellings = new Map<string, Recognised | null>()
  const add = (spelling: string, found: Recognised) => {
    const other = spellings.get(spelling)
    // One spelling for two communities says nothing.
    spellings.set(spelling, other === undefined || other?.code === found.code ? (other ?? found) : null)
  }
  const current = names.filter(({ toDay }) => toDay === null)
  for (const { code, name } of [...current, ...names.filter(({ toDay }) => toDay !== null)]) {
    const now = present.get(Number(code)) ?? name
    const found: Recognised = now === name ? { code: Number(code) } : { code: Number(code), renamed: shortRegionName(now) }
    for (const spelling of spellingsOf(name)) add(spelling, found)
  }
  for (const code of present.keys()) add(String(code), { code })
  const inText = [...spellings].filter(([spelling]) => spelling.length >= 3).sort(([a], [b]) => b.length - a.length)
  return {
    list: [...present].map(([code, name]) => ({ code, name: shortRegionName(name) })).sort((a, b) => a.code - b.code),
    find: (text) => spellings.get(plain(text)) ?? spellings.get(plain(text).replace(endings, '')) ?? undefined,
    findIn: (text) => inText.find(([spelling]) => plain(text).includes(spelling))?.[1] ?? undefined,
    nameOf: (code) => shortRegionName(present.get(code) ?? String(code)),
  }
}

function spellingsOf(name: string): Set<string> {
  const short = plain(shortRegionName(name))
  const core = short.replace(endings, '')
  return new Set([plain(name), short, ...(core.length >= 2 ? [core] : [])])
}

function plain(text: string): string {
  return normaliseText(text).replace(/\s+/g, '')
}
