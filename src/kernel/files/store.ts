/**
 * Files beside the database, in one folder per street, readable by the house only. A file is written under a temporary name,
 * flushed and renamed, so that a row never points at half a file.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '#base/problem.ts'
import type { Ctx, Tx } from '../action/context.ts'
import { newId } from '../log/id.ts'
import { openNewFile } from './new-file.ts'

/** Largest upload, in bytes. */
export const MOST_BYTES = 200 * 1024 * 1024

export type StoredFile = { id: string; name: string; media: string; bytes: number; sha256: string }

export type Files = {
  /** Write a stream; the row is inserted by `keepFile` in the action that uses it. A job that may begin again gives the file its own `id`. */
  write: (street: number, content: Readable, id?: string) => Promise<{ id: string; bytes: number; sha256: string }>
  path: (street: number, id: string) => string
  read: (street: number, id: string) => Readable
  remove: (street: number, id: string) => Promise<void>
}

export function openFiles(folder: string): Files {
  const pathOf = (street: number, id: string) => join(folder, String(street), id)
  return {
    path: pathOf,
    read: (street, id) => createReadStream(pathOf(street, id)),
    remove: (street, id) => rm(pathOf(street, id), { force: true }),
    write: async (street, content, id = newId()) => {
      const path = pathOf(street, id)
      const hash = createHash('sha256')
      let bytes = 0
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length
          hash.update(chunk)
          done(bytes > MOST_BYTES ? new Problem('input.too-large', { most: MOST_BYTES / 1048576 }) : null, chunk)
        },
      })
      try {
        await mkdir(join(folder, String(street)), { recursive: true, mode: 0o700 })
        await pipeline(content, count, await openNewFile(`${path}.part`))
        await flush(`${path}.part`)
        await rename(`${path}.part`, path)
      } catch (error) {
        await rm(`${path}.part`, { force: true })
        if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new Problem('house.disk-full')
        throw error
      }
      return { id, bytes, sha256: hash.digest('hex') }
    },
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file that no area opens: who may see it is said by whatever it belongs to. */
export async function keepClosedFile(ctx: Ctx, file: StoredFile): Promise<void> {
  await ctx.sql`
    insert into file (street_id, id, name, media, bytes, sha256, login_id, post_id, region_lo, region_hi, at)
    values (${ctx.street}, ${file.id}, ${file.name}, ${file.media}, ${file.bytes}, ${file.sha256}, ${ctx.actor.login}, ${ctx.actor.post}, 0, 999999999999999, ${ctx.now})`
}

/** Record a written file, inside the action that uses it. `forAll`: it names nobody, and every post of the street may open it. */
export async function keepFile(ctx: Ctx, file: StoredFile, forAll = false): Promise<void> {
  await ctx.sql`
    insert into file (street_id, id, name, media, bytes, sha256, login_id, post_id, region_lo, region_hi, at, for_all)
    values (${ctx.street}, ${file.id}, ${file.name}, ${file.media}, ${file.bytes}, ${file.sha256}, ${ctx.actor.login}, ${ctx.actor.post},
            ${ctx.actor.lo}, ${ctx.actor.hi}, ${ctx.now}, ${forAll})`
}

/** The row of a file whose bytes are still there. @throws Problem thing.unknown, thing.gone */
export async function getFileRow(sql: Tx, street: number, id: string): Promise<StoredFile> {
  const [row] = await sql<(StoredFile & { purged: boolean })[]>`
    select id, name, media, bytes, sha256, purged_at is not null as purged from file where street_id = ${street} and id = ${id}`
  if (!row) throw new Problem('thing.unknown')
  const { purged, ...file } = row
  if (purged) throw new Problem('thing.gone')
  return file
}

/** A file this post may open; its bytes must still be there. */
export async function getFile(ctx: Ctx, id: string): Promise<StoredFile & { path: string }> {
  const file = await getFileRow(ctx.sql, ctx.street, id)
  const path = ctx.house.files.path(ctx.street, id)
  await stat(path)
  return { ...file, path }
}
