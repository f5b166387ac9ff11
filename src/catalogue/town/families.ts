import { addDays, addYears } from '#base/values/day.ts'
import { type Draw, drawFrom } from './draw.ts'
import { drawName, drawSurname, type Sex } from './names.ts'
import type { Mix } from './plan.ts'

/** Who lives together, before they have a door. `kin` is the relation to the head (GB/T 4761). */
export type Relative = { kin: string; sex: Sex; name: string; birth: string; away: boolean }
export type FamilyKind =
  | 'single'
  | 'couple'
  | 'one-child'
  | 'two-children'
  | 'three-children'
  | 'three-generations'
  | 'elder-couple'
  | 'elder-alone'
  | 'single-parent'
  | 'adult-child'
  | 'grandparents'
  | 'shared'

type Weights = readonly (readonly [FamilyKind, number])[]

const owners: Record<Mix, Weights> = {
  commodity: weights(
    'single 4 couple 10 one-child 28 two-children 22 three-children 2 three-generations 14 elder-couple 7 elder-alone 3 single-parent 4 adult-child 8',
  ),
  old: weights(
    'single 5 couple 8 one-child 19 two-children 9 three-generations 10 elder-couple 21 elder-alone 12 single-parent 5 adult-child 13',
  ),
  'work-unit': weights(
    'single 5 couple 6 one-child 15 two-children 5 three-generations 7 elder-couple 29 elder-alone 19 single-parent 4 adult-child 11',
  ),
  resettlement: weights(
    'single 3 couple 8 one-child 18 two-children 14 three-children 1 three-generations 24 elder-couple 15 elder-alone 6 single-parent 3 adult-child 10',
  ),
  apartment: weights('single 44 couple 32 one-child 16 elder-couple 4 single-parent 4'),
  village: weights(
    'single 3 couple 6 one-child 10 two-children 11 three-children 1 three-generations 20 elder-couple 26 elder-alone 12 adult-child 8 grandparents 7',
  ),
}
const tenants = weights('single 21 couple 22 one-child 22 two-children 11 three-generations 3 single-parent 4 shared 17')
const lodgers = weights('single 52 couple 24 one-child 10 shared 14')

function weights(text: string): Weights {
  const words = text.split(' ')
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word as FamilyKind, Number(words[at + 1])] as const] : []))
}

export function drawKind(draw: Draw, mix: Mix, tenure: 'own' | 'let'): FamilyKind {
  if (tenure === 'own') return draw.weighted(owners[mix])
  return draw.weighted(mix === 'apartment' ? lodgers : tenants)
}

type Age = { kin: string; sex: Sex; age: number; surname?: 'head' | 'own'; away?: true }

/**
 * The people of one household. Ages keep their distances: mothers are 20 to 38 years older than their children, spouses close to each other.
 * Children carry the father's surname.
 */
export function drawFamily(seed: string, path: string, kind: FamilyKind, mix: Mix, today: string): Relative[] {
  const draw = drawFrom(seed, 'family', path)
  const surname = drawSurname(draw)
  return agesOf(draw, kind, mix).map(({ kin, sex, age, surname: whose = 'head', away }) => {
    const birth = addDays(addYears(today, -age), -draw.integer(0, 364))
    const family = whose === 'head' ? surname : drawSurname(draw)
    return { kin, sex, birth, away: away ?? false, name: drawName(draw, family, sex, Number(birth.slice(0, 4))) }
  })
}

function agesOf(draw: Draw, kind: FamilyKind, mix: Mix): Age[] {
  switch (kind) {
    case 'single':
      return [{ kin: '02', sex: draw.chance(0.55) ? 'male' : 'female', age: draw.integer(21, mix === 'village' ? 66 : 48) }]
    case 'couple':
      return couple(draw, draw.integer(23, draw.chance(0.4) ? 56 : 35))
    case 'one-child':
      return withChildren(draw, 1)
    case 'two-children':
      return withChildren(draw, 2)
    case 'three-children':
      return withChildren(draw, 3)
    case 'three-generations':
      return threeGenerations(draw)
    case 'elder-couple': {
      const wife = draw.integer(60, 86)
      return [...couple(draw, wife), ...childAway(draw, mix, wife)]
    }
    case 'elder-alone':
      return [{ kin: '02', sex: draw.chance(0.68) ? 'female' : 'male', age: draw.integer(65, 95) }]
    case 'single-parent':
      return singleParent(draw)
    case 'adult-child':
      return withGrownChild(draw)
    case 'grandparents':
      return grandparents(draw)
    case 'shared':
      return Array.from({ length: draw.integer(2, 4) }, (_one, at) => ({
        kin: at === 0 ? '02' : '99',
        sex: draw.chance(0.6) ? ('male' as const) : ('female' as const),
        age: draw.integer(19, 42),
        surname: at === 0 ? ('head' as const) : ('own' as const),
      }))
  }
}

