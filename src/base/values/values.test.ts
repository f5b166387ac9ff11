import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseBoolean } from '#base/values/boolean.ts'
import { isDitto, isNoAnswer, normaliseCode, normaliseName, normaliseText, tidyText } from '#base/values/normalise.ts'
import { isRefused } from '#base/values/parsed.ts'
import { parsePeople } from '#base/values/people-cell.ts'
import { parseRegionCode, regionNo, scopeContains, scopeRange, splitRegionNo, streetIdOf, streetRange } from '#base/values/region-code.ts'

test('texts: width, spaces, invisible characters', () => {
  assert.equal(normaliseText('　ＡＢＣ１２３，（张三）\u200b '), 'ABC123,(张三)')
  assert.equal(normaliseText('①号楼 ㎡ Ⅲ ⼀'), '1号楼 m2 III 一')
  assert.equal(tidyText(' ①号楼，\u00a0 二单元\r\n\u202e三层 '), '①号楼， 二单元\n三层')
  assert.equal(normaliseCode("'12 34\u3000５６"), '123456')
  assert.equal(tidyText('a\u0000b\ud800c'), 'abc')
})

test('rare Han: supplementary planes stay, compatibility and formerly private code points become the character meant', () => {
  for (const name of ['𠮷田', '䶮', '㛃', '𬸚', '王𬎆']) assert.equal(normaliseText(name), name)
  assert.equal(normaliseName('\uf92c'), '郎')
  assert.equal(normaliseName('李\ue863'), '李䶮')
  assert.equal(normaliseName('王\ue81e'), '王\u9fb4')
  assert.equal(normaliseName('葛\u{e0100}'), '葛')
})

test('names: spaces and middle dots', () => {
  assert.equal(normaliseName(' 张　三 '), '张三')
  for (const dot of ['·', '•', '・', '.', '．', '‧']) assert.equal(normaliseName(`买买提${dot}吐尔逊`), '买买提·吐尔逊')
  assert.equal(normaliseName('John  A. Smith'), 'John A. Smith')
})

test('empty marks', () => {
  for (const text of ['无', '/', '—', 'N/A', '不详', '', '  ']) assert.ok(isNoAnswer(text), text)
  assert.ok(!isNoAnswer('无锡') && isDitto('同上') && isDitto('〃'))
})

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(normaliseText(normaliseText(text)), normaliseText(text))
      assert.equal(tidyText(tidyText(text)), tidyText(text))
      assert.equal(normaliseName(normaliseName(text)), normaliseName(text))
    }),
    { numRuns: 500 },
  )
})

function truth(text: string): boolean | string {
  const parsed = parseBoolean(text)
  return isRefused(parsed) ? parsed.refused : parsed.value
}

test('yes and no', () => {
  for (const text of [
    '是',
    '有',
    '√',
    '✔',
    '1',
    'Y',
    'yes',
    '☑',
    'TRUE',
    'Ｙ',
    '是☑ 否□',
    '☑是 □否',
    '√是',
    '□无 ☑有',
    '是√否',
    '（√）是 （ ）否',
    '1.0',
  ])
    assert.equal(truth(text), true, text)
  for (const text of ['否', '无', '没有', '×', '0', 'N', '□', '是□ 否☑', '□是 ☑否', '是 否√', '不是', 'FALSE'])
    assert.equal(truth(text), false, text)
  assert.equal(truth(''), 'value.empty')
  assert.equal(truth('/'), 'value.none')
  assert.equal(truth('x'), 'boolean.ambiguous')
  assert.equal(truth('□是 □否'), 'boolean.unticked')
  assert.equal(truth('☑是 ☑否'), 'boolean.both-ticked')
  assert.equal(truth('也许'), 'boolean.unreadable')
})

test('division codes', () => {
  assert.deepEqual(parseRegionCode('370683001'), { value: { code: '370683001000', level: 'street' } })
  assert.deepEqual(parseRegionCode('37'), { value: { code: '370000000000', level: 'province' } })
  assert.deepEqual(parseRegionCode('370600'), { value: { code: '370600000000', level: 'city' } })
  assert.deepEqual(parseRegionCode('３７０６８３'), { value: { code: '370683000000', level: 'county' } })
  assert.ok(isRefused(parseRegionCode('3706830')) && isRefused(parseRegionCode('莱州')) && isRefused(parseRegionCode('070683')))
})

