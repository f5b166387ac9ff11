/** Through the door, on a real database: every act × every post × every stand; then each lawful one twice under one key, and two at once. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Problem } from '#base/problem.ts'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import * as actions from '#ground/matters/actions.ts'
import type { Doer, Wanted } from '#ground/matters/life/scene.ts'
import type { State } from '#ground/matters/life/state.ts'
import * as merging from '#ground/matters/merge-actions.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, STREET } from '../stage.ts'
import { type Ask, askOf, type MatterHouse, type Move, openMatterHouse, type Post, type Said } from './matter-house.ts'
import { isLawful, looser } from './matter-law.ts'

const type = shippedMatterTypes.find(({ id }) => id === 'appeal')!
const community = `community:${COMMUNITY}`
const street = `street:${STREET}`

const take: Move = () => ['clerk', { kind: 'take' }]
const answer: Move = () => ['clerk', { kind: 'answer' }]
const dispatch: Move = ({ units }) => ['street', { kind: 'dispatch', lead: units.police }]
const call: Move = ({ units }) => ['street', { kind: 'call-in', parties: [units.guard] }]
const back: Move = ({ units }) => ['guard', { kind: 'send-back', reason: 'not-ours', party: units.guard }]
const confirm: Move = ({ reporter }) => ['colleague', { kind: 'confirm', reporter, solved: true, channel: 'telephone' }]

const stands: Record<string, Move[]> = {
  received: [],
  taken: [take],
  dispatched: [dispatch],
  returned: [dispatch, () => ['police', { kind: 'send-back', reason: 'not-ours' }]],
  called: [dispatch, call],
  there: [dispatch, call, ({ units }) => ['guard', { kind: 'arrive', party: units.guard, people: 2 }]],
  judged: [dispatch, call, ({ units }) => ['street', { kind: 'judge', party: units.guard, verdict: 'absent' }]],
  'call sent back': [dispatch, call, back],
  'call settled': [dispatch, call, back, ({ units }) => ['head', { kind: 'arbitrate', called: units.guard }]],
  paused: [take, () => ['clerk', { kind: 'pause', code: 'weather' }]],
  holding: [({ spare }) => ['clerk', { kind: 'merge', other: spare }]],
  answered: [take, answer],
  closed: [take, answer, confirm],
}

/** What each post is: for whom it acts, what it may at all. Written down from the table of posts, not read from it. */
const desk = 'open work steer'
const rights: Record<Post, string> = {
  clerk: desk,
  colleague: desk,
  neighbour: desk,
  director: desk,
  street: desk,
  head: `${desk} arbitrate`,
  grid: 'open work',
  police: 'work',
  guard: 'work',
  stranger: 'work',
  auditor: '',
  affairs: '',
}
const elsewhere: ReadonlySet<Post> = new Set(['neighbour', 'police', 'guard', 'stranger'])

