/** The server that tests use, in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#kernel/db/embedded.ts'

export type TestServer = { url: string; stop: () => Promise<void> }

/** An embedded server which does not wait for the disk. `url` is its superuser's. */
export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-test-'))
  const server = await startEmbedded({ folder, durable: false })
  const { host, port, password } = server.endpoint
  const socket = host.startsWith('/')
  const authority = `linli_admin${password ? `:${password}` : ''}@${socket ? 'localhost' : host}:${port}`
  return {
    url: `postgres://${authority}/postgres${socket ? `?host=${encodeURIComponent(host)}` : ''}`,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
