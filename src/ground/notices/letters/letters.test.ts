import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildHouse } from '../../../../test/doors.ts'
import { moveIn } from '../../../../test/readers.ts'
import { COMMUNITY, OTHER_COMMUNITY, STREET, type Stage, useStage } from '../../../../test/stage.ts'
import * as notices from '../actions.ts'
import { sendDue } from '../sending.ts'
import { tell } from '../tell.ts'
import * as noticeViews from '../views.ts'
import * as actions from './actions.ts'
import { gatherSheets, MOST_ON_SHEET } from './rules.ts'
import * as views from './views.ts'

const story = useStage()
const GRID = COMMUNITY * 1000 + 1
const left = { kind: 'message.left', words: { says: '周五上午请来一趟' } }

/** Three doors in walking order, an old lady at the last, a man at the first, and a number to ring. Each is told something; the man twice. */
async function begin(stage: Stage) {
  const doors = await buildHouse(stage, ['101', '102', '201'])
  const lady = await moveIn(stage, doors[2]!, { 'person.name': '王秀英', 'person.birth-date': '1949-12-31' })
  const man = await moveIn(stage, doors[0]!, { 'person.name': '李建国', 'person.birth-date': '1980-01-01' })
  const clerk = stage.actor('clerk', COMMUNITY)
  const office = { region: COMMUNITY, sign: '文昌社区', phone: '0535-2261234', hours: '工作日 8:30–17:00' }
  await stage.does(notices.changeOffice, stage.actor('director', COMMUNITY), office)
  for (const person of [lady, man, man]) await stage.does(notices.tellPerson, clerk, { id: person, ...left })
  await tell(await stage.ctx(), { dwelling: doors[1]!, ...left })
  await sendDue(stage.house, STREET)
  const page = async (id: string) => (await stage.does(noticeViews.ofPerson, clerk, { id })).notices[0]!
  const gather = () => stage.does(actions.gather, clerk, { regions: [GRID] })
  return { doors, lady, man, clerk, page, gather }
}

test(
  'letters wait by grid, are gathered in walking order, printed, and carried; her page says so at each step',
  story(async (stage) => {
    const { lady, man, clerk, page, gather } = await begin(stage)
    const [waiting] = (await stage.does(views.queue, clerk, {})).grids
    assert.deepEqual([waiting?.region, waiting?.readers, waiting?.notices, waiting?.ring], [GRID, 3, 4, true])
    const { batch, letters } = await gather()
    assert.equal(letters, 3)
    assert.deepEqual((await stage.does(views.queue, clerk, {})).grids, [])
    const sheets = (await stage.does(views.batch, clerk, { id: batch })).letters
    assert.deepEqual(
      sheets.map(({ no, label, name, large, notices: told }) => [no, label.slice(-3), name, large, told.length]),
      [
        [1, '101', '李建国', false, 2],
        [2, '102', null, false, 1],
        [3, '201', '王秀英', true, 1],
      ],
    )
    assert.equal(sheets[2]!.address.at(-1), '阳光花园1幢1单元201')
    assert.deepEqual(sheets[2]!.notices, [{ title: '社区给您留了话', body: '周五上午请来一趟' }])
    assert.deepEqual(sheets[0]!.office, { sign: '文昌社区', phone: '0535-2261234', hours: '工作日 8:30–17:00' })
    await stage.refused(actions.handed, clerk, { id: batch, handed: [sheets[0]!.id], back: [] }, 'letter.state')
    assert.equal((await stage.does(actions.printed, clerk, { id: batch })).letters, 3)
    assert.equal((await page(lady)).state, 'printed')
    await stage.refused(actions.dissolve, clerk, { id: batch }, 'letter.state')
    const done = { id: batch, handed: [sheets[0]!.id, sheets[1]!.id], back: [{ letter: sheets[2]!.id, reason: 'no-box' as const }] }
    assert.equal((await stage.does(actions.handed, stage.actor('grid', COMMUNITY), done)).open, 0)
    await stage.refused(actions.handed, clerk, done, 'letter.state')
    assert.equal((await page(man)).state, 'handed')
    assert.deepEqual(
      (await page(lady)).attempts.map(({ step, reason }) => [step, reason]),
      [
        ['queued', null],
        ['printed', null],
        ['back', 'no-box'],
      ],
    )
    await sendDue(stage.house, STREET)
    assert.equal((await page(lady)).state, 'stuck', 'no telephone, and no letter box')
  }),
)

