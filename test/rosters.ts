/** Rosters for stories: small workbooks of synthetic people, brought and taken through the steps of an import. */

import { idCheckCharacter } from '#base/values/id-number.ts'
import * as actions from '#ground/imports/actions.ts'
import type { Counts } from '#ground/imports/shapes.ts'
import { type SimpleCell, type SimpleSheet, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { bring as bringFile } from '#kernel/files/actions.ts'
import type { Asking } from './stage.ts'

export type Line = readonly SimpleCell[]

export const headings: Line = [
  '序号',
  '小区',
  '楼栋',
  '单元',
  '房号',
  '与户主关系',
  '姓名',
  '公民身份号码',
  '出生日期',
  '联系电话',
  '工作单位',
]

/** A citizen number with its check character, in an area code that is not in use; `order` tells people of one birthday apart, odd for men. */
export function idNumber(birth: string, order: number): string {
  const body = `370999${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return body + idCheckCharacter(body)
}

export function person(
  order: number,
  building: string,
  unit: string,
  room: string,
  relation: string,
  name: string,
  birth: string,
  phone: string,
  employer = '',
): Line {
  return [order, '阳光花园', building, unit, room, relation, name, idNumber(birth, order), birth, phone, employer]
}

/** Keep a workbook of these sheets as a brought file; its id. */
export async function bring(
  stage: Asking,
  clerk: Actor,
  name: string,
  lines: readonly Line[],
  more: readonly SimpleSheet[] = [],
): Promise<string> {
  const book = writeSimpleWorkbook({ sheets: [{ name: '台账', rows: lines }, ...more], at: new Date('2026-11-01T00:00:00Z') })
  const written = await stage.house.files.write(clerk.street, book)
  await stage.does(bringFile, clerk, { ...written, name, media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })
  return written.id
}

/** Understand, stage and apply; the counts after staging and the import. */
export async function importFile(
  stage: Asking,
  clerk: Actor,
  file: string,
  plan: object = {},
): Promise<{ id: string; staged: Counts; applied: Counts }> {
  const { id } = await stage.does(actions.understand, clerk, { file })
  if (Object.keys(plan).length > 0) await stage.does(actions.plan, clerk, { id, ...plan })
  await stage.does(actions.stage, clerk, { id })
  const staged = (await stage.work()).counts as Counts
  await stage.does(actions.apply, clerk, { id })
  return { id, staged, applied: (await stage.work()).counts as Counts }
}

/** A street's register of people, brought and taken in. */
export async function takeIn(stage: Asking, clerk: Actor, people: readonly Line[]): Promise<void> {
  await importFile(stage, clerk, await bring(stage, clerk, '人口台账.xlsx', [['阳光花园人口台账（2026年11月）'], headings, ...people]))
}
