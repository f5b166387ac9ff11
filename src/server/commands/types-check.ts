import { readFile } from 'node:fs/promises'
import { type FieldProblem, Problem } from '#base/problem.ts'
import { shippedRates } from '#catalogue/rates.ts'
import { typeFaults } from '#ground/matters/types/check-type.ts'
import type { MatterType } from '#ground/matters/types/type.ts'
import { MatterTypeShape } from '#ground/matters/types/type-shape.ts'
import { parseInput } from '#kernel/action/input.ts'
import { sentence } from '../say.ts'
import { type Command, sourceOf } from './command.ts'

export const typesCheck: Command = {
  name: 'types check',
  brief: 'check a type of matters in a file: every fault with its path',
  help: `linli types check <file.json> [--json]

Checks the definition of one type of matters, or of a list of them: its shape, and whether its stages, steps, conditions, clocks, reasons and texts go
together. Exit code 1 where something is wrong.`,
  needs: 1,
  options: {},
  async run([path]) {
    const read = readJson(await readFile(sourceOf(path!), 'utf8'))
    const types = Array.isArray(read) ? read : [read]
    const offered = { words: new Map(), rates: new Set(shippedRates.map(({ id }) => id)) }
    const checked = types.map((type: unknown) => ({ id: idOf(type), faults: faultsOf(type, offered) }))
    const lines = checked.flatMap(({ id, faults }) =>
      faults.length === 0 ? [`${id} ✓`] : faults.map(({ path: at, say, with: filled }) => `${id} ${at}: ${sentence(say, filled)}`),
    )
    const data = checked.map(({ id, faults }) => ({
      id,
      faults: faults.map((fault) => ({ ...fault, title: sentence(fault.say, fault.with) })),
    }))
    return { data: { types: data }, text: lines.join('\n'), failed: checked.some(({ faults }) => faults.length > 0) }
  },
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1] ?? '0'
    throw new Problem('input.invalid', { count: 1 }, [{ path: `@${at}`, say: 'input.format' }])
  }
}

function idOf(type: unknown): string {
  const id = typeof type === 'object' && type !== null ? (type as { id?: unknown }).id : undefined
  return typeof id === 'string' ? id : '?'
}

/** What has not the shape of a type is not asked what it means. */
function faultsOf(type: unknown, offered: Parameters<typeof typeFaults>[1]): FieldProblem[] {
  try {
    parseInput(MatterTypeShape, type)
  } catch (error) {
    if (error instanceof Problem) return error.fields
    throw error
  }
  return typeFaults(type as MatterType, offered)
}
