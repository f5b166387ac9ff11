/** The sections of the house down the side; on a phone along the foot. */
import { useState } from 'preact/hooks'
import { Dialog } from '#kit/dialog.tsx'
import { Icon } from '#kit/icon.tsx'
import { useText } from '#kit/text-context.tsx'
import { Mark } from '#web/shared/mark.tsx'
import type { Section } from './sections.ts'

export type RailProps = { sections: readonly Section[]; path: string }

export function Rail({ sections, path }: RailProps) {
  const text = useText()
  return (
    <nav class="rail no-print" aria-label={text.say('desk.sections')}>
      <a class="rail-mark" href="/desk">
        <Mark />
      </a>
      <ul class="rail-list">
        {sections.map((section, index) => (
          <li key={section.path} data-gap={index > 0 && sections[index - 1]!.group !== section.group ? '' : undefined}>
            <RailLink section={section} path={path} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function RailLink({ section, path }: { section: Section; path: string }) {
  const text = useText()
  return (
    <a class="rail-link" href={section.path} aria-current={isIn(path, section) ? 'page' : undefined}>
      <Icon name={section.icon} />
      <span>{text.say(section.say)}</span>
    </a>
  )
}

/** Home is only itself; every other section is also what lies below its addresses. */
export function isIn(path: string, { path: own, also = [] }: Pick<Section, 'path' | 'also'>): boolean {
  return path === own || (own !== '/desk' && [own, ...also].some((one) => path === one || path.startsWith(`${one}/`)))
}

const footPlaces = 4

/** The first four sections, and all others behind one press. */
export function FootBar({ sections, path }: RailProps) {
  const text = useText()
  const [open, setOpen] = useState(false)
  const shown = sections.length > footPlaces + 1 ? sections.slice(0, footPlaces) : sections
  const hidden = sections.slice(shown.length)
  return (
    <nav class="foot-bar no-print" aria-label={text.say('desk.sections')}>
      {shown.map((section) => (
        <RailLink key={section.path} section={section} path={path} />
      ))}
      {hidden.length > 0 && (
        <button type="button" class="rail-link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="menu" />
          <span>{text.say('desk.more')}</span>
        </button>
      )}
      <Dialog open={open} title={text.say('desk.sections')} onClose={() => setOpen(false)}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
        <ul class="foot-list" onClick={() => setOpen(false)}>
          {hidden.map((section) => (
            <li key={section.path}>
              <RailLink section={section} path={path} />
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  )
}
