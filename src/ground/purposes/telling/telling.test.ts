import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { shippedPurposes } from '#catalogue/purposes.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, useStage } from '../../../../test/stage.ts'
import { change } from '../actions.ts'
import { notice, read, told } from '../views.ts'
import { listToTellAgain, noteTold, noticeFor } from './notice.ts'
import { changesOf, noticeOf } from './rules.ts'

const story = useStage()
const { elements } = loadCatalogue()
const standing = shippedPurposes.map((purpose) => ({ ...purpose, edition: 'shipped-1' }))
const ids = (about: Parameters<typeof noticeOf>[2]) => noticeOf(standing, elements, about).parts.map((part) => part.id)

test('what is asked together is told under the fewest purposes, each element once', () => {
  const asked = ['person.name', 'person.phone', 'person.self-care', 'person.care-needs']
  const { parts } = noticeOf(standing, elements, { elements: asked })
  assert.deepEqual(
    parts.map(({ id }) => id),
    ['population', 'elder-care'],
  )
  assert.deepEqual(parts.flatMap((part) => part.elements).sort(), [...asked].sort())
  assert.deepEqual(parts.find(({ id }) => id === 'elder-care')?.protected, ['person.self-care', 'person.care-needs'])
  assert.deepEqual(ids({ elements: ['person.disability-kind', 'person.disability-grade', 'person.self-care'] }), ['disability-service'])
})

test('a named purpose comes with all it covers, everything without a wish, nothing for what no purpose needs', () => {
  assert.deepEqual(ids({ purposes: ['volunteers'] }), ['volunteers'])
  assert.equal(ids({}).length, standing.length)
  assert.deepEqual(ids({ elements: ['person.nonsense'] }), [])
  assert.deepEqual(ids({ purposes: ['volunteers'], elements: ['person.phone', 'person.allergies'] }), ['health-follow-up', 'volunteers'])
})

test(
  'a change of recipients or of the term raises the version of the notice, and whoever heard the older one is to be told again',
  story(async (stage) => {
    const head = stage.actor('head')
    const clerk = stage.actor('clerk', COMMUNITY)
    const ctx = await stage.ctx()
    const her = '00000000-0000-7000-8000-0000000000aa'
    await ctx.sql`
      insert into subject (street_id, id, kind, region_no, rev, values, meta) values (${STREET}, ${her}, 'person', ${COMMUNITY * 1000}, 1, '{}', '{"at":[]}')`
    const first = await noticeFor(ctx, { purposes: ['volunteers', 'overseas'] })
    await noteTold(ctx, [her], first, 'door')
    assert.deepEqual(await listToTellAgain(ctx, 10), [])
    assert.deepEqual(await stage.does(told, clerk, { id: 'volunteers' }), { told: 1, older: 0 })

    const { purpose, edition } = await stage.does(read, head, { id: 'volunteers' })
    const term = { ...purpose, keep: { from: 'left' as const, span: { years: 20 } } }
    await stage.does(change, head, { id: purpose.id, purpose: term, edition })
    const second = await stage.does(notice, clerk, { purposes: ['volunteers', 'overseas'] })
    assert.deepEqual(
      second.parts.map((part) => [part.id, part.edition]),
      [
        ['overseas', 'shipped-1'],
        ['volunteers', 'street-1'],
      ],
    )
    const again = await listToTellAgain(await stage.ctx(), 10)
    assert.deepEqual(
      again.map(({ subject, kind, purpose, changes }) => [subject, kind, purpose.id, changes]),
      [[her, 'person', 'volunteers', ['longer']]],
    )
    assert.deepEqual(await stage.does(told, clerk, { id: 'volunteers' }), { told: 1, older: 1 })

    await noteTold(await stage.ctx(), [her], await noticeFor(await stage.ctx(), { purposes: ['volunteers'] }), 'paper')
    assert.deepEqual(await stage.does(told, clerk, { id: 'volunteers' }), { told: 1, older: 0 })
    const beside = stage.actor('clerk', OTHER_COMMUNITY)
    assert.deepEqual(await stage.does(told, beside, { id: 'volunteers' }), { told: 0, older: 0 }, 'not people of another community')
    await stage.refused(told, clerk, { id: 'never-was' }, 'thing.unknown')
  }),
)

test('more asked, more who get it, longer kept, another use or basis is told again; another wording, or less of anything, is not', () => {
  const [before] = shippedPurposes.filter(({ id }) => id === 'elder-care')
  const now = (change: Partial<typeof before & object>) => changesOf(before!, { ...before!, ...change }, elements)
  assert.deepEqual(now({}), [])
  assert.deepEqual(
    now({ title: { zh: '探访', en: '' }, recipients: before!.recipients.slice(0, 1), covers: before!.covers.slice(0, 1) }),
    [],
  )
  assert.deepEqual(now({ keep: { from: 'said', span: { days: 300 } } }), [])
  assert.deepEqual(now({ keep: { from: 'said', span: { years: 3 } } }), ['longer'])
  assert.deepEqual(now({ keep: { from: 'left', span: { days: 1 } } }), ['longer'])
  assert.deepEqual(now({ recipients: [...before!.recipients, { zh: '保险公司', en: '' }] }), ['recipient'])
  assert.deepEqual(now({ covers: [...before!.covers, { kind: 'person', elements: ['person.allergies'] }], basis: 3 }), ['basis', 'element'])
  assert.deepEqual(now({ what: { zh: '另一件事', en: '' } }), ['use'])
})
