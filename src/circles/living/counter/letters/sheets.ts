/** What stands on the sheets: to whom, the open questions of all requests once each, whom to ring. No value of anybody. */
import type { OutputOf } from '#base/contract.ts'
import { tellAsked } from '#ground/asks/asked/parties.ts'
import { listOpenOf, type OpenDoor } from '#ground/asks/open-doors.ts'
import { isTwin } from '#ground/facts/catalogue.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { findHousehold } from '#ground/households/queries.ts'
import { addressLines } from '#ground/notices/letters/rules.ts'
import { listOfficeRows } from '#ground/notices/queries.ts'
import { officeFor } from '#ground/notices/reach.ts'
import { listRegionNames } from '#ground/places/queries.ts'
import type { Issued } from '#ground/residents/letters.ts'
import { maySay } from '#ground/residents/rules.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { printLetters, Sheet } from './contract.ts'
import type { Reader } from './queries.ts'

type Sheets = NonNullable<OutputOf<typeof printLetters>['sheets']>

export async function writeSheets(ctx: Ctx, readers: readonly Reader[], letters: readonly Issued[]): Promise<Sheets> {
  const catalogue = await getStreetCatalogue(ctx)
  const subjects = await subjectsOf(ctx, readers)
  const open = await listOpenOf(ctx, [...new Set(subjects.flat())])
  let protectedOf = new Map<string, number>()
  const doors = open.doors.map((door): OpenDoor => {
    const [asked] = door.subjects
    const fit = asked!.questions.filter(({ element }) => {
      const known = catalogue.elements.get(element)
      return known !== undefined && maySay('self', known)
    })
    const plain = fit.filter(({ element }) => !isTwin(catalogue, element))
    protectedOf = protectedOf.set(asked!.subject, fit.length - plain.length)
    return { ...door, subjects: [{ subject: asked!.subject, questions: plain }] }
  })
  const { parties, requests, elements, codes } = await tellAsked(ctx, { requests: open.requests, doors })
  const partyOf = new Map([...parties.values()].flat().map((party) => [party.subject, party]))
  const [names, offices] = [await listRegionNames(ctx.sql, ctx.street), await listOfficeRows(ctx.sql, ctx.street)]
  const used = new Set([...partyOf.values()].flatMap(({ questions }) => questions.flatMap((question) => question.requests)))
  const asking = requests.filter((_, at) => used.has(at))
  return {
    list: readers.map(({ name, region, label }, at): Sheet => {
      const community = Math.floor(region / 1000)
      const area = [String(ctx.street).slice(0, 6), String(ctx.street), String(community)].map((code) => names.get(code) ?? '')
      const office = officeFor(offices, names, region)
      const hers = subjects[at]!
      return {
        ...letters[at]!,
        address: addressLines(area, label),
        name,
        groups: hers.flatMap((subject) => {
          const party = partyOf.get(subject)
          return party
            ? [{ whose: party.kind as Sheet['groups'][number]['whose'], elements: party.questions.map(({ element }) => element) }]
            : []
        }),
        more: hers.reduce((sum, subject) => sum + (protectedOf.get(subject) ?? 0), 0),
        office: { sign: office.sign, phone: office.phone ?? '', hours: office.hours },
      }
    }),
    elements,
    codes,
    askers: asking.map(({ asker, purpose, title, basis }) => ({ asker, what: purpose ?? title, basis })),
    by: asking.map(({ until }) => until ?? '').sort()[0] ?? '',
    optional: [...partyOf.values()].every(({ questions }) => questions.every((question) => question.optional)),
  }
}

/** Of each reader: she; and of the first at a door also the household and the door. */
async function subjectsOf(ctx: Ctx, readers: readonly Reader[]): Promise<string[][]> {
  const seen = new Set<string>()
  const found: string[][] = []
  for (const { person, door } of readers) {
    const own = person ? [person] : []
    const household = seen.has(door) ? undefined : await findHousehold(ctx.sql, ctx.street, door)
    found.push(seen.has(door) ? own : [...own, ...(household ? [household] : []), door])
    seen.add(door)
  }
  return found
}
