/**
 * How much a text looks like a heading, and how much like what stands under one. Knows only words that any form uses;
 * what a heading means is the catalogue's business.
 */

import { withoutGloss } from './gloss.ts'

const tails =
  /(姓名|名字|名称|全称|简称|性别|年龄|周岁|岁数|民族|籍贯|国籍|学历|学位|程度|职业|职务|职称|职级|军衔|岗位|工种|行业|专业|特长|爱好|电话|手机|联系方式|号码|证号|证件|编号|编码|代码|账号|帐号|账户|卡号|文号|户号|学号|地址|住址|详址|住所|居所|居住地|户籍地|所在地|目的地|来源地|出生地|地点|坐落|位置|场所|时间|日期|年月|年月日|月日|年份|月份|年度|学期|期限|时限|有效期|届满|情况|状况|现状|状态|类别|类型|种类|分类|性质|形式|等级|级别|层次|档次|原因|事由|理由|方式|方法|途径|渠道|结果|结论|意见|建议|诉求|需求|意愿|意向|措施|内容|项目|事项|用途|来源|去向|流向|关系|称谓|人数|人次|户数|数量|总数|次数|件数|个数|间数|栋数|层数|辆数|天数|时长|学时|面积|金额|标准|费用|收入|支出|资金|租金|单价|价格|造价|资本|保险|补贴|补助|津贴|合计|小计|总计|共计|其中|比例|占比|比率|率|备注|说明|签字|签名|签章|盖章|序号|单位|部门|机构|企业|公司|学校|院校|幼儿园|班级|年级|学籍|支部|党组织|责任人|负责人|联系人|监护人|经办人|填表人|审核人|代表人|经营者|产权人|承租人|出租人|户主|房主|业主|房东|法人|组长|网格|网格员|责任书|协议|合同|档案|健康|疾病|病史|病种|过敏史|家族史|残疾|身高|体重|血型|血压|血糖|邮箱|邮编|信仰|面貌|婚姻|车牌|车型|品种|规格|型号|结构|设施|设备|隐患|问题|风险|范围|成员|子女|配偶|人口|劳动力|职工|人员|对象|名单|信息|数|量|额|史|证|码)$/u

const openings = /^(是否|有无|能否|可否|是不是|有没有|拟|现|原|所属|所在|首次|最近|最后|上次|下次|累计|当月|当日|本月|本年|全年|其中)/u

const wholes = new Set(
  '省 市 县 区 镇 乡 村 组 社 街 路 弄 号 栋 幢 座 层 室 户 街道 社区 乡镇 镇街 小区 楼栋 楼号 单元 房号 门牌 门牌号 村组 行政村 自然村 省份 城市 区县 县区 区划 在住 实口 学段 学制 电话 手机 年 月 日 甲 乙 丙 父亲 母亲 丈夫 妻子 配偶 本人 基本信息 东 南 西 北 四至 微信 qq 邮编 模块 选项卡 户名 开户行 开户银行 兵役 健在 rh 户别 普查区 普查小区 学科 文号 总分 得分 分值'.split(
    ' ',
  ),
)

/** Words that fill cells everywhere and never head a column of their own. */
const answers = new Set(
  '男 女 是 否 有 无 汉 汉族 已 未 √ ✓ ☑ ○ × 合格 不合格 群众 党员 中共党员 团员 共青团员 已婚 未婚 离异 离婚 丧偶 小学 初中 高中 中专 大专 本科 研究生 文盲 农业 非农业 城镇 农村 户主 配偶 之子 之女 长子 次子 长女 次女 健康 良好 一般 较差 正常'.split(
    ' ',
  ),
)

