import { ageOn } from '#base/values/day.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { type Draw, drawFrom } from './draw.ts'
import { employers, occupations, stages } from './life-tables.ts'
import { isHouse } from './places.ts'
import type { Resident } from './settle.ts'

export type Facts = Record<string, FactValue>

/** What there is to know about a resident, by who knows it first. Identity, ties and telephones are told in `sayings.ts`. */
export type Life = {
  age: number
  /** In the community's books. */
  books: Facts
  /** Told or seen at the door. */
  seen: Facts
  /** By department. */
  departments: Record<string, Facts>
}

export function liveLife(seed: string, resident: Resident, today: string): Life {
  const draw = drawFrom(seed, 'life', resident.id)
  const age = ageOn(resident.birth, today)
  const life: Life = { age, books: {}, seen: {}, departments: {} }
  addSchooling(draw, resident, life)
  if (age >= 18) {
    life.books['person.marital-status'] = maritalStatus(draw, resident, age)
    if (draw.chance(0.86)) life.books['person.education-level'] = educationLevel(draw, Number(resident.birth.slice(0, 4)), age)
    addWork(draw, resident, life)
  }
  addCare(draw, resident, life)
  addInsurance(draw, resident, life)
  addService(draw, resident, life, today)
  return life
}

function maritalStatus(draw: Draw, { home, kin }: Resident, age: number): string {
  if (kin === '11' || kin === '12' || kin === '38') return '20'
  if (home.kind === 'elder-alone') return draw.chance(0.86) ? '30' : '40'
  if (home.kind === 'single-parent' && kin === '02') return draw.chance(0.7) ? '40' : '30'
  if (home.kind === 'single' || home.kind === 'shared') return age > 34 && draw.chance(0.5) ? '40' : '10'
  return kin === '02' || kin.startsWith('5') || (kin === '20' && age > 24) ? '20' : '10'
}

function educationLevel(draw: Draw, born: number, age: number): string {
  if (age <= 22)
    return draw.weighted([
      ['60', 6],
      ['40', 3],
      ['70', 1],
    ] as const)
  if (born < 1950)
    return draw.weighted([
      ['80', 50],
      ['70', 25],
      ['90', 15],
      ['60', 8],
      ['30', 2],
    ] as const)
  if (born < 1970)
    return draw.weighted([
      ['70', 50],
      ['80', 20],
      ['60', 19],
      ['40', 5],
      ['30', 5],
      ['20', 1],
    ] as const)
  if (born < 1985)
    return draw.weighted([
      ['70', 38],
      ['60', 20],
      ['40', 15],
      ['30', 16],
      ['20', 10],
      ['14', 1],
    ] as const)
  return draw.weighted([
    ['20', 31],
    ['30', 28],
    ['40', 15],
    ['60', 12],
    ['70', 11],
    ['14', 3],
  ] as const)
}

function addSchooling(draw: Draw, { home }: Resident, life: Life): void {
  const stage = stages.find(({ from, to }) => life.age >= from && life.age <= to)
  if (!stage || draw.chance(0.03)) return
  life.departments.教育 = {
    'person.school': draw.pick(stage.schools),
    'person.school-stage': stage.stage,
    'person.grade': stage.grades[life.age - stage.from] ?? '',
    'person.class': `${draw.integer(1, 9)}班`,
    'person.boarding': stage.stage === 'senior' || (isHouse(home.door) && stage.stage === 'junior') ? 'boarding' : 'day',
    'person.is-at-school': true,
    ...(home.kind === 'grandparents' ? { 'person.parents-away': 'both' } : {}),
    ...(home.tenure === 'let' ? { 'person.is-accompanying-child': true } : {}),
  }
}

function addWork(draw: Draw, resident: Resident, life: Life): void {
  const { seen, age } = life
  const village = isHouse(resident.home.door)
  if (age >= (resident.sex === 'male' ? 60 : 55)) {
    seen['person.employment-status'] = village && age < 76 && draw.chance(0.6) ? 'farming' : 'retired'
    if (seen['person.employment-status'] === 'retired') seen['person.is-retired'] = true
    return
  }
  if (age <= 22 && draw.chance(0.55)) {
    seen['person.employment-status'] = 'student'
    return
  }
  const status = draw.weighted(
    village
      ? ([
          ['farming', 38],
          ['employed', 28],
          ['flexible', 18],
          ['migrant', 6],
          ['home', 8],
          ['unemployed', 2],
        ] as const)
      : ([
          ['employed', 62],
          ['flexible', 14],
          ['self-employed', 10],
          ['home', 8],
          ['unemployed', 5],
          ['unable', 1],
        ] as const),
  )
  seen['person.employment-status'] = resident.away ? 'migrant' : status
  if (status === 'employed' || status === 'flexible' || status === 'self-employed') {
    const [occupation, occupationClass] = draw.weighted(occupations.map(([name, code, weight]) => [[name, code] as const, weight] as const))
    seen['person.occupation'] = occupation
    if (draw.chance(0.6)) seen['person.occupation-class'] = occupationClass
    if (status === 'employed') life.books['person.employer'] = draw.pick(employers)
  }
  if (status === 'unemployed') life.departments.人社 = { 'person.employment-status': 'unemployed', 'person.wants-work': draw.chance(0.7) }
}

