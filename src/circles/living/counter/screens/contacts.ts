/** How somebody came, and what a number on a letter looks like. Pure. */
import type { Contact } from '../contract.ts'

export const contacts: readonly Contact[] = ['counter', 'telephone', 'paper']

/** Three groups of four, without letters and digits that look alike (kernel/access/phone.ts), with both a digit and a letter: no name and no telephone is. */
export function looksLikeNumber(typed: string): boolean {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return /^(?=.*[A-Z])(?=.*\d)[2-9A-HJKMNP-Z]{12}$/.test(plain)
}
