import type { CatalogueIndex } from './catalogue-index.ts'
import { readHeading } from './heading.ts'
import { partyOf, splitAttribute } from './parties.ts'

const ofAnyPerson = /^(性别|年龄|周岁|出生年月日?|出生日期|民族|文化程度|学历|政治面貌|婚姻状况|籍贯|职业)$/u

/**
 * By which word the sheet calls those its rows are about, where no column is just 姓名: 享受人姓名 or 楼长姓名 followed by 性别 and 年龄 of nobody
 * else's. Nothing where rows are plainly about somebody the catalogue knows by that word (户主) or about no person.
 */
export function selfNameOf(index: CatalogueIndex, paths: readonly string[][], title = ''): string | undefined {
  const group = groupOfSelf(index, paths, title)
  if (group !== undefined) return group
  const single = paths.filter((path) => path.length === 1).map((path) => path[0] ?? '')
  if (paths.some((path) => readHeading(path.at(-1) ?? '').forms.some((form) => form.key === '姓名'))) return undefined
  const plain = single.filter((text) => readHeading(text).forms.some((form) => ofAnyPerson.test(form.key)))
  const first = paths.find((path) => splitAttribute(path.at(-1) ?? '')?.attribute === '姓名')
  const party = first?.length === 1 ? splitAttribute(first[0] ?? '')?.party : undefined
  if (party === undefined || /户主|产权人|房东|房主|业主|法人|法定代表人|经营者|负责人|联系人|监护人|代理人/u.test(party)) return undefined
  // 团队名称 before 队长姓名: rows are teams, unless the title calls them by the word for their heads.
  const ofTeams = paths
    .slice(0, 2)
    .some((path) => path !== first && /(团队|队伍|组织|机构|协会|单位|企业|支部|合作社)(名称|全称)$/u.test(path.at(-1) ?? ''))
  if (ofTeams && !/(人|员|长|者|名册|名单|通讯录)/u.test(title)) return undefined
  const needed = partyOf(index, party).kind === 'known' ? 2 : 1
  return plain.length >= needed ? party : undefined
}

/** 信访人情况 over 姓名 and 住址, where the title speaks of 信访 and nobody was named before. */
function groupOfSelf(index: CatalogueIndex, paths: readonly string[][], title: string): string | undefined {
  const first = paths.find((path) => /姓名/u.test(path.at(-1) ?? ''))
  const upper = first?.at(-2)
  if (upper === undefined || partyOf(index, upper).kind !== 'unknown') return undefined
  const stem = upper.replace(/(基本)?(信息|情况|资料)$/u, '').replace(/(人员|人|者|员|对象)$/u, '')
  return stem.length > 1 && title.includes(stem) ? upper : undefined
}
