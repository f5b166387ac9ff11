/** 18 cases of the three lists and more: what may come down, what goes back, what is closed by law. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { shippedRules } from '#catalogue/rules.ts'
import type { Law } from '#ground/law/rules.ts'
import type { DutyItem, DutyList, Level } from '../contract.ts'
import { type AdmissionRequest, admissionReasons, askerLevels, type Duplicate, requestKinds } from './contract.ts'
import { type AdmissionFacts, judgeAdmission } from './rules.ts'

const law: Law = shippedRules.map((rule) => ({ ...rule, version: 1, origin: 'shipped' }))
const TODAY = '2026-11-22'

let made = 0
function item(level: Level, list: DutyList, title: string, lead = ''): DutyItem {
  made += 1
  return {
    ...{
      id: `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`,
      rev: 1,
      level,
      list,
      number: String(made),
      category: '',
      subcategory: '',
      title,
      lead,
    },
    ...{
      partners: ['市农业农村局'],
      tasks: '',
      basis: '',
      edition: null,
      source: { document: '目录', day: null, file: null },
      from: '2025-07-01',
      to: null,
      ended: null,
    },
  }
}

const basic = item('street', 'basic', '开展临时救助')
const dogs = item('street', 'assisting', '犬只管理', '市公安局')
const stalls = item('street', 'withdrawn', '对占道经营的行政处罚', '市综合行政执法局')
const self = item('community', 'self', '召集居民会议')
const helping = item('community', 'assisting', '协助社会救助入户了解', '街道公共服务办公室')
const alive = item('community', 'withdrawn', '健在证明', '社会保险经办机构')
const demolition = item('community', 'withdrawn', '拆迁签约兜底', '市住房和城乡建设局')
const items = [basic, dogs, stalls, self, helping, alive, demolition]

const plain: AdmissionRequest = {
  title: '测试报表',
  asker: '市公安局',
  askerLevel: 'county',
  laidOn: 'street',
  cited: [],
  kind: 'form',
  survey: false,
}
const whole = { fundedBy: '市财政局', peopleFrom: '市公安局派驻 2 人', powers: '授权书〔2026〕1号' }

function judged(more: Partial<AdmissionRequest>, facts: Partial<AdmissionFacts> = {}, today = TODAY) {
  const { verdict, suggestions } = judgeAdmission({ ...plain, ...more }, { items, matches: [], duplicates: [], law, ...facts }, today)
  return { verdict, suggestions, said: suggestions.map(({ decide, reason }) => `${decide} ${reason}`) }
}

describe('the three lists', () => {
  test('basic: its own work may be asked for', () => {
    assert.deepEqual(judged({ cited: [basic.id] }).said, ['admit listed'])
  })

  test('assisting: without money, people and powers it may go back, naming what is lacking; with all three it may come', () => {
    const bare = judged({ cited: [dogs.id] })
    assert.equal(bare.verdict, 'send-back')
    assert.deepEqual(bare.suggestions[0]?.with, { title: '犬只管理', lacking: 'money people powers' })
    assert.equal(bare.suggestions[0]?.rule?.id, 'funds-follow-duty')
    assert.equal(judged({ cited: [dogs.id], ...whole, powers: ' ' }).suggestions[0]?.with.lacking, 'powers')
    assert.deepEqual(judged({ cited: [dogs.id], ...whole }).said, ['admit listed'])
  })

  test('assisting: who asks is not who leads, nor one of the partners', () => {
    assert.deepEqual(judged({ cited: [dogs.id], ...whole, asker: '市民政局' }).said, ['admit listed', 'remind other-lead'])
    assert.deepEqual(judged({ cited: [dogs.id], ...whole, asker: '莱州市公安局' }).said, ['admit listed'])
    assert.deepEqual(judged({ cited: [dogs.id], ...whole, asker: '农业农村局' }).said, ['admit listed'])
  })

  test('withdrawn: never comes down, with money and powers neither, and says whose it is', () => {
    const refused = judged({ cited: [stalls.id], ...whole, admittedUntil: '2027-01-01' })
    assert.equal(refused.verdict, 'refuse')
    assert.deepEqual(refused.suggestions[0]?.with, { title: '对占道经营的行政处罚', lead: '市综合行政执法局' })
    assert.equal(judged({ cited: [basic.id, stalls.id] }).verdict, 'refuse', 'beside an item that may come')
  })

  test('a committee issues no certificate of the twenty, is no party of demolition, and orders its own affairs itself', () => {
    const certificate = judged({ laidOn: 'community', cited: [alive.id] })
    assert.deepEqual(
      [certificate.verdict, certificate.said[0], certificate.suggestions[0]?.rule?.id],
      ['refuse', 'refuse certificate', 'no-certificates'],
    )
    assert.equal(judged({ laidOn: 'community', cited: [demolition.id] }).said[0], 'refuse not-for-committee')
    assert.deepEqual(judged({ laidOn: 'community', cited: [self.id] }).said, ['object self-government'])
  })

  test('a duty of the street is not yet one of its communities', () => {
    const passedOn = judged({ laidOn: 'community', cited: [basic.id] })
    assert.deepEqual([passedOn.verdict, passedOn.suggestions[0]?.rule?.id], ['admit-once', 'community-asked-through-government-2026'])
    assert.equal(judged({ laidOn: 'community', cited: [helping.id], ...whole, asker: '街道公共服务办公室' }).verdict, 'admit')
  })

  test('on no list: once, by the body entitled, for a term; the rule is unconfirmed and says so', () => {
    const once = judged({})
    assert.deepEqual([once.verdict, once.said[0], once.suggestions[0]?.rule?.status], ['admit-once', 'admit-once on-no-list', 'M'])
    assert.deepEqual(judged({ admittedUntil: TODAY }).said, ['admit admitted-once'])
    assert.deepEqual(judged({ admittedUntil: '2026-11-21' }).said, ['admit-once admission-over'])
  })

  test('an item that is no longer valid counts as not cited', () => {
    const gone = '00000000-0000-7000-8000-00000000ffff'
    assert.deepEqual(judged({ cited: [gone] }).said, ['admit-once on-no-list', 'remind cited-not-valid'])
  })

  test('nothing cited: what the title looks like is told, and decides nothing', () => {
    const looks = judged({}, { matches: [{ item: stalls, certain: true, reasons: [] }] })
    assert.deepEqual([looks.verdict, looks.said], ['admit-once', ['admit-once on-no-list', 'object looks-withdrawn']])
    assert.deepEqual(judged({}, { matches: [{ item: stalls, certain: false, reasons: [] }] }).said[1], 'remind looks-withdrawn')
    assert.deepEqual(judged({}, { matches: [{ item: basic, certain: true, reasons: [] }] }).said[1], 'remind looks-listed')
  })
})

describe('forms', () => {
  const marked = {
    survey: true,
    formNo: 'T501',
    formMaker: '国家统计局',
    formApproval: '国统字〔2025〕1号',
    formValidTo: '2026-06-30',
    cited: [basic.id],
  }

  test('valid up to and with its last day in China; the day after it is closed by law (统计法 2024 art. 17)', () => {
    assert.equal(judged(marked, {}, '2026-06-30').verdict, 'admit')
    const closed = judged(marked, {}, '2026-07-01')
    assert.deepEqual([closed.verdict, closed.said[0], closed.suggestions[0]?.rule?.id], ['close', 'close form-expired', 'form-gate-2024'])
  })

  test('before the law of 2024 the article of 2009 stood, read in part only', () => {
    const closed = judged({ ...marked, formValidTo: '2020-01-01' }, {}, '2024-09-12')
    assert.deepEqual([closed.suggestions[0]?.rule?.id, closed.suggestions[0]?.rule?.status], ['form-gate-2010', 'P'])
  })

  test('a survey that lacks a mark may be objected to, each lacking mark named; what is no survey needs none', () => {
    const { said, suggestions, verdict } = judged({ ...marked, formNo: '', formApproval: '  ' })
    assert.deepEqual([verdict, said], ['close', ['close form-expired', 'admit listed']], 'expired goes before unmarked')
    const now = judged({ ...marked, formValidTo: '2027-01-01', formNo: '', formApproval: '  ' })
    assert.deepEqual([now.verdict, now.suggestions[0]?.with], ['admit', { lacking: 'number approval' }])
    assert.ok(suggestions.length > 0)
    assert.deepEqual(judged({ survey: false, cited: [basic.id] }).said, ['admit listed'])
    const { survey: _, ...unsaid } = plain
    const reminded = judgeAdmission({ ...unsaid, cited: [basic.id] }, { items, matches: [], duplicates: [], law }, TODAY)
    assert.deepEqual(
      reminded.suggestions.map(({ reason }) => reason),
      ['listed', 'form-marks-unsaid'],
    )
  })
})

describe('beside the lists', () => {
  const same: Duplicate = { id: '00000000-0000-7000-8000-0000000000aa', title: '老年人台账', asker: '市民政局', shared: 7, of: 9 }

  test('the same asked again is merged into what is open', () => {
    const merged = judged({ cited: [basic.id] }, { duplicates: [same] })
    assert.deepEqual([merged.verdict, merged.suggestions[0]?.about], ['merge', [same.id]])
  })

  test('inspections keep to the plan; group chats and apps count as requests', () => {
    assert.deepEqual(judged({ kind: 'inspection', cited: [basic.id], planned: true }).said, ['admit listed'])
    assert.deepEqual(judged({ kind: 'inspection', cited: [basic.id], planned: false }).said, ['object not-planned', 'admit listed'])
    assert.deepEqual(judged({ kind: 'supervision', cited: [basic.id] }).said, ['admit listed', 'remind plan-unsaid'])
    assert.deepEqual(judged({ kind: 'group-chat', cited: [basic.id] }).said, ['object by-group-chat', 'admit listed'])
    assert.equal(judged({ kind: 'app', cited: [basic.id] }).said[0], 'object by-app')
    assert.equal(judged({ kind: 'app', cited: [basic.id], askerLevel: 'province' }).said[1], 'remind by-app')
  })

  test('personal data need a basis', () => {
    assert.equal(judged({ cited: [basic.id], personal: true }).said[0], 'object no-basis')
    assert.deepEqual(judged({ cited: [basic.id], personal: true, basis: '《社会救助暂行办法》第十一条' }).said, ['admit listed'])
  })

  test('a rule that no longer holds suggests nothing; an unconfirmed one never closes or refuses', () => {
    assert.deepEqual(judged({ cited: [basic.id], kind: 'group-chat' }, {}, '2023-12-17').said, ['admit listed'])
    const unsure: Law = law.map((rule) => ({ ...rule, status: 'M' }))
    const { verdict, said } = judged({ cited: [stalls.id] }, { law: unsure })
    assert.deepEqual([verdict, said], ['admit', ['object withdrawn']])
  })
})

test('whatever is asked: one verdict, and it is the strongest of what is suggested; withdrawn and expired always win', () => {
  const request = fc.record({
    title: fc.constant('报表'),
    asker: fc.constantFrom('市公安局', '', '市民政局'),
    askerLevel: fc.constantFrom(...askerLevels),
    laidOn: fc.constantFrom('street' as const, 'community' as const),
    cited: fc.uniqueArray(fc.constantFrom(...items.map(({ id }) => id)), { maxLength: 4 }),
    kind: fc.constantFrom(...requestKinds),
    survey: fc.boolean(),
    formNo: fc.constantFrom('', 'T1'),
    formValidTo: fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-01'),
    fundedBy: fc.constantFrom('', '市财政局'),
    planned: fc.boolean(),
    personal: fc.boolean(),
  })
  fc.assert(
    fc.property(request, (one) => {
      const { verdict, suggestions } = judgeAdmission(one, { items, matches: [], duplicates: [], law }, TODAY)
      assert.ok(suggestions.length > 0)
      assert.ok(
        suggestions.every(
          ({ reason, decide, rule }) =>
            admissionReasons.includes(reason) &&
            (rule?.status !== 'M' || !['close', 'refuse'].includes(decide)) &&
            (rule !== null || ['admit', 'remind'].includes(decide)),
        ),
      )
      if (one.kind === 'form' && one.survey && one.formValidTo < TODAY) assert.equal(verdict, 'close')
      else if (one.cited.some((id) => items.find((known) => known.id === id)?.list === 'withdrawn')) assert.equal(verdict, 'refuse')
      else assert.ok(!['close', 'refuse'].includes(verdict))
    }),
  )
})
