/** Whoever is erased takes her telephones, letters and helpers along; a telephone that is nobody's goes with its login, one of a family stays. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { expireSignIns } from '#kernel/access/forgets.ts'
import { eraseAll } from '#kernel/forgetting/forgetting.ts'
import { openResidents, type Person, type Residents } from '../../../test/wire/resident.ts'
import { STREET } from '../../../test/wire/wire.ts'
import * as counter from './actions.ts'
import { residentForgets } from './forget-queries.ts'
import * as own from './own/actions.ts'

const START = new Date('2026-11-22T02:00:00Z')
const onDay = (day: number) => new Date(START.getTime() + day * 86_400_000)

describe('forgetting who signs in', () => {
  let at: Residents
  let lady: Person
  let husband: Person

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    husband = await at.settlePerson('钱枫', '1950-01-01', '13900005678')
  })
  after(() => at.close())

  const erase = (person: Person) =>
    at.house.forgetting.within(STREET, (sql) => eraseAll(at.house.forgetting.parts, sql, STREET, [person.id]))
  const count = async (table: string, where: string) => {
    const [row] = await at.admin<{ n: number }[]>`select count(*)::int as n from ${at.admin(table)} where ${at.admin.unsafe(where)}`
    return row!.n
  }

  test('a telephone that was hers alone is gone with its login; one that is her husband’s too stays his', async () => {
    await at.does(counter.bind, { id: lady.id, phone: lady.phone }, at.clerk)
    for (const { id } of [lady, husband]) await at.does(counter.bind, { id, phone: '13700007777' }, at.clerk)
    const cookie = await at.signIn(lady.phone)
    await at.signIn('13700007777')
    const helper = { person: lady.id, phone: '13600006666', name: '小枫', scope: ['see' as const], from: '2026-11-22', to: '2026-12-22' }
    await at.does(own.grant, helper, cookie)
    await at.does(counter.issueLetter, { person: lady.id }, at.clerk)
    assert.deepEqual([await count('login_street', 'true'), await count('answer_number', 'true')], [3, 1])
    const { rows } = await erase(lady)
    assert.deepEqual([rows['sign-in'], rows.mandate], [3, 1])
    for (const [table, where] of [
      ['binding', `person_id = '${lady.id}'`],
      ['mandate', 'true'],
      ['answer_letter', 'true'],
      ['answer_number', 'true'],
    ] as const)
      assert.equal(await count(table, where), 0, table)
    assert.equal(await count('login_street', 'true'), 1, 'only her husband’s is still somebody’s')
    at.sessions.forget()
    await at.moveTo(onDay(31))
    await expireSignIns(at.house.app, onDay(31))
    assert.equal(await count('login', "kind = 'phone'"), 1)
    assert.equal(await count('phone_code', 'true'), 0)
  })

  test('what has ended is kept three years to be accounted for, then it goes', async () => {
    await at.moveTo(onDay(40))
    const { id } = await at.does(counter.bind, { id: husband.id, phone: husband.phone }, at.clerk)
    await at.does(counter.endBinding, { id, why: 'lost' }, at.clerk)
    const expire = (day: number) =>
      at.house.forgetting.within(STREET, (sql) =>
        residentForgets.expire!(sql, STREET, { now: onDay(day), today: onDay(day).toISOString().slice(0, 10) }),
      )
    assert.deepEqual((await expire(40 + 3 * 365 - 1)).rows, { 'sign-in': 0, mandate: 0 })
    assert.deepEqual((await expire(40 + 3 * 365 + 1)).rows, { 'sign-in': 1, mandate: 0 })
    assert.equal(await count('binding', 'ended_at is null'), 1, 'what holds stays')
  })
})
