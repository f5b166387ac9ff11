/** Units of the street and who acts for them. */
import { Problem } from '#base/problem.ts'
import { normaliseText } from '#base/values/normalise.ts'
import { action } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

/** As another spelling of the same name meets it. */
export function unitKey(name: string): string {
  return normaliseText(name).replace(/[\s()（）]/g, '')
}

export const addUnit = action(contracts.addUnit, {
  may: 'unit.change',
  async run(ctx, { kind, name, phone = '' }) {
    const id = newId()
    await onceNamed(() => queries.insertUnit(ctx.sql, ctx.street, { id, kind, name: name.trim(), key: unitKey(name), phone: phone.trim() }))
    noteEvent(ctx, 'unit.added', [], [], { unit: id })
    return { id }
  },
})

export const changeUnit = action(contracts.changeUnit, {
  may: 'unit.change',
  needsVersion: true,
  async run(ctx, { id, name, phone, posts }) {
    const unit = await queries.lockUnit(ctx.sql, ctx.street, id)
    if (!unit) throw new Problem('thing.unknown')
    if (unit.rev !== ctx.version) throw new Problem('precondition.failed', { rev: unit.rev })
    const known = await queries.namePosts(ctx.sql, ctx.street, posts)
    if (known.length < posts.length) throw new Problem('input.invalid', { count: 1 }, [{ path: '/posts', say: 'unit.post-unknown' }])
    await onceNamed(() => queries.updateUnit(ctx.sql, ctx.street, { id, name: name.trim(), key: unitKey(name), phone: phone.trim() }))
    await queries.setUnitPosts(ctx.sql, ctx.street, id, posts, ctx.now)
    noteEvent(ctx, 'unit.changed', [], [], { unit: id })
    return { rev: unit.rev + 1 }
  },
})

export const endUnit = action(contracts.endUnit, {
  may: 'unit.change',
  async run(ctx, { id }) {
    if (!(await queries.lockUnit(ctx.sql, ctx.street, id))) throw new Problem('thing.unknown')
    if (await queries.isUnitBusy(ctx.sql, ctx.street, `unit:${id}`)) throw new Problem('thing.in-use')
    await queries.endUnit(ctx.sql, ctx.street, id, ctx.today)
    noteEvent(ctx, 'unit.ended', [], [], { unit: id })
    return {}
  },
})

async function onceNamed(write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Problem('place.known', {}, [{ path: '/name', say: 'unit.known' }])
    throw error
  }
}
