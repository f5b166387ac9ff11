/**
 * A demand that was sent arrives in a street: a request of the street's own under the demand's id, with a copy of the empty workbook and of the notice.
 * By the house, after the demand was admitted; done again it finds what it did.
 */
import { Type } from 'typebox'
import { contract } from '#base/contract.ts'
import { withdrawAsks } from '#ground/asks/asking.ts'
import { across, type Following, type Source, within } from '#kernel/action/across.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import type { House } from '#kernel/action/house.ts'
import { getFileRow, keepFile, type StoredFile } from '#kernel/files/store.ts'
import { idAfter } from '#kernel/log/id.ts'
import { type RequestRow, updateAnswered } from '../queries.ts'
import { type ArrivedTerms, insertArrived, updateMeans } from './arrival-queries.ts'
import { findDemand } from './queries.ts'
import { namesPeople } from './rules.ts'

type Arrival = {
  from: number
  id: string
  terms: ArrivedTerms
  file: StoredFile
  notice: StoredFile | null
  sheets: RequestRow['sheets']
  plan: RequestRow['plan']
}

const arriving = action(
  contract('request.arrive', 'POST /requests/arrivals', {
    input: Type.Unsafe<Arrival>(Type.Object({}, { additionalProperties: true })),
    output: Type.Object({ id: Type.String() }),
  }),
  { may: 'report.run', run: arriveIn },
)

async function arriveIn(ctx: Ctx, { from, id, terms, file, notice, sheets, plan }: Arrival): Promise<{ id: string }> {
  const { lo, hi } = ctx.actor
  const own = { ...plan, lo, hi }
  const forAll = !namesPeople(own)
  await keepFile(ctx, file, forAll)
  if (notice) await keepFile(ctx, notice, true)
  await insertArrived(ctx.sql, {
    street: ctx.street,
    id,
    from,
    region: lo,
    terms,
    notice: notice?.id ?? null,
    file: file.id,
    fileName: file.name,
    sheets,
    plan: own,
    forAll,
    login: ctx.actor.login,
    post: ctx.actor.post,
    at: ctx.now,
  })
  noteEvent(ctx, 'request.arrived', [], [], { request: id, from })
  return { id }
}

export const demandArrives: Following = {
  event: 'demand.sent',
  name: 'demand-arrives',
  async run(house, source) {
    const { demand: id, street: to } = source.event.refs as { demand: string; street: number }
    const from = source.street
    const found = await within(house, from, async (sql) => {
      const row = await findDemand(sql, from, id)
      if (!row) throw new Error('a demand was sent that is not there')
      const notice = row.basis_file_id === null ? null : await getFileRow(sql, from, row.basis_file_id)
      return { row, file: await getFileRow(sql, from, row.file_id), notice }
    })
    const { row } = found
    const { title, asker, due_on, basis, purpose, survey, form_no, form_valid_to, money, people, powers, cited, sheets, plan } = row
    await across(house, source, this.name, { street: to }, arriving, {
      from,
      id,
      terms: { title, asker, due_on, basis, purpose, survey, form_no, form_valid_to, money, people, powers, cited },
      file: await copyFile(house, from, to, found.file, idAfter(id, to)),
      notice: found.notice && (await copyFile(house, from, to, found.notice, idAfter(idAfter(id, to), 1))),
      sheets,
      plan,
    })
  },
}

/** The bytes of a file in another jurisdiction, under an id of its own that is the same when it is copied again. @throws Error for other bytes */
export async function copyFile(house: House, from: number, to: number, file: StoredFile, id: string): Promise<StoredFile> {
  const written = await house.files.write(to, house.files.read(from, file.id), id)
  if (written.sha256 !== file.sha256) throw new Error('a file was not copied as it was')
  return { ...file, ...written }
}

/** The asker took it back: in the street it is over, whatever was filled stays there. */
const takingBack = action(
  contract('request.take-back', 'POST /requests/{id}/taking-back', {
    input: Type.Object({ id: Type.String() }),
    output: Type.Object({ id: Type.String() }),
  }),
  {
    may: 'report.run',
    async run(ctx, { id }) {
      await updateAnswered(ctx.sql, ctx.street, id, 'withdrawn')
      await withdrawAsks(ctx, id)
      noteEvent(ctx, 'request.taken-back', [], [], { request: id })
      return { id }
    },
  },
)

export const demandTakenBack: Following = {
  event: 'demand.taken-back',
  name: 'demand-arrives',
  async run(house: House, source: Source) {
    const { demand: id, street } = source.event.refs as { demand: string; street: number }
    await across(house, source, this.name, { street }, takingBack, { id })
  },
}

type Supplied = { id: string; means: Pick<RequestRow, 'money' | 'people' | 'powers'> }

/** What the street missed comes with it now: it is to be answered again. */
const supplying = action(
  contract('request.supply', 'POST /requests/{id}/means', {
    input: Type.Unsafe<Supplied>(Type.Object({}, { additionalProperties: true })),
    output: Type.Object({ id: Type.String() }),
  }),
  {
    may: 'report.run',
    async run(ctx, { id, means }) {
      await updateMeans(ctx.sql, ctx.street, id, means)
      noteEvent(ctx, 'request.resumed', [], [], { request: id })
      return { id }
    },
  },
)

export const demandSupplied: Following = {
  event: 'demand.supplied',
  name: 'demand-arrives',
  async run(house, source) {
    const { demand: id, street } = source.event.refs as { demand: string; street: number }
    const from = source.street
    const row = await within(house, from, (sql) => findDemand(sql, from, id))
    if (!row) throw new Error('means of a demand that is not there')
    const { money, people, powers } = row
    await across(house, source, this.name, { street }, supplying, { id, means: { money, people, powers } })
  },
}
