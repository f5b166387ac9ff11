/** Words of purposes in the reader's language. */
import type { Language } from '#kit/text.ts'
import type { Words } from '../contract.ts'

/** What a street wrote itself may have no English yet. */
export function say(words: Words, language: Language): string {
  return words[language] || words.zh
}

/** Changed in one language; a translation of what no longer stands is dropped. */
export function write(words: Words, language: Language, said: string): Words {
  if (language === 'zh') return said === words.zh ? words : { zh: said, en: '' }
  return { zh: words.zh || said, en: said }
}

/** Lines that stayed keep their other language. */
export function writeLines<W extends Words>(before: readonly W[], language: Language, said: string, fresh: (words: Words) => W): W[] {
  return said
    .split('\n')
    .map((line) => before.find((one) => say(one, language) === line) ?? fresh(write({ zh: '', en: '' }, language, line)))
}