test('region numbers and the ranges of scopes', () => {
  assert.equal(regionNo('370683001002', 7), 370683001002007)
  assert.equal(streetIdOf('370683001002'), 370683001)
  assert.deepEqual(splitRegionNo(370683001002007), { community: '370683001002', streetId: 370683001, grid: 7 })
  assert.deepEqual(scopeRange({ code: '37' }), [370000000000000, 379999999999999])
  assert.deepEqual(scopeRange({ code: '370600000000' }), [370600000000000, 370699999999999])
  assert.deepEqual(scopeRange({ code: '370600' }), [370600000000000, 370699999999999])
  assert.deepEqual(scopeRange({ code: '370683001' }), [370683001000000, 370683001999999])
  assert.deepEqual(scopeRange({ code: '370683000' }), [370683000000000, 370683000999999])
  assert.deepEqual(scopeRange({ code: '370683001002' }), [370683001002000, 370683001002999])
  assert.deepEqual(scopeRange({ code: '370683001002', grid: 7 }), [370683001002007, 370683001002007])
  assert.deepEqual(streetRange({ code: '370683' }), [370683000, 370683999])
  assert.deepEqual(streetRange({ code: '370683001002', grid: 7 }), [370683001, 370683001])
  assert.throws(() => scopeRange({ code: '370683001', grid: 7 }))
})

test('a region number lies in exactly the scopes it descends from', () => {
  const communities = fc
    .integer({ min: 110000000001, max: 659999999999 })
    .filter(
      (code) =>
        code % 1000 !== 0 &&
        Math.floor(code / 1000) % 1000 !== 0 &&
        Math.floor(code / 1e6) % 100 !== 0 &&
        Math.floor(code / 1e8) % 100 !== 0,
    )
  fc.assert(
    fc.property(communities, communities, fc.integer({ min: 0, max: 999 }), (first, second, grid) => {
      const [own, other] = [String(first), String(second)]
      for (const length of [2, 4, 6, 9, 12]) {
        const scope = { code: other.slice(0, length).padEnd(length === 9 ? 9 : 12, '0') }
        assert.equal(scopeContains(scope, regionNo(own, grid)), own.slice(0, length) === other.slice(0, length))
      }
    }),
  )
})

function names(text: string): string[] | string {
  const parsed = parsePeople(text)
  return isRefused(parsed) ? parsed.refused : parsed.value.map((person) => person.name + (person.remark ? `|${person.remark}` : ''))
}

test('several people in one cell', () => {
  assert.deepEqual(names('张三、李四'), ['张三', '李四'])
  assert.deepEqual(names('张三(户主) 李四'), ['张三|户主', '李四'])
  assert.deepEqual(names('张三（户主、党员）；李四'), ['张三|户主、党员', '李四'])
  assert.deepEqual(names('张三\n李四'), ['张三', '李四'])
  assert.deepEqual(names('1.张三 2.李四'), ['张三', '李四'])
  assert.deepEqual(names('1、张三 2、李四'), ['张三', '李四'])
  assert.deepEqual(names('①张三②李四'), ['张三', '李四'])
  assert.deepEqual(names('张三和李四'), ['张三', '李四'])
  assert.deepEqual(names('张三 13800001111'), ['张三|13800001111'])
  assert.deepEqual(names('张三,女,45岁'), ['张三|女 45岁'])
  assert.deepEqual(names('（张三）'), ['张三'])
  assert.deepEqual(names('张三（户主）、妻：李四'), ['张三|户主', '李四|妻'])
  assert.deepEqual(names('王 小 明'), ['王小明'])
  assert.deepEqual(names('张 三、欧阳 娜'), ['张三', '欧阳娜'])
  assert.deepEqual(names('张三 李四 王五'), ['张三', '李四', '王五'])
  assert.deepEqual(names('张三13800001111，李四13900002222'), ['张三|13800001111', '李四|13900002222'])
  assert.deepEqual(names('父亲:张三、母亲:李四'), ['张三|父亲', '李四|母亲'])
  assert.deepEqual(names('买买提·吐尔逊、John Smith'), ['买买提·吐尔逊', 'John Smith'])
  assert.deepEqual(names('阿依古丽• 买买提'), ['阿依古丽·买买提'])
  assert.deepEqual(names('张 三 李 四'), 'people.ambiguous')
  assert.deepEqual(names('无'), 'value.none')
  const others = parsePeople('张三等5人')
  assert.ok(!isRefused(others) && others.value[0]?.name === '张三' && others.warnings?.[0]?.say === 'people.others-meant')
})
