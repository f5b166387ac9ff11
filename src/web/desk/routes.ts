/**
 * Every screen of the desk, each its own chunk. A screen module exports `Screen`; its words are loaded in the one language in use.
 * The rail shows a section when a screen stands at its path and the post may open it.
 */
import type { ComponentType } from 'preact'
import type { IconName } from '#kit/icon.tsx'
import type { Language, Words } from '#kit/text.ts'

export type ScreenProps = { params: Record<string, string>; query: Record<string, string> }

export type Route = {
  /** preact-iso pattern: `/desk/people/:id`. */
  path: string
  load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
  words?: Record<Language, () => Promise<{ default: Words }>>
  /** Right of the post without which the screen is not offered. */
  right?: string
  /** Stands without a session and without rail and bar. */
  open?: boolean
}

export const routes: readonly Route[] = [
  { path: '/desk', load: () => import('./home.tsx') },
  {
    path: '/desk/kit',
    open: true,
    load: () => import('./gallery/gallery.tsx'),
    words: { zh: () => import('./gallery/texts/zh.json'), en: () => import('./gallery/texts/en.json') },
  },
]

export type Section = {
  path: string
  say: string
  icon: IconName
  right?: string
  /** A thin line stands between groups: daily work, what is shared, upkeep. */
  group: 'work' | 'shared' | 'upkeep'
  /** `g` and this letter go there. */
  key?: string
}

export const sections: readonly Section[] = [
  { path: '/desk', say: 'nav.home', icon: 'home', group: 'work', key: 'h' },
  { path: '/desk/estates', say: 'nav.places', icon: 'building', group: 'work', key: 'e', right: 'place.read' },
  { path: '/desk/people', say: 'nav.people', icon: 'people', group: 'work', key: 'p', right: 'people.read' },
  { path: '/desk/requests', say: 'nav.requests', icon: 'report', group: 'work', key: 'r', right: 'report.read' },
  { path: '/desk/visits', say: 'nav.visits', icon: 'walk', group: 'work', key: 'v', right: 'visit.read' },
  { path: '/desk/matters', say: 'nav.matters', icon: 'matter', group: 'work', key: 'm', right: 'matter.read' },
  { path: '/desk/ballots', say: 'nav.ballots', icon: 'ballot', group: 'shared', right: 'ballot.read' },
  { path: '/desk/books', say: 'nav.books', icon: 'book', group: 'shared', key: 'b', right: 'ledger.read' },
  { path: '/desk/services', say: 'nav.services', icon: 'service', group: 'shared', right: 'service.read' },
  { path: '/desk/notices', say: 'nav.notices', icon: 'announce', group: 'shared', right: 'notice.read' },
  { path: '/desk/imports', say: 'nav.imports', icon: 'upload', group: 'upkeep', key: 'i', right: 'import.read' },
  { path: '/desk/elements', say: 'nav.elements', icon: 'columns', group: 'upkeep', right: 'element.read' },
  { path: '/desk/looks', say: 'nav.looks', icon: 'search', group: 'upkeep', right: 'look.read' },
  { path: '/desk/staff', say: 'nav.staff', icon: 'lock', group: 'upkeep', right: 'staff.read' },
]

/** The sections a post finds in its rail. */
export function sectionsFor(may: readonly string[], built: readonly Pick<Route, 'path'>[] = routes): Section[] {
  const paths = new Set(built.map(({ path }) => path))
  return sections.filter(({ path, right }) => paths.has(path) && (right === undefined || may.includes(right)))
}
