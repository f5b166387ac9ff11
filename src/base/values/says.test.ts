import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readSources } from '../../../test/sources.ts'
import english from '../text/values.en.json' with { type: 'json' }
import chinese from '../text/values.zh.json' with { type: 'json' }

test('every refusal and warning has its sentence in both languages, and no sentence is left over', () => {
  const folders = [new URL('.', import.meta.url), new URL('../../ground/facts/', import.meta.url)]
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^(?!.*\.test).*\.ts$/.test(name) && (folder.href.endsWith('values/') || name === 'parse.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  )
  const said = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/(?:refuse\(|say: |\? )'([a-z-]+\.[a-z0-9-]+)'|: '((?:value|day|id-number)\.[a-z-]+)'/g)].map(
        (match) => match[1] ?? match[2] ?? '',
      ),
    ),
  )
  assert.deepEqual([...said].filter((key) => !(key in chinese)).sort(), [])
  assert.deepEqual(Object.keys(chinese), Object.keys(english))
  const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  for (const [key, sentence] of Object.entries(chinese))
    assert.deepEqual([key, blanks(sentence)], [key, blanks((english as Record<string, string>)[key] ?? '')])
  // Other modules say some of them too, of a field they judge themselves.
  const everywhere = [...readSources().values()].map(({ text }) => text).join('\n')
  assert.deepEqual(
    Object.keys(chinese).filter((key) => !said.has(key) && !everywhere.includes(`'${key}'`)),
    [],
  )
})
