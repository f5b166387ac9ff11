import { stat } from 'node:fs/promises'
import { detectFileKind } from './file-kind.ts'
import { openPackage } from './package.ts'

/** Bytes up to which a workbook is read while the clerk waits. */
const READ_AT_ONCE = 600_000
/** The same of a packed one, by what its directory says and reading holds it to: some ten times as much, or a thousand where it was packed to harm. */
const UNPACKED_AT_ONCE = 8_000_000

/** Whether reading takes so long that a job must do it. @throws Problem workbook.* for what is no workbook, as reading it would */
export async function isLarge(path: string): Promise<boolean> {
  if ((await stat(path)).size > READ_AT_ONCE) return true
  if ((await detectFileKind(path)) !== 'zip') return false
  const { parts, close } = await openPackage(path)
  close()
  return parts.reduce((sum, { size }) => sum + size, 0) > UNPACKED_AT_ONCE
}
