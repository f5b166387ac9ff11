/**
 * Installing packages and building the server (esbuild) and the web pages (Vite), each only when its inputs changed. Says what it does on
 * stderr, never on stdout: a command's output belongs to the command. `node build.mjs server|web` builds one part, in a process of its own,
 * so that the tools leave the server's memory.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A failure whose message is meant for the person at the console. */
class BuildFailure extends Error {
  constructor(message) {
    super(message)
    this.spoken = true
  }
}

function say(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
}

/** Run `npm ci` when node_modules does not hold what package-lock.json asks for. */
export function install(folder) {
  if (isInstalled(folder)) return
  say('正在安装依赖，第一次需要一两分钟……', 'Installing packages; the first time takes a minute or two …')
  const npm = process.env.npm_execpath ?? ''
  const viaNode = /npm-cli\.c?js$/.test(npm)
  const [program, before] = viaNode ? [process.execPath, [npm]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const done = spawnSync(program, [...before, 'ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: !viaNode && process.platform === 'win32',
  })
  if (done.status === 0) return
  throw new BuildFailure(
    '依赖没有装上。请检查网络和 npm 的源（npm config get registry），然后重新启动。\n' +
      'The packages could not be installed. Check the network and the npm registry (npm config get registry), then start again.',
  )
}

/** npm keeps a list of what it installed; every entry of the lock must be on it in the same version, except what is for other machines or was left out as a tool. */
function isInstalled(folder) {
  const hidden = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    if (found[path]) return found[path].version === entry.version
    return entry.optional ? !isForThisMachine(entry) : Boolean(entry.dev || entry.devOptional || entry.peer)
  })
}

function isForThisMachine({ os, cpu, libc }) {
  return Boolean(os && cpu && !libc && os.includes(process.platform) && cpu.includes(process.arch))
}

/** Build the parts whose inputs changed since they were last built. */
export function build(folder, parts) {
  for (const part of parts) {
    if (!isStale(folder, part)) continue
    const [zh, en] = part === 'server' ? ['服务程序', 'server'] : ['网页', 'web pages']
    say(`正在编译${zh}……`, `Building the ${en} …`)
    const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url), part], { cwd: folder, stdio: ['ignore', 2, 2] })
    if (done.status !== 0) throw new BuildFailure(`${zh}没有编译成功，原因见上。\nBuilding the ${en} failed; the reason stands above.`)
  }
}

function noteOf(folder, part) {
  return join(folder, 'dist', `${part}.json`)
}

function isStale(folder, part) {
  const files = part === 'server' ? ['main.js', 'cli.js'] : ['.']
  if (part === 'web' && !findViteConfig(folder)) return false
  if (!files.every((file) => existsSync(join(folder, 'dist', part, file)))) return true
  const note = noteOf(folder, part)
  if (!existsSync(note)) return true
  const { inputs, hash } = JSON.parse(readFileSync(note, 'utf8'))
  return hash !== hashFiles(folder, [...inputs, ...listFixedInputs(folder, part)])
}

/** What decides about a part beside its own sources; new files among them are noticed. */
function listFixedInputs(folder, part) {
  const common = ['build.mjs', 'package-lock.json', 'tsconfig.json']
  return part === 'server' ? [...common, ...listSql(folder)] : [...common, findViteConfig(folder), ...listWebSources(folder)]
}

function hashFiles(folder, files) {
  const hash = createHash('sha256')
  for (const file of [...new Set(files)].sort()) {
    const path = join(folder, file)
    hash.update(file).update('\0')
    if (existsSync(path)) hash.update(readFileSync(path))
    hash.update('\0')
  }
  return hash.digest('hex')
}

function listFiles(folder, below, wanted) {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return listFiles(folder, path, wanted)
    return wanted(path) ? [path] : []
  })
}

function listSql(folder) {
  return listFiles(folder, 'src', (path) => /\/tables\/[^/]+\.sql$|\/policies\.sql$/.test(path))
}

/** More than the pages use, so that nothing they use is missed: everything but tests, SQL and the parts no page may import. */
function listWebSources(folder) {
  return listFiles(folder, 'src', (path) => !/^src\/(kernel|server)\/|\/fixtures\/|\.test\.tsx?$|\.sql$|\.md$/.test(path))
}

