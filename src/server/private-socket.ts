/** Where commands find a running house: a socket in its data folder, or on Windows a named pipe made from the folder's path. */
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Socket paths are limited to 107 bytes; a deep data folder gets a short stand-in in the temporary folder. */
export function socketPath(folder: string): string {
  const short = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\linli-${short}`
  const path = join(folder, 'run', 'linli.sock')
  return Buffer.byteLength(path) <= 100 ? path : join(tmpdir(), `linli-${short}.sock`)
}
