import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefused } from '#base/values/parsed.ts'
import { organisationCheckCharacter, parseUscc, usccCheckCharacter } from '#base/values/uscc.ts'

function says(text: string): string[] {
  const parsed = parseUscc(text)
  return isRefused(parsed) ? [parsed.refused] : (parsed.warnings ?? []).map((warning) => warning.say)
}

/** GB 32100-2015: 91350100M000100Y43 is the standard's example; association, civil non-enterprise and foundation codes are synthetic. */
test('accepts codes whose checks are right', () => {
  for (const code of ['91350100M000100Y43', '51110105MJ0000018D', '52110105MJ00000265', '53100000500000007N'])
    assert.deepEqual(says(code), [], code)
  const parsed = parseUscc(' 51110105mj0000018d ')
  assert.ok(!isRefused(parsed))
  assert.deepEqual(parsed.value, { code: '51110105MJ0000018D', category: '51', area: '110105', organisation: 'MJ0000018' })
})

test('a failed check only warns, for early genuine codes fail it', () => {
  assert.ok(says('91350100M0001TGQXM').includes('uscc.check'))
  assert.ok(says('51110105MJ0000018E').includes('uscc.check'))
  assert.ok(!isRefused(parseUscc('91350100M0001TGQXM')))
})

test('refuses what is no such code and says what it is', () => {
  for (const letter of ['I', 'O', 'Z', 'S', 'V']) assert.deepEqual(says(`5111010${letter}MJ0000018D`), ['uscc.character'])
  assert.deepEqual(says('110105001234567'), ['uscc.registration-number'])
  assert.deepEqual(says('MJ000001-8'), ['uscc.organisation-code'])
  assert.deepEqual(says('51110105MJ0000018'), ['uscc.length'])
  assert.deepEqual(says('5.11E+17'), ['uscc.scientific'])
  const lost = parseUscc({ text: '531000005000000070', number: Number('531000005000000070') })
  assert.ok(isRefused(lost) && lost.refused === 'uscc.lost-digits')
})

test('one changed character is always noticed', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const bodies = fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(bodies, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (body, at, other) => {
      const organisation = body.join('')
      const first17 = `51110105${organisation}${organisationCheckCharacter(organisation)}`
      const code = first17 + usccCheckCharacter(first17)
      assert.deepEqual(says(code), [])
      const changed = code.slice(0, at) + other + code.slice(at + 1)
      assert.ok(changed === code || says(changed).length > 0)
    }),
    { numRuns: 200 },
  )
})
