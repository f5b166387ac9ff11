/** How one type differs from another, place by place. Pure; both may be half made. */
import type { MatterType } from '../types/type.ts'
import type { DifferenceView } from './contract.ts'

/** More than anybody reads; beyond it the types are simply others. */
const MOST = 200

/** In the order of the later one, then what was taken away. Stages, steps, questions and codes are the same where their ids are. */
export function differences(before: MatterType | undefined, after: MatterType): DifferenceView[] {
  if (!before) return []
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const changed = [...now].flatMap(([path, value]): DifferenceView[] => {
    const was = old.get(path)
    return JSON.stringify(was) === JSON.stringify(value) ? [] : [{ path, before: was ?? null, after: value }]
  })
  const gone = [...old].flatMap(([path, value]): DifferenceView[] => (now.has(path) ? [] : [{ path, before: value, after: null }]))
  return [...changed, ...gone].slice(0, MOST)
}

/** Conditions and what an engine is handed are one thing each, and so are words and terms. */
const whole: ReadonlySet<string> = new Set([
  'when',
  'with',
  'term',
  'every',
  'arrive',
  'finish',
  'again',
  'reopenWithin',
  'after',
  'within',
])

function leavesOf(type: MatterType): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  walk(type, '', leaves)
  return leaves
}

function walk(value: unknown, path: string, leaves: Map<string, unknown>): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (typeof value !== 'object' || value === null || 'zh' in value || whole.has(name) || isTerm(value)) {
    leaves.set(path, value)
    return
  }
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) walk(one, `${path}/${keyOf(one) ?? at}`, leaves)
    return
  }
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) walk(inner, `${path}/${key}`, leaves)
}

function keyOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, code } = value as Record<string, unknown>
  return typeof id === 'string' ? id : typeof code === 'string' ? code : undefined
}

function isTerm(value: object): boolean {
  const names = Object.keys(value)
  return names.length === 1 && ['workingHours', 'workdays', 'days', 'hours', 'minutes'].includes(names[0]!)
}
