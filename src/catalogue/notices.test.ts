import assert from 'node:assert/strict'
import { test } from 'node:test'
import { urgencies } from '#ground/notices/contract.ts'
import { sayMessage } from '#ground/notices/say-message.ts'
import { smsParts, splitTokens } from '#ground/notices/sms.ts'
import { checkWords, kindFaults, sayNotice } from '#ground/notices/words.ts'
import { shippedNotices } from './notices.ts'

const examples = {
  day: '2026-12-24',
  moment: '2026-12-24T01:00:00Z',
  number: 3,
  text: '老年优待证',
  'long-text': '请于周五前来一趟',
  phone: '0535-2261234',
}
const wordsOf = (kind: (typeof shippedNotices)[number]) =>
  Object.fromEntries(Object.entries(kind.words).map(([name, { type }]) => [name, examples[type]]))

test('every shipped kind is whole: both languages ask for the same words, nothing is asked for in vain, no value stands in what others may read', () => {
  assert.ok(shippedNotices.length >= 6)
  assert.equal(new Set(shippedNotices.map(({ id }) => id)).size, shippedNotices.length)
  assert.deepEqual(shippedNotices.flatMap(kindFaults), [])
})

test('a sentence with all its words has no place left open', () => {
  for (const kind of shippedNotices) {
    assert.deepEqual(checkWords(kind, wordsOf(kind)), [], kind.id)
    for (const language of ['zh', 'en'] as const) {
      const said = sayNotice(kind, wordsOf(kind), language)
      assert.doesNotMatch(Object.values(said).join(), /[{}]/, kind.id)
    }
  }
})

test('only reasons of the closed list make a kind urgent', () => {
  for (const { id, urgent } of shippedNotices) assert.ok(urgent === undefined || urgencies.includes(urgent), id)
})

test('with the longest signature and the longest number a short message is one part in Chinese, two in English, and cuts no number', () => {
  const office = { sign: '文昌路街道党群服务中心一', phone: '0535-2261234-8012', hours: '' }
  assert.equal(office.sign.length, 12)
  for (const kind of shippedNotices)
    for (const [language, most] of [
      ['zh', 1],
      ['en', 2],
    ] as const) {
      const { text } = sayMessage([{ kind, words: wordsOf(kind) }], office, language)
      assert.ok(smsParts(text).length <= most, `${kind.id} ${language}: ${text.length}`)
      assert.deepEqual(splitTokens(text), [], `${kind.id} ${language}`)
      for (const value of Object.values(wordsOf(kind))) if (value !== examples.phone) assert.ok(!text.includes(String(value)), kind.id)
    }
})

test('several notices are one message with their titles as far as one part holds them', () => {
  const office = { sign: '文昌社区', phone: '0535-2261234', hours: '' }
  const several = shippedNotices.map((kind) => ({ kind, words: wordsOf(kind) }))
  for (const n of [2, 3, several.length]) {
    const { text } = sayMessage(several.slice(0, n), office, 'zh')
    assert.equal(smsParts(text).length, 1, text)
    assert.ok(text.startsWith(`【文昌社区】给您的通知有${n}条：社区给您留了话`), text)
    assert.ok(text.endsWith('详询 0535-2261234 。'))
  }
})
