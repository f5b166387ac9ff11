/** `npm start`: bring the house up, serve it, print where it is and how to sign in. */
import { databaseConfig } from '#kernel/db/connect.ts'
import { StartFailure } from '#kernel/db/failures.ts'
import { loadDemo, printSignIns } from './demo.ts'
import { serve } from './serve.ts'
import { startHouse } from './start-house.ts'

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 8120)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new StartFailure('port-invalid', { port: String(process.env.PORT) })
  const work = process.env.LINLI_ROLE !== 'web'
  const running = await startHouse({ config: { ...databaseConfig(process.env), onLost: leave }, say, work })
  await loadDemo(running, say)
  const served = await serve(running, process.env.LINLI_ROLE === 'worker' ? undefined : port, process.env.LINLI_HOST ?? '127.0.0.1').catch(
    async (error) => {
      await running.stop()
      if (error?.code === 'EADDRINUSE' || error?.code === 'EACCES') throw new StartFailure('port-in-use', { port })
      throw error
    },
  )
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

main().catch(leave)
