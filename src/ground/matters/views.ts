/** Reads of matters: lists, one whole, and what can be begun. */
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { showCalledOff, showLines } from './lines.ts'
import { readNumber } from './number.ts'
import { findByNumber, findMatter, listTypeRows, openMatters } from './queries.ts'
import { unfold } from './running.ts'
import { enterMatters, SEALED_LOOK } from './scope.ts'
import { showMatter, showQuestions } from './showing.ts'
import { listPage, listRowsOfPerson, listSealedRows } from './worklist-queries.ts'

const PAGE = 50
const MOST_SEALED = 200

export const list = view(contracts.worklist, {
  may: 'matter.read',
  personal: true,
  async run(ctx, { list: name, type, after, limit = PAGE }) {
    const parties = await enterMatters(ctx)
    const { lo, hi, post } = ctx.actor
    const page = { list: name, parties: [...parties], post, lo, hi, now: ctx.now, type, after: readCursor(after), limit: limit + 1 }
    const rows = await listPage(ctx.sql, ctx.street, page)
    const shown = rows.slice(0, limit)
    const { lines, persons } = await showLines(ctx, shown, parties)
    const calledOff = name === 'called' && after === undefined ? await showCalledOff(ctx, parties) : []
    ctx.look({ subjects: persons, fields: ['matter.title'], filter: { list: name } })
    const last = shown.at(-1)
    const next = rows.length > limit && last ? `${(name === 'closed' ? last.moved : last.due) ?? ''}~${last.id}` : null
    return { lines, next, calledOff }
  },
})

function readCursor(after: string | undefined): { due: string | null; id: string } | undefined {
  if (after === undefined) return undefined
  const [, due = '', id = ''] = /^([\d:.TZ-]{0,32})~([0-9a-f-]{36})$/.exec(after) ?? []
  if (id === '' || (due !== '' && Number.isNaN(Date.parse(due))))
    throw new Problem('input.invalid', { count: 1 }, [{ path: '/after', say: 'input.format' }])
  return { due: due === '' ? null : due, id }
}

export const ofPerson = view(contracts.listOfPerson, {
  may: 'matter.read',
  personal: true,
  async run(ctx, { id }) {
    const parties = await enterMatters(ctx)
    const { lo, hi, rights } = ctx.actor
    const found = await listRowsOfPerson(ctx.sql, ctx.street, id, { lo, hi, unnamed: rights.has('matter.dispatch'), limit: PAGE + 1 })
    const { lines } = await showLines(
      ctx,
      found.slice(0, PAGE).map(({ as: _as, ...row }) => row),
      parties,
    )
    ctx.look({ subjects: [id], fields: ['matter.title'] })
    return { matters: lines.map((line, at) => ({ ...line, as: found[at]!.as })), more: found.length > PAGE }
  },
})

export const sealed = view(contracts.listSealed, {
  may: 'matter.sealed',
  personal: true,
  async run(ctx) {
    const parties = await enterMatters(ctx, 'with-sealed')
    const { lines } = await showLines(ctx, await listSealedRows(ctx.sql, ctx.street, MOST_SEALED), parties)
    // Whom it is about and who reported stand in no list of looks.
    ctx.look({ subjects: [], fields: ['matter.title'], filter: SEALED_LOOK })
    return { lines }
  },
})

export const read = view(contracts.readMatter, {
  may: 'matter.read',
  personal: true,
  async run(ctx, { id }) {
    const parties = await enterMatters(ctx, 'with-sealed')
    const matter = await findMatter(ctx.sql, ctx.street, id)
    if (!matter) throw new Problem('thing.unknown')
    await openMatters(ctx.sql, [id])
    return showMatter(ctx, await unfold(ctx, matter), parties)
  },
})

export const find = view(contracts.findMatter, {
  may: 'matter.read',
  personal: false,
  async run(ctx, { number }) {
    await enterMatters(ctx, 'with-sealed')
    const read = readNumber(number)
    if (!read) throw new Problem('input.invalid', { count: 1 }, [{ path: '/number', say: 'matter.number-wrong' }])
    return { id: (await findByNumber(ctx.sql, ctx.street, read)) ?? null }
  },
})

type TypeLine = OutputOf<typeof contracts.listTypes>['types'][number]

export const types = view(contracts.listTypes, {
  may: 'matter.read',
  personal: false,
  async run(ctx) {
    const rows = await listTypeRows(ctx.sql, ctx.street)
    const found = rows.flatMap(({ id, origin, version, retired, body }): TypeLine[] => {
      if (retired) return []
      const officeOf = new Map(body.refusals.map((refusal) => [refusal.code, refusal.office ?? null]))
      const categories = body.categories.map(({ code, label, hint, refuse }) => ({
        code,
        label,
        hint: hint ?? null,
        office: refuse === undefined ? null : (officeOf.get(refuse) ?? null),
      }))
      const { title, plain, about, opened, opening, ends } = body
      return [
        {
          id,
          title,
          plain,
          about,
          sealed: body.sealed ?? null,
          opened,
          edition: `${origin}-${version}`,
          opening: showQuestions(opening),
          mostDays: ends?.mostDays ?? null,
          restricts: body.restricts !== undefined,
          categories,
        },
      ]
    })
    return { types: found }
  },
})
