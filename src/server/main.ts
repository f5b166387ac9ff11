/** `npm start`: bring the house up, serve it, print where it is and how to sign in. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { databaseConfig } from '#kernel/db/connect.ts'
import { errorCode, StartFailure } from '#kernel/db/failures.ts'
import { loadDemo, printSignIns } from './demo.ts'
import { serve } from './serve.ts'
import { startHouse } from './start-house.ts'

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 8120)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StartFailure('port-invalid', { port: String(process.env.PORT) })
  const host = process.env.LINLI_HOST ?? '127.0.0.1'
  const open = process.env.LINLI_ROLE === 'worker' ? undefined : port
  // Before the minute in which a first start builds: nobody should wait for it to read that the port is taken.
  if (open) await tryPort(open, host)
  const work = process.env.LINLI_ROLE !== 'web'
  const running = await startHouse({ config: { ...databaseConfig(process.env), onLost: leave }, say, work })
  await loadDemo(running, say)
  const served = await serve(running, open, host).catch(async (error) => {
    await running.stop()
    throw listenFailure(error, port, host)
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

async function tryPort(port: number, host: string): Promise<void> {
  const probe = createServer().listen(port, host)
  await once(probe, 'listening').catch((error) => {
    throw listenFailure(error, port, host)
  })
  await new Promise((closed) => probe.close(closed))
}

function listenFailure(error: unknown, port: number, host: string): unknown {
  const reason = errorCode(error)
  if (reason === 'EADDRINUSE') return new StartFailure('port-in-use', { port }, error)
  if (reason === 'EACCES') return new StartFailure('port-refused', { port }, error)
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(reason))
    return new StartFailure('host-invalid', { host, reason }, error)
  return error
}

function leave(error: unknown): never {
  process.stderr.write(`${error instanceof StartFailure ? error.message : String((error as Error)?.stack ?? error)}\n`)
  process.exit(1)
}

main().catch(leave)
