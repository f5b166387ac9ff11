/** Bringing and opening files. Their bytes travel beside the door (http.ts); the rows pass through it. */
import { Problem } from '#base/problem.ts'
import { action, view } from '../action/action.ts'
import { noteEvent } from '../action/context.ts'
import { bringFile, openFile } from './contract.ts'
import type { Named } from './naming.ts'
import { getFile, keepFile } from './store.ts'

export const bring = action(bringFile, {
  may: 'file.bring',
  async run(ctx, input) {
    await keepFile(ctx, input)
    noteEvent(ctx, 'file.brought', [], [], { file: input.id })
    return { file: input.id, bytes: input.bytes }
  },
})

/** A file may list people: who fetched it looked at those it names, or at anybody of the area it is about where nobody can say whom. */
export const open = view(openFile, {
  may: 'file.open',
  personal: true,
  async run(ctx, input) {
    const { name, media, bytes, sha256 } = await getFile(ctx, input.id)
    const named: Named[] = []
    for (const naming of ctx.house.naming) named.push(...[(await naming(ctx, input.id)) ?? []].flat())
    const lacking = named.flatMap(({ right }) => (right && !ctx.actor.rights.has(right) ? [right] : []))
    if (lacking[0]) throw new Problem('access.forbidden', { right: lacking[0] })
    const subjects = [...new Set(named.flatMap((one) => one.subjects))]
    const area = named.find((one) => one.area)?.area
    // A look at so many that none is named says so with `count`; none is counted where the file was not looked through.
    const unnamed = area && subjects.length === 0 ? { ...area, count: 0 } : {}
    ctx.look({ subjects, fields: subjects.length > 0 ? ['person.name'] : [], filter: { file: input.id, ...unnamed } })
    if (mayName(named))
      await ctx.house.leaves(ctx, { file: input.id, sha256, subjects: subjects.length, lo: Math.max(area?.lo ?? 0, ctx.actor.lo) })
    return { name, media, bytes }
  },
})

/** Of a file that is nobody's own, nobody can say that it names no person. */
function mayName(named: readonly Named[]): boolean {
  if (named.some(({ registered }) => registered)) return false
  return named.length === 0 || named.some(({ subjects, area, right }) => subjects.length > 0 || area !== undefined || right !== undefined)
}
