import type { Element } from '#ground/facts/contract.ts'
import { type CatalogueIndex, looseKey, meaningsOfKey, stemOfElement, tightHeadings } from './catalogue-index.ts'
import { codesSpeak, fitOf } from './fit.ts'
import { isGeneric, topicOf } from './generic.ts'
import { contextKeys, type Heading, readHeading } from './heading.ts'
import { asksSameKind, endsLike } from './kind-of-answer.ts'
import type { Owner } from './owners.ts'
import { isPersonal, isRelation, splitAttribute } from './parties.ts'
import type { Profile } from './samples.ts'
import { similarHeadings } from './similar.ts'
import type { Subject } from './subject.ts'

/** How a candidate was found. Only the first four can be certain. */
export type How = 'exact' | 'context' | 'self' | 'party' | 'title' | 'loose' | 'similar' | 'bare' | 'values'

/** `speaks`: the cells hold words of the element's own code list. */
export type Candidate = { element: Element; how: How; base: number; score: number; fit: -1 | 0 | 1; speaks: boolean; like?: string }

/** One column or labelled cell with all that is known of it before the catalogue is asked. */
export type Question = {
  path: string[]
  leaf: Heading
  owner: Owner
  profile: Profile
  /** Answers printed in the heading or offered in a list. */
  options: string[]
  contexts: ReadonlySet<string>
}

/**
 * `title`: title and sheet name in normal form. `paths`: all headings of the sheet. `documentTypes`: a column says what kind of document the number
 * beside it is of.
 */
export type Background = { index: CatalogueIndex; subject: Subject; title: string; paths: readonly string[][]; documentTypes: boolean }

/** Elements a heading may mean, best first. */
export function candidatesFor(question: Question, background: Background): Candidate[] {
  const found = new Map<string, Candidate>()
  const add = (element: Element, how: How, base: number, like?: string) => {
    const before = found.get(element.id)
    if (before && (before.base > base || (before.base === base && how !== 'context'))) return
    found.set(element.id, { element, how, base, score: 0, fit: 0, speaks: false, ...(like === undefined ? {} : { like }) })
  }
  addKnown(question, background, add)
  addDocument(question, background, found, add)
  addParties(question, background, add)
  addLoose(question, background, add)
  addCounts(question, background, add)
  addTotal(question, background, add)
  const best = Math.max(0, ...[...found.values()].map((candidate) => candidate.base))
  if (best < 0.85) addSimilar(question, background, add)
  if (best < 0.85) addMatters(question, background, add)
  if (best < 0.5) addByValues(question, background, add)
  if (best < 0.5) addByCodes(question, background, add)
  return weigh([...found.values()], question, background)
}

type Add = (element: Element, how: How, base: number, like?: string) => void

/** Headings the catalogue holds word by word: alone, under their upper headings, or joined with them. What the whole says goes before a part of it. */
function addKnown({ leaf, contexts }: Question, { index, title }: Background, add: Add): void {
  const { qualifiers } = leaf
  let whole = false
  for (const { key, quality } of leaf.forms) {
    if (whole && quality <= 0.93) break
    for (const { element, contexts: bound } of meaningsOfKey(index, key)) {
      // 曾用名（别名）: the brackets say the same in other words.
      const again = qualifiers.length > 0 && qualifiers.every((qualifier) => means(index, qualifier, element))
      if (!bound) add(element, 'exact', again ? Math.max(quality, 0.98) : quality)
      else if (bound.some((context) => contexts.has(context))) add(element, 'context', quality)
      else if (bound.some((context) => context.length > 1 && title.includes(context))) add(element, 'title', 0.92 * quality)
      else add(element, 'bare', 0.25 * quality)
      whole ||= !bound && quality > 0.96
    }
    for (const context of contexts)
      for (const whole of key.startsWith('是否') ? [context + key, key + context] : [context + key])
        for (const { element, contexts: bound } of meaningsOfKey(index, whole)) if (!bound) add(element, 'context', quality)
  }
  const known = leaf.forms.some(({ key }) => meaningsOfKey(index, key).some((meaning) => !meaning.contexts))
  if (known) return
  for (const { key, quality } of leaf.forms)
    for (const heading of tightHeadings(index, key))
      for (const { element, contexts: bound } of meaningsOfKey(index, heading)) if (!bound) add(element, 'exact', 0.98 * quality)
}

