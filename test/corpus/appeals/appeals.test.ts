import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import { shippedRules } from '#catalogue/rules.ts'
import { townDuties } from '#catalogue/town/duties.ts'
import { shippedThemes } from '#catalogue/triage.ts'
import { judgeDispatch } from '#ground/duties/admission/dispatch.ts'
import type { DutyItem } from '#ground/duties/contract.ts'
import { matchItems } from '#ground/duties/match.ts'
import { classify, makeClassifier, SURE, saysNothing } from '#ground/matters/triage/classify.ts'
import { shippedWeights } from '#ground/matters/triage/shipped-weights.ts'
import { itemsOf, suggestLeads } from '#ground/matters/triage/units.ts'
import { type Classed, classAll, crossValidate, figuresOf, readAppeals } from './appeals.ts'

const written = readAppeals('written')
const heldOut = [...readAppeals('first'), ...readAppeals('second'), ...readAppeals('sixth')]

describe('the themes of appeals', () => {
  test('are at least fifteen, each with what belongs, who leads, words and a category that its type has', () => {
    assert.ok(shippedThemes.length >= 15)
    assert.equal(new Set(shippedThemes.map(({ code }) => code)).size, shippedThemes.length)
    for (const { code, belongs, lead, units, telling, matter } of shippedThemes) {
      assert.ok(belongs.zh && belongs.en && lead.zh && lead.en && units.length > 0 && telling.split(' ').length >= 20, code)
      const type = shippedMatterTypes.find(({ id }) => id === matter.type)
      assert.ok(
        type?.categories.some((category) => category.code === matter.category),
        `${code}: ${matter.type}/${matter.category}`,
      )
    }
  })

  test('every one is spoken of by at least ten written texts, and none of these stands among the held-out ones', () => {
    for (const { code } of shippedThemes) assert.ok(written.filter(({ theme }) => theme === code).length >= 10, code)
    const known = new Set(written.map(({ text }) => text))
    assert.deepEqual(
      heldOut.filter(({ text }) => known.has(text)),
      [],
    )
  })
})

describe('classing', () => {
  let crossed: Classed[]
  before(() => {
    crossed = crossValidate(written, 1)
  })

  test('of a fifth that was not seen the right theme is among the first three for 9 in 10, and first for 3 in 4', () => {
    const { count, first, third } = figuresOf(crossed)
    assert.ok(count >= 600)
    assert.ok(third >= 0.9 && first >= 0.75, `${third} ${first}`)
  })

  test('what it is sure of is right nearly always, and it is less often right where it is not', () => {
    const shareRight = (some: Classed[]) =>
      some.filter(({ appeal, guesses }) => guesses[0]!.theme.code === appeal.theme).length / some.length
    const isSure = ({ guesses }: Classed) => guesses[0]!.confidence >= SURE
    assert.ok(shareRight(crossed.filter(isSure)) >= 0.93, `${shareRight(crossed.filter(isSure))}`)
    const other = classAll(heldOut, shippedWeights())
    const [sure, unsure] = [other.filter(isSure), other.filter((one) => !isSure(one))]
    assert.ok(sure.length >= other.length / 3)
    assert.ok(shareRight(sure) >= 0.98 && shareRight(unsure) <= 0.9, `${shareRight(sure)} ${shareRight(unsure)}`)
  })

  test('texts in other voices, written before and never trained on, are classed by what is shipped', () => {
    const { first, third, fieldFirst } = figuresOf(classAll(heldOut, shippedWeights()))
    assert.ok(third >= 0.95 && first >= 0.85 && fieldFirst >= 0.9, `${third} ${first} ${fieldFirst}`)
  })

  test('traditional characters are read as simplified ones and told back as they were written', () => {
    const [guess] = classify(makeClassifier(shippedThemes, shippedWeights()), '樓上裝修噪音擾民')
    assert.equal(guess!.theme.code, 'noise')
    assert.ok(guess!.words.includes('噪音擾民'), `${guess!.words}`)
  })

  test('whom somebody has been to, and the place where it happens, are not what it is about', () => {
    const classifier = makeClassifier(shippedThemes, shippedWeights())
    const themeOf = (text: string) => classify(classifier, text)[0]!.theme.code
    assert.equal(themeOf('找派出所，派出所说让找物业，到底谁来修这个路灯'), 'municipal')
    assert.equal(themeOf('医院门口的窨井盖翘起来了'), 'municipal')
  })

  test('of a greeting, a number, signs or another language it says that nothing is known, however long', () => {
    const classifier = makeClassifier(shippedThemes, shippedWeights())
    const empty = [
      '',
      ' ',
      '13800000000 20240101',
      '😀🔥💧',
      '？？！',
      'the lamp is broken',
      'constructor __proto__',
      '\ud800',
      'a'.repeat(100_000),
    ]
    for (const text of [...empty, '您好，请问']) assert.ok(saysNothing(classify(classifier, text)), text.slice(0, 20))
    const long = classify(classifier, '楼下烧烤油烟呛人。'.repeat(12_000))
    assert.ok(!saysNothing(long) && long[0]!.theme.code === 'fumes')
    assert.equal(classify(classifier, '<p>小区<b>电梯</b>坏了&nbsp;<script>x</script></p>')[0]!.theme.code, 'property')
  })

  test('of two things that are told together, both are among the first', () => {
    const guesses = classify(makeClassifier(shippedThemes, shippedWeights()), '一是门前路灯不亮，二是楼下餐馆油烟直排')
    assert.deepEqual(
      guesses
        .slice(0, 2)
        .map(({ theme }) => theme.code)
        .sort(),
      ['fumes', 'municipal'],
    )
  })

  test('the words given as reasons stand in the text', () => {
    for (const { appeal, guesses } of classAll(heldOut, shippedWeights()))
      for (const word of guesses[0]!.words) assert.ok(appeal.text.toLowerCase().includes(word), `${word}: ${appeal.text}`)
  })
})

