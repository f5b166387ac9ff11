/** Reads of imports. Rows name people: identifiers are masked, protected values stay closed, and every page is a look. */
import { Problem } from '#base/problem.ts'
import { clip } from '#base/values/clip.ts'
import type { Catalogue } from '#ground/facts/catalogue.ts'
import type { FactValue } from '#ground/facts/contract.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { readState } from '#ground/facts/meta.ts'
import { findSubjects } from '#ground/facts/queries.ts'
import { maskValue, openValues } from '#ground/facts/seal.ts'
import { streamRows } from '#ground/workbooks/read/stream-rows.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { getFile } from '#kernel/files/store.ts'
import { recogniseCommunities } from './communities.ts'
import * as contracts from './contract.ts'
import { maskNumbers } from './plan.ts'
import { findImport, type ImportRow, listCommunityNames, listImportRows } from './queries.ts'
import type { ImportBrief, ImportWhole, RowView } from './shapes.ts'
import { listDoorLabels, listNames, listShownPlaces, listShownRows, type ShownRow } from './view-queries.ts'

const PAGE = 50
const PREVIEW = 20

function briefImport(row: ImportRow, nameOf: (code: number) => string): ImportBrief {
  const community = Math.floor(row.region_no / 1000)
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    community,
    communityName: nameOf(community),
    source: row.source,
    asOf: row.as_of,
    counts: row.counts,
    at: row.at,
    by: row.by_title,
    job: row.job_id,
    appliedAt: row.applied_at,
    undoneAt: row.undone_at,
  }
}

/** One import with its plan. @throws Problem thing.unknown */
export async function wholeImport(ctx: Ctx, id: string): Promise<ImportWhole> {
  const row = await findImport(ctx.sql, ctx.street, id)
  if (!row) throw new Problem('thing.unknown')
  const { nameOf } = recogniseCommunities(await listCommunityNames(ctx.sql, ctx.street))
  const { plan } = row
  return {
    ...briefImport(row, nameOf),
    file: row.file_id,
    format: plan.format,
    asOfFrom: plan.asOfFrom,
    estate: plan.estate,
    newDoors: plan.newDoors,
    sheets: plan.sheets.map(({ merged: _, seenTo: __, ...sheet }) => sheet),
    notes: plan.notes,
  }
}

export const list = view(contracts.listImports, {
  may: 'import.read',
  personal: false,
  async run(ctx, { before, limit = PAGE }) {
    const rows = await listImportRows(ctx.sql, ctx.street, before, limit + 1)
    const { nameOf } = recogniseCommunities(await listCommunityNames(ctx.sql, ctx.street))
    const imports = rows.slice(0, limit).map((row) => briefImport(row, nameOf))
    return { imports, next: rows.length > limit ? (imports.at(-1)?.id ?? null) : null }
  },
})

/** Samples of cells may name people. */
export const read = view(contracts.readImport, {
  may: 'import.read',
  personal: true,
  async run(ctx, { id }) {
    ctx.look({ subjects: [], fields: [], filter: { import: id } })
    return wholeImport(ctx, id)
  },
})

export const preview = view(contracts.previewSheet, {
  may: 'import.read',
  personal: true,
  async run(ctx, { id, sheet, from = 1, count = PREVIEW }) {
    const row = await findImport(ctx.sql, ctx.street, id)
    const kept = row?.plan.sheets.find((one) => one.sheet === sheet)
    if (!row || !kept) throw new Problem('thing.unknown')
    const stored = await getFile(ctx, row.file_id)
    ctx.look({ subjects: [], fields: [], filter: { import: id, sheet, from, count } })
    const rows: { row: number; cells: { column: number; text: string }[] }[] = []
    for await (const batch of streamRows(stored.path, { sheet: kept.name, firstRow: from, lastRow: from + count - 1, batch: count })) {
      for (const { row: at, cells } of batch)
        rows.push({ row: at, cells: [...cells].map(([column, cell]) => ({ column, text: clip(maskNumbers(cell.text), 200) })) })
    }
    return { rows }
  },
})

