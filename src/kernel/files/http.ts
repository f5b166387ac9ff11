/** The two routes that carry bytes. */
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Problem } from '#base/problem.ts'
import { clip } from '#base/values/clip.ts'
import type { Sessions } from '../access/sessions.ts'
import { enter } from '../action/door.ts'
import type { House } from '../action/house.ts'
import { API, actorOfRequest, headersOf } from '../action/http.ts'
import { hasRefusedCharacters } from '../action/input.ts'
import { isDatabaseLost } from '../db/lost.ts'
import { bring, open } from './actions.ts'
import { MOST_BYTES } from './store.ts'

export function addFileRoutes(app: FastifyInstance, house: House, sessions: Sessions): void {
  app.addContentTypeParser('application/octet-stream', { bodyLimit: MOST_BYTES }, (_request, payload, done) => done(null, payload))

  app.route({
    method: 'POST',
    url: `${API}/s/:street/files`,
    schema: {
      operationId: 'file.bring',
      tags: ['file'],
      summary: 'file.bring',
      description: 'Body: the bytes. Header Linli-File-Name: the name, percent-encoded.',
    },
    handler: async (request, reply) => {
      const { actor, street } = await actorOfRequest(request, sessions)
      if (!actor.rights.has('file.bring')) throw new Problem('access.forbidden', { right: 'file.bring' })
      const name = fileName(request.headers['linli-file-name'])
      const headers = headersOf(request, bring)
      const written = await house.files.write(street, request.body as Readable)
      const input = { ...written, name, media: String(request.headers['linli-file-media'] ?? 'application/octet-stream').slice(0, 120) }
      // The key is not hashed with the new id, so that a repeated upload gives a new file: bytes are cheap.
      const { key: _key, ...rest } = headers
      try {
        const { data } = await enter(house, bring, { street, actor, input, ...rest })
        return reply.header('cache-control', 'no-store').send({ data })
      } catch (error) {
        // Without its row nobody could find it. Whether there is one is not known when the database went away in that moment.
        if (!isDatabaseLost(error)) await house.files.remove(street, written.id)
        throw error
      }
    },
  })

  app.route({
    method: 'GET',
    url: `${API}/s/:street/files/:id`,
    schema: { operationId: 'file.open', tags: ['file'], summary: 'file.open', description: 'The bytes of a file.' },
    handler: async (request, reply) => {
      const { actor, street } = await actorOfRequest(request, sessions)
      const { id } = request.params as { id: string }
      const { data } = await enter(house, open, { street, actor, input: { id } })
      return reply
        .header('cache-control', 'no-store')
        .header('content-type', data.media)
        .header('content-length', data.bytes)
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(data.name)}`)
        .send(house.files.read(street, id))
    },
  })
}

function fileName(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(String(header ?? ''))
      .normalize('NFC')
      .replace(/[/\\\p{Cc}]/gu, '_')
      .trim()
    if (name && !hasRefusedCharacters(name)) return clip(name, 200)
  } catch {
    throw new Problem('input.invalid', { count: 1 }, [{ path: 'Linli-File-Name', say: 'input.format' }])
  }
  throw new Problem('input.invalid', { count: 1 }, [{ path: 'Linli-File-Name', say: 'input.required' }])
}
