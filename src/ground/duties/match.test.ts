import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import community from '#catalogue/town/duties/community.json' with { type: 'json' }
import street from '#catalogue/town/duties/street.json' with { type: 'json' }
import type { DutyItem, ItemWords, Level } from './contract.ts'
import { matchItems } from './match.ts'

const items = [
  ...(street.items as ItemWords[]).map((item, at) => known(item, 'street', `s${at}`)),
  ...(community.items as ItemWords[]).map((item, at) => known(item, 'community', `c${at}`)),
]

function known(item: ItemWords, level: Level, id: string): DutyItem {
  return {
    ...item,
    id,
    rev: 1,
    level,
    edition: null,
    source: { document: 'x', day: null, file: null },
    from: '2025-07-01',
    to: null,
    ended: null,
  }
}

/** What clerks are really asked, and what it is on the lists. */
const asked: [string, string][] = [
  ['关于请各社区为居民出具无犯罪记录证明的通知', '无犯罪记录证明'],
  ['请各街道对占道摆摊经营的进行行政处罚', '对占用城市道路、公共场所摆摊经营的行政处罚'],
  ['犬只管理工作专项行动方案', '犬只管理'],
  ['报送九小场所消防安全检查台账', '九小场所消防安全检查'],
  ['关于做好第八次人口普查、经济普查入户登记的通知', '人口、经济、农业普查'],
  ['既有住宅加装电梯意愿调查表', '既有住宅加装电梯'],
  ['高龄津贴', '高龄津贴发放'],
  ['居民健在证明', '健在证明'],
  ['控辍保学', '义务教育阶段控辍保学'],
  ['街道招商引资任务分解及排名考核', '招商引资的任务分解和排名考核'],
  ['最低生活保障动态管理', '做好最低生活保障、特困人员救助供养的受理、初审和动态管理'],
  ['临时救助', '开展临时救助和急难发现报告'],
]

describe('finding the item for a text', () => {
  for (const [text, title] of asked)
    test(`${text} → ${title}`, () => {
      const [first] = matchItems(text, items, 5)
      assert.equal(first?.item.title, title)
      assert.ok(first.reasons.length > 0 && first.reasons.every(({ words }) => words.length > 0))
    })

  test('what is on no list is not found by chance', () => {
    for (const text of ['报送本周天气情况', '周末组织书法比赛', '领导讲话学习笔记']) assert.deepEqual(matchItems(text, items, 5), [], text)
  })

  test('certain only where one item stands out; the words they share are told', () => {
    const [dogs] = matchItems('犬只管理', items, 5)
    assert.equal(dogs?.certain, true)
    assert.deepEqual(dogs.reasons[0], { kind: 'title', words: ['犬只管理'] })
    const [punished] = matchItems('行政处罚', items, 5)
    assert.equal(punished?.certain ?? false, false, 'a dozen items are penalties')
    const [led] = matchItems('市公安局：犬只登记和犬只管理', items, 5)
    assert.ok(led?.reasons.some(({ kind, words }) => kind === 'lead' && words.includes('市公安局')))
  })

  test('spelling, width and spaces do not matter; nothing found in nothing', () => {
    assert.equal(matchItems('犬 只管理（２０２６）', items, 5)[0]?.item.title, '犬只管理')
    assert.deepEqual(matchItems('……', items, 5), [])
    assert.deepEqual(matchItems('犬只管理', [], 5), [])
  })

  test('the whole title of any item finds that item first, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.nat(items.length - 1),
        fc.constantFrom('', '关于开展', '市公安局'),
        fc.constantFrom('', '的通知', '台账'),
        (at, before, after) => {
          const title = items[at]!.title
          const found = matchItems(before + title + after, items, 3).map(({ item }) => item.title)
          assert.equal(found[0], title)
        },
      ),
    )
  })
})
