/** A grid with its worker and people at three doors, with questions open: for stories of rounds and visits. */
import * as reports from '#circles/management/reports/asking/actions.ts'
import { assign } from '#circles/management/visits/actions.ts'
import type { Item } from '#circles/management/visits/outbox/contract.ts'
import { assignToGrid } from '#ground/households/doors/actions.ts'
import { addGrid, addMember } from '#ground/places/grids/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import { newId } from '#kernel/log/id.ts'
import { bringWorkbook, fillSheet, type Terms } from './requests.ts'
import { bring, headings, importFile, type Line, person } from './rosters.ts'
import { COMMUNITY, STREET, type Stage } from './stage.ts'

export const AREA = String(COMMUNITY)
export const basis = '区民政局2026年11月通知'

/** Somebody with a login and a post in force, as an actor. */
export async function employ(stage: Stage, role: string, name: string, range: { lo: number; hi: number }): Promise<Actor> {
  const actor: Actor = { ...stage.actor(role, COMMUNITY), ...range, name }
  await stage.ctx()
  await insertLogin(stage.sql, {
    id: actor.login,
    name: `t-${actor.login}`,
    shownName: name,
    passwordHash: '-',
    totpSecret: '-',
    at: new Date('2026-01-01T00:00:00Z'),
  })
  await insertPost(stage.sql, { street: STREET, id: actor.post, login: actor.login, role, title: name, ...range, from: '2026-01-01' })
  return actor
}

export type Town = {
  clerk: Actor
  worker: Actor
  grid: string
  region: number
  /** By the last part of their label. */
  door: (room: string) => string
  who: (name: string) => string
}

/** 王强 (502), 张伟 and 李娜 (501), 赵敏 (101 of the other unit): employers are missing of three, a telephone of one. */
export async function settleTown(stage: Stage): Promise<Town> {
  const clerk = await employ(stage, 'clerk', '周社工', { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 })
  const file = await bring(stage, clerk, '人口台账.xlsx', [
    ['阳光花园人口台账（2026年11月）'],
    headings,
    person(1, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    person(2, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
    person(3, '3', '2', '501', '配偶', '李娜', '1952-05-09', ''),
    person(4, '3', '1', '101', '户主', '赵敏', '1990-06-01', '13800004444'),
  ])
  await importFile(stage, clerk, file)
  const { grid, number } = await stage.does(addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
  const region = COMMUNITY * 1000 + number
  const ctx = await stage.ctx()
  const doors = await ctx.sql<{ id: string; label: string }[]>`select id, label from dwelling`
  await stage.does(assignToGrid, clerk, { id: grid, places: doors.map(({ id }) => id) })
  const worker = await employ(stage, 'grid', '孙网格', { lo: region, hi: region })
  await stage.does(addMember, clerk, { id: grid, role: 'grid-worker', login: worker.login, phone: '13900001234', from: '2026-11-01' })
  await stage.ctx()
  const people = await stage.sql<
    { id: string; name: string }[]
  >`select id, values->>'person.name' as name from subject where kind = 'person'`
  return {
    clerk,
    worker,
    grid,
    region,
    door: (room) => doors.find(({ label }) => label.endsWith(`${room}室`))!.id,
    who: (name) => people.find((one) => one.name === name)!.id,
  }
}

/** A request is received, filled, and what it lacks is asked. */
export async function ask(
  stage: Stage,
  clerk: Actor,
  title: string,
  heads: Line = ['姓名', '联系电话', '工作单位'],
  more: Terms = {},
): Promise<string> {
  const file = await bringWorkbook(stage, clerk, `${title}.xlsx`, [{ name: '名册', rows: [heads, []] }])
  const { id, delivery } = await fillSheet(stage, clerk, file, { title, basis, purpose: '核对居民信息', dueOn: '2026-12-10', ...more })
  await stage.does(reports.askMissing, clerk, { id: delivery.id })
  return id
}

export async function handOver(stage: Stage, { clerk, worker, region }: Town, doors: string[], to = '2026-11-30'): Promise<string> {
  const { id } = await stage.does(assign, clerk, {
    area: String(region),
    post: worker.post,
    title: '十一月走访',
    from: '2026-11-22',
    to,
    doors,
  })
  return id
}

/** Captured at the moment of the stage unless told otherwise. */
export function item(round: string, dwelling: string, who: Actor, more: Partial<Item>): Item {
  return { id: newId(), kind: 'answer', round, dwelling, at: '2026-11-22T02:00:00.000Z', offsetMs: 0, post: who.post, ...more }
}
