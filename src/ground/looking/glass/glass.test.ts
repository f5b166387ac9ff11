import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as householdViews from '#ground/households/views.ts'
import { ofPerson } from '#ground/notices/views.ts'
import { looks } from '#ground/people/views.ts'
import { employ, lady, settleHousehold } from '../../../../test/lookers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as opening from '../opening.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()
const begun = Date.parse('2026-11-22T02:00:00Z')
const asked = { number: lady.idNumber, name: lady.name, whole: false, reason: '老人走失，需要联系家人', hours: 3 }
const logs = async (stage: Stage) =>
  (await stage.ctx()).sql<{ view: string; reason: string | null; glass: string | null; sensitive: boolean; subjects: string[] }[]>`
    select view, reason, filter->>'glass' as glass, sensitive, subjects from look where street_id = ${STREET} and filter ? 'glass' order by at, id`

test(
  'somebody of another community is opened by number and name together, for the stated time and not a second longer',
  story(async (stage) => {
    const { her, kid } = await settleHousehold(stage)
    const grid = await employ(stage, 'grid', COMMUNITY)
    await stage.refused(householdViews.person, grid, { id: her }, 'thing.unknown')
    await stage.refused(actions.open, grid, { ...asked, name: '欧阳素' }, 'thing.unknown')
    await stage.refused(actions.open, grid, { ...asked, number: '37099919520509004X' }, 'input.invalid')
    await stage.refused(actions.open, grid, { ...asked, person: her }, 'thing.unknown', { key: 'her-own-id' })
    const { id, expiresAt } = await stage.does(actions.open, grid, asked)
    assert.equal(Date.parse(expiresAt), begun + 3 * 3_600_000)
    const seen = await stage.does(views.read, grid, { id })
    assert.deepEqual(
      seen.parts.map((part) => part.id),
      [her],
    )
    const facts = new Map(seen.parts[0]!.facts.map((fact) => [fact.element, fact.value]))
    assert.equal(facts.get('person.name'), lady.name)
    assert.equal(facts.get('person.phone'), '138****7788')
    assert.ok(!facts.has('person.allergies'))
    // The rest of the house stays as it is.
    await stage.refused(householdViews.person, grid, { id: her }, 'thing.unknown')
    await stage.refused(views.reveal, grid, { id, subject: her }, 'access.forbidden')
    const another = await employ(stage, 'grid', COMMUNITY)
    await stage.refused(views.read, another, { id }, 'thing.unknown')
    await stage.refused(views.read, { ...grid, post: another.post }, { id }, 'thing.unknown')
    stage.setNow(new Date(begun + 3 * 3_600_000 - 1000))
    await stage.does(views.read, grid, { id })
    stage.setNow(new Date(begun + 3 * 3_600_000))
    await stage.refused(views.read, grid, { id }, 'glass.over')
    await stage.refused(actions.close, grid, { id }, 'glass.over')
    const noted = await logs(stage)
    assert.deepEqual(
      [...new Set(noted.map((look) => `${look.view} ${look.reason} ${look.glass === id}`))],
      [`glass.open ${asked.reason} true`, `glass.read ${asked.reason} true`],
    )
    assert.ok(!noted.some(({ subjects }) => subjects.includes(kid)))
  }),
)

test(
  'with her household come those who live with her and their door, and nobody of the next; a telephone finds her as well',
  story(async (stage) => {
    const { her, kid, door, neighbour } = await settleHousehold(stage)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const { id } = await stage.does(actions.open, clerk, { ...asked, number: lady.phone, whole: true })
    const seen = await stage.does(views.read, clerk, { id })
    assert.deepEqual(seen.parts.map((part) => part.id).sort(), [door, her, kid].sort())
    assert.equal(seen.door, '文昌里1号101')
    assert.deepEqual(
      seen.parts.filter((part) => part.child).map((part) => part.id),
      [kid],
    )
    await stage.refused(views.reveal, clerk, { id, subject: neighbour }, 'thing.unknown')
    await stage.refused(views.reveal, clerk, { id, subject: kid }, 'approval.needed')
    const { facts } = await stage.does(views.reveal, clerk, { id, subject: her })
    const whole = new Map(facts.map((fact) => [fact.element, fact.value]))
    assert.deepEqual([whole.get('person.id-number'), whole.get('person.allergies')], [lady.idNumber, '青霉素'])
    await stage.does(actions.close, clerk, { id })
    await stage.refused(views.reveal, clerk, { id, subject: her }, 'glass.over')
    assert.deepEqual(
      (await stage.does(views.own, clerk, {})).glasses.map(({ open, state }) => [open, state]),
      [[false, 'waiting']],
    )
  }),
)

