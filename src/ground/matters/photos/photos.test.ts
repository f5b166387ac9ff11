import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#base/problem.ts'
import { chunk, jpeg, png, pngOf, webp, withPlace, withSegment } from '../../../../test/pictures.ts'
import { encodePhoto } from './encode.ts'
import { sniffPhoto } from './sniff.ts'

const refusal = (bytes: Buffer) =>
  encodePhoto(bytes).then(
    () => 'taken',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )
const latin = (text: string) => Buffer.from(text, 'latin1')

test('what a telephone takes is made anew: upright, small enough, without place, comment or whatever the camera wrote behind it', async () => {
  const taken = withSegment(withPlace(await jpeg(2400, 1200), 'GPS 36.9N 121.7E'), 0xfe, latin('shot by Wang'))
  const sent = Buffer.concat([taken, latin('\0\0\0\u0018ftypmp42 the moving part of it')])
  const made = await encodePhoto(sent)
  assert.deepEqual([made.width, made.height], [800, 1600], 'it was held on its side')
  for (const word of ['Exif', 'GPS', 'Wang', 'ftyp']) assert.ok(!made.bytes.includes(word), word)
  for (const picture of [await png(), await webp()]) {
    const { bytes, width, height } = await encodePhoto(picture)
    assert.deepEqual([width, height, bytes.readUInt16BE(0)], [60, 40, 0xffd8])
  }
  const noted = Buffer.concat([(await png()).subarray(0, 33), chunk('tEXt', latin('Author\0Wang')), (await png()).subarray(33)])
  assert.ok(!(await encodePhoto(noted)).bytes.includes('Wang'))
})

test('bombs are refused by what they say of themselves, before anything is unpacked', async () => {
  assert.equal(await refusal(pngOf(30_000, 30_000, 1000)), 'photo.too-large')
  assert.equal(await refusal(pngOf(60_000, 1, 1000)), 'photo.too-large')
  assert.equal(await refusal(pngOf(8000, 6000, 1000)), 'photo.too-large', 'forty-eight million')
  const notes = Buffer.concat([
    pngOf(4, 4, 20).subarray(0, 33),
    chunk('zTXt', Buffer.concat([latin('a\0\0'), pngOf(1, 1, 200_000_000).subarray(41, -16)])),
    pngOf(4, 4, 20).subarray(33),
  ])
  const flood = pngOf(4, 4, 100_000_000)
  const before = process.memoryUsage().rss
  assert.equal(await refusal(notes), 'taken', 'what is packed into a note is left out unopened')
  assert.ok((await refusal(flood)).length > 0, 'more points than it has room for')
  assert.ok(process.memoryUsage().rss - before < 80_000_000)
})

test('a file that another program opens as something else is refused, and so is what was cut or is none of the three', async () => {
  const picture = await jpeg()
  const zip = latin(`PK\u0005\u0006${'\0'.repeat(18)}`)
  const hidden: [string, Buffer][] = [
    ['an archive behind it', Buffer.concat([picture, latin('PK\u0003\u0004rest'), zip])],
    ['an archive in a comment', withSegment(picture, 0xfe, zip)],
    ['a program behind it', Buffer.concat([picture, latin('MZ\u0090\0')])],
    ['a script behind it', Buffer.concat([picture, latin('#!/bin/sh')])],
    ['a page in a comment', withSegment(picture, 0xfe, latin('<html><script>alert(1)</script>'))],
    ['a server page', withSegment(picture, 0xfe, latin('<?php system($_GET[0]); ?>'))],
    ['a document', withSegment(picture, 0xfe, latin('%PDF-1.4'))],
    ['a page behind a picture', Buffer.concat([await png(), latin('<html>')])],
    ['an archive behind a WebP', Buffer.concat([await webp(), zip])],
    ['cut', picture.subarray(0, picture.length - 40)],
    ['a page', latin('<!doctype html><script>1</script>'.padEnd(64))],
    ['a drawing', latin('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a GIF', latin('GIF89a'.padEnd(64, '\0'))],
    ['nothing', Buffer.alloc(0)],
    ['sound', latin('RIFF\u0038\0\0\0WAVEfmt '.padEnd(64, '\0'))],
  ]
  for (const [what, bytes] of hidden) assert.equal(await refusal(bytes), 'photo.unreadable', what)
})

test('whatever bytes are sent, the answer is a picture or a refusal, never a stumble', async () => {
  const pictures = [await jpeg(), await png(), await webp()]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...pictures),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
      fc.nat(),
      async (picture, changes, cut) => {
        const bytes = Buffer.from(picture)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        const sent = cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes
        sniffPhoto(sent)
        assert.match(await refusal(sent), /^(taken|photo\.(unreadable|too-large))$/)
      },
    ),
    { numRuns: 100, seed: 20261122 },
  )
})

test('while ten photographs are made anew, the house answers others', async () => {
  const large = await jpeg(2000, 1500)
  let [gap, before] = [0, performance.now()]
  const beat = setInterval(() => {
    gap = Math.max(gap, performance.now() - before)
    before = performance.now()
  }, 5)
  const begun = performance.now()
  await Promise.all(Array.from({ length: 10 }, () => encodePhoto(large)))
  clearInterval(beat)
  assert.ok(gap < (performance.now() - begun) / 3, `silent for ${Math.round(gap)} ms`)
})
