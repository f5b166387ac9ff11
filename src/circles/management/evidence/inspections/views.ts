/** Reads: an index out of a workbook, inspections with what was found for them, a search, and the pack. */
import { createHash } from 'node:crypto'
import { Problem } from '#base/problem.ts'
import { newMark, registerExport } from '#ground/purposes/leaving/leaving.ts'
import { isLarge } from '#ground/workbooks/read/is-large.ts'
import { readWorkbook } from '#ground/workbooks/read/read-workbook.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { FoundPiece } from '#kernel/files/pieces.ts'
import { getFile } from '#kernel/files/store.ts'
import { zipOf } from '../pack/zip.ts'
import * as contracts from './contract.ts'
import { packInspection } from './pack.ts'
import { sourcesOf } from './pieces-queries.ts'
import * as queries from './queries.ts'
import { readTable } from './rules.ts'

const MOST_LISTED = 200
const MOST_ROWS = 2000
const MOST_ITEMS = 500
const MOST_COLUMNS = 30

export const readIndex = view(contracts.readIndex, {
  may: 'inspection.change',
  personal: false,
  async run(ctx, { file }) {
    const { path, name } = await getFile(ctx, file)
    // A file that names people, or that some module keeps for itself, is no index: it is opened by its own way.
    const named = await Promise.all(ctx.house.naming.map((naming) => naming(ctx, file)))
    if (named.some((one) => one !== undefined) || (await isLarge(path))) throw new Problem('workbook.layout-unknown')
    const book = await readWorkbook(path, { name, maxRows: MOST_ROWS })
    const items = book.sheets
      .filter(({ state }) => state === 'visible')
      .flatMap((sheet) =>
        readTable(
          sheet.rows.map(({ cells }) =>
            Array.from({ length: Math.min(sheet.lastColumn, MOST_COLUMNS) }, (_, at) => cells.get(at + 1)?.text ?? ''),
          ),
        ),
      )
    if (items.length === 0) throw new Problem('workbook.layout-unknown')
    return { items: items.slice(0, MOST_ITEMS) }
  },
})

export const list = view(contracts.listInspections, {
  may: 'inspection.read',
  personal: false,
  async run(ctx) {
    return { inspections: [...(await queries.listInspectionRows(ctx.sql, ctx.street, MOST_LISTED))] }
  },
})

export const read = view(contracts.readInspection, {
  may: 'inspection.read',
  personal: true,
  async run(ctx, { id }) {
    const { inspection, rows } = await open(ctx, id)
    const found = await findPieces(ctx, rows)
    // Also where there is no matter among them: somebody looked at what was laid to it.
    ctx.look({ subjects: [], fields: ['matter.title'], filter: { inspection: id } })
    const { title, inspector, at, items } = inspection
    return {
      title,
      inspector,
      at,
      items: items.map((item, index) => ({
        ...item,
        pieces: rows
          .filter((row) => row.item === index)
          .map(({ kind, ref }) => ({ kind, ref, title: found.get(ref)?.title ?? '', at: found.get(ref)?.at ?? null })),
      })),
    }
  },
})

async function open(ctx: Ctx, id: string): Promise<{ inspection: queries.InspectionRow; rows: queries.PieceRow[] }> {
  const inspection = await queries.findInspection(ctx.sql, ctx.street, id)
  if (!inspection) throw new Problem('thing.unknown')
  return { inspection, rows: await queries.listPieceRows(ctx.sql, ctx.street, id) }
}

/** What this post may see of them, by id. */
async function findPieces(ctx: Ctx, rows: readonly queries.PieceRow[]): Promise<Map<string, FoundPiece>> {
  const found = new Map<string, FoundPiece>()
  for (const source of sourcesOf(ctx)) {
    const refs = [...new Set(rows.filter(({ kind }) => kind === source.kind).map(({ ref }) => ref))]
    if (refs.length > 0) for (const piece of await source.list(ctx, refs)) found.set(piece.ref, piece)
  }
  return found
}

export const search = view(contracts.searchPieces, {
  may: 'inspection.change',
  personal: true,
  async run(ctx, { text }) {
    const pieces: contracts.Piece[] = []
    ctx.look({ subjects: [], fields: ['matter.title'] })
    for (const { kind, find } of sourcesOf(ctx))
      pieces.push(...(await find(ctx, text.trim())).map(({ ref, title, at }) => ({ kind: kind as contracts.Kind, ref, title, at })))
    return { pieces }
  },
})

export const take = view(contracts.takeInspection, {
  may: 'evidence.take',
  personal: true,
  async run(ctx, { id, language = 'zh' }) {
    const { inspection, rows } = await open(ctx, id)
    ctx.look({ subjects: [], fields: ['matter.text'], filter: { inspection: id } })
    const found = await findPieces(ctx, rows)
    const mark = newMark()
    const { entries, subjects } = await packInspection(ctx, { inspection, rows, found, language, mark: mark.mark })
    const bytes = await zipOf(entries, ctx.now)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await registerExport(ctx, {
      mark,
      kind: 'file',
      what: 'evidence',
      subjects,
      elements: ['matter.text'],
      region: inspection.region,
      sha256,
    })
    return { name: `${inspection.title}.zip`, type: 'application/zip', text: bytes.toString('base64') }
  },
})