test('nobody is suggested whom the duty lists forbid: not for the likeliest themes, not by the words of any text', () => {
  const today = '2026-11-30'
  const law = shippedRules.map((rule) => ({ ...rule, version: 1, origin: 'shipped' as const }))
  const source = { document: '', day: null, file: null }
  const items = townDuties.flatMap(({ level, items: own }) =>
    own.map(
      (item, at): DutyItem => ({
        ...item,
        id: `${level}${at}`,
        rev: 1,
        level,
        edition: null,
        source,
        from: '2025-07-01',
        to: null,
        ended: null,
      }),
    ),
  )
  const units = ['城管执法中队', '文昌派出所', '市场监督管理所'].map((name) => ({ party: `unit:${name}`, kind: 'department', name }))
  const places = [
    { party: 'community:370683001001', kind: 'place', name: '文昌社区' },
    { party: 'street:370683001', kind: 'place', name: '文昌路街道' },
  ]
  const decided = Array.from({ length: 5 }, () => ({ lead: 'community:370683001001', likeness: 0.9 }))
  const classifier = makeClassifier(shippedThemes, shippedWeights())
  let forbidden = 0
  for (const { text } of [...written, ...heldOut]) {
    const certain = matchItems(text.slice(0, 2000), items, 1).flatMap(({ item, certain: is }) => (is ? [item] : []))
    for (const { theme } of classify(classifier, text).slice(0, 3)) {
      const under = [...new Set([...certain, ...itemsOf(theme, items)])]
      const leads = suggestLeads({ theme, units, places, items: under, decided, law, today })
      assert.ok(leads.length > 0, theme.code)
      for (const { party, name } of leads)
        for (const item of under) {
          const level = party?.startsWith('community:') ? 'community' : party?.startsWith('street:') ? 'street' : 'department'
          const { verdict } = judgeDispatch(item, { level, part: 'lead', unit: name }, law, today)
          assert.notEqual(verdict, 'never', `${item.title} → ${name}: ${text}`)
          forbidden += judgeDispatch(item, { level: 'community', part: 'lead' }, law, today).verdict === 'never' ? 1 : 0
        }
    }
  }
  // There was something to forbid.
  assert.ok(forbidden > 100)
})
