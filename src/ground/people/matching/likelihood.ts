/**
 * The evidence of a pair in the manner of Fellegi and Sunter (1969): for every field, how probable the agreement found is if both are one person,
 * and how probable if not. Who is not the same person is no stranger only: families share doors, phones and surnames, tenants follow one another behind
 * one door and at times on one phone, twins share the birthday too. So the denominator is a mixture of four rivals, each with its own probabilities.
 */
import type { BirthLevel, DwellingLevel, HeadLevel, IdLevel, Levels, NameLevel, PhoneLevel, PlainLevel, Rival } from './contract.ts'
import { compareBirths, compareIds, comparePhones } from './fields.ts'
import { birthShare, type Frequencies, nameShare, partShare, phoneShare, soundShare } from './frequencies.ts'
import { compareNames, type NameAgreement, type PreparedName } from './name.ts'
import type { PreparedPerson } from './prepare.ts'

/** Probability of an agreement if the same person, and under each rival. */
type Odds = { same: number } & Record<Rival, number>
/** `odds` belong to `fields` in the same order. */
export type Evidence = { levels: Levels; fields: (keyof Levels)[]; odds: Odds[] }

/** People per known person who live in her household, who followed or preceded her behind the door, and who are her twin. */
const perPerson = { housemate: 2.2, occupant: 1.5, twin: 0.012 }

/** How often a name is written so by or for its bearer: rates of registers compared by hand, not of any one file. */
const nameOfSame: Record<NameLevel, number> = {
  same: 0.8,
  script: 0.03,
  former: 0.015,
  sound: 0.045,
  look: 0.035,
  'near-sound': 0.012,
  swapped: 0.005,
  part: 0.2,
  missing: 0.012,
  'one-other': 0.012,
  'surname-only': 0.006,
  'given-only': 0.006,
  different: 0.002,
}
/** Names within a household: the surname of the father, often one shared generation character, never on purpose the same name. */
const nameOfHousemate: Record<NameLevel, number> = {
  same: 2e-5,
  script: 1e-5,
  former: 2e-5,
  sound: 0.001,
  look: 0.0008,
  'near-sound': 0.0008,
  swapped: 0.0002,
  part: 0.01,
  missing: 0.004,
  'one-other': 0.07,
  'surname-only': 0.5,
  'given-only': 2e-4,
  different: 0.42,
}
const nameOfTwin: Record<NameLevel, number> = {
  same: 1e-4,
  script: 1e-4,
  former: 1e-4,
  sound: 0.03,
  look: 0.03,
  'near-sound': 0.03,
  swapped: 0.02,
  part: 0.01,
  missing: 0.01,
  'one-other': 0.5,
  'surname-only': 0.32,
  'given-only': 0.001,
  different: 0.02,
}

/** Probability of the level between two random names, of which `one` is the row's. */
function nameOfStranger(frequencies: Frequencies, agreement: NameAgreement, one: PreparedName): number {
  const at = agreement.at
  switch (agreement.level) {
    case 'same':
    case 'script':
    case 'former':
    case 'swapped':
      return nameShare(frequencies, one)
    case 'sound':
      return soundShare(frequencies, one)
    case 'look':
      return Math.max(1e-7, partShare(frequencies, one, at) * 0.012)
    case 'near-sound':
      return Math.max(1e-7, at < 0 ? soundShare(frequencies, one) : partShare(frequencies, one, at) * 0.02)
    case 'part':
      return partShare(frequencies, one, one.simple.indexOf('·'), one.characters.length)
    case 'missing':
      return Math.max(1e-7, 0.5 * partShare(frequencies, one, at))
    case 'one-other':
      return Math.max(1e-7, partShare(frequencies, one, at))
    case 'surname-only':
      return partShare(frequencies, one, one.surname, one.characters.length)
    case 'given-only':
      return partShare(frequencies, one, 0, one.surname)
    default:
      return 1
  }
}

const idOdds: Record<IdLevel, Odds> = {
  same: { same: 0.96, stranger: 1e-9, housemate: 8e-4, occupant: 1e-9, twin: 1e-3 },
  slip: { same: 0.02, stranger: 1e-8, housemate: 1e-5, occupant: 1e-8, twin: 0.02 },
  near: { same: 3e-4, stranger: 1e-7, housemate: 1e-5, occupant: 1e-7, twin: 0.9 },
  unclear: { same: 0.01, stranger: 0.05, housemate: 0.05, occupant: 0.05, twin: 0.02 },
  different: { same: 1e-3, stranger: 1, housemate: 1, occupant: 1, twin: 0.08 },
}

