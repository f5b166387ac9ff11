/**
 * `npm start` and `npm run linli`: look at the Node version, install and build what is missing or out of date, then run the server or a
 * command in this same process. Written so that an old Node, too, can read it and say what is wrong.
 */
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST_NODE = [20, 19]
const folder = dirname(realpathSync(fileURLToPath(import.meta.url)))

function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

function leave(reason) {
  const error = Object(reason)
  process.stderr.write(`${error.spoken ? error.message : error.stack || reason}\n`)
  process.exit(1)
}

async function main() {
  if (isTooOld(process.versions.node)) {
    process.stderr.write(
      `邻里需要 Node ${OLDEST_NODE.join('.')} 或更新的版本，这里是 ${process.versions.node}。请从 https://nodejs.org 安装新版本。\n` +
        `Linli needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org.\n`,
    )
    process.exit(1)
  }
  const words = process.argv.slice(2)
  const command = words[0] === '--cli'
  const { install, build } = await import('./build.mjs')
  install(folder)
  if (words[0] === '--build') return build(folder, ['server', 'web'])
  build(folder, command ? ['server'] : ['server', 'web'])
  const entry = join(folder, 'dist', 'server', command ? 'cli.js' : 'main.js')
  process.argv.splice(1, words.length + 1, entry, ...(command ? words.slice(1) : words))
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(entry).href)
}

main().catch(leave)
