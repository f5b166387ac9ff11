/** Photographs over the wire: whose they are, who sees them, and that they go with who sent them. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { matterForgets } from '#ground/matters/forget-queries.ts'
import * as desk from '#ground/matters/views.ts'
import { newId } from '#kernel/log/id.ts'
import { jpeg, withPlace } from '../../../../../test/pictures.ts'
import { openResidents, type Person, type Residents, signInResident } from '../../../../../test/wire/resident.ts'
import { rangeOf, STREET } from '../../../../../test/wire/wire.ts'
import * as actions from './actions.ts'
import * as views from './views.ts'

describe('photographs of what is reported', () => {
  let at: Residents
  let lady: Person
  let neighbour: Person
  let cookie: string
  let next: string

  before(async () => {
    at = await openResidents(new Date('2026-11-23T02:00:00Z'))
    lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    neighbour = await at.settlePerson('赵敏', '1980-05-06', '13900005678', at.doors[1])
    cookie = await signInResident(at, lady.phone, lady.id)
    next = await signInResident(at, neighbour.phone, neighbour.id)
  })
  after(() => at.close())

  const send = async (payload: Buffer, who = cookie, person = lady.id) =>
    at.app.inject({
      method: 'POST',
      url: `/api/v1/s/${STREET}/mine/${person}/photos`,
      headers: { cookie: who, 'x-linli': '1', 'idempotency-key': newId(), 'content-type': 'application/octet-stream' },
      payload,
    })
  const bring = async (who = cookie, person = lady.id): Promise<string> => {
    const response = await send(withPlace(await jpeg(200, 100), 'GPS here'), who, person)
    assert.equal(response.statusCode, 200, response.body)
    return response.json().data.photo
  }
  const fetchOne = (path: string, who: string) => at.app.inject({ url: `/api/v1/s/${STREET}${path}`, headers: { cookie: who } })
  const lamp = (photos: string[], more: object = {}) => ({
    person: lady.id,
    type: 'repair',
    category: 'light',
    text: '楼道灯坏了',
    place: { kind: 'estate' as const, door: at.doors[0]! },
    photos,
    ...more,
  })

  test('sent with a report, and later with a word more: she, and whoever may see the matter, see it; nobody else does, and no area opens its file', async () => {
    const photo = await bring()
    const { id } = await at.does(actions.report, lamp([photo]), cookie)
    const second = await bring()
    await at.does(actions.say, { person: lady.id, id, act: { kind: 'note' }, photos: [second] }, cookie)
    const { photos } = await at.does(views.read, { person: lady.id, id }, cookie)
    assert.deepEqual(photos.map((one) => [one.id, one.seq, one.width, one.height]), [[photo, 1, 100, 200], [second, 2, 100, 200]]) // biome-ignore format: two lines
    const hers = await fetchOne(`/mine/${lady.id}/matters/${id}/photos/${photo}`, cookie)
    assert.deepEqual([hers.statusCode, hers.headers['content-type'], hers.headers['cache-control']], [200, 'image/jpeg', 'no-store'])
    assert.match(String(hers.headers['content-security-policy']), /sandbox/)
    assert.ok(!hers.rawPayload.includes('GPS') && !hers.rawPayload.includes('Exif'))
    const staff = await fetchOne(`/matters/${id}/photos/${photo}`, at.clerk)
    assert.equal(staff.statusCode, 200)
    assert.deepEqual((await at.does(desk.read, { id }, at.clerk)).photos.length, 2)
    for (const [path, who] of [
      [`/mine/${lady.id}/matters/${id}/photos/${photo}`, next],
      [`/mine/${neighbour.id}/matters/${id}/photos/${photo}`, next],
      [`/matters/${id}/photos/${photo}`, next],
      [`/matters/${id}/photos/${photo}`, at.clerkBeside],
      [`/files/${photo}`, at.clerk],
    ] as const)
      assert.ok((await fetchOne(path, who)).statusCode >= 400, path)
    const department = await at.employ('department', 'department', { street: STREET, lo: 1, hi: 0 })
    assert.ok((await fetchOne(`/matters/${id}/photos/${photo}`, department.cookie)).statusCode >= 400)
    assert.ok((await fetchOne(`/files/${photo}`, department.cookie)).statusCode >= 400)
  })

  test('one that was used, is another’s or is not there is not sent with anything, and nothing of the report is kept', async () => {
    const photo = await bring()
    await at.does(actions.report, lamp([photo]), cookie)
    const others = await bring(next, neighbour.id)
    const [{ n: before } = { n: 0 }] = await at.admin<{ n: number }[]>`select count(*)::int as n from matter`
    for (const wrong of [photo, others, newId()]) await at.refused(actions.report, lamp([wrong]), cookie, 'input.invalid')
    const [{ n: after } = { n: 0 }] = await at.admin<{ n: number }[]>`select count(*)::int as n from matter`
    assert.equal(after, before)
  })

  test('what joins sees its own pictures, not the others’; one of a sealed matter is hidden with it', async () => {
    const first = await bring()
    const { id } = await at.does(actions.report, lamp([first], { category: 'lift', text: '电梯停了' }), cookie)
    const theirs = await bring(next, neighbour.id)
    await at.does(actions.join, { person: neighbour.id, id, photos: [theirs] }, next)
    assert.deepEqual((await at.does(views.read, { person: neighbour.id, id }, next)).photos.map((one) => one.id), [theirs]) // biome-ignore format: one line
    assert.equal((await fetchOne(`/mine/${neighbour.id}/matters/${id}/photos/${first}`, next)).statusCode, 404)
    const hidden = await bring()
    const sealed = await at.does(
      actions.report,
      lamp([hidden], { type: 'complaint', category: 'rude', accused: `community:${at.own.community}` }),
      cookie,
    )
    assert.equal((await fetchOne(`/matters/${sealed.id}/photos/${hidden}`, at.clerk)).statusCode, 404)
    const head = await at.employ('head', 'head', rangeOf({ street: STREET }))
    assert.equal((await fetchOne(`/matters/${sealed.id}/photos/${hidden}`, head.cookie)).statusCode, 200)
  })

  test('too large, no picture, for somebody else or by staff: refused, nothing kept; so many and no more lie about unused', async () => {
    assert.equal((await send(Buffer.alloc(13 * 1024 * 1024, 1))).json().code, 'photo.too-large')
    assert.equal((await send(Buffer.from('hello'))).json().code, 'photo.unreadable')
    assert.equal((await send(await jpeg(), cookie, neighbour.id)).json().code, 'access.not-yours')
    assert.equal((await send(await jpeg(), at.clerk)).json().code, 'access.forbidden')
    const codes: string[] = []
    for (let times = 0; times < 13; times += 1) codes.push((await send(await jpeg())).json().code ?? 'ok')
    assert.deepEqual([codes[0], codes.at(-1)], ['ok', 'photo.too-many'])
  })

  test('erased with her; unused ones go after three days', async () => {
    const photo = await bring(next, neighbour.id)
    await at.does(actions.report, { ...lamp([photo]), person: neighbour.id, place: { kind: 'estate', door: at.doors[1]! } }, next)
    const path = at.house.files.path(STREET, photo)
    assert.ok((await readFile(path)).length > 0)
    const held = await at.house.forgetting.within(STREET, (sql) => matterForgets.holds!(sql, STREET))
    assert.ok(held.includes(photo))
    const gone = await at.house.forgetting.within(STREET, (sql) => matterForgets.erase!(sql, STREET, [neighbour.id]))
    assert.ok(gone.files.includes(photo))
    const moment = { now: new Date('2026-11-27T02:00:00Z'), today: '2026-11-27' }
    const expired = await at.house.forgetting.within(STREET, (sql) => matterForgets.expire!(sql, STREET, moment))
    assert.ok(expired.files.length >= 12)
    const [left] = await at.admin<{ n: number }[]>`select count(*)::int as n from matter_photo where matter_id is null`
    assert.equal(left!.n, 0)
  })
})
