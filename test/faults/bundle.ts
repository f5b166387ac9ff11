/** Programs of threads and processes for tests: bundled, since what translates the sources does not reach into threads. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export type Programs = { of: (name: string) => URL; remove: () => Promise<void> }

/** Each file as one program, by its name without ending, beside the packages it needs. */
export async function bundlePrograms(name: string, files: URL[]): Promise<Programs> {
  const outdir = fileURLToPath(new URL(`../../node_modules/.cache/linli-${name}-${process.pid}`, import.meta.url))
  await build({
    entryPoints: files.map((file) => ({ in: fileURLToPath(file), out: file.pathname.replace(/^.*\/|\.ts$/g, '') })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.css': 'empty' },
  })
  return {
    of: (program) => pathToFileURL(join(outdir, `${program}.mjs`)),
    remove: () => rm(outdir, { recursive: true, force: true }),
  }
}
