import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  copiedFormula,
  type Growth,
  grownFormula,
  grownRange,
  grownRanges,
  movedCell,
  rewriteReferences,
  sharedFormula,
} from './references.ts'

const growth: Growth = { firstRow: 5, lastRow: 24, by: 10 }
const growths = new Map([['名册', growth]])

test('references outside the roster: what is below moves, what holds the last row grows, all else stays', () => {
  const cases: [before: string, after: string][] = [
    ['SUM(E5:E24)', 'SUM(E5:E34)'],
    ['SUM($E$5:$E$24)+E25', 'SUM($E$5:$E$34)+E35'],
    ['E4+E24', 'E4+E24'],
    ['SUM(E5:E23)', 'SUM(E5:E23)'],
    ['SUM(E:E)+COUNTA(3:4)+SUM($20:$30)', 'SUM(E:E)+COUNTA(3:4)+SUM($20:$40)'],
    ["'名册'!F30&名册!F30&'别''名'!F30&别册!F30", "'名册'!F40&名册!F40&'别''名'!F30&别册!F30"],
    ["[1]名册!F30+'[1]名册'!F30", "[1]名册!F30+'[1]名册'!F30"],
    ['"E30"&IF(E30="名册!E30","E30",\'说明\'!A30)', '"E30"&IF(E40="名册!E30","E30",\'说明\'!A30)'],
    ['LOG10(E30)+E30.x+R30C2+ABCD30+名E30+_E30', 'LOG10(E40)+E30.x+R30C2+ABCD30+名E30+_E30'],
    ['表1[[#This Row],[E30]]+表1[E30]*2.5E30', '表1[[#This Row],[E30]]+表1[E30]*2.5E30'],
    ['VLOOKUP(A30,名册!$A$5:$F$24,2,0)', 'VLOOKUP(A40,名册!$A$5:$F$34,2,0)'],
    ['XYZ30+A1048577', 'XYZ30+A1048577'],
    ['SUM(名册:别册!E30)', 'SUM(名册:别册!E30)'],
    ['E30:INDEX(E30:E40,2)', 'E40:INDEX(E40:E50,2)'],
  ]
  for (const [before, after] of cases) assert.equal(grownFormula(before, growths, { sheet: '名册', row: 25 }), after)
  assert.equal(grownFormula('E30+名册!E30', growths, { sheet: '别册', row: 1 }), 'E30+名册!E40')
  assert.throws(() => grownFormula('E1048570', growths, { sheet: '名册' }), { code: 'workbook.too-large' })
})

test('formulas of the roster keep to their own row, and copies follow', () => {
  const cases: [inLastRow: string, grown: string, copiedTwoDown: string][] = [
    ['SUM(C24:F24)', 'SUM(C24:F24)', 'SUM(C26:F26)'],
    ['A23+1', 'A23+1', 'A25+1'],
    ['SUM(F$5:F24)', 'SUM(F$5:F24)', 'SUM(F$5:F26)'],
    ['RANK(F24,F$5:F$24)', 'RANK(F24,F$5:F$34)', 'RANK(F26,F$5:F$34)'],
    ['F24/F$25', 'F24/F$35', 'F26/F$35'],
    ['F24*B2+C30', 'F24*B2+C40', 'F26*B2+C40'],
    ['IF(B24="","",别册!C24)', 'IF(B24="","",别册!C24)', 'IF(B26="","",别册!C24)'],
  ]
  const place = { sheet: '名册', row: 24 }
  for (const [before, grown, copied] of cases) {
    assert.equal(grownFormula(before, growths, place), grown)
    assert.equal(copiedFormula(before, growths, place, 2), copied)
  }
  const single = new Map([['名册', { firstRow: 5, lastRow: 5, by: 3 }]])
  assert.equal(copiedFormula('A4+1', single, { sheet: '名册', row: 5 }, 3), 'A7+1')
  assert.equal(grownFormula('SUM(E5:E5)', single, { sheet: '名册', row: 6 }), 'SUM(E5:E8)')
})

test('members of shared formulas', () => {
  assert.equal(sharedFormula('A1+$B1+C$1+$D$1+SUM(E:E)+SUM(2:3)', 2, 1), 'B3+$B3+D$1+$D$1+SUM(F:F)+SUM(4:5)')
  assert.equal(sharedFormula('A1', -1, 0), 'A1048576')
})

test('ranges of attributes', () => {
  assert.equal(grownRanges('A5:F24 H24 B2 C26:D27', growth), 'A5:F34 H24:H34 B2 C36:D37')
  assert.equal(movedCell('H24', growth), 'H24')
  assert.equal(movedCell('H25', growth), 'H35')
  assert.deepEqual(grownRange([1, 1, 25, 6], growth), [1, 1, 35, 6])
})

test('a formula without rows below the roster is never changed, and no change loses a character', () => {
  const cell = fc.record({
    column: fc.integer({ min: 1, max: 16_384 }),
    row: fc.integer({ min: 1, max: 1_048_000 }),
    marks: fc.integer({ min: 0, max: 3 }),
  })
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `"${text.replaceAll('"', '""')}"`),
    cell.map(({ row, marks }) => `${marks & 1 ? '$' : ''}AB${marks & 2 ? '$' : ''}${row}`),
    fc.constantFrom('SUM(', ')', '+', '名册!', '表[列1]', '1.5', ',', 'TRUE', "'a b'!"),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const formula = pieces.join(' ')
      assert.equal(
        rewriteReferences(formula, (found) => found),
        formula,
      )
      const still = new Map([['名册', { firstRow: 1, lastRow: 1_048_576, by: 0 }]])
      assert.equal(grownFormula(formula, still, { sheet: '名册' }), formula)
    }),
  )
})
