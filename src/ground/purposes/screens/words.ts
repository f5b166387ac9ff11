/** Words of purposes in the reader's language. */
import type { Language, Text } from '#kit/text.ts'
import type { Keep, Span, Words } from '../contract.ts'

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

export function sayKeep(text: Text, keep: Keep): string {
  return keep.from === 'stands'
    ? text.say('purposes.keep-stands')
    : text.say(`purposes.keep-${keep.from}`, { span: saySpan(text, keep.span) })
}

/** For a list: what it counts from, and how long. */
export function sayKeepShort(text: Text, keep: Keep): string {
  const from = text.say(`purposes.from-${keep.from}`)
  return keep.from === 'stands' ? from : text.say('purposes.keep-short', { from, span: saySpan(text, keep.span) })
}

function saySpan(text: Text, span: Span): string {
  return 'years' in span ? text.say('purposes.years', { n: span.years }) : text.say('purposes.days', { n: span.days })
}

export function sayEdition(text: Text, edition: string): string {
  const [origin = '', version = ''] = edition.split('-')
  return text.say(`purposes.edition-${origin}`, { n: version })
}
