import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { Problem } from '#base/problem.ts'
import { openNewFile } from '#kernel/files/new-file.ts'

/** How a part of a new archive comes about: its bytes, or a stream made when it is its turn. */
export type PartPlan = { name: string; modified: Date; stored: boolean; content: Buffer | (() => AsyncIterable<Buffer>) }

/** Writes a zip, one part after the other. On any failure nothing is left open; the file may be incomplete. */
export async function writeArchive(parts: PartPlan[], path: string, signal?: AbortSignal): Promise<void> {
  const file = await openNewFile(path)
  const zip = new yazl.ZipFile()
  let current: Readable | undefined
  const fail = (error: Error) => zip.outputStream.destroy(error)
  for (const { name, modified, stored, content } of parts) {
    const options = { mtime: modified, compress: !stored, forceDosTimestamp: true }
    if (typeof content !== 'function') zip.addBuffer(content, name, options)
    else {
      zip.addReadStreamLazy(name, options, (give) => {
        current = Readable.from(content(), { objectMode: false })
        current.on('error', fail)
        give(null, current)
      })
    }
  }
  zip.on('error', fail)
  zip.end()
  try {
    await pipeline(zip.outputStream, file, ...(signal ? [{ signal }] : []))
  } catch (error) {
    if (signal?.aborted) throw new Problem('job.cancelled')
    throw error
  } finally {
    current?.destroy()
  }
}
