import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homeOf, pageOf } from './pages.ts'

test('an address leads to the page of its face, and what only begins like one to the desk', () => {
  for (const url of ['/doorstep', '/doorstep/', '/doorstep/own?x=1', '/doorstep?from=letter'])
    assert.equal(pageOf(url), 'doorstep/index.html')
  for (const url of ['/desk', '/desk/doorstep', '/doorsteps', '/', '/../doorstep']) assert.equal(pageOf(url), 'index.html')
})

test('a telephone comes to the doorstep, an office computer and a program to the desk', () => {
  const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.99 Mobile Safari/537.36'
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 14_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
  const office = 'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36'
  assert.equal(homeOf(android), '/doorstep')
  assert.equal(homeOf(iphone), '/doorstep')
  assert.equal(homeOf(office), '/desk')
  assert.equal(homeOf(undefined), '/desk')
})
