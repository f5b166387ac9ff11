/** Starting the server and waiting until it is ready, with its last words when it is not. */
import { chown, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { folderFailure, StartFailure } from './failures.ts'
import type { SystemUser } from './folders.ts'
import { findPostmasterNote, type Launch, launchByControl, launchServer, logSize, readLogFrom } from './postmaster.ts'
import type { Listening } from './settings.ts'

const LARGEST_LOG = 5_000_000

/** The server's log, begun anew when it has grown large; the one before is kept. */
export async function prepareLog(dataFolder: string, user: SystemUser | undefined): Promise<string> {
  const file = join(dataFolder, 'postgres.log')
  try {
    if ((await logSize(file)) > LARGEST_LOG) await rename(file, `${file}.1`)
    await writeFile(file, '', { flag: 'a', mode: 0o600 })
    if (user) await chown(file, user.uid, user.gid)
    return file
  } catch (error) {
    throw folderFailure(error, dataFolder)
  }
}

/** How often to try again while the processes of a killed server still hold its shared memory. */
const REMNANT_TRIES = 60

/**
 * Start it and wait until it takes connections; recovery after a crash may take long and is waited for.
 * @param stalePid see `launchServer`
 * @returns its process id, or undefined when another server of this folder was quicker
 * @throws StartFailure disk-full, start-failed
 */
export async function startServer(launch: Launch, listening: Listening, stalePid: number | undefined): Promise<number | undefined> {
  for (let tries = 0; ; tries++) {
    const from = await logSize(launch.logFile)
    const pid = listening.way === 'loopback' ? await startByControl(launch) : await startAsChild(launch, stalePid)
    if (pid) return pid
    const words = await readLogFrom(launch.logFile, from)
    if (/lock file ".*" already exists/.test(words)) return undefined
    if (/pre-existing shared memory block/.test(words) && tries < REMNANT_TRIES) await wait(500)
    else throw startFailure(words, launch)
  }
}

function startFailure(words: string, launch: Launch): StartFailure {
  if (/No space left on device/.test(words)) return new StartFailure('disk-full', { folder: launch.databaseFolder })
  return new StartFailure('start-failed', { log: launch.logFile, reason: words })
}

async function startAsChild(launch: Launch, stalePid: number | undefined): Promise<number | undefined> {
  const child = await launchServer(launch, stalePid)
  while (child.exitCode === null && child.signalCode === null) {
    const note = await findPostmasterNote(launch.databaseFolder)
    if (note?.pid === child.pid && note?.ready) return note?.pid
    await wait(10)
  }
  return undefined
}

async function startByControl(launch: Launch): Promise<number | undefined> {
  const status = await launchByControl(launch)
  return status === 0 ? (await findPostmasterNote(launch.databaseFolder))?.pid : undefined
}
