/** `npm start`: bring the house up, serve it, print where it is and how to sign in. */
import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { privateRequests } from '#kernel/action/http.ts'
import { databaseConfig } from '#kernel/db/connect.ts'
import { StartFailure } from '#kernel/db/failures.ts'
import { buildApp } from './app.ts'
import { loadDemo, printSignIns } from './demo.ts'
import { makeMetrics } from './metrics.ts'
import { socketPath } from './private-socket.ts'
import { type RunningHouse, startHouse } from './start-house.ts'
import { version } from './version.ts'

const BACKLOG_BOUND = 100_000

/** Serve a running house on a TCP port and on the private socket that commands join. */
export async function serve(running: RunningHouse, port: number | undefined, host: string): Promise<{ address?: string; stop: () => Promise<void> }> {
  const metrics = makeMetrics()
  const app = await buildApp({
    house: running.house,
    sessions: running.sessions,
    metrics,
    webFolder: join(fileURLToPath(new URL('.', import.meta.url)), '..', 'web'),
    version,
    ready: async () => {
      const backlog = await running.sealer.backlog()
      metrics.backlog(backlog)
      return { ready: backlog < BACKLOG_BOUND, parts: { database: true, unsealed: backlog, version } }
    },
  })
  await app.ready()
  const address = port === undefined ? undefined : await app.listen({ port, host })
  const door = await openPrivateSocket(running.folder, (request, response) => app.routing(request, response))
  return {
    ...(address ? { address } : {}),
    stop: async () => {
      await new Promise((resolve) => door.close(resolve))
      await app.close()
    },
  }
}

/** Only the user who owns the folder can reach it; what comes in there names its login itself. */
async function openPrivateSocket(folder: string, route: Parameters<typeof createServer>[1] & object): Promise<Server> {
  const path = socketPath(folder)
  if (process.platform !== 'win32') {
    await mkdir(join(folder, 'run'), { recursive: true, mode: 0o700 })
    await rm(path, { force: true })
  }
  const server = createServer((request, response) => {
    privateRequests.add(request)
    ;(route as (a: unknown, b: unknown) => void)(request, response)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  if (process.platform !== 'win32') await chmod(path, 0o600)
  return server
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 8120)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StartFailure('port-invalid', { port: String(process.env.PORT) })
  const work = process.env.LINLI_ROLE !== 'web'
  const running = await startHouse({ config: { ...databaseConfig(process.env), onLost: leave }, say, work })
  await loadDemo(running, say)
  const served = await serve(running, process.env.LINLI_ROLE === 'worker' ? undefined : port, process.env.LINLI_HOST ?? '127.0.0.1').catch(async (error) => {
    await running.stop()
    if (error?.code === 'EADDRINUSE' || error?.code === 'EACCES') throw new StartFailure('port-in-use', { port })
    throw error
  })
  await printSignIns(running, served.address ?? '', say)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('正在停机……\nStopping …')
      served
        .stop()
        .then(() => running.stop())
        .then(() => process.exit(0), leave)
    })
  }
}

function leave(error: unknown): never {
  process.stderr.write(`${error instanceof StartFailure ? error.message : String((error as Error)?.stack ?? error)}\n`)
  process.exit(1)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main().catch(leave)
