import { normalHeading } from '#ground/facts/heading.ts'
import type { Background, Candidate, Question } from './candidates.ts'
import { type CatalogueIndex, meaningsOfKey, stemOfElement } from './catalogue-index.ts'
import { isGeneric, topicOf } from './generic.ts'
import { contextKeys, readHeading } from './heading.ts'
import { asksSameKind, namesKind, sharesOffice, sharesTopic } from './kind-of-answer.ts'
import { belongsToInspection, isOfAnotherMatter } from './matter.ts'
import { isPersonal, partyOf, splitAttribute } from './parties.ts'
import { isStretched } from './stretched.ts'

/** Word by word, unrivalled, about the subject, not another party's, and the cells agree. */
export function isSure(question: Question, best: Candidate, candidates: Candidate[], background: Background): boolean {
  const { index, subject, documentTypes } = background
  const beside = isBesideItsName(question, best, background)
  if (!wordByWord.has(best.how) || (best.base < 0.97 && !beside) || best.fit < 0) return false
  if (!subject.anchored && !subject.titled && !isUnique(question, best, index)) return false
  if (best.element.id === 'person.document-number' && !documentTypes) return false
  // 单位名称 beside a person is most often where she works, and now and then who sent the list.
  if (best.element.id === 'person.employer' && question.leaf.clean.startsWith('单位')) return false
  const weight = subject.weight(best.element.kind)
  const isNamed = best.how === 'party' || best.how === 'context' || isRoleOf(best, question.leaf.forms[0]!.key, index)
  if (weight < 0.4 || (weight < 1 && question.leaf.forms[0]!.key.length < 3 && !isNamed)) return false
  // What stands under 宅基地 or 房屋 is the house's, though rows are households.
  const namesOwnKind = namesKind(question.leaf.clean, best.element) || namesKindAbove(question, best)
  if (weight < 1 && !isNamed && !namesOwnKind) return false
  const vague = /(情况|状况|类型|类别)$/u.test(question.leaf.clean)
  if (vague && (best.element.type === 'boolean' || (weight < 1 && !namesKind(question.leaf.clean, best.element)))) return false
  if (candidates.some((rival) => rivals(rival, best, subject.kind))) return false
  // Any text fits a text of a firm: where the title names no firms, only the element's own words tell.
  const free = firm.test(subject.kind) && best.element.type === 'text' && best.how === 'exact' && !subject.titled
  if (free && !says(best, question.leaf.forms[0]!.key)) return false
  if (isOfOtherKind(best, candidates, subject) || hasOwn(question, best, background)) return false
  if (isOfAnotherMatter(question, best, background)) return false
  const { owner, leaf, path } = question
  // 出租人（二房东/代管人）: one of several.
  if (owner.via === 'upper' && /[（(][^）)]*[/／、或][^）)]*[）)]/u.test(owner.text)) return false
  if (isAnyOfKin(path) || isOneOfTwoNames(path, best, background) || isRowOfMember(path, best)) return false
  if (owner.party.kind === 'unknown' || (owner.party.kind === 'known' && !owner.party.exact)) return false
  if (
    owner.via === 'neighbour' &&
    owner.party.kind !== 'self' &&
    !beside &&
    !isHersAlone(question, best, candidates, background) &&
    !(best.element.id.startsWith('household.head-') && subject.kind === 'household')
  )
    return false
  const ofPlace = best.element.kind !== 'person' && best.element.kind !== 'household'
  if (isPersonal(leaf.text) && ofPlace && owner.afterName && owner.party.kind !== 'known') return false
  const ofUpper = best.how === 'context' && owner.party.kind === 'known' && owner.via === 'upper'
  if (isPersonal(leaf.text) && !subject.anchored && !ofUpper) return false
  if (isPersonal(leaf.text) && best.element.kind === 'person' && owner.via !== 'upper' && owner.onlyOthers && subject.kind !== 'household')
    return false
  if (!asksSameKind(leaf.clean, best.element)) return false
  const plain =
    best.element.id === 'person.name' ||
    (leaf.forms[0]!.key === normalHeading(best.element.label.zh) &&
      (best.element.type === 'boolean' || (weight === 1 && subject.anchored && subject.titled)))
  // 详细地址 of a firm that is named is the firm's.
  const ofFirm = best.element.type === 'address' && weight === 1 && subject.anchored && firm.test(subject.kind)
  const generic =
    !plain && !ofFirm && !best.speaks && !belongsToInspection(best, background) && leaf.forms.some((form) => isGeneric(form.key))
  if (!isOneOffice(best, question, index, subject.kind)) return false
  if (best.how === 'context') return !generic || namesTopic(best, path, index)
  if (best.how !== 'exact') return true
  if (generic || !isOfParty(best, owner, index) || !isOfOffice(best, leaf.text, index)) return false
  const named = leaf.forms.some((form) => form.quality > 0.96 && sharesTopic(form.key, best.element))
  if (!best.speaks && (isStretched(leaf.forms[0]!.key) || (!named && !isPlainSaying(question, best, background)))) return false
  return path.slice(0, -1).every((upper) => agrees(upper, best, candidates, index))
}

