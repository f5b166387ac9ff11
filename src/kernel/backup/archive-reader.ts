/** Reading a backup: opened, its manifest checked by the master key, and every byte of it compared before anything is done with it. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'
import { BackupFailure } from './failures.ts'
import { type BackupManifest, checkOf, FORMAT, isSame, MAC, MANIFEST, macOf, SEALED_KEY } from './format.ts'
import { unsealKey } from './seal-key.ts'

export type OpenBackup = {
  manifest: BackupManifest
  master: Buffer
  read: (name: string) => Promise<Readable>
  close: () => void
}

export type KeyGiven = {
  passphrase?: string
  /** The master key of the data folder or the environment, when there is one. */
  master?: Buffer
  folder: string
}

/** Entries this small are read whole. */
const SMALL = 64 * 1024 * 1024

/** @throws BackupFailure other-format, damaged, passphrase-needed, passphrase-wrong, key-needed, key-other */
export async function openBackup(path: string, given: KeyGiven): Promise<OpenBackup> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip, path)
    const read = (name: string) => readEntry(zip, entries, path, name)
    const [bytes, mac] = [await readWhole(await read(MANIFEST)), (await readWhole(await read(MAC))).toString()]
    const manifest = parseManifest(bytes, path)
    const master = await findMaster(manifest, given, () => read(SEALED_KEY).then(readWhole))
    if (!isSame(macOf(master, bytes), mac)) throw new BackupFailure('damaged', { file: path, part: MANIFEST })
    await compareEntries(manifest, entries, path, read)
    return { manifest, master, read, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function findMaster(
  manifest: BackupManifest,
  { passphrase, master, folder }: KeyGiven,
  readSealed: () => Promise<Buffer>,
): Promise<Buffer> {
  if (master) {
    if (!isSame(checkOf(master), manifest.keyCheck)) throw new BackupFailure('key-other', { folder })
    return master
  }
  if (!manifest.keySealed) throw new BackupFailure('key-needed', { folder })
  if (passphrase === undefined) throw new BackupFailure('passphrase-needed')
  return unsealKey(await readSealed(), passphrase)
}

function parseManifest(bytes: Buffer, file: string): BackupManifest {
  try {
    const manifest = JSON.parse(bytes.toString()) as BackupManifest
    if (manifest.format === FORMAT) return manifest
  } catch {
    throw new BackupFailure('damaged', { file, part: MANIFEST })
  }
  throw new BackupFailure('other-format', { file })
}

/** Nothing more and nothing less than the manifest says, to the byte. */
async function compareEntries(
  manifest: BackupManifest,
  entries: Map<string, Entry>,
  file: string,
  read: OpenBackup['read'],
): Promise<void> {
  const expected = [...manifest.tables, ...manifest.files, ...(manifest.tombstones ? [manifest.tombstones] : [])]
  const known = new Set([MANIFEST, MAC, ...(manifest.keySealed ? [SEALED_KEY] : []), ...expected.map(({ name }) => name)])
  const stranger = [...entries.keys()].find((name) => !known.has(name))
  if (stranger) throw new BackupFailure('damaged', { file, part: stranger })
  for (const { name, bytes, sha256 } of expected) {
    const found = await measure(await read(name)).catch(() => undefined)
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw new BackupFailure('damaged', { file, part: name })
  }
}

async function measure(source: Readable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function readWhole(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of source) {
    chunks.push(chunk as Buffer)
    bytes += (chunk as Buffer).length
    if (bytes > SMALL) throw new Error('a manifest of such a size was not written by Linli')
  }
  return Buffer.concat(chunks)
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (!error && zip) return resolve(zip)
      reject((error as NodeJS.ErrnoException)?.code === 'ENOENT' ? error : new BackupFailure('other-format', { file: path }))
    })
  })
}

function listEntries(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', () => reject(new BackupFailure('damaged', { file, part: 'zip' })))
    zip.readEntry()
  })
}

function readEntry(zip: ZipFile, entries: Map<string, Entry>, file: string, name: string): Promise<Readable> {
  const entry = entries.get(name)
  if (!entry) throw new BackupFailure(name === MANIFEST ? 'other-format' : 'damaged', { file, part: name })
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      stream ? resolve(stream) : reject(error ?? new BackupFailure('damaged', { file, part: name })),
    )
  })
}
