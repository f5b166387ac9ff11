/** Writing a backup's zip: entry after entry as streams, each measured while it passes; under its name only when it is whole and on disk. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { EntryRecord } from './format.ts'

export type ArchiveWriter = {
  /** Resolves when the whole stream has been taken in. */
  add: (name: string, source: Readable | Buffer, options?: { compress?: boolean }) => Promise<EntryRecord>
}

/** Write the archive by `fill`; nothing stands under `path` when it fails. */
export async function writeArchive(path: string, fill: (writer: ArchiveWriter) => Promise<void>): Promise<void> {
  const zip = new yazl.ZipFile()
  const part = `${path}.part`
  const failed = new Promise<never>((_resolve, reject) => zip.on('error', reject))
  const written = pipeline(zip.outputStream, createWriteStream(part, { mode: 0o600 }))
  const add: ArchiveWriter['add'] = (name, source, options = {}) =>
    Promise.race([addEntry(zip, name, source, options), written.then(cutOff), failed])
  try {
    await fill({ add })
    zip.end()
    await Promise.race([written, failed])
    await flush(part)
    await rename(part, path)
  } catch (error) {
    ;(zip.outputStream as Readable).destroy()
    await written.catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

function cutOff(): never {
  throw new Error('the archive ended before its entries')
}

function addEntry(
  zip: InstanceType<typeof yazl.ZipFile>,
  name: string,
  source: Readable | Buffer,
  { compress = true }: { compress?: boolean },
) {
  return new Promise<EntryRecord>((resolve, reject) => {
    const hash = createHash('sha256')
    let bytes = 0
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
      flush(done) {
        resolve({ name, bytes, sha256: hash.digest('hex') })
        done()
      },
    })
    pipeline(Buffer.isBuffer(source) ? Readable.from([source]) : source, measured).catch(reject)
    zip.addReadStreamLazy(name, { compressionLevel: compress ? 1 : 0 }, (give) => give(null, measured))
  })
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
