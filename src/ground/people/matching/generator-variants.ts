import { pinyin } from 'pinyin-pro'
import { addDays, isDay } from '#base/values/day.ts'
import type { PersonRecord } from './contract.ts'
import {
  drawGiven,
  drawPhone,
  drawSurname,
  type ImportedRow,
  makeHousehold,
  makeIdNumber,
  makeTwin,
  pick,
  type Random,
  type Synthetic,
  type WorldOptions,
} from './generator.ts'
import { confusedByEye, givenCharacters, rareGiven, traditionalOf } from './generator-names.ts'

/** Which columns a file has, and how often such files come. */
export const profiles: Record<string, (keyof PersonRecord)[]> = {
  'name+birth+phone+door+sex': ['birth', 'phones', 'dwelling', 'building', 'sex'],
  'name+birth+door': ['birth', 'dwelling', 'building'],
  'name+birth': ['birth'],
  'name+birth+sex': ['birth', 'sex'],
  'name+door': ['dwelling', 'building'],
  'name+phone': ['phones'],
  'name+phone+door': ['phones', 'dwelling', 'building'],
  'name+head+door+sex': ['householdHead', 'dwelling', 'building', 'sex'],
  'name+id+phone': ['idNumber', 'phones'],
}

/** Chance of each way in which a name is written otherwise than in the register. */
export const nameErrors: [kind: string, chance: number][] = [
  ['homophone', 0.09],
  ['look-alike', 0.07],
  ['traditional', 0.05],
  ['former', 0.02],
  ['missing', 0.015],
  ['swapped', 0.007],
  ['other-character', 0.012],
  ['surname-homophone', 0.008],
]
/** Chance of a wrong or changed value in each other field, where the file has it. */
export const fieldErrors = {
  birthDigit: 0.025,
  birthSwapped: 0.007,
  birthLunar: 0.008,
  birthYearOnly: 0.02,
  phoneChanged: 0.08,
  phoneDigit: 0.02,
  moved: 0.05,
  idSlip: 0.03,
  idMissing: 0.2,
  sexWrong: 0.003,
  empty: 0.02,
}

/** Who the rows about nobody known are. */
const newcomers: [kind: string, share: number][] = [
  ['stranger', 0.3],
  ['tenant', 0.3],
  ['tenant-same-phone', 0.06],
  ['sibling', 0.08],
  ['twin', 0.05],
  ['namesake-neighbour', 0.06],
  ['namesake', 0.08],
  ['junior', 0.03],
]

function choose(random: Random, table: readonly [string, number][]): string | undefined {
  let left = random()
  for (const [kind, share] of table) {
    left -= share
    if (left < 0) return kind
  }
  return undefined
}

export function makeImport(random: Random, known: readonly Synthetic[], options: WorldOptions): ImportedRow[] {
  const coverage = options.coverage ?? 0.75
  const names = options.profiles ?? Object.keys(profiles)
  const rows: ImportedRow[] = []
  const taken = new Set<string>()
  for (let number = 0; number < options.rows; number++) {
    const profile = names[number % names.length] ?? 'name+birth'
    const base = pick(random, known)
    if (random() < coverage && !taken.has(base.id)) {
      taken.add(base.id)
      const { record, kind } = vary(random, base, profile, `r${number}`, options.misspelt)
      rows.push({ record, truth: base.id, profile, kind })
    } else {
      const kind = choose(random, newcomers) ?? 'stranger'
      const { record } = vary(random, makeNewcomer(random, base, kind), profile, `r${number}`, options.misspelt)
      rows.push({ record, truth: undefined, profile, kind: `new:${kind}` })
    }
  }
  return rows
}

