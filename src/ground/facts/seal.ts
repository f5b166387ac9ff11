/** Identity numbers and telephone numbers are encrypted wherever they are stored (DESIGN §5) and masked wherever a full one is not needed. */
import type { StreetKeys } from '#kernel/keys/keys.ts'
import type { Element, FactValue } from './contract.ts'
import type { Meta } from './meta.ts'

type Elements = ReadonlyMap<string, Element>

/** Passports and permits have no shape of their own, so the number of one is known by its element. */
const DOCUMENT_NUMBER = 'person.document-number'

export function isSealed(element: Element | undefined): boolean {
  return element?.type === 'id-number' || element?.type === 'phone' || element?.id === DOCUMENT_NUMBER
}

export function sealValues<V extends FactValue | null>(keys: StreetKeys, elements: Elements, values: Record<string, V>): Record<string, V> {
  return mapSealed(elements, values, keys.seal)
}

export function openValues<V extends FactValue | null>(keys: StreetKeys, elements: Elements, values: Record<string, V>): Record<string, V> {
  return mapSealed(elements, values, keys.open)
}

export function sealMeta(keys: StreetKeys, elements: Elements, meta: Meta): Meta {
  return mapRivals(elements, meta, keys.seal)
}

export function openMeta(keys: StreetKeys, elements: Elements, meta: Meta): Meta {
  return mapRivals(elements, meta, keys.open)
}

/** `370683********1234` and `138****5678`: enough to tell two people apart, not enough to use. */
export function maskValue(element: Element, value: FactValue): FactValue {
  if (typeof value !== 'string') return value
  if (element.type === 'id-number') return `${value.slice(0, 6)}${'*'.repeat(Math.max(0, value.length - 10))}${value.slice(-4)}`
  if (element.type === 'phone') return value.length > 7 ? `${value.slice(0, 3)}****${value.slice(-4)}` : `***${value.slice(-4)}`
  return element.id === DOCUMENT_NUMBER ? `${'*'.repeat(Math.max(3, value.length - 4))}${value.length > 7 ? value.slice(-4) : ''}` : value
}

function mapSealed<V extends FactValue | null>(
  elements: Elements,
  values: Record<string, V>,
  change: (text: string) => string,
): Record<string, V> {
  let changed: Record<string, V> | undefined
  for (const id in values) {
    const value = values[id]
    if (typeof value !== 'string' || !isSealed(elements.get(id))) continue
    changed ??= { ...values }
    changed[id] = change(value) as V
  }
  return changed ?? values
}

function mapRivals(elements: Elements, meta: Meta, change: (text: string) => string): Meta {
  if (!meta.x) return meta
  const x = Object.fromEntries(
    Object.entries(meta.x).map(([id, rivals]) => [
      id,
      isSealed(elements.get(id)) ? rivals.map((rival) => (typeof rival.v === 'string' ? { ...rival, v: change(rival.v) } : rival)) : rivals,
    ]),
  )
  return { ...meta, x }
}
