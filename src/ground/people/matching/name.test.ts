import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { NameLevel } from './contract.ts'
import { compareBirths, compareIds, comparePhones } from './fields.ts'
import { compareNames, prepareName } from './name.ts'

function level(first: string, second: string): NameLevel | undefined {
  const [one, two] = [prepareName(first), prepareName(second)]
  return one && two ? compareNames(one, two).level : undefined
}

test('names as people mistake them', () => {
  const vectors: [string, string, NameLevel][] = [
    ['王小明', '王小明', 'same'],
    [' 王　小明', '王小明', 'same'],
    ['劉國強', '刘国强', 'script'],
    ['陈喆', '陈哲', 'script'],
    ['萧红', '肖红', 'script'],
    ['李文玉', '李文钰', 'sound'],
    ['张伟', '章伟', 'sound'],
    ['徐丽华', '许丽花', 'sound'],
    ['单雄信', '山雄信', 'sound'],
    ['王晴', '王睛', 'look'],
    ['赵子末', '赵子未', 'look'],
    ['王戊', '王戌', 'look'],
    ['周炎焱', '周焱炎', 'sound'],
    ['王小丽', '王丽小', 'swapped'],
    ['陈颖', '陈银', 'near-sound'],
    ['王小明', '王明', 'missing'],
    ['王明', '王明涛', 'missing'],
    ['王小明', '王小刚', 'one-other'],
    ['王伟', '王芳', 'surname-only'],
    ['王小明', '王建国', 'surname-only'],
    ['王小明', '赵小明', 'given-only'],
    ['王伟', '赵芳', 'different'],
    ['欧阳娜', '欧阳娜娜', 'missing'],
    ['买买提·吐尔逊', '买买提', 'part'],
    ['买买提•吐尔逊', '买买提·吐尔逊', 'same'],
    ['买买提吐尔逊', '买买提·吐尔逊', 'script'],
  ]
  for (const [first, second, expected] of vectors) assert.deepEqual([first, second, level(first, second)], [first, second, expected])
})

test('the order of the two names does not matter', () => {
  const names = fc
    .array(fc.constantFrom(...'王张章李小晓明鸣钰玉伟玮末未芳劉刘欧阳'), { minLength: 2, maxLength: 4 })
    .map((characters) => characters.join(''))
  fc.assert(
    fc.property(names, names, (first, second) => assert.equal(level(first, second), level(second, first))),
    { numRuns: 1000 },
  )
})

test('births', () => {
  assert.equal(compareBirths('1990-03-07', '1990-03-07'), 'same')
  assert.equal(compareBirths('1990-03-07', '1990-07-03'), 'swapped')
  assert.equal(compareBirths('1990-03-07', '1990-03-17'), 'digit')
  assert.equal(compareBirths('1990-03-07', '1960-03-07'), 'digit')
  assert.equal(compareBirths('1990-03-07', '1990-03-26'), 'month')
  assert.equal(compareBirths('1990-03-07', '1990-04-15'), 'lunar')
  assert.equal(compareBirths('1989-12-20', '1990-01-16'), 'lunar')
  assert.equal(compareBirths('1990-03-07', '1990-11-25'), 'year')
  assert.equal(compareBirths('1990-03-07', '1990'), 'partial')
  assert.equal(compareBirths('1990-03', '1991'), 'different')
  assert.equal(compareBirths('1990-03-07', '1971-11-25'), 'different')
})

/** GB 11643: 11010519491231002X is the standard's example; a changed digit always breaks the check. */
test('citizen numbers', () => {
  assert.equal(compareIds('11010519491231002X', '110105491231002'), 'same')
  assert.equal(compareIds('11010519491231002X', '11010519491231003X'), 'slip')
  assert.equal(compareIds('11010519491231002X', '11010519491321002X'), 'slip')
  assert.equal(compareIds('11010519491231002X', '1101051949123102X'), 'slip')
  assert.equal(compareIds('11010519491231002X', '110105194912310038'), 'near')
  assert.equal(compareIds('11010519491231002X', '110101199003070003'), 'different')
  assert.equal(compareIds('11010519491231002X', '110101199003070004'), 'unclear')
})

test('phones', () => {
  assert.equal(comparePhones(['13800001111', '13900002222'], ['13900002222']), 'same')
  assert.equal(comparePhones(['13800001111'], ['13800001171']), 'slip')
  assert.equal(comparePhones(['13800001234'], ['13800002134']), 'slip')
  assert.equal(comparePhones(['1380000111'], ['13800001111']), 'slip')
  assert.equal(comparePhones(['13800001111'], ['13900001112']), 'different')
})
