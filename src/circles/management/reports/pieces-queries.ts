/** Deliveries as pieces of evidence: that what was asked was given, when, and to whom. The file itself stays where it is. */
import type { Ctx } from '#kernel/action/context.ts'
import type { FoundPiece, PieceSource } from '#kernel/files/pieces.ts'

const MOST_FOUND = 12

export const deliveryPieces: PieceSource = {
  kind: 'delivery',
  right: 'report.read',
  find: async (ctx, text) => (await listDeliveryPieces(ctx, text, [])).map(show),
  list: async (ctx, refs) => (await listDeliveryPieces(ctx, '', refs)).map(show),
}

type Row = { ref: string; title: string; asker: string; file: string; sha256: string; asOf: string; at: string; handed: string | null }

async function listDeliveryPieces(ctx: Ctx, text: string, refs: readonly string[]): Promise<Row[]> {
  return ctx.sql<Row[]>`
    select d.id as ref, r.title, r.asker, r.file_name as file, d.sha256, d.as_of as "asOf", d.at, h.handed_on as handed
    from delivery d join request r on r.street_id = d.street_id and r.id = d.request_id
    left join handover h on h.street_id = d.street_id and h.delivery_id = d.id and h.taken_back_at is null
    where d.street_id = ${ctx.street}
      and (d.id = any(${[...refs]}::uuid[]) or (${text} <> '' and (position(${text} in r.title) > 0 or position(${text} in r.asker) > 0)))
    order by d.at desc, d.id limit ${Math.max(MOST_FOUND, refs.length)}`
}

function show({ ref, title, at, asker, file, asOf, handed, sha256 }: Row): FoundPiece {
  return {
    ref,
    title,
    at,
    facts: [
      { label: { zh: '要表单位', en: 'Asked by' }, value: asker },
      { label: { zh: '文件', en: 'File' }, value: file },
      { label: { zh: '数据截至', en: 'As of' }, value: asOf },
      ...(handed ? [{ label: { zh: '交出', en: 'Handed over' }, value: handed }] : []),
      { label: { zh: '校验值', en: 'Hash' }, value: sha256 },
    ],
  }
}
