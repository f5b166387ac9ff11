import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Problem } from '#base/problem.ts'
import { shippedForms } from '#catalogue/forms.ts'
import { shippedMatterTypes } from '#catalogue/matters.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { hire } from '../../../../test/matters/posts.ts'
import { COMMUNITY, type Stage, useStage } from '../../../../test/stage.ts'
import * as matters from '../actions.ts'
import { keepMatters } from '../follow-ups.ts'
import type { MatterType } from '../types/type.ts'
import * as matterViews from '../views.ts'
import * as actions from './actions.ts'
import type { TypeFile } from './contract.ts'
import * as views from './views.ts'

const story = useStage()
const monday = new Date('2026-11-02T01:00:00Z')
const TODAY = '2026-11-02'
const words = (zh: string, en = zh) => ({ zh, en })
/** The other street that a file goes to. */
const ELSEWHERE = 370683002

/** What somebody at the desk writes into an empty one: arrivals, watched at home day by day, released on a day. */
const arrival = (begun: MatterType): MatterType => ({
  ...begun,
  title: words('返乡登记和居家观察', 'Arrival and home observation'),
  plain: words('我刚回来'),
  purpose: words('登记返乡，观察到期解除'),
  recipients: words('社区'),
  basis: [words('传染病防治法第54条')],
  categories: [
    { code: 'near', label: words('省内') },
    { code: 'far', label: words('省外') },
  ],
  stages: [
    {
      id: 'register',
      title: words('登记'),
      steps: [
        {
          id: 'arrived',
          title: words('登记到达'),
          term: { hours: 2 },
          questions: [{ id: 'watched', label: words('要居家观察吗'), type: 'boolean', required: true }],
        },
      ],
    },
    {
      id: 'watch',
      title: words('观察'),
      steps: [
        {
          id: 'daily',
          title: words('每天问一次'),
          when: { element: 'arrived.watched', op: '=', value: true },
          term: { days: 1 },
          every: { days: 1 },
        },
        {
          id: 'release',
          title: words('到期解除'),
          when: { element: 'arrived.watched', op: '=', value: true },
          questions: [{ id: 'day', label: words('哪天解除'), type: 'day', required: true }],
        },
      ],
    },
  ],
})

async function makeArrival(stage: Stage, clerk: Actor): Promise<{ id: string; rev: number; type: string }> {
  const { id, rev } = await stage.does(actions.draft, clerk, {})
  const { type } = await stage.does(views.readDraft, clerk, { id })
  const saved = await stage.does(actions.save, clerk, { id, type: arrival(type) }, { version: rev })
  return { id, rev: saved.rev, type: type.id }
}

async function settle(stage: Stage) {
  stage.setNow(monday)
  return { clerk: await hire(stage, 'clerk', COMMUNITY), street: await hire(stage, 'street') }
}

const placesOf = ({ fields }: Problem) => fields.map(({ path, say }) => `${path} ${say}`)

