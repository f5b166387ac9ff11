/**
 * What 文泉社区 was asked for in the demo town: a roster that was filled and handed over, whose gaps are asked at the doors, and a table of counts that
 * still waits. All by the posts that would do it.
 */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { addDays } from '#base/values/day.ts'
import type { Town } from '#catalogue/town/town-shape.ts'
import * as reports from '#circles/management/reports/actions.ts'
import { askMissing } from '#circles/management/reports/asking/actions.ts'
import { mediaOf } from '#circles/management/reports/deliver.ts'
import { handOver } from '#circles/management/reports/register/actions.ts'
import { list, read } from '#circles/management/reports/views.ts'
import * as rounds from '#circles/management/visits/actions.ts'
import { sync } from '#circles/management/visits/outbox/actions.ts'
import type { Item } from '#circles/management/visits/outbox/contract.ts'
import * as roundViews from '#circles/management/visits/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { House } from '#kernel/action/house.ts'
import { bring } from '#kernel/files/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { does, getStaff, isDone } from './demo-hands.ts'
import { COMMUNITY } from './demo-residents.ts'

const DOORS = 8

/** `samples`: paths of the sample workbooks. */
export async function loadRequests(house: House, town: Pick<Town, 'staff' | 'today'>, samples: readonly string[]): Promise<void> {
  const clerk = await getStaff(house, town, 'chenjing')
  // Killed before the note was written, the loading is gone on with.
  if ((await does(house, clerk, list, {})).requests.length > 0) return
  const year = town.today.slice(0, 4)
  const receive = async (sample: string, terms: { asker: string; basis?: string; purpose: string; dueOn: string }) => {
    const file = await bringSample(house, clerk, samples, sample)
    return (await does(house, clerk, reports.receive, { file, region: String(COMMUNITY), ...terms })).id
  }
  await receive('人口房屋统计表', { asker: '莱州市统计局', purpose: '年度人口房屋统计', dueOn: addDays(town.today, 20) })
  const roster = await receive('高龄津贴', {
    asker: '莱州市民政局',
    basis: `莱州市民政局关于做好${year}年高龄津贴复核工作的通知`,
    purpose: '高龄津贴复核',
    dueOn: addDays(town.today, 10),
  })
  const { job } = await does(house, clerk, reports.fill, { id: roster })
  // A house that only serves has nobody yet who fills: the roster waits for whoever works.
  if (!(await isDone(house, clerk, job))) return
  const [delivery] = (await does(house, clerk, read, { id: roster })).deliveries
  if (!delivery) throw new Error('the demo roster was filled without a delivery')
  await does(house, clerk, handOver, { id: delivery.id, on: town.today, way: 'mail' })
  await does(house, clerk, askMissing, { id: delivery.id })
  await walk(house, town, clerk)
}

async function bringSample(house: House, clerk: Actor, samples: readonly string[], part: string): Promise<string> {
  const path = samples.find((one) => basename(one).includes(part))
  if (!path) throw new Error(`no sample workbook ${part}`)
  const written = await house.files.write(clerk.street, createReadStream(path))
  return (await does(house, clerk, bring, { ...written, name: basename(path), media: mediaOf.xlsx })).file
}

/** A few doors of the first grid go to its worker, who begins: nobody at home at the first, and a refusal with its slip at another. */
async function walk(house: House, town: Pick<Town, 'staff' | 'today'>, clerk: Actor): Promise<void> {
  const worker = await getStaff(house, town, 'sunli')
  const area = String(worker.lo)
  const planned = await does(house, clerk, roundViews.plan, { area, post: worker.post, most: DOORS })
  const doors = planned.doors.map(({ dwelling }) => dwelling)
  const term = { from: town.today, to: addDays(town.today, 7) }
  const { id: round } = await does(house, clerk, rounds.assign, { area, post: worker.post, title: '高龄津贴复核', ...term, doors })
  const { list: standing } = await does(house, worker, roundViews.read, { id: round })
  const here = { round, at: house.now().toISOString(), offsetMs: 0, post: worker.post }
  const items: Item[] = []
  const [first, ...others] = standing
  if (first) items.push({ ...here, id: newId(), kind: 'visit', dwelling: first.dwelling, outcome: 'nobody-home' })
  const declining = others.flatMap(({ dwelling, parties }) =>
    parties.flatMap(({ subject, kind, questions }) => (kind === 'person' && questions.length > 0 ? [{ dwelling, subject }] : [])),
  )[0]
  if (declining) items.push({ ...here, id: newId(), kind: 'visit', ...declining, outcome: 'refused', reason: '最近不方便' })
  if (items.length > 0) await does(house, worker, sync, { items })
}
