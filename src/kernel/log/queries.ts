/** SQL of the log: what actions and views write. Reading and sealing stand in sealer.ts and verify.ts. */
import type { Ctx, Event, Look, Tx } from '../action/context.ts'
import { newId } from './id.ts'

/** A look keeps ids up to this many subjects, beyond it the filter that chose them. */
const MOST_SUBJECTS = 200

export async function insertLog(sql: Tx, ctx: Ctx, action: string, events: Event[]): Promise<void> {
  await sql`
    insert into log (street_id, at, id, login_id, post_id, action, events)
    values (${ctx.street}, ${ctx.now}, ${newId()}, ${ctx.actor.login}, ${ctx.actor.post}, ${action}, ${sql.json(events as never)})`
}

/** Inserted in the view's own transaction: when the look cannot be written, nothing is shown. */
export async function insertLook(sql: Tx, ctx: Ctx, view: string, look: Look): Promise<void> {
  const subjects = look.subjects.length > MOST_SUBJECTS ? [] : look.subjects
  const { lo, hi } = ctx.actor
  // Who of so many is found again by the area the look went over: where it says none of its own, the area of the post.
  const filter = look.subjects.length > MOST_SUBJECTS ? { lo, hi, ...look.filter, count: look.subjects.length } : (look.filter ?? null)
  await sql`
    insert into look (street_id, at, id, login_id, post_id, view, subjects, filter, fields, reason, sensitive)
    values (${ctx.street}, ${ctx.now}, ${newId()}, ${ctx.actor.login}, ${ctx.actor.post}, ${view}, ${subjects},
            ${filter ? sql.json(filter as never) : null}, ${look.fields}, ${look.reason ?? ctx.reason ?? null}, ${look.sensitive ?? false})`
}

/** How many sensitive openings this login has made since the civil day began. A round is the reason its doors are opened for, and counts towards no cap (DESIGN §5). */
export async function countSensitiveLooks(ctx: Ctx): Promise<number> {
  const [row] = await ctx.sql<{ count: number }[]>`
    select count(*)::int as count from look
    where street_id = ${ctx.street} and login_id = ${ctx.actor.login} and sensitive and not coalesce(filter ? 'round', false) and at >= (${ctx.today}::date::timestamp at time zone 'Asia/Shanghai')`
  return row?.count ?? 0
}
