import assert from 'node:assert/strict'
import test from 'node:test'
import { codeOf, getCodeList, getElement, type Meaning, meaningsOf } from '#ground/facts/catalogue.ts'
import { catalogueFaults, headingFaults } from '#ground/facts/catalogue-check.ts'
import { normalHeading } from '#ground/facts/heading.ts'
import examples from './fixtures/example-headings.json' with { type: 'json' }
import { loadCatalogue, loadShipped, shippedCodeLists, shippedElements } from './load.ts'

const catalogue = loadCatalogue()

test('every shipped element and code list is sound, and no heading says two things of one subject', () => {
  assert.deepEqual(catalogueFaults(shippedElements, shippedCodeLists), [])
  assert.deepEqual(headingFaults(shippedElements), [])
})

test('the catalogue holds what a community is asked, about every kind of subject', () => {
  assert.ok(shippedElements.length >= 260, `${shippedElements.length} elements`)
  const least = { person: 250, household: 60, dwelling: 60, building: 25, estate: 40, organisation: 50, premises: 60, region: 50 }
  for (const [kind, count] of Object.entries(least))
    assert.ok(shippedElements.filter((element) => element.kind === kind).length >= count, kind)
})

test('every code list is used, and every name in it finds its own entry', () => {
  const used = new Set(shippedElements.map((element) => element.codes))
  for (const list of shippedCodeLists) {
    assert.ok(used.has(list.id), `${list.id} is used`)
    for (const entry of list.entries)
      for (const name of [entry.code, entry.zh, entry.en, ...(entry.synonyms ?? [])])
        assert.equal(codeOf(list, name)?.code, entry.code, `${list.id}: ${name}`)
  }
})

test('national lists carry the national codes', () => {
  const code = (list: string, text: string) => codeOf(getCodeList(catalogue, list), text)?.code
  assert.deepEqual(
    shippedCodeLists.find((list) => list.id === 'sex')?.entries.map((entry) => entry.code),
    ['0', '1', '2', '9'],
  )
  assert.deepEqual(
    getCodeList(catalogue, 'marital-status').entries.map((entry) => entry.code),
    ['10', '20', '21', '22', '23', '30', '40', '90'],
  )
  const peoples = getCodeList(catalogue, 'ethnicity').entries.filter((entry) => Number(entry.code) <= 56)
  assert.deepEqual(
    peoples.map((entry) => Number(entry.code)),
    Array.from({ length: 56 }, (_, index) => index + 1),
  )
  assert.deepEqual(
    ['汉', '回族', '壮族', '土家', '基诺族'].map((text) => code('ethnicity', text)),
    ['01', '03', '08', '15', '56'],
  )
  assert.deepEqual(
    ['户主', '妻子', '长子', '儿媳妇', '孙女', '岳母', '奶奶', '外甥'].map((text) => code('kinship', text)),
    ['02', '12', '22', '38', '42', '56', '62', '95'],
  )
  assert.deepEqual(
    ['离异', '未婚', '丧偶'].map((text) => code('marital-status', text)),
    ['40', '10', '30'],
  )
  assert.deepEqual(
    ['大专', '初中', '文盲', '本科', '高中'].map((text) => code('education', text)),
    ['30', '70', '90', '20', '60'],
  )
  assert.deepEqual(
    ['党员', '群众', '团员'].map((text) => code('political-status', text)),
    ['01', '13', '03'],
  )
  assert.deepEqual(
    ['肢体', '精神残疾'].map((text) => code('disability-kind', text)),
    ['4', '6'],
  )
})

test('what may not be asked without a stated basis is marked so, and health, money and minors are sensitive', () => {
  const sensitivity = (id: string) => getElement(catalogue, id).sensitivity
  for (const id of [
    'person.religion',
    'person.political-status',
    'person.blood-type',
    'person.ethnicity',
    'person.is-party-member',
    'person.party-branch',
  ])
    assert.equal(sensitivity(id), 'forbidden', id)
  for (const id of [
    'person.disability-kind',
    'person.health-status',
    'person.annual-income',
    'person.school',
    'person.guardian-name',
    'person.bank-account',
    'household.relief-kinds',
  ])
    assert.equal(sensitivity(id), 'sensitive', id)
  for (const id of ['person.id-number', 'person.phone', 'person.birth-date', 'person.name', 'person.registered-address'])
    assert.equal(sensitivity(id), 'personal', id)
  for (const element of shippedElements.filter(({ group, id }) => group === 'party' && !/public-office|is-delegate|village-cadre/.test(id)))
    assert.equal(element.sensitivity, 'forbidden', element.id)
})

