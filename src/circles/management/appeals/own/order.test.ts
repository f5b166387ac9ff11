/** Every act of a reporter in every stand, again, and at once: what is not offered is refused, and nothing happens twice. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as counter from '#ground/matters/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { openResidents, type Person, type Residents, signInResident } from '../../../../../test/wire/resident.ts'
import { STREET } from '../../../../../test/wire/wire.ts'
import * as actions from './actions.ts'
import { type OwnAct, ownActs } from './contract.ts'
import * as views from './views.ts'

describe('acts of a reporter, in any order', () => {
  let at: Residents
  let lady: Person
  let cookie: string

  before(async () => {
    at = await openResidents(new Date('2026-11-23T02:00:00Z'))
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    cookie = await signInResident(at, lady.phone, lady.id)
  })
  after(() => at.close())

  const begin = async () => {
    // So many that one telephone would not be let report them in a day.
    await at.admin`update matter_reporter set at = at - interval '2 days'`
    const input = {
      person: lady.id,
      type: 'consultation',
      category: 'law',
      text: '物业费怎么交',
      place: { kind: 'door' as const, door: at.doors[0]! },
    }
    return (await at.does(actions.report, input, cookie)).id
  }
  const work = async (id: string, act: object, text?: string) => {
    const [row] = await at.admin<{ rev: number }[]>`select rev from matter where id = ${id}`
    await at.does(counter.work, { id, act: act as never, ...(text ? { text } : {}) }, at.clerk, { 'if-match': `"${row!.rev}"` })
  }
  const acts: Record<(typeof ownActs)[number], OwnAct> = {
    note: { kind: 'note' },
    confirm: { kind: 'confirm', solved: true },
    rate: { kind: 'rate', satisfied: 'yes' },
    reopen: { kind: 'reopen' },
    withdraw: { kind: 'withdraw' },
  }
  const stands: Record<string, (id: string) => Promise<void>> = {
    received: async () => undefined,
    'in-hand': (id) => work(id, { kind: 'take' }),
    answered: async (id) => {
      await work(id, { kind: 'take' })
      await work(id, { kind: 'answer' }, '按月交')
    },
    closed: async (id) => {
      await stands.answered!(id)
      await at.does(actions.say, { person: lady.id, id, act: acts.confirm }, cookie)
    },
    rated: async (id) => {
      await stands.closed!(id)
      await at.does(actions.say, { person: lady.id, id, act: acts.rate }, cookie)
    },
  }
  const send = async (id: string, act: OwnAct) =>
    (await at.ask(actions.say, STREET, { person: lady.id, id, act, text: '还有一句' }, { cookie, key: newId() })).json() as {
      code?: string
    }
  const countActs = async (id: string) =>
    (await at.admin<{ n: number }[]>`select count(*)::int as n from act where matter_id = ${id}`)[0]!.n

  for (const [stand, bring] of Object.entries(stands))
    test(`${stand}: what is offered is done, the rest is refused and leaves nothing; a second time it is judged anew`, async () => {
      for (const kind of ownActs) {
        const id = await begin()
        await bring(id)
        const { allowed } = await at.does(views.read, { person: lady.id, id }, cookie)
        const before = await countActs(id)
        const first = await send(id, acts[kind])
        assert.equal(first.code === undefined, allowed.includes(kind), `${stand} ${kind} ${first.code}`)
        assert.equal(await countActs(id), before + (first.code ? 0 : 1), `${stand} ${kind}`)
        if (kind === 'withdraw' && !first.code) assert.equal((await send(id, acts[kind])).code, 'thing.unknown')
        else if (!first.code && kind !== 'note') assert.ok((await send(id, acts[kind])).code, `${stand} ${kind} twice`)
      }
    })

  test('eight presses at once are one act, whatever key each bears; the row is what its acts fold to', async () => {
    for (const kind of ['confirm', 'withdraw'] as const) {
      const id = await begin()
      await stands.answered!(id)
      const before = await countActs(id)
      const replies = await Promise.all(Array.from({ length: 8 }, () => send(id, acts[kind])))
      assert.equal(replies.filter(({ code }) => code === undefined).length, 1, `${kind} ${JSON.stringify(replies.map(({ code }) => code))}`)
      assert.equal(await countActs(id), before + 1)
      const [row] = await at.admin<{ rev: number; stand: string }[]>`select rev, stand from matter where id = ${id}`
      assert.deepEqual([row!.rev, row!.stand], [before + 1, 'closed'])
    }
  })

  test('the same key sent eight times at once is one report', async () => {
    const input = { person: lady.id, type: 'consultation', category: 'law', text: '只报一次', place: { kind: 'door', door: at.doors[0]! } }
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => at.ask(actions.report, STREET, input, { cookie, key: 'one-of-eight-presses' })),
    )
    assert.deepEqual(new Set(replies.map((reply) => reply.json().data?.number)).size, 1)
  })
})
