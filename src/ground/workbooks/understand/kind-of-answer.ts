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
