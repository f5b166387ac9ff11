import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable, Transform } from 'node:stream'
import iconv from 'iconv-lite'

/**
 * `guessed`: the file does not say its encoding; it is not valid UTF-8 and was taken for GB 18030, the superset of GBK and GB 2312
 * that Chinese office software writes.
 */
export type TextEncoding = { name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'; guessed: boolean }

/** Finds the encoding of a text file: by its mark, else by whether all of it is UTF-8. */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const head = await readHead(path, 4096)
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', guessed: false }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', guessed: false }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', guessed: false }
  const wide = wideWithoutMark(head)
  if (wide) return { name: wide, guessed: true }
  return (await isUtf8(path)) ? { name: 'utf-8', guessed: false } : { name: 'gb18030', guessed: true }
}

/**
 * Text in UTF-16 without a mark shows itself by its line ends: a zero byte beside each, which no other text has. The character that
 * the same bytes would be in the other order is unassigned.
 */
export function wideWithoutMark(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const even = head.subarray(0, head.length & ~1)
  const orders = [
    ['utf-16le', even],
    ['utf-16be', Buffer.from(even).swap16()],
  ] as const
  for (const [name, bytes] of orders) {
    const text = bytes.toString('utf16le')
    if (text.includes('\n') && !/[\u0000-\u0008\u000e-\u001a\u0a00\ufffe\uffff]/.test(text)) return name
  }
  return undefined
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const stream = createReadStream(path, { highWaterMark: 1 << 20 })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  } finally {
    stream.destroy()
  }
}

/** The decoded text of a file as a stream of strings, without its mark. */
export function decodedText(path: string, encoding: TextEncoding, end?: number): Readable {
  const source = createReadStream(path, { highWaterMark: 1 << 18, ...(end === undefined ? {} : { end }) })
  const decoder = iconv.decodeStream(encoding.name) as unknown as Transform
  source.on('error', (error) => decoder.destroy(error))
  decoder.on('close', () => source.destroy())
  return source.pipe(decoder)
}

/** The first bytes of a file. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
