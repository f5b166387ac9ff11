import { makePeople, randomFrom, type World, type WorldOptions } from './generator.ts'
import { makeImport } from './generator-variants.ts'

/** A register of `people` and an import of `rows` about it. The same options give the same world on every machine. */
export function makeWorld(options: WorldOptions): World {
  const random = randomFrom(options.seed)
  const known = makePeople(random, options.people)
  return { known, rows: makeImport(random, known, options) }
}
