import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import { makeText } from '#kit/text.ts'
import { differences } from '../differences.ts'
import { emptyType } from '../drafting.ts'
import zh from '../texts/zh.json' with { type: 'json' }
import { addStage, codedFrom, codedLines, moveStage, moveStep, newStep, putStep, removeStep } from './edit-type.ts'
import { sayPlace } from './say-type.ts'

const words = (said: string) => ({ zh: said, en: '' })
const repair = shippedMatterTypes.find(({ id }) => id === 'repair')!
const text = makeText({ language: 'zh', words: zh })

describe('changing a draft of a type', () => {
  test('a line that stays keeps its code and what hangs on it, one that is reworded too; a code is never used again', () => {
    const before = repair.categories.slice(0, 3)
    const lines = codedLines(before, 'zh').split('\n')
    assert.deepEqual(codedFrom(before, 'zh', lines.join('\n'), []), before)
    const reworded = codedFrom(before, 'zh', [lines[0], '自来水', lines[2]].join('\n'), [])
    assert.deepEqual(
      reworded.map(({ code, clocks }) => [code, clocks]),
      before.map(({ code, clocks }) => [code, clocks]),
    )
    const moved = codedFrom(before, 'zh', [lines[2], lines[0], '新的', '更新的'].join('\n'), [])
    assert.deepEqual(
      moved.map(({ code }) => code),
      ['light', 'lift', 'c-4', 'c-5'],
    )
  })

  test('steps and stages move, over the edge of a stage too, and nothing is lost', () => {
    let type = addStage(addStage(emptyType('own'), words('一')), words('二'))
    for (const title of ['甲', '乙']) type = putStep(type, 0, type.stages[0]!.steps.length, { ...newStep(type), title: words(title) })
    const shape = (one: typeof type) => one.stages.map(({ title, steps }) => [title.zh, ...steps.map((step) => step.title.zh)])
    assert.deepEqual(shape(moveStep(type, 0, 1, 1)), [['一', '甲'], ['二', '乙']]) // biome-ignore format: one line
    assert.deepEqual(shape(moveStep(type, 0, 0, -1)), shape(type), 'before the first there is nothing')
    assert.deepEqual(shape(moveStage(type, 0, 1)), [['二'], ['一', '甲', '乙']])
    assert.deepEqual(shape(removeStep(type, 0, 0)), [['一', '乙'], ['二']])
    assert.equal(new Set(type.stages.flatMap(({ steps }) => steps.map(({ id }) => id))).size, 2)
  })

  test('a place is said in the words of the type, by position and by id alike', () => {
    const said = '阶段“维修” › 环节“围挡并张贴提示” › 什么时候才办'
    assert.equal(sayPlace(text, repair, '/stages/1/steps/0/when'), said)
    assert.equal(sayPlace(text, repair, '/stages/mend/steps/closed-off/when'), said)
    assert.equal(sayPlace(text, repair, '/texts/received/zh'), '本人看到的话 › 收到时')
  })

  test('of two versions only what differs is told, whole terms and words at a time', () => {
    const after = structuredClone(repair)
    after.stages[1]!.steps[0]!.term = { hours: 4 }
    after.categories.splice(1, 1)
    after.texts.closed.zh = '好了。'
    assert.deepEqual(
      differences(repair, after).map(({ path, before, after: now }) => [path, before !== null, now !== null]),
      [
        ['/stages/mend/steps/closed-off/term', true, true],
        ['/texts/closed', true, true],
        ['/categories/water/code', true, false],
        ['/categories/water/label', true, false],
        ['/categories/water/clocks/response', true, false],
        ['/categories/water/clocks/resolve', true, false],
      ],
    )
    assert.deepEqual(differences(undefined, repair), [])
  })
})
