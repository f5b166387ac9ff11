/** What was typed at a door and the house would not take, found before one goes: by the reader that reads every cell. Pure. */
import { isRefused } from '#base/values/parsed.ts'
import type { AskedElement } from '#ground/asks/asked/contract.ts'
import { type Givens, keyOf } from '#ground/asks/screens/given.ts'
import type { Element } from '#ground/facts/contract.ts'
import { parseValue } from '#ground/facts/parse.ts'
import type { RoundDoor } from '../contract.ts'

/** By the key of each question a text key with what is wrong. */
export function findWrong(
  door: RoundDoor,
  givens: Givens,
  elements: ReadonlyMap<string, AskedElement>,
  today: string,
): Map<string, string> {
  const wrong = new Map<string, string>()
  for (const { subject, questions } of door.parties)
    for (const { element } of questions) {
      const key = keyOf(subject, element)
      const given = givens.get(key)
      const asked = elements.get(element)
      if (!asked || typeof given !== 'object' || given.text.length === 0) continue
      // Codes were chosen from their list; a region is only known to the house.
      if (['code', 'codes', 'boolean', 'region', 'tie'].includes(asked.type)) continue
      const text = Array.isArray(given.text) ? given.text.join('、') : given.text
      const parsed = parseValue(asked as unknown as Element, { kind: 'text', text }, () => undefined, { today })
      if (isRefused(parsed)) wrong.set(key, parsed.refused)
    }
  return wrong
}
