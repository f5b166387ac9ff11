/** The sources as the house test reads them: files, and what each imports. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Paths below the repository's folder, with `/`. */
export function listFiles(below: string, wanted: (path: string) => boolean): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return listFiles(path, wanted)
    return wanted(path) ? [path] : []
  })
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export type Import = {
  /** A path below the repository, or the name of a package. */
  target: string
  /** `import type`: gone before anything runs. */
  typeOnly: boolean
  /** `import()`: only when it is asked for. */
  lazy: boolean
  own: boolean
}

export type Source = { path: string; text: string; imports: Import[] }

export const isSource = (path: string) => /\.(ts|tsx)$/.test(path) && !/\.(test|tmp)\.tsx?$/.test(path) && !path.includes('/fixtures/')

/** Every source of the house by its path, tests left out. */
export function readSources(): Map<string, Source> {
  return new Map(
    listFiles('src', isSource).map((path) => {
      const text = readText(path)
      return [path, { path, text, imports: importsOf(path, text) }]
    }),
  )
}

const imported = /^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm

function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(imported)].map(([, type, fixed, lazy]) => {
    const given = fixed ?? lazy ?? ''
    const own = given.startsWith('#') || given.startsWith('.')
    const target = given.startsWith('#') ? `src/${given.slice(1)}` : given.startsWith('.') ? posix.join(dirname(path), given) : given
    return { target, typeOnly: type !== undefined, lazy: fixed === undefined, own }
  })
}