function makeNewcomer(random: Random, base: Synthetic, kind: string): Synthetic {
  const [other] = makeHousehold(random, base.building, base.dwelling, 0)
  if (!other) throw new Error('a household has people')
  const year = Number(base.birth.slice(0, 4))
  switch (kind) {
    case 'tenant':
      return other
    case 'tenant-same-phone':
      return { ...other, phones: base.phones }
    case 'sibling':
      return relative(
        random,
        base,
        base.name.slice(0, 1) + drawGiven(random, other.sex, year),
        `${year + 2}${other.birth.slice(4)}`,
        other.sex,
      )
    case 'twin': {
      const twin = makeTwin(random, { surname: base.name.slice(0, 1), given: base.name.slice(1), year, sex: base.sex, birth: base.birth })
      return relative(random, base, twin.surname + twin.given, base.birth, twin.sex)
    }
    case 'namesake-neighbour':
      return { ...other, name: base.name, sex: base.sex, dwelling: `${base.building}-x${Math.floor(random() * 1000)}` }
    case 'namesake':
      return {
        ...other,
        name: base.name,
        sex: base.sex,
        dwelling: `x${Math.floor(random() * 1e6)}`,
        building: `x${Math.floor(random() * 1e4)}`,
      }
    case 'junior':
      return relative(
        random,
        base,
        soundAlike(random, base.name, false) ?? base.name.slice(0, 1) + drawGiven(random, 'male', year + 26),
        `${year + 26}${other.birth.slice(4)}`,
        'male',
      )
    default:
      return {
        ...other,
        name: drawSurname(random) + drawGiven(random, other.sex, year),
        dwelling: `y${Math.floor(random() * 1e6)}`,
        building: `y${Math.floor(random() * 1e4)}`,
      }
  }
}

function relative(random: Random, base: Synthetic, name: string, birth: string, sex: 'male' | 'female'): Synthetic {
  const day = isDay(birth) ? birth : `${birth.slice(0, 8)}28`
  return {
    ...base,
    name,
    birth: day,
    sex,
    idNumber: makeIdNumber(random, day, sex),
    phones: random() < 0.5 ? base.phones : [drawPhone(random)],
    formerNames: [],
  }
}

/** The person as a file with these columns has her, with the errors of files. */
function vary(random: Random, base: Synthetic, profile: string, id: string, misspelt = 1): { record: PersonRecord; kind: string } {
  const kind =
    choose(
      random,
      nameErrors.map(([kind, chance]) => [kind, chance * misspelt]),
    ) ?? 'exact'
  const written = writeName(random, base, kind)
  const person = varyFields(random, { ...base, name: written ?? base.name })
  // the head of a household is written twice in her own row, mostly by one hand
  if (base.householdHead === base.name && random() < 0.7) person.householdHead = person.name
  const record: PersonRecord = { id, name: person.name }
  for (const column of profiles[profile] ?? []) {
    if (random() < fieldErrors.empty) continue
    Object.assign(record, { [column]: person[column] })
  }
  if (record.idNumber && random() < fieldErrors.idMissing) record.idNumber = undefined
  return { record, kind: written === undefined ? 'exact' : kind }
}

function varyFields(random: Random, base: Synthetic): PersonRecord & Omit<Synthetic, 'birth'> {
  const person: PersonRecord & Omit<Synthetic, 'birth'> = { ...base }
  if (random() < fieldErrors.phoneChanged) person.phones = [drawPhone(random)]
  else if (random() < fieldErrors.phoneDigit) person.phones = base.phones.map((phone) => wrongDigit(random, phone, 3))
  if (random() < fieldErrors.moved)
    Object.assign(
      person,
      random() < 0.3
        ? { dwelling: `${base.building}-m${Math.floor(random() * 1000)}` }
        : { dwelling: `m${Math.floor(random() * 1e6)}`, building: `m${Math.floor(random() * 1e4)}` },
    )
  if (random() < fieldErrors.idSlip) person.idNumber = wrongDigit(random, base.idNumber, 6)
  if (random() < fieldErrors.sexWrong) person.sex = base.sex === 'male' ? 'female' : 'male'
  person.birth = varyBirth(random, base.birth)
  return person
}

function varyBirth(random: Random, birth: string): string {
  const kind = choose(random, [
    ['digit', fieldErrors.birthDigit],
    ['swapped', fieldErrors.birthSwapped],
    ['lunar', fieldErrors.birthLunar],
    ['year', fieldErrors.birthYearOnly],
  ])
  if (kind === 'year') return birth.slice(0, 4)
  if (kind === 'lunar') return addDays(birth, -20 - Math.floor(random() * 30))
  const swapped = `${birth.slice(0, 5)}${birth.slice(8)}-${birth.slice(5, 7)}`
  if (kind === 'swapped' && isDay(swapped)) return swapped
  if (kind !== 'digit') return birth
  for (let attempt = 0; attempt < 20; attempt++) {
    const wrong = wrongDigit(random, birth, 2)
    if (isDay(wrong) && wrong < '2027') return wrong
  }
  return birth
}

