/** What residents of 文泉社区 reported in the demo town: one with a department, one at work, one answered, one of care; and the units that take part. */
import { ageOn } from '#base/values/day.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as matters from '#ground/matters/actions.ts'
import type { SteerAct, WorkAct } from '#ground/matters/contract.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import { listUnits } from '#ground/matters/units/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { House } from '#kernel/action/house.ts'
import { does, getStaff } from './demo-hands.ts'
import { COMMUNITY, knownOf } from './demo-residents.ts'

const units = [
  ['department', '城管执法中队', '0535-2000101'],
  ['department', '文昌派出所', '0535-2000102'],
  ['department', '市场监督管理所', '0535-2000103'],
  ['department', '生态环境所', '0535-2000104'],
  ['office', '民政和社会事务办公室', '0535-2000105'],
  ['office', '应急管理办公室', '0535-2000106'],
  ['company', '供热公司', '0535-2000107'],
] as const

export async function loadMatters(house: House, town: Town): Promise<void> {
  const head = await getStaff(house, town, 'gaofeng')
  // Killed before the note was written, the loading is gone on with.
  if ((await does(house, head, listUnits, {})).units.length > 0) return
  const ids = new Map<string, string>()
  for (const [kind, name, phone] of units) ids.set(name, (await does(house, head, addUnit, { kind, name, phone })).id)
  const guard = ids.get('城管执法中队')!
  const officer = await getStaff(house, town, 'zhenghao')
  await does(house, head, changeUnit, { id: guard, name: '城管执法中队', phone: '0535-2000101', posts: [officer.post] }, 1)

  const clerk = await getStaff(house, town, 'chenjing')
  const street = await getStaff(house, town, 'maxiaoli')
  const people = town.people
    .flatMap((person) => knownOf(person, town.today))
    .filter(({ region }) => Math.floor(region / 1000) === COMMUNITY)
  const [first, second] = people
  const elder = people.find(({ birth }) => ageOn(birth, town.today) >= 80)
  if (!first || !second || !elder) throw new Error('too few of the demo town live in its community')
  const open = (input: object) =>
    does(house, clerk, matters.open, { channel: 'telephone', region: COMMUNITY, ...input } as Parameters<typeof matters.open.run>[1])
  const work = (who: Actor, id: string, rev: number, act: WorkAct, text?: string) =>
    does(house, who, matters.work, { id, act, ...(text ? { text } : {}) }, rev)
  const steer = (id: string, rev: number, act: SteerAct, text: string) => does(house, street, matters.steer, { id, act, text }, rev)

  const smoke = await open({
    type: 'appeal',
    category: 'noise-fume',
    title: '楼下烧烤店夜里油烟呛人',
    text: '每天下午五点到凌晨一点，油烟直往窗户里灌，老人孩子都睡不好。',
    reporter: { person: first.id },
  })
  await steer(smoke.id, 1, { kind: 'dispatch', lead: `unit:${guard}` }, '请到现场查看，晚上十点后重点巡查。')
  const [air, market] = [`unit:${ids.get('生态环境所')!}`, `unit:${ids.get('市场监督管理所')!}`]
  await steer(smoke.id, 2, { kind: 'call-in', parties: [air, market] }, '请带检测设备一起到场。')
  await work(street, smoke.id, 3, { kind: 'arrive', party: market, people: 2 })
  await steer(smoke.id, 4, { kind: 'judge', party: market, verdict: 'good', did: true }, '查了证照，当场责令整改。')

  const lift = await open({
    type: 'repair',
    category: 'light',
    title: '楼道灯坏了一周',
    text: '三楼到五楼的灯都不亮。',
    reporter: { person: second.id },
  })
  await work(clerk, lift.id, 1, { kind: 'take' })
  await work(clerk, lift.id, 2, { kind: 'step', step: 'on-site', answers: { state: 'parts' } })

  const asked = await open({
    type: 'consultation',
    category: 'how-to',
    title: '新生儿怎么上医保',
    reporter: { name: '刘女士', phone: '13800000188' },
  })
  await work(clerk, asked.id, 1, { kind: 'take' })
  await work(
    clerk,
    asked.id,
    2,
    { kind: 'answer' },
    '出生90天内，带户口簿和出生医学证明到社区服务中心或在手机上办理，从出生之日起享受待遇。',
  )

  const care = await open({
    type: 'care',
    category: 'alone',
    channel: 'door',
    subject: elder.id,
    title: '希望每周有人联系一次',
    reporter: { person: elder.id },
  })
  await work(clerk, care.id, 1, { kind: 'take' })
  await work(clerk, care.id, 2, { kind: 'step', step: 'agree', answers: { every: 'week' } })
  await open({ type: 'appeal', category: 'fire', title: '楼道里堆满纸箱和电动车', text: '2单元一楼，出口都快堵住了。' })
}
