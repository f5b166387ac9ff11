import { createScanner, decodeEntities, eachAttribute, feed, finish, next, type Scanner, scanAll } from '#ground/workbooks/read/markup.ts'

/** Looks at each token and returns what shall stand in its place, or undefined to keep its bytes. */
export type TokenEdit = (scanner: Scanner) => string | undefined

/** Copies a part, token by token, with edits; untouched stretches pass as they are, to the byte. */
export async function* rewriteChunks(chunks: AsyncIterable<Buffer>, edit: TokenEdit): AsyncGenerator<Buffer> {
  const scanner = createScanner()
  for await (const chunk of chunks) {
    feed(scanner, chunk)
    const pieces = rewriteWindow(scanner, edit)
    if (pieces.length > 0) yield Buffer.concat(pieces)
  }
  finish(scanner)
  const rest = rewriteWindow(scanner, edit)
  if (rest.length > 0) yield Buffer.concat(rest)
}

/** The same for a small part in memory. */
export function rewritePart(part: Buffer, edit: TokenEdit): Buffer {
  const pieces: Buffer[] = []
  let copied = 0
  scanAll(part, (scanner) => {
    const replaced = edit(scanner)
    if (replaced === undefined) return
    pieces.push(part.subarray(copied, scanner.start), Buffer.from(replaced))
    copied = scanner.position
  })
  return copied === 0 ? part : Buffer.concat([...pieces, part.subarray(copied)])
}

function rewriteWindow(scanner: Scanner, edit: TokenEdit): Buffer[] {
  const pieces: Buffer[] = []
  let copied = scanner.position
  while (next(scanner)) {
    const replaced = edit(scanner)
    if (replaced === undefined) continue
    if (scanner.start > copied) pieces.push(scanner.bytes.subarray(copied, scanner.start))
    if (replaced !== '') pieces.push(Buffer.from(replaced))
    copied = scanner.position
  }
  if (scanner.position > copied) pieces.push(scanner.bytes.subarray(copied, scanner.position))
  return pieces
}

/** The bytes of the current token as text. */
export function tokenSource(scanner: Scanner): string {
  return scanner.bytes.toString('utf8', scanner.start, scanner.position)
}

/**
 * The current tag with other values of some attributes (by local name); undefined when none changes. `change` gets decoded values.
 */
export function withAttributes(scanner: Scanner, change: (name: string, value: string) => string | undefined): string | undefined {
  const { bytes } = scanner
  let text = ''
  let copied = scanner.start
  eachAttribute(bytes, scanner.start, scanner.position, (nameStart, nameEnd, valueStart, valueEnd) => {
    const value = decodeEntities(bytes.toString('utf8', valueStart, valueEnd))
    const changed = change(bytes.toString('latin1', nameStart, nameEnd), value)
    if (changed === undefined || changed === value) return
    text += bytes.toString('utf8', copied, valueStart) + escapeAttribute(changed)
    copied = valueEnd
  })
  return copied === scanner.start ? undefined : text + bytes.toString('utf8', copied, scanner.position)
}

/** The current tag with an attribute set, be it there or not. */
export function withAttribute(tag: string, name: string, value: string): string {
  const pattern = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`)
  const written = `"${escapeAttribute(value)}"`
  if (pattern.test(tag)) return tag.replace(pattern, (_whole, before: string) => before + written)
  return tag.replace(/\s*\/?>$/, (end) => ` ${name}=${written}${end.trim()}`)
}

/** The prefix of the current tag with its colon, or nothing. */
export function tagPrefix(scanner: Scanner): string {
  const from = scanner.start + (scanner.bytes[scanner.start + 1] === 47 ? 2 : 1)
  return scanner.bytes.toString('latin1', from, scanner.nameStart)
}

/** Characters that XML 1.0 cannot hold: controls, halves of surrogate pairs, two non-characters. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A cheap test: most texts hold nothing to escape or leave out. */
const special = /[&<>\u0000-\u001f\ud800-\udfff\ufffe\uffff]/

/** Text as element content; what XML cannot hold is left out. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(forbidden, '').replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'))
}

/** Text as an attribute value between double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}
