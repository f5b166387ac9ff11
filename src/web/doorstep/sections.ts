/** The sections under the thumb, for staff and for residents. Few: each has to be hit without looking. */
import type { IconName } from '#kit/icon.tsx'
import type { Session } from '#web/shared/session.ts'
import { HOME } from './paths.ts'

export type Section = { path: string; say: string; icon: IconName; right?: string }

const sections: readonly Section[] = [
  { path: HOME, say: 'bar.home', icon: 'home' },
  { path: '/doorstep/matters', say: 'bar.matters', icon: 'matter', right: 'own.report' },
  { path: '/doorstep/helpers', say: 'bar.helpers', icon: 'people', right: 'own.mandate' },
  { path: '/doorstep/rounds', say: 'bar.rounds', icon: 'walk', right: 'round.read' },
  { path: '/doorstep/me', say: 'bar.me', icon: 'person' },
]

export function sectionsFor({ may }: Pick<Session, 'may'>): Section[] {
  return sections.filter(({ right }) => !right || may.includes(right))
}
