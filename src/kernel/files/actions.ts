/** Bringing and opening files. Their bytes travel beside the door (http.ts); the rows pass through it. */
import { action, view } from '../action/action.ts'
import { noteEvent } from '../action/context.ts'
import { bringFile, openFile } from './contract.ts'
import { getFile, keepFile } from './store.ts'

export const bring = action(bringFile, {
  may: 'file.bring',
  async run(ctx, input) {
    await keepFile(ctx, input)
    noteEvent(ctx, 'file.brought', [], [], { file: input.id })
    return { file: input.id, bytes: input.bytes }
  },
})

/** A file may list people; who fetched which file is a look. */
export const open = view(openFile, {
  may: 'file.open',
  personal: true,
  async run(ctx, input) {
    const { name, media, bytes } = await getFile(ctx, input.id)
    ctx.look({ subjects: [], fields: [], filter: { file: input.id } })
    return { name, media, bytes }
  },
})
