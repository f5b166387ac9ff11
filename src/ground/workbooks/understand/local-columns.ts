import { readHeading } from './heading.ts'
import type { Profile } from './samples.ts'

const surely =
  /^(序号|顺序号|行号|行次|栏次|no|备注|备注说明|附注|签字|签名|签章|盖章|按手印|指纹|本人签字|本人签名|领取人签字|领取人签名|领取签字|签收|签收人|经手人|照片|相片|贴照片处|填报单位|填表单位|填报人|填表人|填报日期|填表日期|填报时间|填表时间|制表人|制表日期|审核人|审核日期|审批人|复核人|录入人|录入时间|录入日期|登记人|采集人|采集员|调查员|调查人|统计人|统计日期|经办人签字|年月日|联系人签字|公示情况)$/u
const ending = /(签字|签名|签章|盖章|手印|意见|审核意见|审批意见)$/u

/** Columns that never say anything of a subject: numbering, remarks, signatures, opinions, who filled the form and when. */
export function isLocal(text: string, profile: Profile, first: boolean): boolean {
  const heading = readHeading(text)
  const keys = heading.forms.map((form) => form.key)
  if (keys.some((key) => surely.test(key))) return true
  if (keys.some((key) => ending.test(key)) && profile.filled === 0) return true
  if (ending.test(heading.clean)) return true
  return first && /^(编号|号)$/.test(keys[0] ?? '') && profile.sequence
}
