/** Workbooks that were sent to the house of the bench: received, planned and filled through the doors and the job that a clerk would use. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { allRights } from '#catalogue/roles.ts'
import * as actions from '#circles/management/reports/actions.ts'
import type { CellCounts, PlannedColumn, SheetPlan } from '#circles/management/reports/contract.ts'
import { type SimpleRow, writeSimpleWorkbook } from '#ground/workbooks/write/simple.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import type { Action } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { bring } from '#kernel/files/actions.ts'
import { runJob } from '#kernel/jobs/jobs.ts'
import { findJob } from '#kernel/jobs/queries.ts'
import { listJobs } from '../../src/server/house.ts'
import { communityCode, STREET } from './street.ts'

export const SHEET = '表1'
export type Delivered = { file: string; path: string; counts: CellCounts }

/** Somebody with every right over the communities `from` to `to`. */
export function officer(from: number, to: number): Actor {
  return { ...houseActor(STREET, allRights), lo: communityCode(from) * 1000, hi: communityCode(to) * 1000 + 999 }
}

/** One sheet of these rows as .xlsx, written row by row. */
export async function writeSheet(path: string, rows: Iterable<SimpleRow> | AsyncIterable<SimpleRow>): Promise<void> {
  const book = writeSimpleWorkbook({ sheets: [{ name: SHEET, rows }], at: new Date('2026-11-01T00:00:00Z') })
  await pipeline(book, createWriteStream(path))
}

async function does(house: House, actor: Actor, operation: Action, input: unknown): Promise<Record<string, string>> {
  return (await enter(house, operation, { street: STREET, actor, input })).data as Record<string, string>
}

/** @returns the id of a request whose only sheet holds these rows and is filled by this plan */
export async function receiveRequest(
  house: House,
  actor: Actor,
  title: string,
  rows: SimpleRow[],
  plan: Omit<SheetPlan, 'sheet' | 'use' | 'columns'> & { columns: PlannedColumn[] },
): Promise<string> {
  const book = writeSimpleWorkbook({ sheets: [{ name: SHEET, rows }], at: new Date('2026-11-01T00:00:00Z') })
  const file = await house.files.write(STREET, Readable.from(book))
  await does(house, actor, bring, { ...file, name: `${title}.xlsx`, media: 'application/octet-stream' })
  const { id } = await does(house, actor, actions.receive, { file: file.id, asker: '街道统计站', title, basis: '《统计法》第八条' })
  const { lo, hi } = actor
  await does(house, actor, actions.plan, { id, plan: { lo, hi, sheets: [{ ...plan, sheet: SHEET, use: true }] } })
  return id as string
}

/** Fill it as the job does; the delivered file. */
export async function fillRequest(house: House, actor: Actor, request: string): Promise<Delivered> {
  const { job } = await does(house, actor, actions.fill, { id: request })
  await runJob(house, new Map(listJobs().map((one) => [one.kind, one])), STREET, job as string, async () => actor)
  const scope = { street: STREET, lo: actor.lo, hi: actor.hi, login: actor.login, post: actor.post, sensitive: true }
  const done = await house.transaction(scope, (sql) => findJob(sql, STREET, job as string))
  if (done?.state !== 'done') throw new Error(`the job ended as ${done?.state}: ${JSON.stringify(done?.problem)}`)
  const { file, counts } = done.result as { file: string; counts: CellCounts }
  return { file, path: house.files.path(STREET, file), counts }
}
