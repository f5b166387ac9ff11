/** What a resident sees of what was reported by her and by those she may report for. */
import { Problem } from '#base/problem.ts'
import { labelOf } from '#ground/matters/lines.ts'
import { readNumber } from '#ground/matters/number.ts'
import { findOwnByNumber, listOwnPlaces, listOwnReporters, listOwnRows, listOwnWords } from '#ground/matters/own-queries.ts'
import { listTypeRows } from '#ground/matters/queries.ts'
import { typeOf } from '#ground/matters/running.ts'
import { showQuestions } from '#ground/matters/showing.ts'
import { partyNames, placeParty } from '#ground/matters/units/names.ts'
import { listPlaceNames, listUnitRows } from '#ground/matters/units/queries.ts'
import { shortRegionName } from '#ground/places/region.ts'
import type { OwnPerson } from '#kernel/access/contract.ts'
import { view } from '#kernel/action/action.ts'
import * as contracts from './contract.ts'
import { placeFor } from './places.ts'
import { isShared } from './rules.ts'
import { findOwn } from './running.ts'
import { isAsked, showOwn } from './showing.ts'
import { findSimilar } from './similar.ts'
import { doorsOf, enterOwn, getReportable, reportables } from './whose.ts'

const MOST_LISTED = 60

export const reporting = view(contracts.readReporting, {
  may: 'own.report',
  personal: false,
  async run(ctx) {
    const persons = reportables(ctx)
    const mine = new Set(doorsOf(ctx, persons.map(({ id }) => id))) // biome-ignore format: one call
    const [types, places, regions, units] = await Promise.all([
      listTypeRows(ctx.sql, ctx.street),
      listOwnPlaces(ctx.sql),
      listPlaceNames(ctx.sql, ctx.street),
      listUnitRows(ctx.sql, ctx.street),
    ])
    const living = new Map((ctx.actor.resident?.doors ?? []).map((door) => [door.id, door.persons]))
    const named = regions.map(({ code, name }) => ({ code, name: shortRegionName(name) }))
    return {
      persons: persons.map(({ id, name, as }) => ({ id, name, as })),
      doors: places
        .filter(({ door }) => mine.has(door))
        .map(({ door, label, estate_name }) => ({ id: door, label, estate: estate_name, persons: [...(living.get(door) ?? [])] })),
      communities: named.filter(({ code }) => !code.endsWith('000')),
      parties: [
        ...named.map(({ code, name }) => ({ party: placeParty(code), name })),
        ...units.filter(({ ended }) => !ended).map(({ id, name }) => ({ party: `unit:${id}`, name })),
      ],
      types: types
        .filter(({ body, retired }) => !retired && body.opened.includes('resident'))
        .map(({ id, body }) => {
          const officeOf = new Map(body.refusals.map((refusal) => [refusal.code, refusal.office ?? null]))
          const categories = body.categories.map(({ code, label, hint, refuse }) => ({
            code,
            label,
            hint: hint ?? null,
            office: refuse === undefined ? null : (officeOf.get(refuse) ?? null),
          }))
          const { plain, recipients, basis, keepYears, sealed = null, ends } = body
          const asked = { opening: showQuestions(body.opening), mostDays: ends?.mostDays ?? null }
          return { id, plain, sealed, recipients, basis, keepYears, shared: isShared(body), ...asked, categories }
        }),
      mostWords: contracts.MOST_WORDS,
      mostPhotos: contracts.MOST_PHOTOS,
    }
  },
})

export const similar = view(contracts.listSimilar, {
  may: 'own.report',
  personal: false,
  async run(ctx, { person, type: id, category, text, place }) {
    getReportable(ctx, person)
    const type = (await listTypeRows(ctx.sql, ctx.street)).find(
      (row) => row.id === id && !row.retired && row.body.opened.includes('resident'),
    )
    if (!type) throw new Problem('thing.unknown')
    const { estate } = await placeFor(ctx, person, place, type.body)
    return { similar: await findSimilar(ctx, { type: id, category, text, doors: doorsOf(ctx, [person]), estate }) }
  },
})

function whoseName(persons: readonly OwnPerson[], id: string): string | null {
  const found = persons.find((one) => one.id === id)
  return found && found.as !== 'self' ? found.name : null
}

export const matters = view(contracts.listOwnMatters, {
  may: 'own.report',
  personal: true,
  async run(ctx) {
    const persons = reportables(ctx)
    await enterOwn(ctx, persons)
    const rows = await listOwnRows(ctx.sql, ctx.street, persons.map(({ id }) => id), MOST_LISTED + 1) // biome-ignore format: one call
    const nameOf = await partyNames(ctx)
    const shown = rows.slice(0, MOST_LISTED)
    const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
    const lines: contracts.OwnLine[] = []
    for (const row of shown) {
      const type = await typeOf(ctx, { id: row.type, origin: row.origin, version: row.version })
      const words = [...(await listOwnWords(ctx.sql, keys, row.home)).values()]
      lines.push({
        id: row.id,
        number: row.homeNumber ?? row.number,
        person: row.person,
        whose: whoseName(persons, row.person),
        typeTitle: type.title,
        category: labelOf(type.categories, row.category),
        title: String(words.find(({ title }) => typeof title === 'string')?.title ?? ''),
        stand: row.stand,
        outcome: row.outcome,
        lead: nameOf(row.lead),
        due: row.due,
        opened: row.opened,
        moved: row.moved,
        reporters: row.reporters,
        asked: isAsked(row.stand, (await findOwn(ctx, row.id)).state.reporters.get(row.reporter)),
      })
    }
    ctx.look({ subjects: persons.map(({ id }) => id), fields: ['matter.title'] })
    return { matters: lines, more: rows.length > MOST_LISTED }
  },
})

export const find = view(contracts.findOwnMatter, {
  may: 'own.report',
  personal: true,
  async run(ctx, { number }) {
    const persons = reportables(ctx)
    await enterOwn(ctx, persons)
    const read = readNumber(number)
    if (!read) throw new Problem('input.invalid', { count: 1 }, [{ path: '/number', say: 'matter.number-wrong' }])
    // Neither whose it is nor that there is one stands among the looks of others she acts for.
    ctx.look({ subjects: [], fields: ['matter.number'] })
    return { found: (await findOwnByNumber(ctx.sql, ctx.street, read, persons.map(({ id }) => id))) ?? null } // biome-ignore format: one call
  },
})

export const read = view(contracts.readOwnMatter, {
  may: 'own.report',
  personal: true,
  async run(ctx, { person: who, id }) {
    const person = getReportable(ctx, who)
    await enterOwn(ctx, [person])
    const held = await findOwn(ctx, id)
    const [own] = await listOwnReporters(ctx.sql, ctx.street, id, [person.id])
    if (!own) throw new Problem('thing.unknown')
    ctx.look({ subjects: held.matter.sealed ? [] : [person.id], fields: ['matter.text'] })
    return showOwn(ctx, held, own, whoseName([person], person.id))
  },
})
