/** Two houses under one roof: what residents may ask and what posts may ask, each tried by the other; and what a resident's transaction can reach. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { roles } from '#catalogue/roles.ts'
import { issueLetter } from '#ground/residents/actions.ts'
import { isOwnRight, RESIDENT_POST } from '#kernel/access/actor.ts'
import * as access from '#kernel/access/contract.ts'
import type { Operation } from '#kernel/action/action.ts'
import { closeSchema } from '#kernel/action/input.ts'
import { readManifest } from '#kernel/db/manifest.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { modules } from '#server/modules.ts'
import { beginScope } from '#server/open-house.ts'
import { cookieOf, signInResident } from './resident.ts'
import { arbitraryOf, type Schema } from './shapes.ts'
import { idFor, openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

describe('residents and posts', () => {
  let wire: Wire
  let operations: Operation[]
  /** Of the household of three in the own community the first is she. */
  let her: string
  let others: string[]
  let cookie: string
  let nobody: string
  const secrets = ['司徒隐', '上官藏', '赵敏']

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    await settle(wire, wire.beside, ['赵敏', '钱枫', '孙力'], 11)
    operations = [...wire.house.operations.values()]
    const [found] = await wire.admin<{ id: string }[]>`select id from subject where kind = 'person' and values->>'person.name' = '欧阳秘'`
    her = found!.id
    others = [...wire.own.ids.values(), ...wire.beside.ids.values()].flat().filter((id) => id !== her)
    // Only where somebody has a post is there a house to come to.
    await wire.employ('clerk', 'clerk', rangeOf(wire.own))
    cookie = await signInResident(wire, '13800001111', her)
    nobody = await signInResident(wire, '13800002222')
  })
  after(() => wire.close())

  const headers = { 'if-match': '"1"', 'linli-reason': encodeURIComponent('核实') }
  const codeOf = (response: LightMyRequestResponse) => (response.json() as { code?: string }).code ?? String(response.statusCode)

  /** A right input that names these ids wherever an id is asked for. */
  function inputFor(operation: Operation, ids: string[]): Record<string, unknown> {
    const known = (field: string) => (field === 'id' || field === 'person' || field === 'door' ? fc.constantFrom(...ids) : undefined)
    if (Object.keys(operation.contract.input.properties ?? {}).length === 0) return {}
    const [input] = fc.sample(arbitraryOf(closeSchema(operation.contract.input) as Schema, known), { seed: 7, numRuns: 1 })
    return input as Record<string, unknown>
  }

  /** What else a right input of these holds, so that it is judged for whose it is. */
  function whole({ contract }: Operation): object {
    const fields: Record<string, unknown> = {
      values: { 'person.employer': '一厂' },
      format: 'json',
      before: undefined,
      phone: '13500009999',
      from: '2098-01-01',
      to: '2098-02-01',
    }
    return Object.fromEntries(
      Object.keys(contract.input.properties ?? {}).flatMap((name) => (name in fields ? [[name, fields[name]]] : [])),
    )
  }

  const mine = () => operations.filter(({ may }) => isOwnRight(may))
  const theirs = () => operations.filter(({ may }) => !isOwnRight(may))

  test('no post may do anything that is a resident’s own, whatever its role', async () => {
    assert.ok(mine().length >= 9)
    for (const role of Object.keys(roles)) {
      const staff = await wire.employ(`post-${role}`, role, rangeOf({ street: STREET }))
      for (const operation of mine()) {
        const code = codeOf(await wire.ask(operation, STREET, inputFor(operation, [her]), { cookie: staff.cookie, headers }))
        assert.equal(code, 'access.forbidden', `${role} ${operation.contract.name}`)
      }
    }
  })

  test('no resident, known or not, may do anything that is a post’s, also about herself', async () => {
    assert.ok(theirs().length > 60)
    const refused = new Set<string>()
    for (const operation of theirs())
      for (const [who, asked] of [
        [cookie, idFor(operation, wire.own) ?? her],
        [cookie, her],
        [nobody, her],
      ] as const) {
        const response = await wire.ask(operation, STREET, inputFor(operation, [asked]), { cookie: who, headers })
        // What is wrong with the input may be told first: it depends on nothing that is stored.
        if (codeOf(response) === 'input.invalid') continue
        assert.equal(codeOf(response), 'access.not-yours', `${operation.contract.name} ${response.body}`)
        refused.add(operation.contract.name)
      }
    assert.ok(refused.size > theirs().length * 0.9, `${refused.size} of ${theirs().length} were judged`)
    const url = `/api/v1/s/${STREET}/files`
    const brought = {
      ...headers,
      cookie,
      'x-linli': '1',
      'idempotency-key': 'a-key-of-its-own',
      'content-type': 'application/octet-stream',
    }
    const bring = await wire.app.inject({ method: 'POST', url, headers: brought, payload: Buffer.from('x') })
    const open = await wire.app.inject({ url: `${url}/${wire.own.ids.get('files')![0]}`, headers: { cookie } })
    assert.deepEqual([bring.statusCode, open.statusCode], [403, 403])
  })

  test('what is a resident’s own she gets of nobody else: no neighbour, no housemate, nobody of another community', async () => {
    const before = await wire.admin<{ digest: string }[]>`select md5(string_agg(s::text, '' order by s::text)) as digest from subject s`
    const strangers = [...wire.own.ids, ...wire.beside.ids].flatMap(([, ids]) => ids.filter((id) => id !== her).slice(0, 3))
    for (const operation of mine().filter(({ contract }) => contract.path.includes('{'))) {
      const answers = new Set<string>()
      for (const id of strangers) {
        const input = { ...inputFor(operation, [id]), ...whole(operation) }
        const response = await wire.ask(operation, STREET, input, { cookie, headers })
        answers.add(codeOf(response))
        for (const secret of secrets) assert.ok(!response.body.includes(secret), operation.contract.name)
      }
      // An element that nobody knows is told of before whose it would be: the catalogue is no secret.
      const refused = [...answers].filter((code) => !['access.not-yours', 'thing.unknown', 'element.unknown'].includes(code))
      assert.deepEqual(refused, [], operation.contract.name)
    }
    const after = await wire.admin<{ digest: string }[]>`select md5(string_agg(s::text, '' order by s::text)) as digest from subject s`
    assert.deepEqual(after, before)
  })

  test('nothing she can get of her own tells of somebody else', async () => {
    const asked = mine().filter(({ kind, contract }) => kind === 'view' && contract.method === 'GET' && !contract.path.includes('{id}'))
    for (const operation of asked) {
      const response = await wire.ask(
        operation,
        STREET,
        operation.contract.path.includes('{') ? { person: her, ...whole(operation) } : {},
        {
          cookie,
          headers,
        },
      )
      assert.equal(response.statusCode, 200, `${operation.contract.name} ${response.body}`)
      // Her door, what is announced where she lives, what asks her, and what she reported.
      const hers = ['dwellings', 'announcements', 'ask-requests', 'matters'].flatMap((kind) => wire.own.ids.get(kind)!)
      for (const secret of [...secrets, ...others.filter((id) => !hers.includes(id))])
        assert.ok(!response.body.includes(secret), `${operation.contract.name} tells ${secret}`)
    }
  })

  test('under the role of residents every table shows her rows and no others, and without ids none', async () => {
    const { ids } = (await wire.sessions.find(cookie.slice('linli='.length)))!.actor!.resident!
    const manifest = readManifest(await readModuleSql(modules))
    const reached = new Map<string, number>()
    for (const own of [ids, []] as const)
      for (const [table, { kind }] of manifest) {
        if (kind === 'reference') continue
        const seen = await countAs(own, table)
        if (seen === undefined) continue
        if (own.length === 0) assert.ok(seen === 0 || ofNobody.has(table), `${table} shows ${seen} rows to nobody`)
        else reached.set(table, seen)
      }
    const [tied] = await wire.admin<
      { door: string }[]
    >`select dwelling_id as door from tie where person_id = ${her} and to_day is null limit 1`
    for (const [table, column, own] of [
      ['subject', 'id', [her, tied!.door]],
      ['statement', 'subject_id', [her, tied!.door]],
      ['tie', 'person_id', [her]],
      ['dwelling', 'id', [tied!.door]],
      ['identifier', 'subject_id', [her]],
      ['binding', 'person_id', [her]],
    ] as const) {
      const [row] = await wire.admin<{ n: number }[]>`
        select count(*)::int as n from ${wire.admin(table)} where ${wire.admin(column)} in ${wire.admin([...own, ...ids])}`
      assert.equal(reached.get(table), row!.n, table)
      assert.ok(row!.n > 0, table)
    }
    for (const table of [
      'session',
      'sign_in',
      'phone_code',
      'answer_number',
      'login_street',
      'log',
      'import_row',
      'request',
      'grid_member',
      'job',
      'file',
    ])
      assert.equal(reached.has(table), false, `${table} is closed to her altogether`)
  })

  /** Tables that say of no resident who she is: a key, repeated words, who holds which post, looks over whole areas, what is announced, whom to ring. */
  const ofNobody = new Set(['confirmation', 'post', 'login', 'street_key', 'look', 'announcement', 'announcement_area', 'office', 'unit'])

  /** Rows of a table a resident with these ids sees; undefined where she may not read it at all. */
  async function countAs(own: readonly string[], table: string): Promise<number | undefined> {
    const scope = { street: STREET, lo: 0, hi: 999_999_999_999_999, login: RESIDENT_POST, post: RESIDENT_POST, sensitive: true, own }
    try {
      return await wire.database.app.begin(async (sql) => {
        await beginScope(sql, scope)
        const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`
        return row!.n
      })
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return undefined
      throw error
    }
  }

  test('a letter opens a session that may do nothing but answer', async () => {
    const staff = await wire.employ('letters', 'clerk', rangeOf(wire.own))
    const issued = (await wire.ask(issueLetter, STREET, { person: her }, { cookie: staff.cookie })).json().data as { number: string }
    const send = (number: string) =>
      wire.app.inject({ method: 'POST', url: `/api/v1${access.useLetter.path}`, headers: { 'x-linli': '1' }, payload: { number } })
    const opened = await send(issued.number)
    const session = opened.json() as access.Session
    assert.deepEqual([session.letter, session.persons.map(({ id, scope }) => [id, scope])], [true, [[her, ['answer']]]])
    for (const operation of operations.filter(({ may }) => may !== 'own.answer')) {
      const response = await wire.ask(operation, STREET, inputFor(operation, [her]), { cookie: cookieOf(opened), headers })
      assert.ok(response.statusCode >= 400, operation.contract.name)
    }
  })
})
