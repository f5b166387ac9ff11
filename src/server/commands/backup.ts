import { existsSync, statSync } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeBackup } from '#kernel/backup/write-backup.ts'
import { databaseConfig } from '#kernel/db/connect.ts'
import { readManifest } from '#kernel/db/manifest.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { readMasterKey } from '#kernel/keys/keys.ts'
import { modules } from '../modules.ts'
import { withDatabase } from '../open-database.ts'
import { version } from '../version.ts'
import { type Command, type CommandOptions, pathOf, requiredOption, textOption } from './command.ts'

export const backup: Command = {
  name: 'backup',
  brief: 'write everything into one file: all tables in one snapshot, the files, the heads of the log',
  help: `linli backup --to <folder | file.zip> [--key-file <file>] [--json]

Writes one .zip while the house goes on working. Sign-ins that are open are left out.
  --to <place>       a folder (the file is named by the moment) or a file
  --key-file <file>  seals the master key into the backup under the passphrase in this file (or LINLI_BACKUP_PASSPHRASE)
Without a passphrase the master key is NOT in the backup: keep master.key of the data folder apart, or the backup cannot be read.
Exit code 1 when a file that was brought is missing or changed; the backup is written all the same.`,
  needs: 0,
  options: { to: { type: 'string' }, 'key-file': { type: 'string' } },
  async run(_positionals, options, progress) {
    const now = new Date()
    const path = placeOf(requiredOption(options, 'to'), now)
    const { folder } = databaseConfig(process.env)
    const passphrase = await passphraseOf(options)
    const tables = [...readManifest(await readModuleSql(modules))].flatMap(([name, { module }]) => (module === 'kernel/db' ? [] : [name]))
    await mkdir(dirname(path), { recursive: true })
    const manifest = await withDatabase(async (database) => {
      const master = await readMasterKey(join(folder, 'master.key'))
      const source = {
        backup: database.backup,
        tables,
        folder,
        master,
        version,
        now,
        onProgress: progress,
        ...(passphrase ? { passphrase } : {}),
      }
      return writeBackup(source, path)
    })
    const { size: bytes } = await stat(path)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { faults, keySealed } = manifest
    const data = { file: path, bytes, tables: manifest.tables.length, rows, files: manifest.files.length, faults, keySealed }
    const text = [
      `${path}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.length} files, ${bytes} bytes`,
      keySealed
        ? 'the master key is in it, sealed'
        : `the master key is NOT in it: keep ${join(folder, 'master.key')} apart, or this backup cannot be read`,
      ...faults.map(({ file, fault }) => `  ${file}: ${fault}`),
    ].join('\n')
    return { data, text, failed: faults.length > 0 }
  },
}

function placeOf(given: string, now: Date): string {
  const path = pathOf(given)
  const folder = existsSync(path) ? statSync(path).isDirectory() : !path.endsWith('.zip')
  return folder ? join(path, `linli-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.zip`) : path
}

/** From a file, or from LINLI_BACKUP_PASSPHRASE; never from the command line, which others can read. */
export async function passphraseOf(options: CommandOptions): Promise<string | undefined> {
  const file = textOption(options, 'key-file')
  const text = file ? await readFile(pathOf(file), 'utf8') : process.env.LINLI_BACKUP_PASSPHRASE
  return text?.trim() || undefined
}
