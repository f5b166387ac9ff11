/**
 * Everything by which what is known of people can leave the house stands in the register of what left, with its mark. Every operation is looked at for the
 * shape of a file, every screen for printing: what is new and not in these lists fails here, and what is in them is done and looked for in the register.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consolidate } from '#circles/management/reports/demands/books/actions.ts'
import * as demandViews from '#circles/management/reports/demands/views.ts'
import { exports as register } from '#circles/management/reports/register/views.ts'
import { print } from '#ground/purposes/leaving/actions.ts'
import { printed } from '#ground/purposes/leaving/contract.ts'
import { takeAlong } from '#ground/residents/own/export.ts'
import { open } from '#kernel/files/actions.ts'
import { listHiddenOperations, listJobs, listOperations } from '#server/house.ts'
import { bringWorkbook, fillSheet } from './requests.ts'
import { bring, headings, importFile, person } from './rosters.ts'
import { readSources } from './sources.ts'
import { COMMUNITY, type Stage, useStage } from './stage.ts'
import { askStreets, peopleCounty, prepareCounty, returnFrom } from './streets.ts'
import { openResidents } from './wire/resident.ts'

const story = useStage(prepareCounty)

/** Operations whose reply is a file, or lets something be printed. */
const leaving = ['file.open', 'own.export', 'evidence.take', 'inspection.take', 'export.print']
/** Jobs that write a file somebody fetches. What a job reads, or takes away, does not leave. */
const writing = ['report.fill', 'demand.consolidate', 'demand.difference', 'demand.split']
const keeping = ['import.read', 'import.stage', 'import.apply', 'import.undo', 'report.understand', 'demand.understand', 'person.erase']

/** A reply that is a file: its kind beside its bytes or its text. */
function isFile(output: unknown): boolean {
  const { properties = {} } = output as { properties?: Record<string, unknown> }
  return ['media', 'bytes'].every((key) => key in properties) || Object.keys(properties).sort().join() === 'name,text,type'
}

test('every operation and every job is known to let something out, or not to', () => {
  const operations = [...listOperations(), ...listHiddenOperations()]
  const files = operations.filter(({ contract }) => isFile(contract.output)).map(({ contract }) => contract.name)
  assert.deepEqual(files.sort(), leaving.filter((name) => name !== 'export.print').sort())
  assert.ok(operations.some(({ contract }) => contract.name === 'export.print'))
  assert.deepEqual(listJobs().map(({ kind }) => kind).sort(), [...writing, ...keeping].sort()) // biome-ignore format: one call
})

/** Screens that print and name no resident: rules, places, staff, notices to everybody, counts. */
const namesNobody = new Map([
  ['src/kit/page.tsx', 'the button itself'],
  ['src/web/desk/gallery/frames.tsx', 'shows the button'],
  ['src/circles/management/reports/screens/desk-exports.tsx', 'the register: who took what, and nobody it was about'],
  ['src/circles/management/reports/screens/desk-delivery.tsx', 'the covering page: counts, asker, mark of the delivery'],
  ['src/circles/management/reports/calendar/screens/desk-calendar.tsx', 'what was asked, and by when'],
  ['src/ground/places/screens/desk-grids.tsx', 'grids and their teams, who are public'],
  ['src/ground/places/screens/desk-grid.tsx', 'a team, which is public'],
  ['src/ground/forgetting/screens/desk-erasures.tsx', 'what went, never of whom'],
  ['src/ground/households/screens/desk-premises-list.tsx', 'shops and firms by name and address'],
  ['src/ground/households/screens/desk-estate.tsx', 'doors by number'],
  ['src/ground/purposes/screens/desk-notice.tsx', 'the notice'],
  ['src/ground/purposes/screens/desk-emergencies.tsx', 'announcements and certificates'],
  ['src/ground/notices/screens/desk-boxes.tsx', 'how many letter boxes'],
  ['src/ground/notices/screens/desk-poster.tsx', 'to everybody'],
  ['src/ground/forms/screens/desk-paper.tsx', 'empty without a mark, filled with one'],
  ['src/ground/people/screens/staff-secrets.tsx', 'a first password of one of the staff'],
  ['src/ground/purposes/screens/marked-print.tsx', 'registers before it prints'],
  ['src/ground/imports/screens/print-problems.tsx', 'registers before it prints'],
  ['src/circles/living/counter/screens/desk-request-letters.tsx', 'counter.print-letters registers them'],
  ['src/ground/matters/ratings/screens/desk-ratings.tsx', 'counts of units'],
  ['src/ground/matters/rates/screens/desk-rates.tsx', 'counts of matters'],
  ['src/circles/management/reports/burden/screens/desk-burden.tsx', 'sums'],
  ['src/circles/management/reports/burden/screens/desk-asker-burden.tsx', 'sums'],
  ['src/circles/management/reports/desk/screens/desk-queue.tsx', 'what was asked, and by when'],
  ['src/ground/matters/rates/screens/desk-rates.tsx', 'rates of units and communities, with their counts'],
])
/** Screens that give a fetched file to the reader: by `file.open` or `own.export`, which register it. */
const fetching = new Map([
  ['src/circles/management/reports/screens/delivery-panel.tsx', 'openFile'],
  ['src/ground/residents/screens/mandates.tsx', 'openFile'],
  ['src/ground/residents/screens/doorstep-own.tsx', 'exportOwn'],
  ['src/circles/management/reports/burden/screens/take-button.tsx', 'openFile'],
  // A type of matter: its course and words, nobody's data.
  ['src/ground/matters/designer/screens/desk-type.tsx', 'exportType'],
  ['src/circles/management/evidence/screens/desk-evidence.tsx', 'takeEvidence'],
  ['src/circles/management/hotline/screens/replies-dialog.tsx', 'openFile'],
  ['src/circles/management/evidence/screens/desk-inspection.tsx', 'takeInspection'],
  // Shows her own photograph before it is sent.
  ['src/circles/management/appeals/screens/photo-field.tsx', 'revokeObjectURL'],
])

