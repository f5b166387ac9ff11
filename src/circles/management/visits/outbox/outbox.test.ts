import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as askViews from '#ground/asks/views.ts'
import { correct } from '#ground/facts/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { ask, employ, handOver, item, settleTown, type Town } from '../../../../../test/rounds.ts'
import { OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../../test/stage.ts'
import { reassign } from '../actions.ts'
import { release, settle } from '../settling/actions.ts'
import { conflicts, quarantine } from '../settling/views.ts'
import { plan, read } from '../views.ts'
import { record, sync } from './actions.ts'
import type { Item } from './contract.ts'

const story = useStage()

async function walking(stage: Stage): Promise<{ town: Town; round: string }> {
  const town = await settleTown(stage)
  await ask(stage, town.clerk, '居民核对')
  return { town, round: await handOver(stage, town, [town.door('101'), town.door('501'), town.door('502')]) }
}

async function factOf(stage: Stage, subject: string, element: string): Promise<unknown> {
  await stage.ctx()
  const [row] = await stage.sql<{ value: unknown; source: string }[]>`
    select values->${element} as value from subject where street_id = ${STREET} and id = ${subject}`
  return row?.value ?? null
}

async function correctAt(stage: Stage, clerk: Actor, subject: string, values: Record<string, unknown>, source = 'self'): Promise<void> {
  await stage.ctx()
  const [row] = await stage.sql<{ rev: number }[]>`select rev from subject where id = ${subject}`
  await stage.does(correct, clerk, { id: subject, values, source, asOf: '2026-11-22' }, { version: row!.rev })
}

/** What stands on the screen of an element: its base. */
async function baseOf(stage: Stage, town: Town, round: string, subject: string, element: string): Promise<string | undefined> {
  const { list } = await stage.does(read, town.worker, { id: round })
  return list
    .flatMap(({ parties }) => parties)
    .find((party) => party.subject === subject)
    ?.known.find((one) => one.element === element)?.base
}

test(
  'answers become facts seen on their day, close their questions, and sent once more change nothing',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const who = town.who('李娜')
    const items = [
      item(round, town.door('501'), town.worker, {
        subject: who,
        answers: [
          { element: 'person.phone', value: '138 0000 2222' },
          { element: 'person.employer', value: null },
        ],
      }),
      item(round, town.door('501'), town.worker, { kind: 'visit', outcome: 'done' }),
    ]
    const first = await stage.does(sync, town.worker, { items })
    assert.deepEqual(
      first.items.map(({ became }) => became),
      ['accepted', 'accepted'],
    )
    await stage.ctx()
    const [statement] = await stage.sql<{ source: string; asOf: string; body: Record<string, unknown> }[]>`
      select source, as_of as "asOf", body from statement where id = ${items[0]!.id}`
    assert.deepEqual(
      [statement!.source, statement!.asOf, Object.keys(statement!.body).sort()],
      ['seen', '2026-11-22', ['person.employer', 'person.phone']],
    )
    await stage.exhaust()
    const [door] = (await stage.does(read, town.worker, { id: round })).list.filter(({ dwelling }) => dwelling === town.door('501'))
    assert.deepEqual([door!.open, door!.last?.outcome, door!.parties], [false, 'done', []])

    await stage.ctx()
    const count = async () => (await stage.sql<{ count: number }[]>`select count(*)::int as count from statement`)[0]!.count
    const before = await count()
    assert.deepEqual((await stage.does(sync, town.worker, { items })).items, first.items)
    assert.deepEqual(await stage.does(record, town.worker, items[0]!), first.items[0])
    await stage.ctx()
    assert.equal(await count(), before)
    assert.deepEqual(await stage.does(record, town.clerk, { ...items[0]!, post: town.clerk.post }), {
      id: items[0]!.id,
      became: 'refused',
      why: 'visit.why.id-taken',
    })
  }),
)

