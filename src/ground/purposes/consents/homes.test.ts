/** What is said of a home stands on the consent of those who live in it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import type { Purpose } from '#ground/purposes/contract.ts'
import { newId } from '#kernel/log/id.ts'
import { settleTown, type Town } from '../../../../test/rounds.ts'
import { STREET } from '../../../../test/stage.ts'
import { openStanding, type Standing } from '../../../../test/standing.ts'
import { change } from '../actions.ts'
import { list, read } from '../views.ts'
import { ofPerson, say } from './actions.ts'
import { consentFollowers } from './clearing.ts'

const ELEMENT = 'household.debt'

describe('a home and the consents of those who live in it', () => {
  let house: Standing
  let town: Town
  let purpose: string
  let home: { id: string; rev: number }

  const word = async (name: string, given: boolean) => {
    const id = town.who(name)
    const { consents } = await house.does(ofPerson, town.clerk, { id })
    const { edition } = consents.find((one) => one.purpose === purpose)!
    await house.does(say, town.clerk, { id, purpose, edition, given, way: 'counter', as: 'self' }, { key: newId() })
    if (!given)
      await consentFollowers
        .find(({ event }) => event === 'consent.withdrawn')!
        .run(house.house, { street: STREET, log: newId(), at: 0, event: { name: 'consent.withdrawn', subjects: [id], fields: [] } })
  }
  const stands = async () => {
    const [row] = await house.above<{ rev: number; value: unknown }[]>`
      select s.rev, coalesce(s.values->${ELEMENT}, t.values->${ELEMENT}) as value from subject s left join subject_s t on t.id = s.id where s.id = ${home.id}`
    home = { ...home, rev: row!.rev }
    return row!.value ?? null
  }
  const owe = (amount: number) =>
    house.does(
      correct,
      town.clerk,
      { id: home.id, values: { [ELEMENT]: amount }, source: 'self', asOf: '2026-11-22' },
      { version: home.rev, key: newId() },
    )

  before(async () => {
    house = await openStanding()
    town = await settleTown(house)
    const head = house.actor('head')
    // Of every purpose that keeps it, the street says: with their consent only.
    for (const one of (await house.does(list, head, {})).purposes) {
      const { purpose: body, edition, elements } = await house.does(read, head, { id: one.id })
      if (!elements.includes(ELEMENT)) continue
      const assessment = {
        necessity: '帮扶要知道欠了多少，才好算。',
        effect: '被外人知道会难堪，只给经办人看。',
        measures: '加密存放，打开要理由，留记录。',
      }
      const refusal = { zh: '不影响办别的事', en: 'Nothing else depends on it' }
      await house.does(
        change,
        head,
        { id: one.id, edition, purpose: { ...body, basis: 1, refusal } as Purpose, assessment },
        { key: newId() },
      )
      purpose = one.id
    }
    home = { id: newId(), rev: 0 }
    await house.above`
      insert into household (street_id, id, region_no, dwelling_id, from_day) values (${STREET}, ${home.id}, ${town.region}, ${town.door('501')}, '2026-11-01')`
    await house.above`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${home.id}, 'household', ${town.region}, 0, '{}', '{"at":[]}')`
  })
  after(() => house.close())

  test('it goes with the first who takes hers back, and is not said again; where another who lives there agrees it may be', async () => {
    await owe(5000)
    assert.equal(await stands(), 5000)
    await word('王强', false)
    assert.equal(await stands(), 5000, 'the word of somebody next door is not theirs')
    await word('李娜', false)
    assert.equal(await stands(), null)
    const [{ left } = { left: 1 }] = await house.above<{ left: number }[]>`
      select count(*)::int as left from (select subject_id, body from statement union all select subject_id, body from statement_s) b
      where subject_id = ${home.id} and body ? ${ELEMENT}`
    assert.equal(left, 0)
    await house.refused(
      correct,
      town.clerk,
      { id: home.id, values: { [ELEMENT]: 1 }, source: 'self', asOf: '2026-11-22' },
      'consent.withdrawn',
      { version: home.rev, key: newId() },
    )
    await word('张伟', true)
    await owe(7000)
    assert.equal(await stands(), 7000)
    await expireStreet(house.house, STREET)
    assert.equal(await stands(), 7000, 'he agreed')
    await word('张伟', false)
    assert.equal(await stands(), null)
  })

  test('whoever moved out speaks for it no more', async () => {
    await word('张伟', false)
    await house.above`update tie set to_day = '2026-11-21' where person_id in ${house.above([town.who('张伟'), town.who('李娜')])}`
    await stands()
    await owe(900)
    await expireStreet(house.house, STREET)
    assert.equal(await stands(), 900)
  })
})
