/** Consent is a record, is taken back as easily as it was given, and what rested on it alone goes, everywhere and for good. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { correct } from '#ground/facts/actions.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { expireStreet } from '#ground/forgetting/expiry.ts'
import { fill } from '#ground/forms/actions.ts'
import { open as openForm } from '#ground/forms/views.ts'
import { addPerson } from '#ground/households/actions.ts'
import { consentTelling } from '#ground/notices/consent-telling.ts'
import { merge } from '#ground/people/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { parseTombstones } from '#kernel/backup/tombstones.ts'
import { newId } from '#kernel/log/id.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET } from '../../../../test/stage.ts'
import { openStanding, readEverything, type Standing } from '../../../../test/standing.ts'
import { ofPerson, say } from './actions.ts'
import { consentFollowers, withdrawAgain } from './clearing.ts'

describe('consent', () => {
  let house: Standing
  let clerk: Actor
  let door: string
  let her: string

  const line = async (purpose: string, person = her) =>
    (await house.does(ofPerson, clerk, { id: person })).consents.find((one) => one.purpose === purpose)!
  const word = async (purpose: string, given: boolean, more: object = {}) => {
    const { edition } = await line(purpose)
    return house.does(
      say,
      clerk,
      { id: her, purpose, edition, given, way: 'telephone' as const, as: 'self' as const, ...more },
      { key: newId() },
    )
  }
  const rev = async (person = her) => (await house.above<{ rev: number }[]>`select rev from subject where id = ${person}`)[0]!.rev
  const tell = async (values: Record<string, unknown>, person = her) =>
    house.does(correct, clerk, { id: person, values, source: 'seen', asOf: '2026-11-20' }, { version: await rev(person), key: newId() })
  /** What follows an event, as after commit. */
  const followed = (name: string, subjects: string[]) =>
    consentFollowers
      .find(({ event }) => event === name)!
      .run(house.house, { street: STREET, log: newId(), at: 0, event: { name, subjects, fields: [] } })
  const stands = async (word: string) =>
    [...(await readEverything(house.above))].flatMap(([table, rows]) => (rows.some((row) => row.includes(word)) ? [table] : []))

  before(async () => {
    house = await openStanding()
    clerk = house.actor('clerk', COMMUNITY)
    door = await house.addDoor(COMMUNITY, '文昌里1号101')
    const arrive = async (name: string, values = {}) =>
      (
        await house.does(
          addPerson,
          clerk,
          { id: door, relation: 'residence', values: { 'person.name': name, ...values }, source: 'seen', asOf: '2026-11-20' },
          { key: newId() },
        )
      ).person
    her = await arrive('欧阳素心', { 'person.birth-date': '1950-01-01' })
  })
  after(() => house.close())

  test('what she answers on a form that rests on consent alone is a record: which purpose and elements, which notice, who, how and when', async () => {
    assert.equal((await line('health-follow-up')).state, 'none')
    const opened = await house.does(openForm, clerk, { id: 'elder-visit', subject: her })
    const [part] = opened.parts
    const answers = {
      'person.phone': '13800007788',
      'person.living-arrangement': 'alone',
      'person.emergency-contact-name': '田姑娘',
      'person.emergency-contact-phone': '13700001111',
      'person.has-family-doctor': true,
    }
    const handed = opened.parts.map(({ key, rev }) => ({
      key,
      rev,
      values: key === part!.key ? answers : {},
      still: [],
      local: key === part!.key ? { met: 'met' } : {},
    }))
    await house.does(
      fill,
      clerk,
      { id: 'elder-visit', subject: her, edition: opened.edition, channel: 'counter', asOf: '2026-11-20', parts: handed },
      { key: newId() },
    )
    const rows = await house.above`select purpose_id, elements, given, as_whom, way, edition from consent where subject_id = ${her}`
    const given = rows.map((row) => `${row.purpose_id} ${row.elements} ${row.given} ${row.as_whom} ${row.way} ${row.edition}`)
    assert.deepEqual(given, ['health-follow-up {person.has-family-doctor} true self counter shipped-1'])
  })

  test('she says yes by telephone and takes it back by telephone: what rested on it alone goes from every table, what has another basis stays and says why', async () => {
    assert.equal((await word('health-follow-up', true)).state, 'given')
    await tell({ 'person.allergies': '青霉素甲', 'person.employer': '素心书店', 'person.illness': '腰伤旧疾' })
    const before = await line('health-follow-up')
    assert.ok(before.goes.some(({ element }) => element === 'person.allergies'))
    const { state, goes, stays } = await word('health-follow-up', false)
    assert.equal(state, 'withdrawn')
    assert.ok(goes.some(({ element }) => element === 'person.allergies') && !goes.some(({ element }) => element === 'person.employer'))
    for (const { by } of stays) assert.ok(by.length > 0)
    await followed('consent.withdrawn', [her])
    const gone = goes.map(({ element }) => element)
    assert.deepEqual(await stands('青霉素甲'), [])
    assert.deepEqual((await stands('素心书店')).includes('subject'), true)
    const left = await line('health-follow-up')
    assert.deepEqual(
      [left.state, left.goes, left.words.map(({ given, way, as }) => [given, way, as])[0]],
      ['withdrawn', [], [false, 'telephone', 'self']],
    )
    assert.ok(gone.length > 0)
  })

  test('nothing of it is said again by any road until she agrees anew; then it is', async () => {
    await house.refused(
      correct,
      clerk,
      { id: her, values: { 'person.allergies': '又写上' }, source: 'seen', asOf: '2026-11-20' },
      'consent.withdrawn',
      { version: await rev(), key: newId() },
    )
    // Brought back by a road that asks no gate: an import's own statements. The night takes it.
    const catalogue = await house.house.transaction(
      { street: STREET, lo: 0, hi: 1, login: newId(), post: newId(), sensitive: true },
      (sql) => getStreetCatalogue({ sql, street: STREET } as never),
    )
    assert.equal(catalogue.elements.get('person.allergies')!.sensitivity, 'sensitive')
    const [old] = await house.above<{ id: string }[]>`select id from statement where subject_id = ${her} order by said_at limit 1`
    await house.above`insert into statement_s (street_id, id, subject_id, region_no, body) values (${STREET}, ${old!.id}, ${her}, ${COMMUNITY * 1000}, '{"person.allergies": "名册带回"}')
      on conflict (street_id, id) do update set body = excluded.body`
    assert.equal((await expireStreet(house.house, STREET))['withdrawn-fact'], 1)
    assert.deepEqual(await stands('名册带回'), [])
    await word('health-follow-up', true)
    await tell({ 'person.allergies': '再记青霉素' })
    assert.ok((await stands('再记青霉素')).includes('subject_s'))
  })

  test('a form that asks it shows it closed and asks it of nobody else’s leave, needs it no more, and takes no answer to it that was on its way', async () => {
    await word('health-follow-up', false)
    await followed('consent.withdrawn', [her])
    const opened = await house.does(openForm, clerk, { id: 'elder-visit', subject: her })
    const part = opened.parts.find(({ subject }) => subject === her)!
    assert.ok(part.closed.includes('person.has-family-doctor'))
    assert.deepEqual(
      part.facts.filter(({ element }) => part.closed.includes(element)),
      [],
    )
    const asked = opened.form.sections.flatMap(({ questions }) => questions)
    assert.ok(asked.some((question) => 'element' in question && part.closed.includes(question.element)))
    const handed = (more: Record<string, unknown>) => ({
      id: 'elder-visit',
      subject: her,
      edition: opened.edition,
      channel: 'counter' as const,
      asOf: '2026-11-20',
      parts: opened.parts.map(({ key, rev: at }) => ({
        key,
        rev: at,
        values: key === part.key ? more : {},
        still: [],
        local: key === part.key ? { met: 'met' } : {},
      })),
    })
    const late = await house.refused(fill, clerk, handed({ 'person.has-family-doctor': true }), 'form.answers', { key: newId() })
    assert.deepEqual(late.fields?.map(({ say: words }) => words), ['consent.withdrawn-field']) // biome-ignore format: one list
    await house.does(fill, clerk, handed({ 'person.phone': '13800007799' }), { key: newId() })
    await word('health-follow-up', true)
    assert.deepEqual((await house.does(openForm, clerk, { id: 'elder-visit', subject: her })).parts.flatMap(({ closed }) => closed), []) // biome-ignore format: one list
    await tell({ 'person.allergies': '再记青霉素' })
  })

  test('a backup that still knows it brings it back as little: what was taken back stands beside the database', async () => {
    const stones = parseTombstones(await readFile(join(house.folder, 'tombstones.jsonl'), 'utf8')).filter(({ withdrawn }) => withdrawn)
    assert.deepEqual([...new Set(stones.map(({ subject, withdrawn }) => `${subject} ${withdrawn!.purpose}`))], [`${her} health-follow-up`]) // biome-ignore format: one list
    // As the backup had it: her word is not known, and what she had said is.
    await house.above`delete from consent where subject_id = ${her}`
    await tell({ 'person.allergies': '备份带回' })
    assert.ok((await stands('备份带回')).includes('subject_s'))
    await withdrawAgain(house.house, stones)
    assert.deepEqual(await stands('备份带回'), [])
    assert.equal((await line('health-follow-up')).state, 'withdrawn')
    await word('health-follow-up', true)
    await tell({ 'person.allergies': '再记青霉素' })
  })

  test('who is under a hold keeps it as evidence until the hold ends', async () => {
    const until = '2026-12-31'
    await house.above`insert into hold (street_id, id, subject_id, reason, until_day, login_id, post_id, at)
      values (${STREET}, ${newId()}, ${her}, '信访件', ${until}, ${newId()}, ${newId()}, now())`
    await word('health-follow-up', false)
    await followed('consent.withdrawn', [her])
    assert.ok((await stands('再记青霉素')).includes('statement_s'))
    house.setNow(new Date('2027-01-01T02:00:00Z'))
    await expireStreet(house.house, STREET)
    assert.deepEqual(await stands('再记青霉素'), [])
    house.setNow(new Date('2026-11-22T02:00:00Z'))
    await house.above`update hold set ended_at = now()`
  })

  test('a record that is merged brings no value back, and its word counts for the one that stays', async () => {
    const twin = (
      await house.does(
        addPerson,
        clerk,
        { id: door, relation: 'residence', values: { 'person.name': '欧阳素心' }, source: 'seen', asOf: '2026-11-20' },
        { key: newId() },
      )
    ).person
    await tell({ 'person.allergies': '合并带来' }, twin)
    await house.does(merge, clerk, { keep: her, gone: twin, reasons: [] } as never, { key: newId(), version: await rev() })
    await followed('person.merged', [her, twin])
    assert.deepEqual(await stands('合并带来'), [])
    // Folded anew, the record that went holds no door of its own again.
    assert.equal((await house.above`select 1 from tie where person_id = ${twin}`).length, 0)
    assert.equal((await line('health-follow-up')).state, 'withdrawn')
  })

  test('taken back by letter she hears of it in her own channel, once however often it is followed; at the counter she was told already', async () => {
    const told = async () => (await house.above`select 1 from notice where person_id = ${her} and kind = 'consent.withdrawn'`).length
    const follow = async (way: string, log = newId()) => {
      const refs = { purpose: 'health-follow-up', as: 'self', way }
      for (let times = 0; times < 2; times += 1)
        await consentTelling.run(house.house, {
          street: STREET,
          log,
          at: 0,
          event: { name: 'consent.withdrawn', subjects: [her], fields: [], refs },
        })
    }
    await follow('counter')
    assert.equal(await told(), 0)
    await follow('paper')
    assert.equal(await told(), 1)
  })

  test('of a child under 14 the guardian says yes, at 14 she does; anybody may say no', async () => {
    const kid = (
      await house.does(
        addPerson,
        clerk,
        {
          id: door,
          relation: 'residence',
          values: { 'person.name': '欧阳小满', 'person.birth-date': '2012-11-23' },
          source: 'seen',
          asOf: '2026-11-20',
        },
        { key: newId() },
      )
    ).person
    const { edition } = await line('health-follow-up', kid)
    const input = { id: kid, purpose: 'health-follow-up', edition, given: true, way: 'counter' as const }
    await house.refused(say, clerk, { ...input, as: 'self' }, 'consent.guardian', { key: newId() })
    await house.does(say, clerk, { ...input, as: 'guardian' }, { key: newId() })
    assert.equal((await line('health-follow-up', kid)).words[0]!.as, 'guardian')
    house.setNow(new Date('2026-11-23T02:00:00Z'))
    await house.does(say, clerk, { ...input, given: false, as: 'self' }, { key: newId() })
    await house.does(say, clerk, { ...input, as: 'self' }, { key: newId() })
    house.setNow(new Date('2026-11-22T02:00:00Z'))
  })

  test('a notice that changed meanwhile is not agreed to unread, a purpose of duty is not hers to take back, and nobody of the next community may hear of it', async () => {
    const { edition } = await line('health-follow-up')
    const input = { id: her, purpose: 'health-follow-up', edition, given: true, way: 'counter', as: 'self' }
    await house.refused(say, clerk, { ...input, edition: 'street-9' }, 'thing.changed', { key: newId() })
    await house.refused(say, clerk, { ...input, purpose: 'residents' }, 'thing.unknown', { key: newId() })
    await house.refused(ofPerson, house.actor('clerk', OTHER_COMMUNITY), { id: her }, 'thing.unknown')
    await house.refused(say, house.actor('grid', COMMUNITY), input, 'access.forbidden', { key: newId() })
  })
})
