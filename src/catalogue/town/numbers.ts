import { idCheckCharacter } from '#base/values/id-number.ts'
import { organisationCheckCharacter, usccCheckCharacter } from '#base/values/uscc.ts'
import type { Draw } from './draw.ts'
import type { Sex } from './names.ts'

/** Hands out numbers that nobody else in the town has. */
export type Numbers = {
  idNumber(area: string, birth: string, sex: Sex): string
  mobile(): string
  landline(): string
  uscc(category: '51' | '52' | '54' | '55' | '12' | '91' | '92'): string
  plate(draw: Draw): string
}

/**
 * - citizen numbers are valid by their check character (GB 11643) and use the order numbers 900–999, which an area with fewer than some hundred
 *   births a day has no need of
 * - mobile numbers begin with 160, a range that to our knowledge no carrier has been given; landlines are 0535-2000xxx.
 *   The numbers from 1606 on are left to people outside of the register (relatives elsewhere, newcomers of the sample workbooks)
 * - USCCs are valid by both check characters (GB 32100, GB 11714) and count up from zero
 */
export function newNumbers(): Numbers {
  const taken = new Map<string, number>()
  const count = (key: string): number => {
    const next = taken.get(key) ?? 0
    taken.set(key, next + 1)
    return next
  }
  const plates = new Set<string>()
  return {
    idNumber: (area, birth, sex) => {
      const stem = area + birth.replaceAll('-', '')
      const order = 900 + 2 * count(`${stem}${sex}`) + (sex === 'male' ? 1 : 0)
      if (order > 999) throw new Error(`too many people born in ${area} on ${birth}`)
      return stem + order + idCheckCharacter(stem + order)
    },
    mobile: () => `160${String((count('mobile') * 7919) % 60_000_000).padStart(8, '0')}`,
    landline: () => `0535-2000${String(count('landline') % 1000).padStart(3, '0')}`,
    uscc: (category) => {
      const first8 = `MTWN${String(count('uscc')).padStart(4, '0')}`
      const stem = `${category}370683${first8}${organisationCheckCharacter(first8)}`
      return stem + usccCheckCharacter(stem)
    },
    plate: (draw) => {
      for (;;) {
        const plate = `鲁${draw.pick(['F', 'Y'])}${draw.integer(0, 9)}${draw.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ'])}${String(draw.integer(0, 999)).padStart(3, '0')}`
        if (plates.has(plate)) continue
        plates.add(plate)
        return plate
      }
    },
  }
}
