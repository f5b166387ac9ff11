/** The built faces for tests: built once for each state of their sources, and served on loopback without a house behind them. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pageOf } from '../src/server/pages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Folder of the built faces, made now if the sources have changed. */
export async function builtWeb(): Promise<string> {
  const done = join(tmpdir(), `linli-web-${await hashSources()}`)
  if (existsSync(done)) return done
  const making = await mkdtemp(join(tmpdir(), 'linli-web-making-'))
  process.env.LINLI_WEB_OUT = making
  try {
    const { build } = await import('vite')
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  } finally {
    delete process.env.LINLI_WEB_OUT
  }
  // Another process may have been faster with the same sources.
  await rename(making, done).catch(() => rm(making, { recursive: true, force: true }))
  return done
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  const listed = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })
  const files = listed.filter(
    (entry) => entry.isFile() && /\.(tsx?|css|json|html|svg|js)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name),
  )
  const paths = [...files.map((entry) => join(entry.parentPath, entry.name)), join(root, 'vite.config.ts'), join(root, 'package-lock.json')]
  for (const path of paths.sort()) hash.update(relative(root, path)).update(await readFile(path))
  return hash.digest('hex').slice(0, 16)
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

export type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => boolean

/** Serve the faces; `answer` may take requests below /api, all others of them are refused as the house refuses strangers. */
export async function serveWeb(folder: string, answer: Answer = () => false): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname.startsWith('/api/')) {
      const body = await bodyOf(request)
      if (!answer(request, body, response)) {
        response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"code":"access.sign-in-needed","status":401}')
      }
      return
    }
    const wanted = resolve(folder, `.${pathname}`)
    const file = wanted.startsWith(folder) && extname(wanted) && existsSync(wanted) ? wanted : join(folder, pageOf(pathname))
    response.writeHead(200, {
      'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
      'content-security-policy': "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; base-uri 'none'",
    })
    response.end(await readFile(file))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
