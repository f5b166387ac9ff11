/**
 * The public board: pages drawn here, without session and without script. Its reader acts as the house, with the one right to read what may be told
 * to everybody. One page is one answer, known again by its tag.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '#base/problem.ts'
import { boards, read } from '#circles/management/board/views.ts'
import { houseActor } from '#kernel/access/actor.ts'
import { listStreets } from '#kernel/access/forgets.ts'
import { enter } from '#kernel/action/door.ts'
import type { House } from '#kernel/action/house.ts'
import type { Language } from '#kit/text.ts'
import { drawBoard, drawList, drawNotFound } from '#web/board/pages.tsx'

const RIGHT = 'board.read'

export function addBoardRoutes(app: FastifyInstance, house: House): void {
  const asEverybody = (street: number) => ({ street, actor: houseActor(street, new Set([RIGHT])) })
  app.get('/board', { schema: { hide: true } }, async (request, reply) => {
    const shown = await Promise.all(
      (await listStreets(house.app)).map(async (street) => (await enter(house, boards, { ...asEverybody(street), input: {} })).data),
    )
    // An office above the streets has no communities, and no board.
    const streets = shown.filter(({ communities }) => communities.length > 0)
    return sendPage(request, reply, drawList(streets, languageOf(request)))
  })
  app.get<{ Params: { community: string } }>('/board/:community', { schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request)
    const month = (request.query as { month?: unknown }).month
    try {
      const street = Number(request.params.community.slice(0, 9))
      if (!/^\d{12}$/.test(request.params.community) || !(await listStreets(house.app)).includes(street))
        throw new Problem('region.unknown')
      const input = { community: Number(request.params.community), ...(month === undefined ? {} : { month }) }
      const { data } = await enter(house, read, { ...asEverybody(street), input: input as { community: number } })
      return sendPage(request, reply, drawBoard(data, language))
    } catch (error) {
      if (!(error instanceof Problem) || !['region.unknown', 'thing.unknown', 'input.invalid'].includes(error.code)) throw error
      return sendPage(request, reply.code(404), drawNotFound(language))
    }
  })
}

function languageOf(request: FastifyRequest): Language {
  return (request.query as { lang?: unknown }).lang === 'en' ? 'en' : 'zh'
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): FastifyReply {
  const tag = `"${createHash('sha256').update(page).digest('base64url').slice(0, 22)}"`
  // Kept by whoever wants to, and asked again: an answer that was taken back is gone at once.
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'public, no-cache').header('etag', tag)
  // Without this even the page's own script would be let in; it has none.
  reply.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  )
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return reply.send(page)
}
