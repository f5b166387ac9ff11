/**
 * Every word of every table that belongs to somebody's home, person or matter is changed, whichever module keeps it, and nobody who may not see it gets
 * another byte (law-security.md P2): a clerk of the next community, and the neighbour at the next door on her own telephone. The tables are read from the
 * database, so that a new module is tried without a line here.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isOwnRight } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { about } from './about.ts'
import { signInResident } from './resident.ts'
import { openWire, rangeOf, STREET, settle, type Wire } from './wire.ts'

/** Lists of what one did oneself, and of who looked at oneself, grow by asking; a file that is made bears its moment and its mark. */
const ofItself = new Set(['look.list', 'glass.own', 'own.looks', 'own.export', 'evidence.take'])
/** What one may still do today, and the mark of a copy, are new each time. */
const fleeting = /"left":\d+/g

/** What must have been among what was changed: people, what was asked, said and refused, matters with their acts, letters, helpers, and what only few may know of. */
const sure = [
  'act',
  'binding',
  'file',
  'import',
  'import_row',
  'mandate',
  'matter',
  'matter_reporter',
  'notice',
  'refusal',
  'request',
  'statement',
  'subject',
  'visit_item',
  'glass',
  'approval',
  'hold',
  'look_closing',
]

describe('what stands somewhere else', () => {
  let wire: Wire
  let operations: Operation[]
  const headers = { 'if-match': '"1"', 'linli-reason': encodeURIComponent('核实') }

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    await settle(wire, wire.beside, ['赵敏', '钱枫', '孙力'], 11)
    operations = [...wire.house.operations.values()]
  })
  after(() => wire.close())

  type Table = { name: string; uuids: string[]; words: string[]; jsons: string[]; hasRegion: boolean }

  /** Tables of the street with what may be changed in them: words and documents that no key, index or check holds. */
  async function listTables(): Promise<Table[]> {
    return wire.admin<Table[]>`
      with held as (
        select conrelid as id, unnest(conkey) as no from pg_constraint where contype in ('p', 'u', 'f', 'c')
        union select indrelid, unnest(indkey) from pg_index
      )
      select c.relname as name, coalesce(jsonb_agg(a.attname) filter (where t.typname = 'uuid'), '[]') as uuids,
        coalesce(jsonb_agg(a.attname) filter (where t.typname = 'text' and not exists (select 1 from held h where h.id = c.oid and h.no = a.attnum)), '[]') as words,
        coalesce(jsonb_agg(a.attname) filter (where t.typname = 'jsonb'), '[]') as jsons,
        bool_or(a.attname = 'region_no') as "hasRegion"
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
        and exists (select 1 from pg_attribute s where s.attrelid = c.oid and s.attname = 'street_id')
      group by c.relname order by 1`
  }

  /** What its house keeps of itself, and what a door has in common with the street. */
  const spared = new Set([
    'log',
    'look',
    'job',
    'definition',
    'street_key',
    'post',
    'login',
    'unit',
    'unit_post',
    'event_place',
    'confirmation',
  ])

  /** Everything that belongs to the regions, or names one of the ids, says something else; the tables in which anything was changed. */
  async function changeWords(
    word: string,
    { ids, regions }: { ids: string[]; regions?: { lo: number; hi: number } },
  ): Promise<Set<string>> {
    const changed = new Set<string>()
    for (const { name, uuids, words, jsons, hasRegion } of await listTables()) {
      if (spared.has(name) || words.length + jsons.length === 0) continue
      const { admin } = wire
      const named = uuids.map((column) => admin`${admin(column)} in ${admin(ids)}`)
      const here = regions && hasRegion ? [admin`region_no between ${regions.lo} and ${regions.hi}`] : []
      const where = [...named, ...here].reduce((all, one) => admin`${all} or ${one}`, admin`false`)
      const sets = [
        ...words.map((column) => admin`${admin(column)} = ${admin(column)} || ${word}`),
        ...jsons.map(
          (column) => admin`${admin(column)} = case when jsonb_typeof(${admin(column)}) <> 'object' then ${admin(column)} else (
            select coalesce(jsonb_object_agg(key, case when jsonb_typeof(value) = 'string' then to_jsonb((value #>> '{}') || ${word}) else value end), '{}')
            from jsonb_each(${admin(column)})) end`,
        ),
      ].reduce((all, one) => admin`${all}, ${one}`)
      const { count } = await admin`update ${admin(name)} set ${sets} where street_id = ${STREET} and (${where})`
      if (count > 0) changed.add(name)
    }
    return changed
  }

  test('a clerk of the next community gets the same, whatever any table says of this one', async () => {
    const { cookie, actor } = await wire.employ('beside', 'clerk', rangeOf(wire.beside))
    const asked = operations.filter(
      ({ kind, may, contract }) =>
        kind === 'view' && !ofItself.has(contract.name) && (may === 'signed-in' || may === 'open' || actor.rights.has(may)),
    )
    const replies = async () => {
      const found = new Map<string, string>()
      for (const view of asked)
        for (const input of about(wire.beside, view, 2)) {
          const { statusCode, body } = await wire.ask(view, STREET, input, { cookie, headers })
          found.set(`${view.contract.name} ${JSON.stringify(input)}`, `${statusCode} ${body.replace(fleeting, '')}`)
        }
      return found
    }
    const before = await replies()
    assert.ok([...before.values()].filter((reply) => reply.startsWith('200')).length > 40, 'there is something to compare')
    const changed = await changeWords('又变', { ids: [...wire.own.ids.values()].flat(), regions: rangeOf(wire.own) })
    assert.deepEqual(
      sure.filter((table) => !changed.has(table)),
      [],
    )
    const now = await replies()
    for (const [name, reply] of before) assert.equal(now.get(name), reply, name)
  })

  test('and so does the neighbour at the next door on her own telephone', async () => {
    const home = await wire.admin<{ id: string; name: string; door: string }[]>`
      select s.id, s.values->>'person.name' as name, t.dwelling_id as door from subject s join tie t on t.street_id = s.street_id and t.person_id = s.id
      where s.street_id = ${STREET} and s.region_no / 1000 = ${wire.beside.community} and s.kind = 'person' and t.kind = 'person.residence' and t.to_day is null order by s.id`
    const alone = home.find(({ door }) => home.filter((one) => one.door === door).length === 1)!
    const others = home.filter(({ door }) => door !== alone.door)
    const cookie = await signInResident(wire, '13800009999', alone.id)
    const ids = await wire.admin<{ id: string }[]>`
      select id from subject where street_id = ${STREET} and id in ${wire.admin(others.flatMap(({ id, door }) => [id, door]))}
      union select m.id from matter m join matter_reporter r on r.street_id = m.street_id and r.matter_id = m.id where r.person_id in ${wire.admin(others.map(({ id }) => id))}
      union select h.id from household h where h.dwelling_id in ${wire.admin(others.map(({ door }) => door))}`
    const numbers = await wire.admin<{ number: string }[]>`select number from matter where street_id = ${STREET} order by 1`
    const asked: [Operation, Record<string, unknown>][] = operations
      .filter(({ kind, may, contract }) => kind === 'view' && isOwnRight(may) && !ofItself.has(contract.name))
      .flatMap((view): [Operation, Record<string, unknown>][] => {
        const { path } = view.contract
        if (view.contract.name === 'own.find-matter') return numbers.map(({ number }) => [view, { number }])
        if (path.includes('{id}')) return ids.map(({ id }) => [view, { person: alone.id, id }])
        const [input] = about(wire.beside, view, 1)
        return [[view, { ...input, ...(path.includes('{person}') ? { person: alone.id } : {}) }]]
      })
    const replies = async () => {
      const found = new Map<string, string>()
      for (const [view, input] of asked) {
        const { statusCode, body } = await wire.ask(view, STREET, input, { cookie, headers })
        found.set(`${view.contract.name} ${JSON.stringify(input)}`, `${statusCode} ${body}`)
      }
      return found
    }
    const before = await replies()
    assert.ok([...before.values()].filter((reply) => reply.startsWith('200')).length > 7, 'there is something to compare')
    const changed = await changeWords('邻家变', { ids: ids.map(({ id }) => id) })
    for (const table of ['subject', 'statement', 'matter', 'act', 'binding', 'mandate', 'notice'])
      assert.ok(changed.has(table), `${table} was changed`)
    const now = await replies()
    for (const [name, reply] of before) assert.equal(now.get(name), reply, name)
    // The test itself hears: what is hers and changes, she notices.
    await wire.admin`update subject set values = values || '{"person.name": "自家变"}' where street_id = ${STREET} and id = ${alone.id}`
    const heard = await replies()
    assert.ok([...now].some(([name, reply]) => heard.get(name) !== reply))
  })
})