function wrongDigit(random: Random, text: string, from: number): string {
  for (;;) {
    const at = from + Math.floor(random() * (text.length - from))
    if (!/\d/.test(text.charAt(at))) continue
    if (random() < 0.3 && /\d/.test(text.charAt(at + 1)) && text.charAt(at) !== text.charAt(at + 1))
      return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
    return text.slice(0, at) + String((Number(text.charAt(at)) + 1 + Math.floor(random() * 9)) % 10) + text.slice(at + 1)
  }
}

const pairsOf = (text: string) => text.split(' ').map((pair): [string, string] => [Array.from(pair)[0] ?? '', Array.from(pair)[1] ?? ''])
const eyePairs = pairsOf(confusedByEye)
const traditional = new Map(pairsOf(traditionalOf))
const bySound = new Map<string, string[]>()
for (const character of new Set(
  Array.from([...Object.values(givenCharacters.male), ...Object.values(givenCharacters.female), rareGiven.male, rareGiven.female].join('')),
)) {
  const sound = pinyin(character, { toneType: 'none' })
  bySound.set(sound, [...(bySound.get(sound) ?? []), character])
}
const surnameSounds =
  '张章 王汪 江姜 于余 俞喻 许徐 石时 程成 魏卫 付傅 肖萧 闫阎 邱丘 陆路 沈申 吴武 季纪 龚宫 金靳 何贺 戴代 郝好 严颜 韩寒 梁良 苏宿 田天 林琳 左佐 阮软'.split(
    ' ',
  )

function writeName(random: Random, person: Synthetic, kind: string): string | undefined {
  const characters = Array.from(person.name)
  const given = characters.length === 2 ? 1 : 1 + Math.floor(random() * (characters.length - 1))
  const replaced = (at: number, by: string | undefined) =>
    by === undefined || by === characters[at] ? undefined : characters.map((one, place) => (place === at ? by : one)).join('')
  switch (kind) {
    case 'homophone':
      return soundAlike(random, person.name, random() < 0.1)
    case 'look-alike':
      return lookAlike(random, characters)
    case 'traditional': {
      const written = characters.map((character) => traditional.get(character) ?? character).join('')
      return written === person.name ? undefined : written
    }
    case 'former':
      return person.formerNames[0]
    case 'missing':
      return characters.length < 3 ? undefined : characters.filter((_, at) => at !== given).join('')
    case 'swapped':
      return characters.length < 3 || characters[1] === characters[2]
        ? undefined
        : [characters[0], characters[2], characters[1], ...characters.slice(3)].join('')
    case 'other-character':
      return replaced(given, Array.from(drawGiven(random, person.sex, Number(person.birth.slice(0, 4))))[0])
    case 'surname-homophone': {
      const pair = surnameSounds.find((both) => both.includes(characters[0] ?? ''))
      return replaced(0, pair ? Array.from(pair).find((one) => one !== characters[0]) : undefined)
    }
    default:
      return undefined
  }
}

function soundAlike(random: Random, name: string, twice: boolean): string | undefined {
  const characters = Array.from(name)
  const order = random() < 0.5 ? [1, 2] : [2, 1]
  let changed = 0
  for (const at of order) {
    const character = characters[at]
    if (character === undefined || (changed > 0 && !twice)) continue
    const others = (bySound.get(pinyin(character, { toneType: 'none' })) ?? []).filter((one) => one !== character)
    if (others.length === 0) continue
    characters[at] = pick(random, others)
    changed++
  }
  return changed > 0 ? characters.join('') : undefined
}

function lookAlike(random: Random, characters: readonly string[]): string | undefined {
  const places = characters.flatMap((character, at) =>
    at === 0
      ? []
      : eyePairs.filter((pair) => pair.includes(character)).map((pair) => ({ at, by: pair[0] === character ? pair[1] : pair[0] })),
  )
  if (places.length === 0) return undefined
  const { at, by } = pick(random, places)
  return characters.map((character, place) => (place === at ? by : character)).join('')
}
