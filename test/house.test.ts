/** The rules of the house, held against its sources (DESIGN §1, §7, §9). What a rule means stands in its test's name. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { loadCatalogue } from '#catalogue/load.ts'
import { allRights, roles } from '#catalogue/roles.ts'
import { describeHouse } from '#server/describe-house.ts'
import { listHiddenOperations, listJobs, listOperations } from '#server/house.ts'
import { isSource, listFiles, readSources, readText, root } from './sources.ts'

const sources = readSources()
const ground = [
  'facts',
  'law',
  'places',
  'people',
  'households',
  'purposes',
  'residents',
  'workbooks',
  'imports',
  'forms',
  'forgetting',
  'duties',
  'asks',
  'matters',
  'notices',
  'looking',
]

/** A folder's height: it may import what lies lower. Equal heights see each other only within one module. */
function heightOf(path: string): { height: number; module: string } {
  const [, area = '', module = '', inner = ''] = path.split('/')
  if (area === 'ground') return { height: 10 + ground.indexOf(module), module: `ground/${module}` }
  if (area === 'circles') return { height: 30, module: `circles/${module}/${inner}` }
  const heights: Record<string, number> = { base: 0, kernel: 1, kit: 1, catalogue: 40, server: 50, web: 50 }
  return { height: heights[area] ?? -1, module: area }
}

function isImportAllowed(from: string, to: string): boolean {
  const [here, there] = [heightOf(from), heightOf(to)]
  if (here.module === there.module) return true
  if (here.module === 'server' && to.startsWith('src/web/board/')) return true
  return there.height >= 0 && there.height < here.height
}

/** Told as `file → what`, one a line, so that a failing test is a list of work. */
function none(found: string[], what: string): void {
  assert.equal(found.length, 0, `${what}:\n  ${found.join('\n  ')}\n`)
}

describe('the tree', () => {
  test('every import goes down: base ← kernel, kit ← ground in its order ← circles ← catalogue ← server, web', () => {
    const wrong = [...sources.values()].flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => own && target.startsWith('src/') && !isImportAllowed(path, target))
        .map(({ target }) => `${path} → ${target}`),
    )
    none(wrong, 'imports that go up or sideways')
  })

  test('every folder below ground has its place in the order', () => {
    const found = new Set([...sources.keys()].flatMap((path) => /^src\/ground\/(\w+)\//.exec(path)?.[1] ?? []))
    assert.deepEqual([...found].sort(), [...ground].sort())
  })

  test('no cycles of files, types and what is loaded later counted too', () => {
    none(findCycles(), 'cycles')
  })

  test('what is imported exists and is called by its extension', () => {
    const missing = [...sources.values()].flatMap(({ path, imports }) =>
      imports.filter(({ own, target }) => own && !existsSync(join(root, target))).map(({ target }) => `${path} → ${target}`),
    )
    none(missing, 'imports of nothing')
  })

  test('relative imports stay inside their module', () => {
    const outside = [...sources.values()].flatMap(({ path, text }) =>
      [...text.matchAll(/from '(\.[^']+)'/g)]
        .map(([, given = '']) => posix.join(dirname(path), given))
        .filter((target) => target.startsWith('src/') && heightOf(target).module !== heightOf(path).module)
        .map((target) => `${path} → ${target}`),
    )
    none(outside, 'relative imports across modules')
  })

  test('no barrels', () => {
    none(
      [...sources.values()].filter(({ path, text }) => /\/index\.tsx?$/.test(path) || /^export \*/m.test(text)).map(({ path }) => path),
      'barrels',
    )
  })

  test('what runs in a browser reaches neither Node nor the server', () => {
    none([...sources.keys()].filter(isForBrowsers).flatMap(reachesServer), 'browser files that reach the server')
  })

  test('SQL stands in queries, tables, policies and the kernel', () => {
    const found = [...sources.values()]
      .filter(({ path, text }) => /\bsql(?:<[^`]*>)?`/.test(text) && !mayHoldSql(path))
      .map(({ path }) => path)
    none(found, 'SQL elsewhere')
  })

  test('sources have at most 300 lines, tests 600, the page of a module 40', () => {
    const long = (paths: string[], most: number) =>
      paths.flatMap((path) => (linesOf(path) > most ? [`${path} has ${linesOf(path)} lines`] : []))
    const tests = [...listFiles('src', isTest), ...listFiles('test', isTest)]
    const pages = listFiles('src', (path) => path.endsWith('/README.md'))
    none(
      [
        ...long([...sources.keys(), ...listFiles('test', isSource), 'start.mjs', 'build.mjs'], 300),
        ...long(tests, 600),
        ...long(pages, 40),
      ],
      'too long',
    )
  })

  test('nothing is left to be done, ignored or loosened', () => {
    const words = [/\b(?:TODO|FIXME|XXX)\b/, /@ts-(?:ignore|expect-error|nocheck)/, /:\s*any\b(?!\w)/, /\bas any\b/]
    none(
      [...sources.values()]
        .filter(({ path, text }) => path !== 'src/web/styles.d.ts' && words.some((word) => word.test(withoutTexts(text))))
        .map(({ path }) => path),
      'loose ends',
    )
  })
})

const isTest = (path: string) => /\.test\.tsx?$/.test(path) && !path.includes('/.')

function linesOf(path: string): number {
  return readText(path).trimEnd().split('\n').length
}

function withoutTexts(text: string): string {
  return text.replace(/'[^'\n]*'|`[^`]*`|\/\/ biome-ignore[^\n]*\n[^\n]*/g, "''")
}

/** The house holds what is asked with a context, and a context holds the house: types of one knot, in files of their own. */
const knot = ['src/kernel/action/context.ts', 'src/kernel/action/action.ts']

function findCycles(): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const { target } of sources.get(path)?.imports ?? [])
      if (sources.has(target) && !(knot.includes(path) && target === 'src/kernel/action/house.ts')) visit(target, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of sources.keys()) visit(path, [])
  return found
}

