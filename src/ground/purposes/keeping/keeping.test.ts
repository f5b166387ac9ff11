/** Six years by a clock that is pushed on: what was said is there on its last day and nowhere on the next (law-security.md L1). */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import { history } from '#ground/facts/views.ts'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { addPerson } from '#ground/households/actions.ts'
import { search } from '#ground/households/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, STREET } from '../../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../../test/standing.ts'
import { change } from '../actions.ts'
import { read } from '../views.ts'

const DAY_MS = 86_400_000
const nextDay = (day: string, days = 1) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const yearsOn = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
const later = (a: string, b: string) => (a > b ? a : b)

describe('what was collected goes with its purposes', () => {
  let house: Standing
  let clerk: Actor
  let head: Actor
  let door: string
  /** What must still stand through this day, by a word that stands nowhere else. */
  const ends = new Map<string, string>()

  const dawnOf = (day: string) => house.setNow(new Date(`${day}T02:00:00Z`))
  const night = async (day: string) => {
    dawnOf(day)
    return expireStreet(house.house, STREET)
  }
  const standing = async () => {
    const text = [...(await readEverything(house.above))]
      .filter(([table]) => table !== 'definition')
      .flatMap(([, rows]) => rows)
      .join('\n')
    return new Set([...ends.keys()].filter((word) => text.includes(word)))
  }
  const say = async (id: string, values: Record<string, unknown>, asOf: string) => {
    const [row] = await house.above<{ rev: number }[]>`select rev from subject where id = ${id}`
    dawnOf(asOf)
    await house.does(correct, clerk, { id, values, source: 'seen', asOf }, { version: row!.rev, key: newId() })
  }
  const arrive = async (name: string, from: string) => {
    dawnOf(from)
    const values = { 'person.name': name }
    const input = { id: door, relation: 'residence' as const, values, source: 'seen' as const, asOf: from }
    return (await house.does(addPerson, clerk, input, { key: newId() })).person
  }
  const leave = (id: string, on: string) => say(id, { 'person.residence': { dwelling: door, from: '2026-11-22', to: on } }, on)

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    head = house.actor('head')
    door = await house.addDoor(COMMUNITY, '文昌里1号101')
  })
  after(() => house.close())

  test('over six years, on every day something ends: it stood the night before, and no table holds it the night after', async () => {
    const begun = '2026-11-22'
    const [gone, stays, dead] = [await arrive('欧阳澄', begun), await arrive('欧阳镜', begun), await arrive('欧阳溪', begun)]
    // Said for two years and three; said again meanwhile, the later word counts.
    await say(gone, { 'person.carer-name': '早照护', 'person.employer': '早雇主厂' }, '2026-12-01')
    await say(gone, { 'person.assistive-device': '轮椅一具' }, '2027-02-28')
    await say(stays, { 'person.employer': '久雇主厂', 'person.allergies': '青霉素甲' }, '2027-03-15')
    await say(stays, { 'person.allergies': '青霉素乙' }, '2028-02-29')
    await say(stays, { 'person.former-name': '欧阳旧' }, '2027-03-16')
    await say(dead, { 'person.former-name': '欧阳先' }, '2027-03-17')
    await leave(gone, '2028-03-01')
    await say(dead, { 'person.deceased-date': '2028-05-05' }, '2028-05-06')
    ends.set('早照护', yearsOn('2026-12-01', 2))
    ends.set('早雇主厂', yearsOn('2026-12-01', 3))
    ends.set('轮椅一具', yearsOn('2027-02-28', 3))
    ends.set('久雇主厂', yearsOn('2027-03-15', 3))
    ends.set('青霉素甲', yearsOn('2027-03-15', 2))
    ends.set('青霉素乙', '2030-02-28')
    ends.set('欧阳澄', yearsOn('2028-03-01', 3))
    ends.set('欧阳先', yearsOn('2028-05-05', 3))
    ends.set('欧阳镜', '2999-12-31')
    ends.set('欧阳旧', '2999-12-31')
    const nights = [...new Set([...ends.values()].flatMap((day) => [day, nextDay(day)]))].filter((day) => day < '2033').sort()
    for (const day of [...nights, '2032-11-22']) {
      await night(day)
      const expected = [...ends].flatMap(([word, last]) => (day <= last ? [word] : []))
      assert.deepEqual([...(await standing())].sort(), expected.sort(), day)
    }
    assert.equal((await house.does(search, clerk, { text: '欧阳澄' })).found.length, 0)
    assert.equal((await house.does(search, clerk, { text: '欧阳镜' })).found.length, 1)
    assert.deepEqual((await house.does(history, clerk, { id: gone })).sayings, [])
  })

  test('a repetition is a saying too: what an import confirmed later ends later', async () => {
    const her = await arrive('欧阳澈', '2033-01-01')
    await say(her, { 'person.employer': '再证的厂' }, '2033-01-02')
    const [first] = await house.above<{ id: string; region_no: string }[]>`
      select id, region_no from statement where subject_id = ${her} and body ? 'person.employer'`
    await house.above`
      insert into confirmation (street_id, statement_id, id, region_no, as_of, said_at, post_id)
      values (${STREET}, ${first!.id}, ${newId()}, ${first!.region_no}, '2034-06-01', '2034-06-01T02:00:00Z', ${clerk.post})`
    ends.clear()
    ends.set('再证的厂', '2037-06-01')
    await night('2036-01-03')
    assert.equal((await standing()).size, 1)
    await night('2037-06-01')
    assert.equal((await standing()).size, 1)
    await night('2037-06-02')
    assert.equal((await standing()).size, 0)
  })

  test('a shorter term holds from the next night for what was collected before; a longer one too', async () => {
    const her = await arrive('欧阳淇', '2038-01-01')
    await say(her, { 'person.employer': '改期的厂' }, '2038-01-02')
    ends.clear()
    ends.set('改期的厂', '')
    const shorten = async (days: number) => {
      const { purpose, edition } = await house.does(read, head, { id: 'employment' })
      const keep = { from: 'said' as const, span: { days } }
      const assessment = {
        necessity: '只问必需的几项。今后照旧。',
        effect: '被外人知道会难堪，只给经办人看。',
        measures: '加密存放，打开要理由，留记录。',
      }
      await house.does(change, head, { id: 'employment', purpose: { ...purpose, keep }, edition, assessment }, { key: newId() })
    }
    dawnOf('2038-02-01')
    await shorten(40)
    await night('2038-02-11')
    assert.equal((await standing()).size, 1)
    await shorten(60)
    await night('2038-02-12')
    assert.equal((await standing()).size, 1)
    await night(later('2038-03-03', nextDay('2038-01-02', 60)))
    assert.equal((await standing()).size, 1)
    await night('2038-03-04')
    assert.equal((await standing()).size, 0)
  })
})
