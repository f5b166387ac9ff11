import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rightsOf } from '#catalogue/roles.ts'
import * as householdViews from '#ground/households/views.ts'
import { ofPerson } from '#ground/notices/views.ts'
import { looks as staffLooks } from '#ground/people/views.ts'
import { looks as ownLooks } from '#ground/residents/own/views.ts'
import { type Actor, houseActor, RESIDENT_POST } from '#kernel/access/actor.ts'
import { newId } from '#kernel/log/id.ts'
import { employ, lady, settleHousehold } from '../../../../test/lookers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as glass from '../glass/actions.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const story = useStage()
const why = { reason: '受害人躲避期间', basis: '《反家庭暴力法》第五条' }
const moment = (text: string) => new Date(text)

function herself(id: string): Actor {
  const persons = [{ id, name: lady.name, as: 'self' as const, scope: ['see' as const] }]
  const resident = { persons, doors: [], ids: [id], labels: new Map<string, string>() }
  return { ...houseActor(STREET, rightsOf('resident')), login: newId(), post: RESIDENT_POST, role: 'resident', resident }
}

/** Looks at her by two clerks, and her own list of them as she sees it, her own looks left out. */
async function looked(stage: Stage) {
  const { her, kid } = await settleHousehold(stage, COMMUNITY)
  const [wang, li] = [await employ(stage, 'clerk', COMMUNITY), await employ(stage, 'clerk', COMMUNITY)]
  const me = herself(her)
  for (const [who, minute] of [
    [wang, 1],
    [li, 2],
    [wang, 3],
  ] as const) {
    stage.setNow(moment(`2026-11-22T02:${minute}0:00Z`))
    await stage.does(householdViews.person, who, { id: her })
  }
  stage.setNow(moment('2026-11-22T03:00:00Z'))
  const list = async () =>
    (await stage.does(ownLooks, me, { person: her })).looks.filter((look) => !look.own && look.view === 'household.person')
  const ofStaff = async (who: Actor) =>
    (await stage.does(staffLooks, who, { subject: her })).looks.filter((look) => look.view === 'household.person')
  return {
    her,
    kid,
    wang,
    li,
    list,
    ofStaff,
    director: await employ(stage, 'director', COMMUNITY),
    auditor: await employ(stage, 'auditor'),
  }
}

test(
  'one look that is closed is not in her list and leaves no gap; confirmed it stays so to its day, and is there again after',
  story(async (stage) => {
    const { her, kid, list, ofStaff, director, auditor } = await looked(stage)
    const before = await list()
    assert.equal(before.length, 3)
    const look = before[1]!.id
    const input = { id: her, look, all: false, ...why, until: '2026-12-22' }
    await stage.refused(actions.place, director, { ...input, until: '2026-11-21' }, 'input.invalid')
    await stage.refused(actions.place, director, { ...input, until: '2027-06-01' }, 'input.invalid')
    await stage.refused(actions.place, director, { ...input, id: kid }, 'thing.unknown')
    await stage.refused(actions.place, await employ(stage, 'clerk', COMMUNITY), input, 'access.forbidden')
    const { closing } = await stage.does(actions.place, director, input)
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      [before[0]!.id, before[2]!.id],
    )
    assert.equal((await ofStaff(director)).length, 3, 'staff who may read looks still see it')
    const seen = (await stage.does(views.list, auditor, {})).closings[0]!
    assert.deepEqual([seen.id, seen.state, seen.reason, seen.basis], [closing, 'waiting', why.reason, why.basis])
    await stage.refused(actions.review, director, { id: closing, kept: true, words: '同意' }, 'review.own')
    await stage.does(actions.review, auditor, { id: closing, kept: true, words: '同意' })
    await stage.refused(actions.review, auditor, { id: closing, kept: false, words: '再看' }, 'thing.changed', { key: 'again-0001' })
    stage.setNow(moment('2026-12-22T15:59:59Z'))
    assert.equal((await list()).length, 2)
    stage.setNow(moment('2026-12-22T16:00:00Z'))
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      before.map(({ id }) => id),
    )
    assert.equal((await stage.does(views.list, auditor, {})).closings[0]!.state, 'over')
  }),
)

test(
  'all looks of one login are closed, those to come too, and nobody else’s; unconfirmed it is over after three workdays, lifted at once',
  story(async (stage) => {
    const { her, wang, li, list, director, auditor } = await looked(stage)
    const mine = (await list()).at(-1)!
    const { closing } = await stage.does(actions.place, director, { id: her, look: mine.id, all: true, ...why, until: '2027-01-31' })
    assert.equal((await list()).length, 1)
    stage.setNow(moment('2026-11-23T02:00:00Z'))
    await stage.does(householdViews.person, wang, { id: her })
    await stage.does(householdViews.person, li, { id: her })
    assert.equal((await list()).length, 2)
    stage.setNow(moment('2026-11-25T15:59:59Z'))
    assert.equal((await list()).length, 2)
    stage.setNow(moment('2026-11-25T16:00:00Z'))
    assert.equal((await list()).length, 5, 'nobody confirmed it in time')
    await stage.refused(actions.review, auditor, { id: closing, kept: true, words: '迟了' }, 'thing.changed')

    const again = { id: her, look: mine.id, all: true, ...why, until: '2027-01-31' }
    const lifted = await stage.does(actions.place, director, again, { key: 'closing-0002' })
    assert.equal((await list()).length, 2)
    await stage.does(actions.review, auditor, { id: lifted.closing, kept: false, words: '没有必要' }, { key: 'review-0002' })
    assert.equal((await list()).length, 5)
    const ended = await stage.does(actions.place, director, again, { key: 'closing-0003' })
    await stage.does(actions.end, director, { id: ended.closing })
    assert.equal((await list()).length, 5)
    await stage.refused(actions.end, director, { id: ended.closing }, 'thing.changed', { key: 'end-again' })
    await stage.refused(actions.end, await employ(stage, 'director', OTHER_COMMUNITY), { id: lifted.closing }, 'thing.unknown')
  }),
)

test(
  'of a glass that is closed to her she is not told either',
  story(async (stage) => {
    const { her, wang, list, director } = await looked(stage)
    const hers = stage.actor('clerk', COMMUNITY)
    const mine = (await list()).at(-1)!
    await stage.does(actions.place, director, { id: her, look: mine.id, all: true, ...why, until: '2027-01-31' })
    const { id } = await stage.does(glass.open, wang, { person: her, whole: false, reason: '庇护所来电核实情况', hours: 1 })
    const house = { ...stage.actor('head'), rights: new Set(['glass.tell']) }
    assert.deepEqual(await stage.does(glass.tellThem, house, { id, unjustified: false }), { told: 0 })
    assert.deepEqual((await stage.does(ofPerson, hers, { id: her })).notices, [])
  }),
)
