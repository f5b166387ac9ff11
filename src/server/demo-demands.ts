/**
 * What two offices of the county asked of streets in the demo town, and what else took their time: two rosters that want some of the same, one of which a street
 * returned and another sent back for want of means; a group chat and an inspection.
 */
import { addDays } from '#base/values/day.ts'
import { mainStreet, neighbourStreet } from '#catalogue/town/plan.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as reports from '#circles/management/reports/actions.ts'
import { sendBack } from '#circles/management/reports/answers/actions.ts'
import { askMissing } from '#circles/management/reports/asking/actions.ts'
import * as calendar from '#circles/management/reports/calendar/actions.ts'
import { mediaOf } from '#circles/management/reports/deliver.ts'
import * as demands from '#circles/management/reports/demands/actions.ts'
import * as demandViews from '#circles/management/reports/demands/views.ts'
import { giveBack } from '#circles/management/reports/signing/actions.ts'
import { list, read } from '#circles/management/reports/views.ts'
import { writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { House } from '#kernel/action/house.ts'
import { bring } from '#kernel/files/actions.ts'
import { comes, does, getStaff, isDone } from './demo-hands.ts'

/** An event is sealed within a second and followed soon after; a house that only serves has nobody who follows. */
const ARRIVES_MS = 20_000

const visited = ['序号', '姓名', '联系电话', '居住状况', '紧急联系人电话']
const healthy = ['序号', '姓名', '联系电话', '居住状况', '紧急联系人电话', '婚姻状况']

export async function loadDemands(house: House, town: Pick<Town, 'staff' | 'today'>): Promise<void> {
  const staff = (login: string) => getStaff(house, town, login)
  const [civil, health, desk, head] = [await staff('zhoumin'), await staff('fangli'), await staff('hejun'), await staff('gaofeng')]
  // Killed before the note was written, the loading is gone on with.
  if ((await does(house, desk, demandViews.list, {})).demands.length > 0) return
  await enterOthers(house, await staff('maxiaoli'), town.today)
  const streets = [mainStreet, neighbourStreet]
  const first = await ask(house, civil, desk, { title: '高龄独居老年人探访名册', heads: visited, streets, dueOn: addDays(town.today, 12) })
  const second = await ask(house, health, desk, {
    title: '高龄老年人健康服务名册',
    heads: healthy,
    streets,
    dueOn: addDays(town.today, 15),
  })
  if (!(await comes(() => hasArrived(house, head, [first, second]), ARRIVES_MS))) return
  for (const id of [first, second]) if (!(await fillAndAsk(house, head, id))) return
  const [delivery] = (await does(house, head, read, { id: first })).deliveries
  if (delivery) await does(house, head, giveBack, { id: first, delivery: delivery.id, partial: true })
  const neighbour = await staff('dengtao')
  if (await comes(() => hasArrived(house, neighbour, [second]), ARRIVES_MS))
    await does(house, neighbour, sendBack, { id: second, lacks: ['money', 'people'], words: '入户要两个人三天，没有经费。' })
}

async function enterOthers(house: House, officer: Actor, today: string): Promise<void> {
  const month = `${today.slice(0, 7)}-01`
  const chat = { kind: 'group-chat' as const, title: '安全生产工作群', asker: '莱州市应急管理局' }
  await does(house, officer, calendar.enter, { ...chat, on: month, every: 'weekly', minutes: 60 })
  const inspection = { kind: 'inspection' as const, title: '消防安全检查', asker: '莱州市消防救援大队' }
  await does(house, officer, calendar.enter, { ...inspection, on: today, every: 'once', minutes: 240, planned: true })
}

type Wanted = { title: string; heads: string[]; streets: number[]; dueOn: string }

async function ask(house: House, asker: Actor, desk: Actor, { title, heads, streets, dueOn }: Wanted): Promise<string> {
  const book = writeSimpleWorkbook({ sheets: [{ name: '名册', rows: [heads, heads.map(() => null)] }], at: house.now() })
  const written = await house.files.write(asker.street, book)
  const { file } = await does(house, asker, bring, { ...written, name: `${title}.xlsx`, media: mediaOf.xlsx })
  const terms = { basis: `${asker.title}关于报送${title}的通知`, purpose: '高龄老年人服务', dueOn, streets }
  const { id } = await does(house, asker, demands.draft, { file, title, ...terms })
  await does(house, asker, demands.submit, { id })
  await does(house, desk, demands.decide, { id, admit: true })
  return id
}

async function hasArrived(house: House, actor: Actor, ids: string[]): Promise<boolean> {
  const { requests } = await does(house, actor, list, {})
  return ids.every((id) => requests.some((request) => request.id === id))
}

async function fillAndAsk(house: House, head: Actor, id: string): Promise<boolean> {
  const { job } = await does(house, head, reports.fill, { id })
  if (!(await isDone(house, head, job))) return false
  const [delivery] = (await does(house, head, read, { id })).deliveries
  if (!delivery) throw new Error('a demo demand was filled without a delivery')
  await does(house, head, askMissing, { id: delivery.id })
  return true
}
