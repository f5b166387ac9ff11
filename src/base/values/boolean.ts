import { isDitto, normaliseText } from '#base/values/normalise.ts'
import { accept, type Given, givenText, type Parsed, refuse } from '#base/values/parsed.ts'

const yes = new Set('是 有 对 √ ✓ ✔ ☑ ☒ ■ 对勾 y yes t true 1 已 同意 属于 在 享受 办理 已办 已办理 有的 是的'.split(' '))
const no = new Set('否 无 没有 不 不是 非 × ✕ ✖ ✗ ✘ n no f false 0 未 不同意 不属于 不在 不享受 未办 未办理 没'.split(' '))
const ticked = /[☑☒■√✓✔]/u
const box = /[☑☒■□☐▢√✓✔]/gu

/**
 * Reads yes and no. Three states: an empty cell is refused (`value.empty`), because absent is not false. An empty box alone means no, with a warning;
 * in 是□ 否☑ the ticked word counts. The letter x is refused: some tick with it, some strike out.
 */
export function parseBoolean(given: Given): Parsed<boolean> {
  const text = normaliseText(givenText(given))
    .toLowerCase()
    .replace(/[。.;；]$|\.0+$/, '')
  if (text === '') return refuse('value.empty')
  if (isDitto(text)) return refuse('value.ditto')
  if (text === 'x' || text === '○' || text === '〇' || text === 'o') return refuse('boolean.ambiguous')
  if (yes.has(text)) return accept(true)
  if (no.has(text)) return accept(false)
  if (/^[□☐▢]$/u.test(text)) return accept(false, [{ say: 'boolean.empty-box' }])
  if (/^(\/|-+|—+|不详|未知|不清楚|n\/a|暂无)$/.test(text)) return refuse('value.none')
  return readBoxes(text) ?? refuse('boolean.unreadable')
}

/** 是☑否□, ☑是□否, □有 √无: the box belongs to the word it stands before when the text begins with a box, otherwise to the word before it. */
function readBoxes(text: string): Parsed<boolean> | undefined {
  const worded = readMarkedWords(text)
  if (worded) return worded
  const plain = text.replace(/[ ()[\]/:、]/g, '')
  if (!plain.match(box)) return undefined
  const first = Array.from(plain)[0] ?? ''
  const pairs = first.match(box) ? /([☑☒■□☐▢√✓✔])([^☑☒■□☐▢√✓✔]+)/gu : /([^☑☒■□☐▢√✓✔]+)([☑☒■□☐▢√✓✔]?)/gu
  const marked: boolean[] = []
  for (const match of plain.matchAll(pairs)) {
    const [mark = '', word = ''] = first.match(box) ? [match[1], match[2]] : [match[2], match[1]]
    if (!yes.has(word) && !no.has(word)) return undefined
    if (ticked.test(mark)) marked.push(yes.has(word))
  }
  if (marked.length === 0) return refuse('boolean.unticked')
  return marked.length === 1 ? accept(marked[0] === true) : refuse('boolean.both-ticked')
}

/** 是 否√ and (√)是 ( )否: each word by itself, where spaces or slashes part them. */
function readMarkedWords(text: string): Parsed<boolean> | undefined {
  const words = text
    .replace(/\(\s*([√✓✔])\s*\)/gu, '$1')
    .replace(/\(\s*\)/g, '')
    .split(/[\s/、|]+/)
    .filter((word) => word !== '')
  if (words.length !== 2) return undefined
  const bare = words.map((word) => word.replace(box, ''))
  if (!bare.every((word) => yes.has(word) || no.has(word))) return undefined
  const marked = words.filter((word) => ticked.test(word))
  if (marked.length === 1) return accept(yes.has((marked[0] ?? '').replace(box, '')))
  return refuse(marked.length === 0 ? 'boolean.unticked' : 'boolean.both-ticked')
}
