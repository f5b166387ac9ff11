/** One matter as a resident holds it: folded from its acts, without their words. */
import { Problem } from '#base/problem.ts'
import { fold } from '#ground/matters/life/fold.ts'
import { listOwnActs } from '#ground/matters/own-queries.ts'
import { findMatter, lockMatter, type Matter } from '#ground/matters/queries.ts'
import { type Running, typeOf } from '#ground/matters/running.ts'
import type { Ctx } from '#kernel/action/context.ts'

export type Held = Running

/** For an act, until the transaction ends. @throws Problem thing.unknown where it was not opened to her */
export async function holdOwn(ctx: Ctx, id: string): Promise<Held> {
  return unfold(ctx, await lockMatter(ctx.sql, ctx.street, id))
}

export async function findOwn(ctx: Ctx, id: string): Promise<Held> {
  return unfold(ctx, await findMatter(ctx.sql, ctx.street, id))
}

async function unfold(ctx: Ctx, matter: Matter | undefined): Promise<Held> {
  if (!matter) throw new Problem('thing.unknown')
  const edition = { id: matter.type_id, origin: matter.type_origin, version: matter.type_version }
  const [type, acts] = await Promise.all([typeOf(ctx, edition), listOwnActs(ctx.sql, ctx.street, matter.id)])
  return { matter, type, acts: acts.map((act) => ({ ...act, words: {} })), state: fold(type, acts) }
}
