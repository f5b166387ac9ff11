/** Posts with a login behind them, and units they act for, as stories of matters need them. */
import { addUnit, changeUnit } from '#ground/matters/units/actions.ts'
import type { Actor } from '#kernel/access/actor.ts'
import { STREET, type Stage } from '../stage.ts'

/** A department's post has no area. */
export async function hire(stage: Stage, role: string, community?: number): Promise<Actor> {
  const actor = stage.actor(role, community)
  const made = role === 'department' ? { ...actor, lo: 0, hi: 0 } : actor
  await stage.sql`
    insert into login (id, name, shown_name, password_hash, totp_secret, created_at) values (${made.login}, ${made.login}, ${role}, '', '', now())`
  const ctx = await stage.ctx()
  await ctx.sql`
    insert into post (street_id, id, login_id, role, title, region_lo, region_hi, from_day)
    values (${STREET}, ${made.post}, ${made.login}, ${role}, ${role}, ${made.lo}, ${made.hi}, '2020-01-01')`
  return made
}

export async function makeUnit(stage: Stage, name: string, posts: Actor[]): Promise<string> {
  const head = await hire(stage, 'head')
  const { id } = await stage.does(addUnit, head, { kind: 'department', name })
  await stage.does(changeUnit, head, { id, name, phone: '', posts: posts.map(({ post }) => post) }, { version: 1 })
  return `unit:${id}`
}
