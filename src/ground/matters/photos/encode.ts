/**
 * A photograph made anew: upright, at most 1600 points on a side, JPEG, with nothing in it but the picture. Decoding is the library's, in Rust and on its
 * own threads, so that nobody waits for it and a hostile file finds no memory to write over; one at a time, so that ten cannot fill the memory together.
 */
import { ResizeFit, Transformer } from '@napi-rs/image'
import { Problem } from '#base/problem.ts'
import { MOST_PIXELS, sniffPhoto } from './sniff.ts'

/** Bytes of one photograph. */
export const MOST_PHOTO_BYTES = 12 * 1024 * 1024
const SIDE = 1600
const QUALITY = 80
/** Waiting at one time. */
const MOST_WAITING = 24

export type Encoded = { bytes: Buffer; width: number; height: number }

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** @throws Problem photo.unreadable, photo.too-large, house.busy */
export async function encodePhoto(given: Buffer): Promise<Encoded> {
  const photo = sniffPhoto(given)
  if ('unfit' in photo) {
    if (photo.unfit === 'too-large') throw tooLarge()
    throw new Problem('photo.unreadable')
  }
  if (waiting >= MOST_WAITING) throw new Problem('house.busy')
  waiting += 1
  const turn = last.then(() => encode(photo.bytes, photo.width > SIDE || photo.height > SIDE))
  last = turn.catch(() => undefined)
  try {
    return await turn
  } finally {
    waiting -= 1
  }
}

export function tooLarge(): Problem {
  return new Problem('photo.too-large', { most: MOST_PHOTO_BYTES / 1048576, pixels: MOST_PIXELS / 1_000_000 })
}

async function encode(bytes: Buffer, shrink: boolean): Promise<Encoded> {
  const made = await transform(bytes, shrink)
  const seen = sniffPhoto(made)
  if ('unfit' in seen) throw new Error('what was encoded is no photograph')
  return { bytes: made, width: seen.width, height: seen.height }
}

/** Whatever the library cannot read, nobody can: its sentence is not for people. */
async function transform(bytes: Buffer, shrink: boolean): Promise<Buffer> {
  const picture = new Transformer(bytes).rotate()
  if (shrink) picture.resize({ width: SIDE, height: SIDE, fit: ResizeFit.Inside })
  return picture.jpeg(QUALITY).catch(() => {
    throw new Problem('photo.unreadable')
  })
}
