import type { Element } from '#ground/facts/contract.ts'

const institution = /(医院|单位|机构|学校|银行|公司|企业|部门|机关|派出所)$/u
const institutionId =
  /(employer|school|unit|company|branch|institution|clinic|organisation|developer|regulator|authority|founder|station|builder|contractor|firm|bank-name|place|\.name)/
const time = /(时间|日期|年月|年月日)$/u
const question = /^(是否|有无|能否|可否|是不是|有没有)|(是否|能否).{1,6}$/u
const negative = /(未(?!成年|落户|参保|接种|就业|婚)|不(?!动产|在校)|健在|一致|(?<!有)无(?!障碍|人机|业|证|固定|劳动))/u
const quality = /(畅通|完好|齐全|有效|合格|到位|规范|达标|完整)/u

/**
 * False when the heading asks for another kind of answer than the element holds, whatever a list of synonyms says: an institution for a state of affairs,
 * a day for a text, the opposite (健在 for 死亡), or whether a thing is in order for whether it is there.
 */
export function asksSameKind(heading: string, element: Element): boolean {
  const label = element.label.zh
  const words = heading.replace(/[([（【].*?[)\]）】]/gu, '').replace(/[*□☐].*$/u, '')
  if (institution.test(words) && !institution.test(label) && !institutionId.test(element.id)) return false
  if (time.test(words) && !['day', 'month', 'year', 'integer'].includes(element.type) && !time.test(label)) return false
  if (question.test(words) && !['boolean', 'code', 'codes'].includes(element.type)) return false
  if (negative.test(words) !== negative.test(label)) return false
  return quality.test(words) === quality.test(label) || !question.test(words)
}

const passing =
  /(是否|有无|基本|信息|情况|状况|号码|编号|时间|日期|年份|年代|年度|年月|类别|类型|种类|方式|等级|数量|姓名|名称|地址|所属|所在|本人|详细|具体|的)/gu
/** A heading merely like those of an element cannot ask for a name, a telephone or a day unless it ends as such headings do. */
export function endsLike(heading: string, { type }: Element): boolean {
  if (type === 'name') return /(姓名|名字|名|[人员者长主方])$/u.test(heading)
  if (type === 'phone') return /(电话|手机|方式|固话|座机|号码?)$/u.test(heading)
  if (type === 'day') return /(时间|日期|[年月日期至起止])$/u.test(heading)
  return true
}

const ownWords: Readonly<Partial<Record<Element['kind'], RegExp>>> = {
  dwelling: /(房|屋|宅|住|租|产权|业主|户型|危|单元|楼|门牌|室|栋|幢|燃气|用气|气瓶|软管|灶具|电表|水表|庭院)/u,
  household: /(户|家|车|犬|承包|耕地)/u,
  building: /(楼|栋|幢|建筑|电梯|大厦)/u,
  estate: /(小区|院|物业|业委|业主委员|楼盘)/u,
  region: /(村|社区|街道|乡|镇|区划|县|市|省|网格|组)/u,
}

/** Whether a heading about something other than the rows says so: 管控措施 of persons is not that of a house, 房屋结构 is. */
export function namesKind(heading: string, element: Element): boolean {
  const own = ownWords[element.kind]
  // Whether there is one, or how many, may be asked of the rows themselves.
  const ofAny = element.type === 'boolean' || element.type === 'integer'
  return own === undefined || own.test(heading) || (!ofAny && plain(heading) === plain(element.label.zh))
}

const selfEvident: ReadonlySet<Element['type']> = new Set(['name', 'phone', 'id-number', 'uscc', 'address', 'region', 'tie'])
const place =
  /\.(residence-|registered-|former-registered-)?(province|city|county|town|community|group|grid|estate|road|lane|house-number|building|unit|floor|room)$/
const known = /\.(name|education-level|health-status|job-title|school|employer)$/

/**
 * Whether the words of the heading and the element's own label speak of one topic, or the kind of answer speaks for itself (names, numbers, places).
 * Lists of synonyms stretch further than a clerk would swear to: 困难类别 may be the 救助类别 in one form and not in the next.
 */
export function sharesTopic(key: string, element: Element): boolean {
  if (selfEvident.has(element.type) || place.test(element.id) || known.test(element.id)) return true
  const label = plain(element.label.zh)
  if (qualifier(key) !== qualifier(label)) return false
  if (oneWord(plain(key)) === oneWord(label)) return true
  const needed = element.type === 'day' || element.type === 'month' || element.type === 'year' ? 0.65 : 0.45
  return Math.max(closeness(plain(key), label), closeness(oneWord(plain(key)), oneWord(label))) >= needed
}