function means(index: CatalogueIndex, text: string, element: Element): boolean {
  return readHeading(text).forms.some(({ key }) => meaningsOfKey(index, key).some((one) => !one.contexts && one.element === element))
}

/** A number of any document: where no column says of which, and the cells are citizen numbers, it is that of the identity card. */
function addDocument({ profile }: Question, { index, documentTypes }: Background, found: Map<string, Candidate>, add: Add): void {
  const element = index.catalogue.elements.get('person.id-number')
  const number = found.get('person.document-number')
  if (!element || !number || number.how !== 'exact' || documentTypes || profile.idNumbers < 0.7) return
  add(element, profile.filled >= 3 && profile.idNumbers >= 0.9 ? 'exact' : 'loose', number.base)
  number.base *= 0.9
}

/** Headings built of a party and an attribute: 学生姓名 of the subject itself, 监护人手机号 of a known party. */
function addParties({ path, leaf, owner }: Question, { index, subject }: Background, add: Add): void {
  const split = splitAttribute(leaf.text)
  const attribute = isRelation(leaf.text) ? '关系' : (split?.attribute ?? leaf.forms.at(-1)?.key ?? '')
  if (owner.party.kind === 'self' && split && owner.via === 'heading' && !/成员/u.test(split.party))
    for (const { element, contexts } of meaningsOfKey(index, attribute))
      if (!contexts && element.kind === 'person') add(element, 'self', 0.98)
  if (owner.party.kind !== 'known') return
  const named = owner.via === 'heading' && !split && !isPersonal(leaf.text) ? '姓名' : attribute
  const sure = owner.party.exact ? 0.97 : 0.85
  const head = subject.kind === 'household' && owner.party.stems.has('household.head') && !owner.doubtful
  const base = owner.via === 'neighbour' && !head ? sure - (owner.doubtful ? 0.35 : 0.05) : sure
  for (const { element } of meaningsOfKey(index, named)) {
    const stem = stemOfElement(index, element.id)
    // 地址 after 户主 is where the household lives.
    const ofHousehold = head && owner.via === 'neighbour' && element.type === 'address'
    if (stem !== undefined && owner.party.stems.has(stem) && !ofHousehold) add(element, 'party', base, path.at(-2))
  }
}

/** Under 人员（人） or 其中, or with a unit of its own, a bare 志愿者 asks how many. */
function addCounts(question: Question, { index, subject }: Background, add: Add): void {
  const { path, leaf } = question
  if (!path.some((text) => counted.test(readHeading(text).unit ?? '')) && !isAmongCounts(question, subject)) return
  for (const { key, quality } of leaf.forms)
    for (const whole of [`${key}数`, `${key}人数`, `${key}户数`, `${key}人口`])
      for (const { element, contexts } of meaningsOfKey(index, whole))
        if (!contexts && element.type === 'integer') add(element, 'loose', 0.92 * quality, whole)
}

/** Stands under 家庭人口 or 其中 in a list of anything but persons, and its cells are no yes or no: so many. */
function isAmongCounts({ path, profile }: Question, { kind }: Subject): boolean {
  const ticked = profile.answers >= 0.5 && profile.numbers < 0.5
  return kind !== 'person' && kind !== 'unknown' && !ticked && countsAbove(path)
}

/** An upper heading under which people or houses are counted. */
export function countsAbove(path: readonly string[]): boolean {
  return path.slice(0, -1).some((upper) => counting.test(upper.normalize('NFKC').replace(/\([^)]*\)|[\s:]/gu, '')))
}

const counting = /^(其中|家庭人口|人口|人口情况|人口构成|人员构成|规模|从业人员|服务人员|住户情况)$/u

/** 合计 under 家庭月收入 is what the group itself is called. */
function addTotal({ path, leaf }: Question, { index }: Background, add: Add): void {
  if (!/^(合计|小计|总计|共计)$/u.test(leaf.clean)) return
  for (const { key, quality } of readHeading(path.at(-2) ?? '').forms)
    for (const { element, contexts } of meaningsOfKey(index, key))
      if (!contexts && (element.type === 'integer' || element.type === 'decimal')) add(element, 'loose', 0.92 * quality, path.at(-2))
}

