/** A county with its office and three streets, for stories that go from one jurisdiction into others. */
import type { Sql } from 'postgres'
import * as reports from '#circles/management/reports/actions.ts'
import * as demands from '#circles/management/reports/demands/actions.ts'
import { giveBack, sign } from '#circles/management/reports/signing/actions.ts'
import { signing } from '#circles/management/reports/signing/views.ts'
import { upsertRegions } from '#ground/places/queries.ts'
import type { SimpleSheet } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { bringWorkbook } from './requests.ts'
import { type Line, person, takeIn } from './rosters.ts'
import type { Stage } from './stage.ts'

export const COUNTY = 370683000
export const CIVIL_AFFAIRS = 370683000101
export const HEALTH = 370683000102
export const STREETS = [370683001, 370683002, 370683003] as const
export const basis = '莱州市民政局〔2026〕12号'
export const terms = { basis, purpose: '核发高龄津贴', dueOn: '2026-12-05', streets: [...STREETS] }

export function prepareCounty(owner: Sql): Promise<number> {
  const region = (code: string, name: string, level: string, parent: string | null) => ({ code, name, level, parent })
  const rows = [
    region('370683000000', '莱州市', 'county', '370600000000'),
    ...['文昌路街道', '永安路街道', '三山岛街道'].map((name, at) => region(`37068300${at + 1}000`, name, 'street', '370683000000')),
    ...STREETS.flatMap((street) =>
      [1, 2].map((at) => region(`${street}00${at}`, `${['', '第一', '第二'][at]}社区居民委员会`, 'community', `${street}000`)),
    ),
  ]
  return upsertRegions(owner, rows, '2026-01-01')
}

export type County = {
  asker: Actor
  desk: Actor
  /** Of each street: its office, and the clerks of its two communities. */
  streets: { street: number; head: Actor; clerks: [Actor, Actor] }[]
}

/** Somebody works in each of the streets, and in each community two people live. */
export async function peopleCounty(stage: Stage): Promise<County> {
  const streets = STREETS.map((street) => ({
    street,
    head: stage.actorAt('head', street),
    clerks: [stage.actorAt('clerk', street, street * 1000 + 1), stage.actorAt('clerk', street, street * 1000 + 2)] as [Actor, Actor],
  }))
  for (const { street, clerks } of streets) {
    await stage.sql`insert into login_post (login_id, street_id, post_id) values (${newId()}, ${street}, ${newId()})`
    for (const [at, clerk] of clerks.entries()) await settleIn(stage, clerk, at)
  }
  return {
    asker: { ...stage.actorAt('asker', COUNTY, CIVIL_AFFAIRS), title: '莱州市民政局' },
    desk: stage.actorAt('admission', COUNTY),
    streets,
  }
}

const surnames = ['张', '王', '李', '赵', '刘', '陈']

export async function settleIn(stage: Pick<Stage, 'house' | 'does' | 'work'>, clerk: Actor, at: number): Promise<void> {
  const which = (clerk.street - STREETS[0]) * 2 + at
  const people: Line[] = [1, 2].map((order) =>
    person(
      which * 10 + order,
      '3',
      '2',
      `50${order}`,
      '户主',
      `${surnames[which]}${order === 1 ? '一山' : '二水'}`,
      '1940-03-07',
      `138000${which}000${order}`,
    ),
  )
  await takeIn(stage, clerk, people)
}

/** An empty roster as an office sends it. */
export const roster: SimpleSheet[] = [
  {
    name: '名册',
    rows: [
      ['序号', '姓名', '公民身份号码', '联系电话'],
      [null, null, null, null],
    ],
  },
]

export function bringForm(stage: Stage, asker: Actor, sheets: SimpleSheet[] = roster): Promise<string> {
  return bringWorkbook(stage, asker, '高龄津贴名册.xlsx', sheets)
}

/** A demand as it stands in every street, admitted. */
export async function askStreets(
  stage: Stage,
  { asker, desk }: County,
  sheets: SimpleSheet[] = roster,
  more: object = {},
): Promise<string> {
  const { id } = await stage.does(demands.draft, asker, { file: await bringForm(stage, asker, sheets), ...terms, ...more })
  await stage.does(demands.submit, asker, { id })
  await stage.does(demands.decide, desk, { id, admit: true })
  await stage.exhaust()
  return id
}

/** Filled, signed by whoever signs, and returned. */
export async function returnFrom(
  stage: Stage,
  { head, clerks }: County['streets'][number],
  id: string,
  signers: number = clerks.length,
): Promise<string> {
  await stage.does(reports.fill, head, { id })
  await stage.exhaust()
  const { delivery } = await stage.does(signing, head, { id })
  if (delivery === null) throw new Error('nothing was filled')
  for (const clerk of clerks.slice(0, signers)) await stage.does(sign, clerk, { id, delivery })
  await stage.does(giveBack, head, { id, delivery, ...(signers < clerks.length ? { partial: true } : {}) })
  await stage.exhaust()
  return delivery
}
