/**
 * Keeps schemas out of the browser: in a bundle, a module's `contract.ts` becomes the name, method, path and scope of each contract, and its plain
 * constants. Types are untouched, since they never reach the bundle; importing a schema as a value in a screen fails the build.
 */
import { build } from 'esbuild'
import type { Plugin } from 'vite'

export function slimContracts(): Plugin {
  return {
    name: 'linli-slim-contracts',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0]!
      if (!/[\\/]contract\.ts$/.test(file) || /[\\/]base[\\/]contract\.ts$/.test(file)) return null
      return slimModule(await evaluate(file), file)
    },
  }
}

/** The source that stands for a contract module in the browser. @throws Error where it exports something that is neither contract, schema nor plain value */
export function slimModule(exported: Record<string, unknown>, file: string): string {
  const lines = Object.entries(exported).flatMap(([name, value]) => {
    if (isSchema(value)) return []
    if (typeof value === 'function') throw new Error(`${file}: ${name} is a function; a contract holds contracts, schemas and plain values`)
    return [`export const ${name} = ${JSON.stringify(isContract(value) ? slim(value) : value)}`]
  })
  return `${lines.join('\n')}\n`
}

type Found = { name: string; method: string; path: string; scope: string; input: unknown; output: unknown }

function isContract(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'input' in value && 'output' in value
}

function slim({ name, method, path, scope }: Found): Omit<Found, 'input' | 'output'> {
  return { name, method, path, scope }
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '~kind' in value
}

async function evaluate(file: string): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  })
  const source = Buffer.from(outputFiles[0]!.contents).toString('base64')
  return (await import(`data:text/javascript;base64,${source}`)) as Record<string, unknown>
}
