import { type Catalogue, codeOf } from '#ground/facts/catalogue.ts'
import type { Element } from '#ground/facts/contract.ts'
import { normalHeading } from '#ground/facts/heading.ts'
import type { CountCondition, CountedSubject } from '../contract.ts'
import { type CatalogueIndex, meaningsOfKey } from './catalogue-index.ts'
import { readHeading } from './heading.ts'

/** What one level of a heading says of what is counted. */
export type LevelWords = { conditions: CountCondition[]; counted?: CountedSubject; total: boolean; rest: string }

/** What happens, of which no register counts subjects. */
const events = /(纠纷|争议|案件|信访|上访|调解|手术|活动|矛盾|电梯|违建|结对)/u

const subjects: readonly (readonly [RegExp, CountedSubject])[] = [
  [/(户数|家庭数|户$|农户|低保户|家庭$)/u, 'households'],
  [/(出租房|房屋|住房|套数|套$|危房)/u, 'dwellings'],
  [/(楼栋数?|栋数|幢数)/u, 'buildings'],
  [/(小区数?|院落)/u, 'estates'],
  [/(企业数?|单位数?|社会组织|机构数?|家数)/u, 'organisations'],
  [/(场所数?|门店|商铺|网点)/u, 'premises'],
  [events, 'other'],
  [/(件数?|起数?|次数|人次|场次|金额|资金|收入|支出|补贴|补助|面积|产值|班级数|份数?|责任书|协议|时长|小时)/u, 'other'],
  [
    /(人数|人口|人员|人$|老年人|老人|妇女|女性|男性|儿童|男童|女童|学生|幼儿|党员|群众|职工|劳动力|孕产妇|母亲|教职工|新增|解除)/u,
    'persons',
  ],
]

const unitsOfSubjects: Readonly<Record<string, CountedSubject>> = {
  人: 'persons',
  名: 'persons',
  户: 'households',
  套: 'dwellings',
  间: 'dwellings',
  栋: 'buildings',
  幢: 'buildings',
  家: 'organisations',
  个: 'other',
  件: 'other',
  起: 'other',
  次: 'other',
  元: 'other',
  万元: 'other',
  人次: 'other',
  份: 'other',
  '%': 'other',
}

export function subjectOfUnit(unit: string): CountedSubject | undefined {
  return unitsOfSubjects[unit.normalize('NFKC').replace(/[()单位:\s]/gu, '')]
}

/** 个 counts anything: words go before it. */
export function isAnyUnit(unit: string): boolean {
  return /^[(]?(单位:)?个[)]?$/u.test(unit.normalize('NFKC').replace(/\s/gu, ''))
}

const counting =
  /(总人数|人数|总户数|户数|总人口|人口数|数量|总数|合计|小计|总计|共计|其中[:：]?|情况|分类|统计|按|分|数$|人$|者$|累计|^总$)/gu

/** Reads one level of a heading: who is counted, under which conditions, and the words it leaves unexplained. */
export function readLevel(index: CatalogueIndex, text: string, group: Element | undefined): LevelWords {
  const heading = readHeading(text)
  const plain = heading.clean.replace(/^其中[:：]?/u, '')
  const bare = plain.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/gu, '')
  const named = /人数$/u.test(bare) ? 'persons' : /户数$/u.test(bare) ? 'households' : undefined
  const counted =
    named ?? subjects.find(([pattern]) => pattern.test(bare))?.[1] ?? (heading.unit === undefined ? undefined : subjectOfUnit(heading.unit))
  const total = /^(合计|小计|总计|共计|总合计|总数|总人数|总户数|总人口|人数|户数|人口数|总数量)$/u.test(bare)
  const age = ageOf(plain)
  if (age)
    return {
      conditions: age.conditions,
      ...(counted ? { counted } : { counted: 'persons' as const }),
      total,
      rest: withoutCounting(age.rest),
    }
  const sex = sexOf(bare)
  if (sex) return { conditions: [sex.condition], counted: counted ?? 'persons', total: false, rest: withoutCounting(sex.rest) }
  const code = group ? codeCondition(index.catalogue, group, bare) : undefined
  if (code) return { conditions: [code], ...(counted ? { counted } : {}), total: false, rest: '' }
  const whole = wholes.find(([pattern]) => pattern.test(bare))?.[1]
  if (whole) return { conditions: [...whole], counted: counted ?? 'persons', total: false, rest: '' }
  if (classing.test(bare)) return { conditions: [], ...(counted ? { counted } : {}), total: false, rest: '' }
  const flag = total ? undefined : (flagOf(index, bare) ?? ofPersons(index.catalogue, bare))
  if (flag) return { conditions: [flag], ...(counted ? { counted } : {}), total: false, rest: '' }
  return { conditions: [], ...(counted ? { counted } : {}), total, rest: total ? '' : withoutCounting(bare) }
}

