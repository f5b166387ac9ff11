import { describeTables } from '#kernel/db/describe-tables.ts'
import { readManifest } from '#kernel/db/manifest.ts'
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { describeHouse } from '../describe-house.ts'
import { modules } from '../modules.ts'
import { withDatabase } from '../open-database.ts'
import type { Command } from './command.ts'

export const house: Command = {
  name: 'house',
  brief: 'print modules, tables, operations and followers (docs/house.md)',
  help: `linli house [--tables] [--json]

Prints how the house is wired: modules in dependency order, each with its tables, actions, views, jobs and followers.

  --tables   the tables as they stand, with keys, indexes and row policies (docs/tables.sql)`,
  needs: 0,
  options: { tables: { type: 'boolean' } },
  async run(_, options) {
    if (options.tables) {
      const tables = await withDatabase(async ({ owner }) => describeTables(owner, readManifest(await readModuleSql(modules))))
      return { data: { tables }, text: tables.trimEnd() }
    }
    const data = await describeHouse()
    return { data: data.modules, text: data.markdown.trimEnd() }
  },
}
