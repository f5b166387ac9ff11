/** Writes the service worker of a face with what its page needs at once, and with every screen it can open. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/** @param page the face's page in the bundle @param file the worker's source @param place where it stands in the end, beside the pages: its scope lies below */
export function serviceWorker({ page, file, place }: { page: string; file: string; place: string }): Plugin {
  return {
    name: 'linli-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const html = bundle[page]
        if (html?.type !== 'asset') throw new Error(`${page} is not in the bundle`)
        const text = String(html.source)
        const shell = [...new Set(text.match(/\/assets\/[\w.-]+/g) ?? [])]
        const screens = listScreens(bundle, shell)
        const source = fill(readFileSync(file, 'utf8'), { SHELL: shell, SCREENS: screens, VERSION: versionOf([text, ...screens]) })
        this.emitFile({ type: 'asset', fileName: place, source })
      },
    },
  }
}

/** All that can be reached from what the page loads: chunks of screens and words with their styles. */
function listScreens(bundle: Bundle, shell: readonly string[]): string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk') return
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next)
  }
  for (const address of shell) visit(address.slice(1))
  return [...found].map((name) => `/${name}`).sort()
}

function versionOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12)
}

function fill(source: string, lists: { SHELL: string[]; SCREENS: string[]; VERSION: string }): string {
  return source
    .replace(/^\s*(\/\/|\/\*\*).*$/gm, '')
    .replace("['__SHELL__']", JSON.stringify(lists.SHELL))
    .replace("['__SCREENS__']", JSON.stringify(lists.SCREENS))
    .replace('__VERSION__', lists.VERSION)
}
