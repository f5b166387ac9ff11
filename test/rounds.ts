/** A grid with its worker and people at three doors, with questions open: for stories of rounds and visits. */

import { allRights, rightsOf } from '#catalogue/roles.ts'
import * as reports from '#circles/management/reports/asking/actions.ts'
import { assign } from '#circles/management/visits/actions.ts'
import type { Item } from '#circles/management/visits/outbox/contract.ts'
import { assignToGrid } from '#ground/households/doors/actions.ts'
import { addGrid, addMember } from '#ground/places/grids/actions.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { insertLogin, insertPost } from '#kernel/access/queries.ts'
import type { Tx } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { bringWorkbook, fillSheet, type Terms } from './requests.ts'
import { type Line, person, takeIn } from './rosters.ts'
import { type Asking as Asks, COMMUNITY, STREET, type Stage } from './stage.ts'

type Asking = Asks & Partial<Pick<Stage, 'actor'>>

export const AREA = String(COMMUNITY)
export const basis = '区民政局2026年11月通知'

/** Rows as the house itself sees them, on the stage as well as in a house whose rows stay. */
function rows<T>({ house }: Asking, run: (sql: Tx) => Promise<T>): Promise<T> {
  const { lo, hi, login, post } = houseActor(STREET, allRights)
  return house.transaction({ street: STREET, lo, hi, login, post, sensitive: true }, run)
}

/** Somebody with a login and a post in force, as an actor. */
export async function employ(stage: Asking, role: string, name: string, range: { lo: number; hi: number }): Promise<Actor> {
  // On the stage jobs run as actors it has made.
  const made = stage.actor?.(role, COMMUNITY) ?? { ...houseActor(STREET, rightsOf(role)), login: newId(), post: newId() }
  const actor: Actor = { ...made, name, role, title: name, ...range }
  await rows(stage, async (sql) => {
    const at = new Date('2026-01-01T00:00:00Z')
    await insertLogin(sql, { id: actor.login, name: `t-${actor.login}`, shownName: name, passwordHash: '-', totpSecret: '-', at })
    await insertPost(sql, { street: STREET, id: actor.post, login: actor.login, role, title: name, ...range, from: '2026-01-01' })
  })
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
export async function settleTown(stage: Asking, more: Line[] = []): Promise<Town> {
  const clerk = await employ(stage, 'clerk', '周社工', { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 })
  await takeIn(stage, clerk, [
    person(1, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'),
    person(2, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111', '一厂'),
    person(3, '3', '2', '501', '配偶', '李娜', '1952-05-09', ''),
    person(4, '3', '1', '101', '户主', '赵敏', '1990-06-01', '13800004444'),
    ...more,
  ])
  const { grid, number } = await stage.does(addGrid, clerk, { region: COMMUNITY, name: '第一网格' })
  const region = COMMUNITY * 1000 + number
  const doors = await rows(stage, (sql) => sql<{ id: string; label: string }[]>`select id, label from dwelling where street_id = ${STREET}`)
  await stage.does(assignToGrid, clerk, { id: grid, places: doors.map(({ id }) => id) })
  const worker = await employ(stage, 'grid', '孙网格', { lo: region, hi: region })
  await stage.does(addMember, clerk, { id: grid, role: 'grid-worker', login: worker.login, phone: '13900001234', from: '2026-11-01' })
  const people = await rows(
    stage,
    (sql) =>
      sql<
        { id: string; name: string }[]
      >`select id, values->>'person.name' as name from subject where street_id = ${STREET} and kind = 'person'`,
  )
  return {
    clerk,
    worker,
    grid,
    region,
    door: (room) => doors.find(({ label }) => label.endsWith(`${room}室`))!.id,
    who: (name) => people.find((one) => one.name === name)!.id,
  }
}

const heads: Line = ['姓名', '联系电话', '工作单位']

/** A request is received and filled; nobody is asked for what it lacks. */
export async function lack(
  stage: Asking,
  clerk: Actor,
  title: string,
  columns = heads,
  more: Terms = {},
  change?: Parameters<typeof fillSheet>[4],
): Promise<{ id: string; delivery: string }> {
  const file = await bringWorkbook(stage, clerk, `${title}.xlsx`, [{ name: '名册', rows: [columns, []] }])
  const terms = { title, basis, purpose: '核对居民信息', dueOn: '2026-12-10', ...more }
  const { id, delivery } = await fillSheet(stage, clerk, file, terms, change)
  return { id, delivery: delivery.id }
}

/** And what it lacks is asked. */
export async function ask(
  stage: Asking,
  clerk: Actor,
  title: string,
  columns = heads,
  more: Terms = {},
  change?: Parameters<typeof fillSheet>[4],
): Promise<string> {
  const { id, delivery } = await lack(stage, clerk, title, columns, more, change)
  await stage.does(reports.askMissing, clerk, { id: delivery })
  return id
}

export async function handOver(stage: Asking, { clerk, worker, region }: Town, doors: string[], to = '2026-11-30'): Promise<string> {
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
