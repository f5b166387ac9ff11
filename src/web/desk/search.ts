/** What the one search finds, as lines that open screens. */
import type { OutputOf } from '#base/contract.ts'
import { search } from '#ground/households/contract.ts'
import { handOver } from '#ground/households/screens/search-hand.ts'
import { call } from '#kit/api.ts'
import type { IconName } from '#kit/icon.tsx'
import type { SearchResult } from '#kit/search-box.tsx'
import type { Text } from '#kit/text.ts'

type Found = OutputOf<typeof search>['found'][number]

const kinds: Record<Found['kind'], { say: string; icon: IconName; path: string }> = {
  person: { say: 'found.people', icon: 'people', path: '/desk/people' },
  dwelling: { say: 'found.doors', icon: 'door', path: '/desk/doors' },
  estate: { say: 'found.estates', icon: 'building', path: '/desk/estates' },
  premises: { say: 'found.premises', icon: 'service', path: '/desk/premises' },
  organisation: { say: 'found.organisations', icon: 'people', path: '/desk/organisations' },
}
const order = Object.keys(kinds) as Found['kind'][]

export async function searchHouse(text: Text, typed: string, signal: AbortSignal, go: (href: string) => void): Promise<SearchResult[]> {
  const { data } = await call(search, { text: typed, limit: 20 }, { signal, waits: [] })
  const lines = [...data.found].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).map((found) => lineOf(text, found, go))
  if (!data.more) return lines
  // What was typed is handed over in the page; it never stands in an address.
  const onOpen = () => {
    handOver(typed)
    go('/desk/people')
  }
  return [...lines, { id: 'more', group: text.say('found.more'), label: text.say('found.see-more'), icon: 'search', onOpen }]
}

function lineOf(text: Text, found: Found, go: (href: string) => void): SearchResult {
  const { say, icon, path } = kinds[found.kind]
  const sex = found.sex === '1' || found.sex === '2' ? text.say(`found.sex-${found.sex}`) : ''
  const about = [
    sex,
    found.age === undefined ? '' : text.say('found.age', { n: found.age }),
    found.tail ? `…${found.tail}` : '',
    found.gone ? text.say(`found.gone-${found.gone}`) : '',
  ]
  return {
    id: found.id,
    group: text.say(say),
    icon,
    label: [found.name, ...about].filter(Boolean).join(' '),
    note: found.line,
    onOpen: () => go(`${path}/${found.id}`),
  }
}
