/** A disk that is soon full, where this machine lets us have one: root on Linux. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = { path: string; remove: () => Promise<void> }

export async function smallDisk(size: string, { uid = 0, mode = '0700' } = {}): Promise<SmallDisk | undefined> {
  if (process.platform !== 'linux') return undefined
  const path = await mkdtemp(join(tmpdir(), 'linli-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=${mode},uid=${uid}`, 'tmpfs', path]).status === 0
  const remove = async () => {
    if (mounted) spawnSync('umount', ['-l', path])
    await rm(path, { recursive: true, force: true })
  }
  if (mounted) return { path, remove }
  await remove()
  return undefined
}