describe('a type made by staff', () => {
  test(
    'is offered, runs with its steps and clocks, and is counted, once the street published it',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const { id, rev, type } = await makeArrival(stage, clerk)
      const offered = async () => (await stage.does(matterViews.types, clerk, {})).types.map((one) => one.id)
      assert.ok(!(await offered()).includes(type))
      await stage.refused(actions.publish, clerk, { id, from: TODAY }, 'access.forbidden', { version: rev })
      await stage.refused(actions.publish, street, { id, from: '2026-11-01' }, 'input.invalid', { version: rev })
      await stage.refused(actions.publish, street, { id, from: TODAY }, 'precondition.failed', { version: rev - 1 })
      const published = await stage.does(actions.publish, street, { id, from: TODAY }, { version: rev })
      assert.deepEqual(published, { type, edition: 'street-1' })
      assert.ok((await offered()).includes(type))
      await stage.refused(views.readDraft, clerk, { id }, 'thing.unknown')

      const input = { type, category: 'far', channel: 'counter' as const, region: COMMUNITY, title: '从外省回来' }
      const opened = await stage.does(matters.open, clerk, { ...input, reporter: { name: '赵敏', phone: '13800001111' } })
      assert.match(opened.text.zh, /已收到，编号26-/)
      await stage.does(matters.work, clerk, { id: opened.id, act: { kind: 'take' } }, { version: 1 })
      const running = await stage.does(matterViews.read, clerk, { id: opened.id })
      assert.deepEqual(
        running.steps.map(({ id: step, state }) => [step, state]),
        [
          ['arrived', 'now'],
          ['daily', 'later'],
          ['release', 'later'],
        ],
      )
      assert.ok(running.clocks.some(({ name, due }) => name === 'step:arrived' && due === '2026-11-02T03:00:00.000Z'))
      const step = (name: string, answers: Record<string, unknown>, version: number) =>
        stage.does(matters.work, clerk, { id: opened.id, act: { kind: 'step', step: name, answers } }, { version })
      await step('arrived', { watched: true }, 2)
      await step('daily', {}, 3)
      const watched = await stage.does(matterViews.read, clerk, { id: opened.id })
      assert.ok(
        watched.clocks.some(({ name, over }) => name === 'step:daily' && over === null),
        'it comes again tomorrow',
      )
      await step('release', { day: '2026-11-02' }, 4)
      await stage.does(matters.work, clerk, { id: opened.id, act: { kind: 'answer' }, text: '观察期满，已解除' }, { version: 5 })
      const design = await stage.does(views.read, clerk, { id: type })
      assert.deepEqual(
        design.indicators.map(({ id: rate, numerator, denominator }) => [rate, numerator, denominator]),
        [
          ['on-time', 1, 1],
          ['solved', 0, 0],
          ['satisfied', 0, 0],
        ],
      )
      assert.equal(design.running, 1)
    }),
  )

  test(
    'holds from the day that was said; what runs keeps its version; retired it begins no more and goes on',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const first = await makeArrival(stage, clerk)
      await stage.does(actions.publish, street, { id: first.id, from: TODAY }, { version: first.rev })
      const input = { type: first.type, category: 'far', channel: 'counter' as const, region: COMMUNITY, title: '从外省回来' }
      const before = await stage.does(matters.open, clerk, input)

      const next = await stage.does(actions.draft, clerk, { from: first.type })
      assert.deepEqual(await stage.does(actions.draft, clerk, { from: first.type }), next, 'of one type one draft is made')
      const { type } = await stage.does(views.readDraft, clerk, { id: next.id })
      const shorter = { ...type, stages: type.stages.slice(0, 1) }
      const { rev } = await stage.does(actions.save, clerk, { id: next.id, type: shorter }, { version: next.rev })
      await stage.refused(actions.save, clerk, { id: next.id, type }, 'precondition.failed', { version: next.rev })
      assert.deepEqual(await stage.does(actions.publish, street, { id: next.id, from: '2026-11-05' }, { version: rev }), {
        type: first.type,
        edition: null,
      })
      await keepMatters(stage.house, clerk.street)
      assert.equal((await stage.does(views.read, clerk, { id: first.type })).edition, 'street-1')
      stage.setNow(new Date('2026-11-05T01:00:00Z'))
      await keepMatters(stage.house, clerk.street)
      assert.equal((await stage.does(views.read, clerk, { id: first.type })).edition, 'street-2')
      const after = await stage.does(matters.open, clerk, input)
      const stepsOf = async (id: string) => (await stage.does(matterViews.read, clerk, { id })).steps.length
      assert.deepEqual([await stepsOf(before.id), await stepsOf(after.id)], [3, 1])

      await stage.refused(actions.retire, clerk, { id: first.type }, 'access.forbidden')
      await stage.does(actions.retire, street, { id: first.type })
      await stage.refused(matters.open, clerk, input, 'thing.gone')
      await stage.does(matters.work, clerk, { id: before.id, act: { kind: 'take' } }, { version: 1 })
      await stage.refused(actions.retire, street, { id: first.type }, 'thing.gone')
    }),
  )

  test(
    'that waits for its day and became faulty meanwhile is a draft again',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const { id, rev, type } = await makeArrival(stage, clerk)
      await stage.does(actions.publish, street, { id, from: '2026-11-05' }, { version: rev })
      const body = (await stage.does(views.readDraft, clerk, { id })).type
      const ctx = await stage.ctx()
      await ctx.sql`update type_draft set body = ${ctx.sql.json({ ...body, indicators: ['gone'] } as never)} where street_id = ${clerk.street} and id = ${id}`
      stage.setNow(new Date('2026-11-05T01:00:00Z'))
      await keepMatters(stage.house, clerk.street)
      const held = await stage.does(views.readDraft, clerk, { id })
      assert.deepEqual([held.from, held.faults.map(({ say }) => say)], [null, ['type-fault.rate-unknown']])
      await stage.refused(views.read, clerk, { id: type }, 'thing.unknown')
    }),
  )

  test(
    'is kept half made, and tells every fault with its place until it is whole',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const { id, rev } = await stage.does(actions.draft, clerk, {})
      const { type } = await stage.does(views.readDraft, clerk, { id })
      const half = { ...type, stages: [{ id: 'one', title: words('一'), steps: [] }] }
      await stage.does(actions.save, clerk, { id, type: half }, { version: rev })
      const refusal = await stage.refused(actions.publish, street, { id, from: TODAY }, 'matter.type-faulty', { version: rev + 1 })
      const told = placesOf(refusal)
      for (const fault of [
        '/type/basis type-fault.no-basis',
        '/type/title/zh type-fault.words-empty',
        '/type/stages/0/steps type-fault.no-step',
      ])
        assert.ok(told.includes(fault), `${fault}: ${told}`)
      assert.deepEqual(
        (await stage.does(views.list, clerk, {})).drafts.map(({ id: draft, faults }) => [draft, faults]),
        [[id, told.length]],
      )
      await stage.refused(actions.save, clerk, { id, type: { ...type, id: 'appeal' } }, 'input.invalid', { version: rev + 1 })
      await stage.does(actions.drop, clerk, { id })
      assert.deepEqual((await stage.does(views.list, clerk, {})).drafts, [])
    }),
  )

  test(
    'is tried before anybody has it: who may do what, why not, what is due when, and what is told',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const { id } = await makeArrival(stage, clerk)
      const { type } = await stage.does(views.readDraft, clerk, { id })
      const sample = { type, category: 'far', channel: 'counter' as const, named: true, start: monday.toISOString() }
      const at = (iso: string) => new Date(iso).toISOString()
      const before = (await (await stage.ctx()).sql<{ n: number }[]>`select count(*)::int as n from matter`)[0]!.n
      const fresh = await stage.does(views.tryOut, clerk, { ...sample, acts: [], now: sample.start })
      assert.equal(fresh.stand, 'received')
      const answer = fresh.chances.find(({ kind }) => kind === 'answer')!.by.find(({ doer }) => doer === 'worker')!
      assert.deepEqual([answer.why?.say, answer.why?.stands], ['type-why.stand', ['in-hand']])
      assert.match(fresh.told[0]!.words.zh, /由本社区负责，2026-11-09 17:30前答复/)
      const acts = [
        { by: 'worker' as const, at: at('2026-11-02T01:10Z'), act: { kind: 'take' as const } },
        { by: 'worker' as const, at: at('2026-11-02T01:20Z'), act: { kind: 'step' as const, step: 'arrived', answers: { watched: true } } },
      ]
      const watching = await stage.does(views.tryOut, clerk, { ...sample, acts, now: at('2026-11-02T01:20Z') })
      const why = (kind: string, step: string | null, doer: string) =>
        watching.chances.find((one) => one.kind === kind && one.step === step)!.by.find((one) => one.doer === doer)!.why
      assert.deepEqual([why('step', 'daily', 'worker'), why('step', 'daily', 'street')?.roles], [null, ['lead']])
      assert.deepEqual([why('step', 'release', 'worker')?.say, why('step', 'release', 'worker')?.step?.zh], ['type-why.turn', '每天问一次'])
      assert.equal(watching.due?.what, 'step:daily')
      const wrong = await stage.does(views.tryOut, clerk, {
        ...sample,
        acts: [...acts, { by: 'street', at: at('2026-11-02T02:00Z'), act: { kind: 'answer' } }],
        now: at('2026-11-02T02:00Z'),
      })
      assert.deepEqual([wrong.refused?.at, wrong.refused?.why.roles], [2, ['lead']])
      assert.equal((await (await stage.ctx()).sql<{ n: number }[]>`select count(*)::int as n from matter`)[0]!.n, before)
      const broken = structuredClone(type)
      broken.stages[0]!.steps[0]!.when = { left: 5, op: '=', right: {} } as never
      await stage.refused(views.tryOut, clerk, { ...sample, type: broken, acts: [], now: sample.start }, 'matter.type-faulty')
      await stage.refused(views.tryOut, clerk, { ...sample, acts: [], now: '2026-02-31T00:00:60Z' }, 'input.invalid')
    }),
  )
})

