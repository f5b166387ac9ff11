/** Pictures for tests: honest ones, and such as nobody takes with a telephone. */
import { deflateSync } from 'node:zlib'
import { Transformer } from '@napi-rs/image'

/** A gradient with some noise. */
export function pixels(width: number, height: number): Transformer {
  const rgba = Buffer.alloc(width * height * 4, 255)
  for (let at = 0; at < width * height; at += 1) {
    rgba[at * 4] = at % 251
    rgba[at * 4 + 1] = (at >> 8) % 256
  }
  return Transformer.fromRgbaPixels(rgba, width, height)
}

export const jpeg = (width = 60, height = 40): Promise<Buffer> => pixels(width, height).jpeg(85)
export const png = (width = 60, height = 40): Promise<Buffer> => pixels(width, height).png()
export const webp = (width = 60, height = 40): Promise<Buffer> => pixels(width, height).webp(80)

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Behind the first two bytes. */
export function withSegment(picture: Buffer, marker: number, data: Buffer): Buffer {
  return Buffer.concat([picture.subarray(0, 2), segment(marker, data), picture.subarray(2)])
}

/** As a telephone writes it: held upright on its side, with the place it was taken at. */
export function withPlace(picture: Buffer, place: string): Buffer {
  const orientation = Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0])
  const tiff = Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    Buffer.from([1, 0]),
    orientation,
    Buffer.alloc(4),
    Buffer.from(place),
  ])
  return withSegment(picture, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

const table = Array.from({ length: 256 }, (_, at) => {
  let c = at
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

export function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const crc = ~body.reduce((sum, byte) => table[(sum ^ byte) & 255]! ^ (sum >>> 8), 0xffffffff) >>> 0
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)]
  head.writeUInt32BE(data.length)
  tail.writeUInt32BE(crc)
  return Buffer.concat([head, body, tail])
}

/** A few kilobytes that say they are so wide and high, and unpack to more. */
export function pngOf(width: number, height: number, unpacked: number): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  size[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(unpacked), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
