/** A refusal as it reached the browser: the server's problem (RFC 9457), or one that arose on the way. */
import type { FieldProblem, ProblemCode } from '#base/problem.ts'

/** What can go wrong before the house is reached, or on the phone itself. */
export type WayCode = 'way.unreachable' | 'way.timed-out' | 'way.not-understood' | 'way.stale-page' | 'way.phone-full' | 'way.keep-full'
export type RefusalCode = ProblemCode | WayCode

export class Refusal extends Error {
  readonly code: RefusalCode
  /** HTTP status; 0 where no reply came. */
  readonly status: number
  readonly details: Record<string, string | number>
  readonly fields: FieldProblem[]
  /** Both sides of a conflict, and whatever else the problem carried. */
  readonly body: Record<string, unknown>

  constructor(code: RefusalCode, status: number, body: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.details = isRecord(body.details) ? (body.details as Record<string, string | number>) : {}
    this.fields = Array.isArray(body.fields) ? (body.fields as FieldProblem[]) : []
    this.body = body
  }
}

/** Any thrown thing as a Refusal; a programming error becomes `internal`, so that screens have one shape to show. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  return new Refusal('internal', 0, { message: thrown instanceof Error ? thrown.message : String(thrown) })
}

/** What is not there or not allowed will not be a moment later: asking again does not help. */
export function isLasting({ status }: Refusal): boolean {
  return status >= 400 && status < 500 && status !== 429
}

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

/** The refusal that a reply carries. Bodies that are not problem+json are a proxy's or an old server's. */
export function refusalFrom(status: number, text: string): Refusal {
  const body = parseRecord(text)
  if (body && typeof body.code === 'string') return new Refusal(body.code as ProblemCode, status, body)
  if (status === 502 || status === 503 || status === 504) return new Refusal('way.unreachable', status)
  return new Refusal('way.not-understood', status)
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
