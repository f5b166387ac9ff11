/** The words of the language in use, for every component below. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useMemo } from 'preact/hooks'
import { makeText, type Text, type Words } from './text.ts'

const TextContext = createContext<Text>(makeText({ language: 'zh', words: {} }))

export const TextProvider = TextContext.Provider

/** Words, numbers and days in the reader's language. */
export function useText(): Text {
  return useContext(TextContext)
}

/** A screen's own words over those of the shell. */
export function TextLayer({ words, children }: { words: Words; children: ComponentChildren }) {
  const above = useText()
  const text = useMemo(() => makeText({ language: above.language, words, above }), [above, words])
  return <TextContext.Provider value={text}>{children}</TextContext.Provider>
}
