/**
 * Chance that repeats itself: the same seed and the same path of words give the same numbers, whatever else is drawn. So a later addition to
 * the town leaves what was there as it was.
 */
export type Draw = {
  /** 0 ≤ x < 1. */
  number(): number
  /** Both ends included. */
  integer(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** By the weight that stands beside each. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  /** `count` different ones, in the order of `from`. */
  some<T>(from: readonly T[], count: number): T[]
}

export function drawFrom(seed: string, ...path: (string | number)[]): Draw {
  const state = begin(`${seed}/${path.join('/')}`)
  return {
    number() {
      return next(state) / 0x1_0000_0000
    },
    integer(least, most) {
      return least + Math.floor(this.number() * (most - least + 1))
    },
    chance(share) {
      return this.number() < share
    },
    pick(from) {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[this.integer(0, from.length - 1)]!
    },
    weighted(from) {
      let left = this.number() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        left -= weight
        if (left < 0) return value
      }
      return this.pick(from)[0]
    },
    some(from, count) {
      let wanted = Math.min(count, from.length)
      return from.filter((_each, at) => {
        const taken = this.number() < wanted / (from.length - at)
        if (taken) wanted -= 1
        return taken
      })
    },
  }
}

/** An id in the shape of uuidv7 that depends on nothing but seed, kind and place in the order; ids of one kind sort in that order. */
export function townId(seed: string, kind: string, at: number | string): string {
  const state = begin(`${seed}/id/${kind}/${at}`)
  const time = (firstMoment + (typeof at === 'number' ? at : 0)).toString(16).padStart(12, '0')
  const [a, b, c] = [hexadecimal(next(state)), hexadecimal(next(state)), hexadecimal(next(state))]
  const variant = '89ab'.charAt(next(state) >>> 30)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(3, 6)}-${b}${c.slice(0, 4)}`
}

function hexadecimal(number: number): string {
  return number.toString(16).padStart(8, '0')
}

/** 2024-01-01T00:00:00Z, so that nothing made later sorts before the town. */
const firstMoment = 1_704_067_200_000

type State = { a: number; b: number; c: number; counter: number }

/** The state for a text: FNV-1a over its UTF-16 units, with two multipliers for 64 bits, then mixed. */
function begin(text: string): State {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let at = 0; at < text.length; at += 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193)
    high = Math.imul(high ^ text.charCodeAt(at), 0x85ebca6b)
  }
  const state = { a: low, b: high, c: low ^ 0x9e3779b9, counter: 1 }
  for (let warm = 0; warm < 12; warm += 1) next(state)
  return state
}

/** sfc32 (Chris Doty-Humphrey, public domain): 32 bits, small, fast, passes PractRand. */
function next(state: State): number {
  const sum = (state.a + state.b + state.counter) | 0
  state.counter = (state.counter + 1) | 0
  state.a = state.b ^ (state.b >>> 9)
  state.b = (state.c + (state.c << 3)) | 0
  state.c = (((state.c << 21) | (state.c >>> 11)) + sum) | 0
  return sum >>> 0
}
