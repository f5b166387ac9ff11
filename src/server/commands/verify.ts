import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { databaseConfig, openDatabase } from '#kernel/db/connect.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { type Command, sayAside } from './command.ts'

export const verify: Command = {
  name: 'verify',
  brief: 'check the hash chains of the log: any changed, added, removed or reordered row',
  help: `linli verify [--heads <file>] [--json]

Walks the log and the looks of every street and compares them with the heads stored outside the database.
  --heads <file>  the heads kept elsewhere (default: heads.jsonl in the data folder)
Exit code 1 when a fault was found.`,
  needs: 0,
  options: { heads: { type: 'string' } },
  async run(_positionals, options, progress) {
    const config = databaseConfig(process.env)
    const headsFile = typeof options.heads === 'string' ? options.heads : join(config.folder, 'heads.jsonl')
    const database = await openDatabase({ ...config, shared: true, say: sayAside })
    try {
      const found = await verifyLog(database.sealer, {
        ...(existsSync(headsFile) ? { headsFile } : {}),
        onProgress: (rows) => progress('verify', rows, 0),
      })
      const faults = found.faults.map((fault) => `  ${fault.chain} ${fault.street} #${fault.seq}: ${fault.fault}`)
      const state = found.faults.length === 0 ? 'intact' : `${found.faults.length} faults`
      const text = [`${found.rows} sealed rows of ${found.streets} streets: ${state}; ${found.unsealed} not sealed yet`, ...faults].join(
        '\n',
      )
      return { data: { ...found, intact: found.faults.length === 0 }, text, failed: found.faults.length > 0 }
    } finally {
      await database.close()
    }
  },
}
