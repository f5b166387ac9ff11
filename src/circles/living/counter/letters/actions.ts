/** Printing letters with a number for a request, and withdrawing a print. */
import { Problem } from '#base/problem.ts'
import { findAskRequest } from '#ground/asks/queries.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { officeFor } from '#ground/notices/reach.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { registerExport } from '#ground/purposes/leaving/leaving.ts'
import { issueLetters, withdrawLetters } from '#ground/residents/letters.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { writeSheets } from './sheets.ts'

/** What is printed, folded and carried in a morning; and a look names each of them. */
const MOST_SHEETS = 200

export const print = action(contracts.printLetters, {
  may: 'counter.serve',
  shownOnce: ['sheets'],
  async run(ctx, { id: request }) {
    const asking = await findAskRequest(ctx.sql, ctx.street, request)
    if (!asking || asking.withdrawn_at || asking.until < ctx.today) throw new Problem('thing.unknown')
    const { readers: all } = await queries.countSilent(ctx.sql, ctx.street, request, ctx)
    const readers = await queries.listSilent(ctx.sql, ctx.street, request, ctx, MOST_SHEETS)
    if (readers.length === 0) throw new Problem('letter.none')
    await refuseWithoutNumber(ctx, readers)
    const id = newId()
    const to = readers.map(({ person, door }) => (person ? { person } : { door }))
    const { letters, until } = await issueLetters(ctx, id, to)
    const sheets = await writeSheets(ctx, readers, letters)
    const regions = readers.map(({ region }) => region)
    const elements = ['person.name', 'person.residence-address']
    const leaving = { kind: 'print' as const, what: 'letters', subjects: readers.length, elements, region: Math.min(...regions) }
    const { mark, recallOn } = await registerExport(ctx, leaving)
    const row = { id, request, lo: Math.min(...regions), hi: Math.max(...regions), letters: readers.length, mark }
    await queries.insertPrint(ctx.sql, ctx.street, { ...row, at: ctx.now, post: ctx.actor.post, expires: until })
    ctx.look({ subjects: readers.flatMap(({ person }) => person ?? []), fields: elements, reason: asking.title })
    noteEvent(ctx, 'letter.printed', [], [], { print: id, request, letters: readers.length })
    return { print: id, letters: readers.length, left: all - readers.length, mark, recallOn: recallOn!, until: until.toISOString(), sheets }
  },
})

/** A letter without a number to ring leaves whoever cannot sign in without a way. @throws Problem office.missing */
async function refuseWithoutNumber(ctx: Ctx, readers: readonly queries.Reader[]): Promise<void> {
  const [names, offices] = [await listRegionNames(ctx.sql, ctx.street), await listOfficeRows(ctx.sql, ctx.street)]
  const without = readers.filter(({ region }) => officeFor(offices, names, region).phone === null)
  if (without.length > 0)
    throw new Problem('office.missing', { count: new Set(without.map(({ region }) => Math.floor(region / 1000))).size })
}

export const withdraw = action(contracts.withdrawPrint, {
  may: 'counter.serve',
  endsSessions: true,
  async run(ctx, { id }) {
    const found = await queries.lockPrint(ctx.sql, ctx.street, id)
    if (!found || found.ended) throw new Problem('thing.unknown')
    const letters = await withdrawLetters(ctx, id)
    await queries.endPrint(ctx.sql, ctx.street, id, { at: ctx.now, login: ctx.actor.login })
    noteEvent(ctx, 'letter.withdrawn', [], [], { print: id, letters })
    return { letters }
  },
})
