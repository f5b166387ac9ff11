/** The sections in the rail of the desk, in their order. */
import type { IconName } from '#kit/icon.tsx'

export type Section = {
  path: string
  /** Addresses beside its own that are part of it. */
  also?: readonly string[]
  say: string
  icon: IconName
  right?: string
  /** A thin line stands between daily work and upkeep. */
  group: 'work' | 'upkeep'
  /** `g` and this letter go there. */
  key?: string
}

export const sections: readonly Section[] = [
  { path: '/desk', say: 'nav.home', icon: 'home', group: 'work', key: 'h' },
  {
    path: '/desk/matters',
    also: ['/desk/units', '/desk/types', '/desk/type-drafts', '/desk/rates', '/desk/inspections'],
    say: 'nav.matters',
    icon: 'matter',
    group: 'work',
    key: 'm',
    right: 'matter.read',
  },
  { path: '/desk/hotline', say: 'nav.hotline', icon: 'phone', group: 'work', right: 'hotline.read' },
  { path: '/desk/answers', say: 'nav.board', icon: 'info', group: 'work', right: 'board.read' },
  { path: '/desk/care', say: 'nav.care', icon: 'people', group: 'work', key: 'k', right: 'care.read' },
  { path: '/desk/counter', say: 'nav.counter', icon: 'service', group: 'work', key: 'c', right: 'counter.serve' },
  {
    path: '/desk/estates',
    also: ['/desk/doors', '/desk/scattered', '/desk/grids', '/desk/premises'],
    say: 'nav.places',
    icon: 'building',
    group: 'work',
    key: 'e',
    right: 'place.read',
  },
  { path: '/desk/people', also: ['/desk/organisations'], say: 'nav.people', icon: 'people', group: 'work', key: 'p', right: 'people.read' },
  { path: '/desk/requests', say: 'nav.requests', icon: 'report', group: 'work', key: 'r', right: 'report.read' },
  { path: '/desk/demands', say: 'nav.demands', icon: 'inbox', group: 'work', key: 'q', right: 'demand.read' },
  { path: '/desk/rounds', also: ['/desk/slips'], say: 'nav.rounds', icon: 'walk', group: 'work', key: 'v', right: 'round.read' },
  {
    path: '/desk/notices',
    also: ['/desk/letters', '/desk/calls', '/desk/offices'],
    say: 'nav.notices',
    icon: 'announce',
    group: 'work',
    key: 'n',
    right: 'announcement.read',
  },
  { path: '/desk/imports', say: 'nav.imports', icon: 'upload', group: 'upkeep', key: 'i', right: 'import.read' },
  { path: '/desk/duties', also: ['/desk/rules'], say: 'nav.duties', icon: 'scales', group: 'upkeep', key: 'd', right: 'duty.read' },
  { path: '/desk/forms', say: 'nav.forms', icon: 'file', group: 'upkeep', key: 'f', right: 'form.read' },
  { path: '/desk/elements', say: 'nav.elements', icon: 'columns', group: 'upkeep', right: 'element.read' },
  { path: '/desk/purposes', say: 'nav.purposes', icon: 'book', group: 'upkeep', right: 'purpose.read' },
  { path: '/desk/looks', also: ['/desk/glass', '/desk/reviews'], say: 'nav.looks', icon: 'eye', group: 'upkeep', right: 'look.read' },
  { path: '/desk/erasures', say: 'nav.erasures', icon: 'close', group: 'upkeep', right: 'person.erase' },
  { path: '/desk/staff', say: 'nav.staff', icon: 'lock', group: 'upkeep', right: 'staff.read' },
]

/** The sections a post finds in its rail. */
export function sectionsFor(may: readonly string[]): Section[] {
  return sections.filter(({ right }) => right === undefined || may.includes(right))
}
