/** A long matter read: two hundred acts folded into its state, and with it the row that lists show. What any look at a matter and any new act of it costs. */
import { fold } from '#ground/matters/life/fold.ts'
import { rowOf } from '#ground/matters/life/row.ts'
import { at, beginTale, doers, plainCalendar, tell, typeOf } from '../matters/tale.ts'
import { report, timed } from './report.ts'

const ACTS = 200
const FOLDS = 500

const type = typeOf('appeal')
const tale = beginTale(type, at('2026-03-02T09:00'))
const pause = type.pauses[0]!.code
let minutes = 0
const later = () => new Date(at('2026-03-02T09:00').getTime() + ++minutes * 7 * 60_000)
tell(tale, doers.clerk, later(), { kind: 'take', body: { holder: 'clerk' } })
while (tale.acts.length < ACTS) {
  tell(tale, doers.clerk, later(), { kind: 'note', body: {} })
  tell(tale, doers.clerk, later(), { kind: 'pause', body: { code: pause } })
  tell(tale, doers.clerk, later(), { kind: 'resume', body: {} })
  tell(tale, doers.clerk, later(), { kind: 'note', body: { contact: 'not-reached' } })
}
const acts = tale.acts.slice(0, ACTS)
const run = () => rowOf(type, fold(type, acts), plainCalendar)
for (let warm = 0; warm < 50; warm += 1) run()
const spent = await timed(async () => {
  for (let turn = 0; turn < FOLDS; turn += 1) run()
})
report({ name: `fold of ${ACTS} acts, and its row`, unit: 'ms', ours: spent / FOLDS, note: `${FOLDS} times` })
