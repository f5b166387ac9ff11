/** Every word the parts say stands in their texts, and none stands there unused. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import words from './texts/zh.json' with { type: 'json' }

const here = new URL('.', import.meta.url)
const sources = readdirSync(here)
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => readFileSync(new URL(name, here), 'utf8'))
  .join('\n')
/** Said by one part that registers what it prints. */
const elsewhere = readFileSync(new URL('../ground/purposes/screens/marked-print.tsx', here), 'utf8')

test('what is said is there', () => {
  for (const [, key] of sources.matchAll(/say\(\s*'([\w.-]+)'/g)) assert.ok(key! in words, key)
})

test('what is there is said', () => {
  const stems = [...`${sources}${elsewhere}`.matchAll(/'(kit\.[\w-]+)'|`(kit\.[\w-]+)\$\{/g)].map(([, whole, stem]) => whole ?? stem!)
  for (const key of Object.keys(words).filter((name) => name.startsWith('kit.'))) {
    assert.ok(stems.some((stem) => key === stem || (stem.endsWith('-') && key.startsWith(stem))) || /'kit\.(wall-total)/.test(key), key)
  }
})
