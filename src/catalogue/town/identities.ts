import { drawFrom } from './draw.ts'
import { misheard } from './names.ts'
import type { Numbers } from './numbers.ts'
import { origins } from './origins.ts'
import type { Home, Owner, Resident } from './settle.ts'

/** What a person carries: her numbers, and how her name was once written wrongly. */
export type Identity = { idNumber: string; mobile: string; newMobile: string | null; otherName: string | undefined; documented: boolean }

/** Gives everybody numbers, in the order of doors. */
export function identify(seed: string, homes: readonly Home[], numbers: Numbers): Map<string, Identity> {
  const identities = new Map<string, Identity>()
  for (const home of homes) {
    for (const resident of [...home.residents, ...(home.past?.residents ?? [])])
      identities.set(resident.id, identityOf(seed, resident, numbers))
    const { owner } = home
    if (owner && 'address' in owner) identities.set(owner.id, identityOf(seed, owner, numbers))
  }
  return identities
}

/** Who was born elsewhere keeps the number of her first registration for life. */
function identityOf(seed: string, person: Resident | Owner, numbers: Numbers): Identity {
  const draw = drawFrom(seed, 'identity', person.id)
  const registered = 'registration' in person && !('door' in person.registration) ? person.registration.origin.area : '370683'
  const bornElsewhere = draw.chance(0.07)
  const area = bornElsewhere ? draw.pick(origins).area : registered
  return {
    idNumber: numbers.idNumber(area, person.birth, person.sex),
    mobile: numbers.mobile(),
    newMobile: draw.chance(0.035) ? numbers.mobile() : null,
    otherName: draw.chance(0.012) ? misheard(person.name) : undefined,
    documented: draw.chance('home' in person && person.home.tenure === 'let' ? 0.9 : 0.965),
  }
}
