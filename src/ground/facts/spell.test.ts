import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinyin } from 'pinyin-pro'
import { spell } from './spell.ts'

test('surnames are read as surnames, and as they are commonly misread', () => {
  // Surname readings: Xiandai Hanyu Cidian (现代汉语词典), entries 单 shàn, 仇 qiú, 曾 zēng, 解 xiè, 尉迟 yùchí.
  assert.deepEqual(spell('单雄信'), { full: 'shanxiongxin', initials: ['sxx', 'dxx'] })
  assert.deepEqual(spell('仇英'), { full: 'qiuying', initials: ['qy', 'cy'] })
  assert.deepEqual(spell('尉迟恭'), { full: 'yuchigong', initials: ['ycg', 'wcg'] })
  assert.deepEqual(spell('王伟'), { full: 'wangwei', initials: ['ww'] })
})

test('letters, blanks and rare characters keep their place', () => {
  assert.equal(spell('Anna').full, 'anna')
  assert.equal(spell('𠮷田').full.endsWith('tian'), true)
})

/** Surnames and given characters of which every tenth or so has several readings. */
const heads = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧单曾仇解任查朴乐盖燕华', '欧阳', '尉迟', '长孙']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英长乐行重华玉兰红建国传朝会都和调藏发还校相兴应正中种']

test('a name of characters with one reading is spelled as the whole name would be', () => {
  for (const head of heads)
    for (const first of given)
      for (const second of [
        '',
        given[(first.codePointAt(0)! + head.length) % given.length]!,
        given[first.codePointAt(0)! % given.length]!,
      ]) {
        const name = head + first + second
        assert.equal(spell(name).full, pinyin(name, { toneType: 'none', type: 'array', surname: 'head' }).join('').slice(0, 40), name)
      }
})