/** Births: [same person, twin, housemate]; strangers' depend on how common the day is. */
const birthOdds: Record<BirthLevel, [same: number, twin: number, housemate: number]> = {
  same: [0.92, 0.97, 0.002],
  swapped: [0.004, 0.001, 5e-5],
  digit: [0.03, 0.005, 0.003],
  month: [0.008, 0.01, 0.002],
  lunar: [0.01, 0.001, 0.003],
  year: [0.012, 0.002, 0.02],
  partial: [0.95, 0.97, 0.02],
  different: [0.006, 0.01, 0.97],
}
const birthOfStranger: Partial<Record<BirthLevel, number>> = {
  swapped: 4e-5,
  digit: 0.0009,
  month: 0.0012,
  lunar: 0.003,
  year: 0.014,
  different: 0.98,
}

const phoneOdds: Record<PhoneLevel, Odds> = {
  same: { same: 0.7, stranger: 0, housemate: 0.4, occupant: 0.15, twin: 0.6 },
  slip: { same: 0.04, stranger: 4e-5, housemate: 0.01, occupant: 1e-3, twin: 0.01 },
  different: { same: 0.22, stranger: 1, housemate: 0.6, occupant: 0.85, twin: 0.4 },
}

const headOdds: Record<HeadLevel, Odds> = {
  role: { same: 0.06, stranger: 0, housemate: 0.6, occupant: 0.01, twin: 0.5 },
  same: { same: 0.85, stranger: 0, housemate: 0.93, occupant: 0.02, twin: 0.95 },
  different: { same: 0.15, stranger: 1, housemate: 0.07, occupant: 0.98, twin: 0.05 },
}

const sexOdds: Record<PlainLevel, Odds> = {
  same: { same: 0.988, stranger: 0.5, housemate: 0.45, occupant: 0.5, twin: 0.7 },
  different: { same: 0.012, stranger: 0.5, housemate: 0.55, occupant: 0.5, twin: 0.3 },
}

function dwellingOdds(level: DwellingLevel, frequencies: Frequencies): Odds {
  const people = Math.max(50, frequencies.population)
  if (level === 'same') return { same: 0.75, stranger: Math.min(0.2, 3 / people), housemate: 0.95, occupant: 0.98, twin: 0.93 }
  const building = Math.min(0.3, 120 / people)
  if (level === 'building') return { same: 0.07, stranger: building, housemate: 0.01, occupant: 0.01, twin: 0.02 }
  return { same: 0.18, stranger: 1 - building, housemate: 0.04, occupant: 0.01, twin: 0.05 }
}

/** Compares everything both sides have. */
export function weigh(row: PreparedPerson, known: PreparedPerson, frequencies: Frequencies): Evidence {
  const evidence: Evidence = { levels: {}, fields: [], odds: [] }
  const { levels } = evidence
  if (row.name && known.name) weighName(row, row.name, known, known.name, frequencies, evidence)
  if (row.idNumber && known.idNumber) levels.id = compareIds(row.idNumber, known.idNumber)
  else if (row.idToken && known.idToken) levels.id = row.idToken === known.idToken ? 'same' : 'different'
  if (levels.id) add(evidence, 'id', idOdds[levels.id])
  const idSettlesBirth = levels.id === 'same' || levels.id === 'slip'
  if (row.birth && known.birth && !idSettlesBirth) {
    levels.birth = compareBirths(row.birth, known.birth)
    add(evidence, 'birth', birthEvidence(levels.birth, row.birth, frequencies))
  }
  if (row.phones.length > 0 && known.phones.length > 0) {
    levels.phone = comparePhones(row.phones, known.phones)
    add(evidence, 'phone', phoneEvidence(levels.phone, row.phones, known.phones, frequencies))
  }
  weighDoor(row, known, frequencies, evidence)
  if (row.head && known.head) {
    levels.head = compareHeads(row, row.head, known, known.head)
    const odds = headOdds[levels.head]
    add(evidence, 'head', levels.head === 'different' ? odds : { ...odds, stranger: nameShare(frequencies, row.head) * 3 })
  }
  if (row.sex && known.sex && !idSettlesBirth) {
    levels.sex = row.sex === known.sex ? 'same' : 'different'
    add(evidence, 'sex', sexOdds[levels.sex])
  }
  return evidence
}

function add(evidence: Evidence, field: keyof Levels, odds: Odds): void {
  evidence.fields.push(field)
  evidence.odds.push(odds)
}

