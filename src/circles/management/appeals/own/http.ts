/** The routes of photographs: bytes in, made anew before anything is kept; a picture out, which no browser takes for a page. */
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '#base/problem.ts'
import { encodePhoto, MOST_PHOTO_BYTES, tooLarge } from '#ground/matters/photos/encode.ts'
import { photo as deskPhoto } from '#ground/matters/photos/views.ts'
import type { Sessions } from '#kernel/access/sessions.ts'
import type { View } from '#kernel/action/action.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import { actorOfRequest, headersOf, routeOf } from '#kernel/action/http.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { bring, open } from './photos.ts'
import { isReportable } from './whose.ts'

export function addPhotoRoutes(app: FastifyInstance, house: House, sessions: Sessions): void {
  app.route({
    method: 'POST',
    url: routeOf(bring),
    schema: {
      operationId: 'own.bring-photo',
      tags: ['own'],
      summary: 'own.bring-photo',
      description: 'Body: the bytes of a JPEG, PNG or WebP.',
    },
    handler: async (request, reply) => {
      const { actor, street } = await actorOfRequest(request, sessions)
      const { person } = request.params as { person: string }
      // Nothing is read of a body from somebody whom nobody would ask for one.
      if (!isReportable(actor, person))
        throw actor.resident ? new Problem('access.not-yours') : new Problem('access.forbidden', { right: bring.may })
      const { key: _key, ...rest } = headersOf(request, bring)
      const { bytes, width, height } = await encodePhoto(await readBody(request))
      const written = await house.files.write(street, Readable.from([bytes]))
      try {
        const { data } = await enter(house, bring, { street, actor, input: { person, ...written, width, height }, ...rest })
        return reply.header('cache-control', 'no-store').send({ data })
      } catch (error) {
        // Without its row nobody could find it. Whether there is one is not known when the database went away in that moment.
        if (!isDatabaseLost(error)) await house.files.remove(street, written.id)
        throw error
      }
    },
  })
  for (const operation of [open, deskPhoto])
    app.route({
      method: 'GET',
      url: routeOf(operation),
      schema: { operationId: operation.contract.name, tags: ['matter'], summary: operation.contract.name, description: 'A photograph.' },
      handler: async (request, reply) => {
        const { actor, street } = await actorOfRequest(request, sessions)
        const { street: _street, ...input } = request.params as Record<string, string>
        const { data } = await enter(house, operation as View, { street, actor, input })
        return sendPhoto(reply, (data as { path: string }).path)
      },
    })
}

/** Never more in memory than is allowed. @throws Problem photo.too-large, photo.unreadable */
async function readBody(request: FastifyRequest): Promise<Buffer> {
  if (!(request.body instanceof Readable)) throw new Problem('photo.unreadable')
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request.body as AsyncIterable<Buffer>) {
    length += part.length
    if (length > MOST_PHOTO_BYTES) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function sendPhoto(reply: FastifyReply, path: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-type', 'image/jpeg')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', 'inline; filename="photo.jpg"')
    .send(createReadStream(path))
}