test('every screen that prints names nobody, or registers first; every screen that saves a file got it by a way that registers', () => {
  const screens = [...readSources().values()].filter(
    ({ path }) => path.startsWith('src/') && /\.tsx?$/.test(path) && !path.includes('.test.'),
  )
  const printing = screens.filter(({ text }) => /window\.print\(|\bPrintButton\b/.test(text)).map(({ path }) => path)
  const unknown = printing.filter((path) => !namesNobody.has(path) && path !== 'src/ground/imports/screens/import-rows.tsx')
  assert.deepEqual(unknown, [], 'print without a mark')
  assert.deepEqual([...namesNobody.keys()].filter((path) => !printing.includes(path)), [], 'no longer print') // biome-ignore format: one call
  const saving = screens.filter(
    ({ path, text }) =>
      path !== 'src/kit/transfer.ts' && /createObjectURL|import \{[^}]*\b(?:save|download)\b[^}]*\} from '#kit\/transfer/.test(text),
  )
  assert.deepEqual(saving.filter(({ path, text }) => !text.includes(fetching.get(path) ?? '\0')).map(({ path }) => path), [], 'give out a file by another way') // biome-ignore format: one call
})

const registered = async (stage: Stage, who = stage.actor('head')) => (await stage.does(register, who, {})).exports

test(
  'a roster that was brought, a form with names in it, a filled workbook: whoever fetches one has a line in the register, with mark, hash and recall date',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    const roster = await bring(stage, clerk, '人口台账.xlsx', [
      headings,
      person(1, '3', '2', '501', '户主', '张伟', '1950-03-07', '13800001111'),
    ])
    await importFile(stage, clerk, roster)
    assert.deepEqual(await registered(stage), [])
    await stage.does(open, clerk, { id: roster })
    const [first] = await registered(stage)
    assert.deepEqual([first?.kind, first?.what, first?.subjects, first?.recallOn], ['file', 'opened', 1, '2027-05-21'])
    assert.match(first!.mark, /^linli [0-9a-f-]{36}$/)
    assert.match(first!.sha256!, /^[0-9a-f]{64}$/)

    const unread = await bring(stage, clerk, '还没读.xlsx', [headings])
    await stage.does(open, clerk, { id: unread })
    assert.equal((await registered(stage)).length, 2, 'nobody can say whom an unread file names')

    const empty = await bringWorkbook(stage, clerk, '名册.xlsx', [{ name: '名册', rows: [['姓名', '联系电话'], []] }])
    const { delivery } = await fillSheet(stage, clerk, empty, { basis: '区民政局通知' })
    await stage.does(open, clerk, { id: empty })
    assert.deepEqual((await registered(stage)).map(({ kind }) => kind).sort(), ['delivery', 'file', 'file'], 'an empty form names nobody')
    await stage.does(open, clerk, { id: delivery.file })
    const { length } = (await registered(stage)).filter(({ mark }) => mark.endsWith(delivery.id))
    assert.equal(length, 1, 'a filled workbook has its line, with its mark inside, since it was filled')
  }),
)

test(
  'each print has its line; a paper made out to who gets it is hers to keep',
  story(async (stage) => {
    const clerk = stage.actor('clerk', COMMUNITY)
    for (const what of printed) {
      const { mark, recallOn } = await stage.does(print, clerk, { what, subjects: 1, elements: ['person.name'] }, { key: what })
      const line = (await registered(stage)).find((one) => one.mark === mark)
      assert.deepEqual([line?.kind, line?.what, line?.recallOn], ['print', what, recallOn])
      assert.equal(recallOn === null, ['letter', 'letters', 'slip'].includes(what), what)
    }
  }),
)

test(
  'what streets returned, and what was made of it, stand in the register of the office that asked',
  story(async (stage) => {
    const county = await peopleCounty(stage)
    const id = await askStreets(stage, county)
    await returnFrom(stage, county.streets[0]!, id)
    const [back] = (await stage.does(demandViews.read, county.asker, { id })).targets[0]!.returns
    await stage.does(open, county.asker, { id: back!.file })
    await stage.does(consolidate, county.asker, { id })
    await stage.exhaust()
    const lines = await registered(stage, county.asker)
    assert.deepEqual(lines.map(({ kind }) => kind).sort(), ['delivery', 'file']) // biome-ignore format: one call
    assert.ok(lines.every(({ recallOn, sha256, mark }) => recallOn !== null && sha256 !== null && mark.startsWith('linli ')))
  }),
)

test('her own copy has its line, without her name', async () => {
  const at = await openResidents(new Date('2026-11-22T02:00:00Z'))
  try {
    const lady = await at.settlePerson('王秀英', '1949-12-31', '13800001234')
    const cookie = await at.comeIn(lady)
    await at.does(takeAlong, { person: lady.id, format: 'json' }, cookie)
    const rows = await at.admin<{ kind: string; recall: string | null }[]>`select kind, recall_on as recall from leaving`
    assert.deepEqual([...rows], [{ kind: 'own', recall: null }])
  } finally {
    await at.close()
  }
})
