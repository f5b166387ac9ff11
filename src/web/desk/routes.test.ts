import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { exec } from 'preact-iso/router'
import { isIn } from './rail.tsx'
import { routes } from './routes.ts'
import { sections, sectionsFor } from './sections.ts'
import en from './texts/en.json' with { type: 'json' }
import zh from './texts/zh.json' with { type: 'json' }

test('addresses lead to the first route that fits', () => {
  const list = [{ path: '/desk' }, { path: '/desk/people/:id' }, { path: '/desk/people' }]
  const find = (path: string) => list.find((route) => exec(path, route.path))?.path
  assert.equal(find('/desk'), '/desk')
  assert.equal(find('/desk/people/018f'), '/desk/people/:id')
  assert.equal(find('/desk/people'), '/desk/people')
  assert.equal(find('/desk/nowhere'), undefined)
})

test('no two routes share an address, and no address could carry a name or a number of a person', () => {
  assert.equal(new Set(routes.map(({ path }) => path)).size, routes.length)
  for (const { path } of routes) {
    assert.match(path, /^\/desk(\/[a-z-]+|\/:[a-z]+)*$/)
    assert.doesNotMatch(path, /:(name|phone|number|text|query|q)\b/)
  }
})

test('a section is offered where the post may open it, and a screen stands at each under the same right', () => {
  const paths = (may: string[]) => sectionsFor(may).map(({ path }) => path)
  assert.deepEqual(paths(['people.read']), ['/desk', '/desk/people'])
  assert.deepEqual(paths([]), ['/desk'])
  for (const { path, right } of sections) assert.equal(routes.find((route) => route.path === path)?.right, right, path)
})

test('sections have words in both languages and their own keys', () => {
  for (const { say } of sections) assert.ok(say in zh && say in en, say)
  const told = sections.filter(({ path }) => path !== '/desk').map(({ say }) => say.replace('nav.', 'home.about-'))
  for (const say of told) assert.ok(say in zh && say in en, say)
  const keys = sections.flatMap(({ key }) => key ?? [])
  assert.equal(new Set(keys).size, keys.length)
})

test('home is only itself, every other section is also what lies below', () => {
  assert.equal(isIn('/desk/people', { path: '/desk' }), false)
  assert.equal(isIn('/desk/people/1', { path: '/desk/people' }), true)
  assert.equal(isIn('/desk/peoples', { path: '/desk/people' }), false)
})

test('every screen but one’s own login and the page of parts stands under exactly one section', () => {
  const alone = routes.filter(({ path }) => sections.filter((section) => isIn(path, section)).length !== 1)
  assert.deepEqual(
    alone.map(({ path }) => path),
    ['/desk/own', '/desk/kit'],
  )
})

test('every word has its like in the other language, with the same places to fill', () => {
  const folders = ['../../kit/texts', '../shared/texts', 'texts', 'gallery/texts'].map((path) => new URL(`${path}/`, import.meta.url))
  const places = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort().join()
  for (const folder of folders) {
    assert.ok(existsSync(new URL('zh.json', folder)), folder.pathname)
    const [one, other] = ['zh', 'en'].map(
      (language) => JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8')) as Record<string, string>,
    )
    const plain = (words: Record<string, string>) => Object.keys(words).filter((key) => !key.includes('#'))
    assert.deepEqual(plain(one!).sort(), plain(other!).sort())
    for (const key of plain(one!)) assert.equal(places(one![key]!), places(other![key]!), key)
  }
})
