import { normalHeading } from '#ground/facts/heading.ts'
import { type Background, type Candidate, countsAbove, type Question } from './candidates.ts'
import { stemOfElement } from './catalogue-index.ts'
import { contextKeys, readHeading } from './heading.ts'
import { isPersonal, splitAttribute } from './parties.ts'

/** Groups of columns about a thing: what stands under them is the thing's, not the person's. */
const things =
  /(犬|狗|宠物|车|船|房|屋|宅|设备|器材|设施|物资|活动|项目|店|企业|单位|机构|学校|组织|场所|楼|小区|树|牲畜|畜禽|苗|作物|合同|案件|事件)/u
const ofPersons = /^(姓名|性别|年龄|出生|出生日期|出生年月|名称|联系电话|电话|手机|手机号码?|地址|住址|编号|证号|证件号码?|健康状况)$/u
const classes = /(类别|类型|情况|信息|身份|属性|标识|标签|特殊|群体|人群|状况|资料|特征|对象|其中|困难|保障|待遇|政策)/u
const asks = /^(是否|有无|能否|是不是|有没有)/u

/** Words that agree with an element and yet belong to something else: the group above speaks of a thing, or of a list of persons, or of another party. */
export function isOfAnotherMatter(question: Question, best: Candidate, background: Background): boolean {
  return (
    ofThing(question, best) ||
    countsElsewhere(best, background) ||
    isManyThere(question, best, background) ||
    isNamedElsewhere(question, best, background) ||
    isAnsweredByYes(question, best) ||
    ofList(question, best) ||
    ofPartyElsewhere(question, best, background) ||
    lacksTopic(question, best, background) ||
    isPlaceOfWork(question, best, background) ||
    isOfParty(question, best, background) ||
    isPartOfAddress(question, best, background) ||
    isOfVolunteers(question, best, background) ||
    isOfBeasts(question, best, background) ||
    isAfterAnotherName(question, best, background) ||
    isOfSite(question, best, background) ||
    isNumberedElsewhere(question, background) ||
    isRelationToAnother(question, best) ||
    isWhetherThere(question, best) ||
    isHowMany(question, best)
  )
}

const places: ReadonlySet<string> = new Set(['dwelling', 'building', 'estate', 'region'])

/** Houses, buildings, estates and communities, persons and households have counts alike: how many live in a building is not how many live in a house. */
function countsElsewhere({ element }: Candidate, { subject }: Background): boolean {
  if (element.type !== 'integer' || element.kind === subject.kind) return false
  return (places.has(element.kind) && places.has(subject.kind)) || (element.kind === 'person' && subject.kind === 'household')
}

/** 住宅面积 may be the 建筑面积, but not beside a 证载建筑面积. */
function isNamedElsewhere({ path, leaf }: Question, { element, how }: Candidate, { paths }: Background): boolean {
  const label = normalHeading(element.label.zh)
  if (how !== 'exact' || label.length < 4 || leaf.forms.some((form) => form.key.includes(label))) return false
  return paths.some((other) => other !== path && normalHeading(other.at(-1) ?? '').includes(label))
}

/** Of a community 网格员 may ask who, or how many. */
function isManyThere({ leaf, profile }: Question, { element }: Candidate, { subject }: Background): boolean {
  return subject.kind === 'region' && element.type === 'name' && profile.names < 0.5 && /[员者长工]$/u.test(leaf.clean)
}

/** Cells say yes and no where the element wants words: whether there is one may be an element of its own. */
function isAnsweredByYes({ profile, options }: Question, { element }: Candidate): boolean {
  if (element.type !== 'text') return false
  const answered =
    profile.filled >= 3 ? profile.answers >= 0.8 : profile.texts.length > 0 && profile.texts.every((text) => /^[是否]$/u.test(text))
  return answered || (options.length > 0 && options.every((option) => /^[是否有无]$/u.test(option)))
}

/** 犬只信息 / 出生日期 is not the day a person was born. */
function ofThing({ path, leaf, owner }: Question, { element }: Candidate): boolean {
  if (element.kind !== 'person' || owner.via === 'upper') return false
  const upper = path.at(-2)
  return upper !== undefined && things.test(upper) && leaf.forms.some((form) => ofPersons.test(form.key))
}

