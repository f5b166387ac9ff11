import { addDays } from '#base/values/day.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { type Draw, drawFrom, townId } from './draw.ts'
import { drawName, drawSurname } from './names.ts'
import type { Numbers } from './numbers.ts'
import type { Telling } from './people.ts'
import { type Estate, regionOf } from './places.ts'
import { isVillagePlan } from './plan.ts'
import { latest, newTeller, type Teller } from './sayings.ts'
import type { Home } from './settle.ts'
import type { TownPremises } from './town-shape.ts'

/** Kind (list `premises-kind`), weight, and what such places are called. */
const kinds: readonly (readonly [string, number, string])[] = [
  ['shop', 30, '超市 便利店 烟酒店 五金店 水果店 大药房 文具店 粮油店 服装店 水产店'],
  ['restaurant', 22, '包子铺 面馆 饺子馆 烧烤店 火锅店 早餐店 羊汤馆 海鲜馆'],
  ['beauty', 9, '美发 美容美甲 足疗馆'],
  ['hospital', 4, '诊所 口腔门诊部 中医门诊'],
  ['express', 4, '快递驿站 快递代收点'],
  ['repair', 7, '汽修 家电维修 电动车维修'],
  ['workshop', 5, '工艺加工坊 铝合金加工店 纸箱加工厂 豆腐坊'],
  ['school', 3, '幼儿园 托育园 培训学校'],
  ['hotel', 3, '旅馆 快捷宾馆'],
  ['office', 5, '房产中介 装饰公司 旅行社'],
  ['internet-cafe', 1, '网吧'],
  ['entertainment', 2, '歌厅 棋牌室'],
  ['recycling', 1, '废品收购站'],
  ['warehouse', 2, '仓库'],
  ['care', 1, '日间照料中心'],
  ['construction', 1, '项目工地'],
]
const trades =
  '佳佳 惠民 鑫源 好运来 顺通 宏达 阿美 平安 蓝海 福临 万家 新世纪 老字号 金桥 永兴 聚福 同乐 海之味 一品 康泰 小太阳 金色 东方 四季 百姓'.split(
    ' ',
  )
const villageKinds = ['shop', 'workshop', 'hospital', 'express', 'recycling', 'warehouse', 'restaurant']

/** Shops, venues, workshops and sites of an estate, with operators and permits. */
export function tellPremises(telling: Telling, estate: Estate, homes: readonly Home[], numbers: Numbers): TownPremises[] {
  const { plan } = estate
  const taken = new Set<string>()
  return Array.from({ length: plan.premises }, (_one, at) => {
    const draw = drawFrom(telling.seed, 'premises', plan.name, at)
    const choices = isVillagePlan(plan) ? kinds.filter(([kind]) => villageKinds.includes(kind)) : kinds
    const [type, words] = draw.weighted(choices.map(([kind, weight, names]) => [[kind, names.split(' ')] as const, weight] as const))
    const operator = drawOperator(telling, draw, homes, numbers)
    const name = nameOf(draw, type, draw.pick(words), operator.name, taken)
    return tellOne(telling, draw, estate, { at, type, name, operator }, numbers)
  })
}

type Operator = { name: string; phone: string }
type Made = { at: number; type: string; name: string; operator: Operator }

/** A third of the shops are kept by people who live in the same estate. */
function drawOperator({ identities }: Telling, draw: Draw, homes: readonly Home[], numbers: Numbers): Operator {
  const neighbour = draw.chance(0.33)
    ? draw.pick(homes).residents.find((one) => !one.away && !one.died && one.birth > '1956' && one.birth < '2002')
    : undefined
  if (neighbour) return { name: neighbour.name, phone: identities.get(neighbour.id)?.mobile ?? numbers.mobile() }
  return {
    name: drawName(draw, drawSurname(draw), draw.chance(0.6) ? 'male' : 'female', draw.integer(1962, 1998)),
    phone: numbers.mobile(),
  }
}

