/**
 * Every operation × every role × everybody's relation to those it is about, generated from the contracts and the table of roles (law-security.md P1):
 * a post of their grid, of another grid of their community, of the next community, of the whole street, of another street; somebody signed in without
 * a post; and nobody. What a role does not hold is refused wherever its post stands; what it holds reaches as far as the post, and no further.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { allRights, rightsOf, roles } from '#catalogue/roles.ts'
import { assignToGrid } from '#ground/households/doors/actions.ts'
import { type Actor, houseActor, isOwnRight } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { about } from './about.ts'
import { isEmpty } from './empty.ts'
import { rootOf } from './ids.ts'
import { idFor, OTHER_STREET, openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

/** What the street knows of all its communities. */
const ofTheStreet = new Set(['place.communities', 'element.list', 'form.list', 'form.read', 'matter.types', 'unit.list'])
/** What a post of another grid of the community sees of it: how it is built, what is announced, which requests ask and which rounds go there; of rounds not its doors. */
const bones = ['estates', 'buildings', 'places', 'announcements', 'ask-requests', 'asks/requests', 'grids', 'rounds']

type Relation = 'their grid' | 'another grid' | 'their community' | 'the next community' | 'their street' | 'another street'
const inside = new Set<Relation>(['their grid', 'their community', 'their street'])

