/** What an order and a reply are made of, and how platforms call it. Pure; runs in the browser too. */
import { normaliseText } from '#base/values/normalise.ts'

/** Parts of an order. `number` and `content` must be there. */
export const orderParts = [
  'number',
  'content',
  'title',
  'caller',
  'phone',
  'address',
  'community',
  'called',
  'dispatched',
  'due',
  'term',
] as const
export type OrderPart = (typeof orderParts)[number]

/** As headings of exports are written, in the words of several cities; the first that fits is taken. */
const synonyms: Record<OrderPart, string> = {
  number: '工单编号 工单号 工单流水号 受理编号 受理单号 诉求编号 诉求件编号 派单编号 流水号 编号 单号 案件编号 任务号 事件编号 业务编号',
  content: '诉求内容 反映内容 问题描述 主要内容 诉求描述 事项内容 工单内容 来电内容 事件描述 内容 情况描述 问题内容 具体内容',
  title: '诉求标题 标题 工单标题 事项标题 主题 诉求主题 事件标题',
  caller: '诉求人 诉求人姓名 来电人 来电人姓名 反映人 反映人姓名 联系人 联系人姓名 市民姓名 姓名 投诉人 当事人',
  phone: '联系电话 来电号码 来电电话 联系方式 联系号码 诉求人电话 反映人电话 手机号码 手机号 手机 电话 主叫号码',
  address: '诉求地点 诉求地址 事发地址 事发地点 发生地址 发生地点 详细地址 地址 地点 问题地点 问题地址 位置',
  community: '社区 所属社区 诉求社区 承办社区 村居 村社区 责任社区 涉及社区 属地社区',
  called: '来电时间 诉求时间 受理时间 反映时间 登记时间 创建时间 上报时间',
  dispatched: '派单时间 转办时间 交办时间 下派时间 派发时间 派件时间 分派时间 转派时间',
  due: '办理时限 办结时限 截止时间 处理时限 要求办结时间 应办结时间 限办时间 到期时间 反馈时限 要求反馈时间 办理期限 回复时限 处置截止时间 办结期限',
  term: '办理天数 时限天数 办理工作日 时限工作日 办理时长',
}
const byHeading = new Map(
  (Object.entries(synonyms) as [OrderPart, string][]).flatMap(([part, words]) => words.split(' ').map((word) => [word, part] as const)),
)

/** What stands in brackets, marks of must-fill, and blanks say nothing. */
export function bareHeading(heading: string): string {
  return normaliseText(heading)
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s*：:、]/g, '')
}

/** What somebody confirmed here before goes before what is common. Each part is taken once, by the first column that fits. */
export function mapHeadings(
  headings: readonly { column: number; heading: string }[],
  confirmed: ReadonlyMap<string, OrderPart | null>,
): Map<number, OrderPart> {
  const found = new Map<number, OrderPart>()
  const taken = new Set<OrderPart>()
  for (const known of [confirmed, byHeading])
    for (const { column, heading } of headings) {
      const bare = bareHeading(heading)
      const part = known === byHeading && confirmed.has(bare) ? undefined : known.get(bare)
      if (!part || taken.has(part) || found.has(column)) continue
      found.set(column, part)
      taken.add(part)
    }
  return found
}

/** What a reply is made of. */
export const replyFields = ['number', 'result', 'text', 'contacted', 'way', 'answered', 'unit', 'own'] as const
export type ReplyField = (typeof replyFields)[number]

/** A field of the other side's screen or sheet, as it is called there. */
export type FieldPlace = { field: ReplyField; label: string }

export const usualFields: readonly FieldPlace[] = [
  { field: 'number', label: '工单编号' },
  { field: 'result', label: '办理结果' },
  { field: 'text', label: '办理情况' },
  { field: 'contacted', label: '联系诉求人时间' },
  { field: 'way', label: '联系方式' },
  { field: 'answered', label: '办结时间' },
  { field: 'unit', label: '承办单位' },
]

const replySynonyms: Record<ReplyField, string> = {
  number: synonyms.number,
  result: '办理结果 处理结果 办结结果 处置结果 办理结论 是否解决 解决情况 办理状态',
  text: '办理情况 回复内容 答复内容 处理情况 办理回复 反馈内容 回复意见 处理意见 办理意见 处置情况 反馈情况 办结意见',
  contacted: '联系诉求人时间 联系时间 回访时间 与诉求人联系时间 首次联系时间 联系来电人时间 联系市民时间',
  way: '联系诉求人方式 回访方式 沟通方式 答复方式 联系渠道 反馈方式',
  answered: '办结时间 答复时间 回复时间 反馈时间 办理时间 处理时间 完成时间',
  unit: '承办单位 办理单位 处理单位 责任单位 处置单位 承办部门',
  own: '本单位编号 内部编号 邻里编号',
}
const byReplyHeading = new Map(
  (Object.entries(replySynonyms) as [ReplyField, string][]).flatMap(([field, words]) =>
    words.split(' ').map((word) => [word, field] as const),
  ),
)

export function mapReplyHeadings(
  headings: readonly { column: number; heading: string }[],
  fields: readonly FieldPlace[],
): Map<number, ReplyField> {
  const found = new Map<number, ReplyField>()
  const taken = new Set<ReplyField>()
  const own = new Map(fields.map(({ field, label }) => [bareHeading(label), field]))
  for (const known of [own, byReplyHeading])
    for (const { column, heading } of headings) {
      const field = known.get(bareHeading(heading))
      if (!field || taken.has(field) || found.has(column)) continue
      found.set(column, field)
      taken.add(field)
    }
  return found
}

/** As one number, however it was typed. */
export function orderNumber(given: string): string {
  return given
    .normalize('NFKC')
    .replace(/[\s'‘’]/g, '')
    .toUpperCase()
}

export const results = ['solved', 'explained', 'going-on', 'not-ours', 'unreal'] as const
export type Result = (typeof results)[number]
/** As the other side reads it. */
export const resultWords: Record<Result, string> = {
  solved: '已解决',
  explained: '已解释说明',
  'going-on': '正在推进',
  'not-ours': '不属于本单位职责',
  unreal: '经核实情况不符',
}
export const ways = ['telephone', 'door', 'counter', 'not-reached'] as const
export type Way = (typeof ways)[number]
export const wayWords: Record<Way, string> = {
  telephone: '电话联系',
  door: '上门见面',
  counter: '到窗口面谈',
  'not-reached': '多次联系未接通',
}

export type Reply = { result: Result; text: string; contacted: string | null; way: Way }