/** The husband is head in four of five books. The wife keeps her own surname. */
function couple(draw: Draw, age: number): Age[] {
  const husband = { sex: 'male' as const, age: Math.min(97, age + draw.integer(-2, 5)) }
  const wife = { sex: 'female' as const, age }
  if (draw.chance(0.8))
    return [
      { kin: '02', ...husband },
      { kin: '12', ...wife, surname: 'own' },
    ]
  return [
    { kin: '02', ...wife, surname: 'own' },
    { kin: '11', ...husband },
  ]
}

function withChildren(draw: Draw, count: number): Age[] {
  const eldest = draw.integer(count - 1 + (count > 1 ? 1 : 0), 22)
  const mother = eldest + draw.integer(21, 32)
  return [...couple(draw, mother), ...children(draw, eldest, count)]
}

/** The eldest first; those after two to seven years younger, none older than their age allows. */
function children(draw: Draw, eldest: number, count: number): Age[] {
  const ages = [eldest]
  while (ages.length < count) ages.push(Math.max(0, (ages.at(-1) ?? 0) - draw.integer(2, 7)))
  const sexes = ages.map((): Sex => (draw.chance(0.52) ? 'male' : 'female'))
  return ages.map((age, at) => {
    const sex = sexes[at] ?? 'male'
    const before = sexes.slice(0, at).filter((other) => other === sex).length
    const kin = count === 1 ? (sex === 'male' ? '21' : '31') : `${sex === 'male' ? 2 : 3}${before + 2}`
    return { kin, sex, age }
  })
}

function threeGenerations(draw: Draw): Age[] {
  const young = withChildren(draw, draw.chance(0.4) ? 2 : 1)
  const father = young.find((one) => one.sex === 'male' && one.age > 18) ?? young[0]!
  const elderAge = Math.max(50, Math.min(92, father.age + draw.integer(22, 31)))
  const grandmother: Age = { kin: '52', sex: 'female', age: elderAge, surname: 'own' }
  const grandfather: Age = { kin: '51', sex: 'male', age: elderAge + draw.integer(-1, 4) }
  const elders = draw.weighted([
    [[grandfather, grandmother], 5],
    [[grandmother], 4],
    [[grandfather], 1],
  ] as const)
  const fatherLeads = young[0]?.sex === 'male'
  // In half of the books the grandfather is still the head, and all relations are told from him.
  if (elders.includes(grandfather) && fatherLeads && draw.chance(0.5))
    return fromGrandfather(young, grandfather, elders.includes(grandmother))
  return [...young, ...elders.map((elder) => (fatherLeads ? elder : { ...elder, kin: elder.sex === 'male' ? '53' : '54' }))]
}

function fromGrandfather(young: Age[], grandfather: Age, withWife: boolean): Age[] {
  const [father, mother, ...children] = young
  return [
    { ...grandfather, kin: '02' },
    ...(withWife ? [{ kin: '12', sex: 'female' as const, age: grandfather.age - 1, surname: 'own' as const }] : []),
    { ...father!, kin: '20' },
    { ...mother!, kin: '38' },
    ...children.map((child) => ({ ...child, kin: child.sex === 'male' ? '41' : '42' })),
  ]
}

function singleParent(draw: Draw): Age[] {
  const eldest = draw.integer(2, 20)
  const mother = draw.chance(0.72)
  const [child] = children(draw, eldest, 1)
  return [{ kin: '02', sex: mother ? 'female' : 'male', age: eldest + draw.integer(22, 32), surname: mother ? 'own' : 'head' }, child!]
}

function withGrownChild(draw: Draw): Age[] {
  const [child] = children(draw, draw.integer(19, 34), 1)
  return [...couple(draw, child!.age + draw.integer(22, 29)), { ...child!, ...(draw.chance(0.2) ? { away: true as const } : {}) }]
}

/** The parents work elsewhere and stay in the book; the grandparents bring up the child. */
function grandparents(draw: Draw): Age[] {
  const child = draw.integer(3, 15)
  const mother = child + draw.integer(21, 28)
  const sex: Sex = draw.chance(0.5) ? 'male' : 'female'
  const elders = couple(draw, mother + draw.integer(22, 27)).filter((one) => one.kin === '02' || draw.chance(0.8))
  const father: Age = { kin: '20', sex: 'male', age: mother + draw.integer(0, 4), away: true }
  return [
    ...elders,
    father,
    { kin: '38', sex: 'female', age: mother, surname: 'own', away: true },
    { kin: sex === 'male' ? '41' : '42', sex, age: child },
  ]
}

/** Grown children who left but are still registered at home. */
function childAway(draw: Draw, mix: Mix, mother: number): Age[] {
  if (!draw.chance(mix === 'village' ? 0.3 : 0.1)) return []
  const sex: Sex = draw.chance(0.6) ? 'male' : 'female'
  return [{ kin: sex === 'male' ? '20' : '30', sex, age: mother - draw.integer(22, 32), away: true }]
}