test(
  'what cannot be kept is refused with its reason and keeps nothing else from being kept',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const at = (room: string, more: Partial<Item>) => item(round, town.door(room), town.worker, more)
    const items = [
      at('501', { subject: town.who('李娜'), answers: [{ element: 'person.phone', value: '12' }] }),
      at('501', { subject: town.who('李娜'), answers: [{ element: 'person.religion', value: '00' }] }),
      at('501', { subject: town.who('赵敏'), answers: [{ element: 'person.employer', value: '三厂' }] }),
      at('501', { subject: town.who('李娜'), answers: [] }),
      at('501', { subject: town.who('李娜'), answers: [{ element: 'person.phone' }] }),
      at('501', { kind: 'visit' }),
      at('501', { kind: 'visit', outcome: 'come-back' }),
      at('501', { subject: town.who('李娜'), answers: [{ element: 'person.phone', still: true, baseStatement: newId() }] }),
      at('501', { post: newId(), kind: 'visit', outcome: 'done' }),
      at('502', { subject: town.who('王强'), answers: [{ element: 'person.employer', value: '二厂' }] }),
    ]
    const { items: replies } = await stage.does(sync, town.worker, { items })
    assert.deepEqual(
      replies.map(({ became, why, elements }) => [became, why?.slice('visit.why.'.length), elements]),
      [
        ['refused', 'value', ['person.phone']],
        ['refused', 'not-asked', ['person.religion']],
        ['refused', 'not-here', undefined],
        ['refused', 'no-elements', undefined],
        ['refused', 'no-value', undefined],
        ['refused', 'no-outcome', undefined],
        ['refused', 'no-time', undefined],
        ['refused', 'base-gone', ['person.phone']],
        ['refused', 'post-unknown', undefined],
        ['accepted', undefined, undefined],
      ],
    )
    assert.equal(await factOf(stage, town.who('王强'), 'person.employer'), '二厂')
    const mended = { ...items[0]!, answers: [{ element: 'person.phone', value: '13800002222' }] }
    assert.equal((await stage.does(record, town.worker, mended)).became, 'accepted')
  }),
)

test(
  'nobody home and come back leave the door open with its time; an older knock that arrives later does not undo a newer one; a clock that is years ahead counts as now',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const knock = (more: Partial<Item>) => item(round, town.door('502'), town.worker, { kind: 'visit', ...more })
    await stage.does(sync, town.worker, {
      items: [knock({ outcome: 'come-back', comeBackAt: '2026-11-23T10:00:00.000Z', at: '2031-01-01T00:00:00.000Z' })],
    })
    await stage.does(sync, town.worker, { items: [knock({ outcome: 'nobody-home', at: '2026-11-21T10:00:00.000Z' })] })
    const last = async () =>
      (await stage.does(read, town.worker, { id: round })).list.find(({ dwelling }) => dwelling === town.door('502'))!
    assert.deepEqual(
      [(await last()).open, (await last()).last],
      [true, { outcome: 'come-back', at: '2026-11-22T02:00:00.000Z', comeBackAt: '2026-11-23T10:00:00.000Z' }],
    )
    await stage.does(sync, town.worker, { items: [knock({ outcome: 'moved-away' })] })
    assert.equal((await last()).open, false)
  }),
)

test(
  'who declines at the door is left a slip and asked no more; who refuses everything closes hers and the door’s questions, not those of others',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const declined = item(round, town.door('501'), town.worker, {
      kind: 'refusal',
      subject: town.who('李娜'),
      elements: ['person.phone'],
      reason: '不方便',
    })
    const reply = await stage.does(record, town.worker, declined)
    assert.deepEqual(reply, { id: declined.id, became: 'accepted', slip: declined.id })
    assert.equal((await stage.does(askViews.slip, town.worker, { id: reply.slip! })).reason, '不方便')
    const refused = item(round, town.door('502'), town.worker, { kind: 'visit', outcome: 'refused', subject: town.who('王强') })
    assert.equal((await stage.does(record, town.worker, refused)).slip, refused.id)
    const open = async () => (await stage.does(plan, town.clerk, { area: String(town.region), requests: [] })).doors.length
    assert.equal(await open(), 0)
    const { list } = await stage.does(read, town.worker, { id: round })
    assert.deepEqual(
      list.map(({ open: stands, parties }) => [stands, parties.flatMap(({ questions }) => questions.map(({ element }) => element))]),
      [
        [true, ['person.employer']],
        [true, ['person.employer']],
        [false, []],
      ],
    )
  }),
)

