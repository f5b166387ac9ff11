/** The database for a command that needs no house: joins the server of a running Linli, or starts it and prepares it. */
import { type Database, databaseConfig, openDatabase } from '#kernel/db/connect.ts'
import { sayAside } from './commands/command.ts'
import { prepareDatabase } from './start-house.ts'

/** @throws StartFailure */
export async function withDatabase<T>(run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...databaseConfig(process.env), shared: true, say: sayAside })
  try {
    // A Linli that keeps the server has prepared it.
    if (database.keeper !== false) await prepareDatabase(database, sayAside)
    return await run(database)
  } finally {
    await database.close()
  }
}
