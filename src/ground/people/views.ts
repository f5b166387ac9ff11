/** Who may be the same person, and who looked at whom. */
import { Problem } from '#base/problem.ts'
import { isDay } from '#base/values/day.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findSubjects, findTies } from '#ground/facts/queries.ts'
import type { State } from '#ground/facts/saying.ts'
import { searchColumns } from '#ground/facts/search.ts'
import { openState } from '#ground/facts/store.ts'
import { describeSubjects } from '#ground/facts/views.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import * as contracts from './contract.ts'
import { doublesOptions, type PersonRecord } from './matching/contract.ts'
import { assumeFrequencies } from './matching/frequencies.ts'
import { matchRows } from './matching/match-rows.ts'
import { countPeople, listDifferent, listLooks, listNames, listNeighbours } from './queries.ts'

/** Neighbours compared at most; beyond that a name is too common to say anything. */
const MOST_NEIGHBOURS = 300

export const doubles = view(contracts.findDoubles, {
  may: 'people.merge',
  personal: true,
  async run(ctx, { id }) {
    const catalogue = await getStreetCatalogue(ctx)
    const [person] = await readRecords(ctx, catalogue, [id])
    if (!person) throw new Problem('thing.unknown')
    const apart = new Set(await listDifferent(ctx.sql, ctx.street, id))
    const near = (await listNeighbours(ctx.sql, ctx.street, id, person.lexemes, MOST_NEIGHBOURS)).filter((other) => !apart.has(other))
    const others = (await readRecords(ctx, catalogue, near)).map((other) => other.record)
    const [match] = matchRows([person.record], () => others, assumeFrequencies(await countPeople(ctx.sql, ctx.street)), doublesOptions)
    const candidates = (match?.candidates ?? []).filter((candidate) => candidate.person !== id)
    const described = new Map(
      (await describeSubjects(ctx, catalogue, [id, ...candidates.map((candidate) => candidate.person)])).map((one) => [one.id, one]),
    )
    ctx.look({ subjects: [...described.keys()], fields: ['person.name', 'person.id-number', 'person.phone', 'person.birth-date'] })
    return {
      person: described.get(id)!,
      candidates: candidates.flatMap((candidate) => {
        const other = described.get(candidate.person)
        const reasons = candidate.reasons.map((reason) => ({ say: reason.say, field: '', weight: 0 }))
        return other ? [{ other, probability: candidate.probability, reasons }] : []
      }),
    }
  },
})

/** People as the matcher compares them, with the lexemes that bring their neighbours near. */
async function readRecords(ctx: Ctx, catalogue: Catalogue, ids: string[]): Promise<{ record: PersonRecord; lexemes: string[] }[]> {
  if (ids.length === 0) return []
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const rows = await findSubjects(ctx.sql, ctx.street, ids)
  const ties = await findTies(ctx.sql, ctx.street, ids)
  return rows
    .filter((row) => row.kind === 'person')
    .map((row) => {
      const state = openState(keys, catalogue, row)
      const home = ties.find((tie) => tie.person === row.id && tie.kind === 'person.residence' && !tie.to)
      const { lexemes } = searchColumns(
        catalogue.elements,
        Object.fromEntries([...state].map(([element, known]) => [element, known.value])),
        keys,
      )
      return { record: recordOf(row.id, state, home?.dwelling), lexemes: lexemes.filter((lexeme) => /^[kdf]/.test(lexeme)) }
    })
}

function recordOf(id: string, state: State, dwelling: string | undefined): PersonRecord {
  const text = (element: string) => {
    const value = state.get(element)?.value
    return typeof value === 'string' ? value : undefined
  }
  const sex = text('person.sex')
  const former = text('person.former-name')
  const phone = text('person.phone')
  return {
    id,
    name: text('person.name'),
    formerNames: former ? [former] : [],
    idNumber: text('person.id-number'),
    phones: phone ? [phone] : [],
    birth: text('person.birth-date'),
    sex: sex === '1' ? 'male' : sex === '2' ? 'female' : undefined,
    dwelling,
    householdHead: text('person.head-name'),
  }
}

export const looks = view(contracts.listLooks, {
  may: 'look.read',
  personal: true,
  async run(ctx, { subject, login, before, limit = 50 }) {
    const [beforeAt, beforeId] = before?.split(' ') ?? []
    if (beforeAt && !isDay(beforeAt.slice(0, 10)))
      throw new Problem('input.invalid', { count: 1 }, [{ path: '/before', say: 'input.format' }])
    const filter = { ...(subject ? { subject } : {}), ...(login ? { login } : {}), ...(beforeAt && beforeId ? { beforeAt, beforeId } : {}) }
    // That somebody opened something sealed tells whoever it is kept from that it is there; those who answer for the looks themselves see it.
    const sealed = ctx.actor.rights.has('look.close')
    const rows = await listLooks(ctx.sql, ctx.street, { ...filter, sealed }, limit)
    const shown = [...new Set(rows.flatMap((row) => row.subjects.slice(0, 20)))]
    const names = await listNames(ctx.sql, ctx.street, shown)
    ctx.look({ subjects: subject ? [subject] : [], fields: ['look'], ...(subject ? {} : { filter: { looks: rows.length } }) })
    const last = rows.at(-1)
    return {
      looks: rows.map((row) => ({
        id: row.id,
        at: row.at,
        who: row.login ?? '',
        title: row.title ?? '',
        view: row.view,
        subjects: row.subjects.slice(0, 20).flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
        maybe: subject !== undefined && row.subjects.length === 0,
        count: row.subjects.length || Number(row.filter?.count ?? 0),
        fields: row.fields,
        reason: row.reason,
        sensitive: row.sensitive,
      })),
      next: last && rows.length === limit ? `${last.at} ${last.id}` : null,
    }
  },
})
