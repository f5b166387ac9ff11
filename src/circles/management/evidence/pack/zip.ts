/** A zip in memory; equal contents at an equal moment give equal bytes. */
import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

export type Entry = { path: string; bytes: Buffer }

export async function zipOf(entries: readonly Entry[], at: Date): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const { path, bytes } of entries) zip.addBuffer(bytes, path, { mtime: at, forceDosTimestamp: true })
  zip.end()
  return buffer(zip.outputStream)
}