const counted = /^(人|名|户|个|家|座|所|处|栋)$/u

function addLoose({ leaf, contexts }: Question, { index }: Background, add: Add): void {
  for (const { key, quality } of leaf.forms) {
    if (quality < 0.8) continue
    for (const heading of index.loose.get(looseKey(key)) ?? []) {
      for (const { element, contexts: bound } of meaningsOfKey(index, heading)) {
        if (!bound) add(element, 'loose', 0.88 * quality, heading)
        else if (bound.some((context) => contexts.has(context))) add(element, 'context', 0.92 * quality, heading)
      }
    }
    for (const context of contexts)
      for (const heading of index.loose.get(looseKey(context + key)) ?? [])
        for (const { element, contexts: bound } of meaningsOfKey(index, heading))
          if (!bound) add(element, 'context', 0.92 * quality, heading)
  }
}

function addSimilar({ leaf, contexts }: Question, { index }: Background, add: Add): void {
  const key = leaf.forms.at(-1)?.key ?? ''
  const tries = [key, ...[...contexts].map((context) => context + key)]
  for (const text of tries) {
    for (const { heading, likeness } of similarHeadings(index, text)) {
      // 市 under 户籍地 is not 省 under 户籍地, however alike the two are as a whole.
      if (likeness < 0.45 || (text !== key && key.length < 3 && !heading.endsWith(key.slice(-1)))) continue
      for (const { element, contexts: bound } of meaningsOfKey(index, heading))
        if (!bound && endsLike(text, element)) add(element, 'similar', 0.84 * likeness, heading)
    }
  }
}

/** A point to check at premises, written out: 外窗是否安装影响逃生的防盗网 asks about 防盗网. */
function addMatters({ leaf }: Question, { index, subject }: Background, add: Add): void {
  const key = leaf.forms[0]?.key ?? ''
  if (key.length < 7 || !/是否|有无|能否/u.test(key)) return
  for (let length = Math.min(key.length, 10); length >= 2; length--)
    for (let at = 0; at + length <= key.length; at++)
      for (const element of index.matters.get(key.slice(at, at + length)) ?? [])
        if (element.kind === 'premises' && subject.weight('premises') >= 0.8 && asksSameKind(leaf.clean, element))
          add(element, 'similar', 0.52 + 0.04 * Math.min(length, 6), key.slice(at, at + length))
}

/** Nothing in the heading helps: citizen numbers, telephones and codes speak for themselves. */
function addByValues({ profile }: Question, { index, subject }: Background, add: Add): void {
  if (profile.filled < 3) return
  const byValue = (id: string, share: number) => {
    const element = index.catalogue.elements.get(id)
    if (element && share > 0.7) add(element, 'values', 0.45 * share)
  }
  byValue('person.id-number', profile.idNumbers)
  byValue(
    subject.kind === 'premises' ? 'premises.phone' : subject.kind === 'organisation' ? 'organisation.phone' : 'person.phone',
    profile.phones,
  )
  byValue(subject.kind === 'premises' ? 'premises.uscc' : 'organisation.uscc', profile.codes18 - profile.idNumbers)
}

/** Under a heading that says nothing, four words and more of one code list alone: 视力, 听力, 肢体, 智力. */
function addByCodes({ profile, options, leaf }: Question, { index, subject }: Background, add: Add): void {
  const texts = profile.filled > 0 ? profile.texts : options
  if (texts.length < 4 || texts.length > 20 || leaf.clean.length > 4) return
  const spoken = [...index.catalogue.elements.values()].filter(
    (element) => element.kind === subject.kind && codesSpeak(index.catalogue, element, profile, options),
  )
  if (spoken.length === 1) add(spoken[0]!, 'values', 0.6)
}

