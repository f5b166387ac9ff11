/** Her own copy holds everything the house keeps of her, and every table that keeps something of a person is either in it or left out for a reason. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { allRights } from '#catalogue/roles.ts'
import { close } from '#ground/residents/closings/actions.ts'
import { takeAlong } from '#ground/residents/own/export.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { enter } from '#kernel/action/door.ts'
import { readManifest } from '#kernel/db/manifest.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { modules } from '#server/modules.ts'
import { signInResident } from './resident.ts'
import { openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

/** Where somebody is named by id, and under which part of her copy it stands. */
const inCopy = new Map([
  ['subject', 'sayings'],
  ['subject_s', 'sayings'],
  ['statement', 'sayings'],
  ['statement_s', 'sayings'],
  ['identifier', 'sayings'],
  ['tie', 'sayings'],
  ['binding', 'telephones'],
  ['mandate', 'helpers'],
  ['look', 'looks'],
  ['topic_supporter', 'topics'],
  ['told', 'told'],
  ['consent', 'consents'],
  ['form_answer', 'forms'],
  ['import_row', 'staged'],
  ['ask', 'asked'],
  ['refusal', 'declined'],
  ['refusal_item', 'declined'],
  ['notice', 'notices'],
  ['own_channel', 'channels'],
  ['matter_reporter', 'matters'],
  ['matter', 'matters'],
])
/** And where it does not stand in it. */
const leftOut = new Map([
  ['claim', 'somebody said she was her; until it was looked at nobody knows who'],
  ['answer_letter', 'a number on paper that she has herself'],
  ['look_closing', 'closed by law or for a victim’s safety: it says so to nobody'],
  ['hold', 'evidence of a case; she asks for it, and a person decides'],
  ['glass', 'she is told of each at once, and it stands among the looks'],
  ['approval', 'a wish of staff about a child, which opened nothing by itself'],
  ['merge', 'which record went into which; the sayings are all there'],
  ['different', 'that two records are two people'],
  ['confirmation', 'that a saying was said again, by the saying'],
  ['delivery_gap', 'what a table could not say of her, which is what is asked'],
  ['visit_item', 'what became of an answer at the door; the answer itself is a saying'],
  ['visit_conflict', 'two sayings of hers side by side'],
  ['letter', 'the sheet her notices went in'],
  ['matter_photo', 'pictures are opened with the matter'],
  ['erasure', 'of who is erased nothing is left to copy'],
  ['household', 'the household is not hers alone; what is known of it stands on her page'],
  ['grid_member', 'who works for a grid, by post'],
  ['post', 'who works here, by post'],
])

describe('her own copy', () => {
  let wire: Wire
  let cookie: string
  let her: string

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    her = wire.own.ids.get('people')![0]!
    await wire.employ('clerk', 'clerk', rangeOf(wire.own))
    cookie = await signInResident(wire, '13800001111', her)
  })
  after(() => wire.close())

  const take = async () => {
    const reply = await wire.ask(takeAlong, STREET, { person: her, format: 'json' }, { cookie })
    assert.equal(reply.statusCode, 200, reply.body)
    const { text } = (reply.json() as { data: { text: string } }).data
    return { text, copy: JSON.parse(text) as Record<string, Record<string, unknown>[]> }
  }

  test('rows of rosters about her, workbooks that named her, what she was asked and told, what she reported, and of nobody else a word', async () => {
    const { text, copy } = await take()
    for (const part of ['sayings', 'telephones', 'looks', 'staged', 'asked', 'notices', 'matters', 'deliveries'])
      assert.ok(copy[part]!.length > 0, part)
    assert.ok(JSON.stringify(copy.staged).includes('一厂'))
    const [delivery] = copy.deliveries!
    assert.deepEqual([delivery!.asker, delivery!.title], ['民政办', '名册'])
    assert.match(String(delivery!.mark), /linli/)
    assert.deepEqual(copy.copies, [])
    const mine = String(copy.sayings!.find(({ element }) => element === 'person.name')!.value)
    for (const name of ['欧阳秘', '司徒隐', '上官藏'].filter((one) => one !== mine)) assert.ok(!text.includes(name), name)
    assert.equal((await take()).copy.copies!.length, 1)
  })

  test('a workbook that went out under a closing stands in it as little as the look does', async () => {
    const actor = houseActor(STREET, allRights)
    await enter(wire.house, close, {
      street: STREET,
      actor,
      input: {
        id: her,
        from: '2020-01-01',
        why: 'law',
        basis: '国家安全法',
        until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      },
    })
    assert.deepEqual((await take()).copy.deliveries, [])
  })

  test('every table that names a person is in it, or left out for a reason', async () => {
    const tables = [...readManifest(await readModuleSql(modules))].filter(([, { kind }]) => kind === 'street').map(([name]) => name)
    const named = await wire.admin<{ name: string }[]>`
      select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relname in ${wire.admin(tables)} and a.attname in ('person_id', 'subject_id', 'principal_id', 'helper_id', 'kept_id', 'a_id', 'subjects')
        and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and not a.attisdropped order by 1`
    const unsaid = named.filter(({ name }) => !inCopy.has(name) && !leftOut.has(name)).map(({ name }) => name)
    assert.deepEqual(unsaid, [], 'say under which part of the copy it stands, or why not')
    const { copy } = await take()
    for (const part of new Set(inCopy.values())) assert.ok(Array.isArray(copy[part]), `${part} is a part of the copy`)
  })
})
