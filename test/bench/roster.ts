/** Rosters of any size for measuring: synthetic people in synthetic estates, the same for the same seed, and the roster of the month after. */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { idCheckCharacter } from '#base/values/id-number.ts'
import { type SimpleRow, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { between, pick, type Random, randomOf } from '../corpus/values.ts'

/** Name of its sheet. */
export const SHEET = '人口台账'

export const headings = [
  '序号', '小区名称', '楼栋', '单元', '房号', '户主姓名', '与户主关系', '姓名', '性别', '公民身份号码',
  '出生日期', '联系电话', '文化程度', '婚姻状况', '户口性质', '户籍地址', '工作单位', '职业', '入住时间', '备注',
] as const // biome-ignore format: a line holds ten columns

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌丹宁倩雪梅浩宇欣怡子轩雨涵晨曦嘉']
const estateNames = [...'阳光锦绣和平翠竹东苑清泉龙湖玫瑰'].flatMap((first) => [...'园苑庭湾'].map((last) => `${first}${last}花园`))
const educations = ['小学', '初中', '高中', '大专', '本科', '研究生']
const marriages = ['未婚', '已婚', '离婚', '丧偶']
const natures = ['农业户口', '非农业户口', '居民户口']
const jobs = ['工人', '教师', '司机', '个体经营', '退休', '务农', '会计', '保安', '店员', '医生']
const employers = Array.from({ length: 400 }, (_, at) => `莱州市第${at + 1}${['机械', '食品', '建材', '服装'][at % 4]}有限公司`)
const towns = Array.from({ length: 60 }, (_, at) => `山东省莱州市文昌路街道第${at + 1}居委会`)

type Person = {
  name: string
  sex: string
  id: string
  birth: string
  phone: string
  education: string
  marriage: string
  employer: string
  job: string
}

const two = (number: number) => String(number).padStart(2, '0')

function makePerson(random: Random, serial: number): Person {
  const [year, month, day] = [between(random, 1938, 2018), between(random, 1, 12), between(random, 1, 28)]
  const male = random() < 0.5
  // The serial spreads over area and order digits, so that no number occurs twice at any size.
  const area = 370001 + (Math.floor(serial / 400) % 999)
  const order = (serial % 400) * 2 + (male ? 1 : 0)
  const body = `${area}${year}${two(month)}${two(day)}${String(order + 100)
    .padStart(3, '0')
    .slice(-3)}`
  const name = pick(random, surnames) + pick(random, given) + (random() < 0.75 ? pick(random, given) : '')
  return {
    name,
    sex: male ? '男' : '女',
    id: body + idCheckCharacter(body),
    birth: `${year}-${two(month)}-${two(day)}`,
    phone: `1${pick(random, ['35', '38', '50', '77', '86', '99'])}${String(between(random, 0, 99_999_999)).padStart(8, '0')}`,
    education: pick(random, educations),
    marriage: pick(random, marriages),
    employer: pick(random, employers),
    job: pick(random, jobs),
  }
}

export type RosterOptions = { rows: number; seed: string /** Share of the rows that differ from the month before. */; changed?: number }

/** The rows of a roster without headings. Households of one to five live door after door. */
export function* rosterRows({ rows, seed, changed = 0 }: RosterOptions): Generator<(string | number)[]> {
  const random = randomOf(seed)
  const change = randomOf(`${seed} later`)
  let row = 0
  for (let door = 0; row < rows; door++) {
    const members = Math.min(between(random, 1, 5), rows - row)
    const household = Array.from({ length: members }, (_, at) => makePerson(random, row + at))
    const home = doorOf(door)
    const head = household[0]!.name
    const [town, nature, since] = [
      pick(random, towns),
      pick(random, natures),
      `${between(random, 1995, 2025)}-${two(between(random, 1, 12))}-01`,
    ]
    for (const [at, person] of household.entries()) {
      row++
      if (change() < changed) changePerson(change, person)
      const relation = at === 0 ? '户主' : at === 1 ? '配偶' : '子'
      yield [
        row, ...home, head, relation, person.name, person.sex, person.id,
        person.birth, person.phone, person.education, person.marriage, nature, town, person.employer, person.job, since, '',
      ] // biome-ignore format: as the headings
    }
  }
}

function doorOf(door: number): [estate: string, building: string, unit: string, room: string] {
  const [room, unit, building] = [door % 24, Math.floor(door / 24) % 3, Math.floor(door / 72) % 20]
  const estate = estateNames[Math.floor(door / 1440) % estateNames.length]! + (door >= 1440 * estateNames.length ? '二期' : '')
  return [estate, `${building + 1}号楼`, `${unit + 1}单元`, `${Math.floor(room / 2) + 1}0${(room % 2) + 1}`]
}

function changePerson(random: Random, person: Person): void {
  const kind = random()
  if (kind < 0.5) person.phone = `139${String(between(random, 0, 99_999_999)).padStart(8, '0')}`
  else if (kind < 0.8) person.employer = `${pick(random, employers)}分公司`
  else if (kind < 0.95) person.marriage = marriages[(marriages.indexOf(person.marriage) + 1) % marriages.length]!
  else person.name = person.name.slice(0, 1) + pick(random, given) + pick(random, given)
}

/** Write a roster as .xlsx: a title, a line of unit and day, the headings, the rows. */
export async function writeRoster(path: string, options: RosterOptions & { title: string }): Promise<void> {
  function* sheetRows(): Generator<SimpleRow> {
    yield [options.title]
    yield ['填报单位：文昌路街道', null, null, '填报时间：2026年11月1日']
    yield [...headings]
    yield* rosterRows(options)
  }
  const book = writeSimpleWorkbook({
    sheets: [{ name: SHEET, rows: sheetRows(), merges: [[1, 1, 1, 20]] }],
    at: new Date('2026-11-01T00:00:00Z'),
  })
  await pipeline(book, createWriteStream(path))
}
