/** The desk around a screen: rail, bar, the line about a lost network, and the keys that work everywhere. */
import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { Icon } from '#kit/icon.tsx'
import { refusalOf } from '#kit/refusal.ts'
import { ShortcutsHelp, useShortcut, useShortcutKeys } from '#kit/shortcuts.tsx'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import { useTell } from '#kit/toast.tsx'
import { useReached, useSession } from '#web/shared/session.ts'
import { FootBar, Rail } from './rail.tsx'
import { searchHouse } from './search.ts'
import { type Section, sectionsFor } from './sections.ts'
import { searchId, TopBar } from './top-bar.tsx'

export function Shell({ onLanguage, children }: { onLanguage: (language: Language) => void; children: ComponentChildren }) {
  const text = useText()
  const { session, hold } = useSession()
  const { path, route } = useLocation()
  const { tellRefusal } = useTell()
  const reached = useReached()
  const [keys, setKeys] = useState(false)
  const sections = sectionsFor(session.may)
  const find = useCallback((typed: string, signal: AbortSignal) => searchHouse(text, typed, signal, route), [text, route])
  const attempt = (work: Promise<void>) => work.catch((thrown: unknown) => tellRefusal(refusalOf(thrown)))
  useShortcutKeys()
  useShortcut('/', 'desk.search-keys', focusSearch)
  useShortcut('ctrl+k', 'desk.search-keys', focusSearch)
  useShortcut('?', 'desk.help-keys', () => setKeys(true))
  return (
    <div class="desk">
      {/* biome-ignore lint/a11y/useValidAnchor: it does go somewhere, the router only must not hear of it */}
      <a class="skip" href="#main" onClick={toMain}>
        {text.say('desk.skip')}
      </a>
      {sections.map((section) => section.key && <SectionKey key={section.path} section={section} go={route} />)}
      <Rail sections={sections} path={path} />
      <div class="desk-body">
        <TopBar
          session={session}
          search={find}
          onLanguage={onLanguage}
          onPost={(post) => attempt(hold.changePost(post))}
          onSignOut={() => attempt(hold.leave())}
          onKeys={() => setKeys(true)}
        />
        <div role="status">
          {!reached && (
            <p class="cut-off no-print">
              <Icon name="warning" />
              {text.say('desk.unreachable')}
            </p>
          )}
        </div>
        <main id="main" class="desk-main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <FootBar sections={sections} path={path} />
      <ShortcutsHelp open={keys} onClose={() => setKeys(false)} />
    </div>
  )
}

function SectionKey({ section, go }: { section: Section; go: (href: string) => void }) {
  useShortcut(`g ${section.key}`, section.say, () => go(section.path))
  return null
}

function focusSearch(): void {
  document.getElementById(searchId)?.focus()
}

function toMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
