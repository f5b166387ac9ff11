/** Words of a type as people will read them: there, and nothing but words. */
import { holdsPersonalNumber } from '#base/values/personal.ts'

/** `path` is a JSON pointer into the type; `say` a text key. */
export type TypeFault = { path: string; say: string; with?: Record<string, string | number> }

/** A sign that begins a tag, an entity or a script: sentences go out by screen, message, letter and page, and are words in all of them. */
const markup = /<[/!]?[a-z]|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});|(?:java|vb)script:/i

/** Of a type, or of a form that comes with one: every pair of words in it. */
export function wordsFaults(type: object): TypeFault[] {
  return faultsIn(type, '')
}

function faultsIn(value: unknown, path: string): TypeFault[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one, at) => faultsIn(one, `${path}/${at}`))
  const { zh, en, ...rest } = value as Record<string, unknown>
  return [
    ...(typeof zh === 'string' ? languageFaults(zh, `${path}/zh`, true) : []),
    ...(typeof en === 'string' ? languageFaults(en, `${path}/en`, false) : []),
    ...Object.entries(rest).flatMap(([name, inner]) => faultsIn(inner, `${path}/${name}`)),
  ]
}

/** Chinese is needed; where English is missing the Chinese stands in. */
function languageFaults(words: string, path: string, needed: boolean): TypeFault[] {
  if (needed && words.trim() === '') return [{ path, say: 'type-fault.words-empty' }]
  // A type goes from street to street: nobody's number goes with it.
  if (holdsPersonalNumber(words)) return [{ path, say: 'type-fault.personal' }]
  return markup.test(words) ? [{ path, say: 'type-fault.markup' }] : []
}