test(
  'in one’s own area it goes beyond the day’s cap, by the id of the page; and is counted itself',
  story(async (stage) => {
    const { her } = await settleHousehold(stage, COMMUNITY)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    for (let left = opening.SENSITIVE_CAP; left > 0; left -= 1) await stage.does(opening.reveal, clerk, { id: her }, { reason: '核对' })
    await stage.refused(opening.reveal, clerk, { id: her }, 'access.cap-reached', { reason: '核对' })
    const own = { person: her, whole: false, reason: '救护车在楼下，医生问过敏史', hours: 1 }
    await stage.refused(actions.open, clerk, { ...own, hours: 4 }, 'input.invalid')
    const { id } = await stage.does(actions.open, clerk, own, { key: 'glass-0001' })
    assert.ok((await stage.does(views.reveal, clerk, { id, subject: her })).facts.some(({ element }) => element === 'person.allergies'))
    for (let n = 2; n <= 5; n += 1) await stage.does(actions.open, clerk, own, { key: `glass-000${n}` })
    const spent = await stage.refused(actions.open, clerk, own, 'glass.spent', { key: 'glass-0006' })
    assert.equal(spent.details.most, 5)
    stage.setNow(new Date(begun + 24 * 3_600_000))
    await stage.does(actions.open, clerk, own, { key: 'glass-0007' })
  }),
)

test(
  'wrong tries count too, and what a mistaken one found is nothing',
  story(async (stage) => {
    await settleHousehold(stage)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    for (let n = 0; n < 10; n += 1)
      await stage.refused(actions.open, clerk, { ...asked, name: '张三' }, 'thing.unknown', { key: `a-try-no-${n}` })
    await stage.refused(actions.open, clerk, asked, 'glass.spent', { key: 'a-try-no-10' })
  }),
)

test(
  'somebody else reviews each within three workdays, over her own area; overdue shows, and what was said stays',
  story(async (stage) => {
    const { her } = await settleHousehold(stage)
    const director = await employ(stage, 'head', COMMUNITY)
    const { id } = await stage.does(actions.open, director, asked)
    const head = await employ(stage, 'head')
    const auditor = await employ(stage, 'auditor')
    const beside = await employ(stage, 'auditor', COMMUNITY)
    const [line] = (await stage.does(views.reviews, head, {})).glasses
    assert.deepEqual(
      [line?.id, line?.person, line?.name, line?.state, line?.reviewBy, line?.own],
      [id, her, lady.name, 'waiting', '2026-11-25', false],
    )
    assert.deepEqual((await stage.does(views.reviews, beside, {})).glasses, [])
    const said = { id, justified: false, words: '没有急事，不应当看' }
    await stage.refused(actions.review, director, said, 'thing.unknown')
    await stage.refused(actions.review, { ...director, lo: head.lo, hi: head.hi }, said, 'review.own')
    await stage.refused(actions.review, beside, said, 'thing.unknown')
    await stage.refused(actions.review, await employ(stage, 'clerk', OTHER_COMMUNITY), said, 'access.forbidden')
    stage.setNow(new Date('2026-11-26T02:00:00Z'))
    assert.equal((await stage.does(views.reviews, auditor, {})).glasses[0]?.state, 'overdue')
    await stage.does(actions.review, auditor, said)
    await stage.refused(actions.review, head, { ...said, justified: true }, 'thing.changed')
    const [done] = (await stage.does(views.own, director, {})).glasses
    assert.deepEqual([done?.state, done?.justified, done?.words], ['reviewed', false, said.words])
  }),
)

test(
  'she is told, and told again when it was not justified; her list of looks says that it was such a one',
  story(async (stage) => {
    const { her, clerk: hers } = await settleHousehold(stage)
    const clerk = await employ(stage, 'clerk', COMMUNITY)
    const { id } = await stage.does(actions.open, clerk, asked)
    await stage.does(views.read, clerk, { id })
    const house = { ...stage.actor('head'), rights: new Set(['glass.tell']) }
    assert.deepEqual(await stage.does(actions.tellThem, house, { id, unjustified: false }), { told: 1 })
    await stage.does(actions.tellThem, house, { id, unjustified: true })
    await stage.refused(actions.tellThem, clerk, { id, unjustified: false }, 'access.forbidden')
    const { notices } = await stage.does(ofPerson, hers, { id: her })
    assert.deepEqual(notices.map(({ kind }) => kind).sort(), ['glass.opened', 'glass.unjustified'])
    const seen = (await stage.does(looks, hers, { subject: her })).looks
    assert.ok(seen.some((look) => look.view === 'glass.read' && look.reason === asked.reason))
  }),
)
