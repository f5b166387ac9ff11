/** Whether the house can be used, and in words what is wrong with it and what to do: for whoever watches over it. */
import { statfs } from 'node:fs/promises'
import type { Database } from '#kernel/db/connect.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { countWaitingJobs } from '#kernel/jobs/queue.ts'
import type { Sealer } from '#kernel/log/sealer.ts'

const words = {
  'database-lost': {
    zh: '数据库连不上。自带的数据库会自己重新启动，请等一分钟；仍不行，请看数据文件夹里的 postgres.log，再重新启动邻里。用 DATABASE_URL 的，请检查那台数据库和网络。',
    en: 'The database cannot be reached. The one that comes with Linli is started again by itself: wait a minute; if it stays away, read postgres.log in the data folder and start Linli again. With DATABASE_URL, check that server and the network.',
  },
  'seal-behind': {
    zh: '操作日志有 {n} 条还没有封存，封存跟不上了。请看日志里的 background work failed；磁盘和数据库都正常的，请重新启动邻里。',
    en: '{n} rows of the log are not sealed: sealing does not keep up. Look for “background work failed” in the log; if disk and database are well, start Linli again.',
  },
  'disk-low': {
    zh: '数据文件夹所在的磁盘只剩 {n} MB。请尽快清理或换一个更大的磁盘：写满以后，什么都不能保存。',
    en: 'Only {n} MB are left on the disk of the data folder. Free some space or move to a larger disk soon: once it is full nothing can be saved.',
  },
  'jobs-stuck': {
    zh: '有 {n} 项后台工作（导入、填表等）等了十分钟还没有开始。请确认有一个邻里在做后台工作（LINLI_ROLE 不是 web），否则请重新启动邻里。',
    en: '{n} jobs (imports, fillings …) have waited for ten minutes without being begun. See that a Linli does jobs (LINLI_ROLE is not web); otherwise start it again.',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type FaultCode = keyof typeof words
export type Fault = { code: FaultCode; zh: string; en: string }
/** `faults` may tell of something that will stop the house soon, while it is still `ready`. */
export type Readiness = { ready: boolean; parts: Record<string, string | number | boolean>; faults: Fault[] }

const MOST_UNSEALED = 100_000
const LEAST_FREE_MB = 1024
const LONGEST_WAIT_MINUTES = 10

type Watched = { database: Pick<Database, 'owner'>; sealer: Pick<Sealer, 'backlog'>; folder: string; version: string }

export async function readReadiness({ database, sealer, folder, version }: Watched): Promise<Readiness> {
  const freeMb = await freeSpace(folder)
  const low = freeMb < LEAST_FREE_MB ? [fault('disk-low', freeMb)] : []
  const parts = { version, freeMb }
  try {
    const [unsealed, waiting] = await Promise.all([sealer.backlog(), countWaitingJobs(database.owner, LONGEST_WAIT_MINUTES)])
    const behind = unsealed >= MOST_UNSEALED ? [fault('seal-behind', unsealed)] : []
    const stuck = waiting > 0 ? [fault('jobs-stuck', waiting)] : []
    return {
      ready: behind.length === 0,
      parts: { database: true, unsealed, waitingJobs: waiting, ...parts },
      faults: [...behind, ...stuck, ...low],
    }
  } catch (error) {
    if (!isDatabaseLost(error)) throw error
    return { ready: false, parts: { database: false, ...parts }, faults: [fault('database-lost'), ...low] }
  }
}

async function freeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.floor((bavail * bsize) / 1024 / 1024)
}

function fault(code: FaultCode, n = 0): Fault {
  const { zh, en } = words[code]
  return { code, zh: zh.replace('{n}', String(n)), en: en.replace('{n}', String(n)) }
}