test(
  'an answer that meets another said meanwhile keeps both: the later stands, the worker decides, and one decision is enough',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const who = town.who('王强')
    await correctAt(stage, town.clerk, who, { 'person.employer': '四厂' })
    stage.setNow(new Date('2026-11-22T05:00:00Z'))
    const later = item(round, town.door('502'), town.worker, {
      subject: who,
      at: '2026-11-22T04:00:00.000Z',
      answers: [{ element: 'person.employer', value: '五厂' }],
    })
    assert.deepEqual(await stage.does(record, town.worker, later), { id: later.id, became: 'conflict', elements: ['person.employer'] })
    assert.equal(await factOf(stage, who, 'person.employer'), '五厂')
    const earlier = item(round, town.door('502'), town.worker, {
      subject: who,
      at: '2026-11-22T01:00:00.000Z',
      answers: [{ element: 'person.employer', value: '六厂' }],
    })
    assert.equal((await stage.does(record, town.worker, earlier)).became, 'conflict')
    assert.equal(await factOf(stage, who, 'person.employer'), '五厂', 'what was heard before does not undo what was heard after')

    const { conflicts: open } = await stage.does(conflicts, town.worker, {})
    assert.deepEqual(
      open.map(({ name, heard, other, stands, mine }) => [name, heard.value, other.value, stands, mine]),
      [
        ['王强', '六厂', '五厂', 'other', true],
        ['王强', '五厂', '四厂', 'heard', true],
      ],
    )
    const stranger = await employ(stage, 'grid', '别人', { lo: town.region, hi: town.region })
    assert.deepEqual((await stage.does(conflicts, stranger, {})).conflicts, [])
    await stage.refused(settle, stranger, { id: open[1]!.id, side: 'other' }, 'thing.unknown')
    await stage.does(settle, town.worker, { id: open[1]!.id, side: 'other' })
    assert.equal(await factOf(stage, who, 'person.employer'), '四厂')
    assert.deepEqual((await stage.does(conflicts, town.worker, {})).conflicts, [])
    await stage.refused(settle, town.worker, { id: open[0]!.id, side: 'heard' }, 'thing.unknown')
  }),
)

test(
  'a contradiction never overwrites who somebody is; the store asks a human, as it always does',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const who = town.who('王强')
    const sheet = await stage.does(read, town.worker, { id: round })
    assert.equal(sheet.list.length, 3)
    await stage.ctx()
    const [row] = await stage.sql<{ base: string }[]>`select meta#>>'{at,0,0}' as base from subject where id = ${who}`
    await correctAt(stage, town.clerk, who, { 'person.name': '王刚' })
    stage.setNow(new Date('2026-11-22T05:00:00Z'))
    const heard = item(round, town.door('502'), town.worker, {
      subject: who,
      at: '2026-11-22T04:00:00.000Z',
      answers: [{ element: 'person.name', value: '王钢', baseStatement: row!.base }],
    })
    assert.equal((await stage.does(record, town.worker, heard)).became, 'conflict')
    assert.equal(await factOf(stage, who, 'person.name'), '王刚')
    await stage.ctx()
    const [after] = await stage.sql<{ rivals: { v: string }[] }[]>`select meta#>'{x,person.name}' as rivals from subject where id = ${who}`
    assert.deepEqual(
      after!.rivals.map(({ v }) => v),
      ['王钢'],
    )
  }),
)

test(
  'answers of one outbox build on one another: the second has the first as its base, by the id of its item, and nothing contradicts',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const who = town.who('李娜')
    const first = item(round, town.door('501'), town.worker, {
      subject: who,
      at: '2026-11-22T01:00:00.000Z',
      answers: [{ element: 'person.phone', value: '13800002222' }],
    })
    const second = item(round, town.door('501'), town.worker, {
      subject: who,
      at: '2026-11-22T01:05:00.000Z',
      answers: [{ element: 'person.phone', value: '13800002223', baseStatement: first.id }],
    })
    const { items } = await stage.does(sync, town.worker, { items: [second, first] })
    assert.deepEqual(
      items.map(({ id, became }) => [id, became]),
      [
        [second.id, 'accepted'],
        [first.id, 'accepted'],
      ],
    )
    const base = await baseOf(stage, town, round, who, 'person.phone')
    assert.equal(base, undefined, 'it is not asked any more')
    await stage.exhaust()
    assert.equal(await baseOf(stage, town, round, who, 'person.phone'), second.id)
    const still = item(round, town.door('501'), town.worker, {
      subject: who,
      answers: [{ element: 'person.phone', still: true, baseStatement: second.id }],
    })
    assert.equal((await stage.does(record, town.worker, still)).became, 'accepted')
  }),
)

