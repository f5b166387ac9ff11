/**
 * Workbooks nobody should send, by the three roads a workbook comes in: `map`, an import and a request, each as the command line and the desk ask for
 * it. Each is read like any other or refused in a sentence that says what to do, in moderate time, and the house goes on.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Problem } from '#base/problem.ts'
import { unzipped } from '#ground/workbooks/hand-made.ts'
import type { Command } from '../../src/server/commands/command.ts'
import { fill } from '../../src/server/commands/fill.ts'
import { importRoster } from '../../src/server/commands/import-roster.ts'
import { map } from '../../src/server/commands/map.ts'
import { sentence } from '../../src/server/say.ts'
import { serve } from '../../src/server/serve.ts'
import { type RunningHouse, startHouse } from '../../src/server/start-house.ts'
import { workOn } from '../served.ts'
import { openTestDatabase, type TestDatabase } from '../server.ts'
import { hostileWorkbooks } from './hostile-workbooks.ts'
import { COMMUNITY, employClerk } from './served-house.ts'

/** Of processor time, all three roads together, against a floor taken just before; the heaviest of them takes a fifth. */
const MOST_FLOORS = 600
const silent = () => undefined

let folder: string
let database: TestDatabase
let running: RunningHouse
let served: { stop: () => Promise<void> }
let worker: { stop: () => Promise<void> }
let asked = 0
const outside = createServer((socket) => {
  asked += 1
  socket.destroy()
})
const folderBefore = process.env.LINLI_DATA

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linli-hostile-'))
  database = await openTestDatabase()
  running = await startHouse({ config: { url: database.url, folder }, say: silent, work: false })
  await employClerk({ folder, joined: (look) => look(running.database) })
  served = await serve(running, undefined, '127.0.0.1')
  worker = workOn(running.house)
  process.env.LINLI_DATA = folder
  await once(outside.listen(0, '127.0.0.1'), 'listening')
  await untilQuiet()
})
after(async () => {
  if (folderBefore === undefined) delete process.env.LINLI_DATA
  else process.env.LINLI_DATA = folderBefore
  outside.close()
  await worker?.stop()
  await served?.stop()
  await running?.stop()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

/** What came of it: the code it was refused with, or nothing. A refusal that is not in words for both languages is a failure. */
async function outcome(command: Command, path: string, options: Record<string, string> = {}): Promise<string | undefined> {
  try {
    await command.run([path], { as: 'clerk', ...options }, silent)
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const language of ['zh', 'en'] as const) {
      const words = sentence(error.code, error.details, language)
      assert.notEqual(words, error.code, 'there is a sentence')
      assert.doesNotMatch(words, /[{}]/, 'without holes')
    }
    return error.code
  }
}

/** The first file of a run waits until the others are loaded: that is not what its workbooks cost. */
async function untilQuiet(): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const began = process.cpuUsage()
    await new Promise((wait) => setTimeout(wait, 1000))
    const { user, system } = process.cpuUsage(began)
    if (user + system < 200_000) return
  }
}

/** Some text written and parsed: what a slow or busy machine is slower at, too. */
function parseLines(): void {
  const line = JSON.stringify(Array.from({ length: 30 }, (_, at) => `第${at}列的内容`))
  for (let at = 0; at < 20_000; at += 1) JSON.parse(line)
}

/** Microseconds of processor time, the least of three. */
function cpuOf(work: () => void): number {
  const once = () => {
    const began = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(began)
    return user + system
  }
  return Math.min(once(), once(), once())
}

for (const { name, file, bytes, meet } of hostileWorkbooks) {
  test(`${name}: ${meet ?? 'read'}`, async () => {
    const { port } = outside.address() as AddressInfo
    const content = await bytes(`http://127.0.0.1:${port}/other.xlsx`)
    const path = join(folder, file)
    await writeFile(path, content)
    const floor = cpuOf(parseLines)
    const began = process.cpuUsage()
    const out = join(folder, 'filled.xlsx')
    const said = {
      map: await outcome(map, path),
      import: await outcome(importRoster, path, { region: String(COMMUNITY) }),
      fill: await outcome(fill, path, { region: String(COMMUNITY), basis: '区民政局通知', out }),
    }
    const { user, system } = process.cpuUsage(began)
    assert.deepEqual(said, { map: meet, import: meet, fill: meet })
    const floors = Math.round((user + system) / floor)
    assert.ok(floors < MOST_FLOORS, `${floors} floors`)
    if (!meet && content.readUInt16BE(0) === 0x504b) await assertCarried(content, out)
  })
}

/** What hangs on a workbook and is not ours to understand comes back to the byte. */
async function assertCarried(source: Buffer, out: string): Promise<void> {
  const [before, filled] = [await unzipped(source), await unzipped(out)]
  for (const [part, content] of before)
    if (/externalLinks|vbaProject|media|drawings|embeddings/.test(part)) assert.ok(filled.get(part)?.equals(content), part)
}

test('no link of a workbook was followed', () => {
  assert.equal(asked, 0)
})
