import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { pinyin } from 'pinyin-pro'
import { addDays, addYears, ageOn } from '#base/values/day.ts'
import { isIdNumber, parseIdNumber } from '#base/values/id-number.ts'
import { isRefused } from '#base/values/parsed.ts'
import { parsePhone } from '#base/values/phone.ts'
import { splitRegionNo } from '#base/values/region-code.ts'
import { parseUscc } from '#base/values/uscc.ts'
import { loadCatalogue } from '#catalogue/load.ts'
import { rightsOf } from '#catalogue/roles.ts'
import { codeOf, getCodeList } from '#ground/facts/catalogue.ts'
import { checkValues } from '#ground/facts/check-value.ts'
import type { FactValue, TieValue } from '#ground/facts/contract.ts'
import { foldSayings } from '#ground/facts/rules.ts'
import { parseAddress } from '#ground/places/address.ts'
import { addressKey } from '#ground/places/address-key.ts'
import { type ReadRegion, readRegions } from '#ground/places/regions.ts'
import { makeTown, makeTownStaff } from './make-town.ts'
import { mainStreet, neighbourStreet } from './plan.ts'
import type { TownPerson, TownSubject } from './town-shape.ts'

const today = '2026-11-22'
const town = makeTown({ seed: 'linli', today })
const catalogue = loadCatalogue()
const subjects: TownSubject[] = [
  ...town.communities,
  ...town.estates,
  ...town.buildings,
  ...town.dwellings,
  ...town.premises,
  ...town.organisations,
  ...town.people,
  ...town.households,
]
const said = (person: TownPerson, element: string) =>
  person.statements.flatMap(({ body }) => (body[element] === undefined ? [] : [body[element]]))
const firstSaid = (person: TownPerson, element: string) => said(person, element)[0]
const dwellingOf = new Map(town.dwellings.map((dwelling) => [dwelling.id, dwelling]))

const digest = (made: unknown) => createHash('sha256').update(JSON.stringify(made)).digest('hex')

test('the same seed and day make the same town; another seed and day make another of the same size', () => {
  assert.equal(digest(makeTown({ seed: 'linli', today })), digest(town))
  const leapDay = '2028-02-29'
  const other = makeTown({ seed: 'other', today: leapDay })
  assert.notEqual(digest(other.people), digest(town.people))
  assert.ok(other.people.length > 13_000 && other.people.length < 15_500)
  assert.ok(other.people.every(({ statements }) => statements.every(({ asOf, saidOn }) => asOf <= saidOn && saidOn <= leapDay)))
  assert.deepEqual(makeTownStaff({ seed: 'linli', today }), town.staff)
})

test('it has the size of a street: about twelve thousand residents in about four and a half thousand households', () => {
  const living = town.people.filter((person) => person.street === mainStreet && said(person, 'person.residence').length > 0)
  assert.ok(living.length > 12_000 && living.length < 13_600, String(living.length))
  const current = town.households.filter(({ street, to }) => street === mainStreet && !to)
  assert.ok(current.length > 4_200 && current.length < 4_700, String(current.length))
  assert.equal(town.communities.filter(({ street }) => street === mainStreet).length, 5)
  assert.ok(town.premises.length >= 200 && town.organisations.length >= 30)
  assert.ok(town.dwellings.some(({ floor }) => floor === 33) && town.dwellings.some(({ building }) => building === null))
})

test('every community is a real division of the shipped county, and every subject stands in one of them', async () => {
  const regions = new Map<string, ReadRegion>()
  for await (const region of readRegions(fileURLToPath(new URL('regions.csv', import.meta.url)))) regions.set(region.code, region)
  assert.equal(regions.size, 1020)
  assert.ok([...regions.values()].every(({ parent }) => parent === null || regions.has(parent)))
  for (const { code, name } of town.communities) assert.ok(regions.get(code)?.name.startsWith(name), name)
  const codes = new Set(town.communities.map(({ code }) => code))
  for (const { street, region } of subjects) {
    assert.ok(codes.has(splitRegionNo(region).community))
    assert.equal(splitRegionNo(region).streetId, street)
  }
})

