import '#kit/lacking.ts'
import type { Language, Words } from '#kit/text.ts'
import { begin } from '#web/shared/begin.ts'
import { Face } from './face.tsx'
import { keepPage, takeNewer } from './keep-page.ts'
import './doorstep.css'

async function loadWords(language: Language): Promise<Words> {
  const module = language === 'zh' ? await import('./words-zh.ts') : await import('./words-en.ts')
  return module.words
}

takeNewer()
  // Where the browser forbids it the page is as it came.
  .catch(() => undefined)
  .then(() => {
    begin(loadWords, (language, words) => <Face language={language} words={words} load={loadWords} />)
    // After all that is seen at once.
    if (document.readyState === 'complete') void keepPage()
    else window.addEventListener('load', () => void keepPage())
  })