const numberLike = /^[-+]?[\d,]+(\.\d+)?%?$/
const dateLike = /^(\d{4}|\d{2})[-./年]\s*\d{1,2}([-./月]\s*\d{1,2}日?|月)?$|^\d{8}$/
const rankLike = /^[第]?[一二三四五六七八九十\d]+(级|类|档|次|岁|年级|班|人|个|元)$/u
const idLike = /^\d{6}[\d*x×xX]{8,12}[\dxX*]?$|^[\d.]+e\+\d+$/i
const addressLike = /\d+\s*(号|栋|幢|楼|单元|室|组|弄|户|层|#)/
const regionLike = /^.{2,6}(省|市|县|镇|乡|街道|社区|村|小区|家园|花园|公司|超市|医院|学校|小学|中学|饭店|餐馆|药店)$/u

/** A number, date, identifier, address or tick: what stands in data. */
export function looksLikeData(text: string): boolean {
  if (text === '') return false
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (numberLike.test(plain) || dateLike.test(plain) || idLike.test(plain)) return true
  if (rankLike.test(plain)) return true
  return answers.has(plain) || (addressLike.test(plain) && !/(号码|数|面积|情况|名称)/.test(plain)) || /^[\w.+-]+@[\w.-]+$/.test(plain)
}

/** A number, date, identifier or address: what is never printed in a header, unlike 男 or 一级 under their groups. */
export function looksLikeValue(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  return numberLike.test(plain) || dateLike.test(plain) || idLike.test(plain) || addressLike.test(plain)
}

/** A cell with boxes to tick. */
export function hasBoxes(text: string): boolean {
  return /[□☐■☑]/u.test(text)
}

/** Text that ends with a colon, or stands before one with nothing behind: a label on a line or in a card. */
export function endsWithColon(text: string): boolean {
  return /[:：]$/u.test(text)
}

/** Without stars, brackets, numbering, boxes and colons: the words that make a heading one. */
export function headingWords(text: string): string {
  return withoutGloss(text.normalize('NFKC'))
    .replace(/[□☐].*$/u, '')
    .replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]?/gu, '')
    .replace(/^[a-z]?\d{1,2}(\.\d+)*[.、．]\s*/i, '')
    .replace(/[*＊★:：\s"“”'《》]/gu, '')
    .toLowerCase()
}

/** 0–1: 1 for words that only headings have, about a third for any short text, 0 for data. */
export function headingScore(text: string): number {
  if (text === '' || looksLikeData(text)) return 0
  const words = headingWords(text)
  if (words === '') return /^[([（].*[)\]）]$/u.test(text) ? 0.2 : 0
  if (wholes.has(words)) return 1
  if (words.length > 40) return 0.1
  if (regionLike.test(words) && !/^(所属|所在|户籍|居住|现住|工作|服务|就读|申请|用人|签约|毕业)/.test(words)) return 0.15
  if (tails.test(words)) return words.length <= 24 ? 1 : 0.6
  if (openings.test(words)) return 1
  return /\d/.test(words) || words.length > 12 ? 0.15 : 0.35
}

const units =
  /^[(（]?(单位[:：])?(人|户|元|万元|亿元|千元|元(?:[/·][^\s/·()（）]{1,4})+|部|亩|公顷|万?平方米|万?㎡|m2|米|平方公里|公里|个|栋|幢|套|间|处|家|件|次|人次|辆|台|只|头|吨|公斤|千克|kg|斤|岁|%|％|‰|天|小时|h|mmHg|份|条|张|名|对|所|项|起|场)[)）]?$/iu

/** A unit of measure alone in a cell, as stands in the line under a header. */
export function isUnit(text: string): boolean {
  return units.test(text.replace(/\s+/g, ''))
}

/** A column number as printed under a header: 1, (2), ③, 甲, 3=1+2. */
export function columnNumber(text: string): number | 'letter' | undefined {
  const plain = text.normalize('NFKC').replace(/[()（）\s]/g, '')
  if (/^[甲乙丙丁戊己庚辛a-z]$/iu.test(plain) || /^(栏次|代码|—|-)$/.test(plain)) return 'letter'
  const number = /^(\d{1,3})(=[\d+\-*/=×÷%]+)?$/.exec(plain)
  return number ? Number(number[1]) : undefined
}

const totalWord = /^(本页|本表|累|总|共|合|小)?[合总共小累]?计(金额|人数|户数)?([(（].*)?$/u

/** 合计, 小 计, 总计：, XX社区小计, 共14人. */
export function isTotal(text: string): boolean {
  const plain = text.replace(/[\s:：　]/gu, '')
  if (plain.length > 14) return false
  return (
    (totalWord.test(plain) && /计/.test(plain)) ||
    /(小计|合计|总计|共计)$/u.test(plain) ||
    /^(本页|本表|以上|总|合)?共计?\d+[人户口名]$/u.test(plain.normalize('NFKC')) ||
    /^(全区|全镇|全县|全市|全街道|全社区|全村)$/u.test(plain)
  )
}

/** 备注：…, 注：…, 填表说明…, 说明：…: a remark under or above a table. */
export function isNote(text: string): boolean {
  return (
    /^[(（*※]?\s*(备\s*注|附?注|说\s*明|填表说明|填报说明|填写说明|填表须知|注意事项|填表要求|填报要求|温馨提示|提示)\s*\d?\s*[:：.、]/u.test(
      text,
    ) ||
    /^[*※★]\s*\S{6,}/u.test(text) ||
    /^\d+[.、．]\s*\S{12,}/u.test(text)
  )
}

const signed =
  /(填表|填报|制表|审核|审批|复核|经办|统计|登记|采集|调查|分管|主管|签批|单位|部门|科室|主要|支部|社区|村委?会?|街道|乡镇|机构)*(负责人|领导|责任人|人|员|单位|日期|时间|书记|主任|公章|盖章|签字|签名|签章)\s*([(（][^)）]*[)）])?\s*[:：]/u

/** 填表人：  审核人：  填报日期：: names, seals and dates around a table. */
export function isSignature(text: string): boolean {
  return (
    signed.test(text) ||
    /^(审核|制表|填表|复核|审批|经办|统计|录入|校对|批准|签发|核对)\s*[:：]/u.test(text) ||
    /^(监督|举报|咨询|联系)电话\s*[:：]/u.test(text) ||
    /(盖章|公章)[)）]?\s*[:：]?/u.test(text) ||
    /年\s+月\s+日/u.test(text)
  )
}

/** Words of a form's title. */
export function titleScore(text: string): number {
  if (text === '' || endsWithColon(text) || text.length > 60) return 0
  const plain = text.replace(/[\s]/g, '').replace(/[(（][^)）]*[)）]$/u, '')
  if (/(表|册|台账|台帐|名单|清单|底册|登记簿|卡|明细|汇总|统计|目录|一览|书|档案|底数|公示)$/u.test(plain)) return 1
  // Only now: 阳光花园3号楼住户信息表 has an address in it.
  if (looksLikeData(text)) return 0
  return plain.length >= 6 ? 0.4 : 0.15
}
