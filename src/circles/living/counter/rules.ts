/** What may be said how at the counter, and what a look is noted for. Pure. */
import type { Channel } from '#ground/asks/contract.ts'
import type { Element } from '#ground/facts/contract.ts'
import { maySay } from '#ground/residents/rules.ts'
import type { Contact, Standing } from './contract.ts'

/** As she finds it among the looks at her. Both languages, since nobody knows in which she reads it. */
export const reasons: Readonly<Record<Contact, string>> = {
  counter: '本人到窗口办事 · at the counter',
  telephone: '本人来电 · by telephone',
  paper: '书面答复 · in writing',
}

/** Who looked was read to her because she asked. */
export function atHerRequest(contact: Contact): string {
  return `应本人要求念给本人听 · at her request；${reasons[contact]}`
}

/** With her card in the clerk's hand also the numbers on it; otherwise what she could say on her own phone. A helper is a helper wherever she stands. */
export function mayBeSaid(contact: Contact, as: Standing, element: Element): boolean {
  if (as === 'helper') return maySay('helper', element)
  if (contact === 'counter') return !element.derived && element.type !== 'tie' && element.sensitivity !== 'forbidden'
  return maySay('self', element)
}

/** What a helper says counts as said by a helper, whichever way she came. */
export function channelOf(contact: Contact, as: Standing): Channel {
  return as === 'helper' ? 'helper' : contact
}
