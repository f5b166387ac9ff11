/**
 * How the networks count. 70 and 67: 140 octets of TS 23.038 at two octets a unit, less the six octets of the joining header (TS 23.040
 * § 9.2.3.24.1); that the signature, digits and half-width signs count as one each: the operators' and vendors' billing rules (a vendor's own page
 * gives 160 = 67 + 67 + 26).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { composeSms, fitSms, smsParts, splitTokens } from './sms.ts'

const counts: readonly [string, number[]][] = [
  ['好'.repeat(70), [70]],
  ['好'.repeat(71), [67, 4]],
  ['好'.repeat(134), [67, 67]],
  ['好'.repeat(135), [67, 67, 1]],
  ['好'.repeat(160), [67, 67, 26]],
  [`【文昌社区】${'好'.repeat(64)}`, [70]],
  [`【文昌社区】${'好'.repeat(65)}`, [67, 4]],
  // Letters, digits and spaces cost what a character costs as soon as one Chinese sign is in it, and the signature always is.
  [`【文昌社区】${'a1 '.repeat(21)}.`, [70]],
  // 𠮷 (U+20BB7) is two units; 䶮 (U+4DAE) one.
  ['䶮'.repeat(70), [70]],
  ['𠮷'.repeat(35), [70]],
  [`${'好'.repeat(69)}𠮷`, [67, 4]],
  // A pair that would be cut by the 67th unit goes whole into the next part.
  [`${'好'.repeat(66)}𠮷${'好'.repeat(10)}`, [66, 12]],
]

for (const [text, lengths] of counts)
  test(`${text.slice(0, 8)}… of ${text.length} units is ${lengths.join(' + ')}`, () => {
    assert.deepEqual(
      smsParts(text).map((part) => part.length),
      lengths,
    )
  })

test('parts put together are the text, none longer than it may be, none with half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const parts = smsParts(text)
      assert.equal(parts.join(''), text)
      for (const part of parts) {
        assert.ok(part.length <= (parts.length === 1 ? 70 : 67))
        assert.doesNotMatch(part, /\p{Cs}/u)
      }
    }),
  )
})

test('a number to ring or an address that falls on two parts is found', () => {
  const phone = '0535-2261234'
  assert.deepEqual(splitTokens(`${'好'.repeat(60)}${phone} 好`.padEnd(80, '好')), [phone])
  assert.deepEqual(splitTokens(`${'好'.repeat(50)} ${phone} `.padEnd(80, '好')), [])
  assert.deepEqual(splitTokens(`${'好'.repeat(60)}https://linli.example/d`.padEnd(90, '好')), ['https://linli.example/d'])
  assert.deepEqual(splitTokens(phone.padEnd(70, '好')), [])
})

test('of several ways to say it the fullest that is one part is taken', () => {
  const long = composeSms('文昌社区', '好'.repeat(70), '')
  const fitting = composeSms('文昌社区', '好'.repeat(40), '详询 0535-2261234 。')
  assert.equal(fitSms([long, fitting, '【文昌社区】好']), fitting)
  const cut = composeSms('文昌社区', '好'.repeat(55), '0535-2261234'.padEnd(20, '好'))
  assert.equal(fitSms([cut, long]), long, 'two parts that leave the number whole')
  assert.equal(fitSms([cut]), cut)
})
