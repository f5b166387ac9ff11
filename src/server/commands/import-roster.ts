import type { InputOf, OutputOf } from '#base/contract.ts'
import * as contracts from '#ground/imports/contract.ts'
import { type Client, withClient } from '../client.ts'
import { sentence } from '../say.ts'
import { type Command, type CommandOptions, loginOf, type Progress, sayAside, sourceOf, textOption, UsageFailure } from './command.ts'

type Plan = Omit<InputOf<typeof contracts.planImport>, 'id'>
type Whole = OutputOf<typeof contracts.readImport>
type Row = OutputOf<typeof contracts.listRows>['rows'][number]

const SHOWN = 100

export const importRoster: Command = {
  name: 'import roster',
  brief: 'bring a roster in: understand it, stage it, show what it would change; --apply writes it',
  help: `linli import roster <workbook> [--region <code>] [--source <source>] [--as-of <day>] [--apply] [--as <login>] [--json]

Reads .xlsx, .xls or .csv and prints what every row would do (new, changed, same, conflict, invalid, doubtful …) with its problems.
  --region <code>  the community whose roster it is (12 digits; default: named in the workbook, or the post's own)
  --source <src>   seen, register, self or department:<name> (default: as the workbook says)
  --as-of <day>    the day the roster was true, YYYY-MM-DD (default: from title or file name)
  --apply          write what is certain; rows that need a human wait for the screen
Without --apply the import stays staged: it can be looked at, applied or dropped on the screen. Exit code 1 when it was refused.`,
  needs: 1,
  options: { region: { type: 'string' }, source: { type: 'string' }, 'as-of': { type: 'string' }, apply: { type: 'boolean' } },
  async run([path], options, progress) {
    const plan = planOf(options)
    const source = sourceOf(path!)
    const { whole, rows } = await withClient(loginOf(options), sayAside, (client) =>
      bring(client, source, plan, options.apply === true, progress),
    )
    const { id, state, counts, communityName, asOf, sheets, notes } = whole
    const data = {
      id,
      state,
      community: whole.community,
      communityName,
      source: whole.source,
      asOf,
      counts,
      notes,
      sheets: sheets.map(summaryOf),
      problems: rows.map((row) => problemsOf(whole, row)),
    }
    return { data, text: print(whole, rows) }
  },
}

function planOf(options: CommandOptions): Plan {
  const [region, source, asOf] = [textOption(options, 'region'), textOption(options, 'source'), textOption(options, 'as-of')]
  if (region && !/^\d{12}$/.test(region)) throw new UsageFailure('--region: a community has 12 digits')
  if (asOf && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new UsageFailure('--as-of: YYYY-MM-DD')
  return { ...(region ? { community: Number(region) } : {}), ...(source ? { source } : {}), ...(asOf ? { asOf } : {}) }
}

async function bring(client: Client, path: string, plan: Plan, apply: boolean, progress: Progress): Promise<{ whole: Whole; rows: Row[] }> {
  const file = await client.send(path)
  const { id, job } = await client.call(contracts.understandImport, { file })
  if (job) await client.finish(job, progress)
  if (Object.keys(plan).length > 0) await client.call(contracts.planImport, { id, ...plan })
  await client.finish((await client.call(contracts.stageImport, { id })).job, progress)
  if (apply) await client.finish((await client.call(contracts.applyImport, { id })).job, progress)
  const { rows } = await client.call(contracts.listRows, { id, problems: true, limit: SHOWN })
  return { whole: await client.call(contracts.readImport, { id }), rows }
}

function summaryOf({ name, layout, use, why, subject, headerRows, dataRows, columns }: Whole['sheets'][number]) {
  const shown = columns.map(({ letter, path, element, role, certain, confidence }) => ({
    letter,
    path,
    element,
    role,
    certain,
    confidence,
  }))
  return { name, layout, use, why: sentence(why.say, why.with), subject, headerRows, dataRows, columns: shown }
}

function problemsOf(whole: Whole, { sheet, row, verdict, problems }: Row) {
  return {
    sheet: whole.sheets.find((one) => one.sheet === sheet)?.name ?? String(sheet),
    row,
    verdict,
    problems: problems.map(({ letter, element, say, with: values, remedy, stops }) => ({
      ...(letter ? { column: letter } : {}),
      ...(element ? { element } : {}),
      reason: sentence(say, values),
      remedy: sentence(remedy, values),
      stops,
    })),
  }
}

function print(whole: Whole, rows: Row[]): string {
  const lines = [
    `${whole.fileName}: ${whole.state}, ${whole.communityName} ${whole.community}, ${whole.source}, ${whole.asOf}  (${whole.id})`,
  ]
  for (const { name, use, layout, columns } of whole.sheets)
    lines.push(
      `  ${use ? '+' : '-'} ${name}: ${layout}, ${columns.filter(({ element }) => element).length}/${columns.length} columns understood`,
    )
  for (const [verdict, count] of Object.entries(whole.counts)) lines.push(`  ${verdict}: ${count}`)
  for (const row of rows) {
    const { sheet, problems } = problemsOf(whole, row)
    for (const { column, reason, remedy } of problems) lines.push(`  ${sheet}!${column ?? ''}${row.row}: ${reason} ${remedy}`)
  }
  return lines.join('\n')
}
