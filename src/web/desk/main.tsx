import '#kit/lacking.ts'
import { render } from 'preact'
import { storedLanguage } from '#kit/appearance.ts'
import { chooseLanguage, type Language, type Words } from '#kit/text.ts'
import { Face } from './face.tsx'
import '#kit/kit.css'
import './cards.css'
import './desk.css'
import './front.css'

async function loadWords(language: Language): Promise<Words> {
  const module = language === 'zh' ? await import('./words-zh.ts') : await import('./words-en.ts')
  return module.words
}

async function begin(): Promise<void> {
  const language = chooseLanguage(storedLanguage(), navigator.languages ?? [navigator.language])
  const words = await loadWords(language)
  const root = document.getElementById('face')
  if (!root) throw new Error('the page has no place for the face')
  render(<Face language={language} words={words} load={loadWords} />, root)
}

begin().catch((error: unknown) => {
  // Not even words could be loaded: the one sentence that stands in the code, in both languages.
  document.body.textContent = `页面没有打开，请刷新。The page did not open; please reload. (${error instanceof Error ? error.message : String(error)})`
})