export const rows = view(contracts.listRows, {
  may: 'import.read',
  personal: true,
  async run(ctx, { id, after, limit = PAGE, verdict, problems, partly, later }) {
    if (!(await findImport(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    const filter = {
      ...(verdict ? { verdict } : {}),
      ...(problems ? { problems } : {}),
      ...(partly ? { partly } : {}),
      ...(later ? { later } : {}),
      ...(after ? { after: placeOf(after) } : {}),
    }
    const shown = await listShownRows(ctx.sql, ctx.street, id, filter, limit + 1)
    const page = shown.slice(0, limit)
    const catalogue = await getStreetCatalogue(ctx)
    const views = await showRows(ctx, catalogue, page)
    const subjects = [
      ...new Set(page.flatMap((row) => [row.subject, ...(row.candidates ?? []).map((one) => one.subject)]).filter((one) => one !== null)),
    ]
    const told = views.flatMap((row) => [...row.values, ...row.candidates.flatMap((one) => one.known)])
    ctx.look({ subjects, fields: [...new Set(told.map(({ element }) => element))], filter: { import: id } })
    const last = page.at(-1)
    return { rows: views, next: shown.length > limit && last ? `${last.sheet}-${last.row}-${last.part}` : null }
  },
})

/** @throws Problem input.invalid */
function placeOf(after: string): { sheet: number; row: number; part: number } {
  const found = /^(\d{1,3})-(\d{1,7})-(\d{1,3})$/.exec(after)
  if (!found) throw new Problem('input.invalid', { count: 1 }, [{ path: '/after', say: 'input.format' }])
  return { sheet: Number(found[1]), row: Number(found[2]), part: Number(found[3]) }
}

/** Rows with what stands now beside what they say; only of subjects this post may see. */
async function showRows(ctx: Ctx, catalogue: Catalogue, page: ShownRow[]): Promise<RowView[]> {
  const keys = await ctx.house.keys.ofStreet(ctx.sql, ctx.street)
  const open = (body: Record<string, FactValue>) => openValues(keys, catalogue.elements, body)
  const now = await openStanding(ctx, page, open)
  const candidates = page.flatMap((row) => (row.candidates ?? []).map((one) => one.subject))
  const names = new Map((await listNames(ctx.sql, ctx.street, candidates)).map((one) => [one.id, one]))
  const bodies = new Map((await findSubjects(ctx.sql, ctx.street, candidates)).map(({ id, values }) => [id, open(values)]))
  return page.map((row) => ({
    sheet: row.sheet,
    row: row.row,
    part: row.part,
    verdict: row.verdict,
    kind: row.kind,
    subject: row.fresh && !row.written ? null : row.subject,
    label: row.label,
    door: row.door,
    values: showValues(catalogue, row, open(row.body ?? {}), now.get(row.subject ?? '')),
    protectedValues: row.protected,
    problems: row.problems ?? [],
    candidates: (row.candidates ?? []).map(({ subject, probability, reasons }) => ({
      subject,
      label: names.get(subject)?.name ?? '',
      door: names.get(subject)?.door ?? null,
      known: knownOf(catalogue, bodies.get(subject)),
      probability,
      reasons,
    })),
    decision: row.decision,
    applied: row.written && ['new', 'changed', 'same', 'conflict'].includes(row.verdict),
    later: row.later,
  }))
}

/** Elements by which a human tells two people of one name apart. */
const telling = ['person.sex', 'person.birth-date', 'person.id-number', 'person.phone']

function knownOf(catalogue: Catalogue, body: Record<string, FactValue> = {}): RowView['candidates'][number]['known'] {
  return telling.flatMap((id) => {
    const element = catalogue.elements.get(id)
    const value = body[id]
    return element && value !== undefined ? [{ element: id, value: maskValue(element, value) }] : []
  })
}

type Standing = { value: FactValue; source: string; asOf: string; door?: string }

/** What stands now of the subjects that the rows would change: who said it, of which day, and of a home which door it is. */
async function openStanding(
  ctx: Ctx,
  page: ShownRow[],
  open: (body: Record<string, FactValue>) => Record<string, FactValue>,
): Promise<Map<string, Map<string, Standing>>> {
  const differing = page.filter((row) => row.subject && !row.written && (row.verdict === 'changed' || row.verdict === 'conflict'))
  const subjects = await findSubjects(
    ctx.sql,
    ctx.street,
    differing.map((row) => row.subject!),
  )
  const states = subjects.map((subject) => ({ id: subject.id, state: readState(open(subject.values), { ...subject.meta, x: {} }) }))
  const doors = states.flatMap(({ state }) => [...state.values()].flatMap(({ value }) => dwellingOf(value) ?? []))
  const labels = new Map((await listDoorLabels(ctx.sql, ctx.street, doors)).map(({ id, label }) => [id, label]))
  return new Map(
    states.map(({ id, state }) => [
      id,
      new Map(
        [...state].map(([element, { value, standing }]) => {
          const door = labels.get(dwellingOf(value) ?? '')
          return [element, { value, source: standing.source, asOf: standing.asOf, ...(door ? { door } : {}) }]
        }),
      ),
    ]),
  )
}

function dwellingOf(value: FactValue): string | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value.dwelling : undefined
}

function showValues(
  catalogue: Catalogue,
  { verdict, outcomes }: ShownRow,
  body: Record<string, FactValue>,
  now: Map<string, Standing> | undefined,
): RowView['values'] {
  return Object.entries(body).flatMap(([id, value]) => {
    const element = catalogue.elements.get(id)
    if (!element) return []
    const outcome = outcomes?.[id] ?? (verdict === 'same' ? ('same' as const) : ('new' as const))
    const known = outcome === 'changed' || outcome === 'conflict' || outcome === 'gone' ? now?.get(id) : undefined
    const said = { element: id, value: maskValue(element, value), outcome }
    if (!known) return [said]
    const { value: before, ...stands } = known
    return [{ ...said, before: maskValue(element, before), stands }]
  })
}

export const newPlaces = view(contracts.listNewPlaces, {
  may: 'import.read',
  personal: false,
  async run(ctx, { id, kind, after, limit = PAGE }) {
    const shown = await listShownPlaces(ctx.sql, ctx.street, id, kind, after, limit + 1)
    const places = shown.slice(0, limit)
    return { places, next: shown.length > limit ? (places.at(-1)?.id ?? null) : null }
  },
})
