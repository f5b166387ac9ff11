/** The queue of letters by grid, the sheets of a batch, and a letter by its number. */
import { Problem } from '#base/problem.ts'
import { ageOn } from '#base/values/day.ts'
import { listGridNames } from '#ground/places/grids/queries.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import { areaName } from '#ground/places/region.ts'
import { view } from '#kernel/action/action.ts'
import { readEditions } from '../kinds.ts'
import { listOfficeRows } from '../queries.ts'
import { officeFor } from '../reach.ts'
import { sayNotice } from '../words.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'
import { addressLines, isLarge } from './rules.ts'

const MOST_BATCHES = 30

export const queue = view(contracts.readQueue, {
  may: 'notice.carry',
  personal: false,
  async run(ctx) {
    const [names, offices] = [await listRegionNames(ctx.sql, ctx.street), await listOfficeRows(ctx.sql, ctx.street)]
    const grids = new Map((await listGridNames(ctx.sql, ctx.street)).map(({ region, name }) => [region, name]))
    const community = (region: number) => names.get(String(Math.floor(region / 1000))) ?? String(Math.floor(region / 1000))
    return {
      grids: (await queries.listWaiting(ctx.sql, ctx.street)).map((row) => ({
        ...row,
        community: community(row.region),
        grid: grids.get(row.region) ?? '',
        ring: officeFor(offices, names, row.region).phone !== null,
      })),
      batches: (await queries.listBatches(ctx.sql, ctx.street, MOST_BATCHES)).map(({ regions, ...batch }) => ({
        ...batch,
        places: regions.map((region) => areaName(community(region), grids.get(region) ?? '')),
      })),
    }
  },
})

export const batch = view(contracts.readBatch, {
  may: 'notice.carry',
  personal: true,
  async run(ctx, { id }) {
    const found = await queries.findBatch(ctx.sql, ctx.street, id)
    if (!found) throw new Problem('thing.unknown')
    const letters = await queries.listLetters(ctx.sql, ctx.street, id)
    const inside = await queries.listInLetters(
      ctx.sql,
      ctx.street,
      letters.map((letter) => letter.id),
    )
    const kindOf = await readEditions(ctx.sql, ctx.street, inside)
    const [names, offices] = [await listRegionNames(ctx.sql, ctx.street), await listOfficeRows(ctx.sql, ctx.street)]
    ctx.look({ subjects: letters.flatMap(({ person }) => person ?? []), fields: ['person.name', 'notice'] })
    return {
      ...found,
      letters: letters.map((letter) => {
        const community = Math.floor(letter.region / 1000)
        const area = [String(ctx.street).slice(0, 6), String(ctx.street), String(community)].map((code) => names.get(code) ?? '')
        const name = typeof letter.name === 'string' ? letter.name : null
        const office = officeFor(offices, names, letter.region)
        return {
          id: letter.id,
          no: letter.no,
          state: letter.state,
          reason: letter.reason,
          address: addressLines(area, letter.label),
          person: letter.person,
          name,
          label: letter.label,
          language: letter.language ?? ('zh' as const),
          large: isLarge(letter.large, letter.born && /^\d{4}-\d{2}-\d{2}$/.test(letter.born) ? ageOn(letter.born, ctx.today) : undefined),
          notices: inside
            .filter(({ message }) => message === letter.id)
            .map((row) => {
              const { title, body } = sayNotice(kindOf(row), row.words, letter.language ?? 'zh')
              return { title, body }
            }),
          office: { sign: office.sign, phone: office.phone ?? '', hours: office.hours },
        }
      }),
    }
  },
})

export const byNumber = view(contracts.findLetter, {
  may: 'notice.read',
  personal: true,
  async run(ctx, { no }) {
    const found = await queries.findByNo(ctx.sql, ctx.street, no)
    if (!found) throw new Problem('thing.unknown')
    ctx.look({ subjects: [found.person ?? found.dwelling], fields: ['notice'] })
    return found
  },
})
