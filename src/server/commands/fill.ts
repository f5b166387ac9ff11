import { rename } from 'node:fs/promises'
import { extname } from 'node:path'
import type { OutputOf } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { loadCatalogue } from '#catalogue/load.ts'
import * as contracts from '#circles/management/reports/contract.ts'
import { isProtected } from '#circles/management/reports/rules.ts'
import { type Client, withClient } from '../client.ts'
import { consoleLanguage, sentence } from '../say.ts'
import {
  type Command,
  type CommandOptions,
  loginOf,
  type Progress,
  requiredOption,
  sayAside,
  sourceOf,
  targetOf,
  textOption,
  UsageFailure,
} from './command.ts'

type ReportPlan = OutputOf<typeof contracts.readRequest>['plan']
type Column = ReportPlan['sheets'][number]['columns'][number]
type Wishes = { region?: string; subject?: string; basis?: string; protectedBasis?: string; asker: string; out: string }
type Filled = { request: OutputOf<typeof contracts.readRequest>; result: Record<string, unknown> }

export const fill: Command = {
  name: 'fill',
  brief: 'fill a workbook that was sent, in its own layout, from what the house knows',
  help: `linli fill <workbook> (--region <code> | --subject <id>) --out <file> [--basis <text>] [--protected-basis <text>] [--asker <text>] [--as <login>] [--json]

Rosters and statistics are filled for a region, cards for one subject. Every cell is known, stale, missing, conflicting or forbidden.
  --region <code>           a street (9 digits), community (12) or grid (15) inside the post's area
  --subject <id>            whom a card is about
  --basis <text>            law, document or notice; without it lists of people stay empty (counts do not)
  --protected-basis <text>  the basis stated for sensitive columns and those that need one (religion, political status …)
  --asker <text>            who asked for it
  --out <file>              where the filled workbook goes (.xlsx)
Prints the counts of cells by state, the columns whose meaning is only likely (look at these), and for each column why cells are empty.`,
  needs: 1,
  options: {
    region: { type: 'string' },
    subject: { type: 'string' },
    basis: { type: 'string' },
    'protected-basis': { type: 'string' },
    asker: { type: 'string' },
    out: { type: 'string' },
  },
  async run([path], options, progress) {
    const wishes = wishesOf(options)
    const source = sourceOf(path!)
    const { request, result } = await withClient(loginOf(options), sayAside, (client) => fillWorkbook(client, source, wishes, progress))
    const [delivery] = request.deliveries
    if (!delivery) throw new Error('the fill job ended without a delivery')
    const columns = delivery.columns.map((column) => ({ ...column, reason: column.why === null ? null : sentence(column.why) }))
    const data = {
      request: request.id,
      delivery: delivery.id,
      out: wishes.out,
      title: request.title,
      asOf: delivery.asOf,
      converted: result.converted === true,
      strangers: Number(result.strangers ?? 0),
      kind: extname(String(result.name ?? '')).slice(1),
      ...delivery.counts,
      counts: delivery.counts,
      columns,
      unsure: unsureOf(request),
      notes: request.notes,
    }
    return { data, text: print(data) }
  },
}

/** Columns that are filled with what their headings most likely ask: nobody chose it, and the headings do not say it for certain. */
function unsureOf({ plan, sheets }: Filled['request']): { path: string[]; element: string; confidence: number }[] {
  return plan.sheets
    .filter(({ use }) => use)
    .flatMap(({ sheet, columns }) => {
      const understood = sheets.find(({ name }) => name === sheet)?.columns ?? []
      return columns.flatMap(({ path, column, cell, element }) => {
        const found = understood.find((one) => (cell ? one.cell === cell : one.column === column))
        return element && found && !found.certain && found.element === element ? [{ path, element, confidence: found.confidence }] : []
      })
    })
}

