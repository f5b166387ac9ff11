import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { Problem } from '#base/problem.ts'
import { findAttribute, localName, scanAll } from './markup.ts'
import { tooLarge } from './too-large.ts'

/** A zip container opened for random access, checked against bombs before anything is unpacked. */
export type Package = {
  /** Parts in the order of the archive, by their name without a leading slash. */
  parts: Part[]
  findPart: (name: string) => Part | undefined
  close: () => void
}

export type Part = { name: string; size: number; modified: Date; stored: boolean; open: () => AsyncGenerator<Buffer> }

/** What a workbook may at most be. Real ones: some dozens of parts, 10 to 20 times smaller packed. */
export type PackageLimits = { entries: number; unpacked: number; ratio: number; ratioFrom: number }

export const packageLimits: PackageLimits = {
  entries: 10_000,
  unpacked: 1.5 * 1024 ** 3,
  // Deflate reaches 1032; the emptiest formatted sheets of real offices stay below 100.
  ratio: 300,
  ratioFrom: 32 * 1024 ** 2,
}

/**
 * Opens a zip by path or from memory. Throws workbook.broken (no or damaged archive), workbook.encrypted, workbook.bomb (too many
 * entries, an inflation no workbook has, overlapping entries) and workbook.too-large.
 */
export async function openPackage(source: string | Buffer, limits: PackageLimits = packageLimits): Promise<Package> {
  const options = { autoClose: false, lazyEntries: true }
  const zip = await readable(typeof source === 'string' ? yauzl.openPromise(source, options) : yauzl.fromBufferPromise(source, options))
  try {
    if (zip.entryCount > limits.entries) throw new Problem('workbook.bomb', { why: 'entries' })
    const entries: yauzl.Entry[] = []
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry)
    checkSizes(entries, zip.fileSize, limits)
    const parts = entries.map((entry) => toPart(zip, entry))
    const byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]))
    if (byName.size !== parts.length) throw new Problem('workbook.broken', { why: 'duplicate-part' })
    return { parts, findPart: (name) => byName.get(name.toLowerCase()), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw asProblem(error)
  }
}

function checkSizes(entries: yauzl.Entry[], fileSize: number, limits: PackageLimits): void {
  let [packed, unpacked] = [0, 0]
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Problem('workbook.encrypted')
    if (!entry.canDecodeFileData()) throw new Problem('workbook.broken', { why: 'compression' })
    packed += entry.compressedSize
    unpacked += entry.uncompressedSize
  }
  if (packed > fileSize) throw new Problem('workbook.bomb', { why: 'overlap' })
  if (unpacked > limits.ratioFrom && unpacked > packed * limits.ratio) throw new Problem('workbook.bomb', { why: 'ratio' })
  if (unpacked > limits.unpacked) throw tooLarge('unpacked', limits.unpacked)
}

function toPart(zip: yauzl.ZipFile, entry: yauzl.Entry): Part {
  return {
    name: entry.fileName.replace(/^\/+/, ''),
    size: entry.uncompressedSize,
    modified: entry.getLastModDate(),
    stored: entry.compressionMethod === 0,
    open: () => unpack(zip, entry),
  }
}

/** A sheet unpacks to hundreds of megabytes: in the usual 16 kB it would spend more on its pieces than on inflating them. */
const PIECE = 128 * 1024

/** Streams a part; its length and checksum must hold, and what is longer than it says ends at once. */
async function* unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Buffer> {
  let [sum, length] = [0, 0]
  let packed: Readable | undefined
  try {
    packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    const stream = entry.compressionMethod === 0 ? packed : inflated(packed)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > entry.uncompressedSize) throw new Problem('workbook.broken', { why: 'archive' })
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw asProblem(error)
  } finally {
    packed?.destroy()
  }
  if (length !== entry.uncompressedSize) throw new Problem('workbook.broken', { why: 'archive' })
  if (sum !== entry.crc32) throw new Problem('workbook.broken', { why: 'checksum' })
}

/** A fault of the file travels on to whoever reads. */
function inflated(packed: Readable): Readable {
  const stream = createInflateRaw({ chunkSize: PIECE })
  packed.once('error', (error) => stream.destroy(error))
  return packed.pipe(stream)
}

/** A whole part in memory: for the small ones. Text in UTF-16 becomes UTF-8. Beyond `limit` bytes: workbook.too-large. */
export async function readPart(part: Part, limit = 32 * 1024 ** 2): Promise<Buffer> {
  if (part.size > limit) throw tooLarge('part', limit)
  const chunks: Buffer[] = []
  for await (const chunk of xmlChunks(part)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A part without which a package is no workbook. */
export function getPart(container: Package, name: string): Part {
  const part = container.findPart(name)
  if (!part) throw new Problem('workbook.broken', { why: 'package-part' })
  return part
}

/** The bytes of an XML part as UTF-8; parts may also be in UTF-16 (ISO/IEC 29500-2 §8.1.4), known by its byte order mark. */
export async function* xmlChunks(part: Part, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined
  let first = true
  for await (const chunk of part.open()) {
    if (signal?.aborted) throw new Problem('job.cancelled')
    if (first) decoder = wideDecoder(chunk)
    first = false
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
  }
}

function wideDecoder(chunk: Buffer): TextDecoder | undefined {
  const mark = chunk.length >= 2 ? chunk.readUInt16BE(0) : 0
  if (mark === 0xfffe) return new TextDecoder('utf-16le')
  return mark === 0xfeff ? new TextDecoder('utf-16be') : undefined
}

export type Relationship = { id: string; type: string; target: string; external: boolean }

/** The relationships of a part (`''` for the package itself), with targets as part names. None when it has none. */
export async function readRelationships(container: Package, source: string): Promise<Relationship[]> {
  const part = container.findPart(relationshipsPart(source))
  if (!part) return []
  const relationships: Relationship[] = []
  scanAll(await readPart(part), (scanner) => {
    if ((scanner.kind !== 'empty' && scanner.kind !== 'open') || localName(scanner) !== 'Relationship') return
    const external = findAttribute(scanner, 'TargetMode') === 'External'
    const target = findAttribute(scanner, 'Target') ?? ''
    relationships.push({
      id: findAttribute(scanner, 'Id') ?? '',
      // Transitional and strict packages differ only in the first half of the address.
      type: (findAttribute(scanner, 'Type') ?? '').replace(/^.*\//, ''),
      target: external ? target : partName(source, target),
      external,
    })
  })
  return relationships
}

/** `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`. */
export function relationshipsPart(source: string): string {
  const slash = source.lastIndexOf('/') + 1
  return `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`
}

function partName(source: string, target: string): string {
  const base = target.startsWith('/') ? [] : source.split('/').slice(0, -1)
  for (const step of target.replaceAll('\\', '/').split('/')) {
    if (step === '..') base.pop()
    else if (step !== '' && step !== '.') base.push(step)
  }
  return base.join('/')
}

async function readable<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    throw asProblem(error)
  }
}

/** What the zip library and inflate say about damaged bytes; errors of the file system pass as they are. */
function asProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && !code.startsWith('Z_')) return error
  return new Problem('workbook.broken', { why: 'archive' })
}