test('no element scores, ranks or labels a person or household, or follows one about', () => {
  const barred = /积分|信用分|星级|风险等级|风险类别|重点人员|重点人口|特殊人群|涉稳|上访|刑满|矫正|吸毒|人脸|轨迹定位|思想动态/
  for (const element of shippedElements.filter(({ kind }) => kind === 'person' || kind === 'household'))
    for (const heading of [element.label.zh, ...element.synonyms, ...(element.bare ?? [])])
      assert.ok(!barred.test(heading), `${element.id}: ${heading}`)
})

test('identity and ownership are settled by people, values age, and search columns exist where clerks search', () => {
  const element = (id: string) => getElement(catalogue, id)
  for (const id of ['person.name', 'person.id-number', 'person.birth-date', 'person.sex', 'organisation.uscc'])
    assert.equal(element(id).merge, 'confirm', id)
  assert.equal(element('person.phone').shelfLifeDays, 365)
  assert.equal(element('person.residence-address').shelfLifeDays, 180)
  assert.equal(element('person.marital-status').shelfLifeDays, 730)
  assert.equal(element('person.name').shelfLifeDays, undefined)
  assert.deepEqual(element('person.name').index, ['gram', 'pinyin'])
  assert.deepEqual(element('person.id-number').index, ['token'])
  assert.deepEqual(element('person.phone').index, ['token', 'tail'])
  assert.equal(element('person.birth-date').index, undefined)
  for (const derived of shippedElements.filter((candidate) => candidate.derived)) assert.equal(derived.shelfLifeDays, undefined, derived.id)
})

test('the four relations of a person and a dwelling are ties, each with its address in words', () => {
  for (const id of ['person.residence', 'person.registration', 'person.tenancy']) assert.equal(getElement(catalogue, id).type, 'tie', id)
  for (const id of [
    'person.residence-address',
    'person.registered-address',
    'dwelling.address',
    'dwelling.owner-name',
    'dwelling.tenant-name',
  ])
    getElement(catalogue, id)
})

test('no element is worked out from itself, however far round', () => {
  const visit = (id: string, path: string[]): void => {
    assert.ok(!path.includes(id), [...path, id].join(' → '))
    const how = getElement(catalogue, id).derived ?? getElement(catalogue, id).inferred
    for (const from of how?.from ?? []) visit(from, [...path, id])
  }
  for (const element of shippedElements) visit(element.id, [])
})

test('definition rows hold every element, list and form once', () => {
  const rows = loadShipped()
  assert.equal(rows.filter(({ kind }) => kind === 'element' || kind === 'codes').length, shippedElements.length + shippedCodeLists.length)
  assert.equal(new Set(rows.map((row) => `${row.kind} ${row.id}`)).size, rows.length)
})

/** Headings as printed, taken apart as far as a reader would: numbering, boxes to tick and brackets. */
function readings(heading: string): string[] {
  const plain = heading.replace(/^[A-Z]\d+\./, '').replace(/□.*$/, '')
  return [plain, plain.replace(/[（(][^（()）]*[)）]/g, '')]
}

function candidates(path: string[], title: string): string[] {
  const uppers = path.slice(0, -1).flatMap(readings)
  const qualifiers = [...(path.at(-1) ?? '').matchAll(/[（(]([^（()）]*)[)）]/g)].map((match) => match[1] ?? '')
  const contexts = [...uppers, ...qualifiers].map(normalHeading)
  const speaks = (meaning: Meaning) =>
    !meaning.contexts ||
    meaning.contexts.some(
      (context) =>
        contexts.includes(context) || contexts.some((upper) => upper.includes(context)) || normalHeading(title).includes(context),
    )
  const leaves = readings(path.at(-1) ?? '')
  const whole = uppers.flatMap((upper) => leaves.map((leaf) => upper + leaf))
  return [...whole, ...leaves].flatMap((text) =>
    meaningsOf(catalogue, text)
      .filter(speaks)
      .map((meaning) => meaning.element.id),
  )
}

test('every subject column of the eighteen example forms has its element, and the rest are known not to be facts', () => {
  let columns = 0
  for (const { form, title, elements, local } of examples) {
    for (const [path, id] of Object.entries(elements)) {
      columns++
      getElement(catalogue, id)
      if (path.startsWith('本学期是否享受')) continue // names a county's own programme: only likeness can find it
      assert.ok(
        candidates(path.split('>'), title).includes(id),
        `${form}: ${path} → ${id}, found ${candidates(path.split('>'), title).join(', ')}`,
      )
    }
    for (const [path, why] of Object.entries(local)) assert.ok(why.length > 0 && !(path in elements), `${form}: ${path}`)
  }
  assert.equal(examples.length, 18)
  assert.ok(columns >= 320, `${columns} columns`)
})
