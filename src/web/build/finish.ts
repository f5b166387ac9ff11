/** What the built faces need beside their bundles: the early script, the place of the page, and files already compressed. */
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Emits `early.js` under a hashed name and calls it in the head of every page, before anything is painted. */
export function earlyScript(file: string): Plugin {
  let reference = ''
  return {
    name: 'linli-early-script',
    apply: 'build',
    buildStart() {
      reference = this.emitFile({ type: 'asset', name: 'early.js', source: readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, '') })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const address = `/${this.getFileName(reference)}`
        for (const asset of Object.values(bundle)) {
          if (asset.type !== 'asset' || !asset.fileName.endsWith('.html')) continue
          asset.source = String(asset.source).replace(
            '<meta name="color-scheme"',
            `<script src="${address}"></script>\n    <meta name="color-scheme"`,
          )
        }
      },
    },
  }
}

/** `desk/index.html` → `index.html`: the desk is the face that unknown addresses lead to. */
export function placePage(from: string, to: string): Plugin {
  return {
    name: 'linli-place-page',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle[from]
      if (page) page.fileName = to
    },
  }
}

/** Writes `.gz` and `.br` beside every text file above 1 kB, so that an old server spends no time on it. */
export function compressed(folder: string): Plugin {
  return {
    name: 'linli-compressed',
    apply: 'build',
    async closeBundle() {
      // Called after a build that failed, too: nothing was written, and its own reason is to be read.
      if (!existsSync(folder)) return
      for (const entry of await readdir(folder, { recursive: true })) {
        if (!/\.(js|css|html|svg|json)$/.test(entry)) continue
        const path = join(folder, entry)
        const bytes = await readFile(path)
        if (bytes.length < 1024) continue
        await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
      }
    },
  }
}