const livesHere: CountCondition = { element: 'person.lives-here', op: '=', value: true }

/** Populations by who is there, not by what a register says of them: 实有人口 are all who live here, 流动人口 those among them from elsewhere. */
const wholes: readonly (readonly [RegExp, readonly CountCondition[]])[] = [
  [/^(实有|现住|居住|实际居住)人(口|员)(总?数|总?人数)?$/u, [livesHere]],
  [/^户籍人(口|员)(总?数|总?人数)?$/u, [{ element: 'person.registered-here', op: '=', value: true }]],
  [/^(流动|外来|流入|暂住)人(口|员)(总?数|总?人数)?$/u, [livesHere, { element: 'person.population-kind', op: 'in', value: ['floating'] }]],
]

/** An upper heading that only says by what the columns under it are told apart. */
const classing = /^按?(年龄|性别)(结构|构成|分布|情况|阶段|段|分组|分段|分类|划分|分)?$/u

function withoutCounting(text: string): string {
  return text.replace(counting, '').replace(/[、，,/的]/gu, '')
}

/** 60岁及以上, 0-17岁, 18周岁以下, 60-69岁; 老年人 and 未成年人 by their legal ages (老年人权益保障法 第二条, 民法典 第十七条). */
function ageOf(text: string): { conditions: CountCondition[]; rest: string } | undefined {
  const age = (op: CountCondition['op'], value: number): CountCondition => ({ element: 'person.age', op, value })
  const range = /(\d{1,3})\s*(?:周?岁)?\s*[-–~～至到]\s*(\d{1,3})\s*周?岁/u.exec(text)
  if (range)
    return {
      conditions: [age('>=', Number(range[1])), age('<=', Number(range[2]))],
      rest: text
        .replace(range[0], '')
        .replace(/[()（）]/gu, '')
        .replace(/^(儿童|老年人?|人口)$/u, ''),
    }
  const over = /(\d{1,3})\s*周?岁\s*(及以上|以上|含以上)/u.exec(text)
  if (over) return { conditions: [age('>=', Number(over[1]))], rest: restOfAge(text, over[0]) }
  const under = /(\d{1,3})\s*周?岁\s*(及以下|以下|以内)/u.exec(text)
  if (under) return { conditions: [age(under[2] === '及以下' ? '<=' : '<', Number(under[1]))], rest: restOfAge(text, under[0]) }
  const bare = normalHeading(text)
  if (/^(老年人|老年人口|老年人数|老人)$/u.test(bare)) return { conditions: [age('>=', 60)], rest: '' }
  if (/^(未成年人|未成年人数|未成年)$/u.test(bare)) return { conditions: [age('<', 18)], rest: '' }
  return undefined
}

function restOfAge(text: string, part: string): string {
  return text
    .replace(part, '')
    .replace(/[()（）]/gu, '')
    .replace(/^(老年人?口?|老人|儿童|人口|的?人员?)$/u, '')
}

function sexOf(text: string): { condition: CountCondition; rest: string } | undefined {
  const match = /^(.*?)(男性?|女性?|男童|女童|妇女)(人数|数)?$/u.exec(text)
  if (!match || /(男方|女方)/u.test(text)) return undefined
  return { condition: { element: 'person.sex', op: '=', value: match[2]?.startsWith('男') ? '1' : '2' }, rest: match[1] ?? '' }
}

/** The entry of the group's code list that this heading names: 视力 under 残疾类别. */
function codeCondition(catalogue: Catalogue, group: Element, text: string): CountCondition | undefined {
  const list = group.codes === undefined ? undefined : catalogue.codeLists.get(group.codes)
  const entry = list && (codeOf(list, text) ?? codeOf(list, text.replace(/(人数|户数|人|户)$/u, '')))
  if (!list || !entry) return undefined
  // 已婚 (20) holds 初婚, 再婚 and 复婚 (21–23).
  const kinds = /^[1-9]0$/.test(entry.code) ? list.entries.filter(({ code }) => code.length === 2 && code[0] === entry.code[0]) : [entry]
  return kinds.length > 1
    ? { element: group.id, op: 'in', value: kinds.map(({ code }) => code) }
    : { element: group.id, op: '=', value: entry.code }
}

