/** What a first visit weighs, from the manifest of the build: the page, its scripts and styles, the words of one language, the first screen. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { builtWeb } from '../../test/web.ts'

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
let folder: string
let manifest: Record<string, Chunk>

before(async () => {
  folder = await builtWeb()
  manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>
})

/** Bytes gzipped of these entries with all they import at once. */
function weigh(entries: string[]): number {
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    assert.ok(chunk, `${name} is in the manifest`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  entries.forEach(visit)
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)
}

const page = (name = 'index.html') => gzipSync(readFileSync(join(folder, name))).length
const kB = 1000

test('the desk weighs at most 64 kB to its first usable screen, in either language', () => {
  for (const language of ['zh', 'en']) {
    const bytes = page() + weigh(['desk/index.html', `desk/words-${language}.ts`, 'desk/home.tsx'])
    assert.ok(bytes <= 64 * kB, `${language}: ${bytes} bytes`)
  }
})

test('the doorstep weighs at most 45 kB to its first usable screen, in either language, before and after coming in', () => {
  for (const language of ['zh', 'en'])
    for (const screen of [[], ['doorstep/home.tsx']]) {
      const bytes = page('doorstep/index.html') + weigh(['doorstep/index.html', `doorstep/words-${language}.ts`, ...screen])
      assert.ok(bytes <= 45 * kB, `${language} ${screen}: ${bytes} bytes`)
    }
})

test('no screen of the doorstep adds more than 20 kB to it', () => {
  const doorstep = weigh(['doorstep/index.html'])
  const screens = Object.keys(manifest).filter((name) => /^doorstep\/.+\.tsx$|\/screens\/doorstep-/.test(name))
  assert.ok(screens.length > 0)
  for (const name of screens) {
    const added = weigh(['doorstep/index.html', name]) - doorstep
    assert.ok(added <= 20 * kB, `${name}: ${added} bytes`)
  }
})

test('no screen adds more than 60 kB to the desk', () => {
  const desk = weigh(['desk/index.html'])
  for (const [name] of Object.entries(manifest).filter(([, chunk]) => chunk.file.endsWith('.js'))) {
    const added = weigh(['desk/index.html', name]) - desk
    assert.ok(added <= 60 * kB, `${name}: ${added} bytes`)
  }
})

test('words of one language come without those of the other', () => {
  for (const face of ['desk', 'doorstep'])
    for (const [own, other] of [
      ['zh', 'Sign out'],
      ['en', '退出登录'],
    ] as const) {
      const script = readFileSync(join(folder, manifest[`${face}/words-${own}.ts`]!.file), 'utf8')
      assert.equal(script.includes(other), false)
    }
})

test('neither schemas nor the server reach the browser, and nothing is newer than Chrome 86', () => {
  const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
  for (const name of scripts) {
    const script = readFileSync(join(folder, 'assets', name), 'utf8')
    for (const stranger of ['typebox', '~kind', 'additionalProperties:', 'postgres', 'node:'])
      assert.equal(script.includes(stranger), false, `${name}: ${stranger}`)
    // Syntax is lowered by the build and a few methods are lent by kit/lacking.ts; these nobody adds.
    const missing =
      /structuredClone\(|randomUUID|Intl\.Segmenter|\.findLastIndex\(|\.toSorted\(|\.toReversed\(|\.toSpliced\(|\.with\(|groupBy\(|withResolvers|fromAsync|AbortSignal\.(any|timeout)|\.showPopover\(/
    assert.equal(missing.exec(script)?.[0], undefined, `${name} calls what Chrome 86 lacks`)
  }
})

test('every text file stands ready compressed', () => {
  const assets = readdirSync(join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name))
  for (const name of assets) {
    const path = join(folder, 'assets', name)
    if (readFileSync(path).length >= 1024) assert.ok(existsSync(`${path}.gz`) && existsSync(`${path}.br`), name)
  }
})

test('what the doorstep keeps is there: its page with all that loads at once, every screen and the words of both languages', () => {
  const worker = readFileSync(join(folder, 'doorstep-worker.js'), 'utf8')
  const list = (name: string) => JSON.parse(new RegExp(`const ${name} = (\\[[^\\]]*\\])`).exec(worker)?.[1] ?? '[]') as string[]
  const [shell, screens] = [list('SHELL'), list('SCREENS')]
  for (const address of [...shell, ...screens]) assert.ok(existsSync(join(folder, address)), address)
  const entry = manifest['doorstep/index.html']!
  for (const file of [entry.file, ...(entry.css ?? [])]) assert.ok(shell.includes(`/${file}`), file)
  const wanted = Object.keys(manifest).filter((name) => /^doorstep\/.+\.tsx?$|\/screens\/doorstep-/.test(name))
  for (const name of wanted) assert.ok(screens.includes(`/${manifest[name]!.file}`), name)
  assert.ok(!screens.some((address) => address.includes('/desk-')), 'nothing of the desk')
})
