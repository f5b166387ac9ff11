import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { databaseConfig } from '#kernel/db/connect.ts'
import { verifyLog } from '#kernel/log/verify.ts'
import { withDatabase } from '../open-database.ts'
import { type Command, pathOf, textOption, UsageFailure } from './command.ts'
import { checkPack } from './verify-pack.ts'

export const verify: Command = {
  name: 'verify',
  brief: 'check the hash chains of the log: any changed, added, removed or reordered row',
  help: `linli verify [--heads <file>] [--pack <zip>] [--json]

Walks the log and the looks of every street and compares them with the heads stored outside the database.
  --heads <file>  the heads kept elsewhere (default: heads.jsonl in the data folder)
  --pack <zip>    instead: whether the rows of the log in an evidence pack are whole, and stand under their numbers in this house's log
Exit code 1 when a fault was found.`,
  needs: 0,
  options: { heads: { type: 'string' }, pack: { type: 'string' } },
  async run(_positionals, options, progress) {
    const pack = textOption(options, 'pack')
    if (pack) return checkPack(pathOf(pack))
    const headsFile = findHeads(textOption(options, 'heads'))
    const found = await withDatabase((database) =>
      verifyLog(database.sealer, { ...(headsFile ? { headsFile } : {}), onProgress: (rows) => progress('verify', rows, 0) }),
    )
    const intact = found.faults.length === 0
    const text = [
      `${found.rows} sealed rows of ${found.streets} streets: ${intact ? 'intact' : `${found.faults.length} faults`}; ${found.unsealed} not sealed yet`,
      headsFile ? `compared with ${headsFile}` : 'no heads outside the database: a tail cut off together with its head would not show',
      ...found.faults.map((fault) => `  ${fault.chain} ${fault.street} #${fault.seq}: ${fault.fault}`),
    ].join('\n')
    return { data: { ...found, intact, heads: headsFile ?? null }, text, failed: !intact }
  },
}

/** A file somebody names must be there; the house's own may not be written yet. */
function findHeads(given: string | undefined): string | undefined {
  const file = given ? pathOf(given) : join(databaseConfig(process.env).folder, 'heads.jsonl')
  if (existsSync(file)) return file
  if (given) throw new UsageFailure(`--heads ${given}: no such file`)
  return undefined
}
