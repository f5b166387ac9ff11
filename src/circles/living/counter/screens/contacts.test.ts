import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeNumber } from './contacts.ts'

test('a number of a letter is told from names, telephones and doors, however it was typed', () => {
  for (const typed of ['7KQM-2XWP-H4TN', '7kqm 2xwp h4tn', '７ＫＱＭ－２ＸＷＰ－Ｈ４ＴＮ'])
    assert.equal(looksLikeNumber(typed), true, typed)
  for (const typed of ['138000012345', '王秀英', '3号楼2单元501', '1042', 'ABCDEFGHJKMN', '7KQM-2XWP-H4T0', '7KQM-2XWP-H4T'])
    assert.equal(looksLikeNumber(typed), false, typed)
})
