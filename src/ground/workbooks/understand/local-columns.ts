import { readHeading } from './heading.ts'
import type { Profile } from './samples.ts'

const surely =
  /^(序号|顺序号|行号|行次|栏次|no|备注|备注说明|附注|签字|签名|签章|盖章|按手印|指纹|本人签字|本人签名|领取人签字|领取人签名|领取签字|签收|签收人|经手人|照片|相片|贴照片处|填报单位|填表单位|填报人|填表人|填报日期|填表日期|填报时间|填表时间|制表人|制表日期|审核人|审核日期|审批人|复核人|录入人|录入时间|录入日期|登记人|采集人|采集员|调查员|调查人|统计人|统计日期|经办人签字|年月日|联系人签字|公示情况|人脸照片|照片路径|附件|附件\d*|二维码|主键|创建人|创建者|创建时间|创建日期|更新人|更新时间|修改时间|提交时间|上传时间|录入单位|操作人|操作时间|操作|审核状态|审核意见|审批状态|数据来源|数据状态|排序|合计|小计|总计|共计|合计金额|总金额|金额合计|合计（元）)$/u
/** Who handled the form or the case, never the subject: 调解员, 复查人, 录入人员电话. */
const handler =
  /^(复查|排查|走访|核对|填写|报送|督导|入户|调查|采集|登记|录入|上报|填报|统计|审核|审批|复核|经办|办理|受理|接待|调解|化解|清查|核查|核实|督办|督查|验收|发放|劝返|维保|执法|值班|整改)(责任|负责)?(人|人员|员|者|干部|民警|警官|经办)(姓名|电话|联系电话|联系方式|手机号?)?$/u
const handlingUnit = /^(填写|报送|采集|登记|录入|上报|填报|统计|调查|审核|审批|复核)单位$/u

/** When somebody came to fill the form. */
const visit = /^(走访|入户|核查|核实|填写|报送|采集|调查|登统|摸排)(时间|日期)$/u

const ending = /(签字|签名|签章|盖章|手印|意见|审核意见|审批意见)$/u

/** Columns that never say anything of a subject: numbering, remarks, signatures, opinions, who filled the form and when. */
export function isLocal(path: readonly string[], profile: Profile, first: boolean): boolean {
  const heading = readHeading(path.at(-1) ?? '')
  if (isAmountOfGroup(path)) return false
  const keys = heading.forms.map((form) => form.key)
  if (keys.some((key) => surely.test(key) || handler.test(key) || handlingUnit.test(key) || visit.test(key))) return true
  // 企业名称（盖章） is a name all the same.
  if (keys.some((key) => ending.test(key) && !/(名称|姓名)(签字|签名|签章|盖章)$/u.test(key)) && profile.filled === 0) return true
  if (ending.test(heading.clean)) return true
  return first && /^(编号|号)$/.test(keys[0] ?? '') && profile.sequence
}

/** 合计 under 家庭月收入 is that income. */
function isAmountOfGroup(path: readonly string[]): boolean {
  const [leaf = '', upper = ''] = path.map((text) => readHeading(text).clean).reverse()
  return /^(合计|小计|总计|共计)$/u.test(leaf) && /(收入|支出)/u.test(upper)
}
