/**
 * Where the embedded database lives and as whom it runs. PostgreSQL refuses root, so when Linli is started by root the server runs as
 * another user who must own its folder and be able to walk to it.
 */
import { spawnSync } from 'node:child_process'
import { chmod, chown, lchown, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { errorCode, folderFailure, StartFailure } from './failures.ts'

export type SystemUser = { uid: number; gid: number }

/** A user id nobody has: no other program runs as it, which cannot be said of `nobody`. Counted down while taken. */
const FREE_UID = 58_627

/** The data folder: `LINLI_DATA`, otherwise `/var/lib/linli` for root and `./data` for everybody else. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env.LINLI_DATA) return resolve(env.LINLI_DATA)
  return isRoot() ? '/var/lib/linli' : resolve('data')
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Make the data folder if it is missing and return its real path. @throws StartFailure folder-refused, disk-full */
export async function prepareDataFolder(folder: string): Promise<string> {
  try {
    const made = await makeFolders(folder, isRoot() ? 0o711 : 0o700)
    if (made && isRoot()) await chmod(folder, 0o711)
    return await realpath(folder)
  } catch (error) {
    throw folderFailure(error, folder)
  }
}

/**
 * Make a folder and those above it; whether it had to be made. Not by the `recursive` of Node, which tries for ever where a parent is there and
 * takes no folders, as `/proc` does.
 */
export async function makeFolders(folder: string, mode: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return false
    const parent = dirname(folder)
    if (errorCode(error) !== 'ENOENT' || parent === folder || !(await makeFolders(parent, mode))) throw error
  }
  await mkdir(folder, { mode })
  return true
}

/**
 * The user the server runs as when Linli is root: the owner of a database folder that exists, else the system user `linli`, else a user
 * id without a name. Undefined when Linli is not root: the server then runs as the same user.
 */
export async function findServerUser(databaseFolder: string): Promise<SystemUser | undefined> {
  if (!isRoot()) return undefined
  const owner = await stat(databaseFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = await readUsers()
  const named = users.find((user) => user.name === 'linli')
  if (named) return { uid: named.uid, gid: named.gid }
  let uid = FREE_UID
  while (users.some((user) => user.uid === uid)) uid -= 1
  return { uid, gid: uid }
}

/** initdb insists on a user with a name; the folder it makes is handed to the server's user afterwards. */
export async function findUserForInit(server: SystemUser): Promise<SystemUser> {
  const users = await readUsers()
  const named =
    users.find((user) => user.uid === server.uid) ??
    users.find((user) => user.name === 'nobody') ??
    users.find((user) => user.name === 'daemon')
  if (!named) throw new Error('this system has no user nobody')
  return { uid: named.uid, gid: named.gid }
}

async function readUsers(): Promise<{ name: string; uid: number; gid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8')
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) => (name && uid && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : []))
}

/** Can this user walk to the folder? Asked of the system itself, so that access lists count too. */
export function canEnter(user: SystemUser, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

/**
 * See to it that the server's user can walk to the data folder. The folder itself is ours to open; folders above it are not.
 * @throws StartFailure parent-closed naming the first folder that shuts the user out
 */
export async function openTheWay(user: SystemUser, folder: string): Promise<void> {
  if (canEnter(user, folder)) return
  const parent = dirname(folder)
  if (!canEnter(user, parent)) throw new StartFailure('parent-closed', { parent: firstClosed(user, parent) })
  const { mode } = await stat(folder)
  await chmod(folder, (mode & 0o7777) | 0o001)
}

function firstClosed(user: SystemUser, folder: string): string {
  const parent = dirname(folder)
  return parent === folder || canEnter(user, parent) ? folder : firstClosed(user, parent)
}

/** Make a private folder for the server's user. */
export async function makePrivateFolder(folder: string, user: SystemUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!user) return
  await chmod(folder, 0o700)
  await chown(folder, user.uid, user.gid)
}

/** Call with every entry below a folder, the folder itself last. */
export async function walkTree(folder: string, visit: (path: string, kind: 'file' | 'folder' | 'link') => Promise<void>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await walkTree(path, visit)
    else await visit(path, entry.isSymbolicLink() ? 'link' : 'file')
  }
  await visit(folder, 'folder')
}

/** A database that root copied or restored belongs to root: hand it to the server's user. */
export async function takeFromRoot(databaseFolder: string, user: SystemUser): Promise<void> {
  const there = await stat(databaseFolder).catch(() => undefined)
  if (there?.uid === 0) await giveTree(databaseFolder, user)
}

export async function giveTree(folder: string, user: SystemUser): Promise<void> {
  await walkTree(folder, (path) => lchown(path, user.uid, user.gid))
}
