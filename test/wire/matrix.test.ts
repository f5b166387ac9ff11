/** Who gets at what: every operation, asked about one community by everybody who stands somewhere else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { allRights, rightsOf } from '#catalogue/roles.ts'
import { type Actor, houseActor } from '#kernel/access/actor.ts'
import { endPost } from '#kernel/access/queries.ts'
import type { Operation } from '#kernel/action/action.ts'
import { about } from './about.ts'
import { isEmpty } from './empty.ts'
import { rootOf } from './ids.ts'
import { idFor, OTHER_STREET, openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

type Who = { cookie: string; actor: Actor }

/** What the street knows of all its communities: how it is divided, and the questions that may be asked. */
const ofTheStreet = new Set(['place.communities', 'element.list', 'form.list', 'form.read', 'matter.types', 'unit.list'])
/** A post of a grid sees how its community is built, but for the doors that are not its own, what is announced to all of it, and which requests ask in it. */
const bones = ['estates', 'buildings', 'places', 'announcements', 'ask-requests', 'asks/requests', 'grids']
const DRAWS = 2

describe('who gets at what', () => {
  let wire: Wire
  let operations: Operation[]
  let secrets: string[]
  const people: Record<'own' | 'beside' | 'grid' | 'abroad' | 'ended', Who> = {} as never

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    await settle(wire, wire.beside, ['赵敏', '钱枫', '孙力'], 11)
    await settle(wire, wire.abroad, ['周舟', '吴双', '郑重'], 21)
    operations = [...wire.house.operations.values()]
    secrets = [...[...wire.own.ids.values()].flat(), '欧阳秘', '司徒隐', '上官藏', '38000011']
    people.own = await wire.employ('own', 'clerk', rangeOf(wire.own))
    people.beside = await wire.employ('beside', 'clerk', rangeOf(wire.beside))
    people.abroad = await wire.employ('abroad', 'street', rangeOf({ street: OTHER_STREET }))
    const grid = wire.own.community * 1000 + 1
    people.grid = await wire.employ('grid', 'grid', { street: STREET, lo: grid, hi: grid })
    people.ended = await wire.employ('ended', 'street', rangeOf({ street: STREET }))
    await end(people.ended)
  })
  after(() => wire.close())

  /** A post whose last day was yesterday. */
  async function end({ actor }: Who): Promise<void> {
    const house = houseActor(STREET, allRights)
    const scope = { street: STREET, lo: house.lo, hi: house.hi, login: house.login, post: house.post, sensitive: false }
    await wire.house.transaction(scope, (sql) => endPost(sql, STREET, actor.post, '2025-12-31'))
    wire.sessions.forget()
  }

  const headers = { 'if-match': '"1"', 'linli-reason': encodeURIComponent('核实') }
  const codeOf = (response: LightMyRequestResponse) =>
    `${response.statusCode} ${response.statusCode < 400 ? '' : (response.json() as { code: string }).code}`
  const told = (response: LightMyRequestResponse) => secrets.filter((secret) => response.body.includes(secret))

  /** The path names one thing of the own community, of another kind than these. */
  function isAbout(operation: Operation, but: string[] = []): boolean {
    const { path } = operation.contract
    return path.includes('{id}') && idFor(operation, wire.own) !== undefined && !but.includes(rootOf(operation))
  }

  /** Every row of the own community, wherever a table says to which region a row belongs. */
  /** @param printing the post that may register what it prints of its own grid, which stands in this community */
  async function snapshot(printing?: string): Promise<Map<string, string>> {
    const tables = await wire.admin<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'region_no'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`
    const rows = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await wire.admin<{ digest: string }[]>`
          select coalesce(md5(string_agg(t::text, '' order by t::text)), '-') as digest from ${wire.admin(name)} t
          where t.region_no / 1000 = ${wire.own.community} ${name === 'leaving' && printing ? wire.admin`and t.post_id <> ${printing}` : wire.admin``}`
        return [name, row!.digest] as const
      }),
    )
    return new Map(rows)
  }

  test('nobody, and a post that has ended, get nothing of anything', async () => {
    for (const operation of operations)
      for (const input of about(wire.own, operation, 1)) {
        assert.equal(codeOf(await wire.ask(operation, STREET, input, { headers })), '401 access.sign-in-needed', operation.contract.name)
        const ended = await wire.ask(operation, STREET, input, { cookie: people.ended.cookie, headers })
        assert.equal(codeOf(ended), '403 access.post-ended', operation.contract.name)
      }
  })

  test('a post of another street gets nothing under this street, and nothing of it under its own', async () => {
    const before = await snapshot()
    for (const operation of operations)
      for (const input of about(wire.own, operation, DRAWS)) {
        const { name } = operation.contract
        const { cookie } = people.abroad
        assert.equal(codeOf(await wire.ask(operation, STREET, input, { cookie, headers })), '403 access.forbidden', name)
        const own = await wire.ask(operation, OTHER_STREET, input, { cookie, headers })
        assert.ok(own.statusCode < 500, `${name} ${own.body}`)
        assert.deepEqual(
          told(own).filter((secret) => !JSON.stringify(input).includes(secret)),
          [],
          name,
        )
        if (isAbout(operation))
          assert.ok(own.statusCode >= 400 || isEmpty(own), `${name} ${JSON.stringify(input)}: ${own.body.slice(0, 300)}`)
      }
    assert.deepEqual(await snapshot(), before)
  })

  for (const who of ['beside', 'grid'] as const)
    test(`a post of ${who === 'beside' ? 'the next community' : 'a grid in which nobody lives'} gets nothing of the people, doors and papers of this one`, async () => {
      const { cookie, actor } = people[who]
      const before = await snapshot(actor.post)
      const seen = who === 'grid' ? bones : []
      const open = seen.flatMap((part) => wire.own.ids.get(part) ?? [])
      const got: string[] = []
      for (const operation of operations) {
        const { name } = operation.contract
        const rightless = operation.may !== 'signed-in' && operation.may !== 'open' && !rightsOf(actor.role).has(operation.may)
        for (const input of about(wire.own, operation, DRAWS)) {
          const response = await wire.ask(operation, STREET, input, { cookie, headers })
          const said = JSON.stringify(input)
          if (rightless) assert.match(codeOf(response), /^(403 access\.forbidden|400 input\.invalid)$/, name)
          else if (response.statusCode >= 500) got.push(`${name} stumbled: ${wire.lines.at(-1)}`)
          else if (ofTheStreet.has(name)) continue
          else if (told(response).some((secret) => !said.includes(secret) && !open.includes(secret)))
            got.push(`${name} told ${told(response)}: ${response.body.slice(0, 200)}`)
          else if (response.statusCode < 400 && isAbout(operation, seen) && !isEmpty(response))
            got.push(`${name} ${said}: ${response.body.slice(0, 200)}`)
        }
      }
      assert.equal(got.length, 0, got.join('\n'))
      assert.deepEqual(await snapshot(actor.post), before)
    })

  test('the post of the community itself does get at them', async () => {
    const { cookie } = people.own
    const of = (name: string) => wire.house.operations.get(name)!
    const [id] = wire.own.ids.get('people')!
    assert.equal((await wire.ask(of('household.person'), STREET, { id }, { cookie })).statusCode, 200)
    const { found } = (await wire.ask(of('household.search'), STREET, { text: '欧阳秘' }, { cookie })).json().data as { found: unknown[] }
    assert.equal(found.length, 1)
    for (const [part, name] of [
      ['imports', 'import.read'],
      ['requests', 'report.read'],
      ['deliveries', 'report.missing'],
      ['dwellings', 'household.door'],
    ] as const)
      assert.equal((await wire.ask(of(name), STREET, { id: wire.own.ids.get(part)![0] }, { cookie })).statusCode, 200, name)
  })

  test('every view about people leaves a look that says who, in which post, by which view, and when', async () => {
    const { cookie, actor } = people.own
    const unseen: string[] = []
    const [someone, roster, request] = ['people', 'imports', 'requests'].map((part) => wire.own.ids.get(part)![0])
    const of = (name: string) => wire.house.operations.get(name)!
    const broken = { person: someone, whole: false, reason: '核对一件急事', hours: 1 }
    const glass = (await wire.ask(of('glass.open'), STREET, broken, { cookie })).json().data.id
    // Where drawing does not find what is there.
    const asked: Record<string, Record<string, unknown>[]> = {
      'fact.reveal': [{ id: someone }],
      'form.open': [{ id: 'resident', subject: someone }],
      'glass.read': [{ id: glass }],
      'glass.reveal': [{ id: glass, subject: someone }],
      'import.preview': [{ id: roster, sheet: 1 }],
      'import.rows': [{ id: roster }],
      'letter.find': [{ no: 1 }],
      'report.preview': [{ id: request, sheet: '台账' }],
      'counter.looks': [{ party: someone, contact: 'counter' }],
      'matter.list': [{ list: 'open' }],
      'matter.triage': [{ title: '楼道灯坏了', text: '三楼的灯不亮' }],
      'round.plan': [{ area: String(wire.own.community) }],
    }
    for (const operation of operations.filter((one) => one.kind === 'view' && one.personal)) {
      const { name } = operation.contract
      if (!rightsOf(actor.role).has(operation.may)) continue
      // The town of the wire has no premises.
      if (name === 'household.premises') continue
      let shown = 0
      for (const input of [...about(wire.own, operation, 4), ...(asked[name] ?? [])])
        if ((await wire.ask(operation, STREET, input, { cookie, headers })).statusCode === 200) shown += 1
      const [row] = await wire.admin<{ looks: number }[]>`
        select count(*)::int as looks from look where view = ${name} and login_id = ${actor.login} and post_id = ${actor.post}`
      if (shown === 0 || !row?.looks) unseen.push(`${name}: shown ${shown} times, ${row?.looks ?? 0} looks`)
    }
    assert.deepEqual(unseen, [])
  })

  test('what one reads, sorts, counts and searches changes by no byte when something changes that one may not see', async () => {
    // A pack has its own mark and moment: what is in it is what the other views show.
    const unlike = ['look.list', 'evidence.take', 'inspection.take']
    const views = operations.filter(({ kind, contract }) => kind === 'view' && !unlike.includes(contract.name))
    const replies = async (): Promise<Map<string, string>> => {
      const bodies = new Map<string, string>()
      for (const view of views)
        for (const input of about(wire.beside, view, 4)) {
          const { statusCode, body } = await wire.ask(view, STREET, input, { cookie: people.beside.cookie, headers })
          // How often one may still open protected values is one's own doing.
          bodies.set(`${view.contract.name} ${JSON.stringify(input)}`, `${statusCode} ${body.replace(/"left":\d+/, '')}`)
        }
      return bodies
    }
    const seen = await replies()
    assert.ok([...seen.values()].filter((reply) => reply.startsWith('200')).length > 30, 'there is something to compare')
    await changeEverything()
    const again = await replies()
    for (const [asked, reply] of seen) {
      assert.equal(again.get(asked), reply, asked)
    }
  })

  /** More people of the names that are searched, others renamed, merged papers, values and doors of the own community changed. */
  async function changeEverything(): Promise<void> {
    const { admin, own } = wire
    await settle(wire, own, ['赵敏敏', '钱枫叶', '孙力行'], 41)
    await admin`update subject set values = values || '{"person.name": "赵敏"}'::jsonb, conflicts = 3, rev = rev + 1 where region_no / 1000 = ${own.community} and kind = 'person'`
    await admin`update subject set sort = 'aaa', search = search || array_to_tsvector(array['g赵', 'g赵敏', 'pzm', 't0011']) where region_no / 1000 = ${own.community}`
    await admin`update dwelling set label = '阳光花园9号楼' where region_no / 1000 = ${own.community}`
    await admin`update import set file_name = '变了.xlsx' where region_no / 1000 = ${own.community}`
    await admin`update request set title = '变了' where region_no / 1000 = ${own.community}`
  }
})
