/**
 * Words that any form uses for any matter. A heading made of nothing else (受理日期, 收费标准, 存在问题) means what its sheet is about, and so is never
 * certain by itself, whatever the catalogue holds under it.
 */
const words =
  '建档 居住 社保 参保 团队 就业 失业 走访 核定 核减 任职 受理 办理 登记 检查 排查 巡查 报到 整改 整治 缴费 申请 申报 审批 审核 批准 安置 风险 存在 收费 发放 领取 补贴 补助 资助 奖励 处理 处置 完成 确认 认定 识别 变更 注册 负责 人员 对象 项目 活动 单位 机构 企业 部门 建设 施工 管理 服务 保障 救助 帮扶 使用 享受 参加 生产 经营 投入 规划 计划 实际 开始 结束 起始 截止 终止 到期 有效 首次 最近 最后 上次 下次 本次 累计 主要 其他 基本 相关 具体 详细 家庭 个人 本人 事项 事由 时间 日期 年月 年份 年度 月份 期限 时限 方式 方法 途径 金额 标准 费用 额度 资金 价格 单价 收入 支出 类别 类型 种类 分类 性质 等级 级别 程度 情况 状况 状态 结果 结论 原因 理由 措施 办法 内容 问题 需求 意见 建议 数量 总数 人数 户数 面积 地点 地址 位置 区域 范围 编号 编码 代码 号码 号 证号 名称 姓名 标识 备注 说明 是否 有无 已 未 度 数 额 率 人 员 户 日 月 年 项 目 的 及 和 与 或'.split(
    ' ',
  )
const longest = 3
const known = new Set(words)

/** Headings that are made of such words and yet say one thing of the subject everywhere. */
const plain = new Set([
  '居住地址',
  '居住人数',
  '居住事由',
  '就业状态',
  '就业状况',
  '就业情况',
  '姓名',
  '地址',
  '家庭地址',
  '家庭人口',
  '家庭人数',
  '单位名称',
  '企业名称',
  '机构名称',
  '单位地址',
  '企业地址',
  '个人编号',
  '经营范围',
  '经营状态',
  '户号',
  '户编号',
  '负责人',
  '主要负责人',
  '单位负责人',
  '负责人姓名',
  '经营地址',
  '经营面积',
  '家庭户号',
  '家庭年收入',
  '家庭月收入',
  '经营项目',
  '家庭详细地址',
  '实际居住地址',
  '单位详细地址',
  '就业单位',
  '就业单位名称',
  '月收入',
  '年收入',
  '个人月收入',
  '个人年收入',
  '注册资金',
  '失业时间',
  '失业原因',
  '未就业原因',
  '失业登记时间',
])

/** Words that mean one thing in one form and another in the next. */
const ambiguous = new Set([
  '业态',
  '业态类型',
  '经营业态',
  '存在隐患',
  '安全隐患',
  '隐患情况',
  '门牌号',
  '门牌',
  '门牌号码',
  '社会保障号码',
  '社会保障号',
  '社保号',
  '户籍类别',
  '居住情况',
  '流入时间',
  '有效期',
  '有效期至',
  '有效期限',
  '发证日期',
  '发证时间',
])

/** True when every part of the heading (in normal form) is a word that any form uses. */
export function isGeneric(key: string): boolean {
  return ambiguous.has(key) || (!plain.has(key) && dividesInto(key))
}

function dividesInto(rest: string): boolean {
  if (rest === '') return true
  for (let length = Math.min(longest, rest.length); length > 0; length--)
    if (known.has(rest.slice(0, length)) && dividesInto(rest.slice(length))) return true
  return false
}

/** What is left of a heading (in normal form) without words that any form uses: its own topic. */
export function topicOf(key: string): string {
  let topic = ''
  for (let at = 0; at < key.length; ) {
    const length = [3, 2].find((size) => known.has(key.slice(at, at + size)))
    if (length) at += length
    else topic += key[at++]
  }
  return topic
}
