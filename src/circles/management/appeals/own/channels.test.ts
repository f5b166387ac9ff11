/** Whichever way she reports, by telephone, at the counter, by letter, at her door, through a helper: the same rights, and a number to ask by. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as counter from '#ground/matters/actions.ts'
import type { Channel } from '#ground/matters/life/acts.ts'
import { readNumber } from '#ground/matters/number.ts'
import { openingFaults } from '#ground/matters/types/check-opening.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import * as desk from '#ground/matters/views.ts'
import { claim, grant } from '#ground/residents/own/actions.ts'
import { openResidents, type Person, type Residents } from '../../../../../test/wire/resident.ts'
import { STREET } from '../../../../../test/wire/wire.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const START = new Date('2026-11-23T02:00:00Z')

describe('the ways to report', () => {
  let at: Residents
  let lady: Person
  let cookie: string
  let helper: string

  before(async () => {
    at = await openResidents(START)
    await at.admin`insert into region (code, name, level, parent) values (${at.own.community}::text, '文昌里社区居民委员会', 'community', ${`${STREET}000`})`
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    const daughter = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    cookie = await comeIn(lady)
    await at.does(
      grant,
      { person: lady.id, name: daughter.name, phone: daughter.phone, scope: ['report', 'see'], from: '2026-11-23', to: '2026-12-31' },
      cookie,
    )
    helper = await at.signIn(daughter.phone)
  })
  after(() => at.close())

  async function comeIn({ phone, name, idNumber }: Person): Promise<string> {
    const hers = await at.signIn(phone)
    await at.session({ method: 'PUT', path: '/session/street' }, { street: STREET }, hers)
    await at.does(claim, { name, idNumber }, hers)
    return hers
  }
  const light = () => ({
    person: lady.id,
    type: 'repair',
    category: 'light',
    text: '楼道灯坏了',
    place: { kind: 'door' as const, door: at.doors[0]! },
  })

  /** As she reports this way; the clerk writes down what was told, written or said at the door. */
  async function reportBy(channel: Channel): Promise<{ id: string; number: string }> {
    if (channel === 'phone') return at.does(actions.report, light(), cookie)
    if (channel === 'helper') return at.does(actions.report, light(), helper)
    const told = { type: 'repair', category: 'light', channel, subject: at.doors[0]!, title: '楼道灯坏了' }
    return at.does(counter.open, { ...told, reporter: { person: lady.id } }, at.clerk)
  }

  for (const channel of ['phone', 'telephone', 'counter', 'letter', 'door', 'helper'] as const)
    test(`by ${channel}: a number that finds it, who leads it and until when, each step, the answer, and her own word on it`, async () => {
      const { id, number } = await reportBy(channel)
      assert.equal(readNumber(number), number, 'a receipt')
      assert.deepEqual((await at.does(views.find, { number }, cookie)).found, { id, person: lady.id })
      const read = async () => at.does(views.read, { person: lady.id, id }, cookie)
      const begun = await read()
      assert.deepEqual([begun.channel, begun.lead, begun.stand], [channel, '文昌里社区', 'received'])
      assert.ok(begun.due !== null && begun.what === 'response')
      const move = async (act: object, text?: string) => {
        const [row] = await at.admin<{ rev: number }[]>`select rev from matter where id = ${id}`
        return at.does(counter.work, { id, act: act as never, ...(text ? { text } : {}) }, at.clerk, { 'if-match': `"${row!.rev}"` })
      }
      await move({ kind: 'take' })
      for (let step = await nextStep(id); step; step = await nextStep(id)) await move(step)
      await move({ kind: 'answer' }, '换好了')
      const answered = await read()
      assert.deepEqual([answered.stand, answered.asked, answered.steps.at(-1)?.text], ['answered', true, '换好了'])
      assert.ok(answered.steps.some(({ kind }) => kind === 'take'))
      // She says it herself, or has it written down where she said it.
      if (channel === 'phone' || channel === 'helper')
        await at.does(actions.say, { person: lady.id, id, act: { kind: 'confirm', solved: true } }, channel === 'helper' ? helper : cookie)
      else {
        const { people, rev } = await at.does(desk.read, { id }, other)
        const said = { kind: 'confirm' as const, reporter: people[0]!.id, solved: true, channel }
        await at.does(counter.steer, { id, act: said }, other, { 'if-match': `"${rev}"` })
      }
      const closed = await read()
      assert.deepEqual([closed.stand, closed.outcome], ['closed', 'confirmed'])
      await at.does(actions.say, { person: lady.id, id, act: { kind: 'rate', satisfied: 'very' } }, cookie)
      await at.does(actions.say, { person: lady.id, id, act: { kind: 'reopen' }, text: '又坏了' }, cookie)
      assert.equal((await read()).stand, 'in-hand')
    })

  /** Whoever did the work does not also write down that it was well done. */
  let other: string
  before(async () => {
    other = (await at.employ('colleague', 'clerk', { street: STREET, lo: at.own.community * 1000, hi: at.own.community * 1000 + 999 }))
      .cookie
  })

  async function nextStep(id: string): Promise<object | undefined> {
    const { steps } = await at.does(desk.read, { id }, at.clerk)
    const step = steps.find(({ state, optional }) => state === 'now' && !optional)
    if (!step) return undefined
    const answers = Object.fromEntries(
      step.questions
        .filter(({ required }) => required)
        .map(({ id: question, type, choices }) => {
          const first = choices[0]?.code
          return [
            question,
            type === 'code' ? first : type === 'codes' ? [first] : type === 'boolean' ? true : type === 'day' ? '2026-11-23' : '1',
          ]
        }),
    )
    return { kind: 'step', step: step.id, answers, ...(step.contact ? { reached: true } : {}) }
  }

  test('a kind that asks more when it begins is asked on her telephone: four answers at most, one of them the last day; without them it is not begun', async () => {
    const [shipped] = await at.admin<
      { body: MatterType }[]
    >`select body from definition where kind = 'matter' and id = 'supply' and street_id = 0`
    const words = (zh: string) => ({ zh, en: zh })
    const body: MatterType = {
      ...shipped!.body,
      opening: [
        {
          id: 'what',
          label: words('缺什么'),
          type: 'codes',
          required: true,
          choices: [
            { code: 'food', zh: '米面菜', en: 'food' },
            { code: 'medicine', zh: '药', en: 'medicine' },
          ],
        },
        { id: 'allergic', label: words('忌口'), type: 'text' },
      ],
      ends: { mostDays: 14, citation: words('本街道公布的规则') },
    }
    assert.deepEqual(openingFaults(body), [])
    assert.deepEqual(
      openingFaults({ ...body, opening: [...body.opening!, { id: 'more', label: words('几口人'), type: 'integer', required: true }] }).map(
        ({ say }) => say,
      ),
      ['type-fault.opening-by-staff'],
    )
    await at.admin`
      insert into definition (street_id, kind, id, version, origin, body, hash, at)
      values (${STREET}, 'matter', 'supply', 1, 'street', ${at.admin.json(body as never)}, 'x', ${START})`
    const { types } = await at.does(views.reporting, {}, cookie)
    const supply = types.find(({ id }) => id === 'supply')!
    assert.deepEqual(
      [supply.opening.map(({ id, required }) => [id, required]), supply.mostDays],
      [
        [
          ['what', true],
          ['allergic', false],
        ],
        14,
      ],
    )
    const request = { person: lady.id, type: 'supply', text: '家里菜不够了', place: { kind: 'door' as const, door: at.doors[0]! } }
    await at.refused(actions.report, { ...request, until: '2026-11-30' }, cookie, 'input.invalid')
    await at.refused(actions.report, { ...request, answers: { what: ['food'] } }, cookie, 'input.invalid')
    await at.refused(actions.report, { ...request, answers: { what: ['gold'] }, until: '2026-11-30' }, cookie, 'input.invalid')
    await at.refused(actions.report, { ...request, answers: { what: ['food'] }, until: '2027-11-30' }, cookie, 'input.invalid')
    const asked = { answers: { what: ['food', 'medicine'], allergic: '青霉素' }, until: '2026-11-30' }
    const { id } = await at.does(actions.report, { ...request, ...asked }, cookie)
    const hers = await at.does(views.read, { person: lady.id, id }, cookie)
    assert.deepEqual([hers.asks.map(({ value }) => value.zh), hers.until], [['米面菜、药', '青霉素'], '2026-11-30'])
    const theirs = await at.does(desk.read, { id }, at.clerk)
    assert.deepEqual([theirs.until, theirs.acts[0]?.says.some(({ value }) => value.zh === '缺什么：米面菜、药')], ['2026-11-30', true])
    // On her page the desk finds all she reported.
    const { matters } = await at.does(desk.ofPerson, { id: lady.id }, at.clerk)
    assert.ok(matters.some((one) => one.id === id && one.as === 'reporter'))
    assert.deepEqual((await at.does(desk.ofPerson, { id: lady.id }, at.clerkBeside)).matters, [])
  })
})
