import type { Catalogue, Meaning } from '#ground/facts/catalogue.ts'
import type { Element, SubjectKind } from '#ground/facts/contract.ts'
import { topicOf } from './generic.ts'

/** What the mapper looks up in a catalogue, prepared once per catalogue. */
export type CatalogueIndex = {
  catalogue: Catalogue
  /** Parties other than the subject itself (监护人, 产权人), by heading: stems of element ids such as `person.guardian`. */
  roles: ReadonlyMap<string, ReadonlySet<string>>
  /** All stems of parties. */
  stems: ReadonlySet<string>
  /** Headings by their loose form, see `looseKey`. */
  loose: ReadonlyMap<string, readonly string[]>
  /** Yes-or-no elements by the matter they ask about: 防盗网 of 是否安装防盗网. */
  matters: ReadonlyMap<string, ReadonlySet<Element>>
  /** Headings by each pair of neighbouring characters. */
  pairs: ReadonlyMap<string, readonly string[]>
  /** The kinds of subject of which an element speaks with this pair of characters in its own words, by pair. */
  topics: ReadonlyMap<string, ReadonlySet<SubjectKind>>
}

/** 安全管理员 and 楼长 name a party by themselves; 楼长姓名 does not. */
const partyWord = /(人|员|者|方|长|书记|主任|干部|经理|医生|民警|父亲|母亲|配偶|业主|房东|房主|户主|家长|租户|租客|法人)$/u

const built = new WeakMap<Catalogue, CatalogueIndex>()

export function indexOf(catalogue: Catalogue): CatalogueIndex {
  const before = built.get(catalogue)
  if (before) return before
  const index = buildIndex(catalogue)
  built.set(catalogue, index)
  return index
}

function buildIndex(catalogue: Catalogue): CatalogueIndex {
  const roles = new Map<string, Set<string>>()
  const loose = new Map<string, string[]>()
  const pairs = new Map<string, string[]>()
  const matters = new Map<string, Set<Element>>()
  const topics = new Map<string, Set<SubjectKind>>()
  for (const [heading, meanings] of catalogue.headings) {
    for (const { element, contexts: bound } of meanings) {
      if (!bound && element.type === 'name' && isParty(element) && partyWord.test(heading)) put(roles, heading, stemOf(element.id))
      for (const context of bound ?? []) {
        if (element.type === 'name' && isParty(element)) put(roles, context, stemOf(element.id))
      }
    }
    if (!/\p{Script=Han}/u.test(heading)) continue
    for (const { element, contexts: bound } of meanings)
      if (!bound && element.type === 'boolean') matters.set(matterOf(heading), (matters.get(matterOf(heading)) ?? new Set()).add(element))
    push(loose, looseKey(heading), heading)
    if (!meanings.some((meaning) => !meaning.contexts)) continue
    for (const pair of pairsOf(heading)) push(pairs, pair, heading)
    for (const pair of pairsOf(topicOf(heading)))
      for (const { element, contexts: bound } of meanings) if (!bound) topics.set(pair, (topics.get(pair) ?? new Set()).add(element.kind))
  }
  const stems = new Set([...roles.values()].flatMap((found) => [...found]))
  return { catalogue, roles, stems, loose, matters, pairs, topics }
}

/** What a yes-or-no heading asks about, without the asking. */
function matterOf(heading: string): string {
  return heading.replace(
    /^(是否|有无|是不是|有没有)?(违规|已经?)?(安装|配备|配置|设置|设有|使用|存在|存放|签订|开展|组织|制定|参加|落实|完成|办理|持有|用|有)?/u,
    '',
  )
}

/** The party an element speaks of: the longest stem that begins its id. */
export function stemOfElement(index: CatalogueIndex, id: string): string | undefined {
  for (let cut = id.length; cut > 0; cut = id.lastIndexOf('-', cut - 1)) if (index.stems.has(id.slice(0, cut))) return id.slice(0, cut)
  return undefined
}

/** Parties have a name of their own beside the subject's. */
function isParty(element: Element): boolean {
  return element.id !== 'person.name'
}

