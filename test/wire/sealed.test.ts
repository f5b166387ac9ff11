/**
 * That there is a complaint about her tells nothing she may ask: not its list, not a count, not a number, not a search, not a look, not a file. Everything the
 * accused, those under her, her colleagues and the unit may ask is asked before it comes in, and again when it was taken in, read and worked on.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { receive } from '#circles/management/hotline/actions.ts'
import { orders } from '#circles/management/hotline/views.ts'
import { open, work } from '#ground/matters/actions.ts'
import { numberOf } from '#ground/matters/number.ts'
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import { read, sealed } from '#ground/matters/views.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Action, Operation, View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import { newId } from '#kernel/log/id.ts'
import { about } from './about.ts'
import { openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

/** A pack has its own mark and moment around what the other views show; looks are compared by themselves. */
const ofItself = new Set(['look.list', 'glass.own', 'evidence.take', 'inspection.take'])
const fleeting = /"left":\d+/g

/** What somebody could have come to know of one. */
type Known = { id: string; number: string }
type Viewer = { name: string; cookie: string; actor: Actor }

describe('a complaint about her', () => {
  let wire: Wire
  let head: Viewer
  let viewers: Viewer[]

  const employ = async (name: string, role: string, at = rangeOf(wire.own)): Promise<Viewer> => ({
    name,
    ...(await wire.employ(name, role, at)),
  })
  const does = async (who: Viewer, operation: Action | View, input: unknown, version?: number) =>
    (await enter(wire.house, operation, { street: STREET, actor: who.actor, input, ...(version === undefined ? {} : { version }) }))
      .data as Record<string, string>

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    head = await employ('head', 'head', rangeOf({ street: STREET }))
    viewers = [
      await employ('director', 'director'),
      await employ('clerk', 'clerk'),
      await employ('grid', 'grid'),
      await employ('street', 'street', rangeOf({ street: STREET })),
      await employ('guard', 'department', { street: STREET, lo: 0, hi: 0 }),
    ]
  })
  after(() => wire.close())

  /** With ids and numbers: what is asked by them alone. */
  async function everything(sealedOnes: Known[], whose = viewers): Promise<Map<string, string>> {
    const replies = new Map<string, string>()
    const headers = { 'linli-reason': encodeURIComponent('核实'), 'if-match': '"1"' }
    for (const { name, cookie, actor } of whose)
      for (const view of wire.house.operations.values()) {
        const may = view.may === 'signed-in' || view.may === 'open' || actor.rights.has(view.may)
        if (view.kind !== 'view' || !may || ofItself.has(view.contract.name)) continue
        const byId = view.contract.path.includes('{id}') ? sealedOnes.map(({ id }) => ({ id })) : []
        const byNumber = view.contract.name === 'matter.find' ? sealedOnes.map(({ number }) => ({ number })) : []
        for (const input of sealedOnes.length > 0 ? [...byId, ...byNumber] : about(wire.own, view, 2)) {
          const { statusCode, body } = await wire.ask(view, STREET, input, { cookie, headers })
          replies.set(`${name} ${view.contract.name} ${JSON.stringify(input)}`, `${statusCode} ${body.replace(fleeting, '')}`)
        }
      }
    return replies
  }

  async function compare(sealedOnes: Known[], whose: Viewer[]): Promise<void> {
    for (const known of sealedOnes) {
      const never = { id: newId(), number: numberOf(2026, 7) }
      const [asked, other] = [await everything([known], whose), await everything([never], whose)]
      const plain = (text: string) =>
        text.replaceAll(known.id, 'x').replaceAll(never.id, 'x').replaceAll(known.number, 'n').replaceAll(never.number, 'n')
      const wanted = new Map([...other].map(([name, reply]) => [plain(name), plain(reply)]))
      for (const [name, reply] of asked) assert.equal(plain(reply), wanted.get(plain(name)), name)
    }
  }

  /** Which looks of others each may list. */
  async function looks(): Promise<string[]> {
    const list = operationNamed('look.list')
    const found: string[] = []
    for (const { name, cookie, actor } of viewers) {
      if (!actor.rights.has('look.read')) continue
      const { body } = await wire.ask(list, STREET, { limit: 100 }, { cookie })
      const { data } = JSON.parse(body) as { data: { looks: { id: string; who: string }[] } }
      found.push(...data.looks.filter(({ who }) => !viewers.some((one) => one.name === who)).map(({ id }) => `${name} ${id}`))
    }
    return found
  }
  const operationNamed = (name: string): Operation => [...wire.house.operations.values()].find(({ contract }) => contract.name === name)!

  test('changes no byte of what she, those under her, her colleagues and the unit complained of may ask', async () => {
    const [director, , , , guard] = viewers
    const { id: unit } = await does(head, addUnit, { kind: 'department', name: '城管中队' })
    await does(head, changeUnit, { id: unit, name: '城管中队', phone: '', posts: [guard!.actor.post] }, 1)
    const [before, seen] = [await everything([]), await looks()]
    assert.ok(before.size > 200)

    const complaint = {
      type: 'complaint',
      category: 'rude',
      channel: 'counter',
      region: wire.own.community,
      title: '态度恶劣',
      text: '当众推搡我',
    }
    const reporter = { name: '欧阳秘', phone: '13800009999' }
    const made: Known[] = []
    const complain = async (accused: object) => {
      const { id, number } = await does(head, open, { ...complaint, reporter, accused })
      await does(head, work, { id, act: { kind: 'note' }, text: '已约谈' }, 1)
      await does(head, read, { id })
      made.push({ id: id!, number: number! })
    }
    await complain({ login: director!.actor.login })
    await complain({ party: `community:${wire.own.community}` })
    const order = {
      source: '12345',
      number: 'YT9',
      content: '社区书记态度恶劣，当众辱骂我',
      community: wire.own.community,
      due: '2026-12-30T09:30:00Z',
    }
    const { matter, id: held } = await does(head, receive, { ...order, caller: '欧阳秘', phone: '13800009999' })
    await does(head, sealed, {})
    await does(head, orders, { list: 'held' })

    const now = await everything([])
    for (const [name, reply] of before) assert.equal(now.get(name), reply, name)
    assert.deepEqual(await looks(), seen, 'not even that somebody looked')
    // One about the unit is the director's to look into; of those in the unit nobody hears of it.
    await complain({ party: `unit:${unit}` })
    const units = await everything([], [guard!])
    for (const [name, reply] of units) assert.equal(reply, before.get(name), name)
    assert.deepEqual(await looks(), seen)
    // By their very ids and numbers there is just what there is under any others.
    const [one, two, three] = made as [Known, Known, Known]
    await compare([one, two, { id: held!, number: one.number }, { id: matter!, number: two.number }], viewers)
    await compare(
      [three],
      viewers.filter((viewer) => viewer !== director),
    )
    // Another's complaint comes in openly, and that is heard: the test itself hears.
    await does(head, open, { type: 'appeal', category: 'other', channel: 'counter', region: wire.own.community, title: '路灯' })
    const heard = await everything([])
    assert.ok([...before].some(([name, reply]) => heard.get(name) !== reply))
  })
})
