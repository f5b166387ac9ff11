/** Where pieces are found: matters and announcements of the ground; what other circles hand in (`house.pieces`). Each shows what this post may see. */
import type { Words } from '#ground/forms/contract.ts'
import { showLines } from '#ground/matters/lines.ts'
import { readNumber } from '#ground/matters/number.ts'
import { enterMatters } from '#ground/matters/scope.ts'
import { tokensFor } from '#ground/matters/similar/keep.ts'
import { columns, type ListRow } from '#ground/matters/worklist-queries.ts'
import type { Ctx } from '#kernel/action/context.ts'
import type { FoundPiece, PieceSource } from '#kernel/files/pieces.ts'

const MOST_FOUND = 12
const NOBODY = '00000000-0000-0000-0000-000000000000'

const matterPieces: PieceSource = {
  kind: 'matter',
  right: 'matter.read',
  find: async (ctx, text) => {
    const parties = await enterMatters(ctx)
    const number = readNumber(text) ?? ''
    const { sought, weights } = tokensFor(ctx.street, text)
    const rows = await ctx.sql<ListRow[]>`
      with alike as materialized (select id, likeness from app_find_alike(${sought}::int[], ${weights}::real[], '{}'::int[], false, ${NOBODY}, ${MOST_FOUND}))
      select ${columns(ctx.sql)} from matter m left join alike a on a.id = m.id
      where m.street_id = ${ctx.street} and not m.sealed
        and m.id in (select id from alike union select n.id from matter n where n.street_id = ${ctx.street} and n.number = ${number})
      order by m.number = ${number} desc, a.likeness desc nulls last, m.id limit ${MOST_FOUND}`
    return showMatters(ctx, rows, parties)
  },
  list: async (ctx, refs) => {
    const parties = await enterMatters(ctx)
    const rows = await ctx.sql<ListRow[]>`
      select ${columns(ctx.sql)} from matter m where m.street_id = ${ctx.street} and not m.sealed and m.id = any(${[...refs]}::uuid[])`
    return showMatters(ctx, rows, parties)
  },
}

async function showMatters(ctx: Ctx, rows: readonly ListRow[], parties: ReadonlySet<string>): Promise<FoundPiece[]> {
  const { lines, persons } = await showLines(ctx, rows, parties)
  ctx.look({ subjects: persons, fields: ['matter.title'] })
  return lines.map(({ id, number, title, opened }) => ({ ref: id, title: `${number} ${title}`.trim(), at: opened, facts: [] }))
}

type AnnouncementPiece = { ref: string; title: string; body: string; from: string; until: string; by: string; at: string }
const labels: Record<'body' | 'from' | 'until' | 'by', Words> = {
  body: { zh: '内容', en: 'Words' },
  from: { zh: '从', en: 'From' },
  until: { zh: '到', en: 'Until' },
  by: { zh: '发布岗位', en: 'Announced by' },
}

const announcementPieces: PieceSource = {
  kind: 'announcement',
  right: 'announcement.read',
  find: async (ctx, text) => showAnnouncements(await listAnnouncementPieces(ctx, text, [])),
  list: async (ctx, refs) => showAnnouncements(await listAnnouncementPieces(ctx, '', refs)),
}

async function listAnnouncementPieces(ctx: Ctx, text: string, refs: readonly string[]): Promise<AnnouncementPiece[]> {
  return ctx.sql<AnnouncementPiece[]>`
    select a.id as ref, a.title, a.body, a.from_day as "from", a.until_day as until, coalesce(p.title, '') as by, a.at from announcement a
    left join post p on p.street_id = a.street_id and p.id = a.by_post
    where a.street_id = ${ctx.street} and (a.id = any(${[...refs]}::uuid[]) or (${text} <> '' and position(${text} in a.title) > 0))
    order by a.at desc, a.id limit ${Math.max(MOST_FOUND, refs.length)}`
}

function showAnnouncements(rows: readonly AnnouncementPiece[]): FoundPiece[] {
  return rows.map(({ ref, title, at, ...said }) => ({
    ref,
    title,
    at,
    facts: (['body', 'from', 'until', 'by'] as const).map((name) => ({ label: labels[name], value: said[name] })),
  }))
}

/** Of every kind that this post may read. */
export function sourcesOf({ house, actor }: Ctx): PieceSource[] {
  return [matterPieces, announcementPieces, ...house.pieces].filter(({ right }) => actor.rights.has(right))
}