function weighName(
  row: PreparedPerson,
  name: PreparedName,
  known: PreparedPerson,
  knownName: PreparedName,
  frequencies: Frequencies,
  evidence: Evidence,
): void {
  let agreement = compareNames(name, knownName)
  if (agreement.level !== 'same' && agreement.level !== 'script' && formerAgrees(row, known)) agreement = { level: 'former', at: -1 }
  const { level } = agreement
  const longer = level === 'missing' && knownName.characters.length > name.characters.length ? knownName : name
  const stranger = nameOfStranger(frequencies, agreement, longer)
  evidence.levels.name = level
  add(evidence, 'name', {
    same: nameOfSame[level],
    stranger,
    housemate: nameOfHousemate[level],
    occupant: stranger,
    twin: nameOfTwin[level],
  })
}

/** The same building without a door on one side says that the same neighbourhood is meant, and little more. */
function weighDoor(row: PreparedPerson, known: PreparedPerson, frequencies: Frequencies, evidence: Evidence): void {
  const sameBuilding = row.building !== undefined && row.building === known.building
  if (row.dwelling && known.dwelling) {
    const level = row.dwelling === known.dwelling ? 'same' : sameBuilding ? 'building' : 'different'
    evidence.levels.dwelling = level
    add(evidence, 'dwelling', dwellingOdds(level, frequencies))
  } else if (row.building && known.building) {
    evidence.levels.dwelling = sameBuilding ? 'building' : 'different'
    const odds = dwellingOdds(evidence.levels.dwelling, frequencies)
    add(evidence, 'dwelling', sameBuilding ? { same: 0.82, stranger: odds.stranger, housemate: 0.96, occupant: 0.99, twin: 0.95 } : odds)
  }
}

function formerAgrees(row: PreparedPerson, known: PreparedPerson): boolean {
  if (row.formers.length === 0 && known.formers.length === 0) return false
  const own = [...row.formers, row.name].map((name) => name?.simple)
  const theirs = [...known.formers, known.name].map((name) => name?.simple)
  return own.some((name) => name !== undefined && theirs.includes(name))
}

/** A son who sounds like his father is told from him by who is the head: the row names the head and is not he. */
function compareHeads(row: PreparedPerson, rowHead: PreparedName, known: PreparedPerson, knownHead: PreparedName): HeadLevel {
  const level = compareNames(rowHead, knownHead).level
  if (!sameHead.has(level)) return 'different'
  const isHead = (person: PreparedPerson, head: PreparedName) => person.name?.simple === head.simple
  return isHead(row, rowHead) === isHead(known, knownHead) ? 'same' : 'role'
}

const sameHead: ReadonlySet<NameLevel> = new Set(['same', 'script', 'sound', 'look', 'near-sound'])

function birthEvidence(level: BirthLevel, birth: string, frequencies: Frequencies): Odds {
  const [same, twin, housemate] = birthOdds[level]
  const random = birthOfStranger[level] ?? (level === 'same' ? birthShare(frequencies, birth) : birth.length === 4 ? 0.016 : 0.0014)
  return { same, twin, housemate, stranger: random, occupant: random }
}

function phoneEvidence(level: PhoneLevel, first: readonly string[], second: readonly string[], frequencies: Frequencies): Odds {
  if (level !== 'same') return phoneOdds[level]
  const shared = first.find((phone) => second.includes(phone)) ?? ''
  const stranger = phoneShare(frequencies, shared)
  return {
    ...phoneOdds.same,
    stranger,
    housemate: Math.max(phoneOdds.same.housemate, stranger),
    occupant: Math.max(phoneOdds.same.occupant, stranger),
  }
}

/** How much likelier the evidence is for one person than for anybody else of a population of this size, and which rival comes nearest. */
export function ratioOf(evidence: Evidence, people: number): { ratio: number; rival: Rival } {
  let [same, stranger, housemate, occupant, twin] = [1, 1, 1, 1, 1]
  for (const odds of evidence.odds) {
    same *= odds.same
    stranger *= odds.stranger
    housemate *= odds.housemate
    occupant *= odds.occupant
    twin *= odds.twin
  }
  const population = Math.max(people, 50)
  housemate *= perPerson.housemate / population
  occupant *= perPerson.occupant / population
  twin *= perPerson.twin / population
  const most = Math.max(stranger, housemate, occupant, twin)
  const rival = most === stranger ? 'stranger' : most === housemate ? 'housemate' : most === occupant ? 'occupant' : 'twin'
  return { ratio: same / Math.max(stranger + housemate + occupant + twin, Number.MIN_VALUE), rival }
}
