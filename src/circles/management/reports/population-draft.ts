/** Whom a sheet is about, by the words it is called: a proposal, which the screen shows as conditions the clerk can take away. Pure. */
import type { CountCondition } from '#ground/workbooks/contract.ts'
import type { Population } from './contract.ts'

type Words = readonly [pattern: RegExp, ...conditions: CountCondition[]]

const age = (op: '>=' | '<' | '<=', value: number): CountCondition => ({ element: 'person.age', op, value })
const is = (element: string): CountCondition => ({ element, op: '=', value: true })
const among = (element: string, ...value: string[]): CountCondition => ({ element, op: 'in', value })

/** By the bounds of the national programmes; of several the first that is named. 育龄妇女: women of 15 to 49 (人口与计划生育统计). */
const ages: readonly Words[] = [
  [/百岁|100周?岁/, age('>=', 100)],
  [/高龄|80周?岁|八十/, age('>=', 80)],
  [/65周?岁/, age('>=', 65)],
  [/老年|老人|60周?岁/, age('>=', 60)],
  [/未成年|儿童/, age('<', 18)],
  [/育龄妇女/, { element: 'person.sex', op: '=', value: '2' }, age('>=', 15), age('<=', 49)],
]

/** Groups of people. Of those in one family a sheet may mean either (低保、特困人员): then none is proposed. */
const groups: Readonly<Record<string, readonly Words[]>> = {
  relief: [
    [/低保边缘/, is('person.is-low-income-edge')],
    [/低保(?!边缘)|最低生活保障/, is('person.is-minimum-living')],
    [/特困/, is('person.is-extremely-poor')],
    [/孤儿/, is('person.is-orphan')],
    [/残疾/, is('person.is-disabled')],
    [/优抚/, is('person.is-preferential')],
  ],
  service: [
    [/退役军人/, is('person.is-veteran')],
    [/军属/, is('person.is-military-family')],
    [/党员/, is('person.is-party-member')],
    [/志愿者/, is('person.is-volunteer')],
  ],
  living: [
    [/独居/, is('person.lives-alone')],
    [/空巢/, is('person.is-empty-nest')],
    [/留守/, is('person.is-left-behind')],
  ],
  coming: [
    [/流动人口|外来人口|暂住人口/, among('person.population-kind', 'floating')],
    [/未落户/, among('person.population-kind', 'unregistered')],
    [/境外人员/, among('person.population-kind', 'overseas')],
  ],
  work: [
    [/失业/, is('person.is-unemployed')],
    [/就业困难/, is('person.is-hard-to-employ')],
    [/学生/, { element: 'person.school-stage', op: 'known', value: true }],
  ],
  owning: [[/业主|产权人/, is('person.owns-here')]],
}

const dwellings: readonly Words[] = [
  [/群租/, among('dwelling.rental-kind', 'group-let')],
  [/出租/, is('dwelling.is-rented')],
  [/空置/, is('dwelling.is-vacant')],
  [/危房/, is('dwelling.is-dangerous')],
  [/自建房/, is('dwelling.is-self-built')],
]

const kindsOfPremises: readonly (readonly [RegExp, string])[] = [
  [/餐饮|饭店|食堂/, 'restaurant'],
  [/旅馆|宾馆|酒店|民宿/, 'hotel'],
  [/网吧|上网服务/, 'internet-cafe'],
  [/歌舞|娱乐|KTV/i, 'entertainment'],
  [/美容|美发|洗浴|足疗/, 'beauty'],
  [/学校|幼儿园|培训机构/, 'school'],
  [/诊所|医疗机构/, 'hospital'],
  [/加工|作坊/, 'workshop'],
  [/仓库|仓储/, 'warehouse'],
  [/集贸市场|农贸市场/, 'market'],
  [/养老机构/, 'care'],
  [/加油|加气/, 'fuel'],
  [/废品|再生资源/, 'recycling'],
  [/快递/, 'express'],
  [/工地/, 'construction'],
  [/宗教活动场所/, 'religious'],
]

/** Conditions on the rows of a roster of this kind, from everything the sheet is called. */
export function suggestConditions(words: string, kind: Population['kind'] = 'person'): CountCondition[] {
  const named = (list: readonly Words[]) => list.filter(([pattern]) => pattern.test(words))
  if (kind === 'dwelling') return named(dwellings).slice(0, 1).flatMap(conditionsOf)
  if (kind === 'premises') {
    const kinds = kindsOfPremises.flatMap(([pattern, code]) => (pattern.test(words) ? [code] : []))
    return kinds.length > 0 ? [among('premises.kind', ...kinds)] : []
  }
  if (kind !== 'person') return []
  const [aged] = named(ages)
  const grouped = Object.values(groups).flatMap((family) => {
    const found = named(family)
    return found.length === 1 ? found : []
  })
  return [...(aged ? [aged] : []), ...grouped].flatMap(conditionsOf)
}

function conditionsOf([, ...conditions]: Words): CountCondition[] {
  return conditions
}
