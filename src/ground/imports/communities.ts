/** Communities by the names people write: official, short, and the ones they had before they were renamed. */
import { normaliseText } from '#base/values/normalise.ts'
import { shortRegionName } from '#ground/places/region.ts'

/** A name of a community with the days it was in use; a renamed one has several. */
export type CommunityName = { code: string; name: string; toDay: string | null }
export type Community = { code: number; name: string }
/** `renamed` holds the name in use now when an earlier one was written. */
export type Recognised = { code: number; renamed?: string }

/** What stands around the street: the divisions it lies in and itself, and the towns and communities of the county that are not its own. */
export type Surroundings = { divisions: readonly string[]; towns: readonly string[]; communities: readonly string[] }

export type Communities = {
  /** All of the street, by their present names. */
  list: Community[]
  /** The community a cell names, undefined when it names none of this street's. */
  find: (text: string) => Recognised | undefined
  /** The cell names a community of another street, by the name of its town or by its own. */
  isElsewhere: (text: string) => boolean
  /** The community a longer text (a title, a file name) speaks of. */
  findIn: (text: string) => Recognised | undefined
  nameOf: (code: number) => string
}

const endings = /(?:社区|村|居委会|村委会|居民委员会|村民委员会|居)$/u

const nowhere: Surroundings = { divisions: [], towns: [], communities: [] }

export function recogniseCommunities(names: readonly CommunityName[], around: Surroundings = nowhere): Communities {
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
  const known = (text: string) => spellings.get(text) ?? spellings.get(text.replace(endings, '')) ?? undefined
  const divisions = spellingsOfDivisions(around.divisions)
  const towns = spellingsOfDivisions(around.towns)
  const others = new Set(around.communities.flatMap((name) => [plain(name), plain(shortRegionName(name))]))
  const inText = [...spellings].filter(([spelling]) => spelling.length >= 3).sort(([a], [b]) => b.length - a.length)
  return {
    list: [...present].map(([code, name]) => ({ code, name: shortRegionName(name) })).sort((a, b) => a.code - b.code),
    find: (text) => known(plain(text)) ?? known(withoutDivisions(plain(text), divisions)),
    isElsewhere: (text) => {
      const rest = withoutDivisions(plain(text), divisions)
      if (known(rest)) return false
      return (
        others.has(rest) ||
        towns.some((town) => rest.startsWith(town) && rest.length > town.length) ||
        /^\p{Script=Han}{2,8}街道./u.test(rest)
      )
    },
    findIn: (text) => inText.find(([spelling]) => plain(text).includes(spelling))?.[1] ?? undefined,
    nameOf: (code) => shortRegionName(present.get(code) ?? String(code)),
  }
}

function spellingsOf(name: string): Set<string> {
  const short = plain(shortRegionName(name))
  const core = short.replace(endings, '')
  return new Set([plain(name), short, ...(core.length >= 2 ? [core] : [])])
}

/** Longest first, with the words of their offices left out as people do: 文昌路街道办事处, 文昌路街道. */
function spellingsOfDivisions(names: readonly string[]): string[] {
  const spelt = names.flatMap((name) => [plain(name), plain(shortRegionName(name)), `${plain(shortRegionName(name))}办事处`])
  return [...new Set(spelt)].sort((one, other) => other.length - one.length)
}

/** 山东省烟台市莱州市文昌路街道文泉社区 → 文泉社区. */
function withoutDivisions(text: string, divisions: readonly string[]): string {
  const first = divisions.find((name) => text.startsWith(name) && text.length > name.length)
  return first === undefined ? text : withoutDivisions(text.slice(first.length), divisions)
}

function plain(text: string): string {
  return normaliseText(text).replace(/\s+/g, '')
}
