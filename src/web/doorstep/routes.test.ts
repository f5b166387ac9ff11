import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOME } from './paths.ts'
import { routes } from './routes.ts'
import { sectionsFor } from './sections.ts'

test('no two routes share an address, and no address could carry a name or a number of a person', () => {
  assert.equal(new Set(routes.map(({ path }) => path)).size, routes.length)
  for (const { path } of routes) {
    assert.match(path, /^\/doorstep(\/[a-z-]+|\/:[a-z]+)*$/)
    assert.doesNotMatch(path, /:(name|phone|number|text|query|q)\b/)
  }
})

test('every section under the thumb leads to a screen, the first of them home', () => {
  const sections = sectionsFor({ may: routes.flatMap(({ right }) => right ?? []) })
  assert.equal(sections[0]?.path, HOME)
  for (const { path } of sections)
    assert.ok(
      routes.some((route) => route.path === path),
      path,
    )
  assert.ok(sections.length <= 5)
})
