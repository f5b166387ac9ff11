/** A resident's photographs: brought before they are sent with something, and seen again with what they were sent with. */
import { Problem } from '#base/problem.ts'
import { listOwnReporters } from '#ground/matters/own-queries.ts'
import { bringPhoto, openOwnPhoto } from '#ground/matters/photos/contract.ts'
import { countLoose, insertPhoto } from '#ground/matters/photos/queries.ts'
import { seePhoto } from '#ground/matters/photos/views.ts'
import { action, view } from '#kernel/action/action.ts'
import { noteEvent } from '#kernel/action/context.ts'
import { keepClosedFile } from '#kernel/files/store.ts'
import { findOwn } from './running.ts'
import { enterOwn, getReportable } from './whose.ts'

/** Of one telephone, brought and not used. */
const MOST_LOOSE = 12

export const bring = action(bringPhoto, {
  may: 'own.report',
  async run(ctx, { person: who, id, bytes, sha256, width, height }) {
    const person = getReportable(ctx, who)
    if ((await countLoose(ctx.sql, ctx.street, ctx.actor.login)) >= MOST_LOOSE) throw new Problem('photo.too-many', { most: MOST_LOOSE })
    await keepClosedFile(ctx, { id, name: 'photo.jpg', media: 'image/jpeg', bytes, sha256 })
    await insertPhoto(ctx.sql, ctx.street, { id, person: person.id, login: ctx.actor.login, width, height, at: ctx.now })
    noteEvent(ctx, 'matter.photo-brought', [], [], { file: id })
    return { photo: id, width, height }
  },
})

export const open = view(openOwnPhoto, {
  may: 'own.report',
  personal: true,
  async run(ctx, { person: who, id, photo }) {
    const person = getReportable(ctx, who)
    await enterOwn(ctx, [person])
    const { matter } = await findOwn(ctx, id)
    const own = await listOwnReporters(ctx.sql, ctx.street, id, [person.id])
    if (own.length === 0) throw new Problem('thing.unknown')
    return seePhoto(ctx, [id, ...own.map(({ home }) => home)], photo, matter.sealed)
  },
})
