/** The kinds of notices that are shipped. The urgent ones are the closed list of what may come at once, each with its reason. */
import type { NoticeKind } from '#ground/notices/contract.ts'
import kinds from './notices.json' with { type: 'json' }

export const shippedNotices = kinds as unknown as NoticeKind[]
