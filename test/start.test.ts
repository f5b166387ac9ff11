/** start.mjs and build.mjs on a house of two files: what is built when, what is said where, and what happens when it cannot be. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../', import.meta.url))

describe('one command', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-start-'))
    for (const name of ['start.mjs', 'build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'])
      await copyFile(join(repository, name), join(folder, name))
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'))
    await mkdir(join(folder, 'src/server'), { recursive: true })
    await mkdir(join(folder, 'src/ground/doors/tables'), { recursive: true })
    await write('src/server/words.ts', `export const words: string[] = process.argv.slice(2)\n`)
    await write('src/server/cli.ts', `import { words } from '#server/words.ts'\nconsole.log(JSON.stringify(words))\n`)
    await write('src/server/main.ts', `import { words } from '#server/words.ts'\nconsole.log('serving', process.argv[1], words.length)\n`)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const write = (path: string, text: string) => writeFile(join(folder, path), text)
  const start = (args: string[], env: Record<string, string> = {}, options: string[] = []) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...options, 'start.mjs', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    })
    return { status, stdout, stderr }
  }

  test('a command builds first, says so on stderr, and its output is its own; the second time it only runs', () => {
    const first = start(['--cli', 'facts', 'list', '--json'])
    assert.deepEqual([first.status, first.stdout], [0, '["facts","list","--json"]\n'])
    assert.match(first.stderr, /正在编译/)
    assert.deepEqual(start(['--cli', 'a b', '']), { status: 0, stdout: '["a b",""]\n', stderr: '' })
  })

  test('the server runs as the program it is', () => {
    assert.deepEqual(start([]).stdout, `serving ${join(folder, 'dist/server/main.js')} 0\n`)
  })

  test('a changed source and a new SQL file are noticed', async () => {
    await write('src/server/words.ts', `export const words: string[] = ['changed']\n`)
    assert.equal(start(['--cli']).stdout, '["changed"]\n')
    await write('src/ground/doors/tables/0001-door.sql', 'select 1;\n')
    assert.match(start(['--cli']).stderr, /正在编译/)
    assert.deepEqual(JSON.parse(await readFile(join(folder, 'dist/server/sql.json'), 'utf8')), {
      'ground/doors/tables/0001-door.sql': 'select 1;\n',
    })
    assert.equal(start(['--cli']).stderr, '')
  })

  test('a source that does not build is shown with its place, and nothing stale runs', async () => {
    await write('src/server/words.ts', 'export const words = [\n')
    const { status, stdout, stderr } = start(['--cli'])
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /src\/server\/words\.ts:2/)
    assert.match(stderr, /没有编译成功/)
    await write('src/server/words.ts', `export const words: string[] = []\n`)
    assert.equal(start(['--cli']).status, 0)
  })

  test('packages are installed when the lock asks for others, without a word on stdout', async () => {
    const lock = await readFile(join(folder, 'package-lock.json'), 'utf8')
    const wanted = JSON.parse(lock) as { packages: Record<string, { version: string }> }
    wanted.packages['node_modules/postgres'] = { version: '9.9.9' }
    await write('package-lock.json', JSON.stringify(wanted))
    await write('npm-cli.js', `console.log('npm', process.argv.slice(2).join(' ')); process.exit(Number(process.env.NPM_FAILS ?? 0))\n`)
    const npm = { npm_execpath: join(folder, 'npm-cli.js') }
    const installed = start(['--cli', 'x'], npm)
    assert.deepEqual([installed.status, installed.stdout], [0, '[]\n'])
    assert.match(installed.stderr, /npm ci/)
    const failed = start(['--cli', 'x'], { ...npm, NPM_FAILS: '1' })
    assert.deepEqual([failed.status, failed.stdout], [1, ''])
    assert.match(failed.stderr, /依赖没有装上[\s\S]*could not be installed/)
    await write('package-lock.json', lock)
  })

  test('an old Node is told to make room for a newer one', () => {
    const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`
    const { status, stdout, stderr } = start([], {}, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`])
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /Node 20\.19.*18\.20\.8[\s\S]*Linli needs Node 20\.19/)
  })
})
