/** Those whom a restriction holds read it on their own telephone, as it was ordered; nobody else does. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { STREET } from '../../../../test/wire/wire.ts'
import { open } from '../actions.ts'
import { own } from './views.ts'

const START = new Date('2026-11-23T02:00:00Z')

describe('restrictions where a resident lives', () => {
  let at: Residents
  let lady: Person
  let cookie: string
  let next: string

  before(async () => {
    at = await openResidents(START)
    await at.admin`insert into region (code, name, level, parent) values (${at.own.community}::text, '文昌里社区居民委员会', 'community', ${`${STREET}000`})`
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    cookie = await at.comeIn(lady)
    next = await at.comeIn(await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1]))
  })
  after(() => at.close())

  const begin = (type: string, category: string, subject: string) =>
    at.does(
      open,
      {
        type,
        category,
        channel: 'letter',
        subject,
        title: '张三家楼上，内部备注',
        answers: { orderer: '区疫情防控指挥部〔2026〕3号', begin: '2026-11-23', exceptions: ['doctor'] },
        until: '2026-11-25',
      },
      at.clerk,
    )
  const seen = async (who: string) => (await at.does(own, {}, who)).restrictions

  test('her estate’s is everybody’s there; her own home observation is hers alone; titles and notes of staff are not told', async () => {
    assert.deepEqual(await seen(cookie), [])
    const [door] = await at.admin<{ estate: string }[]>`select estate_id as estate from dwelling where id = ${at.doors[0]!}`
    await at.admin`insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${door!.estate}, 'estate', ${at.own.community * 1000}, 1, '{}', '{}')`
    await begin('restriction', 'check', door!.estate)
    await begin('home-observation', 'contact', lady.id)
    const hers = await seen(cookie)
    assert.deepEqual(
      hers.map(({ type, until }) => [type.zh, until]),
      [
        ['楼栋出入限制', '2026-11-25'],
        ['居家观察', '2026-11-25'],
      ],
    )
    assert.equal(hers[1]!.where, '')
    assert.deepEqual(hers[0]!.says.map(({ value }) => value.zh), ['区疫情防控指挥部〔2026〕3号', '2026-11-23', '看病、急救']) // biome-ignore format: one call
    assert.doesNotMatch(JSON.stringify(hers), /内部备注/)
    assert.deepEqual(
      (await seen(next)).map(({ type }) => type.zh),
      ['楼栋出入限制'],
    )
  })

  test('with the end of its day it holds nobody, before anybody closed it', async () => {
    at.setNow(new Date('2026-11-25T16:00:00Z'))
    assert.deepEqual(await seen(cookie), [])
  })
})
