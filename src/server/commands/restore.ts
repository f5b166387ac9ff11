import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withdrawAgain } from '#ground/purposes/consents/clearing.ts'
import { type OpenBackup, openBackup } from '#kernel/backup/archive-reader.ts'
import { TOMBSTONES } from '#kernel/backup/format.ts'
import { loadBackup, refuseIfNotEmpty } from '#kernel/backup/load-backup.ts'
import { parseTombstones, type Tombstone } from '#kernel/backup/tombstones.ts'
import { type Database, type DatabaseConfig, databaseConfig, openDatabase } from '#kernel/db/connect.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { eraseAll } from '#kernel/forgetting/forgetting.ts'
import { readMasterKey } from '#kernel/keys/keys.ts'
import { type Verification, verifyLog } from '#kernel/log/verify.ts'
import { forgets } from '../keeping.ts'
import { modules } from '../modules.ts'
import { openHouse } from '../open-house.ts'
import { prepareDatabase, prepareQueue } from '../start-house.ts'
import { passphraseOf } from './backup.ts'
import { type Command, type Progress, pathOf, requiredOption, sayAside, textOption } from './command.ts'

type Restored = { rows: number; erased: number; verified: Verification }

export const restore: Command = {
  name: 'restore',
  brief: 'restore a backup into an empty house: a new data folder, or a new database',
  help: `linli restore --from <file.zip> [--key-file <file>] [--tombstones <file>] [--json]

Checks every byte of the backup first, then fills the empty house, forgets again who was erased, brings the tables up to date and
verifies the log. Refuses a house that holds anything.
  --key-file <file>     the passphrase the master key was sealed with (or LINLI_BACKUP_PASSPHRASE)
  --tombstones <file>   tombstones.jsonl of the house that was lost: who was erased after the backup
Without a sealed key, put the master.key that was kept apart into the new data folder first.`,
  needs: 0,
  options: { from: { type: 'string' }, 'key-file': { type: 'string' }, tombstones: { type: 'string' } },
  async run(_positionals, options, progress) {
    const from = pathOf(requiredOption(options, 'from'))
    const config = databaseConfig(process.env)
    const stones = textOption(options, 'tombstones')
    const tombstones = stones ? parseTombstones(await readFile(pathOf(stones), 'utf8')) : []
    const passphrase = await passphraseOf(options)
    const keyFile = join(config.folder, 'master.key')
    const own = existsSync(keyFile) || process.env.LINLI_MASTER_KEY ? { master: await readMasterKey(keyFile) } : {}
    const backup = await openBackup(from, { folder: config.folder, ...own, ...(passphrase ? { passphrase } : {}) })
    try {
      const { rows, erased, verified } = await restoreInto(config, backup, tombstones, progress)
      const intact = verified.faults.length === 0
      const { tables, files, at } = backup.manifest
      const data = { from, at, rows, tables: tables.length, files: files.length, erased, log: { ...verified, intact } }
      const text = [
        `${rows} rows of ${tables.length} tables and ${files.length} files as of ${at}${erased > 0 ? `; ${erased} subjects forgotten again` : ''}`,
        `log: ${verified.rows} sealed rows, ${intact ? 'intact' : `${verified.faults.length} faults`}; ${verified.unsealed} not sealed yet`,
      ].join('\n')
      return { data, text, failed: !intact }
    } finally {
      backup.close()
    }
  },
}

async function restoreInto(config: DatabaseConfig, backup: OpenBackup, tombstones: Tombstone[], progress: Progress): Promise<Restored> {
  const database = await openDatabase({ ...config, say: sayAside })
  try {
    const sql = await readModuleSql(modules)
    const where = config.url ? 'DATABASE_URL' : config.folder
    await refuseIfNotEmpty(database.owner, sql, where)
    await prepareQueue(database)
    const loaded = await loadBackup(backup, {
      owner: database.owner,
      modules: sql,
      folder: config.folder,
      where,
      tombstones,
      erase: (...[tx, street, subjects]) => eraseAll(forgets, tx, street, subjects),
      onProgress: progress,
    })
    await prepareDatabase(database, sayAside)
    await takeBackAgain(database, config.folder)
    return { ...loaded, verified: await verifyRestored(database, config.folder) }
  } finally {
    await database.close()
  }
}

/** Consents that were taken back after the backup was made: once every table is as it is today, by the house itself. */
async function takeBackAgain(database: Database, folder: string): Promise<void> {
  const path = join(folder, TOMBSTONES)
  const stones = existsSync(path) ? parseTombstones(await readFile(path, 'utf8')).filter(({ withdrawn }) => withdrawn) : []
  if (stones.length === 0) return
  const { house } = await openHouse({ app: database.app, erase: database.erase, folder, log: () => undefined })
  await withdrawAgain(house, stones)
}

function verifyRestored(database: Database, folder: string): Promise<Verification> {
  const headsFile = join(folder, 'heads.jsonl')
  return verifyLog(database.sealer, existsSync(headsFile) ? { headsFile } : {})
}
