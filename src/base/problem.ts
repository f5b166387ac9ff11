/**
 * The closed list of what can go wrong for a person. A Problem is thrown by rules and actions, crosses the wire as
 * RFC 9457 `application/problem+json`, and is shown in the reader's language by its code. Anything else that is thrown is our fault (500).
 *
 * Words for every code stand in `text/problems.zh.json` and `text/problems.en.json`, of codes that only the desk meets in `text/problems-desk.…`: what happened, and what to do next.
 */
export const problemStatus = {
  // the request
  'input.invalid': 400,
  'input.too-large': 413,
  'media.unsupported': 415,
  'precondition.required': 428,
  'precondition.failed': 412,
  'idempotency.key-missing': 400,
  'idempotency.mismatch': 409,
  'rate.limited': 429,
  'route.unknown': 404,
  // who
  'access.sign-in-needed': 401,
  'access.sign-in-failed': 401,
  'access.locked': 423,
  'access.code-wrong': 401,
  'phone.code-wrong': 401,
  'phone.too-many': 429,
  'letter.number-wrong': 401,
  'sms.failed': 503,
  'sms.missing': 503,
  'access.forbidden': 403,
  'access.not-yours': 403,
  'access.post-ended': 403,
  'access.reason-needed': 403,
  'access.cap-reached': 429,
  'basis.needed': 403,
  // things
  'thing.unknown': 404,
  'thing.changed': 409,
  'thing.in-use': 409,
  'thing.gone': 410,
  // workbooks
  'workbook.broken': 422,
  'workbook.encrypted': 422,
  'workbook.bomb': 422,
  'workbook.too-large': 413,
  'workbook.empty': 422,
  'workbook.unknown-format': 415,
  'workbook.macro': 422,
  'workbook.layout-unknown': 422,
  // facts and imports
  'element.unknown': 422,
  'element.value': 422,
  'import.state': 409,
  'import.empty': 422,
  'report.nothing-to-fill': 422,
  'form.expired': 409,
  'demand.nothing-back': 409,
  'demand.nothing-before': 409,
  'demand.asked-once': 409,
  'demand.nobody-left': 409,
  'desk.not-entrusted': 403,
  'demand.not-by-community': 409,
  'demand.withdrawn-upward': 409,
  'request.unsigned': 409,
  'request.returns': 409,
  'person.known': 409,
  'place.known': 409,
  'erase.kept': 409,
  'resident.claim-refused': 422,
  'resident.claims-spent': 429,
  'resident.state': 409,
  'resident.minor': 422,
  'mandate.term': 422,
  'mandate.helper': 422,
  'merge.same': 409,
  'merge.state': 409,
  'region.unknown': 422,
  'form.answers': 422,
  'form.faulty': 422,
  'form.retired': 409,
  'consent.withdrawn': 409,
  'consent.guardian': 422,
  // notices
  'notice.untold': 409,
  'notice.not-met': 422,
  'office.missing': 409,
  'letter.none': 409,
  'letter.state': 409,
  'announcement.taken': 409,
  'glass.over': 403,
  'glass.spent': 429,
  'approval.needed': 403,
  'review.own': 403,
  'purpose.faulty': 422,
  'purpose.needed': 409,
  'purpose.unassessed': 409,
  'emergency.over': 409,
  // matters
  'matter.state': 409,
  'matter.role': 403,
  'matter.settled': 409,
  'matter.late': 409,
  'matter.unfinished': 409,
  'matter.other-hand': 403,
  'matter.merge': 409,
  'matter.above': 409,
  'matter.withdrawn-upward': 409,
  'matter.type-faulty': 422,
  'matter.enough': 429,
  'photo.unreadable': 422,
  'photo.too-large': 413,
  'photo.too-many': 429,
  'type.file': 422,
  'type.busy': 409,
  'type.drafts': 409,
  // the house
  'house.busy': 503,
  'house.disk-full': 507,
  'house.stopping': 503,
  'job.cancelled': 409,
  'job.unknown': 404,
  internal: 500,
} as const

export type ProblemCode = keyof typeof problemStatus

/** One field at fault. `path` is a JSON pointer into the input, or a cell address such as `Sheet1!C5`. `say` is a text key, filled from `with`. */
export type FieldProblem = { path: string; say: string; with?: Record<string, string | number> }

/**
 * A name somebody sent where one of ours was expected, for saying it back: only when it looks like one of ours. Anything else could be a person's name
 * or number that slipped into the wrong place, and problems reach logs and screens of others.
 */
export function nameOrHole(name: string): string {
  return /^(?:\d{1,5}|[A-Za-z_][\w.-]{0,79})$/.test(name) && !/\d{6}/.test(name) ? name : '…'
}

export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  /** Values for the sentence of this code. Never personal values: they reach logs. */
  readonly details: Record<string, string | number>
  readonly fields: FieldProblem[]

  constructor(code: ProblemCode, details: Record<string, string | number> = {}, fields: FieldProblem[] = []) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.status = problemStatus[code]
    this.details = details
    this.fields = fields
  }
}
