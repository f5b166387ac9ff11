import { Problem } from '#base/problem.ts'

/**
 * The elements of one JSON array, parsed one at a time as the text arrives: memory holds one element, however long the array.
 * Problems: `input.invalid` when the text is no array or breaks off, `input.too-large` when one element is longer than `longest` characters.
 */
export async function* splitJsonArray(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<unknown> {
  const cut: Cut = { depth: 0, quoted: false, escaped: false, ended: false }
  let pending = ''
  for await (const chunk of chunks) {
    let start = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const found = advance(cut, chunk.charCodeAt(at))
      if (found === 'open') start = at + 1
      if (found !== 'element' && found !== 'close') continue
      const text = pending + chunk.slice(start, at)
      pending = ''
      start = at + 1
      if (text.trim() !== '') yield parseElement(text)
      else if (found === 'element') throw broken()
    }
    if (cut.depth > 0) pending += chunk.slice(start)
    if (pending.length > longest) throw new Problem('input.too-large', {}, [{ path: '/source', say: 'region.record-too-long' }])
  }
  if (!cut.ended) throw broken()
}

/** Where the reader stands: `depth` counts open brackets, the outer array is depth 1. */
type Cut = { depth: number; quoted: boolean; escaped: boolean; ended: boolean }

const quote = 34
const comma = 44
const backslash = 92

/** One character on. `element`: an element of the outer array ends before it; `open` and `close`: the outer array's brackets. */
function advance(cut: Cut, character: number): 'open' | 'element' | 'close' | 'inside' {
  if (cut.quoted) {
    if (cut.escaped) cut.escaped = false
    else if (character === backslash) cut.escaped = true
    else if (character === quote) cut.quoted = false
    return 'inside'
  }
  if (cut.depth === 0) return outside(cut, character)
  if (character === quote) cut.quoted = true
  else if (character === 91 || character === 123) cut.depth += 1
  else if (character === 93 || character === 125) {
    cut.depth -= 1
    if (cut.depth === 0) {
      cut.ended = true
      return 'close'
    }
  } else if (character === comma && cut.depth === 1) return 'element'
  return 'inside'
}

function outside(cut: Cut, character: number): 'open' | 'inside' {
  if (character === 91 && !cut.ended) {
    cut.depth = 1
    return 'open'
  }
  const blank = character === 32 || (character >= 9 && character <= 13)
  if (!blank) throw broken()
  return 'inside'
}

function parseElement(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw broken()
  }
}

function broken(): Problem {
  return new Problem('input.invalid', {}, [{ path: '/source', say: 'region.source-broken' }])
}
