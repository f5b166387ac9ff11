/** A screen of a face: its own chunk, and its words, which are loaded in the one language in use. */
import type { ComponentType } from 'preact'
import type { Language, Words } from '#kit/text.ts'

/** What a screen is handed: the holes of its path, and what stands behind the question mark. */
export type ScreenProps = { params: Record<string, string>; query: Record<string, string> }

export type WordFiles = Record<Language, () => Promise<{ default: Words }>>

export type Route = {
  /** preact-iso pattern: `/desk/people/:id`. */
  path: string
  load: () => Promise<{ Screen: ComponentType<ScreenProps> }>
  words?: WordFiles
  /** Right of the post without which the screen is not offered. */
  right?: string
  /** Stands without a session and without what the face puts around a screen. */
  open?: boolean
}

/** A screen shows panels of lower modules too: their words come along. */
export async function merged(...files: Promise<{ default: Words }>[]): Promise<{ default: Words }> {
  return { default: Object.assign({}, ...(await Promise.all(files)).map((file) => file.default)) }
}
