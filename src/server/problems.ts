/** Every failure leaves as RFC 9457 problem+json: a stable code, what happened and what to do next in the reader's language, the fields at fault. */
import { randomBytes } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type ProblemCode } from '#base/problem.ts'
import en from '#base/text/problems.en.json' with { type: 'json' }
import zh from '#base/text/problems.zh.json' with { type: 'json' }
import deskEn from '#base/text/problems-desk.en.json' with { type: 'json' }
import deskZh from '#base/text/problems-desk.zh.json' with { type: 'json' }
import { isDatabaseLost } from '#kernel/db/lost.ts'

type Words = Record<ProblemCode, string>
const words: { zh: Words; en: Words } = { zh: { ...zh, ...deskZh }, en: { ...en, ...deskEn } }

export function problemSentence(code: ProblemCode, details: Record<string, string | number>, language: 'zh' | 'en'): string {
  return words[language][code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '…'))
}

/** Translate what was thrown into a Problem; our own faults get a trace number and are logged without any value. */
export function asProblem(error: unknown, note: (trace: string, error: unknown) => void): Problem {
  if (error instanceof Problem) return error
  const thrown = error as FastifyError & { code?: string }
  if (thrown.statusCode === 429)
    return new Problem('rate.limited', { seconds: Math.ceil(Number((thrown as { ttl?: number }).ttl ?? 60_000) / 1000) })
  if (thrown.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('input.too-large', { most: 1 })
  if (thrown.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('media.unsupported')
  if (thrown.statusCode === 400 || error instanceof SyntaxError)
    return new Problem('input.invalid', { count: 1 }, [{ path: '/', say: 'input.format' }])
  const fromDatabase = isDatabaseLost(error) ? new Problem('house.busy') : problemOfDatabase(thrown.code)
  const problem = fromDatabase ?? new Problem('internal', { trace: randomBytes(4).toString('hex') })
  note(String(problem.details.trace ?? problem.code), error)
  return problem
}

/** SQLSTATE classes a user can do something about. Row policies refuse with 42501. */
function problemOfDatabase(code: string | undefined): Problem | undefined {
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return new Problem('house.disk-full')
  if (code === '42501') return new Problem('access.forbidden', { right: 'area' })
  // Two in each other's way; a wait or a statement that took too long; a server out of memory.
  if (['40001', '40P01', '55P03', '57014', '53200', '53400'].includes(code ?? '')) return new Problem('house.busy')
  if (code === '22021' || code === '22P05') return new Problem('input.invalid', { count: 1 }, [{ path: '/', say: 'input.characters' }])
  // A value that no column holds: the contract should have said so, and the log tells which one did not.
  if (code === '22003' || code === '22007' || code === '22008' || code === '22P02')
    return new Problem('input.invalid', { count: 1 }, [{ path: '/', say: 'input.format' }])
  return undefined
}

/** Seconds: what takes care of itself. A database that was killed is back in a few. */
const retryAfter: Partial<Record<ProblemCode, number>> = { 'house.busy': 3, 'house.stopping': 60 }

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const language = /^en/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'zh'
  const seconds = problem.code === 'rate.limited' ? Number(problem.details.seconds ?? 60) : retryAfter[problem.code]
  if (seconds) reply.header('retry-after', String(seconds))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({
        type: `urn:linli:problem:${problem.code}`,
        title: problemSentence(problem.code, problem.details, language),
        status: problem.status,
        code: problem.code,
        details: problem.details,
        fields: problem.fields,
      }),
    )
}
