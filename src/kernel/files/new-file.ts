import { open } from 'node:fs/promises'
import type { Writable } from 'node:stream'

/** A new file to write into, there from the start: the stream of a path may still create it after whoever gave up has taken it away. */
export async function openNewFile(path: string): Promise<Writable> {
  return (await open(path, 'w', 0o600)).createWriteStream()
}
