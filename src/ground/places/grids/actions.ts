/** Grids and their teams. Putting doors into a grid moves people too: that action is declared where people are known (households). */
import { Problem } from '#base/problem.ts'
import { isRefused } from '#base/values/parsed.ts'
import { parsePhone } from '#base/values/phone.ts'
import { listStaffOfStreet } from '#kernel/access/queries.ts'
import { action } from '#kernel/action/action.ts'
import { type Ctx, noteEvent } from '#kernel/action/context.ts'
import { newId } from '#kernel/log/id.ts'
import { holdRange, holdVersion, refuseDouble } from '../guards.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

export const addGrid = action(contracts.addGrid, {
  may: 'place.change',
  async run(ctx, { region, number, name }) {
    const taken = await queries.listTakenNumbers(ctx.sql, ctx.street, region)
    const free = number ?? Array.from({ length: 999 }, (_, at) => at + 1).find((one) => !taken.includes(one))
    if (free === undefined || (number !== undefined && taken.includes(number)))
      throw new Problem('place.known', {}, [{ path: '/number', say: 'grid.number-taken' }])
    holdRange(ctx, region * 1000 + free)
    const id = newId()
    await refuseDouble(queries.insertGrids(ctx.sql, ctx.street, [{ id, region: region * 1000 + free, name: name.trim() }]), '/number')
    noteEvent(ctx, 'grid.drawn', [id])
    return { grid: id, number: free }
  },
})

export const renameGrid = action(contracts.renameGrid, {
  may: 'place.change',
  needsVersion: true,
  async run(ctx, { id, name }) {
    const grid = await getGrid(ctx, id)
    holdVersion(ctx, grid)
    await queries.renameGrid(ctx.sql, ctx.street, id, name.trim())
    noteEvent(ctx, 'grid.renamed', [id])
    return { rev: grid.rev + 1 }
  },
})

export const closeGrid = action(contracts.closeGrid, {
  may: 'place.change',
  async run(ctx, { id }) {
    await getGrid(ctx, id)
    const { doors, premises } = (await queries.findGrid(ctx.sql, ctx.street, id))!
    if (doors + premises > 0) throw new Problem('thing.in-use', { count: doors + premises })
    await queries.closeGrid(ctx.sql, ctx.street, id, ctx.today)
    noteEvent(ctx, 'grid.closed', [id])
    return {}
  },
})

export const addMember = action(contracts.addMember, {
  may: 'place.change',
  async run(ctx, { id, role, login, name, phone, from, to, stairs }) {
    const grid = await getGrid(ctx, id)
    checkTerm(from, to)
    const staff = login ? (await listStaffOfStreet(ctx.sql, ctx.street, ctx.today)).find((one) => one.id === login) : undefined
    if (login && !staff) throw new Problem('input.invalid', { count: 1 }, [{ path: '/login', say: 'grid.login-unknown' }])
    const called = staff?.name ?? name?.trim()
    if (!called) throw new Problem('input.invalid', { count: 1 }, [{ path: '/name', say: 'input.required' }])
    const doors = stairs
      ? (await queries.listStairDoors(ctx.sql, ctx.street, grid.region, stairs)).filter((door) => door.grid === grid.region % 1000)
      : undefined
    if (doors?.length === 0) throw new Problem('input.invalid', { count: 1 }, [{ path: '/stairs', say: 'grid.stairs-outside' }])
    const member = newId()
    await queries.insertMembers(ctx.sql, ctx.street, [
      {
        id: member,
        grid: id,
        role,
        name: called,
        login: login ?? null,
        phone: await sealPhone(ctx, phone),
        doors: doors?.map((door) => door.id) ?? null,
        from,
        to: to ?? null,
      },
    ])
    noteEvent(ctx, 'grid.member-added', [id], [], { member })
    return { member }
  },
})

export const changeMember = action(contracts.changeMember, {
  may: 'place.change',
  async run(ctx, { id, member, phone, from, to }) {
    await getGrid(ctx, id)
    const held = await queries.findMember(ctx.sql, ctx.street, id, member)
    if (!held) throw new Problem('thing.unknown')
    const term = { from: from ?? held.from, to: to === undefined ? held.to : to }
    checkTerm(term.from, term.to)
    await queries.updateMember(ctx.sql, ctx.street, {
      id: member,
      ...term,
      phone: phone === undefined ? held.phone : await sealPhone(ctx, phone),
    })
    noteEvent(ctx, to && to <= ctx.today ? 'grid.member-ended' : 'grid.member-changed', [id], [], { member })
    return {}
  },
})

/** A grid this post answers for, held until the transaction ends. */
export async function getGrid(ctx: Ctx, id: string): Promise<Omit<queries.GridRow, 'doors' | 'premises'>> {
  const grid = await queries.lockGrid(ctx.sql, ctx.street, id)
  if (!grid) throw new Problem('thing.unknown')
  holdRange(ctx, grid.region)
  return grid
}

function checkTerm(from: string, to: string | null | undefined): void {
  if (to && to < from) throw new Problem('input.invalid', { count: 1 }, [{ path: '/to', say: 'grid.term-turned' }])
}

async function sealPhone(ctx: Ctx, given: string | undefined): Promise<string | null> {
  if (!given?.trim()) return null
  const phone = parsePhone(given)
  if (isRefused(phone)) throw new Problem('input.invalid', { count: 1 }, [{ path: '/phone', say: phone.refused }])
  return (await ctx.house.keys.ofStreet(ctx.sql, ctx.street)).seal(phone.value.number)
}