/** A yes-or-no element that the heading names: 残疾人, 低保, 独居老人. */
function flagOf(index: CatalogueIndex, text: string): CountCondition | undefined {
  const key = normalHeading(text).replace(/(人数|户数|人员数|人员|总数|数)$/u, '')
  if (key.length < 2) return undefined
  for (const tried of [`是否${key}`, `是否为${key}`, `是否${key.replace(/(人|户|老人|老年人|对象)$/u, '')}`, key]) {
    const found = meaningsOfKey(index, tried).filter(
      (meaning) => !meaning.contexts && meaning.element.type === 'boolean' && /^(person|household|dwelling)\./.test(meaning.element.id),
    )
    const wanted = /户|家庭/u.test(text) ? 'household' : 'person'
    const best = found.find((meaning) => meaning.element.kind === wanted) ?? found[0]
    if (best) return { element: best.element.id, op: '=', value: true }
  }
  return undefined
}

/** Lists whose words say of whom they speak wherever they stand: 未婚, 佛教. */
const everyones = ['person.marital-status', 'person.religion'] as const
/** Events (结婚 in a month) and words of any list. */
const notStates = /^(其他|其它|未知|不详|未说明|结婚|离婚|初婚|再婚|复婚)$/u

function ofPersons(catalogue: Catalogue, text: string): CountCondition | undefined {
  const word = text.replace(/(人数|人员|群众|教徒|者|人)$/u, '')
  const found = everyones.flatMap((id) => {
    const element = catalogue.elements.get(id)
    const list = element?.codes === undefined ? undefined : catalogue.codeLists.get(element.codes)
    const condition: CountCondition | undefined = element && codeCondition(catalogue, element, word)
    if (condition) return [condition]
    const believes = id === 'person.religion' && /^(信教|信仰宗教|有宗教信仰)$/u.test(word)
    const faiths = list?.entries.filter(({ zh }) => !/^(无|没有|不)/u.test(zh)).map(({ code }) => code)
    return believes && faiths ? [{ element: id, op: 'in' as const, value: faiths }] : []
  })
  return word.length >= 2 && !notStates.test(word) && found.length === 1 ? found[0] : undefined
}

/** The coded element that an upper heading names (残疾类别, 文化程度, 致贫原因), if there is one. */
export function codedGroup(index: CatalogueIndex, text: string, counted: CountedSubject | undefined): Element | undefined {
  const { forms, clean } = readHeading(text)
  const keys = [
    ...forms.map((form) => form.key),
    normalHeading(clean.replace(/(情况|分类|统计|构成|结构)$/u, '')),
    `${normalHeading(clean.replace(/(人员|人群)?(情况|分类|统计|构成)$/u, ''))}类别`,
  ]
  const kind = counted === 'households' ? 'household' : counted === 'dwellings' ? 'dwelling' : 'person'
  for (const key of keys) {
    const coded = meaningsOfKey(index, key).filter((meaning) => !meaning.contexts && meaning.element.codes !== undefined)
    const best = coded.find((meaning) => meaning.element.kind === kind) ?? coded[0]
    if (best) return best.element
  }
  return undefined
}

const populations: readonly (readonly [RegExp, string, string])[] = [
  [/低保|最低生活保障/u, 'person.is-minimum-living', 'household.is-minimum-living'],
  [/残疾人/u, 'person.is-disabled', ''],
  [/脱贫|建档立卡/u, '', 'household.is-lifted-out-of-poverty'],
  [/党员/u, 'person.is-party-member', ''],
  [/退役军人/u, 'person.is-veteran', ''],
  [/特困/u, 'person.is-extremely-poor', ''],
  [/志愿者/u, 'person.is-volunteer', ''],
]

/** The population a title narrows the whole sheet to: under 低保统计表 even a column 疾病 counts only persons on the minimum living allowance. */
export function scopeOf(title: string, counted: CountedSubject | undefined): CountCondition | undefined {
  const found = populations.find(([pattern]) => pattern.test(title))
  const element = counted === 'households' ? found?.[2] : counted === 'persons' ? found?.[1] : undefined
  return element ? { element, op: '=', value: true } : undefined
}

/** Conditions without repetition: of nested ages the narrower, of equal ones the first. */
export function withoutRepeats(conditions: CountCondition[]): CountCondition[] {
  const kept = new Map<string, CountCondition>()
  for (const condition of conditions) {
    if (condition.element === 'person.age' && condition.op === '>=' && condition.value === 0) continue
    const key = `${condition.element} ${condition.op}`
    const before = kept.get(key)
    const narrower =
      before === undefined ||
      typeof condition.value !== 'number' ||
      typeof before.value !== 'number' ||
      (condition.op.startsWith('>') ? condition.value > before.value : condition.value < before.value)
    if (narrower) kept.set(key, condition)
  }
  return [...kept.values()]
}
