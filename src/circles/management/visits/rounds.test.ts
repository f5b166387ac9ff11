import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reveal } from '#ground/looking/opening.ts'
import { addMember } from '#ground/places/grids/actions.ts'
import { AREA, ask, basis, employ, handOver, item, settleTown } from '../../../../test/rounds.ts'
import { COMMUNITY, OTHER_COMMUNITY, useStage } from '../../../../test/stage.ts'
import { assign, end, reassign } from './actions.ts'
import { record } from './outbox/actions.ts'
import { list, plan, read } from './views.ts'

const story = useStage()

test(
  'a plan is doors in walking order with their questions and minutes; the nearest days come first when time is short',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    await ask(stage, town.clerk, '就业摸底', ['姓名', '工作单位'], { dueOn: '2026-11-25' })
    const whole = await stage.does(plan, town.clerk, { area: AREA, post: town.worker.post })
    assert.deepEqual(
      whole.doors.map(({ label, people, questions, until }) => [label, people, questions, until]),
      [
        ['阳光花园3号楼1单元101室', 1, 1, '2026-11-25'],
        ['阳光花园3号楼2单元501室', 1, 2, '2026-11-25'],
        ['阳光花园3号楼2单元502室', 1, 1, '2026-11-25'],
      ],
    )
    assert.deepEqual([whole.totals.doors, whole.totals.questions, whole.measured], [3, 4, false])
    assert.ok(whole.totals.minutes >= 8 && whole.totals.minutes <= 12)
    assert.deepEqual(
      whole.walkers.map(({ name, team }) => [name, team]),
      [
        ['孙网格', true],
        ['周社工', false],
      ],
    )
    const few = await stage.does(plan, town.clerk, { area: String(town.region), most: 2 })
    assert.deepEqual([few.doors.length, few.left.more], [2, 1])
    await stage.refused(plan, town.worker, { area: AREA }, 'access.forbidden')
    await stage.refused(plan, town.clerk, { area: String(OTHER_COMMUNITY) }, 'region.unknown')
  }),
)

test(
  'no door stands in two rounds; once its round is over or ended it may be planned again, and a door visited for all it was asked is not, until something new is asked',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const round = await handOver(stage, town, [town.door('101'), town.door('501')])
    const left = async () => {
      const found = await stage.does(plan, town.clerk, { area: AREA })
      return [found.doors.length, found.left.inRounds, found.left.visited]
    }
    assert.deepEqual(await left(), [1, 2, 0])
    await stage.refused(
      assign,
      town.clerk,
      {
        area: AREA,
        post: town.worker.post,
        title: '另一轮',
        from: '2026-11-22',
        to: '2026-11-30',
        doors: [town.door('501'), town.door('502')],
      },
      'thing.changed',
    )
    await stage.does(record, town.worker, item(round, town.door('101'), town.worker, { kind: 'visit', outcome: 'done' }))
    await stage.does(record, town.worker, item(round, town.door('501'), town.worker, { kind: 'visit', outcome: 'nobody-home' }))
    assert.deepEqual(
      (await stage.does(list, town.clerk, {})).rounds.map(({ doors, visited, comeBack }) => [doors, visited, comeBack]),
      [[2, 1, 1]],
    )
    assert.deepEqual(await left(), [1, 1, 1])
    assert.deepEqual(await stage.does(end, town.clerk, { id: round }), { doors: 1 })
    assert.deepEqual(await left(), [2, 0, 1])

    stage.setNow(new Date('2026-11-22T04:00:00Z'))
    await ask(stage, town.clerk, '就业摸底', ['姓名', '工作单位'])
    assert.deepEqual(await left(), [3, 0, 0])
    await handOver(stage, town, [town.door('101')], '2026-11-25')
    assert.deepEqual(await left(), [2, 1, 0])
    stage.setNow(new Date('2026-11-26T02:00:00Z'))
    assert.deepEqual(await left(), [3, 0, 0])
  }),
)

test(
  'a round read whole brings each door its open questions, what is known beside them with masked numbers, and the card; the round is noted as the reason of the look',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const round = await handOver(stage, town, [town.door('501'), town.door('502')])
    const whole = await stage.does(read, town.worker, { id: round })
    assert.deepEqual(whole.card, {
      name: '孙网格',
      title: '孙网格',
      office: whole.card.office,
      phones: [{ name: '孙网格', role: 'grid-worker', phone: '13900001234' }],
      from: '2026-11-22',
      to: '2026-11-30',
      purposes: ['核对居民信息'],
      bases: [basis],
      recipients: ['区民政局'],
      optional: ['person.employer', 'person.phone'],
    })
    assert.deepEqual(
      whole.list.map(({ label, place, parties }) => [
        label,
        place,
        parties.map(({ name, relation, age, questions }) => [name, relation, age, questions.map(({ element, state }) => [element, state])]),
      ]),
      [
        [
          '阳光花园3号楼2单元501室',
          1,
          [
            [
              '李娜',
              'residence',
              74,
              [
                ['person.employer', 'missing'],
                ['person.phone', 'missing'],
              ],
            ],
          ],
        ],
        ['阳光花园3号楼2单元502室', 2, [['王强', 'residence', 51, [['person.employer', 'missing']]]]],
      ],
    )
    assert.deepEqual(
      whole.elements.map(({ id, type, sensitive }) => [id, type, sensitive]),
      [
        ['person.employer', 'text', false],
        ['person.phone', 'phone', false],
      ],
    )
    await stage.ctx()
    const [look] = await stage.sql<
      { subjects: string[]; reason: string; filter: unknown }[]
    >`select subjects, reason, filter from look where view = 'round.read'`
    assert.deepEqual([look!.subjects.length, look!.reason, look!.filter], [2, '十一月走访', { round }])

    const answered = item(round, town.door('501'), town.worker, {
      subject: town.who('李娜'),
      answers: [{ element: 'person.phone', value: '13800002222' }],
    })
    assert.equal((await stage.does(record, town.worker, answered)).became, 'accepted')
    await stage.exhaust()
    const [door] = (await stage.does(read, town.worker, { id: round })).list
    assert.deepEqual(
      door!.parties[0]!.questions.map(({ element }) => element),
      ['person.employer'],
    )
    assert.deepEqual(
      door!.parties[0]!.known.map(({ element, value, base }) => [element, value, base]),
      [['person.phone', '138****2222', answered.id]],
    )
  }),
)

