/** How the house is wired, as data and as `docs/house.md`: no module hides what it hands in. */
import { readModuleSql } from '#kernel/db/sql-files.ts'
import { followers } from './followers.ts'
import { listHiddenOperations, listJobs, listOperations } from './house.ts'
import { modules } from './modules.ts'

export type ModuleDescription = {
  module: string
  tables: string[]
  operations: { name: string; kind: string; route: string; may: string }[]
}

export async function describeHouse(): Promise<{ modules: ModuleDescription[]; markdown: string }> {
  const described = (await readModuleSql(modules)).map(({ module, migrations }) => ({
    module,
    tables: migrations.flatMap(({ text }) => [...text.matchAll(/^create table (\w+) \(/gm)].map((match) => match[1]!)),
    operations: [] as ModuleDescription['operations'],
  }))
  const operations = [...listHiddenOperations(), ...listOperations()].map(({ kind, may, contract }) => ({
    name: contract.name,
    kind,
    route: `${contract.method} ${contract.path}`,
    may,
  }))
  return { modules: [...described, { module: 'operations', tables: [], operations }], markdown: print(described, operations) }
}

function print(described: ModuleDescription[], operations: ModuleDescription['operations']): string {
  const lines = [
    '# The house, as it is wired',
    '',
    'Printed by `npm run linli -- house`; a test holds this page against the code.',
    '',
    '## Modules, lower ones first',
    '',
  ]
  for (const { module, tables } of described)
    lines.push(`- \`${module}\`${tables.length > 0 ? `: ${tables.map((table) => `\`${table}\``).join(', ')}` : ''}`)
  lines.push('', '## Actions and views', '', '| name | | route | right |', '|---|---|---|---|')
  for (const { name, kind, route, may } of operations) lines.push(`| ${name} | ${kind} | \`${route}\` | ${may} |`)
  lines.push('', '## Jobs', '', ...listJobs().map((job) => `- \`${job.kind}\`${job.heavy ? ' (in a thread of its own)' : ''}`))
  lines.push(
    '',
    '## Events and who follows them',
    '',
    ...(followers.length > 0 ? followers.map((one) => `- \`${one.event}\` → ${one.name}`) : ['Nobody follows an event yet.']),
  )
  return `${lines.join('\n')}\n`
}
