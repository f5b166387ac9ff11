/** Whatever is sent to whatever operation: what a contract does not allow is refused by name, what it allows never makes the house stumble. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { Compile } from 'typebox/compile'
import { problemStatus } from '#base/problem.ts'
import { loadShipped } from '#catalogue/load.ts'
import { allRights } from '#catalogue/roles.ts'
import type { Element } from '#ground/facts/contract.ts'
import { houseActor, isOwnRight } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { closeSchema } from '#kernel/action/input.ts'
import { signInResident } from './resident.ts'
import { arbitraryOf, awkward, placed, type Schema, unfit, wrongsOf } from './shapes.ts'
import { idFor, openWire, rangeOf, STREET, settle, type Wire, work } from './wire.ts'

/** Right inputs for each operation; LINLI_FUZZ takes more. */
const RUNS = Number(process.env.LINLI_FUZZ ?? 8)
const SEED = 20_261_122

describe('inputs at the wire', () => {
  let wire: Wire
  let cookie: string
  let admin: string
  /** Somebody of the register, for what is a resident's own. */
  let resident: string
  let operations: Operation[]

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['张伟', '李娜', '王强'], 1)
    await settle(wire, wire.abroad, ['周舟', '吴双', '郑重'], 21)
    cookie = (await wire.employ('street', 'street', rangeOf({ street: STREET }))).cookie
    admin = (await wire.employ('admin', 'admin', rangeOf({ street: STREET }))).cookie
    resident = await signInResident(wire, '13800001111', wire.own.ids.get('people')![0])
    operations = [...wire.house.operations.values()]
  })
  const cookieFor = ({ may }: Operation, otherwise: string) => (isOwnRight(may) ? resident : otherwise)

  after(() => wire.close())

  const sentences = readSentences()
  const bodied = ({ contract }: Operation) => contract.method !== 'GET' && contract.method !== 'DELETE'
  const schemaOf = ({ contract }: Operation) => closeSchema(contract.input) as Schema
  const seed = { seed: SEED, numRuns: 1 }

  /** What means something in the house, so that a draw is more than a knock on the door. */
  function knownOf(operation: Operation): (field: string) => fc.Arbitrary<unknown> | undefined {
    const { ids, community } = wire.own
    const all = [...ids.values()].flat()
    const elements = loadShipped().flatMap(({ kind, id }) => (kind === 'element' ? [id] : []))
    const place = idFor(operation, wire.own)
    return (field) => {
      if (field === 'region') return fc.constant(community)
      if (field === 'person') return fc.constant(ids.get('people')![0])
      if (field === 'id' && place) return fc.constantFrom(place, ...all)
      if (['file', 'keep', 'gone', 'other', 'subject', 'dwelling', 'estate', 'building', 'places'].includes(field)) return undefined
      if (field.endsWith(' key') || field === 'element') return fc.constantFrom(...elements)
      if (field.endsWith(' value'))
        return fc.oneof(
          fc.constantFrom(...awkward, '370999198003070013', '13800001111', '1980-03-07', true, 3, null, ['a', 'b']),
          fc.record({
            dwelling: fc.constantFrom(...(ids.get('dwellings') ?? []), '-'.repeat(36)),
            from: fc.constantFrom('2020-01-01', 'x', ''),
          }),
        )
      return undefined
    }
  }

  function right(operation: Operation): fc.Arbitrary<Record<string, unknown>> {
    return arbitraryOf(schemaOf(operation), knownOf(operation)) as fc.Arbitrary<Record<string, unknown>>
  }

  function assertRefusal(response: LightMyRequestResponse, where: string): { path: string; say: string }[] {
    assert.equal(response.statusCode, 400, `${where}: ${response.body.slice(0, 200)}`)
    const problem = response.json() as { code: string; title: string; fields: { path: string; say: string }[] }
    assert.equal(problem.code, 'input.invalid', where)
    assert.ok(problem.title.length > 5 && problem.fields.length > 0, where)
    for (const { say } of problem.fields) assert.ok(sentences.zh.has(say) && sentences.en.has(say), `${where}: no sentence ${say}`)
    return problem.fields
  }

  test('every field of every operation refuses what it must, naming the field, in a sentence of both languages', async () => {
    let tried = 0
    for (const operation of operations) {
      const schema = schemaOf(operation)
      const oracle = Compile(schema as never)
      const [base] = fc.sample(right(operation), seed)
      const params = [...operation.contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      for (const { path, value, why } of wrongsOf(schema)) {
        const input = placed(base, path, value) as Record<string, unknown>
        if (why !== 'unfit' && oracle.Check(input)) continue
        // What stands in a path or a query is text; other shapes of it cannot even be sent.
        const inText = !bodied(operation) || params.includes(String(path[0]))
        if (inText && (value === undefined || typeof value !== 'string' || /\p{Cs}/u.test(value) || value.length > 90 || value === ''))
          continue
        const where = `${operation.contract.name} /${path.join('/')} ${why} ${JSON.stringify(value)?.slice(0, 40)}`
        const at = `/${path[0]}`
        const fields = assertRefusal(await wire.ask(operation, STREET, input, { cookie: cookieFor(operation, cookie) }), where)
        assert.ok(
          fields.some((field) => field.path === '/' || at.startsWith(field.path) || field.path.startsWith(at)),
          `${where}: ${JSON.stringify(fields)}`,
        )
        tried += 1
      }
    }
    assert.ok(tried > 1500, `only ${tried} tried`)
  })

  test('an operation that needs the version in hand asks for it', async () => {
    const versioned = operations.filter((one) => one.kind === 'action' && one.needsVersion)
    assert.ok(versioned.length > 0)
    const head = (await wire.employ('head', 'head', rangeOf({ street: STREET }))).cookie
    for (const operation of versioned) {
      const [input] = fc.sample(right(operation), seed)
      const response = await wire.ask(operation, STREET, input!, { cookie: cookieFor(operation, head) })
      assert.equal(response.statusCode, 428, `${operation.contract.name}: ${response.body.slice(0, 300)}`)
    }
  })

  test('bodies that are no objects, keys of prototypes and bottomless nesting are refused', async () => {
    const deep = (open: string, close: string) => `{"a":${open.repeat(1000)}1${close.repeat(1000)}}`
    const bodies = [
      '[]',
      'null',
      '1',
      '"x"',
      '[{}]',
      '{',
      '',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":{"a":1}}}',
      deep('[', ']'),
      deep('{"a":', '}'),
    ]
    for (const operation of operations.filter(bodied))
      for (const body of bodies) {
        const response = await wire.ask(
          operation,
          STREET,
          {},
          { cookie, body: body as string, headers: { 'content-type': 'application/json' } },
        )
        assert.equal(response.statusCode, 400, `${operation.contract.name} ${body.slice(0, 40)}: ${response.body.slice(0, 200)}`)
      }
    assert.equal(({} as Record<string, unknown>).a, undefined)
  })

  test('headers hold nothing that cannot be stored', async () => {
    const operation = wire.house.operations.get('household.person')!
    const [id] = wire.own.ids.get('people')!
    for (const text of unfit.filter((one) => !/\p{Cs}/u.test(one))) {
      const response = await wire.ask(operation, STREET, { id }, { cookie, headers: { 'linli-reason': encodeURIComponent(text) } })
      assertRefusal(response, JSON.stringify(text))
    }
    assertRefusal(await wire.ask(operation, STREET, { id }, { cookie, headers: { 'linli-reason': '%E0%A4%A' } }), 'broken')
  })

  test('rare characters, and texts that mean something elsewhere, come back as they were sent', async () => {
    const of = (name: string) => wire.house.operations.get(name)!
    for (const name of ['𠮷野䶮', '㛃𬭎〇龘', '葛\u{e0100}城', "O'Brien'; drop table log; --", '<script>alert(1)</script>', '%_\\%']) {
      const region = wire.own.community
      const drawn = await wire.ask(of('place.add-estate'), STREET, { region, kind: 'estate', name }, { cookie })
      assert.equal(drawn.statusCode, 200, `${name} ${drawn.body} ${wire.lines.at(-1)}`)
      const { estates } = (await wire.ask(of('place.estates'), STREET, { region }, { cookie })).json().data as {
        estates: { name: string }[]
      }
      assert.ok(
        estates.some((estate) => estate.name === name),
        name,
      )
    }
    for (const name of ['𠮷野䶮', '㛃𬭎〇龘']) {
      const [door] = wire.own.ids.get('dwellings')!
      const values = { 'person.name': name }
      const added = await wire.ask(
        of('household.add-person'),
        STREET,
        { id: door, relation: 'residence', values, source: 'seen', asOf: '2026-11-01' },
        { cookie },
      )
      assert.equal(added.statusCode, 200, `${name} ${added.body} ${wire.lines.at(-1)}`)
      const { person } = added.json().data as { person: string }
      const { facts } = (await wire.ask(of('household.person'), STREET, { id: person }, { cookie })).json().data as {
        facts: { element: string; value: string }[]
      }
      assert.equal(facts.find(({ element }) => element === 'person.name')?.value, name)
      const { found } = (await wire.ask(of('household.search'), STREET, { text: name }, { cookie })).json().data as {
        found: { id: string }[]
      }
      assert.ok(
        found.some(({ id }) => id === person),
        `${name} is not found`,
      )
    }
  })

  test('an element of the catalogue with any part of it wrong is refused, never kept half', async () => {
    const change = wire.house.operations.get('element.change')!
    const { id, body } = loadShipped().find(({ kind, body }) => kind === 'element' && (body as Element).type === 'text')!
    const junk = [
      null,
      0,
      -1,
      1e9,
      '',
      'x',
      '\u0000',
      [],
      ['x', 1],
      {},
      { zh: 1 },
      { zh: '', en: '' },
      { rule: 'x', from: [id] },
      'constructor',
    ]
    const statuses = new Set<number>()
    for (const part of [
      ...Object.keys(body),
      'unit',
      'bare',
      'contexts',
      'shelfLifeDays',
      'derived',
      'inferred',
      'steward',
      'basis',
      'index',
      'codes',
      'surprise',
    ])
      for (const value of junk) {
        const response = await wire.ask(change, STREET, { id, element: { ...body, [part]: value } }, { cookie: admin })
        assert.ok(response.statusCode < 500, `${part} ${JSON.stringify(value)} ${wire.lines.at(-1)}`)
        statuses.add(response.statusCode)
      }
    assert.ok(statuses.has(400) && statuses.has(422), [...statuses].join())
    const listed = await wire.ask(wire.house.operations.get('element.list')!, STREET, {}, { cookie })
    assert.equal(listed.statusCode, 200)
  })

  test('right inputs drawn at random never make the house stumble, nor do the jobs they begin', async () => {
    const fallen: string[] = []
    const came = new Set<string>()
    let heard = wire.lines.length
    for (const operation of operations) {
      const oracle = Compile(schemaOf(operation) as never)
      const property = fc.asyncProperty(right(operation), fc.boolean(), async (input, asAdmin) => {
        const headers = { 'if-match': '"1"', 'linli-reason': encodeURIComponent('核实') }
        const response = await wire.ask(operation, STREET, input, { cookie: cookieFor(operation, asAdmin ? admin : cookie), headers })
        const { name } = operation.contract
        if (oracle.Check(input)) came.add(name)
        const stumbled = response.statusCode >= 500 || wire.lines.length > heard
        heard = wire.lines.length
        if (stumbled) fallen.push(`${name} ${JSON.stringify(input).slice(0, 300)} ${wire.lines.at(-1)?.slice(0, 400)}`)
        else if (response.statusCode >= 400) {
          const problem = response.json() as { code: keyof typeof problemStatus; fields: { say: string }[] }
          assert.equal(problemStatus[problem.code], response.statusCode, name)
          for (const { say } of problem.fields) assert.ok(sentences.zh.has(say) && sentences.en.has(say), `${name}: no sentence ${say}`)
        }
      })
      await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true })
    }
    await work(wire, wire.own, houseActor(STREET, allRights), true).catch((error: Error) => fallen.push(error.message))
    assert.equal(fallen.length, 0, fallen.slice(0, 10).join('\n'))
    const wrong = operations.filter(({ contract }) => !came.has(contract.name)).map(({ contract }) => contract.name)
    assert.deepEqual(wrong, [], 'draws that never fit the schema prove nothing')
  })
})

/** Keys of all texts of the faces, in both languages. */
function readSentences(): { zh: Set<string>; en: Set<string> } {
  const all = { zh: new Set<string>(), en: new Set<string>() }
  for (const path of readdirSync('src', { recursive: true }) as string[]) {
    const language = /(?:^|[/\\.])(zh|en)\.json$/.exec(path)?.[1] as 'zh' | 'en' | undefined
    if (language) for (const key of Object.keys(JSON.parse(readFileSync(`src/${path}`, 'utf8')))) all[language].add(key)
  }
  return all
}
