/** Serving a running house: HTTP on a TCP port, and the private socket that commands join. Starts nothing by being imported. */
import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { privateRequests } from '#kernel/action/http.ts'
import { buildApp, type Limits } from './app.ts'
import { makeMetrics } from './metrics.ts'
import { socketPath } from './private-socket.ts'
import { readReadiness } from './readiness.ts'
import type { RunningHouse } from './start-house.ts'
import { version } from './version.ts'

/** Serve a running house on a TCP port and on the private socket that commands join. */
export async function serve(
  running: RunningHouse,
  port: number | undefined,
  host: string,
  limits?: Limits,
): Promise<{ address?: string; stop: () => Promise<void> }> {
  const metrics = makeMetrics()
  metrics.messages(running.sms.counts)
  const app = await buildApp({
    house: running.house,
    sessions: running.sessions,
    metrics,
    webFolder: join(fileURLToPath(new URL('.', import.meta.url)), '..', 'web'),
    version,
    ...(limits ? { limits } : {}),
    ready: async () => {
      const readiness = await readReadiness({ ...running, version })
      metrics.backlog(Number(readiness.parts.unsealed ?? 0))
      return readiness
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
