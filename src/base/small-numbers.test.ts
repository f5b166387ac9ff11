import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { poolSmall, type Share, SMALLEST_SHOWN, tellShare, tellShares } from './small-numbers.ts'

const pool = (sizes: number[]) => {
  const { shown, pooled } = poolSmall(sizes.map((size) => ({ row: size, sizes: [size] })))
  return [shown, pooled?.reduce((sum, size) => sum + size, 0) ?? null]
}

describe('small numbers', () => {
  test('rows with too few are one row; where it is still too few, the smallest beside it goes into it', () => {
    assert.deepEqual(pool([12, 3, 2, 7]), [[12, 7], 5])
    assert.deepEqual(pool([12, 7, 3]), [[12], 10], 'three alone would be the sum less the others')
    assert.deepEqual(pool([12, 7]), [[12, 7], null])
    assert.deepEqual(pool([4]), [[], null])
    assert.deepEqual(pool([4, 0]), [[], null])
  })

  test('whatever the numbers: what is shown adds up to the whole, and none of it is small', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const [shown, pooled] = pool(sizes) as [number[], number | null]
        const told = [...shown, ...(pooled === null ? [] : [pooled])]
        assert.ok(told.every((size) => size >= SMALLEST_SHOWN))
        const sum = sizes.reduce((total, size) => total + size, 0)
        assert.equal(
          told.reduce((total, size) => total + size, 0),
          told.length === 0 ? 0 : sum,
        )
        // Nothing is held back that could have been told.
        if (sum >= SMALLEST_SHOWN) assert.ok(told.length > 0)
      }),
    )
  })

  test('a share is about so much, or more or less than what any small side would leave', () => {
    assert.deepEqual(tellShare({ hits: 33, of: 40 }), { is: 'about', percent: 85 })
    assert.deepEqual(tellShare({ hits: 38, of: 40 }), { is: 'over', percent: 90 })
    assert.deepEqual(tellShare({ hits: 40, of: 40 }), { is: 'over', percent: 90 }, 'all, and all but two, read the same')
    assert.deepEqual(tellShare({ hits: 1, of: 40 }), { is: 'under', percent: 10 })
    assert.equal(tellShare({ hits: 6, of: 9 }), null)
  })

  test('whatever the parts: what is kept back cannot be reckoned from the whole', () => {
    const part = fc.nat({ max: 40 }).chain((of) => fc.nat({ max: of }).map((hits): Share => ({ hits, of })))
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const told = tellShares(parts)
        const whole = tellShare({ hits: sum(parts, 'hits'), of: sum(parts, 'of') })
        const kept = parts.filter((_, at) => told[at] === null && whole?.is === 'about')
        if (kept.length === 0 || kept.length === parts.length) return
        assert.ok(kept.length > 1)
        assert.ok(sum(kept, 'hits') >= SMALLEST_SHOWN && sum(kept, 'of') - sum(kept, 'hits') >= SMALLEST_SHOWN)
      }),
    )
  })

  test('of a whole with a small side, a part reads the same whatever its hits were', () => {
    const [one] = tellShares([
      { hits: 20, of: 20 },
      { hits: 20, of: 20 },
    ])
    const [other] = tellShares([
      { hits: 17, of: 20 },
      { hits: 20, of: 20 },
    ])
    assert.deepEqual(one, { is: 'over', percent: 80 })
    assert.deepEqual(other, one)
  })
})

function sum(parts: readonly Share[], of: keyof Share): number {
  return parts.reduce((total, part) => total + part[of], 0)
}
