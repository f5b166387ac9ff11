import type { Draw } from './draw.ts'

export type Sex = 'male' | 'female'

/** Surnames of the peninsula with rough shares per thousand; the rare ones at the end try out sorting and pinyin (单, 仇, 逄, 曲). */
const surnames: readonly (readonly [string, number])[] = [
  ['王', 118],
  ['李', 82],
  ['张', 80],
  ['刘', 72],
  ['孙', 56],
  ['杨', 32],
  ['姜', 30],
  ['于', 30],
  ['徐', 29],
  ['赵', 28],
  ['陈', 26],
  ['宋', 24],
  ['曲', 22],
  ['迟', 20],
  ['林', 19],
  ['周', 18],
  ['吕', 17],
  ['马', 17],
  ['朱', 16],
  ['郭', 15],
  ['高', 15],
  ['吴', 15],
  ['胡', 14],
  ['滕', 13],
  ['原', 12],
  ['任', 12],
  ['尹', 12],
  ['战', 11],
  ['翟', 10],
  ['程', 10],
  ['董', 10],
  ['崔', 9],
  ['戴', 9],
  ['毛', 9],
  ['邱', 8],
  ['韩', 8],
  ['许', 8],
  ['何', 7],
  ['罗', 6],
  ['郑', 6],
  ['梁', 5],
  ['谢', 5],
  ['唐', 5],
  ['冯', 5],
  ['邓', 4],
  ['曹', 4],
  ['彭', 4],
  ['蒋', 3],
  ['沈', 3],
  ['单', 2],
  ['解', 2],
  ['曾', 2],
  ['逄', 1],
  ['仇', 1],
  ['盖', 1],
  ['乐', 1],
  ['欧阳', 1],
  ['綦', 1],
]

/** Given names by the decades in which they were given; older ones often of one character, or with a generation's character. */
const eras: { until: number; male: string[]; female: string[]; single: number }[] = [
  {
    until: 1949,
    single: 0.12,
    male: '德福 永祥 玉山 洪生 振海 万年 克勤 风山 学礼 云亭 兴邦 世昌 文海 玉堂 寿亭 吉庆 连升 树林 福田 广才 殿臣 同春 培德 长庚'.split(
      ' ',
    ),
    female: '秀英 桂兰 玉兰 淑珍 凤英 玉珍 桂英 素珍 秀兰 兰英 凤兰 桂花 玉梅 淑兰 秀芝 桂芝 翠兰 瑞英 月英 淑英 桂荣 玉芝 喜兰 凤芝'.split(
      ' ',
    ),
  },
  {
    until: 1969,
    single: 0.18,
    male: '建国 志强 建军 国强 卫东 文革 爱国 永强 建平 国庆 新民 学文 保国 援朝 跃进 胜利 志刚 洪波 立新 海洋 战胜 东升 向阳 福全 德胜 忠诚'.split(
      ' ',
    ),
    female: '秀珍 桂香 玉芳 淑芳 美英 爱华 秀荣 红梅 凤琴 玉红 春花 秋菊 丽华 爱玲 素芹 金花 秀云 玉香 淑华 美荣 春兰 桂芹 玉琴 翠萍'.split(
      ' ',
    ),
  },
  {
    until: 1989,
    single: 0.42,
    male: '伟 强 勇 军 磊 涛 超 波 刚 杰 鹏 辉 斌 健 晓东 海涛 志鹏 建华 春雷 永刚 文杰 洪涛 少华 晓明 国栋 振华 海波 立军 明亮 学军'.split(
      ' ',
    ),
    female:
      '丽 敏 静 艳 芳 娟 霞 燕 红 玲 梅 娜 丹 萍 晓燕 海燕 丽娜 春燕 红霞 晓丽 淑娟 艳红 丽丽 婷婷 文静 晓红 玉洁 美玲 海霞 雪梅'.split(
        ' ',
      ),
  },
  {
    until: 2009,
    single: 0.3,
    male: '浩 宇 凯 鑫 帅 斌 昊 俊杰 子豪 浩然 嘉伟 文博 天宇 俊宇 家豪 明轩 志远 一鸣 晨 阳 泽宇 鸿儒 立志 钰博'.split(' '),
    female: '婷 雪 颖 瑶 倩 悦 雯 欣怡 梦瑶 思雨 佳怡 雨欣 晓彤 文静 雅琪 子涵 静怡 可欣 美琪 佳琪 诗雨 心怡 玉婷 梓萱'.split(' '),
  },
  {
    until: 9999,
    single: 0.06,
    male: '子轩 浩宇 宇轩 一诺 奕辰 沐辰 梓睿 俊熙 皓轩 铭泽 景行 云帆 嘉树 知远 承泽 亦安 书恒 星宇 瑞霖 锦程'.split(' '),
    female: '梓涵 一诺 欣妍 语桐 若溪 可馨 诗涵 沐瑶 依诺 艺涵 清妍 芷若 念安 书瑶 云舒 知夏 佳禾 苒苒 汐瑶 星玥'.split(' '),
  },
]

const spares: Record<Sex, string> = { male: '明华军海平林东波成志文学金玉山洪春龙德新', female: '华英兰芳丽红玉梅霞云秀燕琴珍香莲雪春月凤' }

export function drawSurname(draw: Draw): string {
  return draw.weighted(surnames)
}

/** A name as given in the year of birth. Shipped names alone would repeat too often for a town, so some are put together from two characters. */
export function drawName(draw: Draw, surname: string, sex: Sex, birthYear: number): string {
  const era = eras.find(({ until }) => birthYear <= until) ?? eras[eras.length - 1]!
  const names = era[sex].filter((name) => (name.length === 1) === draw.chance(era.single))
  const listed = names.length > 0 ? draw.pick(names) : draw.pick(era[sex])
  if (listed.length === 1 || draw.chance(0.55)) return surname + listed
  return surname + (draw.chance(0.5) ? listed.charAt(0) : draw.pick([...spares[sex]])) + draw.pick([...spares[sex]])
}

/** The same name as somebody else hears or types it; undefined where no look-alike is known. */
export function misheard(name: string): string | undefined {
  const pairs = [
    '玉钰',
    '英瑛',
    '芳方',
    '伟玮',
    '静婧',
    '杰洁',
    '雪学',
    '涛滔',
    '红虹',
    '华桦',
    '兰岚',
    '志智',
    '海亥',
    '丽莉',
    '晓小',
    '萍平',
    '娟涓',
    '明铭',
  ]
  for (const [one, other] of pairs.map((pair) => [pair.charAt(0), pair.charAt(1)] as const)) {
    const at = name.indexOf(one, 1)
    if (at > 0) return name.slice(0, at) + other + name.slice(at + 1)
  }
  return undefined
}