/** 帮教小组 / 志愿者 asks who, not whether; 人员类别 / 志愿者 asks whether. */
function ofList({ path, leaf, profile }: Question, { element }: Candidate): boolean {
  if (element.type !== 'boolean' || element.kind !== 'person' || path.length < 2 || asks.test(leaf.clean) || profile.answers >= 0.5)
    return false
  return !path.slice(0, -1).some((upper) => classes.test(upper))
}

/** The 房东 of a tenant is a party of persons; a number that only houses have of that party may not be meant. */
function ofPartyElsewhere({ owner }: Question, { element }: Candidate, { index, subject }: Background): boolean {
  if (owner.party.kind !== 'known' || element.kind === subject.kind || owner.party.stems.has('household.head')) return false
  if (stemOfElement(index, element.id) === undefined || firm.test(element.kind)) return false
  return [...owner.party.stems].some((stem) => stem.startsWith(`${subject.kind}.`))
}

/**
 * In a list of persons who are named, the name, number or telephone of somebody else whom no element knows: nobody's fact, and certainly so. Other
 * headings the catalogue does not hold are never certain: among those nothing comes near, one in ten asks a known thing in unheard words.
 */
export function isOfStranger({ owner, leaf, profile }: Question, candidates: Candidate[], { subject }: Background): boolean {
  // 监护人或联系人 is one of two, and somebody may know either.
  if (/[或及／/]/u.test(owner.text)) return false
  if (owner.party.kind !== 'unknown' || (owner.via !== 'heading' && owner.via !== 'upper') || leaf.unit !== undefined) return false
  if (!subject.anchored || subject.kind !== 'person' || candidates.some((candidate) => candidate.score > 0.35)) return false
  const alone = owner.text === leaf.text && (profile.filled === 0 || profile.names >= 0.5)
  return alone || isPersonal(leaf.text) || splitAttribute(leaf.text) !== undefined || leaf.forms.some((form) => form.key === '姓名')
}

const inspection = /(检查|排查|巡查|巡检|整改|隐患|安全|消防)/u
const inspected = /\.(hazards|rectif\S*|is-rectified|inspector|last-inspection)$/u

/** Words of any form (检查日期, 整改期限) in a list of what was found at those whom the rows are about: its title says what was looked for. */
export function belongsToInspection({ element }: Candidate, { subject, title }: Background): boolean {
  return element.kind === subject.kind && inspected.test(element.id) && inspection.test(title)
}

const firm = /^(premises|organisation)$/u

/** 介绍人 alone is the 入党介绍人 only where something on the sheet speaks of 入党. */
function lacksTopic({ leaf, path }: Question, { element, how }: Candidate, { title, paths }: Background): boolean {
  if (how !== 'exact' || element.type !== 'name') return false
  const label = normalHeading(element.label.zh).replace(/姓名$/u, '')
  const key = (leaf.forms[0]?.key ?? '').replace(/姓名$/u, '')
  const topic = label.endsWith(key) ? label.slice(0, -key.length) : ''
  if (topic.length < 2) return false
  const around = [
    title,
    ...paths
      .filter((other) => other !== path)
      .flat()
      .flatMap(contextKeys),
    ...path.slice(0, -1),
  ].join(' ')
  for (let at = 0; at + 2 <= topic.length; at++) if (around.includes(topic.slice(at, at + 2))) return false
  return true
}

const workers = /(工作者|工作人员|干部|两委|网格[员长]|专干|社工|书记|主任|民警|楼栋长|村医)/u
const posts = /^(现任职务|任现职时间|任职时间|分管工作|包联网格|职级)$/u
const home = /(居住|现住|常住|住址|家庭|户籍|籍)/u

/** 社区名称 in a list of those who work for communities is where they serve, not where they live. */
function isPlaceOfWork({ path }: Question, { element }: Candidate, { title, paths }: Background): boolean {
  if (!/^person\.residence-(county|town|community|grid)$/.test(element.id) || home.test(path.join(''))) return false
  return workers.test(title) || paths.some((other) => posts.test(other.at(-1) ?? ''))
}