/** 赡养人 or 抚养人 are whoever has the duty: children, parents, brothers. What stands below 兄弟姐妹 or 亲属 is not of the row's own person. */
function isAnyOfKin(path: readonly string[]): boolean {
  return (
    path.some((part) => /[赡抚扶][（(、抚扶）)]*养人/u.test(part)) ||
    path.slice(0, -1).some((part) => /兄弟|姐妹|弟妹|亲属|社会关系/u.test(part))
  )
}

/** 姓名 in a table of members is one of them in each row, not all of them in one cell. */
function isRowOfMember(path: readonly string[], { element }: Candidate): boolean {
  return element.id === 'household.members' && path.length > 1 && path.at(-1) === '姓名'
}

/** 业主/姓名 beside 租户/姓名: which of the two the row is about, their headings do not say. */
function isOneOfTwoNames(path: readonly string[], { element }: Candidate, { paths, index }: Background): boolean {
  if (element.id !== 'person.name' || path.length < 2) return false
  const same = paths.filter((other) => other.length > 1 && other.at(-1) === path.at(-1) && other.at(-2) !== path.at(-2))
  return (
    same.length > 0 && !(partyOf(index, path.at(-2) ?? '').kind === 'self' && same.every((other) => isOfOther(index, other.at(-2) ?? '')))
  )
}

function isOfOther(index: CatalogueIndex, upper: string): boolean {
  const { kind } = partyOf(index, upper)
  return kind === 'known' || kind === 'unknown'
}

/**
 * 联系电话 right after 负责人, 身份证号 after 产权人姓名, in a list of firms, houses or places: rows that have no number of their own kind but that of
 * whoever was just named. Also 业主电话 after 业主, which says so itself.
 */
function isBesideItsName({ leaf, owner }: Question, best: Candidate, { index, subject }: Background): boolean {
  if (owner.via !== 'neighbour' || owner.doubtful || owner.party.kind !== 'known' || !owner.party.exact || !subject.anchored) return false
  const stem = stemOfElement(index, best.element.id)
  if (stem === undefined || !owner.party.stems.has(stem) || best.element.kind !== subject.kind) return false
  const split = splitAttribute(leaf.text)
  if (split) return owner.text.endsWith(split.party)
  return best.how === 'party' && isPersonal(leaf.text) && !/^(person|household)$/.test(subject.kind)
}

/** Of whom was just named the catalogue holds no such thing (民族 after 家庭医生), and the sheet asks it once: it is that of the row. */
function isHersAlone({ path, leaf, owner }: Question, best: Candidate, candidates: Candidate[], { paths, subject }: Background): boolean {
  if (best.element.kind !== 'person' || subject.kind !== 'person' || !subject.anchored || owner.party.kind !== 'known') return false
  if (candidates.some((candidate) => candidate.how === 'party')) return false
  return !paths.some((other) => other !== path && readHeading(other.at(-1) ?? '').forms.some(({ key }) => key === leaf.forms[0]!.key))
}

/** The rows' own kind has an element by the same name, and the words do not say that another kind is meant (家庭月收入 of a person). */
function hasOwn({ leaf }: Question, { element }: Candidate, { index, subject }: Background): boolean {
  const own = `${subject.kind}.${lastPart(element.id)}`
  if (element.kind === subject.kind || areTwins(own, element.id)) return false
  return index.catalogue.elements.has(own) && !(element.kind === 'household' && namesKind(leaf.clean, element))
}

/**
 * Held for this element alone, whatever its label, in a sheet that names its subjects, and no words that stretch. Days are left out: most things
 * people do have a day, and of which it is only its own words tell.
 */
