/** Where in a type a path points, in the words of the type itself: "阶段“查看” › 环节“到现场查看”". Browser-safe. */
import type { Words } from '#ground/forms/contract.ts'
import type { MatterType } from '../types/type.ts'

/** A part by its name in the texts (`type-part.steps`), and which one of them where there are several. */
export type Place = { part: string; name?: Words; at?: number }

/** Paths with positions (faults) and with ids and codes (differences) alike. */
export function placesOf(type: MatterType, path: string): Place[] {
  const places: Place[] = []
  let here: unknown = type
  let list: string | undefined
  for (const name of path.split('/').slice(1)) {
    if (Array.isArray(here)) {
      const at = here.findIndex((one, index) => String(index) === name || nameOf(one) === name)
      here = here[at]
      const words = wordsOf(here)
      places.push({ part: list!, ...(words ? { name: words } : { at: at < 0 ? 0 : at + 1 }) })
      list = undefined
      continue
    }
    if (list !== undefined) places.push({ part: list })
    list = name === 'zh' || name === 'en' ? undefined : name
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[name] : undefined
    if (list !== undefined && !Array.isArray(here)) {
      places.push({ part: list })
      list = undefined
    }
  }
  if (list !== undefined) places.push({ part: list })
  return places
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, code } = value as { id?: unknown; code?: unknown }
  return typeof id === 'string' ? id : typeof code === 'string' ? code : undefined
}

function wordsOf(value: unknown): Words | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { title, label, zh, en } = value as Record<string, unknown>
  const words = (title ?? label ?? (typeof zh === 'string' ? { zh, en } : undefined)) as Words | undefined
  return words && words.zh !== '' ? words : undefined
}