function stemOf(id: string): string {
  return id.replace(/-name$/, '')
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set<string>()
  set.add(value)
  map.set(key, set)
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/**
 * Whether an element of the kinds a sheet speaks of has two neighbouring characters of this topic in its label or its synonyms: then nothing certain can be
 * said of the heading not being one of them.
 */
export function sharesWordOf({ topics }: CatalogueIndex, topic: string, isOwn: (kind: SubjectKind) => boolean): boolean {
  return pairsOf(topic).some((pair) => [...(topics.get(pair) ?? [])].some(isOwn))
}

export function pairsOf(key: string): string[] {
  const pairs: string[] = []
  for (let at = 0; at + 1 < key.length; at++) pairs.push(key.slice(at, at + 2))
  return pairs
}

/** Slips of the input method that forms carry for years. */
const misspelt: readonly (readonly [string, string])[] = [
  ['名族', '民族'],
  ['姓别', '性别'],
  ['租凭', '租赁'],
  ['籍惯', '籍贯'],
]

const anyLoose =
  /年度|年份|号码|编码|编号|日期|年月|状况|状态|类型|种类|分类|数量|总数|个数|身份|电话|手机|方式|地址|住址|详址|帐|所属|的|是否/u

const looseWords: readonly (readonly [RegExp, string])[] = [
  [/(身份证件?号码?|公民身份证?号码?|身份号码)/gu, '身份证'],
  [/号码|编码|编号/gu, '号'],
  [/日期|年月日|年月/gu, '时间'],
  [/状况|状态/gu, '情况'],
  [/类型|种类|分类/gu, '类别'],
  [/数量|总数|个数/gu, '数'],
  [/(联系)?(电话|手机|方式)(号码?)?|移动电话/gu, '电话'],
  [/详细地址|具体地址|住址|详址|住所地址/gu, '地址'],
  [/帐/gu, '账'],
  [/^所属/gu, ''],
  [/^是否(属于|落实|享受|纳入|为)/gu, '是否'],
  [/的/gu, ''],
]

/** A heading without differences that hardly ever matter: 出生时间 and 出生日期, 家庭住址 and 家庭详细地址. */
export function looseKey(key: string): string {
  const spelt = misspelt.reduce((text, [wrong, right]) => text.replaceAll(wrong, right), tightKey(key))
  return spelt.length < 3 || !anyLoose.test(spelt)
    ? spelt
    : looseWords.reduce((text, [pattern, word]) => text.replace(pattern, word), spelt)
}

const anyTight =
  /日|年月|年度|年份|状况|状态|类型|种类|号码|编[号码]|数量|人数|个数|总数|的|帐|详|住址|事由|理由|方法|结论|期限|时限|薪|希望|意愿|名称|部门|联系|每月|主要|^是否|^有没|^实际|^目前|^当前|^现|^所[属在]|^属地|^计划|^拟|^预/u

const tightWords: readonly (readonly [RegExp, string])[] = [
  [/日期|(?<=..)年月日$|(?<=..)(?<!出生)年月$|(?<=..)日$/gu, '时间'],
  [/(?<=..)(年度|年份)$/gu, '年'],
  [/状况|状态/gu, '情况'],
  [/类型|种类/gu, '类别'],
  [/号码|(?<=.)编号|(?<=.)编码/gu, '号'],
  [/(?<=.)(数量|人数|个数|总数)$/gu, '数'],
  [/(?<=.)的(?=.)/gu, ''],
  [/帐/gu, '账'],
  [/(详细|具体)(?=地址|住址|通讯)/gu, ''],
  [/(?<=..)(详址|住址)$/gu, '地址'],
  [/(?<=.)(事由|理由)$/gu, '原因'],
  [/方法$/gu, '方式'],
  [/结论$/gu, '结果'],
  [/时限$/gu, '期限'],
  [/薪酬|薪资|月薪/gu, '工资'],
  [/希望|意愿(?=.)/gu, '期望'],
  [/(?<=单位|公司|机构|学校|医院|银行|组织|支部)名称$/gu, ''],
  [/主管部门/gu, '主管单位'],
  [/(?<=..)联系(?=电话|方式)/gu, ''],
  [/每月/gu, '月'],
  [/主要(?=.*(原因|来源)$)/gu, ''],
  [/^(?:是否(?:已经?)?(?:安装|配备|配置|设置|设有|装有|配有|存在|有)|有没有|是否有)/gu, '有无'],
  [/^是否(?:属于|为|是)/gu, '是否'],
  [/^(?:实际|目前|当前|现(?!金|场|病|有|任))(?=.{3,})/gu, ''],
  [/^(?:所属|所在|属地)(?=.{3,})/gu, ''],
  [/^(?:计划|预计|拟|预)(?=.{3,})/gu, '预计'],
]

/** A heading without differences that never matter: 随访日期 and 随访时间, 未接种的原因 and 未接种原因. */
export function tightKey(key: string): string {
  return key.length < 3 || !anyTight.test(key) ? key : tightWords.reduce((text, [pattern, word]) => text.replace(pattern, word), key)
}

/** Headings that differ from this one in nothing that matters. */
export function tightHeadings(index: CatalogueIndex, key: string): string[] {
  const tight = tightKey(key)
  return (index.loose.get(looseKey(key)) ?? []).filter((heading) => tightKey(heading) === tight)
}

/** All meanings of a heading in normal form. */
export function meaningsOfKey(index: CatalogueIndex, key: string): readonly Meaning[] {
  return index.catalogue.headings.get(key) ?? []
}