describe('matters at the door', () => {
  let made: MatterHouse
  before(async () => {
    made = await openMatterHouse(type)
  })
  after(() => made.house.close())

  const doerOf = (post: Post): Doer => {
    const acting: Partial<Record<Post, string>> = {
      street,
      head: street,
      police: made.units.police,
      guard: made.units.guard,
      stranger: 'unit:other',
    }
    const whole = ['clerk', 'colleague', 'director', 'grid'].includes(post) ? community : 'community:other'
    return {
      post: made.posts[post].post,
      // All of the community has no grids here, so its grid worker acts for the community itself.
      parties: new Set([acting[post] ?? whole]),
      place: rights[post].includes('steer') && !elsewhere.has(post),
      above: post === 'head',
    }
  }
  const isSeen = (state: State, post: Post) => {
    const parties = [
      state.lead,
      state.place,
      ...[...state.co.values()].filter(({ done, sentBack }) => !done && !sentBack).map(({ party }) => party),
    ]
    return !elsewhere.has(post) || parties.some((party) => doerOf(post).parties.has(party))
  }

  /** Everything that can be sent about a matter that stands so. */
  const asks = (state: State, held: string): (Ask & { door: string })[] => {
    const { police, guard } = made.units
    const [reporter = 'none'] = state.reporters.keys()
    const channel = 'telephone' as const
    const said: Said[] = [
      { kind: 'take' },
      { kind: 'answer' },
      { kind: 'send-back', reason: 'not-ours' },
      { kind: 'send-back', reason: 'not-ours', party: guard },
      { kind: 'arrive', party: guard, people: 2 },
      { kind: 'arrive', party: police, people: 1 },
      { kind: 'finish', party: guard },
      { kind: 'note', contact: 'reached' },
      { kind: 'pause', code: 'weather' },
      { kind: 'resume' },
      { kind: 'step', step: 'no-such', answers: {} },
      { kind: 'dispatch', lead: police },
      { kind: 'dispatch', lead: guard },
      { kind: 'classify', category: 'sanitation' },
      { kind: 'call-in', parties: [guard] },
      { kind: 'call-in', parties: [police] },
      { kind: 'judge', party: guard, verdict: 'good', did: true },
      { kind: 'judge', party: guard, verdict: 'absent' },
      { kind: 'let-go', party: guard },
      { kind: 'refuse', code: type.refusals[0]!.code },
      { kind: 'fact', reporter, channel },
      { kind: 'confirm', reporter, solved: true, channel },
      { kind: 'confirm', reporter, solved: false, channel },
      { kind: 'rate', reporter, satisfied: 'yes', channel },
      { kind: 'withdraw', reporter, channel },
      { kind: 'reopen', reporter, channel },
      { kind: 'arbitrate', lead: guard },
      { kind: 'arbitrate', called: guard },
    ]
    const doors = new Map<unknown, string>([
      [actions.work, 'work'],
      [actions.steer, 'steer'],
      [actions.arbitrate, 'arbitrate'],
    ])
    return [
      ...said.map((one) => ({ ...askOf(one), wanted: wantedOf(one), door: doors.get(askOf(one).operation)! })),
      {
        operation: actions.join,
        input: (id) => ({ id, channel, reporter: { name: '钱' } }),
        wanted: { kind: 'join', body: { reporter: 'new', channel } },
        door: 'open',
      },
      {
        operation: actions.split,
        input: (id) => ({ id, category: 'sanitation', title: '另一件' }),
        wanted: { kind: 'split', body: { into: [] } },
        door: 'steer',
      },
      {
        operation: merging.unmerge,
        input: (id) => ({ id, other: held }),
        wanted: { kind: 'unmerge', body: { gone: held } },
        door: 'steer',
      },
    ]
  }
  const wantedOf = (said: Said): Wanted => {
    const { kind, ...body } = said
    if (kind === 'fact') return { kind: 'note', body: { fact: true } }
    if (kind === 'take') return { kind, body: { holder: '' } }
    return { kind, body } as Wanted
  }
  /** Who joins somebody to a matter needs only see it. */
  const isRight = (state: State, post: Post, { wanted, door }: Ask & { door: string }) => {
    if (!rights[post].split(' ').includes(door) || !isSeen(state, post)) return false
    const who = doerOf(post)
    return isLawful({ type, state, who: wanted.kind === 'join' ? { ...who, place: true } : who, late: false }, wanted)
  }
  const revOf = async (id: string) => (await made.house.above<{ rev: number }[]>`select rev from matter where id = ${id}`)[0]!.rev
  const otherOf = (state: State) => [...state.holds][0] ?? newId()

  test('whoever wants whatever in whatever order: what is done is what the law allows, and what is refused leaves nothing', async () => {
    const done = new Set<string>()
    for (const [stand, moves] of Object.entries(stands)) {
      const id = await made.bring(moves)
      const [state, version, before] = [await made.stateOf(id), await revOf(id), await made.kept()]
      for (const post of Object.keys(rights) as Post[])
        for (const ask of asks(state, otherOf(state))) {
          const where = `${stand}: ${post} ${JSON.stringify(ask.wanted)}`
          const request = { version, dryRun: true }
          const said = await made.house.does(ask.operation as never, made.posts[post], ask.input(id) as never, request).then(
            () => 'done',
            (error: unknown) => {
              if (error instanceof Problem) return error.code
              throw new Error(where, { cause: error })
            },
          )
          const right = isRight(state, post, ask)
          assert.ok(said === 'done' ? right : !right || looser.has(ask.wanted.kind), `${where}: ${said}`)
          if (said === 'done') done.add(ask.wanted.kind)
          if (!isSeen(state, post))
            assert.ok(['thing.unknown', 'access.forbidden'].includes(said), `${where}: ${said} tells that it is there`)
        }
      assert.equal(await made.kept(), before, `${stand}: nothing of what was tried stays`)
    }
    assert.deepEqual(
      Object.keys(wishes).filter((kind) => !done.has(kind)),
      [],
    )
  })

  /** Of each kind one that is lawful, and where. */
  const wishes: Record<string, [stand: string, post: Post]> = {
    take: ['received', 'clerk'],
    answer: ['taken', 'clerk'],
    'send-back': ['dispatched', 'police'],
    arrive: ['called', 'guard'],
    finish: ['there', 'guard'],
    note: ['dispatched', 'police'],
    pause: ['taken', 'clerk'],
    resume: ['paused', 'clerk'],
    dispatch: ['received', 'street'],
    classify: ['taken', 'clerk'],
    'call-in': ['dispatched', 'street'],
    judge: ['there', 'street'],
    'let-go': ['called', 'street'],
    refuse: ['received', 'clerk'],
    confirm: ['answered', 'colleague'],
    rate: ['closed', 'colleague'],
    withdraw: ['received', 'clerk'],
    reopen: ['closed', 'clerk'],
    arbitrate: ['call sent back', 'head'],
    join: ['received', 'clerk'],
    split: ['taken', 'clerk'],
    unmerge: ['holding', 'clerk'],
  }
  const wish = async (kind: string) => {
    const [stand, post] = wishes[kind]!
    const id = await made.bring(stands[stand]!)
    const state = await made.stateOf(id)
    const ask = asks(state, otherOf(state)).find((one) => one.wanted.kind === kind && isRight(state, post, one))
    assert.ok(ask, `${kind} is lawful when ${stand}`)
    const version = await revOf(id)
    const send = (key: string, input = ask.input(id)) =>
      made.house.does(ask.operation as never, made.posts[post], input as never, { key, version })
    const acts = async () =>
      (await made.house.above<{ count: number }[]>`select count(*)::int as count from act where matter_id = ${id}`)[0]!.count
    return { send, acts, before: await acts(), input: ask.input(id) }
  }

  test('each once and again under the same key: it is done once and answered alike; another thing under that key is refused', async () => {
    for (const kind of Object.keys(wishes)) {
      const { send, acts, before, input } = await wish(kind)
      const key = newId()
      const first = await send(key)
      assert.deepEqual(await send(key), first, kind)
      assert.equal(await acts(), before + 1, kind)
      const other =
        kind === 'arbitrate' ? { ...input, text: '别的' } : { ...input, ...('title' in input ? { title: '又一件' } : { text: '别的' }) }
      await assert.rejects(send(key, other), { code: 'idempotency.mismatch' }, kind)
      assert.equal(await acts(), before + 1, kind)
    }
    assert.deepEqual(await made.unlike(), [])
  })

  test('two at once, one of them twice: one is done, the other sees that somebody was there before', async () => {
    for (const kind of Object.keys(wishes)) {
      const { send, acts, before } = await wish(kind)
      const key = newId()
      const said = await Promise.allSettled([send(key), send(newId()), send(key)])
      const [first, other, again] = said
      for (const one of said)
        if (one.status === 'rejected')
          // Who sent it back, or is done with it, sees it no more.
          assert.ok(
            ['precondition.failed', ...(['send-back', 'finish'].includes(kind) ? ['thing.unknown'] : [])].includes(one.reason.code),
            `${kind}: ${one.reason}`,
          )
      // To join is not to change what stood on somebody's screen: both are there.
      const times = kind === 'join' ? 2 : 1
      assert.equal([first, other].filter(({ status }) => status === 'fulfilled').length, times, kind)
      if (first.status === 'fulfilled') assert.deepEqual(again, first, `${kind}: under one key there is one answer`)
      assert.equal(await acts(), before + times, kind)
    }
    assert.deepEqual(await made.unlike(), [])
  })
})
