/** A photograph, for whoever may see the matter it belongs to. */
import { Problem } from '#base/problem.ts'
import { view } from '#kernel/action/action.ts'
import type { Ctx } from '#kernel/action/context.ts'
import { findMatter, openMatters } from '../queries.ts'
import { unfold } from '../running.ts'
import { enterMatters, SEALED_LOOK } from '../scope.ts'
import { openPhoto } from './contract.ts'
import { findPhoto } from './queries.ts'

export const photo = view(openPhoto, {
  may: 'matter.read',
  personal: true,
  async run(ctx, { id, photo: wanted }) {
    await enterMatters(ctx, 'with-sealed')
    const matter = await findMatter(ctx.sql, ctx.street, id)
    if (!matter) throw new Problem('thing.unknown')
    await openMatters(ctx.sql, [id])
    const { holds } = (await unfold(ctx, matter)).state
    const opened = await openMatters(ctx.sql, [...holds])
    return seePhoto(ctx, [id, ...opened], wanted, matter.sealed)
  },
})

/** Its file, and a look at whose it is; of a sealed matter nobody is named. @throws Problem thing.unknown, thing.gone */
export async function seePhoto(ctx: Ctx, matters: string[], id: string, sealed: boolean): Promise<{ path: string }> {
  const found = await findPhoto(ctx.sql, ctx.street, matters, id)
  if (!found) throw new Problem('thing.unknown')
  ctx.look({
    subjects: sealed || !found.person ? [] : [found.person],
    fields: ['matter.photo'],
    ...(sealed ? { filter: SEALED_LOOK } : {}),
  })
  return { path: ctx.house.files.path(ctx.street, id) }
}
