/**
 * Decides for every row whom it is about and what it would change, batch by batch: exact identifiers first, then the matcher, then new.
 * What was seen earlier in the same import is remembered, so that nobody is made twice.
 */

import type { PersonRecord } from '#ground/people/matching/contract.ts'
import { problem } from '../reading/problems.ts'
import type { Reading } from '../reading/reading.ts'
import { countPeople, type Holder, listHolders, listLeanPeople, listParties, type PlaceKey } from '../staging-queries.ts'
import { freshRow, type Judged, type JudgeSource, keepRow, knownRow, repeatRow } from './build.ts'
import { joinedTo, joinLater, type Later, placeId, withDifferences } from './joining.ts'
import { loadStandings } from './known.ts'
import { type Matcher, openMatcher, sexOf } from './matcher.ts'
import { openParties, type Parties } from './parties.ts'
import { judgeRelated } from './related.ts'
import { digestOf, joinRows, standsOnOne } from './sayings.ts'
import type { StagedRow } from './staged.ts'

const ID_NUMBER = 'person.id-number'
type Place = PlaceKey

export type Judge = ReturnType<typeof openJudge>

export function openJudge(source: JudgeSource) {
  /** Who or what was met first in which row: by identifier, by subject, by name and door. */
  const seen = new Map<string, Place>()
  const related = new Map<string, Reading>()
  const parties = new Map<string, Promise<Parties>>()
  const { keys, catalogue, street } = source
  const matcher: Matcher = openMatcher({
    people: (withoutId) => source.inScope((sql) => listLeanPeople(sql, street, source.communities, withoutId)),
    count: () => source.inScope((sql) => countPeople(sql, street, source.communities)),
    keys,
    buildingOf: source.buildingOf,
  })

  async function judge(readings: Reading[]): Promise<Judged> {
    const rows: StagedRow[] = []
    const people: Reading[] = []
    for (const reading of readings) {
      if (reading.stops) rows.push(keepRow(source, reading, 'invalid'))
      else if (reading.elsewhere) rows.push(keepRow(source, reading, 'elsewhere'))
      else if (reading.kind === 'person') people.push(reading)
      else if (reading.subject !== undefined) rows.push(...gather(reading))
      else rows.push(await judgeParty(reading))
    }
    const later: Later[] = []
    const firsts = people.filter((reading) => {
      const first = metBefore(reading)
      if (first) later.push({ reading, first })
      else remember(reading)
      return first === undefined
    })
    rows.push(...(await judgePeople(firsts, later)))
    if (later.length === 0) return { rows, again: [] }
    return joinLater(source, rows, later)
  }

  /** Doors and households are spoken of by each of their people: one saying for each, when all rows are read. */
  function gather(reading: Reading): StagedRow[] {
    const key = `${reading.kind} ${reading.subject}`
    const first = related.get(key)
    if (!first) {
      related.set(key, reading)
      return []
    }
    const joined = joinRows(catalogue, first, reading)
    if (joined.differing.length === 0) {
      first.plain = joined.plain
      first.twin = joined.twin
      first.problems.push(...reading.problems)
      return []
    }
    return [keepRow(source, withDifferences(reading, first, joined.differing, false), 'joined')]
  }

  function identities(reading: Reading): { sure?: string; likely?: string } {
    const number = reading.plain[ID_NUMBER]
    const name = reading.plain['person.name']
    return {
      ...(typeof number === 'string' ? { sure: `i${keys.token('id-number', number)}` } : {}),
      ...(typeof name === 'string' && reading.door ? { likely: `d${reading.door.id}${name}` } : {}),
    }
  }

  function metBefore(reading: Reading): Place | undefined {
    const { sure, likely } = identities(reading)
    if (sure) return seen.get(sure)
    return likely ? seen.get(likely) : undefined
  }

  function remember(reading: Reading): void {
    const { sheet, row, part } = reading
    const { sure, likely } = identities(reading)
    if (sure) seen.set(sure, { sheet, row, part })
    if (likely && !seen.has(likely)) seen.set(likely, { sheet, row, part })
  }

  async function judgePeople(people: Reading[], later: Later[]): Promise<StagedRow[]> {
    const tokens = new Map<string, Reading>()
    for (const reading of people) {
      const number = reading.plain[ID_NUMBER]
      if (typeof number === 'string') tokens.set(keys.token('id-number', number), reading)
    }
    const holders = tokens.size === 0 ? [] : await source.inScope((sql) => listHolders(sql, street, ID_NUMBER, [...tokens.keys()]))
    const rows: StagedRow[] = []
    const known: { reading: Reading; subject: string }[] = []
    const held = new Set<Reading>()
    for (const holder of holders) {
      const reading = tokens.get(holder.token)!
      held.add(reading)
      const quick = judgeHolder(reading, holder)
      if (!quick) known.push({ reading, subject: holder.subject })
      else rows.push(quick)
    }
    const unknown = people.filter((reading) => !held.has(reading))
    const matched = await matchUnknown(unknown)
    rows.push(...matched.rows)
    rows.push(...(await weighKnown([...known, ...matched.known].filter((one) => claim(one, later)))))
    return rows
  }

  /** What the holder alone decides: out of sight, or nothing new at all. */
  function judgeHolder(reading: Reading, holder: Holder): StagedRow | undefined {
    if (holder.rev === null || holder.meta === null || holder.region === null) {
      reading.problems.push(problem({ say: 'import.row.id-elsewhere' }, { element: ID_NUMBER }))
      return keepRow(source, reading, 'elsewhere')
    }
    if (holder.digest === null || !standsOnOne(holder.meta, source.source) || holder.digest !== digestOf(keys, reading)) return undefined
    seen.set(`s${holder.subject}`, { sheet: reading.sheet, row: reading.row, part: reading.part })
    return repeatRow(source, reading, { subject: holder.subject, rev: holder.rev, region: holder.region, words: holder.meta.at[0]![0] })
  }

  /** One subject, one row: a second one that leads to the same subject is a later row of it. */
  function claim({ reading, subject }: { reading: Reading; subject: string }, later: Later[]): boolean {
    const key = `s${subject}`
    const first = seen.get(key)
    if (first) later.push({ reading, first })
    else seen.set(key, { sheet: reading.sheet, row: reading.row, part: reading.part })
    return first === undefined
  }

  async function matchUnknown(people: Reading[]): Promise<{ rows: StagedRow[]; known: { reading: Reading; subject: string }[] }> {
    const rows: StagedRow[] = []
    const known: { reading: Reading; subject: string }[] = []
    const matches = people.length === 0 ? new Map() : await matcher.match(people.map((reading) => recordOf(reading, source)))
    for (const reading of people) {
      const match = matches.get(placeId(reading))
      const best = match?.candidates[0]
      if (!match || !best || match.verdict === 'different') rows.push(newcomer(reading))
      else if (match.verdict === 'same' && !seen.has(`s${best.person}`)) known.push({ reading, subject: best.person })
      else {
        const candidates = match.candidates.map(({ person, probability, reasons }: (typeof match.candidates)[number]) => ({
          subject: person,
          probability,
          reasons,
        }))
        rows.push({ ...keepRow(source, reading, 'doubtful'), candidates })
      }
    }
    return { rows, known }
  }

  /** Nobody is registered without a name: a number alone only leads to somebody who is known. */
  function newcomer(reading: Reading): StagedRow {
    if (reading.plain['person.name'] !== undefined) return freshRow(source, reading)
    reading.problems.push(problem({ say: 'import.row.nameless' }, { element: 'person.name' }, true))
    return keepRow(source, { ...reading, stops: true }, 'invalid')
  }

  async function weighKnown(known: { reading: Reading; subject: string }[]): Promise<StagedRow[]> {
    const ids = known.map(({ subject }) => subject)
    const standings = ids.length === 0 ? new Map() : await source.inScope((sql) => loadStandings(sql, source, ids))
    return known.map(({ reading, subject }) => {
      const standing = standings.get(subject)
      return standing ? knownRow(source, reading, subject, standing, [], false) : keepRow(source, reading, 'elsewhere')
    })
  }

  async function judgeParty(reading: Reading): Promise<StagedRow> {
    const { kind, plain } = reading
    const text = (field: string) => {
      const value = plain[`${kind}.${field}`]
      return typeof value === 'string' ? value : undefined
    }
    if (!parties.has(kind))
      parties.set(
        kind,
        source.inScope(async (sql) => openParties(await listParties(sql, street, kind, source.communities))),
      )
    const book = await parties.get(kind)!
    const [name = '', address, uscc] = [text('name'), text('address'), text('uscc')]
    const found = book.find({ name, ...(address ? { address } : {}), ...(uscc ? { uscc } : {}) })
    if (!found) {
      const row = freshRow(source, reading)
      book.add({ id: row.subject!, rev: 0, name, address: address ?? null, uscc: uscc ?? null })
      seen.set(`s${row.subject}`, { sheet: reading.sheet, row: reading.row, part: reading.part })
      return row
    }
    const first = seen.get(`s${found.id}`)
    if (first) return keepRow(source, { ...reading, problems: [...reading.problems, joinedTo(first)] }, 'joined', found.id)
    seen.set(`s${found.id}`, { sheet: reading.sheet, row: reading.row, part: reading.part })
    const [row] = await weighKnown([{ reading, subject: found.id }])
    return row!
  }

  /** Doors and households, when all rows were read. */
  function finish(): AsyncGenerator<StagedRow[]> {
    const readings = [...related.values()]
    related.clear()
    return judgeRelated(source, readings)
  }

  /** A few readings at once, with their doors and households. */
  async function judgeAll(readings: Reading[]): Promise<StagedRow[]> {
    const { rows } = await judge(readings)
    for await (const more of finish()) rows.push(...more)
    return rows
  }

  return { judge, finish, judgeAll }
}

function recordOf({ plain, door, ...place }: Reading, { buildingOf }: JudgeSource): PersonRecord {
  const text = (element: string) => (typeof plain[element] === 'string' ? (plain[element] as string) : undefined)
  const phone = text('person.phone')
  const former = text('person.former-name')
  const building = door ? buildingOf(door.id) : undefined
  return {
    id: placeId(place),
    name: text('person.name'),
    idNumber: text(ID_NUMBER),
    birth: text('person.birth-date'),
    ...sexOf(plain['person.sex']),
    ...(phone ? { phones: [phone] } : {}),
    ...(former ? { formerNames: [former] } : {}),
    ...(door ? { dwelling: door.id } : {}),
    ...(building ? { building } : {}),
  }
}