function findViteConfig(folder) {
  return existsSync(join(folder, 'vite.config.ts')) ? 'vite.config.ts' : undefined
}

/** Built beside and swapped in, so that a build cut off half-way leaves the old one. */
function swapIn(folder, part, built) {
  const place = join(folder, 'dist', part)
  const old = `${place}.old-${process.pid}`
  if (existsSync(place)) renameSync(place, old)
  renameSync(built, place)
  rmSync(old, { recursive: true, force: true })
}

function writeNote(folder, part, inputs) {
  const hash = hashFiles(folder, [...inputs, ...listFixedInputs(folder, part)])
  writeFileSync(noteOf(folder, part), JSON.stringify({ hash, inputs }))
}

/** Of the driver's connection.js: what it says, and what it should say. */
const mendings = [
  [
    '    const x = socket.write(chunk, fn)\n',
    "    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n      return false\n    }\n    const x = socket.write(chunk, fn)\n",
  ],
  ['    clearImmediate(nextWriteTimer)\n', '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n'],
]

/**
 * Takes the database driver into the bundle and mends it: version 3.4.9 ends the whole process when a transaction goes on after its connection
 * was cut (porsager/postgres#1154, #1208), and never writes again on a connection that was cut while something waited to be written.
 */
const mendDriver = {
  name: 'mend-driver',
  setup({ onResolve, onLoad, initialOptions }) {
    const folder = join(initialOptions.absWorkingDir, 'node_modules', 'postgres', 'src')
    onResolve({ filter: /^postgres$/ }, () => ({ path: join(folder, 'index.js') }))
    onLoad({ filter: /[\\/]postgres[\\/]src[\\/]connection\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, 'utf8')
      for (const [said, mended] of mendings) {
        if (!contents.includes(said)) throw new Error(`${path} is another version: look whether it still needs mending`)
        contents = contents.replaceAll(said, mended)
      }
      return { contents, loader: 'js' }
    })
  },
}

async function buildServer(folder) {
  const { build: bundle } = await import('esbuild')
  const built = join(folder, 'dist', `server.new-${process.pid}`)
  const entryPoints = ['main', 'cli', 'worker', 'reader']
    .map((name) => join(folder, 'src', 'server', `${name}.ts`))
    .filter((path) => existsSync(path))
  const { metafile } = await bundle({
    entryPoints,
    outdir: built,
    absWorkingDir: folder,
    bundle: true,
    packages: 'external',
    plugins: existsSync(join(folder, 'node_modules', 'postgres')) ? [mendDriver] : [],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    loader: { '.css': 'empty' },
    logLevel: 'warning',
  })
  const texts = Object.fromEntries(listSql(folder).map((path) => [path.slice('src/'.length), readFileSync(join(folder, path), 'utf8')]))
  writeFileSync(join(built, 'sql.json'), JSON.stringify(texts))
  swapIn(folder, 'server', built)
  writeNote(folder, 'server', Object.keys(metafile.inputs))
}

async function buildWeb(folder) {
  const config = findViteConfig(folder)
  if (!config) return
  const { build: bundle } = await import('vite')
  const built = join(folder, 'dist', `web.new-${process.pid}`)
  // The configuration reads it, since its last steps work on the finished files.
  process.env.LINLI_WEB_OUT = built
  await bundle({ configFile: join(folder, config), logLevel: 'warn' })
  swapIn(folder, 'web', built)
  writeNote(folder, 'web', [])
}

/** What builds that were killed left behind. */
function removeLeftovers(folder, part) {
  const dist = join(folder, 'dist')
  mkdirSync(dist, { recursive: true })
  for (const name of readdirSync(dist)) {
    if (new RegExp(`^${part}\\.(new|old)-\\d+$`).test(name)) rmSync(join(dist, name), { recursive: true, force: true })
  }
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const folder = dirname(fileURLToPath(import.meta.url))
  const part = process.argv[2]
  removeLeftovers(folder, part)
  try {
    await (part === 'server' ? buildServer(folder) : buildWeb(folder))
  } catch (error) {
    // esbuild has already shown its errors with their lines.
    if (!Array.isArray(error.errors)) process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  }
}
