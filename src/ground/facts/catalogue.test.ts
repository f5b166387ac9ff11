import assert from 'node:assert/strict'
import test from 'node:test'
import { codeOf, elementsOf, findElement, getCodeList, getElement, meaningsOf, readCatalogue } from './catalogue.ts'
import { catalogueFaults, headingFaults } from './catalogue-check.ts'
import type { CodeList, Element } from './contract.ts'
import { normalHeading } from './heading.ts'

function element(id: string, zh: string, more: Partial<Element> = {}): Element {
  return {
    id,
    kind: id.slice(0, id.indexOf('.')) as Element['kind'],
    label: { zh, en: `English of ${id}` },
    type: 'text',
    synonyms: [],
    sensitivity: 'personal',
    merge: 'latest',
    group: 'identity',
    ...more,
  }
}

const sex: CodeList = {
  id: 'sex',
  title: { zh: '性别', en: 'Sex' },
  source: 'GB/T 2261.1',
  entries: [
    { code: '1', zh: '男', en: 'Male', synonyms: ['男性'] },
    { code: '2', zh: '女', en: 'Female', synonyms: ['女性'] },
  ],
}

const elements = [
  element('person.name', '姓名', { synonyms: ['居民姓名'] }),
  element('person.guardian-name', '监护人姓名', { bare: ['姓名'], contexts: ['监护人', '家长'] }),
  element('person.sex', '性别', { type: 'code', codes: 'sex' }),
  element('dwelling.owner-name', '产权人姓名', { bare: ['姓名'], contexts: ['产权人'] }),
]

test('elements are found by id, and those of one kind keep the order of the catalogue', () => {
  const catalogue = readCatalogue(elements, [sex])
  assert.equal(getElement(catalogue, 'person.sex').label.zh, '性别')
  assert.equal(findElement(catalogue, 'person.nothing'), undefined)
  assert.throws(() => getElement(catalogue, 'person.nothing'), /person\.nothing/)
  assert.throws(() => getCodeList(catalogue, 'nothing'), /nothing/)
  assert.deepEqual(
    elementsOf(catalogue, 'person').map((found) => found.id),
    ['person.name', 'person.guardian-name', 'person.sex'],
  )
})

test('a heading means what it says by itself, and something else under another heading', () => {
  const catalogue = readCatalogue(elements, [sex])
  const meanings = (heading: string) => meaningsOf(catalogue, heading).map(({ element: { id }, contexts }) => [id, contexts])
  assert.deepEqual(meanings(' 姓 名*：'), [
    ['person.name', undefined],
    ['person.guardian-name', ['监护人', '家长']],
    ['dwelling.owner-name', ['产权人']],
  ])
  assert.deepEqual(meanings('居民姓名'), [['person.name', undefined]])
  assert.deepEqual(meanings('家长姓名'), [['person.guardian-name', undefined]], 'context and bare heading in one word')
  assert.deepEqual(meanings('没有这样的栏目'), [])
})

test('headings are compared without stars, brackets, spaces and width', () => {
  assert.equal(normalHeading('＊就业／失业登记证号（必填）'), '就业失业登记证号必填')
  assert.equal(normalHeading('身高（CM）'), '身高cm')
  assert.equal(normalHeading('ＱＱ 号'), 'qq号')
  assert.equal(normalHeading('★'), '')
})

test('an entry is found by code, name, English name, synonym, and behind a number of the form', () => {
  for (const text of ['2', '女', '女性', ' 女 ', 'FEMALE', '2女', '（2）女', '０２.女']) assert.equal(codeOf(sex, text)?.code, '2', text)
  assert.equal(codeOf(sex, '1女')?.code, '2', 'forms number their answers in their own way: the name counts')
  assert.equal(codeOf(sex, '3'), undefined)
  assert.equal(codeOf(sex, ''), undefined)
})

test('a catalogue that contradicts itself is refused with every fault named', () => {
  const faulty = [
    ...elements,
    element('person.name', '名字'),
    element('person.Bad_Id', '甲'),
    element('person.kin', '乙', { type: 'code', codes: 'no-such-list' }),
    element('person.tags', '丙', { type: 'codes', codes: 'sex' }),
    element('person.uncoded', '丁', { type: 'code' }),
    element('person.bare', '戊', { bare: ['号'] }),
    element('person.age', '己', { derived: { rule: 'no-such-rule', from: ['person.nobody'] } }),
    element('person.twice', '庚', { derived: { rule: 'age', from: ['person.name'] }, inferred: { rule: 'age', from: ['person.name'] } }),
    element('person.unit', '辛', { unit: 'm2' }),
  ]
  const faults = catalogueFaults(faulty, [sex, { ...sex, id: 'double', entries: [...sex.entries, { code: '3', zh: '男', en: 'Man' }] }])
  for (const part of [
    'person.name stands twice',
    'person.Bad_Id',
    'no-such-list',
    'merged as a set',
    'person.uncoded',
    'go together',
    'no-such-rule',
    'person.nobody',
    'not both',
    'only numbers have a unit',
    '男 names both 1 and 3',
  ])
    assert.ok(
      faults.some((fault) => fault.includes(part)),
      `${part} in ${faults.join('\n')}`,
    )
  assert.equal(faults.length, 11)
  assert.throws(() => readCatalogue(faulty, [sex]), /contradicts itself/)
  assert.deepEqual(catalogueFaults(elements, [sex]), [])
})

test('two meanings of one heading are told to the editor but do not stop the catalogue', () => {
  const doubled = [
    ...elements,
    element('person.alias', '别名', { synonyms: ['居民姓名'] }),
    element('person.minder', '照料者', { bare: ['姓名'], contexts: ['监护人'] }),
  ]
  assert.deepEqual(headingFaults(doubled), [
    '居民姓名 means both person.name and person.alias',
    '监护人/姓名 means both person.guardian-name and person.minder',
  ])
  const meanings = meaningsOf(readCatalogue(doubled, [sex]), '居民姓名')
  assert.deepEqual(
    meanings.map((meaning) => meaning.element.id),
    ['person.name', 'person.alias'],
  )
  assert.deepEqual(headingFaults(elements), [])
})
