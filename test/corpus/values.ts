import { serialFromDay } from '#base/values/day.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { usccCheckCharacter } from '#base/values/uscc.ts'

/** Synthetic values for the cells of the corpus: no value belongs to a living person. Everything follows from the seed. */

export type Random = () => number

/** A small reproducible generator (mulberry32): the same seed gives the same corpus on every machine. */
export function randomOf(seed: string): Random {
  let state = hash(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** FNV-1a. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  return (value ^ (value >>> 12)) >>> 0
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T
}

export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'].concat(['欧阳', '司马'])
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌']
const rare = [...'㛃䶮𬭎堃玥昇喆']

export function nameOf(random: Random, unusual = false): string {
  const length = random() < 0.25 ? 1 : 2
  let name = pick(random, surnames)
  for (let n = 0; n < length; n++) name += unusual && n === 0 ? pick(random, rare) : pick(random, given)
  return name
}

/** A day as parts; people between 5 and 90. */
export function dayOf(random: Random, from = 1936, to = 2019): [number, number, number] {
  return [between(random, from, to), between(random, 1, 12), between(random, 1, 28)]
}

const two = (number: number) => String(number).padStart(2, '0')

/** A citizen number with its check character (GB 11643), in a county code that is not in use. */
export function idNumberOf(random: Random, day = dayOf(random)): string {
  const body = `990199${day[0]}${two(day[1])}${two(day[2])}${String(between(random, 1, 999)).padStart(3, '0')}`
  return body + idCheckCharacter(body)
}

export function oldIdNumberOf(random: Random): string {
  const [, month, day] = dayOf(random)
  return `990199${between(random, 30, 79)}${two(month)}${two(day)}${String(between(random, 1, 999)).padStart(3, '0')}`
}

export function mobileOf(random: Random): string {
  return `1${pick(random, ['35', '39', '58', '77', '86', '99'])}${String(between(random, 0, 99999999)).padStart(8, '0')}`
}

export const communities = ['新湖社区', '柳河社区', '东关社区', '南桥村', '石门村', '北苑社区', '清泉村', '向阳社区']
const estates = ['翠竹苑', '和平小区', '阳光花园', '锦绣家园', '供销社家属院']
const organisations = ['新湖便民超市', '柳河镇中心卫生院', '远山建筑有限公司', '东关小学', '顺发餐馆', '惠民药店', '第一支部']

/** The eight spellings of a day that clerks use. */
export const daySpellings: readonly ((day: readonly [number, number, number]) => string)[] = [
  ([y, m, d]) => `${y}-${two(m)}-${two(d)}`,
  ([y, m, d]) => `${y}/${m}/${d}`,
  ([y, m, d]) => `${y}.${m}.${d}`,
  ([y, m, d]) => `${y}年${m}月${d}日`,
  ([y, m, d]) => `${y}${two(m)}${two(d)}`,
  ([y, m, d]) => `${y}.${two(m)}.${two(d)}`,
  ([y, m, d]) => `${String(y).slice(2)}.${m}.${d}`,
  ([y, m, d]) => `${y}年${two(m)}月${two(d)}`,
]

const words = {
  nation: ['汉', '汉族', '回族', '满族', '汉族', '汉'],
  edu: ['小学', '初中', '高中', '大专', '本科', '文盲'],
  marital: ['已婚', '未婚', '离异', '丧偶'],
  politics: ['群众', '中共党员', '共青团员', '群众'],
  rel: ['户主', '配偶', '之子', '之女', '父亲', '孙女'],
  bank: ['农村信用社', '邮政储蓄银行', '农业银行'],
  school: ['东关小学', '柳河镇中学', '新湖幼儿园'],
  group: ['一组', '二组', '上湾', '大庙'],
  street: ['柳河镇', '东关街道'],
  grid: ['新湖第一网格', '新湖第二网格', '东关003网格'],
  text: ['一般', '需要关注', '无', '正常', '门诊治疗', '外出未归'],
  remark: ['', '', '', '长期在外', '已核实'],
} as const

const usccBody = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A code with its check character (GB 32100). */
export function usccOf(random: Random): string {
  const body = `92990199MA${Array.from({ length: 7 }, () => pick(random, [...usccBody])).join('')}`
  return body + usccCheckCharacter(body)
}

export type Value = string | number | { serial: number; text: string }

/** One cell's value for a kind of sample such as `name`, `int:1-6`, `code:A类/B类`. `row` counts data rows from 1. */
export function cellValue(kind: string, random: Random, row: number, mess: ReadonlySet<string>): Value {
  const [name = '', detail = ''] = kind.split(':')
  const [low = 0, high = 0] = detail.split('-').map(Number)
  switch (name) {
    case 'seq':
      return row
    case 'name':
      return nameOf(random, mess.has('rare-names'))
    case 'names':
      return mess.has('people-in-cell') ? `${nameOf(random)}、${nameOf(random)}` : nameOf(random)
    case 'namephone':
      return `${nameOf(random)} ${mobileOf(random)}`
    case 'sex':
      return pick(random, ['男', '女'])
    case 'id':
      return idValue(random, row, mess)
    case 'disid':
      return `${idNumberOf(random)}${between(random, 1, 7)}${between(random, 1, 4)}`
    case 'masked':
      return `${idNumberOf(random).slice(0, 14)}****`
    case 'phone':
      return phoneValue(random, row, mess)
    case 'land':
      return `0990-${between(random, 2000000, 8999999)}`
    case 'date':
      return dateValue(dayOf(random, 1995, 2024), row, mess)
    case 'month':
      return `${between(random, 1960, 2024)}.${two(between(random, 1, 12))}`
    case 'year':
      return between(random, 1978, 2024)
    case 'age':
      return between(random, 5, 90)
    case 'age65':
      return between(random, 65, 95)
    case 'age80':
      return between(random, 80, 102)
    case 'addr':
      return `${pick(random, communities)}${between(random, 1, 60)}号${between(random, 1, 9)}单元${between(random, 1, 6)}0${between(random, 1, 4)}室`
    case 'community':
      return communityOf(random, row, mess)
    case 'estate':
      return pick(random, estates)
    case 'org':
      return pick(random, organisations)
    case 'room':
      return `${between(random, 1, 18)}0${between(random, 1, 4)}`
    case 'money':
      return between(random, 2, 400) * 10
    case 'int':
    case 'num':
    case 'count':
      return between(random, low, high)
    case 'yn':
      return pick(random, ['是', '否'])
    case 'code':
      return pick(random, detail.split('/'))
    case 'checkbox':
      return pick(random, detail.split('/'))
    case 'account':
      return `6217${String(between(random, 0, 999999999)).padStart(9, '0')}${between(random, 100000, 999999)}`
    case 'serial':
      return `X${between(random, 2019, 2024)}${String(row).padStart(5, '0')}`
    case 'studentno':
      return `G${idNumberOf(random)}`
    case 'plate':
      return `新A${between(random, 10000, 99999)}`
    case 'email':
      return `user${between(random, 100, 999)}@example.com`
    case 'uscc':
      return usccOf(random)
    case 'blank':
      return ''
    default:
      return pick(random, words[name as keyof typeof words] ?? words.text)
  }
}

/** Communities that were renamed stand under both names for years. */
function communityOf(random: Random, row: number, mess: ReadonlySet<string>): string {
  const name = pick(random, communities)
  return mess.has('renamed-community') && row % 3 === 0 ? `${name.replace(/(社区|村)$/, '')}居委会（现${name}）` : name
}

function idValue(random: Random, row: number, mess: ReadonlySet<string>): Value {
  const number = idNumberOf(random)
  if (mess.has('id15') && row % 4 === 1) return oldIdNumberOf(random)
  if (mess.has('sci-ids') && row % 3 === 1) return `${number[0]}.${number.slice(1, 6)}E+17`
  if (mess.has('numeric-ids') && row % 2 === 1 && !number.endsWith('X')) return Number(number)
  return mess.has('fullwidth') && row % 3 === 2 ? wide(number) : number
}

function phoneValue(random: Random, row: number, mess: ReadonlySet<string>): Value {
  const number = mobileOf(random)
  if (mess.has('phones-two') && row % 3 === 1) return `${number}/${mobileOf(random)}`
  if (mess.has('numeric-phones')) return Number(number)
  return mess.has('fullwidth') && row % 3 === 2 ? wide(number) : number
}

function dateValue(day: [number, number, number], row: number, mess: ReadonlySet<string>): Value {
  const spell = daySpellings[row % daySpellings.length] as (day: readonly [number, number, number]) => string
  const plain = `${day[0]}-${two(day[1])}-${two(day[2])}`
  const serial = serialFromDay(plain)
  if (mess.has('serial-dates')) return row % 3 === 0 ? serial : { serial, text: plain }
  return mess.has('text-dates') ? spell(day) : plain
}

function wide(text: string): string {
  return text.replace(/[0-9X]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0))
}
