/**
 * Synthetic households of a street and a later import about them, from a seed: the published test of the matcher. Nobody here exists.
 * The rates are stated in `defaultWorld`; the errors come from lists kept apart from the matcher's own tables.
 */
import { addDays } from '#base/values/day.ts'
import { idCheckCharacter } from '#base/values/id-number.ts'
import type { PersonRecord } from './contract.ts'
import { givenCharacters, rareGiven } from './generator-names.ts'
import { surnameShares } from './surname-shares.ts'

export type Synthetic = PersonRecord & {
  name: string
  birth: string
  sex: 'male' | 'female'
  phones: string[]
  dwelling: string
  building: string
  idNumber: string
  householdHead: string
  formerNames: string[]
}

/** One row of the import, and whom it is about: undefined when nobody known. `profile` names the columns the file has. */
export type ImportedRow = { record: PersonRecord; truth: string | undefined; profile: string; kind: string }
export type World = { known: Synthetic[]; rows: ImportedRow[] }

/** `misspelt` multiplies the chance of every misspelt name: 3.6 misspells nearly all of them. */
export type WorldOptions = { seed: number; people: number; rows: number; coverage?: number; profiles?: string[]; misspelt?: number }

/** Pseudo-random numbers in [0, 1) from a seed (mulberry32). */
export type Random = () => number

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const surnames = [...surnameShares.entries()]
const surnameTotal = surnames.reduce((sum, [, share]) => sum + share, 0)
const rareSurnames = Array.from(
  '敖卞步仓昌钞车种储楚丛党邓刁东杜端鄂樊费丰封扶干郜戈缑古桂郭国海郝和荷衡呼花怀桓宦惠姬嵇计冀暨郏简江矫揭井鞠隽阚亢寇匡邝来郎劳乐黎厉郦连廉蔺隆禄逯栾麻麦满茅蒙糜米苗明牧那能年乜宁农平蒲濮浦戚漆亓綦强芮桑沙商厍佘慎盛师史束帅双水宿睢隋邰檀滕佟仝万危蔚乌巫奚习冼鲜咸相胥禤燕羊衣益印应雍鱼于虞禹郁元苑云恽昃曾扎湛訾仉支植祝庄禚',
)

export function drawSurname(random: Random): string {
  if (random() < 0.06) return pick(random, rareSurnames)
  let left = random() * surnameTotal
  for (const [surname, share] of surnames) {
    left -= share
    if (left <= 0) return surname
  }
  return '王'
}

function drawCharacter(random: Random, sex: 'male' | 'female', decade: number): string {
  if (random() < 0.3) return pick(random, Array.from(rareGiven[sex]))
  const list = Array.from(givenCharacters[sex][Math.min(2020, Math.max(1950, decade))] ?? '')
  return list[Math.floor(list.length * random() ** 1.6)] ?? '明'
}

const singleShares: Record<number, number> = {
  1950: 0.12,
  1960: 0.2,
  1970: 0.35,
  1980: 0.45,
  1990: 0.33,
  2000: 0.15,
  2010: 0.06,
  2020: 0.07,
}

export function drawGiven(random: Random, sex: 'male' | 'female', birthYear: number): string {
  const decade = Math.min(2020, Math.max(1950, Math.floor(birthYear / 10) * 10))
  const first = drawCharacter(random, sex, decade)
  return random() < (singleShares[decade] ?? 0.3) ? first : first + drawCharacter(random, sex, decade)
}

export function drawPhone(random: Random): string {
  return `1${pick(random, ['35', '38', '39', '50', '58', '59', '86', '87', '88', '77', '99'])}${String(Math.floor(random() * 1e8)).padStart(8, '0')}`
}

/** Older registers put births nobody knew on 1 January. */
export function drawBirth(random: Random, year: number): string {
  if (year < 1965 && random() < 0.02) return `${year}-01-01`
  return addDays(`${year}-01-01`, Math.floor(random() * 365))
}

export function makeIdNumber(random: Random, birth: string, sex: 'male' | 'female'): string {
  const area =
    random() < 0.7 ? pick(random, ['370683', '370602']) : pick(random, ['370285', '220104', '411521', '510722', '230123', '340421'])
  const order = Math.floor(random() * 500) * 2 + (sex === 'male' ? 1 : 0)
  const first17 = area + birth.replace(/-/g, '') + String(order % 1000).padStart(3, '0')
  return first17 + idCheckCharacter(first17)
}