function isPlainSaying({ leaf, path }: Question, { element }: Candidate, { index, subject }: Background): boolean {
  const key = leaf.forms[0]!.key
  if (!subject.anchored || subject.weight(element.kind) < 1 || key.length < 3) return false
  if (element.type === 'day' && element.kind === 'person') return false
  if (path.length > 1 && element.kind === 'person' && /(前|原|曾)/u.test(path.slice(0, -1).join(''))) return false
  const plain = meaningsOfKey(index, key).filter((meaning) => !meaning.contexts)
  return plain.length > 0 && plain.every((meaning) => lastPart(meaning.element.id) === lastPart(element.id))
}

function lastPart(id: string): string {
  return id.replace(/^[a-z]+\./, '')
}

function namesKindAbove({ path }: Question, { element }: Candidate): boolean {
  return element.type !== 'integer' && path.slice(0, -1).some((upper) => namesKind(readHeading(upper).clean, element))
}

/** In the whole catalogue these words mean one thing, so that no title or name is needed to know of what. */
function isUnique({ leaf }: Question, best: Candidate, index: CatalogueIndex): boolean {
  const meanings = leaf.forms.flatMap((form) => meaningsOfKey(index, form.key))
  return (
    best.how === 'exact' &&
    // Whether there is one, or how many, may be asked of anything.
    best.element.type !== 'boolean' &&
    best.element.type !== 'integer' &&
    leaf.forms[0]!.key.length > 2 &&
    says(best, leaf.forms[0]!.key) &&
    meanings.every(({ element }) => element === best.element)
  )
}

function says({ element }: Candidate, key: string): boolean {
  const label = normalHeading(element.label.zh)
  return label.includes(key) || (label.length > 2 && key.includes(label))
}

/** 户主 alone is the name of that party, whatever the rows are about. */
function isRoleOf(best: Candidate, key: string, index: CatalogueIndex): boolean {
  const stem = stemOfElement(index, best.element.id)
  return stem !== undefined && best.element.type === 'name' && index.roles.get(key)?.has(stem) === true
}

/** Under 生活补贴 a bare 标准 may be many things; under 残疾情况 a bare 类别 is the 残疾类别, for the element has the topic in its name. */
function namesTopic(best: Candidate, path: string[], index: CatalogueIndex): boolean {
  return path
    .slice(0, -1)
    .flatMap(contextKeys)
    .some((key) => index.roles.has(key) || best.element.label.zh.includes(key) || means(key, best, index) || topicOf(key).length > 1)
}

/** 物业企业 alone already asks this element. */
function means(key: string, best: Candidate, index: CatalogueIndex): boolean {
  return meaningsOfKey(index, key).some(({ element, contexts }) => !contexts && element === best.element)
}

const firm = /^(premises|organisation)$/

/**
 * 单元长 may be the head of a building or of some neighbours: certain only where the element's own label says which. Whom a building, an estate or a
 * firm has for an office is not certain in a list of something else.
 */
function isOneOffice(best: Candidate, { leaf, owner, path }: Question, index: CatalogueIndex, kind: string): boolean {
  if (stemOfElement(index, best.element.id) === undefined) return true
  const firms = firm.test(best.element.kind) && firm.test(kind)
  if (best.element.kind !== kind && !firms && !/^(person|household)$/.test(best.element.kind)) return false
  const split = splitAttribute(leaf.text)?.party
  const role = split ?? (owner.via === 'upper' ? owner.text : isPersonal(leaf.text) ? (path.at(-2) ?? '') : (leaf.forms.at(-1)?.key ?? ''))
  const stems = contextKeys(role).flatMap((key) => [...(index.roles.get(key) ?? [])])
  const offices = new Set(stems.map((stem) => stem.replace(/^(organisation|premises)\./, 'firm.')))
  return offices.size < 2 || sharesOffice(role, best.element)
}

/** Under another party's heading only elements of that party are meant. */
function isOfParty(best: Candidate, owner: Question['owner'], index: CatalogueIndex): boolean {
  if (owner.party.kind !== 'known' || owner.via !== 'upper') return true
  const stem = stemOfElement(index, best.element.id)
  return stem !== undefined && owner.party.stems.has(stem)
}

/** A heading that names a party itself (负责人电话) is certain only for elements of that party. */
function isOfOffice(best: Candidate, text: string, index: CatalogueIndex): boolean {
  const stem = stemOfElement(index, best.element.id)
  const named = splitAttribute(text)
  if (!stem || !named) return true
  const party = partyOf(index, named.party)
  return party.kind !== 'known' || party.stems.has(stem)
}

