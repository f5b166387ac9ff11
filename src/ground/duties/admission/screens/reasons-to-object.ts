/** What a judgement gives a street to object with: the coded reasons that stand in it. */
import { type ObjectionReason, objectionReasons } from '../../objections/contract.ts'
import type { AdmissionReason, Judgement } from '../contract.ts'

const called = new Map<AdmissionReason, ObjectionReason>([
  ['looks-withdrawn', 'withdrawn'],
  ['certificate', 'not-for-committee'],
  ['street-duty', 'not-for-committee'],
  ['self-government', 'not-for-committee'],
  ['admission-over', 'on-no-list'],
])

export function reasonsToObject({ suggestions }: Judgement): ObjectionReason[] {
  const strong = suggestions.filter(({ decide }) => decide !== 'admit' && decide !== 'remind')
  const found = strong.map(({ reason }) => called.get(reason) ?? reason)
  return objectionReasons.filter((one) => (found as string[]).includes(one))
}
