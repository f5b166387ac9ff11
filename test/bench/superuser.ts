/** The superuser's way into the embedded server of a house: for building streets, and for floors to which no row policy applies. */
import postgres, { type Sql } from 'postgres'
import { SUPERUSER } from '#kernel/db/cluster.ts'
import type { Database } from '#kernel/db/connect.ts'
import { postgresTypes } from '#kernel/db/values.ts'

/** `settings`: such as commits that do not wait for the disk, as those of reads. */
export function openSuperuser(database: Database, max: number, settings: Record<string, string> = {}): Sql {
  const place = database.poolSettings('linli_app')
  if (!('host' in place)) throw new Error('the benches run on the embedded server')
  const { host, port, password } = place
  return postgres({
    host,
    port,
    ...(password ? { password } : {}),
    user: SUPERUSER,
    database: 'linli',
    max,
    types: postgresTypes,
    onnotice: () => undefined,
    connection: { application_name: 'floor', TimeZone: 'UTC', ...settings },
  })
}