/** Health, disability and relief: what health service, federation of the disabled and civil affairs hand down. */
function addCare(draw: Draw, resident: Resident, life: Life): void {
  const { age } = life
  if (age >= 65) addElder(draw, resident, life)
  if (draw.chance(age >= 60 ? 0.07 : age >= 18 ? 0.016 : 0.006)) addDisability(draw, resident, life)
  const poor = resident.home.kind === 'elder-alone' || resident.home.kind === 'single-parent' || resident.home.kind === 'grandparents'
  if (draw.chance(poor ? 0.055 : 0.004)) addRelief(draw, life)
  if (age >= 80) {
    const civil = departmentOf(life, '民政')
    civil['person.relief-kinds'] = [...new Set([...((civil['person.relief-kinds'] as string[] | undefined) ?? []), 'old-age'])]
    civil['person.old-age-allowance'] = age >= 100 ? 500 : age >= 90 ? 200 : 100
  }
  if (resident.sex === 'female' && age >= 22 && age <= 40 && ['12', '38'].includes(resident.kin) && draw.chance(0.03)) {
    life.departments.卫健 = { ...life.departments.卫健, 'person.is-pregnant': true }
  }
}

function addElder(draw: Draw, resident: Resident, life: Life): void {
  const { home } = resident
  const alone = home.kind === 'elder-alone'
  life.seen['person.living-arrangement'] = alone ? 'alone' : home.kind === 'elder-couple' ? 'spouse' : 'children'
  life.seen['person.self-care'] = draw.weighted([
    ['full', life.age > 82 ? 55 : 88],
    ['mild', 16],
    ['moderate', 6],
    ['severe', 3],
  ] as const)
  const health = departmentOf(life, '卫健')
  if (draw.chance(0.58))
    health['person.chronic-diseases'] = draw.some(
      ['hypertension', 'diabetes', 'coronary', 'stroke', 'copd', 'arthritis'],
      draw.weighted([
        [1, 6],
        [2, 3],
      ]),
    )
  health['person.has-family-doctor'] = draw.chance(0.7)
  if (draw.chance(0.12)) life.seen['person.care-needs'] = draw.some(['meals', 'cleaning', 'medical', 'bath', 'call'], draw.integer(1, 2))
}

function addDisability(draw: Draw, resident: Resident, life: Life): void {
  const kind = draw.weighted([
    ['4', 45],
    ['1', 16],
    ['2', 15],
    ['6', 10],
    ['5', 9],
    ['3', 3],
    ['7', 2],
  ] as const)
  const grade = draw.weighted([
    ['1', 14],
    ['2', 26],
    ['3', 30],
    ['4', 30],
  ] as const)
  life.departments.残联 = {
    'person.is-disabled': true,
    'person.disability-kind': kind,
    'person.disability-grade': grade,
    ...(grade <= '2' ? { 'person.disability-care-subsidy': grade === '1' ? 160 : 130 } : {}),
  }
  if (resident.home.kind === 'elder-alone') life.seen['person.living-arrangement'] = 'alone'
}

function addRelief(draw: Draw, life: Life): void {
  const kind = draw.weighted([
    ['minimum-living', 6],
    ['low-income-edge', 3],
    ['extremely-poor', life.age >= 60 ? 2 : 0],
  ] as const)
  const civil = departmentOf(life, '民政')
  civil['person.relief-kinds'] = [kind]
  if (kind === 'minimum-living') civil['person.minimum-living-amount'] = draw.integer(38, 92) * 10
  if (kind === 'extremely-poor') civil['person.support-form'] = draw.chance(0.8) ? 'scattered' : 'central'
  civil['person.poverty-cause'] = draw.pick(['illness', 'disability', 'labour', 'old', 'single'])
}

function addInsurance(draw: Draw, resident: Resident, life: Life): void {
  if (!draw.chance(0.55)) return
  const employee = life.books['person.employer'] !== undefined || (life.age >= 60 && !isHouse(resident.home.door) && draw.chance(0.7))
  const elsewhere = !('door' in resident.registration) && resident.registration.origin.area !== '370683'
  life.departments.医保 = { 'person.medical-insurance': employee ? 'employee' : elsewhere && draw.chance(0.6) ? 'elsewhere' : 'resident' }
}

/** Former soldiers, volunteers, and members of the community's own branch: told by the departments that lead those registers. */
function addService(draw: Draw, resident: Resident, life: Life, today: string): void {
  const { age } = life
  if (resident.sex === 'male' && age >= 21 && draw.chance(0.032)) {
    const enlisted = Number(resident.birth.slice(0, 4)) + draw.integer(18, 20)
    life.departments.退役军人事务 = {
      'person.is-veteran': true,
      'person.enlisted-date': `${enlisted}-12-01`,
      ...(enlisted + 2 < Number(today.slice(0, 4)) ? { 'person.discharged-date': `${enlisted + 2}-12-01` } : {}),
    }
  }
  if (age >= 18 && age <= 72 && draw.chance(0.05)) {
    life.seen['person.is-volunteer'] = true
    life.seen['person.volunteer-services'] = draw.some(['elder', 'child', 'environment', 'safety', 'culture', 'skill'], 2)
  }
  const branch = resident.home.door.community.login === 'wenquan'
  if (branch && age >= 24 && draw.chance(0.06)) {
    const joined = Number(resident.birth.slice(0, 4)) + draw.integer(20, Math.min(45, age - 1))
    life.departments.组织 = {
      'person.political-status': '01',
      'person.party-branch': `文泉社区第${draw.pick(['一', '二', '三'])}党支部`,
      'person.party-joined-date': `${joined}-07-01`,
      'person.party-member-kind': 'full',
    }
  }
}

function departmentOf(life: Life, name: string): Facts {
  const facts = life.departments[name] ?? {}
  life.departments[name] = facts
  return facts
}
