/** A part with words of its own, which only some need: they come with it, in the one language in use. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Language, Words } from '#kit/text.ts'
import { TextLayer, useText } from '#kit/text-context.tsx'
import type { WordFiles } from './route.ts'

export function Worded({ words, children }: { words: WordFiles; children: ComponentChildren }) {
  const { language } = useText()
  const [here, setHere] = useState<{ language: Language; words: Words }>()
  const [lost, setLost] = useState<unknown>()
  useEffect(() => {
    let wanted = true
    words[language]().then(
      (file) => wanted && setHere({ language, words: file.default }),
      (thrown: unknown) => wanted && setLost(thrown),
    )
    return () => {
      wanted = false
    }
  }, [words, language])
  // Said by the boundary around the screen.
  if (lost) throw lost
  return here?.language === language ? <TextLayer words={here.words}>{children}</TextLayer> : null
}