describe('a type in a file', () => {
  const fileOf = (type: MatterType, more: Record<string, unknown> = {}) =>
    ({ format: 'linli-matter-type', formatVersion: 1, type, forms: [], exported: TODAY, ...more }) as unknown as Record<string, unknown>
  const repair = shippedMatterTypes.find(({ id }) => id === 'repair')!

  test(
    'goes from one street to another whole, with the forms it fills, and is a draft there until it is published',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const { id, rev, type } = await makeArrival(stage, clerk)
      const own = {
        ...structuredClone(shippedForms.find(({ subject }) => subject === 'person')!),
        id: 'own-arrival',
        title: words('返乡表'),
      }
      const { type: begun } = await stage.does(views.readDraft, clerk, { id })
      const filled = structuredClone({ ...begun, about: ['person' as const] })
      filled.stages[0]!.steps[0]!.form = own.id
      await stage.does(actions.save, clerk, { id, type: filled }, { version: rev })
      await stage.refused(actions.publish, street, { id, from: TODAY }, 'matter.type-faulty', { version: rev + 1 })
      const { change } = await import('#ground/forms/actions.ts')
      await stage.does(change, street, { id: own.id, form: own })
      await stage.does(actions.publish, street, { id, from: TODAY }, { version: rev + 1 })
      const { file } = await stage.does(views.exportFile, clerk, { id: type })
      assert.deepEqual([file.type, file.forms.map((form) => form.id)], [filled, [own.id]])

      const [there, head] = [stage.actorAt('clerk', ELSEWHERE), stage.actorAt('head', ELSEWHERE)]
      const sent = JSON.parse(JSON.stringify(file)) as TypeFile & Record<string, unknown>
      const seen = await stage.does(views.preview, there, { file: sent })
      assert.deepEqual(
        [seen.here, seen.faults, seen.brings.map((form) => form.id), seen.title.zh],
        [null, [], [own.id], '返乡登记和居家观察'],
      )
      const taken = await stage.does(actions.bringIn, there, { file: sent })
      await stage.refused(actions.bringIn, there, { file: sent }, 'type.busy')
      assert.ok(!(await stage.does(matterViews.types, there, {})).types.some((one) => one.id === type))
      await stage.does(actions.publish, head, { id: taken.id, from: TODAY }, { version: taken.rev })
      assert.ok((await stage.does(matterViews.types, there, {})).types.some((one) => one.id === type))
      const back = await stage.does(views.exportFile, there, { id: type })
      assert.deepEqual([back.file.type, back.file.forms], [file.type, file.forms])
      const again = await stage.does(views.preview, there, { file: { ...sent, type: { ...sent.type, keepYears: 9 } } })
      assert.deepEqual(again.differs, [{ path: '/keepYears', before: 3, after: 9 }])
    }),
  )

  test(
    'that is none, or is not wholly one, is refused with the place',
    story(async (stage) => {
      const { clerk } = await settle(stage)
      const refusal = async (file: Record<string, unknown>) => placesOf(await stage.refused(actions.bringIn, clerk, { file }, 'type.file'))
      assert.deepEqual(await refusal({ hello: 1 }), ['/file/format type-file.format'])
      assert.deepEqual(await refusal(fileOf(repair, { formatVersion: 2 })), ['/file/formatVersion type-file.newer'])
      const huge = fileOf({ ...repair, basis: [], texts: repair.texts } as MatterType, {
        pad: Array.from({ length: 200 }, () => '好'.repeat(3000)),
      })
      assert.deepEqual(await refusal(huge), ['/file type-file.huge'])
      const strange = structuredClone(repair) as unknown as { stages: { next?: string }[] }
      strange.stages[1]!.next = 'look'
      assert.deepEqual(await refusal(fileOf(strange as unknown as MatterType)), ['/file/type/stages/1/next input.additionalProperties'])
      assert.deepEqual(await refusal(fileOf({ ...repair, stages: 'all' } as unknown as MatterType)), ['/file/type/stages input.type'])
      assert.deepEqual((await stage.does(views.list, clerk, {})).drafts, [])
    }),
  )

  test(
    'with circles, markup, numbers of people and questions that lead nowhere becomes no version: each is told with its place',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const hostile = structuredClone(repair)
      const [look, mend] = hostile.stages
      look!.steps[0]!.when = { element: 'mended.how', op: 'known', value: true }
      mend!.id = look!.id
      mend!.steps[0]!.when = { element: 'nowhere.asked', op: '=', value: 'x' }
      hostile.texts.received = words('{number}<img src=x onerror=alert(1)>')
      hostile.purpose = words('找王主任13812345678')
      mend!.steps[2]!.form = 'own-broken'
      const form = structuredClone(shippedForms.find(({ subject }) => subject === 'dwelling' || subject === 'household')!)
      const broken = { ...form, id: 'own-broken', subject: 'dwelling' as const }
      broken.sections[0]!.questions = [{ element: 'person.shoe-size' }]
      const file = fileOf(hostile, { forms: [broken] })
      const seen = await stage.does(views.preview, clerk, { file })
      const told = seen.faults.map(({ path, say }) => `${path} ${say}`)
      for (const fault of [
        '/stages/0/steps/0/when type-fault.asks-later',
        '/stages/1 type-fault.twice',
        '/stages/1/steps/0/when condition.name-unknown',
        '/texts/received/zh type-fault.markup',
        '/purpose/zh type-fault.personal',
        '/forms/0/sections/0/questions/0 form-fault.element-unknown',
      ])
        assert.ok(told.includes(fault), `${fault}: ${told}`)
      const taken = await stage.does(actions.bringIn, clerk, { file })
      await stage.refused(actions.publish, street, { id: taken.id, from: TODAY }, 'matter.type-faulty', { version: taken.rev })
    }),
  )

  test(
    'of one that is here changes nothing before it is published, and not at all where somebody published another meanwhile',
    story(async (stage) => {
      const { clerk, street } = await settle(stage)
      const file = fileOf({ ...repair, keepYears: 7 })
      const taken = await stage.does(actions.bringIn, clerk, { file })
      assert.equal((await stage.does(views.read, clerk, { id: 'repair' })).edition, 'shipped-1')
      await stage.does(actions.retire, street, { id: 'repair' })
      await stage.refused(actions.publish, street, { id: taken.id, from: TODAY }, 'thing.changed', { version: taken.rev })
    }),
  )
})