/** 任现职时间 beside a post is of that post: one of the Party is meant only where the heading or the title names the Party. */
function isOfParty({ path }: Question, { element }: Candidate, { title }: Background): boolean {
  return (
    /^person\.party-/.test(element.id) &&
    ![title, ...path.map((text) => readHeading(text).clean)].some((text) => /[党支]|预备|转正|积极分子/u.test(text))
  )
}

/** 小区 before 楼栋 and 单元 is a part of an address: rows are buildings or doors, not estates. */
function isPartOfAddress({ path }: Question, { element }: Candidate, { paths }: Background): boolean {
  if (element.id !== 'estate.name') return false
  return paths.some(
    (other) => other !== path && /^(楼栋号?|楼号|栋号|幢号?|单元号?|楼层|门牌号)$/u.test(readHeading(other.at(-1) ?? '').clean),
  )
}

/** 疫苗厂家 in a list of dogs or cattle is not of what a person was given. */
function isOfBeasts(_: Question, { element }: Candidate, { title, paths }: Background): boolean {
  const beasts = /(犬|狗|畜|禽|猪|牛|羊|宠物)/u
  return (
    /^person\.(vaccin|first-dose|second-dose|third-dose)/.test(element.id) &&
    (beasts.test(title) || paths.some((path) => beasts.test(path.join(''))))
  )
}

/** A bare 联系电话 after 户主姓名 and somebody else's name is not surely the head's. */
function isAfterAnotherName({ path, leaf }: Question, { element }: Candidate, { paths }: Background): boolean {
  if (!element.id.startsWith('household.head-') || path.length > 1 || !isPersonal(leaf.text)) return false
  const last = paths.slice(0, paths.indexOf(path)).findLast((before) => /(姓名|名字)$/u.test(readHeading(before.at(-1) ?? '').clean))
  return last !== undefined && !/(户主|农户|住户|承包方|家主)/u.test(last.join(''))
}

/** 服务时长 of a carer is not that of a volunteer: the heading or the title must name volunteers. */
function isOfVolunteers({ path }: Question, { element }: Candidate, { title }: Background): boolean {
  return /^person\.volunteer-/.test(element.id) && ![title, ...path].some((text) => /志愿|义工/u.test(text))
}

const site = /(工地|在建|工程|施工|建筑业|建设)/u
const ofSite = /^premises\.(site-manager|builder|contractor|supervisor-firm|start-date|end-date|works|worker-count|project-amount|crane)/

/** 项目经理 of a property company is not that of a building site. */
function isOfSite(_: Question, { element }: Candidate, { title, paths }: Background): boolean {
  return ofSite.test(element.id) && !site.test(title) && paths.filter((path) => site.test(path.join(''))).length < 2
}

/** 电话2 beside 紧急联系人2 is that one's. */
function isNumberedElsewhere({ path, leaf }: Question, { paths }: Background): boolean {
  const number = /\D([2-9二三])$/u.exec(leaf.clean)?.[1]
  if (number === undefined) return false
  return paths.some((other) => other !== path && /人[2-9二三]$/u.test(other.at(-1) ?? '') && (other.at(-1) ?? '').endsWith(number))
}

/** 与本人关系 says how somebody else is related to the person of the row, not she to the head of her household. */
function isRelationToAnother({ leaf, path }: Question, { element, how }: Candidate): boolean {
  if (element.id !== 'person.relation-to-head' || how === 'context') return false
  return /^[与和同]/u.test(leaf.clean) && !/(户主|家主)/u.test(leaf.clean + path.join(''))
}

/** Under 设施设备 a bare 二次供水 asks whether there is one, or how many; 供水方式 asks of which kind. */
function isWhetherThere({ path, leaf }: Question, { element }: Candidate): boolean {
  const kind = /(方式|类型|种类|类别|形式|情况)$/u
  if (element.type === 'boolean' || element.type === 'integer' || !kind.test(element.label.zh) || kind.test(leaf.clean)) return false
  return path.slice(0, -1).some((upper) => /(设施|设备|配套|器材)/u.test(upper))
}

/** 外出务工 under 家庭人口 may ask how many. */
function isHowMany({ path }: Question, { element }: Candidate): boolean {
  return element.type === 'boolean' && countsAbove(path)
}