/** Weighs candidates by the subject of the sheet, by whose attribute it is, and by what stands in the cells. */
function weigh(candidates: Candidate[], question: Question, background: Background): Candidate[] {
  const { index, subject } = background
  const heaviest = Math.max(
    0.25,
    ...candidates.filter((candidate) => candidate.base >= 0.85).map((candidate) => subject.weight(candidate.element.kind)),
  )
  const contextual = candidates.some((candidate) => candidate.how === 'context')
  for (const candidate of candidates) {
    const weight = Math.min(1, subject.weight(candidate.element.kind) / heaviest)
    candidate.fit = fitOf(index.catalogue, candidate.element, question.profile, question.options)
    candidate.speaks = candidate.fit > 0 && codesSpeak(index.catalogue, candidate.element, question.profile, question.options)
    const value = candidate.fit < 0 ? 0.5 : candidate.fit > 0 ? 1.04 : 1
    const alone = contextual && candidate.how !== 'context' && candidate.how !== 'party' ? 0.55 : 1
    const passing =
      subject.weight(candidate.element.kind) < 0.2 ||
      (candidate.element.kind !== subject.kind && isGeneric(question.leaf.forms[0]?.key ?? ''))
        ? 0.7
        : 1
    candidate.score = Math.min(
      1,
      candidate.base *
        (0.35 + 0.65 * weight) *
        value *
        alone *
        passing *
        ownerFactor(candidate, question) *
        countFactor(candidate, question, subject) *
        topicFactor(candidate, question, background),
    )
  }
  return candidates.sort((a, b) => b.score - a.score)
}

/** Words of any form (缴费金额) mean the element of one topic (医保) only where something speaks of that topic. */
function topicFactor({ element, how }: Candidate, { leaf, path }: Question, { title, subject }: Background): number {
  if (how !== 'exact' && how !== 'loose' && how !== 'similar') return 1
  if (element.id === 'person.employer' && leaf.clean.startsWith('单位')) return 0.7
  if (!isGeneric(leaf.forms[0]?.key ?? '')) return 1
  // 存在问题 of what the rows are about is its own; a date or an amount may be any.
  if (subject.weight(element.kind) >= 0.8 && !/(时间|日期|年度|金额|费用?|标准|资金|编号|号)$/u.test(leaf.clean)) return 1
  const topic = topicOf(element.label.zh)
  if (topic.length < 2) return 1
  const around = title + path.join('')
  for (let at = 0; at + 2 <= topic.length; at++) if (around.includes(topic.slice(at, at + 2))) return 1
  return 0.5
}

/** A column of numbers of persons holds no names and no yes or no. */
function countFactor({ element }: Candidate, question: Question, subject: Subject): number {
  const { path } = question
  const counts = (path.length > 1 && counted.test(readHeading(path.at(-2) ?? '').unit ?? '')) || isAmongCounts(question, subject)
  return counts && element.type !== 'integer' && element.type !== 'decimal' ? 0.5 : 1
}

/** Another party's attribute is not the subject's: a bare 联系电话 under 代领人 is never the telephone of the person on the row. */
function ownerFactor({ element, how }: Candidate, { owner, leaf }: Question): number {
  if (owner.party.kind !== 'known' && owner.party.kind !== 'unknown') return 1
  if (how === 'context') return owner.party.kind === 'unknown' ? 0.6 : 1
  if (how === 'party') return 1
  const stems = owner.party.kind === 'known' ? [...owner.party.stems] : []
  if (stems.some((stem) => element.id.startsWith(stem))) return 1
  const personal = isPersonal(leaf.text) || leaf.forms.some((form) => form.key === '姓名')
  if (owner.via === 'neighbour') return owner.doubtful ? 0.75 : 0.5
  if (owner.via === 'heading') return how === 'exact' || how === 'title' ? 1 : 0.5
  const theirs = owner.via === 'upper' && (element.kind === 'person' || element.kind === 'household')
  if (theirs && owner.party.kind === 'known' && !stems.includes('household.head')) return personal ? 0.25 : 0.45
  return personal || (theirs && owner.party.kind === 'unknown') ? 0.25 : 0.7
}

/** Everything above a column that may decide what its bare heading means. */
export function contextsOf(path: readonly string[]): Set<string> {
  const contexts = new Set<string>()
  for (const upper of path.slice(0, -1)) for (const key of contextKeys(upper)) contexts.add(key)
  for (const qualifier of readHeading(path.at(-1) ?? '').qualifiers) for (const key of contextKeys(qualifier)) contexts.add(key)
  return contexts
}
