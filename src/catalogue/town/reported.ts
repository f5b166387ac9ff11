/** What residents of a community of the demo town reported in a month, and what came of it. All of it is made up. */
import { addDays } from '#base/values/day.ts'
import type { Channel } from '#ground/matters/life/acts.ts'
import { drawFrom } from './draw.ts'

type Said = {
  type: string
  category: string
  title: string
  answer: string
}
/** One of a month: on which day and by which way it came, who of the community said it, and how soon it was answered. */
export type TownReport = Said & {
  opened: Date
  channel: Channel
  /** A number to find somebody by, the same for the same seed. */
  who: number
  /** Null: not answered yet. */
  answered: Date | null
  solved: boolean | null
  satisfied: 'very' | 'yes' | 'partly' | 'no' | null
}

const asked: readonly (readonly [type: string, category: string, title: string, answer: string])[] = [
  ['consultation', 'how-to', '居住证怎么办', '带身份证和租房合同到社区窗口登记，满半年后领证。'],
  ['consultation', 'how-to', '老年人优待证要带什么', '带身份证和一张一寸照片，社区当天代交。'],
  ['consultation', 'how-to', '孩子医保怎么续', '手机上或到社区服务站都能办，今年底前交。'],
  ['consultation', 'how-to', '独居老人助餐怎么报名', '打电话报名就行，周一到周五中午送到家。'],
  ['consultation', 'how-to', '残疾证到期怎么换', '到期前三十天向残联申请，行动不便的可以约上门评定。'],
  ['consultation', 'how-to', '养老认证在家能不能做', '可以用手机做，不会用的社区工作者上门帮忙。'],
  ['consultation', 'policy', '老楼装电梯补贴多少', '符合条件的每台有补贴，材料清单贴在楼道和服务站。'],
  ['consultation', 'policy', '高龄津贴从几岁开始发', '八十周岁起，按月发到社保卡。'],
  ['repair', 'light', '楼道灯坏了', '已换新灯，走廊开关也检查过。'],
  ['repair', 'light', '单元门口的路灯不亮', '线路老化，已重新接线。'],
  ['repair', 'light', '地下车棚灯一闪一闪', '镇流器坏了，已换。'],
  ['repair', 'water', '楼下水管漏水', '物业当天换了接头。'],
  ['repair', 'door', '单元门关不严', '闭门器已换。'],
  ['repair', 'light', '三单元声控灯不灵', '已换感应器。'],
  ['appeal', 'noise-fume', '夜里施工声音大', '已请执法中队到场，晚十点后停工。'],
  ['appeal', 'noise-fume', '饭店油烟往楼上走', '店家装了净化器，已复查。'],
  ['appeal', 'noise-fume', '广场舞音响太响', '和领队商量好，晚上八点半结束。'],
  ['appeal', 'sanitation', '垃圾桶满了没人收', '已和清运公司说好，每天加收一次。'],
  ['appeal', 'sanitation', '拐角堆着装修垃圾', '已清走，请装修的住户到指定地方堆放。'],
  ['appeal', 'sanitation', '下水道返味', '已疏通。'],
  ['appeal', 'noise-fume', '清早有人剁肉声', '和商户说好七点以后开工。'],
  ['appeal', 'noise-fume', '空调外机嗡嗡响', '已加减震垫。'],
  ['consultation', 'how-to', '户口迁过来要什么材料', '带户口本、房产证到派出所窗口。'],
  ['appeal', 'noise-fume', '烧烤摊的烟进了屋', '摊主搬到指定地方，装了排烟罩。'],
]
/** Ways in the order of how many take them. */
const ways: readonly Channel[] = ['telephone', 'telephone', 'counter', 'telephone', 'counter', 'phone']

/** Of one month `YYYY-MM`, from its first working day on; of days after `until` nothing. */
export function reportsOf(seed: string, month: string, until: string): TownReport[] {
  const days = workdaysOf(month).filter((day) => day <= until)
  return asked.flatMap(([type, category, title, answer], at): TownReport[] => {
    const draw = drawFrom(seed, 'reported', month, at)
    const day = days[Math.floor((at * days.length) / asked.length)]
    if (day === undefined) return []
    const opened = new Date(`${day}T0${draw.integer(0, 1) === 0 ? 8 : 9}:${draw.integer(10, 50)}:00+08:00`)
    const later = draw.weighted([
      [2, 0.4],
      [7, 0.3],
      [26, 0.2],
      [240, 0.1],
    ] as [number, number][])
    const answered = new Date(opened.getTime() + later * 3_600_000)
    const isAnswered = answered.toISOString().slice(0, 10) <= until
    const heard = isAnswered && draw.chance(0.75)
    const solved = heard ? draw.chance(0.9) : null
    const rated = solved ? draw.pick(['very', 'yes', 'yes', 'partly'] as const) : 'no'
    const channel = ways[at % ways.length]!
    return [
      {
        ...{ type, category, title, answer, opened, channel, solved },
        who: draw.integer(0, 9_999),
        answered: isAnswered ? answered : null,
        satisfied: heard ? rated : null,
      },
    ]
  })
}

/** Monday to Friday; the civil holidays are the clocks' affair. */
function workdaysOf(month: string): string[] {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday >= 1 && weekday <= 5) days.push(day)
  }
  return days
}