test(
  'what came back goes to the telephone where there is one',
  story(async (stage) => {
    const { doors, clerk, page } = await begin(stage)
    const other = await moveIn(stage, doors[1]!, { 'person.name': '赵敏', 'person.phone': '0535-2260000' })
    await stage.does(notices.tellPerson, clerk, { id: other, ...left })
    await sendDue(stage.house, STREET)
    const { batch } = await stage.does(actions.gather, clerk, { regions: [GRID] })
    await stage.does(actions.printed, clerk, { id: batch })
    const sheet = (await stage.does(views.batch, clerk, { id: batch })).letters.find(({ name }) => name === '赵敏')!
    await stage.does(actions.handed, clerk, { id: batch, handed: [], back: [{ letter: sheet.id, reason: 'moved' }] })
    await sendDue(stage.house, STREET)
    assert.deepEqual([(await page(other)).state, (await page(other)).channel], ['queued', 'call'])
  }),
)

test(
  'a batch that is not printed is let go, and its letters wait again under new numbers',
  story(async (stage) => {
    const { clerk, gather } = await begin(stage)
    const { batch } = await gather()
    await stage.refused(actions.gather, clerk, { regions: [GRID] }, 'letter.none')
    assert.equal((await stage.does(actions.dissolve, clerk, { id: batch })).letters, 3)
    const again = await gather()
    const sheets = (await stage.does(views.batch, clerk, { id: again.batch })).letters
    assert.deepEqual(
      sheets.map(({ no }) => no),
      [4, 5, 6],
    )
  }),
)

test(
  'somebody rings and says the number on her letter',
  story(async (stage) => {
    const { lady, clerk, gather } = await begin(stage)
    const { batch } = await gather()
    const found = await stage.does(views.byNumber, clerk, { no: 3 })
    assert.deepEqual([found.person, found.batch], [lady, batch])
    await stage.refused(views.byNumber, clerk, { no: 99 }, 'thing.unknown')
    await stage.refused(views.byNumber, stage.actor('clerk', OTHER_COMMUNITY), { no: 3 }, 'thing.unknown')
  }),
)

test(
  'without a number to ring no letter is printed; another community sees no queue; an auditor carries nothing',
  story(async (stage) => {
    const { gather } = await begin(stage)
    const stranger = stage.actor('clerk', OTHER_COMMUNITY)
    const problem = await stage.refused(actions.gather, stranger, { regions: [OTHER_COMMUNITY * 1000 + 1] }, 'office.missing')
    assert.equal(problem.details.count, 1)
    assert.deepEqual((await stage.does(views.queue, stranger, {})).grids, [])
    const { batch } = await gather()
    await stage.refused(views.batch, stranger, { id: batch }, 'thing.unknown')
    await stage.refused(actions.printed, stranger, { id: batch }, 'thing.unknown')
    await stage.refused(views.batch, stage.actor('auditor'), { id: batch }, 'access.forbidden')
  }),
)

test('whatever waits: every sheet is one reader’s, none too full, in the order they came, and nothing of a reader overtakes itself', () => {
  const rows = fc.array(fc.record({ id: fc.uuid(), reader: fc.constantFrom('a', 'b', 'c', 'd', 'e') }), { maxLength: 40 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (given, most) => {
      const sheets = gatherSheets(given, most)
      assert.ok(sheets.length <= most)
      for (const sheet of sheets) {
        assert.equal(new Set(sheet.map(({ reader }) => reader)).size, 1)
        assert.ok(sheet.length <= MOST_ON_SHEET)
        const all = given.filter(({ reader }) => reader === sheet[0]!.reader)
        assert.deepEqual(sheet, all.slice(0, MOST_ON_SHEET))
      }
      const order = [...new Set(given.map(({ reader }) => reader))].slice(0, most)
      assert.deepEqual(
        sheets.map(([first]) => first!.reader),
        order,
      )
    }),
  )
})