/** Words that say the same in any form. */
const sameWords: readonly (readonly [RegExp, string])[] = [
  [/周岁|实足年龄|岁数/gu, '年龄'],
  [/退伍|复员/gu, '退役'],
  [/参军/gu, '入伍'],
  [/建造|修建|建设|建筑(?=年|时)/gu, '建成'],
  [/身体/gu, '健康'],
  [/学历|受教育程度/gu, '文化程度'],
  [/颜色|车身色/gu, '色'],
  [/房东|房主/gu, '出租人'],
  [/业主/gu, '产权人'],
  [/租户|租客/gu, '承租人'],
  [/丈夫|妻子|爱人/gu, '配偶'],
  [/钢瓶|气罐/gu, '气瓶'],
  [/员工|职工/gu, '从业'],
  [/致贫|返贫/gu, '致困'],
  [/停车位/gu, '车位'],
  [/竣工/gu, '建成'],
  [/开业|开办|创办/gu, '成立'],
  [/工资|薪酬|薪资|薪水/gu, '收入'],
  [/获奖|奖励|表彰/gu, '荣誉'],
  [/特长|爱好/gu, '专长'],
  [/求职|择业/gu, '就业'],
  [/意愿/gu, '意向'],
  [/物业(公司|单位|管理单位|服务企业|管理企业)/gu, '物业企业'],
  [/绰号|别名|别称/gu, '曾用名'],
  [/BMI/giu, '体质指数'],
  [/(?<![居])来本地|流入(?=日期|时间)/gu, '来此居住'],
  [/服务时长|服务时数|服务小时数?/gu, '服务时间'],
  [/生日|诞生/gu, '出生'],
  [/去世|已故|亡故|逝世|身故|病故|死因/gu, '死亡'],
  [/确诊|发病|起病|初发|发现患病/gu, '患病'],
  [/起租|承租(?=时)|租期开始|租赁起始|租赁开始/gu, '出租'],
  [/离异/gu, '离婚'],
  [/初婚/gu, '结婚'],
  [/婚姻登记|再婚|复婚/gu, '结婚'],
  [/入校|入园/gu, '入学'],
  [/上岗|到岗|入司/gu, '入职'],
  [/来(本地|本社区|辖区|本区|沪|京|本市)(?!居住)|来居(?!住)/gu, '来此居住'],
  [/受孕|孕育/gu, '怀孕'],
  [/产检/gu, '孕检'],
  [/服役(起始|开始)/gu, '入伍'],
  [/转业|服役结束/gu, '退役'],
  [/加入中国共产党|加入中共/gu, '入党'],
  [/感烟|烟雾(报警|探测)器?|独立式烟感/gu, '烟感'],
]

const oneWordOf = new Map<string, string>()

function oneWord(text: string): string {
  const before = oneWordOf.get(text)
  if (before !== undefined) return before
  if (oneWordOf.size > 5000) oneWordOf.clear()
  const word = sameWords.reduce((rest, [pattern, one]) => rest.replace(pattern, one), text)
  oneWordOf.set(text, word)
  return word
}

/** Whether the word for a party and the element's own label name the same office: 包保责任人 is not surely the 帮扶责任人. */
export function sharesOffice(role: string, element: Element): boolean {
  const office = (text: string) =>
    oneWord(plain(text))
      .replace(/(姓名|电话|身份证号|地址|证件类型|工作单位)$/u, '')
      .replace(/(责任人|负责人|联系人|人员|人|员|长)$/u, '')
  const [one, other] = [office(role), office(element.label.zh)]
  return one === other || (one !== '' && other !== '' && closeness(one, other) >= 0.5)
}

/** Planned, former, first, monthly: words that make it another question when only one side has them. */
function qualifier(text: string): string {
  return /(占地|套内|公摊|计划|预计|拟|曾|原|首次|初|期望|意向|目标|累计|月(?!份)|年均)/u.exec(text.replace(/年月日?/gu, ''))?.[1] ?? ''
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

/** Share of the letters two topics have in common, of the shorter and of the longer. */
function closeness(a: string, b: string): number {
  if (a === b) return 1
  const [one, other] = [new Set(a.replace(passing, '') || a), new Set(b.replace(passing, '') || b)]
  const common = [...one].filter((letter) => other.has(letter)).length
  return common / (2 * Math.min(one.size, other.size)) + common / (2 * Math.max(one.size, other.size))
}
