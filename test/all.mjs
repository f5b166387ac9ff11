/**
 * All test files named in LINLI_TEST_FILES, in this one process. Each is imported inside a suite of its own, so that its hooks are its own
 * and a file that cannot be loaded is a failed suite, not the end of the others. `end.ts` comes first: its hook belongs to the process.
 */
import { after, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import './end.ts'

/** What a test left open must not keep the run waiting; a process that ends in good order is gone long before. */
const GRACE_MS = 5000

for (const file of JSON.parse(process.env.LINLI_TEST_FILES ?? '[]')) {
  describe(file, async () => {
    await import(pathToFileURL(file).href)
  })
}

after(() => {
  setTimeout(() => {
    process.stdout.write('  (something was left open; the process is ended)\n')
    process.exit()
  }, GRACE_MS).unref()
})
