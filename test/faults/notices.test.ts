/** Sending notices through deaths and crowds: no message is lost, none goes more often than once beside each death, and nothing stays of who is erased. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import * as actions from '#ground/notices/actions.ts'
import { sendDue } from '#ground/notices/sending.ts'
import { eraseAll } from '#kernel/forgetting/forgetting.ts'
import { keepingCarrier, moveIn } from '../readers.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { openStanding, readEverything, type Standing } from '../standing.ts'
import type { PostmanWork } from './postman.ts'

const begin = new Date('2026-11-22T02:00:00Z')
const minutesOn = (minutes: number) => new Date(begin.getTime() + minutes * 60_000)

describe('the postman', () => {
  let house: Standing
  let door: string

  before(async () => {
    house = await openStanding()
    door = await house.addDoor(COMMUNITY, '文昌街道平安里1号')
  })
  after(() => house.close())

  let people = 0
  /** So many readers with telephones of their own, each told one thing. */
  const tellPeople = async (count: number): Promise<string[]> => {
    const clerk = house.actor('clerk', COMMUNITY)
    const told: string[] = []
    for (let at = 0; at < count; at += 1) {
      people += 1
      const person = await moveIn(house, door, {
        'person.name': `王${String.fromCodePoint(0x5b50 + people)}`,
        'person.phone': `138${String(people).padStart(8, '0')}`,
      })
      await house.does(actions.tellPerson, clerk, { id: person, kind: 'please.ring', words: { what: '核对一件事' } })
      told.push(person)
    }
    return told
  }
  const states = async (persons: readonly string[]) =>
    (await house.above<{ state: string }[]>`select distinct state from notice where person_id in ${house.above(persons as string[])}`).map(
      ({ state }) => state,
    )

  test('killed while it sends: after its lease the rest goes, and what nobody noted goes once more under its own number', async () => {
    const persons = await tellPeople(8)
    const heard: string[] = []
    let postman: ChildProcess | undefined
    const gateway = await listen((id, answer) => {
      heard.push(id)
      if (heard.length < 6) return answer()
      postman?.kill('SIGKILL')
    })
    const work: PostmanWork = {
      url: house.database.url,
      folder: house.folder,
      gateway: gateway.url,
      street: STREET,
      now: begin.toISOString(),
    }
    postman = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('postman.ts', import.meta.url))], {
      env: { ...process.env, LINLI_POSTMAN: JSON.stringify(work) },
      stdio: 'inherit',
    })
    const [, signal] = await once(postman, 'exit')
    gateway.server.close()
    assert.equal(signal, 'SIGKILL')
    const sms = keepingCarrier()
    house.house.carriers.sms = sms
    house.setNow(minutesOn(4))
    assert.equal(await sendDue(house.house, STREET), 0, 'within the lease it may still be under way')
    house.setNow(minutesOn(6))
    assert.ok((await sendDue(house.house, STREET)) > 0)
    const all = [...heard, ...sms.taken.map(({ id }) => id)]
    const times = [...new Set(all)].map((id) => all.filter((one) => one === id).length)
    assert.equal(times.length, 8, 'every message was heard')
    assert.ok(Math.max(...times) <= 2)
    assert.ok(times.filter((count) => count === 2).length <= 4, 'only those that were in the air')
    assert.deepEqual(await states(persons), ['sent'])
  })

  test('three postmen at once send each message once', async () => {
    const persons = await tellPeople(25)
    const sms = keepingCarrier()
    house.house.carriers.sms = sms
    const given = await Promise.all([1, 2, 3].map(() => sendDue(house.house, STREET)))
    assert.equal(
      given.reduce((a, b) => a + b, 0),
      25,
    )
    assert.equal(new Set(sms.taken.map(({ to }) => to)).size, 25)
    assert.equal(sms.taken.length, 25)
    assert.deepEqual(await states(persons), ['sent'])
  })

  test('a carrier that never answers is left after its time and asked again', async () => {
    const persons = await tellPeople(1)
    house.house.carriers.sms = { send: () => new Promise(() => undefined) }
    await sendDue(house.house, STREET, 20)
    assert.deepEqual(await states(persons), ['sending'])
    const [row] = await house.above<{ step: string }[]>`
      select a.step from notice_attempt a join notice n on n.street_id = a.street_id and n.id = a.notice_id where n.person_id = ${persons[0]!}`
    assert.equal(row?.step, 'put-off')
  })

  test('nothing stays of who is erased, neither told nor tried nor chosen; nothing of a text or number is in what the house said', async () => {
    const [person] = (await tellPeople(1)) as [string]
    house.house.carriers.sms = keepingCarrier(() => new Error('13899990000 核对一件事'))
    await sendDue(house.house, STREET)
    const choice = { channel: null, language: 'zh' as const, large: true, quiet: null, digest: true }
    await house.does(actions.choose, house.actor('clerk', COMMUNITY), { id: person, choice }, { version: 0 })
    for (const line of house.said) assert.ok(!line.includes('13899990000') && !line.includes('核对'), line)
    await house.house.forgetting.within(STREET, (sql) => eraseAll(house.house.forgetting.parts, sql, STREET, [person]))
    for (const [table, rows] of await readEverything(house.above))
      if (/^(notice|own_channel|letter)/.test(table)) for (const row of rows) assert.ok(!row.includes(person), table)
    const [lost] = await house.above<{ count: number }[]>`
      select count(*)::int as count from notice_attempt a where not exists (select 1 from notice n where n.street_id = a.street_id and n.id = a.notice_id)`
    assert.equal(lost?.count, 0)
  })

  test('a notice goes when its kind says so, a read one earlier, and not a day before', async () => {
    const [unread, read] = (await tellPeople(2)) as [string, string]
    house.house.carriers.sms = keepingCarrier()
    await sendDue(house.house, STREET)
    await house.above`update notice set read_at = ${minutesOn(10)} where person_id = ${read}`
    const left = async () =>
      (await house.above<{ person_id: string }[]>`select person_id from notice where person_id in ${house.above([unread, read])}`).map(
        (row) => row.person_id,
      )
    // please.ring: 180 days, 60 once it was read.
    const nights: [number, string[]][] = [
      [59, [unread, read]],
      [61, [unread]],
      [179, [unread]],
      [181, []],
    ]
    for (const [days, expected] of nights) {
      house.setNow(new Date(begin.getTime() + days * 86_400_000))
      await expireStreet(house.house, STREET)
      assert.deepEqual(new Set(await left()), new Set(expected), `after ${days} days`)
    }
  })
})

async function listen(hear: (id: string, answer: () => void) => void): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => hear((JSON.parse(body) as { id: string }).id, () => response.end('{}')))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}