function isForBrowsers(path: string): boolean {
  return /^src\/(base|kit)\//.test(path) || /^src\/web\/(desk|doorstep)\//.test(path) || /\/screens\/|\/(contract|rules)\.ts$/.test(path)
}

const serverPackages = /^(node:|postgres$|pg$|fastify|@fastify\/|graphile-worker|@node-rs\/|yauzl$|yazl$|csv-parse|iconv-lite|prom-client)/

/** Follows imports that run; types are gone by then. */
function reachesServer(start: string): string[] {
  const seen = new Set<string>()
  const wrong: string[] = []
  const visit = (path: string, trail: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { target, typeOnly, own } of sources.get(path)?.imports ?? []) {
      if (typeOnly) continue
      const closed = own ? /^src\/(kernel|server)\//.test(target) && !/\/(contract|rules)\.ts$/.test(target) : serverPackages.test(target)
      if (closed) wrong.push(`${trail} → ${target}`)
      else if (own) visit(target, `${trail} → ${target}`)
    }
  }
  visit(start, start)
  return wrong
}

/** Fragments of a query that a rule composes, and the definitions the owner ships. */
const composed = [
  'src/circles/management/reports/conditions.ts',
  'src/circles/management/reports/statistics.ts',
  'src/ground/facts/definitions.ts',
  'src/ground/places/subjects.ts',
  'src/server/demo.ts',
]

function mayHoldSql(path: string): boolean {
  return path.startsWith('src/kernel/') || /(^|[/-])quer(?:y|ies)\.ts$/.test(path) || composed.includes(path)
}

describe('what the modules hand in', () => {
  const operations = [...listOperations(), ...listHiddenOperations()]

  test('names are unique, and each begins with its thing', () => {
    const names = operations.map(({ contract }) => contract.name)
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    )
    assert.deepEqual(
      names.filter((name) => !/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name)),
      [],
    )
    const routes = operations.map(({ contract }) => `${contract.method} ${contract.path.replace(/\{\w+\}/g, '{}')}`)
    assert.deepEqual(
      routes.filter((route, at) => routes.indexOf(route) !== at),
      [],
    )
  })

  test('every right an operation asks for is in the list of roles, and every right there is asked for', () => {
    const asked = new Set(operations.flatMap(({ may }) => (may === 'open' || may === 'signed-in' ? [] : [may])))
    assert.deepEqual(
      [...asked].filter((right) => !allRights.has(right)),
      [],
    )
    const text = [...sources.values()].filter(({ path }) => path !== 'src/catalogue/roles.ts').map((source) => source.text)
    const unused = [...allRights].filter(
      (right) =>
        !asked.has(right as never) && !text.some((one) => one.includes(`rights.has('${right}')`) || one.includes(`right: '${right}'`)),
    )
    assert.deepEqual(unused, [])
  })

  test('no path carries more than ids and numbers', () => {
    const holes = operations.flatMap(({ contract }) =>
      [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, contract })),
    )
    const spoken = holes.filter(({ name }) => /name|phone|number|text|address/i.test(name) && name !== 'number')
    assert.deepEqual(
      spoken.map(({ name, contract }) => `${contract.name} ${name}`),
      [],
    )
  })

  test('a view that is about people says so: its screens are never kept', () => {
    const shown = operations.filter(
      (one) => one.kind === 'view' && /^(person|people|household|door|look)\./.test(one.contract.name) && !one.personal,
    )
    assert.deepEqual(
      shown.map(({ contract }) => contract.name),
      [],
    )
  })

  test('jobs have a kind of their own, and roles their words', () => {
    const kinds = listJobs().map(({ kind }) => kind)
    assert.equal(new Set(kinds).size, kinds.length)
    for (const language of ['zh', 'en'] as const) {
      const screen = JSON.parse(readText(`src/ground/people/texts/${language}.json`)) as Record<string, string>
      for (const [role, words] of Object.entries(roles)) assert.equal(screen[`staff.role.${role}`], words[language])
    }
  })

  test('docs/house.md says how the house is wired', async () => {
    const { markdown } = await describeHouse()
    assert.equal(readText('docs/house.md'), markdown, 'write it anew: npm run linli -- house > docs/house.md')
  })
})

