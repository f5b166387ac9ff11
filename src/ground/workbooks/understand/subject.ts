import type { SubjectKind } from '#ground/facts/contract.ts'
import type { SheetLayout } from '../contract.ts'
import { type CatalogueIndex, meaningsOfKey } from './catalogue-index.ts'
import { readHeading } from './heading.ts'
import { relatives } from './owners.ts'
import { isRelation, partyOf, splitAttribute } from './parties.ts'
import { selfNameOf } from './self-name.ts'

/** What the rows (or the card) are about, and how much each kind of subject is to be expected in the columns. */
export type Subject = {
  kind: SubjectKind | 'unknown'
  weight: (kind: SubjectKind) => number
  /** The sheet names its subjects: persons by name or number, premises by name, dwellings by address … */
  anchored: boolean
  /** The title or the sheet's name says what the rows are. */
  titled: boolean
  /** No other kind of subject is nearly as likely. */
  clear: boolean
}

const kinds: readonly SubjectKind[] = ['person', 'household', 'dwelling', 'building', 'estate', 'organisation', 'premises', 'region']

/** How far a sheet about one kind speaks of another in passing. */
const kinship: Readonly<Record<SubjectKind, Partial<Record<SubjectKind, number>>>> = {
  person: { household: 0.55, dwelling: 0.5, building: 0.25, estate: 0.3, organisation: 0.1, premises: 0.1, region: 0.3 },
  household: { person: 0.75, dwelling: 0.55, building: 0.3, estate: 0.3, organisation: 0.1, premises: 0.1, region: 0.3 },
  dwelling: { person: 0.45, household: 0.45, building: 0.6, estate: 0.5, organisation: 0.15, premises: 0.2, region: 0.3 },
  building: { dwelling: 0.7, estate: 0.6, person: 0.2, household: 0.2, organisation: 0.15, premises: 0.2, region: 0.3 },
  estate: { building: 0.5, dwelling: 0.3, organisation: 0.2, premises: 0.2, person: 0.1, household: 0.2, region: 0.3 },
  organisation: { premises: 0.8, person: 0.15, estate: 0.1, building: 0.15, dwelling: 0.15, household: 0.05, region: 0.3 },
  premises: { organisation: 0.8, building: 0.35, dwelling: 0.3, person: 0.15, estate: 0.2, household: 0.05, region: 0.3 },
  region: { person: 0.2, household: 0.3, dwelling: 0.2, building: 0.2, estate: 0.4, organisation: 0.2, premises: 0.2 },
}

const regionTitle = /(社区|村|居|街道|乡镇|镇|辖区|网格)(基本)?(情况|概况|信息)(?!.*(人员|人口|居民|住户))|村情|社情|概况/u

const titles: readonly (readonly [SubjectKind, RegExp])[] = [
  ['region', regionTitle],
  ['dwelling', /(出租房|房源|租房|房屋|住房|住宅(?!小区)|宅基地|自建房|危房|公租房)/u],
  ['estate', /(小区(?!业主|居民|住户|车|机动车|电动|出租|内)|物业|院落|楼院)/u],
  ['building', /(楼栋|楼宇|建筑物|高层建筑|电梯)/u],
  [
    'premises',
    /(场所|门店|店铺|商铺|沿街|临街|餐饮|小作坊|作坊|摊点|摊贩|摊位|经营户|食品经营|工地|在建|消防安全|安全生产|九小|商户|药店|网吧)/u,
  ],
  ['organisation', /(企业|单位|社会组织|个体工商|法人|机构|团体|市场主体)/u],
  ['household', /((?<![经营商用租铺养殖账]|专业)户(?!籍|口|外|型)|家庭(?!医生|经济困难学生)|农户|住户)/u],
  [
    'person',
    /(人员|人口|老人|老年|儿童|学生|党员|团员|志愿者|残疾人|妇女|居民|退役军人|优抚|花名册|名册|名单|孕产妇|患者|失业|就业|参保|津贴|对象|干部|职工|困境|留守|高龄|返乡|接种|体检|医保|养老)/u,
  ],
]