test(
  'items of a post that ended, of somebody else’s, or of a round that was another’s by then wait for the grid’s present team, who take them over or leave them out; nothing is lost',
  story(async (stage) => {
    const { town, round } = await walking(stage)
    const before = item(round, town.door('502'), town.worker, {
      subject: town.who('王强'),
      answers: [{ element: 'person.employer', value: '二厂' }],
    })
    const successor = await employ(stage, 'grid', '后任', { lo: town.region, hi: town.region })
    stage.setNow(new Date('2026-11-22T04:00:00Z'))
    await stage.does(reassign, town.clerk, { id: round, post: successor.post })
    const captured = { ...before, id: newId(), at: '2026-11-22T05:00:00.000Z' }
    stage.setNow(new Date('2026-11-22T06:00:00Z'))
    assert.equal((await stage.does(record, town.worker, before)).became, 'accepted', 'it was hers when she heard it')
    assert.deepEqual(await stage.does(record, town.worker, captured), {
      id: captured.id,
      became: 'quarantined',
      why: 'visit.why.reassigned',
    })

    // Her post ends; she signs in with another one, in another community, and sends what she still has.
    await stage.ctx()
    await stage.sql`update post set ended_at = ${new Date('2026-11-22T06:30:00Z')} where id = ${town.worker.post}`
    const moved = {
      ...(await employ(stage, 'grid', '调走', { lo: OTHER_COMMUNITY * 1000 + 1, hi: OTHER_COMMUNITY * 1000 + 1 })),
      login: town.worker.login,
    }
    const late = item(round, town.door('501'), town.worker, {
      subject: town.who('李娜'),
      answers: [{ element: 'person.phone', value: '13800002222' }],
    })
    assert.deepEqual(await stage.does(record, moved, late), { id: late.id, became: 'quarantined', why: 'visit.why.post-ended' })
    assert.equal((await stage.does(record, moved, late)).became, 'quarantined', 'sent once more it is there already')
    // A login that was disabled: a colleague sends what was on the telephone.
    const found = item(round, town.door('101'), town.worker, { kind: 'visit', outcome: 'nobody-home' })
    assert.equal((await stage.does(record, successor, found)).why, 'visit.why.other-login')

    assert.deepEqual((await stage.does(quarantine, moved, {})).items, [])
    const { items } = await stage.does(quarantine, successor, {})
    assert.deepEqual(
      items.map(({ kind, why, name, walker, answers }) => [
        kind,
        why.slice('visit.why.'.length),
        name,
        walker,
        answers.map(({ value }) => value),
      ]),
      [
        ['answer', 'post-ended', '李娜', '孙网格', ['138****2222']],
        ['visit', 'other-login', '', '孙网格', []],
        ['answer', 'reassigned', '王强', '孙网格', ['二厂']],
      ],
    )
    assert.equal(await factOf(stage, town.who('李娜'), 'person.phone'), null)
    await stage.refused(release, moved, { id: late.id, use: true }, 'thing.unknown')
    assert.equal((await stage.does(release, successor, { id: late.id, use: true })).became, 'accepted')
    await stage.ctx()
    const [said] = await stage.sql<{ source: string; post: string }[]>`select source, post_id as post from statement where id = ${late.id}`
    assert.deepEqual(said, { source: 'seen', post: successor.post })
    await stage.does(release, successor, { id: captured.id, use: false })
    assert.deepEqual(
      (await stage.does(quarantine, successor, {})).items.map(({ id }) => id),
      [found.id],
    )
    await stage.refused(release, successor, { id: captured.id, use: true }, 'thing.unknown')
    await stage.ctx()
    assert.deepEqual(
      [
        ...(await stage.sql`select used, body is null as emptied, settled_by is not null as told from visit_item where id in (${late.id}, ${captured.id}) order by used`),
      ],
      [
        { used: false, emptied: true, told: true },
        { used: true, emptied: true, told: true },
      ],
    )
  }),
)
