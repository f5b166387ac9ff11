import { Problem } from '#base/problem.ts'

/** A workbook beyond a limit of bytes: `most` is what its sentence says. */
export function tooLarge(why: 'token' | 'part' | 'texts' | 'unpacked' | 'old-format' | 'row', bytes: number): Problem {
  return new Problem('workbook.too-large', { why, most: `${Math.round(bytes / 1024 ** 2)} MB` })
}