/** Works out the subject from the title, the sheet's name and the headings that name one kind of subject only. */
export function subjectOf(index: CatalogueIndex, layout: SheetLayout, sheetName: string): Subject {
  const votes = new Map<SubjectKind, number>(kinds.map((kind) => [kind, 0]))
  const add = (kind: SubjectKind, weight: number) => votes.set(kind, (votes.get(kind) ?? 0) + weight)
  const titled = new Set<SubjectKind>()
  for (const [kind, pattern] of titles) if (pattern.test(layout.title ?? '') || pattern.test(sheetName)) titled.add(kind)
  for (const kind of titled) add(kind, 2)
  const paths = layout.layout === 'card' ? layout.cells.map((cell) => cell.path) : layout.columns.map((column) => column.path)
  const anchors = new Set<SubjectKind>()
  // 楼号 and 小区 beside 单元 and 房号 are parts of an address.
  const doors = paths.some((path) =>
    /^(房号|室号?|房间号|门牌号?|门牌号码|单元室号?|房室号)$/u.test(readHeading(path.at(-1) ?? '').forms.at(-1)?.key ?? ''),
  )
  const isPartOfAddress = (kind: SubjectKind | undefined) =>
    doors && (kind === 'building' || (kind === 'estate' && titled.size > 0 && !titled.has('estate')))
  const self = layout.layout === 'card' ? undefined : selfNameOf(index, paths, `${layout.title ?? ''} ${sheetName}`)
  if (self !== undefined) {
    anchors.add('person')
    add('person', 5)
  }
  for (const path of paths) {
    const found = anchorOf(index, path)
    const region =
      layout.layout === 'card' && /^(社区|村|行政村|村居|村社区|居委会|街道|乡镇)(名称?)$/u.test(lastKey(path)) ? 'region' : undefined
    const operator = found === 'dwelling' && titled.has('premises') && /业主/u.test(path.at(-1) ?? '')
    const anchor = region ?? (isPartOfAddress(found) || operator ? undefined : found)
    if (anchor && !anchors.has(anchor)) {
      anchors.add(anchor)
      add(anchor, anchor !== 'person' ? 3 : /名/u.test(path.at(-1) ?? '') ? 4 : 1.5)
    }
    const only = onlyKind(index, path.at(-1) ?? '')
    if (only) add(only, 0.5)
  }
  // A name with its tie to the head of the household: rows are persons, though they are listed by household.
  if (anchors.has('person') && layout.layout !== 'card' && paths.some((path) => isRelation(path.at(-1) ?? ''))) add('person', 3)
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < 1.5) return { kind: 'unknown', weight: () => 0.5, anchored: false, titled: false, clear: false }
  const clear = first[1] >= (second?.[1] ?? 0) * 1.25
  return {
    kind: first[0],
    anchored: anchors.has(first[0]),
    titled: titled.has(first[0]),
    clear,
    weight: (kind) => (kind === first[0] ? 1 : Math.max(kinship[first[0]][kind] ?? 0.1, !clear && kind === second?.[0] ? 0.85 : 0)),
  }
}

function lastKey(path: string[]): string {
  return readHeading(path.at(-1) ?? '').forms.at(-1)?.key ?? ''
}

/** The kind whose subjects a heading names. */
function anchorOf(index: CatalogueIndex, path: string[]): SubjectKind | undefined {
  const leaf = lastKey(path)
  if (/^((中文|英文|外文|本人)?姓名|名字)$/.test(leaf) && !isOther(index, path)) return 'person'
  const split = splitAttribute(path.at(-1) ?? '')
  if (
    split?.attribute === '姓名' &&
    /(老人|老年人|儿童|学生|幼儿|妇女|孕妇|患者|残疾人|居民|人员|对象|参保人|申请人|党员|职工|退役军人|志愿者)$/u.test(split.party)
  )
    return 'person'
  if (/^(公民)?身份(证|证件)?号码?$/.test(leaf) && path.length === 1) return 'person'
  if (/^(户主|户主姓名|农户姓名|户编号|户号|户主名|家庭编号)$/.test(leaf)) return 'household'
  if (
    /^(房屋(准确|详细|具体)?(地址|位置)|房屋所有权人|房屋产权人|出租(房屋?|屋)(详细|具体)?地址|房屋坐落|房屋编号|房屋编码|产权人姓名|房主姓名|业主姓名|业主|房主|产权人|宅基地坐落)$/.test(
      leaf,
    )
  )
    return 'dwelling'
  if (/^(小区名称|小区|院落名称|楼院名称|物业小区|物业小区名称)$/.test(leaf)) return 'estate'
  if (/^(楼栋号|楼号|建筑物名称|楼栋名称|电梯安装地址)$/.test(leaf)) return 'building'
  if (/^.{0,4}(店|铺|门店|商户|场所|门面|店招|招牌|字号|档口|工地)(的)?(名称?|招牌|字号|全称)$|^店名$/u.test(leaf)) return 'premises'
  if (/^(场所名称|店铺名称|门店名称|店名|商户名称|字号名称|企业场所名称|企业名称场所名称)$/.test(leaf)) return 'premises'
  if (
    /^(单位名称|企业名称|公司名称|组织名称|机构名称|学校名称|团队名称|合作社名称|协会名称|单位详细名称|统一社会信用代码|法定代表人)$/.test(
      leaf,
    )
  )
    return 'organisation'
  return undefined
}

/** The name stands under a heading of another party, or of an office. */
function isOther(index: CatalogueIndex, path: string[]): boolean {
  return path.slice(0, -1).some((upper) => {
    const bare = readHeading(upper).clean.replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/gu, '')
    if (relatives.test(bare)) return true
    if (/(本人|申请人|残疾人|老人|人员)(基本)?(信息|情况)?$/u.test(bare)) return false
    const { kind } = partyOf(index, upper)
    if (kind === 'self') return false
    return kind !== 'none' || /(人|员|方|父|母|长|主|配偶|丈夫|妻|子女|亲属|家属|干部|经营者|业委会|物业|责任)(信息|情况)?$/u.test(bare)
  })
}

function onlyKind(index: CatalogueIndex, leaf: string): SubjectKind | undefined {
  const key = readHeading(leaf).forms[0]?.key
  if (key === undefined) return undefined
  const plain = meaningsOfKey(index, key).filter((meaning) => !meaning.contexts)
  const found = new Set(plain.map((meaning) => meaning.element.kind))
  return found.size === 1 ? [...found][0] : undefined
}
