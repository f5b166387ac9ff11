/**
 * The reader's own choices of language, theme and comfort: kept in this browser, set on the root element. `web/build/early.js` sets them before the
 * first paint, and follows the system for whoever has not chosen.
 */
import type { Language } from './text.ts'

export type Theme = 'light' | 'dark' | 'system'
export type Comfort = 'usual' | 'elder'

const keys = { language: 'linli.language', theme: 'linli.theme', comfort: 'linli.comfort' } as const

export function storedTheme(): Theme {
  const stored = localStorage.getItem(keys.theme)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function keepTheme(theme: Theme): void {
  localStorage.setItem(keys.theme, theme)
  const night = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = theme === 'system' ? (night ? 'dark' : 'light') : theme
}

export function storedComfort(): Comfort {
  return localStorage.getItem(keys.comfort) === 'elder' ? 'elder' : 'usual'
}

export function keepComfort(comfort: Comfort): void {
  localStorage.setItem(keys.comfort, comfort)
  if (comfort === 'usual') delete document.documentElement.dataset.comfort
  else document.documentElement.dataset.comfort = comfort
}

export function storedLanguage(): string | null {
  return localStorage.getItem(keys.language)
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(keys.language, language)
}
