/** A resident answers what is asked of her before anybody knocks: hers and her door's, nobody else's; what she declines stays declined. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { report } from '#circles/management/appeals/own/actions.ts'
import { ofOwn } from '#ground/purposes/consents/actions.ts'
import { grant } from '#ground/residents/own/actions.ts'
import { newId } from '#kernel/log/id.ts'
import { openResidents, type Person, type Residents } from '../../../../test/wire/resident.ts'
import { STREET } from '../../../../test/wire/wire.ts'
import { askFollowers } from '../follow-ups.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

const START = new Date('2026-11-22T02:00:00Z')

describe('what is asked of a resident', () => {
  let at: Residents
  let lady: Person
  let neighbour: Person
  let cookie: string

  const asked = async () => {
    const { parties } = await at.does(views.asks, {}, cookie)
    return parties.flatMap(({ kind, name, questions }) => questions.map(({ element }) => `${name || kind} ${element}`)).sort()
  }
  const settled = () =>
    askFollowers[0]!.run(at.house, {
      street: STREET,
      log: newId(),
      at: 0,
      event: { name: 'person.corrected', subjects: [lady.id, at.doors[0]!], fields: [] },
    })

  before(async () => {
    at = await openResidents(START)
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    cookie = await at.comeIn(lady)
    const [home, other] = at.doors
    const rows = [
      ...['person.employer', 'person.emergency-contact-name', 'person.document-number', 'person.chronic-diseases'].map((element) => ({
        subject: lady.id,
        element,
        dwelling: home,
      })),
      { subject: home, element: 'dwelling.floor-area', dwelling: home },
      { subject: neighbour.id, element: 'person.employer', dwelling: other },
      { subject: other, element: 'dwelling.floor-area', dwelling: other },
    ]
    await at.askOf('独居老人摸底', rows, { bases: { 'person.chronic-diseases': '基本公共卫生服务规范' } })
  })
  after(() => at.close())

  test('she finds what is asked of her and of her door, what is protected too, but not what is settled with a card, nor anybody else’s', async () => {
    const { requests, elements } = await at.does(views.asks, {}, cookie)
    assert.deepEqual(await asked(), [
      'dwelling dwelling.floor-area',
      '王秀英 person.chronic-diseases',
      '王秀英 person.emergency-contact-name',
      '王秀英 person.employer',
    ])
    assert.deepEqual(
      requests.map(({ title, asker, until }) => [title, asker, until]),
      [['独居老人摸底', '区民政局', '2026-12-10']],
    )
    assert.deepEqual(
      elements.map(({ id }) => id),
      ['dwelling.floor-area', 'person.chronic-diseases', 'person.emergency-contact-name', 'person.employer'],
    )
  })

  test('her answers are facts she said herself, and nobody is asked again', async () => {
    await at.does(
      actions.answer,
      {
        person: lady.id,
        answers: [
          { element: 'person.employer', value: '退休' },
          { element: 'person.chronic-diseases', value: null },
        ],
      },
      cookie,
    )
    await at.does(actions.answer, { person: at.doors[0]!, answers: [{ element: 'dwelling.floor-area', value: 82 }] }, cookie)
    assert.deepEqual(await asked(), ['王秀英 person.emergency-contact-name'])
    await settled()
    const said = await at.inHouse(
      ({ sql }) => sql<{ source: string; how: string }[]>`
        select s.source, a.closed_how as how from ask a join statement s on s.street_id = a.street_id and s.id = a.closed_ref
        where a.street_id = ${STREET} and a.closed_at is not null order by 1`,
    )
    assert.deepEqual(
      [...said],
      [
        { source: 'self', how: 'answered' },
        { source: 'self', how: 'answered' },
        { source: 'self', how: 'answered' },
      ],
    )
  })

  test('what nobody asks, what belongs to a card, and what is another’s is refused', async () => {
    const answers = (element: string) => [{ element, value: '一厂' }]
    await at.refused(actions.answer, { person: lady.id, answers: answers('person.occupation') }, cookie, 'element.unknown')
    await at.refused(actions.answer, { person: lady.id, answers: answers('person.document-number') }, cookie, 'element.value')
    await at.refused(actions.answer, { person: neighbour.id, answers: answers('person.employer') }, cookie, 'access.not-yours')
    await at.refused(
      actions.answer,
      { person: at.doors[1]!, answers: [{ element: 'dwelling.floor-area', value: 60 }] },
      cookie,
      'access.not-yours',
    )
    await at.refused(
      actions.answer,
      { person: lady.id, answers: [{ element: 'person.emergency-contact-name', still: true }] },
      cookie,
      'thing.changed',
    )
    await at.refused(actions.decline, { person: neighbour.id, elements: ['person.employer'] }, cookie, 'access.not-yours')
  })

  test('a helper who may answer does so in her name, and not with numbers of hers', async () => {
    const daughter = '13700003333'
    const term = { from: '2026-11-22', to: '2027-02-20' }
    await at.does(grant, { person: lady.id, phone: daughter, name: '王小英', scope: ['answer'], ...term }, cookie)
    await at.askOf('联系电话核对', [{ subject: lady.id, element: 'person.landline', dwelling: at.doors[0]! }])
    const helper = await at.enterStreet(daughter)
    const { parties } = await at.does(views.asks, {}, helper)
    assert.deepEqual(
      parties.flatMap(({ questions }) => questions.map(({ element }) => element)),
      ['person.emergency-contact-name'],
    )
    await at.does(actions.answer, { person: lady.id, answers: [{ element: 'person.emergency-contact-name', value: '王小英' }] }, helper)
  })

  test('what she declines is asked no more for this purpose', async () => {
    const { slip, closed } = await at.does(actions.decline, { person: lady.id, elements: ['person.landline'], reason: '不用' }, cookie)
    assert.deepEqual([typeof slip, closed], ['string', 1])
    await at.askOf('联系电话核对', [{ subject: lady.id, element: 'person.landline', dwelling: at.doors[0]! }])
    await settled()
    assert.deepEqual(await asked(), [])
  })

  test('who declines everything she may is served as before: she reports and gets her number, and what she may agree to is shown to her', async () => {
    await at.askOf('自愿调查', [
      { subject: lady.id, element: 'person.employer', dwelling: at.doors[0]! },
      { subject: lady.id, element: 'person.occupation', dwelling: at.doors[0]! },
    ])
    await at.does(actions.decline, { person: lady.id, elements: ['person.employer', 'person.occupation'] }, cookie)
    assert.deepEqual(await asked(), [])
    const text = '楼道灯坏了一个星期。老人上下楼看不见'
    const place = { kind: 'estate' as const, door: at.doors[0]!, where: '2单元楼道' }
    const made = await at.does(report, { person: lady.id, type: 'repair', category: 'light', text, place }, cookie)
    assert.ok(made.number)
    assert.ok((await at.does(ofOwn, { person: lady.id }, cookie)).consents.length > 0)
  })
})
