import '#kit/lacking.ts'
import type { Language, Words } from '#kit/text.ts'
import { begin } from '#web/shared/begin.ts'
import { Face } from './face.tsx'
import { keepPage } from './keep-page.ts'
import './doorstep.css'

async function loadWords(language: Language): Promise<Words> {
  const module = language === 'zh' ? await import('./words-zh.ts') : await import('./words-en.ts')
  return module.words
}

begin(loadWords, (language, words) => <Face language={language} words={words} load={loadWords} />)

// After all that is seen at once.
window.addEventListener('load', () => void keepPage())
