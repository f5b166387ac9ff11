/** Premises and organisations are known by their credit code with their name, or by name and address. */
import { normaliseText } from '#base/values/normalise.ts'
import type { LeanParty } from '../staging-queries.ts'

export type Parties = {
  find: (party: { name: string; address?: string; uscc?: string }) => LeanParty | undefined
  /** Remember one that was new a moment ago, so that a later row meets it. */
  add: (party: LeanParty) => void
}

export function openParties(known: readonly LeanParty[]): Parties {
  const byKey = new Map<string, LeanParty | null>()
  const put = (key: string, party: LeanParty) => byKey.set(key, byKey.has(key) && byKey.get(key)?.id !== party.id ? null : party)
  const add = (party: LeanParty) => {
    const name = plain(party.name ?? '')
    if (party.uscc) put(`u ${party.uscc} ${name}`, party)
    put(`a ${name} ${plain(party.address ?? '')}`, party)
    put(`n ${name}`, party)
  }
  for (const party of known) add(party)
  return {
    add,
    find: ({ name, address, uscc }) => {
      const key = plain(name)
      if (uscc) {
        const found = byKey.get(`u ${uscc} ${key}`)
        if (found) return found
      }
      if (address) return byKey.get(`a ${key} ${plain(address)}`) ?? sameName(byKey.get(`n ${key}`), uscc, address)
      return sameName(byKey.get(`n ${key}`), uscc, undefined)
    },
  }
}

/** The same name alone is enough when nothing that both say differs. */
function sameName(found: LeanParty | null | undefined, uscc: string | undefined, address: string | undefined): LeanParty | undefined {
  if (!found) return undefined
  if (uscc && found.uscc && uscc !== found.uscc) return undefined
  return address && found.address ? undefined : found
}

function plain(text: string): string {
  return normaliseText(text).replace(/[\s()（）]/g, '')
}
