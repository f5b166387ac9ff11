/** How a page begins: the words of one language first, then the face. */
import { type ComponentChild, render } from 'preact'
import { storedLanguage } from '#kit/appearance.ts'
import { chooseLanguage, type Language, type Words } from '#kit/text.ts'

export function begin(load: (language: Language) => Promise<Words>, draw: (language: Language, words: Words) => ComponentChild): void {
  const language = chooseLanguage(storedLanguage(), navigator.languages ?? [navigator.language])
  load(language)
    .then((words) => {
      const root = document.getElementById('face')
      if (!root) throw new Error('the page has no place for the face')
      render(draw(language, words), root)
    })
    .catch((error: unknown) => {
      // Not even words could be loaded: the one sentence that stands in the code, in both languages.
      document.body.textContent = `页面没有打开，请刷新。The page did not open; please reload. (${error instanceof Error ? error.message : String(error)})`
    })
}