export function makePeople(random: Random, count: number): Synthetic[] {
  const people: Synthetic[] = []
  for (let household = 0; people.length < count; household++) {
    const building = `b${Math.floor(household / 36)}`
    people.push(...makeHousehold(random, building, `${building}-${household}`, people.length))
  }
  return people.slice(0, count)
}

type Draft = { surname: string; given: string; sex: 'male' | 'female'; year: number; birth?: string; phone?: string }

/** A couple or a single person, children with the father's surname, at times a grandparent; siblings may share a generation character, twins the birthday. */
export function makeHousehold(random: Random, building: string, dwelling: string, firstNumber: number): Synthetic[] {
  const fatherYear = 1945 + Math.floor(random() * 52)
  const surname = drawSurname(random)
  const drafts: Draft[] = [{ surname, given: drawGiven(random, 'male', fatherYear), sex: 'male', year: fatherYear }]
  if (random() < 0.12) drafts[0] = { surname, given: drawGiven(random, 'female', fatherYear), sex: 'female', year: fatherYear }
  if (random() < 0.72)
    drafts.push({ surname: drawSurname(random), given: '', sex: 'female', year: fatherYear + Math.floor(random() * 6) - 1 })
  if (drafts.length > 1) drafts.push(...makeChildren(random, surname, fatherYear, drafts[0]?.given ?? ''))
  if (random() < 0.15)
    drafts.push({
      surname: random() < 0.5 ? surname : drawSurname(random),
      given: '',
      sex: random() < 0.6 ? 'female' : 'male',
      year: fatherYear - 23 - Math.floor(random() * 8),
    })
  const landline = drawPhone(random)
  const made = drafts.map((draft, at): Synthetic => {
    const name = draft.surname + (draft.given || drawGiven(random, draft.sex, draft.year))
    const birth = draft.birth ?? drawBirth(random, draft.year)
    const ownPhone = draft.year < 2012 && draft.year > 1942 && random() < 0.92
    const formerNames = random() < 0.04 ? [draft.surname + drawGiven(random, draft.sex, draft.year)] : []
    return {
      id: `p${firstNumber + at}`,
      name,
      birth,
      sex: draft.sex,
      phones: [ownPhone ? drawPhone(random) : landline],
      dwelling,
      building,
      idNumber: makeIdNumber(random, birth, draft.sex),
      householdHead: '',
      formerNames,
    }
  })
  return made.map((person) => ({ ...person, householdHead: made[0]?.name ?? '' }))
}

function makeChildren(random: Random, surname: string, fatherYear: number, fatherGiven: string): Draft[] {
  const children: Draft[] = []
  const count = random() < 0.25 ? 0 : random() < 0.6 ? 1 : 2
  let shared = ''
  for (let number = 0; number < count; number++) {
    const sex = random() < 0.52 ? 'male' : 'female'
    const year = Math.min(2026, fatherYear + 24 + Math.floor(random() * 6) + number * 3)
    let given = drawGiven(random, sex, year)
    if (number > 0 && shared && random() < 0.3) given = shared + (Array.from(given)[1] ?? given)
    if (random() < 0.01 && sex === 'male' && fatherGiven) given = fatherGiven.slice(0, 1) + given.slice(-1)
    shared = Array.from(given)[0] ?? ''
    const child: Draft = { surname, given, sex, year, birth: drawBirth(random, year) }
    children.push(child)
    if (random() < 0.02) children.push(makeTwin(random, child))
  }
  return children
}

export function makeTwin(
  random: Random,
  child: { surname: string; given: string; year: number; sex: 'male' | 'female'; birth?: string },
): Draft {
  const sex = random() < 0.72 ? child.sex : child.sex === 'male' ? 'female' : 'male'
  const characters = Array.from(child.given)
  const fresh = Array.from(drawGiven(random, sex, child.year))
  const given =
    characters.length === 2
      ? random() < 0.7
        ? (characters[0] ?? '') + (fresh[1] ?? fresh[0] ?? '')
        : (fresh[0] ?? '') + (characters[1] ?? '')
      : fresh.join('')
  return {
    surname: child.surname,
    given: given === child.given ? `${given.slice(0, 1)}双` : given,
    sex,
    year: child.year,
    ...(child.birth ? { birth: child.birth } : {}),
  }
}
