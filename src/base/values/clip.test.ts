import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clip } from './clip.ts'

test('a text is cut before the character that does not fit whole', () => {
  assert.deepEqual(
    [clip('一二三', 2), clip('一二', 2), clip('一𠮷', 2), clip('一𠮷', 3), clip('𠮷', 1), clip('', 0)],
    ['一二', '一二', '一', '一𠮷', '', ''],
  )
})
