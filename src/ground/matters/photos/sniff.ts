/**
 * What a file is that was sent as a photograph, by its content, before anything decodes it: JPEG (ISO/IEC 10918-1), PNG (W3C, 3rd edition) or WebP
 * (RFC 9649). Its containers are walked to their end, so that a cut file, another one hidden in or behind it, or a picture that would fill the memory is
 * refused for what it says itself. Pure.
 */

export type Photo = {
  format: 'jpeg' | 'png' | 'webp'
  width: number
  height: number /** Without what is no part of the picture. */
  bytes: Buffer
}
export type Unfit = { unfit: 'unreadable' | 'too-large' }

/** Twelve thousand on a side, forty million in all: what telephones take, and 160 MB while it is decoded. */
export const MOST_PIXELS = 40_000_000
const LONGEST_SIDE = 12_000

const unreadable: Unfit = { unfit: 'unreadable' }

export function sniffPhoto(bytes: Buffer): Photo | Unfit {
  if (isSomethingElse(bytes)) return unreadable
  const found = walk(bytes)
  if (!found) return unreadable
  const { width, height } = found
  if (width < 1 || height < 1) return unreadable
  return width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS ? { unfit: 'too-large' } : found
}

function walk(bytes: Buffer): Photo | undefined {
  if (bytes.length < 32) return undefined
  if (bytes.readUInt16BE(0) === 0xffd8) return walkJpeg(bytes)
  if (bytes.subarray(0, 8).equals(PNG)) return walkPng(bytes)
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return walkWebp(bytes)
  return undefined
}

/** Browsers look so far for markup, readers of documents so far for theirs. */
const HEAD = 1445
/** The end record of an archive, with the longest comment it can have. */
const TAIL = 65_557

/** A file that another program would open as something else: a page, a document, a script, an archive, a program. */
function isSomethingElse(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, HEAD).toLowerCase()
  if (/<(html|script|!doctype|svg|iframe|body|head|object)\b/.test(head) || head.includes('%pdf-')) return true
  if (bytes.includes('<?php') || bytes.includes('<script')) return true
  return bytes.subarray(-TAIL).includes('PK\u0005\u0006', 0, 'latin1')
}

/** Frames whose header holds the size. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

/** From marker to marker to the end of the picture. What cameras write behind it is cut off, but no program or archive. */
function walkJpeg(bytes: Buffer): Photo | undefined {
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  let [width, height] = [0, 0]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7)) return undefined
    const length = bytes.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > bytes.length) return undefined
    if (FRAMES.has(marker)) {
      if (width > 0 || length < 8) return undefined
      height = bytes.readUInt16BE(at + 5)
      width = bytes.readUInt16BE(at + 7)
    }
    const scanned = marker === 0xda ? endOfScan(bytes, end) : end
    if (isPictures(marker, bytes, at)) parts.push(bytes.subarray(at, scanned))
    at = scanned
    if (bytes.readUInt16BE(Math.min(at, bytes.length - 2)) === 0xffd9 && at + 2 <= bytes.length) {
      if (isProgram(bytes.subarray(at + 2))) return undefined
      return width > 0 ? { format: 'jpeg', width, height, bytes: Buffer.concat([...parts, bytes.subarray(at, at + 2)]) } : undefined
    }
  }
  return undefined
}

/** Comments and notes of applications are left out, but for how the camera was held and how colours are meant. */
function isPictures(marker: number, bytes: Buffer, at: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  return marker === 0xee || (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif')
}

/** To the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const programs = ['MZ', '\u007fELF', '#!', 'PK\u0003\u0004', 'Rar!', '7z\u00bc\u00af', '\u001f\u008b', '\u00ca\u00fe\u00ba\u00be'].map(
  (sign) => Buffer.from(sign, 'latin1'),
)

function isProgram(rest: Buffer): boolean {
  return programs.some((sign) => rest.subarray(0, 4).indexOf(sign) === 0)
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What makes the picture; notes and profiles may unpack to anything. */
const CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

function walkPng(bytes: Buffer): Photo | undefined {
  const parts: Buffer[] = [PNG]
  let [width, height] = [0, 0]
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length || (at === PNG.length) !== (kind === 'IHDR')) return undefined
    if (kind === 'IHDR') {
      width = bytes.readUInt32BE(at + 8)
      height = bytes.readUInt32BE(at + 12)
    }
    if (CHUNKS.has(kind)) parts.push(bytes.subarray(at, end))
    if (kind === 'IEND') return end === bytes.length ? { format: 'png', width, height, bytes: Buffer.concat(parts) } : undefined
    at = end
  }
  return undefined
}

/** One still picture, to the end of the file. */
function walkWebp(bytes: Buffer): Photo | undefined {
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined
  let size: { width: number; height: number } | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const data = at + 8
    if (data + length > bytes.length || kind === 'ANIM' || kind === 'ANMF') return undefined
    if (kind === 'VP8X' && length >= 10) size = { width: bytes.readUIntLE(data + 4, 3) + 1, height: bytes.readUIntLE(data + 7, 3) + 1 }
    if (kind === 'VP8 ' && length >= 10)
      size ??= { width: bytes.readUInt16LE(data + 6) & 0x3fff, height: bytes.readUInt16LE(data + 8) & 0x3fff }
    if (kind === 'VP8L' && length >= 5) {
      const packed = bytes.readUInt32LE(data + 1)
      size ??= { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    at = data + length + (length % 2)
  }
  return size && { format: 'webp', ...size, bytes }
}