/**
 * 社区, 竣工年份 or 开户行 may be asked of houses and buildings, persons and households alike: certain only where the sheet or its title names its subjects and no
 * other kind of subject is as likely.
 */
function isOfOtherKind({ element }: Candidate, candidates: Candidate[], { anchored, titled, clear, kind }: Background['subject']): boolean {
  if ((clear && (anchored || titled)) || (element.kind === kind && kind !== 'person' && anchored && titled)) return false
  const last = (id: string) => id.replace(/^[a-z]+\.(residence-)?/, '')
  return candidates.some(
    (other) =>
      other.element.kind !== element.kind &&
      !(firm.test(other.element.kind) && firm.test(element.kind)) &&
      other.base >= 0.9 &&
      wordByWord.has(other.how) &&
      last(other.element.id) === last(element.id),
  )
}

const wordByWord: ReadonlySet<Candidate['how']> = new Set(['exact', 'context', 'self', 'party'])

/** Another element that the heading may mean just as well; merely similar headings are no rivals of the very words. */
function rivals(rival: Candidate, best: Candidate, kind: string): boolean {
  if (rival.element.id === best.element.id || areTwins(rival.element.id, best.element.id)) return false
  // The account or the allowance of a person and of her household: of which, what the rows are about has decided.
  if (best.element.kind === kind && areOfHome(rival.element.id, best.element.id)) return false
  return rival.score > best.score * 0.85 && rival.how !== 'loose' && rival.how !== 'similar' && rival.how !== 'values'
}

function areOfHome(a: string, b: string): boolean {
  return /^(person|household)\./.test(a) && /^(person|household)\./.test(b) && lastPart(a) === lastPart(b)
}

/** An upper heading that adds nothing, or that speaks of the same thing, or of a topic under which these words can only mean this. */
function agrees(upper: string, best: Candidate, candidates: Candidate[], index: CatalogueIndex): boolean {
  if (partyOf(index, upper).kind === 'self' || /^(联系|联系方式|通讯方式|所在区划|所在地)$/u.test(readHeading(upper).clean)) return true
  if (/意向|计划|预计|拟/u.test(upper) && /意向|期望|计划|预计|拟/u.test(best.element.label.zh)) return true
  const keys = contextKeys(upper)
  if (keys.length === 0) return false
  if (keys.some((key) => /(信息|情况|资料|内容|项目)$/u.test(key))) return true
  const stem = best.element.id.replace(/-[^-]+$/, '')
  if (keys.some((key) => meaningsOfKey(index, key).some((meaning) => !meaning.contexts && meaning.element.id.startsWith(`${stem}-`))))
    return true
  // 县 under 户籍地 is of that place, whatever else a bare 县 may be.
  const elsewhere = keys.some((key) =>
    meaningsOfKey(index, key).some((meaning) => !meaning.contexts && /^(region|address)$/.test(meaning.element.type)),
  )
  if (elsewhere && /-(province|city|county|town|community|group)$/.test(best.element.id)) return false
  return !/[前后原拟曾]|意向|计划|预计/u.test(upper) && !candidates.some((candidate) => candidate.how === 'bare')
}

/** 楼栋 in a list of households is the household's, 街道 in a list of buildings the building's, whichever kind the catalogue knows the word for. */
export function twinOf(id: string, kind: string, elements: ReadonlyMap<string, unknown>): string {
  const part = /^[a-z]+\.(?:residence-)?(building|unit|floor|room|estate|town|community|group|grid)$/.exec(id)?.[1]
  const own = kind === 'household' ? /^(person|household)\./.test(id) : kind !== 'person' && kind !== 'unknown'
  const twin = `${kind}.${part}`
  return part !== undefined && own && elements.has(twin) ? twin : id
}

/**
 * Premises and organisations have most elements in common, and every kind of subject has its place; the subject of the sheet has decided between them.
 */
export function areTwins(a: string, b: string): boolean {
  const common = /^(premises|organisation)\./
  if (common.test(a) && common.test(b)) return a.replace(common, '') === b.replace(common, '')
  const place =
    /^(?:region|(?:person|household|dwelling|building|estate|premises|organisation))\.(?:residence-)?(province|city|county|town|community|group|grid|estate|road|lane|building|unit|floor|room)$/
  return place.exec(a)?.[1] !== undefined && place.exec(a)?.[1] === place.exec(b)?.[1]
}