function wishesOf(options: CommandOptions): Wishes {
  const [region, subject, basis, protectedBasis] = ['region', 'subject', 'basis', 'protected-basis'].map((name) =>
    textOption(options, name),
  )
  if (!region && !subject) throw new UsageFailure('--region <code> | --subject <id> ?')
  if (region && !/^(\d{9}|\d{12}|\d{15})$/.test(region)) throw new UsageFailure('--region: 9, 12 or 15 digits')
  return {
    ...(region ? { region } : {}),
    ...(subject ? { subject } : {}),
    ...(basis ? { basis } : {}),
    ...(protectedBasis ? { protectedBasis } : {}),
    asker: textOption(options, 'asker') ?? (consoleLanguage(process.env) === 'zh' ? '未注明' : 'not stated'),
    out: targetOf(requiredOption(options, 'out')),
  }
}

async function fillWorkbook(client: Client, path: string, wishes: Wishes, progress: Progress): Promise<Filled> {
  const { region, basis, asker, out } = wishes
  const file = await client.send(path)
  const { id, job } = await client.call(contracts.receiveRequest, {
    file,
    asker,
    ...(region ? { region } : {}),
    ...(basis ? { basis } : {}),
  })
  if (job) await client.finish(job, progress)
  const { plan } = await client.call(contracts.readRequest, { id })
  await client.call(contracts.changePlan, { id, plan: adjust(plan, wishes) })
  const result = await client.finish((await client.call(contracts.fillRequest, { id })).job, progress)
  // A download that breaks off must not leave half a workbook under the name that was asked for.
  await client.fetch(String(result.file), `${out}.part`)
  await rename(`${out}.part`, out)
  return { request: await client.call(contracts.readRequest, { id }), result }
}

/** Cards need their subject; with a subject nothing but cards is filled. Protected columns get the basis stated for them. */
function adjust(plan: ReportPlan, { subject, protectedBasis }: Wishes): ReportPlan {
  const { elements } = loadCatalogue()
  const isOfProtected = ({ element, count }: Column) =>
    [element, ...(count?.conditions ?? []).map((condition) => condition.element)].some((id) => {
      const found = id ? elements.get(id) : undefined
      return found !== undefined && isProtected(found)
    })
  const sheets = plan.sheets.map((sheet) => {
    const columns = sheet.columns.map((column) => (protectedBasis && isOfProtected(column) ? { ...column, basis: protectedBasis } : column))
    const card = sheet.layout === 'card'
    return { ...sheet, columns, use: sheet.use && card === (subject !== undefined), ...(card && subject ? { subject } : {}) }
  })
  if (!sheets.some(({ use }) => use) && plan.sheets.some(({ use }) => use))
    throw new Problem('input.invalid', { count: 1 }, [{ path: subject ? '--region' : '--subject', say: 'input.required' }])
  return { ...plan, sheets }
}

function print({
  out,
  title,
  counts,
  columns,
  converted,
  strangers,
  kind,
  unsure,
}: {
  out: string
  title: string
  converted: boolean
  strangers: number
  kind: string
  counts: Record<string, number>
  unsure: { path: string[]; element: string; confidence: number }[]
  columns: { path: string[]; counts: Record<string, number>; reason: string | null }[]
}): string {
  const states = (of: Record<string, number>) =>
    Object.entries(of)
      .flatMap(([state, count]) => (count > 0 ? [`${count} ${sentence(`state.${state}`)}`] : []))
      .join(', ')
  return [
    `${title} → ${out}${converted ? '  (.xlsx: the old format cannot be written)' : ''}`,
    ...(kind !== extname(out).slice(1).toLowerCase() ? [`  .${kind} ← ${extname(out) || out} ?`] : []),
    ...(strangers > 0 ? [`  ${sentence('fill.strangers', { n: strangers })}`] : []),
    `  ${states(counts) || 'nothing to fill'}`,
    ...(unsure.length > 0 ? [`  ${sentence('fill.unsure', { n: unsure.length })}`] : []),
    ...unsure.map(({ path, element, confidence }) => `    ${path.join(' / ')} → ${element}  ${Math.round(confidence * 100)} %`),
    ...columns.map((column) => `  ${column.path.join(' / ')}: ${states(column.counts) || '–'}${column.reason ? `  ${column.reason}` : ''}`),
  ].join('\n')
}
