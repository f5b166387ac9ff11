/** Who was erased, and who took back a consent, in `tombstones.jsonl` of the data folder: it outlives the database, and a backup that still knows them. */
import { open } from 'node:fs/promises'

/** One line: a subject that was erased with the files in which it stood, and must stay so whatever is restored. */
export type Tombstone = { street: number; subject: string; at: string; files?: string[]; withdrawn?: Withdrawn }

/** She is still here, but took back a consent: what rested on it alone is not to come back either. As the ledger has it; no value of anybody. */
export type Withdrawn = { id: string; purpose: string; edition: string; as: string; way: string; login: string; post: string }

/** Lines of `tombstones.jsonl`; a torn last line (power loss) is skipped. */
export function parseTombstones(text: string): Tombstone[] {
  return text.split('\n').flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Tombstone] : []))
}

/** On disk when it resolves. A torn last line is closed first. */
export async function appendTombstones(path: string, stones: readonly Tombstone[]): Promise<void> {
  if (stones.length === 0) return
  const handle = await open(path, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const torn = size > 0 && last.toString() !== '\n'
    await handle.appendFile(`${torn ? '\n' : ''}${stones.map((stone) => `${JSON.stringify(stone)}\n`).join('')}`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