test('ids are unique and shaped like uuidv7', () => {
  const ids = [...subjects, ...town.grids, ...town.team, ...town.staff, ...town.staff.flatMap(({ posts }) => posts)].map(({ id }) => id)
  ids.push(...subjects.flatMap(({ statements }) => statements.map(({ id }) => id)))
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('facts use only elements of the catalogue, of their own kind, never derived ones, with values as they are stored', () => {
  const seen = new Map<string, Set<string>>()
  for (const { kind, statements } of subjects) {
    for (const { body } of statements) {
      const fresh = Object.entries(body).filter(([id, value]) => value !== null && isNewValue(seen, id, value))
      for (const [id, value] of fresh) {
        const element = catalogue.elements.get(id)
        assert.ok(element, `no element ${id}`)
        if (Array.isArray(value)) {
          for (const code of value) assert.equal(codeOf(getCodeList(catalogue, element.codes ?? ''), code)?.code, code, id)
          continue
        }
        assert.deepEqual(checkValues(catalogue, kind, { [id]: value }, today), { [id]: value })
      }
    }
  }
  assert.ok(seen.size > 140, `${seen.size} elements are used`)
})

/** The same value of an element is checked once; of the many numbers and names the first two hundred. */
function isNewValue(seen: Map<string, Set<string>>, id: string, value: FactValue | null): boolean {
  const values = seen.get(id) ?? new Set<string>()
  seen.set(id, values)
  const before = values.size
  return before < 200 && values.add(JSON.stringify(value)).size > before
}

test('sources and days: what was so, when it was put down, over two years, some of it stale', () => {
  let stale = 0
  let all = 0
  for (const { kind, statements } of subjects) {
    let last = ''
    for (const { source, asOf, saidOn, body } of statements) {
      assert.match(source, /^(register|seen|self|department:.{2,8})$/)
      assert.ok(asOf <= saidOn && saidOn <= today && saidOn >= last, 'sayings stand in the order in which they were said')
      last = saidOn
      if (kind !== 'person') continue
      for (const id of Object.keys(body)) {
        const life = catalogue.elements.get(id)?.shelfLifeDays
        if (life === undefined) continue
        all += 1
        if (asOf < addDays(today, -life)) stale += 1
      }
    }
  }
  assert.ok(stale / all > 0.2 && stale / all < 0.7, String(stale / all))
  const days = town.people.flatMap(({ statements }) => statements.map(({ asOf }) => asOf))
  assert.ok(days.some((day) => day < addDays(today, -650)) && days.some((day) => day > addDays(today, -14)))
})

test('ties lead to doors of the same street; all four relations occur, and not always to the same door', () => {
  const kinds = new Map<string, number>()
  let apart = 0
  for (const person of town.people) {
    for (const { body } of person.statements) {
      for (const [id, value] of Object.entries(body)) {
        if (catalogue.elements.get(id)?.type !== 'tie' || value === null) continue
        kinds.set(id, (kinds.get(id) ?? 0) + 1)
        const tie = value as TieValue
        assert.equal(dwellingOf.get(tie.dwelling)?.street, person.street)
        assert.ok(tie.from === undefined || tie.from <= today)
      }
    }
    const [home, book] = [firstSaid(person, 'person.residence'), firstSaid(person, 'person.registration')] as (TieValue | undefined)[]
    if (home && book && home.dwelling !== book.dwelling) apart += 1
  }
  assert.deepEqual([...kinds.keys()].sort(), ['person.ownership', 'person.registration', 'person.residence', 'person.tenancy'])
  assert.ok(apart > 80, `${apart} are registered at another door than they live`)
})

test('citizen numbers are valid, unlike each other, and say the same birth and sex as the register', () => {
  const holders = new Map<string, string>()
  for (const person of town.people) {
    for (const number of said(person, 'person.id-number') as string[]) {
      assert.ok(isIdNumber(number))
      assert.equal(holders.get(number) ?? person.id, person.id)
      holders.set(number, person.id)
      const read = parseIdNumber(number, today)
      assert.ok(!isRefused(read) && !read.warnings)
      const birth = firstSaid(person, 'person.birth-date')
      if (birth !== undefined) assert.equal(read.value.birth, birth)
      const sex = firstSaid(person, 'person.sex')
      if (sex !== undefined) assert.equal(read.value.sex, sex === '1' ? 'male' : 'female')
    }
  }
  assert.ok(holders.size > 11_000)
})

test('telephones and codes are valid and of the ranges that name nobody', () => {
  const texts = (pattern: RegExp) =>
    subjects.flatMap(({ statements }) =>
      statements.flatMap(({ body }) =>
        Object.entries(body).flatMap(([id, value]) => (pattern.test(id) && typeof value === 'string' ? [value] : [])),
      ),
    )
  for (const phone of texts(/phone$|landline$/)) {
    assert.match(phone, /^(160\d{8}|0535-2000\d{3})$/)
    assert.ok(!isRefused(parsePhone(phone)))
  }
  for (const code of texts(/uscc$/)) {
    const read = parseUscc(code)
    assert.ok(!isRefused(read) && !read.warnings, code)
  }
})

test('families hold together: parents are older than children, heads are grown, spouses are of both sexes', () => {
  const byDoor = new Map<string, TownPerson[]>()
  for (const person of town.people) {
    if (said(person, 'person.moved-out-date').length > 0 || said(person, 'person.relation-to-head').length === 0) continue
    const first = person.statements.find(({ body }) => body['person.relation-to-head'] !== undefined)?.body['person.residence'] as
      | TieValue
      | undefined
    if (first) byDoor.set(first.dwelling, [...(byDoor.get(first.dwelling) ?? []), person])
  }
  const birth = (person: TownPerson) => String(firstSaid(person, 'person.birth-date'))
  for (const members of byDoor.values()) {
    const heads = members.filter((one) => firstSaid(one, 'person.relation-to-head') === '02')
    assert.equal(heads.length, 1)
    const [head] = heads
    assert.ok(head && ageOn(birth(head), today) >= 18)
    for (const one of members) {
      const kin = String(firstSaid(one, 'person.relation-to-head'))
      if (kin === '12' || kin === '11') assert.notEqual(firstSaid(one, 'person.sex'), firstSaid(head, 'person.sex'))
      if (/^[23]\d$/.test(kin) && kin !== '38') assert.ok(birth(one) > addYears(birth(head), 15), kin)
      if (/^5[1-4]$/.test(kin)) assert.ok(birth(one) < addYears(birth(head), -14), kin)
    }
  }
})

test('there is something for everybody: alone and old, floating, let, empty, disabled, on relief, moved, dead, doubled, contradicted', () => {
  const count = (test: (person: TownPerson) => boolean) => town.people.filter(test).length
  const has = (element: string, value?: FactValue) => (person: TownPerson) =>
    said(person, element).some((one) => value === undefined || one === value)
  assert.ok(count(has('person.living-arrangement', 'alone')) > 120)
  assert.ok(count(has('person.population-kind', 'floating')) > 500)
  assert.ok(count(has('person.population-kind', 'registered-away')) > 80)
  assert.ok(count(has('person.is-disabled', true)) > 120)
  assert.ok(count((person) => said(person, 'person.relief-kinds').some((kinds) => (kinds as string[]).includes('minimum-living'))) > 30)
  assert.ok(count(has('person.school')) > 1_000)
  assert.ok(count(has('person.moved-out-date')) > 150)
  assert.ok(count(has('person.is-deceased', true)) >= 5)
  assert.ok(count((person) => new Set((said(person, 'person.residence') as (TieValue | null)[]).map((tie) => tie?.dwelling)).size > 1) > 60)
  assert.ok(count((person) => firstSaid(person, 'person.phone') === undefined) > 1_500, 'some telephones are missing')
  const state = (code: string) =>
    town.dwellings.filter(({ statements }) => statements.some(({ body }) => body['dwelling.state'] === code)).length
  assert.ok(state('vacant') > 250 && state('let') > 400 && state('lent') > 60)
  assert.ok(town.households.some(({ to }) => to !== undefined))
  const phones = new Map<unknown, Set<string>>()
  for (const person of town.people)
    for (const phone of said(person, 'person.phone')) phones.set(phone, (phones.get(phone) ?? new Set()).add(person.id))
  assert.ok([...phones.values()].filter((holders) => holders.size > 1).length >= 10, 'some people were put down twice')
})

test('whoever died or moved away lives at no door any more, and the door remembers since when', () => {
  const gone = town.people.filter(
    (person) => said(person, 'person.is-deceased').length > 0 || said(person, 'person.moved-out-date').length > 0,
  )
  assert.ok(gone.length > 150)
  for (const { statements } of gone) {
    const { state, ties } = foldSayings(catalogue.elements, statements)
    assert.equal(state.get('person.residence'), undefined)
    const lived = ties.filter(({ kind }) => kind === 'person.residence')
    assert.ok(lived.length > 0 && lived.every(({ from, to }) => to !== undefined && (from ?? '') <= to))
    if (state.get('person.is-deceased')) assert.equal(state.get('person.registration'), undefined)
  }
})

test('party membership is told by its own department only, and only where the branch is', () => {
  for (const person of town.people) {
    for (const { source, body } of person.statements) {
      const party = Object.keys(body).some((id) => id.startsWith('person.party') || id === 'person.political-status')
      if (party) assert.equal(source, 'department:组织')
      if (party) assert.equal(splitRegionNo(person.region).community, '370683001020')
    }
  }
})

test('sayings contradict each other here and there, not everywhere', () => {
  const contradicted = new Map<string, number>()
  for (const { statements } of town.people) {
    const { state } = foldSayings(catalogue.elements, statements)
    for (const [element, known] of state) if (known.rivals.length > 0) contradicted.set(element, (contradicted.get(element) ?? 0) + 1)
  }
  for (const element of ['person.name', 'person.phone', 'person.education-level', 'person.residence']) {
    const times = contradicted.get(element) ?? 0
    assert.ok(times >= 5 && times < 400, `${element}: ${times}`)
  }
  assert.ok([...contradicted.keys()].every((element) => !/id-number|birth-date|sex$/.test(element)))
})

test('a door is found by its label, has its own key, stands in one grid of its community, and grids are of a size to walk', () => {
  const keys = new Set<string>()
  const doors = new Map<number, number>()
  for (const { region, label, key } of town.dwellings) {
    assert.equal(addressKey(parseAddress(label)), key)
    keys.add(`${splitRegionNo(region).community} ${key}`)
    doors.set(region, (doors.get(region) ?? 0) + 1)
  }
  assert.equal(keys.size, town.dwellings.length)
  const grids = new Set(town.grids.map(({ region }) => region))
  assert.equal(grids.size, town.grids.length)
  for (const [region, count] of doors) assert.ok(grids.has(region) && count >= 70 && count <= 330, `${region}: ${count}`)
  for (const { region } of town.premises) assert.ok(grids.has(region))
})

test('every grid has a team; a stairwell head answers for doors of that grid', () => {
  const regionOfGrid = new Map(town.grids.map(({ id, region }) => [id, region]))
  for (const { id } of town.grids) {
    const roles = town.team.filter((member) => member.grid === id).map(({ role }) => role)
    for (const role of ['grid-worker', 'police', 'city-management', 'medic', 'stairwell-head'] as const)
      assert.ok(roles.includes(role), role)
  }
  for (const { grid, doors } of town.team)
    for (const door of doors ?? []) assert.equal(dwellingOf.get(door)?.region, regionOfGrid.get(grid))
})

test('demo sign-ins are the pinyin of their names, hold roles that exist, and stay inside one street', () => {
  const logins = town.staff.map(({ login }) => login)
  assert.equal(new Set(logins).size, logins.length)
  for (const { login, name, posts } of town.staff) {
    assert.equal(login, pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join(''), name)
    assert.equal(new Set(posts.map(({ street }) => street)).size, 1)
    for (const post of posts) assert.ok(rightsOf(post.role).size > 0, post.role)
  }
  const roles = new Set(town.staff.flatMap(({ posts }) => posts.map(({ role }) => role)))
  assert.deepEqual([...roles].sort(), [
    'admin',
    'admission',
    'affairs',
    'asker',
    'auditor',
    'clerk',
    'department',
    'director',
    'grid',
    'head',
    'street',
  ])
  assert.ok(
    town.staff.some(({ posts }) => posts.some(({ to }) => to !== undefined && to < today)),
    'one post has ended',
  )
  assert.ok(
    town.staff.some(({ posts }) => posts.length > 1),
    'one login holds two posts',
  )
  assert.ok(
    town.staff.slice(0, 7).some(({ posts }) => posts[0]?.street === neighbourStreet),
    'the neighbouring street is among those shown first',
  )
})
