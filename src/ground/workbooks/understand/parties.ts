import { normalHeading } from '#ground/facts/heading.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { contextKeys, readHeading } from './heading.ts'

/**
 * Whose attribute a heading names: the subject's own, that of a party the catalogue knows (by stems of element ids), of one it does not know,
 * or nobody's in particular.
 */
export type Party = { kind: 'self' | 'none' } | { kind: 'known'; stems: ReadonlySet<string>; exact: boolean } | { kind: 'unknown' }

export const nobody: Party = { kind: 'none' }

/** Words by which forms call the person whom a row is about. */
const selves =
  /^(本人|申请人|申报人|申领人|报名人|求职人|求助人|居民|群众|村民|人员|当前人|老人|老年人|高龄老人|儿童|学生|幼儿|患者|病人|残疾人|党员|团员|妇女|育龄妇女|孕妇|产妇|孕产妇|对象|服务对象|救助对象|保障对象|帮扶对象|监测对象|参保人|参保人员|被保险人|投保人|志愿者|退役军人|优抚对象|职工|员工|退休人员|失业人员|务工人员|流动人口|特困人员|低保对象|低保人员|持证人|养犬人|返乡人员|帮教对象|矫正对象|成员|家庭成员|干部|姓|个人|人口|人员基本|个人基本|人口基本|基本|身份)$/u

/** Words that end the name of a party: a person with a task or a tie, not the subject. */
const partyWord =
  /(人|人员|[^人职雇成]员|[^或]者|[男女甲乙丙双对]方|人[甲乙丙]|方家长|主任|书记|干部|民警|警官|医生|医师|护士|教师|老师|经理|代表|领导|父亲|母亲|父母|家长|丈夫|妻子|爱人|配偶|子女|儿子|女儿|亲属|家属|亲友|邻居|工程师|业主|房东|房主|户主|干事|[组站所校院园队楼栋格村片会]长)$/u

/** Not parties though they end like one. */
const noParty =
  /^(是否|有无|能否|有|无|拟|总|用人|本人|联系|工作|家庭|就业|每|人均|户均|其他|单位)|(人数|人口|法人|专长|特长|时长|残疾人|住人|成人|老人|减员|增员)$/u

const attribute =
  /^(.+?)(的)?(姓名|名字|公民身份号码|公民身份证号码?|居民身份证号码?|身份证件?号?码?|身份号码|证件类型|证件种类|证件号码?|性别|年龄|出生年月日?|出生日期|民族|政治面貌|文化程度|学历|联系电话|联系手机|联系方式|联系地址|手机号码?|手机|移动电话|固定电话|电话号码|电话|现?住址|地址|工作单位|单位|职务|关系)$/u

/** The party a whole text names, e.g. an upper heading 监护人信息 or a column 负责人. */
export function partyOf(index: CatalogueIndex, text: string): Party {
  const keys = contextKeys(text)
  if (keys.some((key) => selves.test(key))) return { kind: 'self' }
  for (const key of keys) {
    const stems = index.roles.get(key)
    if (stems) return { kind: 'known', stems, exact: true }
  }
  // 留宿人（房东）: the brackets say by which word the catalogue knows her.
  for (const key of readHeading(text)
    .qualifiers.flatMap((inside) => inside.split(/[、/,]/u))
    .flatMap(contextKeys)) {
    const stems = index.roles.get(key)
    if (stems) return { kind: 'known', stems, exact: false }
  }
  const last = keys.at(-1) ?? ''
  // 是否签约家庭医生 asks whether, and names nobody.
  if (/^(是否|有无|能否|有没有)/u.test(last)) return nobody
  const near = nearRole(index, last)
  if (near) return { kind: 'known', stems: near, exact: false }
  return partyWord.test(last) && last.length >= 2 && !noParty.test(last) ? { kind: 'unknown' } : nobody
}

/** Offices that mean nothing without what stands before them: a 治安负责人 is not the 负责人. */
const office = /^(负责人|联系人|责任人|管理人|经办人|主任|书记|院长|校长|园长|联络人|联络员|安全员|老板)$/u

/** The longest known party at the end of a text: 委托照护人 is a 照护人. */
function nearRole(index: CatalogueIndex, key: string): ReadonlySet<string> | undefined {
  for (let from = 1; from <= key.length - 2; from++) {
    const tail = key.slice(from)
    const stems =
      office.test(tail) && !/^(主要|本|第一|现场|店铺|场所|门店|企业|单位|机构|公司)$/u.test(key.slice(0, from))
        ? undefined
        : index.roles.get(tail)
    if (stems) return stems
  }
  return undefined
}

/** A heading split into party and attribute, e.g. 产权人 + 联系电话; nothing when it is not built that way. */
export function splitAttribute(text: string): { party: string; attribute: string } | undefined {
  const { clean } = readHeading(text)
  const bare = clean.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/gu, '')
  const match = isPersonal(text) ? null : attribute.exec(bare)
  if (!match?.[1] || !match[3] || /^[与和同]/u.test(match[1])) return undefined
  return { party: match[1], attribute: match[3] }
}

/** A relation to somebody the heading itself names: 与户主关系 needs no neighbour to say whose it is. */
function isRelationToNamed(key: string): boolean {
  return /^[与和同].*(户主|监护人|代理人|照护人|承租人|产权人|紧急联系人).*关系$/u.test(key)
}

/** 与本人关系, 与老人关系, 称谓: how a party is related to the subject. */
export function isRelation(text: string): boolean {
  const key = normalHeading(readHeading(text).clean)
  return /^(与.*关系|关系|称谓|和.*关系)$/u.test(key) && !isRelationToNamed(key)
}

/** Headings that any person may have; whose they are depends on what stands around them. */
export function isPersonal(text: string): boolean {
  const key = readHeading(text).forms.at(-1)?.key ?? ''
  return (
    /^(公民身份号码|公民身份证号码?|居民身份证号码?|身份证件?号?码?|身份证|身份号码|证件类型|证件种类|证件号码?|联系电话|联系手机|联系方式|联系地址|手机号码?|手机|移动电话|固定电话|电话号码|电话|住址|地址|现住址|家庭住址|工作单位|单位|职务|性别|年龄|出生年月日?|出生日期|民族|政治面貌|文化程度|学历)$/u.test(
      key,
    ) || isRelation(text)
  )
}
