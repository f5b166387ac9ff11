/** Reads behind the glass, each a look that says so; and what was opened, for whoever opened it and for those who review. */
import { Problem } from '#base/problem.ts'
import { getStreetCatalogue } from '#ground/facts/definitions.ts'
import { describeSubjects } from '#ground/facts/views.ts'
import { asOwn } from '#kernel/access/as-own.ts'
import { view } from '#kernel/action/action.ts'
import { needsApproval, readMinorRule } from '../children/needed.ts'
import { openProtected } from '../opening.ts'
import { isChild, isOpen, reviewState } from '../rules.ts'
import { getOpen } from './actions.ts'
import * as contracts from './contract.ts'
import * as queries from './queries.ts'

const MOST = 200

export const read = view(contracts.readGlass, {
  may: 'glass.open',
  personal: true,
  async run(ctx, { id }) {
    const glass = await getOpen(ctx, id)
    const catalogue = await getStreetCatalogue(ctx)
    const { under } = await readMinorRule(ctx)
    const { opened, described } = await asOwn(ctx.sql, glass.subjects, async () => {
      const found = await queries.listOpened(ctx.sql, ctx.street, glass.subjects)
      return { opened: found, described: await describeSubjects(ctx, catalogue, found.map((one) => one.id)) } // biome-ignore format: one call
    })
    const births = new Map(opened.map((one) => [one.id, one.birth]))
    ctx.look({
      subjects: glass.subjects,
      fields: [...new Set(described.flatMap(({ facts }) => facts.map((fact) => fact.element)))],
      reason: glass.reason,
      filter: { glass: id },
    })
    return {
      person: glass.person,
      reason: glass.reason,
      expiresAt: glass.expires,
      door: opened.find(({ kind }) => kind === 'dwelling')?.label ?? null,
      parts: described.map(({ id: part, kind, facts }) => ({ id: part, kind, facts, child: isChild(births.get(part), ctx.today, under) })),
    }
  },
})

export const reveal = view(contracts.revealGlass, {
  may: 'sensitive.open',
  personal: true,
  async run(ctx, { id, subject }) {
    const glass = await getOpen(ctx, id)
    if (!glass.subjects.includes(subject)) throw new Problem('thing.unknown')
    const catalogue = await getStreetCatalogue(ctx)
    const [opened] = await asOwn(ctx.sql, glass.subjects, () => queries.listOpened(ctx.sql, ctx.street, [subject]))
    if (!opened) throw new Problem('thing.unknown')
    await needsApproval(ctx, { subject, birth: opened.birth })
    const facts = await asOwn(ctx.sql, glass.subjects, () => openProtected(ctx, catalogue, subject))
    ctx.look({
      subjects: [subject],
      fields: facts.map((fact) => fact.element),
      reason: glass.reason,
      sensitive: true,
      filter: { glass: id },
    })
    return { facts }
  },
})

export const own = view(contracts.listOwnGlasses, {
  may: 'glass.open',
  personal: false,
  async run(ctx) {
    const rows = await queries.listGlassesOf(ctx.sql, ctx.street, ctx.actor.login, MOST)
    return {
      glasses: rows.map((row) => ({
        id: row.id,
        reason: row.reason,
        openedAt: row.opened,
        expiresAt: row.closed ?? row.expires,
        open:
          row.post === ctx.actor.post &&
          isOpen({ expiresAt: new Date(row.expires), closedAt: row.closed ? new Date(row.closed) : null }, ctx.now),
        state: reviewState({ reviewedAt: row.reviewed, reviewBy: row.reviewBy }, ctx.today),
        justified: row.justified,
        words: row.words,
      })),
    }
  },
})

export const reviews = view(contracts.listReviews, {
  may: 'glass.review',
  personal: true,
  async run(ctx) {
    const rows = await queries.listGlassesIn(ctx.sql, ctx.street, ctx.actor.lo, ctx.actor.hi, MOST)
    ctx.look({ subjects: [...new Set(rows.map((row) => row.person))], fields: ['glass'] })
    return {
      glasses: rows.map((row) => ({
        id: row.id,
        person: row.person,
        name: row.name ?? '',
        persons: row.subjects.length,
        who: row.who,
        title: row.title,
        own: row.login === ctx.actor.login,
        reason: row.reason,
        openedAt: row.opened,
        expiresAt: row.closed ?? row.expires,
        reviewBy: row.reviewBy,
        state: reviewState({ reviewedAt: row.reviewed, reviewBy: row.reviewBy }, ctx.today),
        justified: row.justified,
        words: row.words,
      })),
    }
  },
})
