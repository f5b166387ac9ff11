/** Between the pages of this section. */
import { useText } from '#kit/text-context.tsx'

const pages = [
  { at: 'announcements', href: '/desk/notices' },
  { at: 'letters', href: '/desk/letters' },
  { at: 'calls', href: '/desk/calls' },
  { at: 'offices', href: '/desk/offices' },
] as const

export function NoticeTabs({ at }: { at: (typeof pages)[number]['at'] }) {
  const text = useText()
  return (
    <nav class="page-links no-print" aria-label={text.say('notice.pages')}>
      {pages.map((page) => (
        <a key={page.at} href={page.href} aria-current={page.at === at ? 'page' : undefined}>
          {text.say(`notice.page.${page.at}`)}
        </a>
      ))}
    </nav>
  )
}
