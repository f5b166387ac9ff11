/** The one search, the post in use, language, theme, and the way out. */

import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { keepTheme, storedTheme, type Theme } from '#kit/appearance.ts'
import { Icon } from '#kit/icon.tsx'
import { Menu } from '#kit/menu.tsx'
import { SearchBox, type SearchBoxProps } from '#kit/search-box.tsx'
import type { Language } from '#kit/text.ts'
import { useText } from '#kit/text-context.tsx'
import type { Session } from '#web/shared/session.ts'

export const searchId = 'desk-search'

export type TopBarProps = {
  session: Session
  search: SearchBoxProps['search']
  onLanguage: (language: Language) => void
  onPost: (post: string) => void
  onSignOut: () => void
  onKeys: () => void
}

export function TopBar({ session, search, onLanguage, onPost, onSignOut, onKeys }: TopBarProps) {
  const text = useText()
  return (
    <header class="top-bar no-print">
      {session.may.includes('people.read') ? (
        <SearchBox
          label={text.say('desk.search')}
          placeholder={text.say('desk.search-hint')}
          search={search}
          inputId={searchId}
          maxLength={60}
        />
      ) : (
        <span />
      )}
      <div class="top-tools">
        <Menu label={text.say('kit.language')} align="end" items={languageItems(text.language, onLanguage)}>
          <Icon name="language" />
        </Menu>
        <ThemeMenu />
        <PostMenu session={session} onPost={onPost} onSignOut={onSignOut} onKeys={onKeys} />
      </div>
    </header>
  )
}

function languageItems(now: Language, onLanguage: (language: Language) => void) {
  const names: [Language, string][] = [
    ['zh', '中文'],
    ['en', 'English'],
  ]
  return names.map(([id, label]) => ({ id, label, chosen: id === now, onPick: () => onLanguage(id) }))
}

function ThemeMenu() {
  const text = useText()
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const items = (['system', 'light', 'dark'] as const).map((id) => ({
    id,
    label: text.say(`kit.theme-${id}`),
    chosen: id === theme,
    onPick: () => {
      keepTheme(id)
      setTheme(id)
    },
  }))
  return (
    <Menu label={text.say('kit.theme')} align="end" items={items}>
      <Icon name={theme === 'dark' ? 'moon' : 'sun'} />
    </Menu>
  )
}

type PostMenuProps = Pick<TopBarProps, 'session' | 'onPost' | 'onSignOut' | 'onKeys'>

function PostMenu({ session, onPost, onSignOut, onKeys }: PostMenuProps) {
  const text = useText()
  const { route } = useLocation()
  const posts = session.posts.map((post) => ({
    id: post.id,
    label: post.title,
    chosen: post.id === session.post?.id,
    onPick: () => onPost(post.id),
  }))
  const items = [
    ...posts,
    { id: 'own', label: text.say('desk.own'), icon: 'person' as const, onPick: () => route('/desk/own') },
    { id: 'keys', label: text.say('desk.keys'), icon: 'keyboard' as const, onPick: onKeys },
    { id: 'sign-out', label: text.say('face.sign-out'), icon: 'sign-out' as const, onPick: onSignOut },
  ]
  return (
    <Menu
      label={text.say('desk.account', { name: [session.name, session.post?.title].filter(Boolean).join(' ') })}
      align="end"
      items={items}
    >
      <span class="who">
        <span class="who-name">{session.name}</span> {session.post && <span class="who-post">{session.post.title}</span>}
      </span>
      <span class="who-icon">
        <Icon name="person" />
      </span>
      <Icon name="down" />
    </Menu>
  )
}
