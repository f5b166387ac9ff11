/** Making the embedded database's folder (initdb) and writing its settings. */
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Programs } from './binaries.ts'
import { errorCode, folderFailure, StartFailure } from './failures.ts'
import { findUserForInit, giveTree, type SystemUser } from './folders.ts'
import { run } from './postmaster.ts'
import { accessText, type Listening, settingsText } from './settings.ts'

/** The superuser of the embedded server. Nothing but bootstrap, the lock and backups of roles signs in as it. */
export const SUPERUSER = 'linli_admin'

/** Text sorts by code point everywhere (C); letters are told apart where the system can (C.UTF-8). */
const CTYPES = ['C.UTF-8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C']

export type Cluster = { dataFolder: string; databaseFolder: string; programs: Programs; user: SystemUser | undefined; durable: boolean }

/**
 * Make the database folder when there is none. It is made beside and renamed, so that a start cut off half-way leaves nothing that looks
 * like a database, and of two first starts at once one wins whole.
 * @param password for the superuser, when sign-in is by password
 */
export async function ensureCluster(cluster: Cluster, password: string | undefined): Promise<void> {
  const { databaseFolder, programs } = cluster
  const found = await findVersion(databaseFolder)
  if (found === undefined) await makeCluster(cluster, password)
  else if (found !== String(programs.major))
    throw new StartFailure('data-other-version', { folder: databaseFolder, found, needed: programs.major })
}

async function findVersion(databaseFolder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(databaseFolder, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw folderFailure(error, databaseFolder)
  }
}

async function makeCluster(cluster: Cluster, password: string | undefined): Promise<void> {
  const { dataFolder, databaseFolder, user } = cluster
  const started = join(dataFolder, `pg.new-${process.pid}`)
  const passwordFile = `${started}.password`
  try {
    await removeLeftovers(dataFolder)
    const maker = user ? await findUserForInit(user) : undefined
    await mkdir(started, { mode: 0o700 })
    if (maker) await chown(started, maker.uid, maker.gid)
    if (password) {
      await writeFile(passwordFile, password, { mode: 0o600 })
      if (maker) await chown(passwordFile, maker.uid, maker.gid)
    }
    await initialise(cluster, started, maker, password ? passwordFile : undefined)
    if (user) await giveTree(started, user)
    await rename(started, databaseFolder).catch(async (error: unknown) => {
      if (!(await findVersion(databaseFolder))) throw error
    })
  } catch (error) {
    throw folderFailure(error, dataFolder)
  } finally {
    await rm(started, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

/** What first starts that were killed left behind. An orphaned initdb may still write there for a moment. */
async function removeLeftovers(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const pid = Number(/^pg\.new-(\d+)/.exec(name)?.[1])
    if (pid && !isRunning(pid)) await rm(join(dataFolder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

async function initialise(
  cluster: Cluster,
  folder: string,
  maker: SystemUser | undefined,
  passwordFile: string | undefined,
): Promise<void> {
  const fixed = ['-D', folder, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C', '--data-checksums', '--no-instructions']
  const access = passwordFile ? ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`] : ['-A', 'trust']
  let said = ''
  for (const ctype of CTYPES) {
    said = ''
    const status = await run(
      cluster.programs.initdb,
      [...fixed, ...access, `--lc-ctype=${ctype}`, ...(cluster.durable ? [] : ['--no-sync'])],
      maker,
      (text) => {
        said += text
      },
    )
    if (status === 0) return
    if (!/invalid locale name|requires? .*encoding|encoding mismatch/i.test(said)) break
  }
  if (/No space left on device/.test(said)) throw new StartFailure('disk-full', { folder: cluster.dataFolder })
  throw new StartFailure('start-failed', { log: 'initdb', reason: said.trim().slice(-2000) })
}

/** Settings belong to the code: written anew at every start, so that an upgrade changes them too. */
export async function writeSettings(cluster: Cluster, listening: Listening): Promise<void> {
  const { databaseFolder, user } = cluster
  try {
    for (const [name, text] of settingsFiles(cluster, listening)) {
      const path = join(databaseFolder, name)
      await writeFile(`${path}.new`, text, { mode: 0o600 })
      if (user) await chown(`${path}.new`, user.uid, user.gid)
      await rename(`${path}.new`, path)
    }
  } catch (error) {
    throw folderFailure(error, databaseFolder)
  }
}

/** Was the running server started with these settings? The files are written only before a start. */
export async function areSettingsCurrent(cluster: Cluster, listening: Listening): Promise<boolean> {
  for (const [name, text] of settingsFiles(cluster, listening)) {
    if ((await readFile(join(cluster.databaseFolder, name), 'utf8').catch(() => '')) !== text) return false
  }
  return true
}

function settingsFiles(cluster: Cluster, listening: Listening): [name: string, text: string][] {
  return [
    ['postgresql.conf', settingsText(listening, cluster.durable)],
    ['pg_hba.conf', accessText(listening)],
  ]
}

/** The password of all roles where sign-in needs one (loopback): random, kept beside the database, readable by its owner only. */
export async function ensurePassword(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'database-password')
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
    await chmod(file, 0o600)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw folderFailure(error, dataFolder)
  }
  return await readFile(file, 'utf8')
}
