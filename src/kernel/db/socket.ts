/** Choosing the folder of the private socket. Its path must fit the system's limit, and nobody else may own the folder. */
import { createHash } from 'node:crypto'
import { chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorCode } from './failures.ts'
import { makePrivateFolder, type SystemUser } from './folders.ts'

/** Socket files are named by a port number; nothing listens on it. */
export const SOCKET_PORT = 5432

/** Bytes a socket path may have: sun_path without its closing zero (108 on Linux, 104 on macOS). */
const LONGEST_PATH = process.platform === 'darwin' ? 103 : 107

/** The folder inside the data folder, or a short one in the temporary folder when that path is too long. */
export async function prepareSocketFolder(dataFolder: string, user: SystemUser | undefined): Promise<string> {
  const inside = join(dataFolder, 'socket')
  if (fits(inside)) {
    await makePrivateFolder(inside, user)
    return inside
  }
  const name = `linli-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    for (let turn = 0; turn < 10; turn++) {
      const folder = join(parent, turn === 0 ? name : `${name}-${turn}`)
      if (fits(folder) && (await claim(folder, user))) return folder
    }
  }
  throw new Error(`no folder for a socket in ${tmpdir()}`)
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_PATH
}

/**
 * Anybody can make folders in a temporary folder: take one only when it is a real folder, closed to others, and belongs to the server's
 * user. One we make ourselves is ours from the start, since mkdir refuses what exists.
 */
async function claim(folder: string, user: SystemUser | undefined): Promise<boolean> {
  const found = await lstat(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  })
  if (found) return found.isDirectory() && found.uid === (user?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  if (user) await chown(folder, user.uid, user.gid)
  return true
}
