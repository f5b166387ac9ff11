/**
 * Nothing one gets changes by a byte when a value changes that one may not see (law-security.md P2): pairs of a subject and an element are drawn, the
 * value is changed where it stands, and everything two posts can ask is asked again: read, filtered, sorted, searched, counted, printed, filled in a workbook.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { loadCatalogue } from '#catalogue/load.ts'
import { isProtected } from '#ground/purposes/rules.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import type { Actor } from '#kernel/access/actor.ts'
import type { Operation } from '#kernel/action/action.ts'
import { about } from './about.ts'
import { type Area, openWire, rangeOf, STREET, settle, type Wire, work } from './wire.ts'

const elements = [...loadCatalogue().elements.values()].filter(({ kind, derived }) => kind === 'person' && !derived)
const ROUNDS = 3
const PAIRS = 34
/** Lists of what one did oneself, and of what everybody did, grow by asking; a file bears the moment it was made. */
const ofItself = new Set(['look.list', 'glass.own', 'evidence.take'])

type Viewer = { cookie: string; actor: Actor; area: Area }
type Hidden = { subject: string; element: string }

describe('what one may not see', () => {
  let wire: Wire
  let operations: Operation[]
  /** Sees the people of the own community, and nothing of them that is protected. */
  let grid: Viewer
  /** Sees the other community with all that is protected there, and nobody of this one. */
  let beside: Viewer

  before(async () => {
    wire = await openWire()
    await settle(wire, wire.own, ['欧阳秘', '司徒隐', '上官藏'], 1)
    await settle(wire, wire.beside, ['赵敏', '钱枫', '孙力'], 11)
    operations = [...wire.house.operations.values()]
    grid = { ...(await wire.employ('grid', 'grid', rangeOf(wire.own))), area: wire.own }
    beside = { ...(await wire.employ('beside', 'clerk', rangeOf(wire.beside))), area: wire.beside }
    await protect(wire.own)
    await protect(wire.beside)
  })
  after(() => wire.close())

  /** Everybody has something protected, so that there is something to change. */
  async function protect(area: Area): Promise<void> {
    await wire.admin`
      insert into subject_s (street_id, id, region_no, values, meta)
      select street_id, id, region_no, '{"person.allergies": "青霉素"}', '{"at":[["00000000-0000-7000-8000-00000000a11e","visit","2026-11-01"]]}' from subject
      where street_id = ${area.street} and region_no / 1000 = ${area.community} and kind = 'person' on conflict do nothing`
  }

  async function everything({ cookie, actor, area }: Viewer): Promise<Map<string, string>> {
    const replies = new Map<string, string>()
    for (const view of operations.filter(({ kind, contract }) => kind === 'view' && !ofItself.has(contract.name))) {
      if (!actor.rights.has(view.may) && view.may !== 'signed-in' && view.may !== 'open') continue
      for (const input of about(area, view, 3)) {
        const headers = { 'linli-reason': encodeURIComponent('核实') }
        const { statusCode, body } = await wire.ask(view, STREET, input, { cookie, headers })
        // How often one may still open protected values is one's own doing.
        replies.set(`${view.contract.name} ${JSON.stringify(input)}`, `${statusCode} ${body.replace(/"left":\d+/, '')}`)
      }
    }
    return replies
  }

  /** What is filled into the workbook of this area, without the mark of the file and its day. */
  async function filled({ cookie, actor, area }: Viewer): Promise<string> {
    const fill = operations.find(({ contract }) => contract.name === 'report.fill')!
    const reply = await wire.ask(fill, STREET, { id: area.ids.get('requests')![0] }, { cookie })
    assert.equal(reply.statusCode, 200)
    await work(wire, area, actor)
    const [delivery] = await wire.admin<{ file: string; counts: unknown; summary: unknown }[]>`
      select file_id as file, counts, summary from delivery where street_id = ${STREET} and request_id = ${area.ids.get('requests')![0]!} order by at desc limit 1`
    const book = await readWorkbook(wire.house.files.path(STREET, delivery!.file), { name: 'filled.xlsx' })
    const sheets = book.sheets.map(({ name, rows }) => [
      name,
      rows.map(({ row, cells }) => [row, [...cells].map(([at, { text }]) => [at, text])]),
    ])
    return JSON.stringify([sheets, delivery!.counts, delivery!.summary])
  }

  function draw(seed: number, area: Area, may: (element: (typeof elements)[number]) => boolean): Hidden[] {
    const pair = fc.record({
      subject: fc.constantFrom(...area.ids.get('people')!),
      element: fc.constantFrom(...elements.filter(may).map(({ id }) => id)),
    })
    return fc.sample(pair, { seed, numRuns: PAIRS })
  }

  /** Where it stands, however it came there: values and provenance, sayings, conflicts, order and search. */
  async function change({ subject, element }: Hidden, word: string): Promise<void> {
    const { admin } = wire
    const sealed = isProtected(elements.find(({ id }) => id === element)!)
    const value = admin.json({ [element]: word })
    const [known, said] = sealed ? ['subject_s', 'statement_s'] : ['subject', 'statement']
    await admin`update ${admin(known)} set values = values || ${value}, conflicts = conflicts + 1 where street_id = ${STREET} and id = ${subject}`
    if (sealed)
      await admin`
        insert into statement_s (street_id, id, subject_id, region_no, body)
        select street_id, id, subject_id, region_no, ${value} from statement where street_id = ${STREET} and subject_id = ${subject}
        on conflict (street_id, id) do update set body = statement_s.body || ${value}`
    else {
      await admin`update ${admin(said)} set body = body || ${value} where street_id = ${STREET} and subject_id = ${subject}`
      await admin`
        update subject set sort = ${word}, rev = rev + 1, search = search || array_to_tsvector(array['g赵', 'g赵敏', 'pzm', 't0011', ${`k${word}`}::text])
        where street_id = ${STREET} and id = ${subject}`
    }
  }

  async function hold(viewer: Viewer, hidden: (round: number) => Hidden[]): Promise<void> {
    const before = await everything(viewer)
    const shown = [...before.values()].filter((reply) => reply.startsWith('200'))
    assert.ok(shown.length > 20, 'there is something to compare')
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [at, pair] of hidden(round).entries()) await change(pair, `变${round}之${at}`)
      const now = await everything(viewer)
      for (const [asked, reply] of before) assert.equal(now.get(asked), reply, `${asked} after ${JSON.stringify(hidden(round))}`)
    }
  }

  test('a post without the right to it gets the same, whatever protected value changes in its own area', () =>
    hold(grid, (round) => draw(round + 1, wire.own, isProtected)))

  test('a post of the next community gets the same, whatever changes here', () =>
    hold(beside, (round) => draw(round + 11, wire.own, () => true)))

  test('and so does the workbook she fills', async () => {
    const first = await filled(beside)
    for (const [at, pair] of draw(31, wire.own, () => true).entries()) await change(pair, `又变之${at}`)
    assert.equal(await filled(beside), first)
  })

  test('the test itself hears: what may be seen and changes is noticed', async () => {
    const person = wire.beside.ids.get('people')![0]!
    const before = await everything(beside)
    await change({ subject: person, element: 'person.employer' }, '换了工作')
    const now = await everything(beside)
    assert.ok([...before].some(([asked, reply]) => now.get(asked) !== reply))
  })
})
