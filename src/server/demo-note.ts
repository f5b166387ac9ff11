/** What the demo wrote down when the town stood. Without it the loading is begun or gone on with. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Sign-ins of staff in the order they are shown, and residents whose telephones sign in. */
export type DemoNote = {
  signIns: { login: string; name: string; title: string }[]
  /** The number of a letter, good once, to somebody without a telephone. */
  letter?: { number: string; name: string }
  residents?: { phone: string; name: string; about: { zh: string; en: string } }[]
}

function noteFile(folder: string): string {
  return join(folder, 'demo.json')
}

export async function writeNote(folder: string, note: DemoNote): Promise<void> {
  await writeFile(noteFile(folder), JSON.stringify(note), { mode: 0o600 })
}

export async function findNote(folder: string): Promise<DemoNote | undefined> {
  try {
    return JSON.parse(await readFile(noteFile(folder), 'utf8')) as DemoNote
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether made-up people live in this house, and nobody else. */
export async function isDemo(folder: string): Promise<boolean> {
  return ((await findNote(folder))?.signIns.length ?? 0) > 0
}
