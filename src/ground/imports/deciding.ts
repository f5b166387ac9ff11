/** What a human says about staged rows: each is judged again at once, under her word. */

import { Problem } from '#base/problem.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { JudgeSource } from './judging/build.ts'
import { freshRow, keepRow, knownRow } from './judging/build.ts'
import { joinLater } from './judging/joining.ts'
import { openJudge } from './judging/judge.ts'
import { loadStandings, openWords } from './judging/known.ts'
import type { StagedRow } from './judging/staged.ts'
import type { ImportRow } from './queries.ts'
import type { Reading } from './reading/reading.ts'
import { stageRows } from './row-queries.ts'
import type { Decision } from './shapes.ts'
import { judgeSource, openFrame } from './source.ts'
import { findClaim, findStaged, type StagedWords, writable } from './staging-queries.ts'

/** @throws Problem thing.unknown for a row or person that is not there, import.state for a row that is written already or cannot be taken */
export async function decide(ctx: Ctx, row: ImportRow, decisions: Decision[]): Promise<number> {
  const frame = await openFrame(ctx.sql, ctx.house, ctx.street, row.id)
  const places = decisions.map(({ sheet, row: at, part = 0 }) => ({ sheet, row: at, part }))
  const staged = new Map(
    (await findStaged(ctx.sql, ctx.street, row.id, places)).map((words) => [`${words.sheet}:${words.row}:${words.part}`, words]),
  )
  const communities = [...new Set([...staged.values()].map((words) => Math.floor(words.region / 1000)))]
  const source = judgeSource(frame, ctx.street, communities, (run) => run(ctx.sql), {
    regionOf: () => undefined,
    buildingOf: () => undefined,
    written: () => Promise.resolve(),
  })
  const judged: StagedRow[] = []
  for (const decision of decisions) {
    const words = staged.get(`${decision.sheet}:${decision.row}:${decision.part ?? 0}`)
    if (!words) throw new Problem('thing.unknown')
    if (words.round < row.rounds && writable.has(words.verdict)) throw new Problem('import.state', { state: 'applied' })
    judged.push(...(await decideOne(ctx, source, words, decision)))
  }
  await stageRows(ctx.sql, ctx.street, row.id, judged, true, row.rounds)
  return judged.length
}

async function decideOne(ctx: Ctx, source: JudgeSource, words: StagedWords, { decision, subject }: Decision): Promise<StagedRow[]> {
  const { reading, further } = openWords(words, source)
  if (decision === 'skip') return [{ ...keepRow(source, reading, 'skipped', words.subject), decision }]
  if (reading.stops || words.verdict === 'elsewhere' || words.verdict === 'joined')
    throw new Problem('import.state', { state: words.verdict })
  if (decision === 'new') return [{ ...freshRow(source, reading, further), decision }]
  if (decision === 'reset') {
    const again = await openJudge(source).judgeAll([reading])
    return again[0]?.subject && !again[0].fresh ? ((await joinClaimed(ctx, source, reading, again[0].subject)) ?? again) : again
  }
  const target = decision === 'same' ? subject : (words.subject ?? undefined)
  if (!target) throw new Problem('input.invalid', { count: 1 }, [{ path: '/decisions', say: 'import.decision.subject' }])
  const joined = await joinClaimed(ctx, source, reading, target)
  if (joined) return joined
  const standing = (await loadStandings(ctx.sql, source, [target])).get(target)
  if (!standing) throw new Problem('thing.unknown')
  const row = knownRow(source, reading, target, standing, further, decision === 'take')
  return [{ ...row, decision: decision === 'same' ? `same:${target}` : decision }]
}

/** Another row of this import writes the same subject: this one becomes a later row of it. */
async function joinClaimed(ctx: Ctx, source: JudgeSource, reading: Reading, subject: string): Promise<StagedRow[] | undefined> {
  const first = await findClaim(ctx.sql, ctx.street, source.importId, subject, reading)
  if (!first) return undefined
  const { rows, again } = await joinLater(source, [], [{ reading, first }])
  return [...rows, ...again]
}
