import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** `late` (cinnabar) only for what is late or dangerous; `stale` for what wants attention; `conflict` for two answers. */
export type TagTone = 'plain' | 'good' | 'stale' | 'conflict' | 'late'

const marks: Partial<Record<TagTone, IconName>> = { late: 'warning', stale: 'clock' }

/** A short state beside a thing. The words carry it; colour and mark only help. */
export function Tag({
  tone = 'plain',
  mark = marks[tone],
  children,
}: {
  tone?: TagTone
  mark?: IconName | undefined
  children: ComponentChildren
}) {
  return (
    <span class="tag" data-tone={tone}>
      {mark && <Icon name={mark} />}
      {children}
    </span>
  )
}
