/** The pack of an inspection: one folder for each item that something was found for, under her number, and her own list as its contents. */
import { Problem } from '#base/problem.ts'
import type { Language } from '#ground/notices/contract.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { FoundPiece } from '#kernel/files/pieces.ts'
import { packMatter } from '../pack/matter.ts'
import { documentOf, escapeHtml, type Say, sayIn, sayMoment } from '../pack/page.ts'
import type { Entry } from '../pack/zip.ts'
import type { InspectionRow, PieceRow } from './queries.ts'
import { folderOf, nameOf } from './rules.ts'

export type Packing = {
  inspection: InspectionRow
  rows: readonly PieceRow[]
  found: ReadonlyMap<string, FoundPiece>
  language: Language
  mark: string
}

/** Made in memory. */
const MOST_BYTES = 64 * 1024 * 1024

export async function packInspection(ctx: Ctx, packing: Packing): Promise<{ entries: Entry[]; subjects: number }> {
  const { inspection, rows, found, language, mark } = packing
  const say = sayIn(language)
  const entries: Entry[] = []
  const links = new Map<PieceRow, string>()
  let [bytes, subjects] = [0, 0]
  for (const row of rows) {
    const piece = found.get(row.ref)
    // Erased, taken away, or not for this post: the list says that something was there.
    if (!piece) continue
    const folder = `${folderOf(inspection.items[row.item]!)}/`
    const made = row.kind === 'matter' ? await matterOf(ctx, row.ref, piece, packing, folder) : pageOf(row, piece, packing, folder)
    entries.push(...made.entries)
    links.set(row, made.first)
    subjects += made.subjects
    bytes += made.entries.reduce((sum, entry) => sum + entry.bytes.length, 0)
    if (bytes > MOST_BYTES) throw new Problem('input.too-large', { most: MOST_BYTES / 1048576 })
  }
  const contents = documentOf(language, inspection.title, contentsOf(packing, links, say) + markOf(ctx, mark, say))
  return { entries: [{ path: `${say('evidence.file.contents')}.html`, bytes: Buffer.from(contents) }, ...entries], subjects }
}

type Made = { entries: Entry[]; first: string; subjects: number }

async function matterOf(ctx: Ctx, id: string, piece: FoundPiece, { language, mark }: Packing, folder: string): Promise<Made> {
  const inside = `${folder}${nameOf(piece.title.split(' ')[0] ?? id)}/`
  const { entries, reporters } = await packMatter(ctx, { id, language, folder: inside, mark })
  return { entries, first: entries[0]!.path, subjects: reporters }
}

function pageOf({ kind, ref }: PieceRow, { title, at, facts }: FoundPiece, { language }: Packing, folder: string): Made {
  const say = sayIn(language)
  const line = (label: string, value: string) =>
    `<tr><th scope="row">${escapeHtml(label)}</th><td class="text">${escapeHtml(value)}</td></tr>`
  const lines = [
    ...(at ? [line(say('evidence.column.when'), sayMoment(at))] : []),
    ...facts.map(({ label, value }) => line(label[language], value)),
  ]
  const path = `${folder}${nameOf(`${say(`piece.${kind}`)} ${title.slice(0, 30)} ${ref.slice(-4)}`)}.html`
  const page = documentOf(language, title, `<p>${escapeHtml(say(`piece.${kind}`))}</p>\n<table>${lines.join('\n')}</table>`)
  return { entries: [{ path, bytes: Buffer.from(page) }], first: path, subjects: 0 }
}

function contentsOf({ inspection, rows, found, language: _language }: Packing, links: ReadonlyMap<PieceRow, string>, say: Say): string {
  const linkOf = (row: PieceRow) => {
    const path = links.get(row)
    const title = found.get(row.ref)?.title
    if (path === undefined || title === undefined) return escapeHtml(say('evidence.gone', { kind: say(`piece.${row.kind}`) }))
    return `<a href="${escapeHtml(path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(`${say(`piece.${row.kind}`)} ${title}`)}</a>`
  }
  const lines = inspection.items.map(({ no, text }, at) => {
    const own = rows.filter(({ item }) => item === at).map(linkOf)
    const cell = own.length > 0 ? own.join('<br>') : escapeHtml(say('evidence.nothing'))
    return `<tr><td>${escapeHtml(no)}</td><td class="what">${escapeHtml(text)}</td><td>${cell}</td></tr>`
  })
  const heads = ['no', 'item', 'found'].map((name) => `<th>${escapeHtml(say(`inspection.column.${name}`))}</th>`).join('')
  return `<p>${escapeHtml(say('inspection.by', { inspector: inspection.inspector }))}</p>
<table><thead><tr>${heads}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`
}

function markOf({ now }: Ctx, mark: string, say: Say): string {
  return `\n<p class="mark">${escapeHtml(say('evidence.made', { time: sayMoment(now.toISOString()), mark }))}</p>`
}
