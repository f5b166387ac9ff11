import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLanguage, makeText } from './text.ts'

const zh = makeText({ language: 'zh', words: { doors: '{n} 扇门', hello: '{name}，您好' } })
const en = makeText({ language: 'en', words: { doors: '{n} doors', 'doors#one': '{n} door', hello: 'Hello {name}' } })

test('places are filled, numbers grouped, one thing said in the singular', () => {
  assert.equal(zh.say('doors', { n: 12345 }), '12,345 扇门')
  assert.equal(zh.say('doors', { n: 1 }), '1 扇门')
  assert.equal(en.say('doors', { n: 1 }), '1 door')
  assert.equal(en.say('doors', { n: 2 }), '2 doors')
  assert.equal(zh.say('hello', { name: '李桂兰' }), '李桂兰，您好')
})

test('words are joined and set aside as the language does', () => {
  assert.equal(zh.list(['居住', '户籍']), '居住、户籍')
  assert.equal(en.list(['lives here', 'registered']), 'lives here, registered')
  assert.equal(zh.aside('王秀英', '已迁出'), '王秀英（已迁出）')
  assert.equal(en.aside('王秀英', 'moved away'), '王秀英 (moved away)')
})

test('a key without words and a place without a value stay visible', () => {
  assert.equal(zh.say('nowhere.key'), 'nowhere.key')
  assert.equal(en.say('hello', {}), 'Hello {name}')
})

test('a screen falls back to the words of the shell', () => {
  const screen = makeText({ language: 'en', words: { title: 'People' }, above: en })
  assert.equal(screen.say('title'), 'People')
  assert.equal(screen.say('doors', { n: 1 }), '1 door')
  assert.equal(screen.has('hello'), true)
  assert.equal(screen.has('nowhere'), false)
})

test('civil days never slip by a zone; months and other text pass', () => {
  assert.equal(zh.day('1990-03-07'), '1990年3月7日')
  assert.equal(en.day('1990-03-07'), '7 March 1990')
  assert.equal(zh.day('1990-03-07', 'short'), '1990-03-07')
  assert.equal(zh.day('2026-11'), '2026年11月')
  assert.equal(zh.day('不详'), '不详')
  assert.equal(zh.day('2026-11-22', 'weekday'), '2026年11月22日 周日')
})

test('instants are told in the zone of the street', () => {
  assert.match(zh.moment('2026-11-21T16:30:00Z'), /2026年11月22日.*00:30/)
  assert.equal(en.since('2026-11-22T00:00:00Z', new Date('2026-11-25T01:00:00Z')), '3 days ago')
  assert.equal(zh.since('2026-11-22T03:00:00Z', new Date('2026-11-22T01:00:00Z')), '2小时后')
})

test('a percentage is never all or nothing unless it is', () => {
  assert.equal(zh.percent(0.9996), '99%')
  assert.equal(zh.percent(0.001), '1%')
  assert.equal(zh.percent(1), '100%')
  assert.equal(zh.percent(0), '0%')
})

test('sizes of files', () => {
  assert.equal(en.bytes(812), '812 B')
  assert.equal(en.bytes(18_400), '18 kB')
  assert.equal(en.bytes(2_440_000), '2.4 MB')
})

test('the language of the first visit', () => {
  assert.equal(chooseLanguage(null, ['zh-Hans-CN', 'en']), 'zh')
  assert.equal(chooseLanguage(null, ['fr-FR', 'en-US']), 'en')
  assert.equal(chooseLanguage('en', ['zh-CN']), 'en')
  assert.equal(chooseLanguage('xx', []), 'zh')
})