describe('every operation, every role, every relation', () => {
  let wire: Wire
  let operations: Operation[]
  let secrets: string[]
  const names = ['欧阳秘', '司徒隐', '上官藏'] as const
  const headers = { 'if-match': '"1"', 'linli-reason': encodeURIComponent('核实') }

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, [...names], 1)
    await settle(wire, wire.beside, ['赵敏', '钱枫', '孙力'], 11)
    await settle(wire, wire.abroad, ['周舟', '吴双', '郑重'], 21)
    // They live in the seventh grid.
    const actor = houseActor(STREET, allRights)
    const places = wire.own.ids.get('estates')
    await enter(wire.house, assignToGrid, { street: STREET, actor, input: { id: wire.own.ids.get('grids')![0], places } })
    operations = [...wire.house.operations.values()]
    secrets = [...[...wire.own.ids.values()].flat(), ...names, '38000011', '听见摔东西', '田姑娘']
  })
  after(() => wire.close())

  function rangeTo(relation: Relation): { street: number; lo: number; hi: number } {
    const first = wire.own.community * 1000
    const ranges: Record<Relation, { street: number; lo: number; hi: number }> = {
      'their grid': { street: STREET, lo: first + 7, hi: first + 7 },
      'another grid': { street: STREET, lo: first + 1, hi: first + 1 },
      'their community': rangeOf(wire.own),
      'the next community': rangeOf(wire.beside),
      'their street': rangeOf({ street: STREET }),
      'another street': rangeOf({ street: OTHER_STREET }),
    }
    return ranges[relation]
  }

  const codeOf = (response: LightMyRequestResponse) =>
    `${response.statusCode} ${response.statusCode < 400 ? '' : (response.json() as { code: string }).code}`
  const holds = ({ rights }: Pick<Actor, 'rights'>, { may }: Operation) => may === 'signed-in' || may === 'open' || rights.has(may)

  /** What is wrong with a reply to somebody who stands outside. */
  function leak(operation: Operation, input: object, response: LightMyRequestResponse, but: readonly string[]): string | undefined {
    const { name, path } = operation.contract
    if (response.statusCode >= 500) return `${name} stumbled: ${wire.lines.at(-1)}`
    if (ofTheStreet.has(name)) return undefined
    const said = JSON.stringify(input)
    const open = but.flatMap((root) => wire.own.ids.get(root) ?? [])
    const told = secrets.filter((secret) => response.body.includes(secret) && !said.includes(secret) && !open.includes(secret))
    if (told.length > 0) return `${name} told ${told}: ${response.body.slice(0, 200)}`
    const one = path.includes('{id}') && idFor(operation, wire.own) !== undefined && !but.includes(rootOf(operation))
    if (one && response.statusCode < 400 && !isEmpty(response)) return `${name} ${said}: ${response.body.slice(0, 200)}`
    return undefined
  }

  for (const role of Object.keys(roles))
    test(`${role}: nothing beyond its rights, nothing beyond its post`, async () => {
      const wrong: string[] = []
      let reached = 0
      for (const relation of [
        'another street',
        'the next community',
        'another grid',
        'their grid',
        'their community',
        'their street',
      ] as const) {
        const range = rangeTo(relation)
        const { cookie, actor } = await wire.employ(`${role} ${relation}`, role, range)
        assert.deepEqual([...actor.rights].sort(), [...rightsOf(role)].sort())
        for (const operation of operations) {
          // What changes something is not done where it may be: the stories of each module do it.
          const may = holds(actor, operation)
          // A right is the post's wherever it stands: what it does not hold is tried where it would reach furthest.
          if (!may && relation !== 'their street') continue
          if (may && inside.has(relation) && operation.kind === 'action') continue
          for (const input of about(wire.own, operation, 1)) {
            const response = await wire.ask(operation, range.street, input, { cookie, headers })
            const code = codeOf(response)
            if (!may) {
              if (!/^(403 access\.forbidden|400 input\.invalid)$/.test(code)) wrong.push(`${relation}: ${operation.contract.name} ${code}`)
            } else if (inside.has(relation)) {
              if (response.statusCode >= 500) wrong.push(`${relation}: ${operation.contract.name} ${wire.lines.at(-1)}`)
              reached += response.statusCode === 200 ? 1 : 0
            } else {
              const found = leak(operation, input, response, relation === 'another grid' ? bones : [])
              if (found) wrong.push(`${relation}: ${found}`)
            }
          }
        }
      }
      assert.equal(wrong.length, 0, wrong.join('\n'))
      assert.ok(reached > 3, 'there is something to reach')
    })

  test('what is sealed is nothing to anybody who may not open sealed matters, by its own id', async () => {
    const [sealed] = wire.own.ids.get('sealed')!
    const wrong: string[] = []
    let opened = 0
    for (const role of Object.keys(roles)) {
      const { cookie, actor } = await wire.employ(`${role} sealed`, role, rangeOf({ street: STREET }))
      for (const operation of operations.filter((one) => rootOf(one) === 'matters' && holds(actor, one) && one.kind === 'view'))
        for (const input of about(wire.own, operation, 1)) {
          const response = await wire.ask(operation, STREET, { ...input, id: sealed }, { cookie, headers })
          const shown = response.statusCode < 400
          if (shown && actor.rights.has('matter.sealed')) opened += 1
          else if (shown) wrong.push(`${role} ${operation.contract.name} ${response.body.slice(0, 200)}`)
        }
    }
    assert.deepEqual(wrong, [])
    assert.ok(opened > 0, 'those who may do open it')
  })

  test('every path that names a thing is asked about one that stands there, but for what this town has none of', () => {
    const unnamed = operations.filter(
      (one) => one.contract.path.includes('{id}') && !isOwnRight(one.may) && idFor(one, wire.own) === undefined,
    )
    assert.deepEqual(
      [...new Set(unnamed.map(rootOf))].sort(),
      [
        // Of the street or of offices above it, not of a community.
        'demands',
        'desk-areas',
        'desk-queue/holds',
        'duties',
        'duty-drafts',
        'elements',
        'forms',
        'objections',
        'posts',
        'purposes',
        'rules',
        'staff',
        'type-drafts',
        'types',
        'units',
        // Tried by stories of their own.
        'claims',
        'emergencies',
        'merges',
        'premises',
        'public-answers',
        'visits/conflicts',
        'visits/quarantine',
      ].sort(),
    )
  })
})