function nameOf(draw: Draw, type: string, word: string, operator: string, taken: Set<string>): string {
  for (;;) {
    const own = type === 'restaurant' && draw.chance(0.4)
    const name = (own ? `${operator.charAt(0)}记` : draw.pick(trades) + (draw.chance(0.3) ? draw.pick(trades).charAt(0) : '')) + word
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

function addressOf({ plan }: Estate, at: number): string {
  if (isVillagePlan(plan)) return `${plan.name}${plan.lanes[at % Math.max(1, plan.lanes.length)] ?? ''}${200 + at}号`
  return `${plan.road.replace('号', '')}-${at + 1}号`
}

function tellOne(telling: Telling, draw: Draw, estate: Estate, made: Made, numbers: Numbers): TownPremises {
  const { seed, today } = telling
  const { at, type, name, operator } = made
  const id = townId(seed, 'premises', `${estate.plan.name}/${at}`)
  const address = addressOf(estate, at)
  const teller = newTeller(seed, id, today)
  const opened = addDays(today, -draw.integer(60, 4200))
  const closed = draw.chance(0.05)
  teller.say('register', addDays(today, -draw.integer(30, 600)), {
    'premises.name': name,
    'premises.kind': type,
    'premises.address': address,
    'premises.responsible-name': operator.name,
    'premises.responsible-phone': draw.chance(0.92) ? operator.phone : undefined,
    'premises.staff-count': type === 'construction' ? undefined : draw.integer(1, type === 'school' || type === 'workshop' ? 24 : 6),
    'premises.area': draw.integer(18, type === 'warehouse' || type === 'school' ? 600 : 140),
    'premises.operating-state': 'open',
  })
  if (draw.chance(0.85)) {
    teller.say('department:市场监管', latest(opened, addDays(today, -draw.integer(40, 700))), {
      'premises.name': draw.chance(0.06) ? `莱州市${name}` : name,
      'premises.uscc': numbers.uscc(type === 'office' || type === 'workshop' || type === 'construction' ? '91' : '92'),
      'premises.founded-date': opened,
      'premises.legal-representative-name': operator.name,
    })
  }
  tellPermits(draw, teller, type, today)
  tellInspection(draw, teller, type, closed, today)
  return {
    id,
    kind: 'premises',
    street: estate.street,
    region: regionOf(estate.community, draw.pick(estate.doors).grid),
    estate: estate.id,
    type,
    name,
    address,
    sort: `${estate.sort} ${String(at + 1).padStart(3, '0')}`,
    statements: teller.statements(),
  }
}

/** Food and hygiene permits by their departments; some have run out, some run out soon. */
function tellPermits(draw: Draw, teller: Teller, type: string, today: string): void {
  const until = addDays(today, draw.integer(-90, 1500))
  const number = `JY${draw.integer(1, 3)}3706830${String(draw.integer(0, 99_999)).padStart(5, '0')}`
  const permits: Record<string, Record<string, FactValue>> = {
    restaurant: { 'premises.food-permit': number, 'premises.food-permit-until': until, 'premises.health-certificates': draw.integer(1, 6) },
    shop: draw.chance(0.5) ? { 'premises.food-permit': number, 'premises.food-permit-until': until } : {},
    construction: {
      'premises.works-permit': `370683${draw.integer(202301, 202612)}0101`,
      'premises.contractor': '宏达建筑工程有限公司',
      'premises.worker-count': draw.integer(20, 90),
      'premises.works-state': '主体施工',
    },
  }
  const department = type === 'construction' ? '住建' : '市场监管'
  teller.say(`department:${department}`, addDays(today, -draw.integer(20, 400)), permits[type] ?? {})
  if (type === 'hotel' || type === 'beauty')
    teller.say('department:卫健', addDays(today, -draw.integer(20, 400)), {
      'premises.hygiene-permit': `鲁卫公证字〔2024〕第${draw.integer(1000, 9999)}号`,
    })
}

function tellInspection(draw: Draw, teller: Teller, type: string, closed: boolean, today: string): void {
  if (!draw.chance(0.7)) return
  const day = addDays(
    today,
    -draw.weighted([
      [draw.integer(5, 90), 6],
      [draw.integer(90, 330), 3],
      [draw.integer(370, 700), 1],
    ] as const),
  )
  const hazard = draw.chance(0.13)
  teller.say('seen', day, {
    'premises.operating-state': closed ? 'closed' : 'open',
    'premises.extinguisher-count': draw.integer(0, 4),
    'premises.has-smoke-alarm': draw.chance(0.45),
    'premises.has-people-living': draw.chance(0.08),
    ...(type === 'restaurant'
      ? { 'premises.gas-kind': draw.chance(0.55) ? 'natural' : 'lpg', 'premises.has-gas-alarm': draw.chance(0.7) }
      : {}),
    'premises.last-inspection': day,
    'premises.hazard-degree': hazard ? 'minor' : 'none',
    ...(hazard
      ? {
          'premises.hazards': draw.pick(['灭火器压力不足', '疏散通道堆放杂物', '电线私拉乱接', '应急照明灯损坏']),
          'premises.rectify-until': addDays(day, 15),
        }
      : {}),
  })
}
