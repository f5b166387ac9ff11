/** Each screen brings the words it says: what it, and whatever it is built of, can say stands in the words of its route; and it says what was refused. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Words } from '#kit/text.ts'
import type { Route } from '#web/shared/route.ts'
import { routes as deskRoutes } from '../src/web/desk/routes.ts'
import { routes as doorstepRoutes } from '../src/web/doorstep/routes.ts'
import { readSources, readText, type Source } from './sources.ts'

const languages = ['zh', 'en'] as const
const sources = readSources()

/** `text.say('a.b')`, and the beginning of `text.say(`a.${which}`)`. */
const said = /\bsay\(\s*(?:'([\w-]+\.[\w.-]+)'|`([\w-]+\.[\w.-]*)\$\{)/g
/** Which file a route loads, as the lists of routes say it. */
const loaded = /path: (?:'([^']+)'|(\w+)),(?:(?!path:)[\s\S])*?load: \(\) => import\('([^']+)'\)/g

/** What a face says around any of its screens, always there. */
function wordsOfFace(face: 'desk' | 'doorstep', language: string): Words {
  const files = [...readText(`src/web/${face}/words-${language}.ts`).matchAll(/from '(?:#([^']+)|\.\/([^']+))'/g)]
  return Object.assign({}, ...files.map(([, own, near]) => JSON.parse(readText(own ? `src/${own}` : `src/web/${face}/${near}`))))
}

/** The file of a screen and all that is drawn with it. A part that brings words of its own is believed. */
function builtOf(path: string, known = new Map<string, Source>()): Map<string, Source> {
  const source = sources.get(path)
  if (!source || known.has(path)) return known
  known.set(path, source)
  for (const { target, typeOnly, lazy, own } of source.imports) if (own && !typeOnly && !lazy) builtOf(target, known)
  return known
}

function screensOf(face: 'desk' | 'doorstep'): Map<string, string> {
  const lists = [...sources.values()].filter(({ path }) => new RegExp(`^src/web/${face}/(?:[a-z]+-)?routes\\.ts$`).test(path))
  const found = lists.flatMap(({ path: list, text }) =>
    [...text.matchAll(loaded)].map(([, path, name, file = '']) => {
      const named = `${text}\n${sources.get(`src/web/${face}/paths.ts`)?.text ?? ''}`.match(new RegExp(`const ${name} = '([^']+)'`))
      const address = path ?? named?.[1] ?? ''
      const target = file.startsWith('#') ? `src/${file.slice(1)}` : new URL(file, `file:///${list}`).pathname.slice(1)
      return [address, target] as const
    }),
  )
  return new Map(found)
}

async function lacking(face: 'desk' | 'doorstep', routes: readonly Route[]): Promise<string[]> {
  const screens = screensOf(face)
  const missing: string[] = []
  for (const { path, words } of routes) {
    const file = screens.get(path)
    assert.ok(file && sources.has(file), `${path} loads nothing that was found`)
    for (const language of languages) {
      const built = builtOf(file)
      const brought = [...built.values()].flatMap(({ imports }) => imports.filter(({ target }) => target.endsWith('.json')))
      const here: Words = Object.assign(
        {},
        wordsOfFace(face, language),
        (await words?.[language]())?.default,
        ...brought.map(({ target }) => JSON.parse(readText(target)) as Words),
      )
      const keys = Object.keys(here)
      for (const { path: part, text } of built.values())
        for (const [, whole, begun] of text.matchAll(said)) {
          const is = whole ? whole in here : keys.some((key) => key.startsWith(begun ?? ''))
          if (!is) missing.push(`${path} (${language}): ${whole ?? `${begun}…`} of ${part}`)
        }
    }
  }
  return [...new Set(missing)]
}

describe('the words of screens', () => {
  test('every screen of the desk brings what it says', async () => assert.deepEqual(await lacking('desk', deskRoutes), []))
  test('every screen of the doorstep brings what it says', async () => assert.deepEqual(await lacking('doorstep', doorstepRoutes), []))
})

describe('refusals', () => {
  test('whatever a screen does, it says why it was refused, or hands the doing on to what says it', () => {
    const silent = [...sources.values()].flatMap(({ path, text }) =>
      [...text.matchAll(/const (\w+) = useDo\b(?=([\s\S]*?)(?:\n(?:export )?function |$(?![\s\S])))/g)].flatMap(([, name, after = '']) => {
        const told = new RegExp(`\\b${name}\\.refusal\\b|[={(,[]\\s*(?:\\.\\.\\.)?${name}\\s*[},)\\]]`)
        return told.test(after) ? [] : [`${path}: ${name}`]
      }),
    )
    assert.deepEqual(silent, [])
  })

  test('a refusal is not looked for in the breath after asking, when the screen does not know it yet', () => {
    const early = [...sources.values()].flatMap(({ path, text }) =>
      [...text.matchAll(/\b(\w+)\.refusal && tellRefusal\(\1\.refusal\)|if \((\w+)\.refusal\) tellRefusal\(\2\.refusal\)/g)]
        .filter(() => path !== 'src/kit/use-told.ts')
        .map(([line]) => `${path}: ${line}`),
    )
    assert.deepEqual(early, [])
  })
})