test(
  'a round is read by who walks it and who plans there, by nobody else; of a stairwell head only her doors',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const round = await handOver(stage, town, [town.door('501')])
    const other = await employ(stage, 'grid', '吴网格', { lo: town.region, hi: town.region })
    await stage.refused(read, other, { id: round }, 'thing.unknown')
    await stage.refused(read, stage.actor('auditor', COMMUNITY), { id: round }, 'access.forbidden')
    await stage.refused(read, stage.actor('clerk', OTHER_COMMUNITY), { id: round }, 'thing.unknown')
    assert.deepEqual((await stage.does(list, other, {})).rounds, [])
    assert.equal((await stage.does(read, town.clerk, { id: round })).mine, false)

    const head = await employ(stage, 'grid', '钱楼长', { lo: town.region, hi: town.region })
    await stage.ctx()
    const [building] = await stage.sql<
      { estate: string; building: string }[]
    >`select estate_id as estate, building_id as building from dwelling limit 1`
    await stage.does(addMember, town.clerk, {
      id: town.grid,
      role: 'stairwell-head',
      login: head.login,
      from: '2026-11-01',
      stairs: [{ ...building!, unit: '1' }],
    })
    const hers = await stage.does(plan, town.clerk, { area: AREA, post: head.post })
    assert.deepEqual(
      hers.doors.map(({ label }) => label),
      ['阳光花园3号楼1单元101室'],
    )
    const input = { area: AREA, post: head.post, title: '一单元', from: '2026-11-22', to: '2026-11-30' }
    await stage.refused(assign, town.clerk, { ...input, doors: [town.door('502')] }, 'input.invalid')
    await stage.does(assign, town.clerk, { ...input, doors: [town.door('101')] })
    await stage.refused(reassign, town.clerk, { id: round, post: head.post }, 'input.invalid')
    await stage.does(reassign, town.clerk, { id: round, post: other.post, to: '2026-12-05' })
    assert.equal((await stage.does(read, other, { id: round })).to, '2026-12-05')
    await stage.refused(read, town.worker, { id: round }, 'thing.unknown')
  }),
)

test(
  'who may not record visits, walks nothing; nor is a round given for a time that is past or without end',
  story(async (stage) => {
    const town = await settleTown(stage)
    await ask(stage, town.clerk, '居民核对')
    const auditor = await employ(stage, 'auditor', '审计', { lo: COMMUNITY * 1000, hi: COMMUNITY * 1000 + 999 })
    const input = { area: AREA, post: town.worker.post, title: '轮', from: '2026-11-22', to: '2026-11-30', doors: [town.door('501')] }
    await stage.refused(assign, town.clerk, { ...input, post: auditor.post }, 'input.invalid')
    await stage.refused(assign, town.clerk, { ...input, to: '2026-11-21' }, 'input.invalid')
    await stage.refused(assign, town.clerk, { ...input, to: '2027-11-21' }, 'input.invalid')
    await stage.refused(assign, town.worker, input, 'access.forbidden')
    await stage.refused(end, town.clerk, { id: town.grid }, 'thing.unknown')
  }),
)

test(
  'an assigned round opens what is protected at its doors without another reason, and uses none of the openings of the day',
  story(async (stage) => {
    const town = await settleTown(stage)
    const { clerk } = town
    await ask(stage, clerk, '过敏摸底', ['姓名', '药物过敏史', '工作单位'], { purpose: '急救时用' }, (sheet) => ({
      ...sheet,
      columns: sheet.columns.map((one) => (one.element === 'person.allergies' ? { ...one, basis: '基本公共卫生服务规范' } : one)),
    }))
    const [room, round] = [town.door('501'), await handOver(stage, { ...town, worker: clerk }, [town.door('501'), town.door('502')])]
    const said = item(round, room, clerk, { subject: town.who('李娜'), answers: [{ element: 'person.allergies', value: '青霉素' }] })
    assert.equal((await stage.does(record, clerk, said)).became, 'accepted')
    await stage.exhaust()
    // She is still asked where she works, and what was heard stands beside it.
    const open = async (name: string) => (await stage.does(reveal, clerk, { id: town.who(name) }, { reason: '核对' })).left
    const left = await open('王强')
    await stage.does(read, clerk, { id: round })
    await stage.ctx()
    const looks = await stage.sql<
      { sensitive: boolean }[]
    >`select sensitive from look where view = 'round.read' and login_id = ${clerk.login}`
    assert.deepEqual([...looks], [{ sensitive: true }])
    assert.equal(await open('李娜'), left - 1, 'that she opens by herself is counted, what the round opened is not')
  }),
)
