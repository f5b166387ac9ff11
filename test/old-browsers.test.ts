/** What is built runs in Chrome 86, the oldest browser still met in offices: no newer syntax, no newer function without a stand-in. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { transform } from 'esbuild'
import { builtWeb } from './web.ts'

/** Functions and properties newer than Chrome 86, with the version that brought them. `kit/lacking.ts` stands in for `at`, `findLast` and `hasOwn`. */
const newer: [what: RegExp, since: number][] = [
  [/\bstructuredClone\(/, 98],
  [/\bIntl\.(Segmenter|DurationFormat)\b/, 87],
  [/\bAbortSignal\.(timeout|any)\(/, 103],
  [/\.(toSorted|toReversed|toSpliced)\(/, 110],
  [/\.(isWellFormed|toWellFormed)\(/, 111],
  [/\b(Object|Map)\.groupBy\(/, 117],
  [/\bPromise\.(withResolvers|try)\(/, 119],
  [/\bArray\.fromAsync\(/, 121],
  [/\bURL\.(canParse|parse)\(/, 120],
  [/\.randomUUID\(/, 92],
  [/\.(showPopover|hidePopover|togglePopover)\(/, 114],
  [/\.inert\b/, 102],
  [/\.checkVisibility\(/, 105],
  [/\.startViewTransition\(/, 111],
  [/\bscheduler\.(yield|postTask)\b/, 94],
  [/\.(union|intersection|difference|isSubsetOf)\(/, 122],
]

/** Of style sheets: what Chrome 86 drops. `content-visibility` only makes long lists faster and is allowed. */
const newerStyles: [what: RegExp, since: number][] = [
  [/:has\(/, 105],
  [/:(is|where)\(/, 88],
  [/@container\b/, 105],
  [/@layer\b/, 99],
  [/@scope\b/, 118],
  [/\bcolor-mix\(|\boklch\(|\blight-dark\(/, 111],
  [/\d(dvh|svh|lvh|dvw)\b/, 108],
  [/[;{]inset:/, 87],
  [/[;{]aspect-ratio:/, 88],
  [/[;{]accent-color:/, 93],
  [/[;{](translate|rotate|scale):/, 104],
  [/\bsubgrid\b/, 117],
  [/overflow:\s*clip/, 90],
]

/** Known to Chrome since 64; esbuild doubts the tables of its scripts only. */
const supported = { 'regexp-unicode-property-escapes': true }

describe('the built faces in Chrome 86', () => {
  let scripts: { name: string; text: string }[]
  let styles: { name: string; text: string }[]

  before(async () => {
    const folder = await builtWeb()
    const named = (readdirSync(folder, { recursive: true }) as string[]).map((name) => ({ name, path: join(folder, name) }))
    const read = (ending: RegExp) =>
      named.filter(({ name }) => ending.test(name)).map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }))
    scripts = read(/\.js$/)
    styles = read(/\.css$/)
  })

  test('there is no syntax left that would have to be rewritten for it', async () => {
    assert.ok(scripts.length > 10 && styles.length > 0)
    for (const { name, text } of scripts) {
      const asItIs = await transform(text, { target: 'esnext', supported, logLevel: 'silent' })
      const rewritten = await transform(text, { target: 'chrome86', supported, logLevel: 'silent' })
      assert.equal(rewritten.code, asItIs.code, name)
      assert.deepEqual(
        rewritten.warnings.map(({ text: warning }) => warning),
        asItIs.warnings.map(({ text: warning }) => warning),
        name,
      )
    }
    for (const { name, text } of styles) {
      const asItIs = await transform(text, { loader: 'css', target: 'esnext', logLevel: 'silent' })
      assert.equal((await transform(text, { loader: 'css', target: 'chrome86', logLevel: 'silent' })).code, asItIs.code, name)
    }
  })

  test('nothing is called that it does not have', () => {
    for (const { name, text } of scripts)
      for (const [what, since] of newer) assert.doesNotMatch(text, what, `${name}: needs Chrome ${since}`)
    for (const { name, text } of styles)
      for (const [what, since] of newerStyles) assert.doesNotMatch(text, what, `${name}: needs Chrome ${since}`)
    const all = scripts.map(({ text }) => text).join('\n')
    if (/\.(at|findLast)\(|Object\.hasOwn\(/.test(all)) assert.match(all, /`findLast`|"findLast"|'findLast'/, 'the stand-ins are built in')
  })
})
