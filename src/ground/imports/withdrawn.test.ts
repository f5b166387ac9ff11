/** What somebody took her consent back for lies in no staged row either: not in one that waits, not in one that was written, not in one another workbook brings. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { ofPerson, say } from '#ground/purposes/consents/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { followers } from '#server/followers.ts'
import { bring, headings, importFile, type Line, person } from '../../../test/rosters.ts'
import { settleTown, type Town } from '../../../test/rounds.ts'
import { STREET } from '../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../test/standing.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const wide: Line = [...headings, '药物过敏史']
const line = (allergy: string, name = '张伟', at = 2): Line => [
  ...person(at, '3', '2', '501', '户主', name, '1950-03-07', '13800001111', '二厂'),
  allergy,
]

describe('staged rows of whoever took her consent back', () => {
  let house: Standing
  let town: Town

  const followed = async (event: string, subjects: string[] = []) => {
    for (const one of followers.filter((follower) => follower.event === event))
      await one.run(house.house, {
        street: STREET,
        log: newId(),
        at: 0,
        event: { name: event, subjects, fields: [], refs: { way: 'counter' } },
      })
  }
  const lies = async (word: string) =>
    [...(await readEverything(house.above))].flatMap(([table, rows]) => (rows.some((row) => row.includes(word)) ? [table] : []))
  const stage = async (lines: readonly Line[]) => {
    const file = await bring(house, town.clerk, '健康台账.xlsx', [['阳光花园健康台账（2026年11月）'], wide, ...lines])
    const { id } = await house.does(actions.understand, town.clerk, { file })
    await house.does(actions.stage, town.clerk, { id })
    await house.work()
    return id
  }

  before(async () => {
    house = await openStanding()
    town = await settleTown(house)
  })
  after(() => house.close())

  test('a row that waits loses it at once and keeps the rest, and is judged anew before it is written; somebody else’s keeps hers', async () => {
    const file = await bring(house, town.clerk, '健康台账.xlsx', [['阳光花园健康台账（2026年10月）'], wide, line('写过的青霉素')])
    await importFile(house, town.clerk, file)
    const waits = await stage([
      line('等着的头孢'),
      [...person(1, '3', '2', '502', '户主', '王强', '1975-01-30', '13800003333'), '别人的海鲜'],
    ])
    assert.deepEqual(await lies('等着的头孢'), ['import_row'])
    assert.ok((await lies('写过的青霉素')).includes('import_row'))

    const her = town.who('张伟')
    const { consents } = await house.does(ofPerson, town.clerk, { id: her })
    const { edition } = consents.find(({ purpose }) => purpose === 'health-follow-up')!
    const word = { id: her, purpose: 'health-follow-up', edition, given: false, way: 'counter' as const, as: 'self' as const }
    await house.does(say, town.clerk, word, { key: newId() })
    await followed('consent.withdrawn', [her])
    for (const words of ['等着的头孢', '写过的青霉素']) assert.deepEqual(await lies(words), [], words)
    assert.deepEqual(await lies('别人的海鲜'), ['import_row'])

    await house.does(actions.apply, town.clerk, { id: waits })
    await house.work()
    const { rows } = await house.does(views.rows, town.clerk, { id: waits, limit: 10 })
    assert.ok(rows.length > 0)
    assert.deepEqual(await lies('等着的头孢'), [])
    assert.ok((await lies('别人的海鲜')).includes('subject_s'), 'hers was written')
  })

  test('another workbook that brings it again is rid of it once it lies staged; a night later too, whatever was missed', async () => {
    await stage([line('又带来的花粉')])
    assert.deepEqual(await lies('又带来的花粉'), ['import_row'])
    await followed('import.staged')
    assert.deepEqual(await lies('又带来的花粉'), [])
    await stage([line('夜里的磺胺')])
    assert.equal((await expireStreet(house.house, STREET))['withdrawn-fact'], 1)
    assert.deepEqual(await lies('夜里的磺胺'), [])
  })
})
