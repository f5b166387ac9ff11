/**
 * A Linli reduced to its database, run as a process of its own so that it can be killed. It opens the database of KEEPER_FOLDER, says what
 * happens as lines of JSON, and writes rows as fast as they are acknowledged until it is told to stop.
 */
import { openDatabase } from '#kernel/db/connect.ts'
import { StartFailure } from '#kernel/db/failures.ts'

const { KEEPER_FOLDER: folder = '', KEEPER_SHARED, KEEPER_LOOPBACK, KEEPER_WRITES } = process.env
const tell = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`)

async function main(): Promise<void> {
  const database = await openDatabase({
    folder,
    shared: KEEPER_SHARED === '1',
    say: (said) => tell({ said }),
    onLost: (error) => fail(error),
    ...(KEEPER_LOOPBACK === '1' ? { way: 'loopback' } : {}),
  })
  let stopping = false
  process.on('SIGTERM', () => {
    stopping = true
    database.close().then(() => process.exit(0), fail)
  })
  await database.owner.unsafe('create table if not exists kept (at bigint)')
  const [row] = await database.owner<
    { rows: number; fsync: string }[]
  >`select count(*) as rows, current_setting('fsync') as fsync from kept`
  tell({ up: true, keeper: database.keeper, ...row })
  while (KEEPER_WRITES === '1' && !stopping) {
    const at = performance.now() | 0
    await database.owner`insert into kept values (${at})`.then(
      () => tell({ kept: 1 }),
      (error: Error) => tell({ refused: error.message }),
    )
  }
  setInterval(() => undefined, 1000)
}

function fail(error: unknown): void {
  tell({ failed: error instanceof StartFailure ? error.code : 'unknown', message: String((error as Error).message) })
  process.exit(1)
}

main().catch(fail)
