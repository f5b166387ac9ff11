/** Made-up households of one community, said as a register, a department and a visit would say them. The same seed gives the same people. */
import { addDays } from '#base/values/day.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import type { Saying } from '#ground/facts/saying.ts'
import { between, pick, type Random } from '../corpus/values.ts'

export const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
export const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌丹宁倩雪梅浩宇欣怡子轩雨涵晨曦嘉']
const educations = ['20', '30', '40', '60', '70', '80']
const employments = ['employed', 'flexible', 'self-employed', 'farming', 'migrant', 'unemployed', 'home']
const medical = ['employee', 'resident', 'public', 'commercial', 'none']
const pensions = ['employee', 'resident', 'public', 'none']
const livings = ['alone', 'spouse', 'children', 'relatives']
const jobs = ['工人', '教师', '司机', '个体经营', '务农', '会计', '保安', '店员', '医生']
const employers = Array.from({ length: 400 }, (_, at) => `莱州市第${at + 1}${['机械', '食品', '建材', '服装'][at % 4]}有限公司`)
const villages = Array.from({ length: 60 }, (_, at) => `山东省莱州市文昌路街道第${at + 1}居委会`)

const two = (number: number) => String(number).padStart(2, '0')

export type MadePerson = { sayings: Omit<Saying, 'id'>[] }
export type MadeHousehold = { people: MadePerson[]; dwelling: Omit<Saying, 'id'>; household: Omit<Saying, 'id'> }

/** One to five people at a door, with what is known of the door and the household. `today` is the day everything is seen from. */
export function makeHousehold(random: Random, dwelling: string, serial: number, today: string): MadeHousehold {
  const size = pick(random, [1, 2, 2, 3, 3, 3, 4, 5])
  const address = pick(random, villages)
  const asOf = addDays(today, -between(random, 20, 900))
  const say = (body: Record<string, FactValue>) => ({ source: 'register', asOf, saidOn: asOf, body })
  return {
    people: Array.from({ length: size }, (_, at) => makePerson(random, { dwelling, serial: serial + at, place: at, address, asOf, today })),
    dwelling: say({
      'dwelling.floor-area': between(random, 40, 180),
      'dwelling.rooms': between(random, 1, 5),
      'dwelling.use': 'residential',
    }),
    household: say({
      'household.vehicle-count': between(random, 0, 2),
      'household.e-bike-count': between(random, 0, 2),
      'household.housing-area': between(random, 40, 180),
    }),
  }
}

type Place = { dwelling: string; serial: number; place: number; address: string; asOf: string; today: string }

function makePerson(random: Random, { dwelling, serial, place, address, asOf, today }: Place): MadePerson {
  const [year, month, day] = [
    place < 2 ? between(random, 1936, 2000) : between(random, 1980, 2024),
    between(random, 1, 12),
    between(random, 1, 28),
  ]
  const age = Number(today.slice(0, 4)) - year
  const male = random() < 0.5
  const order = (serial % 400) * 2 + (male ? 1 : 0) + 100
  const number = `${370001 + (Math.floor(serial / 400) % 999)}${year}${two(month)}${two(day)}${order}`
  const name = pick(random, surnames) + pick(random, given) + (random() < 0.75 ? pick(random, given) : '')
  const status = age < 16 ? 'student' : age > 62 ? 'retired' : pick(random, employments)
  const phone = () => `1${pick(random, ['35', '38', '50', '77', '86', '99'])}${String(between(random, 0, 99_999_999)).padStart(8, '0')}`
  const sayings: MadePerson['sayings'] = []
  const say = (source: string, on: string, body: Record<string, FactValue>) => sayings.push({ source, asOf: on, saidOn: on, body })
  say('register', asOf, {
    'person.name': name,
    'person.sex': male ? '1' : '2',
    'person.birth-date': `${year}-${two(month)}-${two(day)}`,
    'person.id-number': number + idCheckCharacter(number),
    ...(age > 12 ? { 'person.phone': phone() } : {}),
    'person.relation-to-head': place === 0 ? '02' : place === 1 ? '10' : '20',
    'person.education-level': pick(random, educations),
    'person.marital-status': age < 22 ? '10' : pick(random, ['10', '20', '20', '20', '30', '40']),
    'person.register-nature': pick(random, ['agricultural', 'non-agricultural', 'resident']),
    'person.registered-address': address,
    'person.registered-province': '山东省',
    'person.registered-city': '烟台市',
    'person.registered-county': '莱州市',
    'person.native-place': '山东莱州',
    'person.population-kind': random() < 0.8 ? 'registered' : 'floating',
    'person.residence': { dwelling, from: `${between(random, 1995, 2025)}-0${between(random, 1, 9)}-01` },
    'person.employment-status': status,
    ...(status === 'employed' ? { 'person.employer': pick(random, employers), 'person.occupation': pick(random, jobs) } : {}),
    'person.living-arrangement': pick(random, livings),
    'person.housing-kind': random() < 0.85 ? 'own' : 'rented',
    'person.is-volunteer': random() < 0.05,
    'person.is-veteran': random() < 0.04,
  })
  if (random() < 0.8)
    say('department:医保', addDays(today, -between(random, 10, 500)), {
      'person.medical-insurance': pick(random, medical),
      'person.pension-insurance': pick(random, pensions),
    })
  if (random() < 0.1)
    say('department:民政', addDays(today, -between(random, 10, 500)), {
      'person.is-minimum-living': random() < 0.3,
      'person.is-disabled': random() < 0.5,
      'person.political-status': random() < 0.4 ? '01' : '13',
    })
  if (random() < 0.5)
    say('seen', addDays(today, -between(random, 0, 300)), {
      'person.living-arrangement': pick(random, livings),
      ...(random() < 0.2 ? { 'person.phone': phone() } : {}),
      'person.children-count': between(random, 0, 3),
    })
  return { sayings }
}
