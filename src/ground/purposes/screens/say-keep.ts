/** How long something is kept, and which version of a purpose says so. */
import type { Text } from '#kit/text.ts'
import type { Keep, Span } from '../contract.ts'

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