describe('words', () => {
  const files = listFiles('src', (path) => /\/texts?\/(?:.*\.)?(zh|en)\.json$/.test(path))
  const words = (path: string) => JSON.parse(readText(path)) as Record<string, string>
  const holes = (sentence: string) =>
    [...sentence.matchAll(/\{(\w+)\}/g)]
      .map(([, name]) => name)
      .sort()
      .join()

  test('both languages say the same things', () => {
    const wrong = files.flatMap((path) => {
      const other = path
        .replace(/zh\.json$/, 'EN')
        .replace(/en\.json$/, 'zh.json')
        .replace(/EN$/, 'en.json')
      if (!existsSync(join(root, other))) return [`${path} has no ${other}`]
      const [mine, theirs] = [words(path), words(other)]
      return Object.entries(mine).flatMap(([key, sentence]) => {
        // English has a word of its own for one.
        if (/#one$/.test(key)) return theirs[key.replace('#one', '')] === undefined ? [`${other}: ${key} speaks of nothing`] : []
        if (theirs[key] === undefined) return [`${other}: ${key} is missing`]
        if ((sentence.trim() === '') !== (theirs[key].trim() === '')) return [`${path}: ${key} is empty in one language`]
        return holes(sentence) === holes(theirs[key]) ? [] : [`${path}: ${key} has other holes`]
      })
    })
    none(wrong, 'words')
  })

  test('every word that is said has its sentence', () => {
    const known = new Set(files.flatMap((path) => Object.keys(words(path))))
    const families = new Set([...known].map((key) => key.split('.')[0]))
    const said = /\b(?:say|refuse|sentence)\(\s*'([\w-]+\.[\w.-]+)'|\b(?:say|remedy):\s*'([\w-]+\.[\w.-]+)'/g
    // Words of three parts are text keys wherever they stand: in maps and lists too.
    const named = /'([a-z][\w-]*(?:\.[\w-]+){2,})'/g
    const keysOf = (text: string) => [
      ...[...text.matchAll(said)].map(([, a, b]) => a ?? b ?? ''),
      ...[...text.matchAll(named)]
        .map(([, key = '']) => key)
        .filter((key) => families.has(key.split('.')[0]) && !/\.(?:tsx?|mjs|json|css)$/.test(key)),
    ]
    const missing = [...sources.values()].flatMap(({ path, text }) =>
      keysOf(text)
        .filter((key) => !known.has(key))
        .map((key) => `${path}: ${key}`),
    )
    none([...new Set(missing)], 'words without a sentence')
  })
})

describe('what the house never does', () => {
  const people = [...loadCatalogue().elements.values()].filter(({ kind }) => kind === 'person' || kind === 'household')

  test('no score, rank, star or risk label of a person or household', () => {
    // A grade the state conferred, not one the house gives.
    const conferred = new Set(['person.military-rank'])
    const id = /(?:^|[.-])(?:score|points|rank|rating|stars?|credit-grade|risk|risk-level|danger|trust)(?:-|$)/
    const label = /评分|积分|星级|排名|信用等级|信用分|风险等级|危险等级|红黄绿|黑名单|重点人员等级/
    assert.deepEqual(
      people.filter((one) => !conferred.has(one.id) && (id.test(one.id) || label.test(one.label.zh))).map((one) => one.id),
      [],
    )
  })

  test('no face, gait or place of a telephone', () => {
    const forbidden = /人脸|步态|指纹|虹膜|声纹|手机定位|轨迹/
    assert.deepEqual(
      people.filter((one) => forbidden.test(one.label.zh)).map((one) => one.id),
      [],
    )
  })

  test('no other origin is asked by a page', () => {
    const pages = [...sources.values()].filter(({ path }) => /^src\/(kit|web)\/|\/screens\//.test(path))
    const asks = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/https?:\/\/[^\s'"`)]+/g)]
        .map(([url]) => url)
        .filter((url) => !/^http:\/\/(www\.w3\.org|127\.0\.0\.1|localhost)/.test(url))
        .map((url) => `${path}: ${url}`),
    )
    none(asks, 'other origins')
  })
})

describe('pages for people', () => {
  const pages = [
    ...listFiles('docs', (path) => path.endsWith('.md')),
    ...listFiles('src', (path) => path.endsWith('.md')),
    ...['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((path) =>
      existsSync(join(root, path)),
    ),
  ]

  test('links lead somewhere', () => {
    const lost = pages.flatMap((path) =>
      [...readText(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, dirname(path), link)))
        .map((link) => `${path} → ${link}`),
    )
    none(lost, 'links to nothing')
  })

  test('paths of the sources that are named exist', () => {
    const lost = pages.flatMap((path) =>
      [...readText(path).matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)]
        .map(([, named = '']) => named)
        .filter((named) => !named.includes('NNNN') && !existsSync(join(root, named)))
        .map((named) => `${path}: ${named}`),
    )
    none(lost, 'paths of nothing')
  })
})
