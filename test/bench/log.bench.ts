/**
 * How fast the sealer chains and `verify` walks a log. Rows as actions write them are inserted by hand until a million are sealed; what stood
 * sealed already (the other benches leave rows too) is verified with them.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { verifyLog } from '#kernel/log/verify.ts'
import { openBenchHouse, say } from './house.ts'
import { report, timed } from './report.ts'
import { STREET, scale } from './street.ts'

const ROWS = Math.round(1_000_000 * scale)
const STEP = 50_000

const bench = await openBenchHouse()
try {
  const { sealer, database, folder } = bench.running
  await sealer.sealAll()
  const [before] = await database.sealer<{ count: number }[]>`select count(*)::int as count from log where seq is not null`
  const missing = Math.max(0, ROWS - (before?.count ?? 0))
  let seconds = 0
  for (let made = 0; made < missing; made += STEP) {
    await insertRows(Math.min(STEP, missing - made))
    seconds += (await timed(sealer.sealAll)) / 1000
    say(`  ${Math.min(made + STEP, missing).toLocaleString('en')} of ${missing.toLocaleString('en')} rows sealed`)
  }
  if (missing > 0) {
    const rate = Math.round(missing / seconds).toLocaleString('en')
    report({ name: `seal ${missing.toLocaleString('en')} log rows`, unit: 's', ours: seconds, note: `${rate} rows a second` })
  }
  let verified = { rows: 0, faults: 0 }
  const took = await timed(async () => {
    const { rows, faults } = await verifyLog(database.sealer, { headsFile: join(folder, 'heads.jsonl') })
    verified = { rows, faults: faults.length }
  })
  if (verified.faults > 0) throw new Error(`${verified.faults} faults in a log nobody touched`)
  report({
    name: `verify ${verified.rows.toLocaleString('en')} rows of log and looks`,
    unit: 's',
    ours: took / 1000,
    note: `${Math.round(verified.rows / (took / 1000)).toLocaleString('en')} rows a second`,
  })
} finally {
  await bench.close()
}

async function insertRows(count: number): Promise<void> {
  const run = randomBytes(2).toString('hex')
  await bench.floor`
    insert into log (street_id, at, id, login_id, post_id, action, events)
    select ${STREET}, date_trunc('milliseconds', clock_timestamp()), gen_random_uuid(), ${`019a0000-0000-7d00-8000-00000000${run}`}::uuid,
      ${`019a0000-0000-7d01-8000-00000000${run}`}::uuid, 'fact.correct',
      jsonb_build_array(jsonb_build_object('name', 'person.corrected', 'subjects', jsonb_build_array(gen_random_uuid()), 'fields',
        jsonb_build_array('person.living-arrangement')))
    from generate_series(1, ${count}::int)`
}
