/** Every query of the house is understood by the migrated database: its tables, columns, functions and types are there (DESIGN §7). */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Sql } from 'postgres'
import { connectAsSuperuser, openTestDatabase, type TestDatabase } from './server.ts'
import { readSources } from './sources.ts'

type Query = { where: string; text: string }

/** Pieces of SQL are no query of their own; where one is put in, the whole is only known when it runs, which the tests of its module do. */
const statement = /^\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|with)\b/i

let database: TestDatabase
let admin: Sql

before(async () => {
  database = await openTestDatabase()
  admin = connectAsSuperuser(database)
})
after(async () => {
  await admin.end()
  await database.close()
})

test('every query that stands in one piece can be prepared', async () => {
  const queries = [...readSources().values()].flatMap(({ path, text }) => queriesOf(path, text))
  assert.ok(queries.length > 120, `${queries.length} were found`)
  const refused: string[] = []
  for (const { where, text } of queries) {
    const reason = await admin.unsafe(`prepare house_query as ${text}`).then(
      () => undefined,
      (error: Error) => error.message,
    )
    if (reason === undefined) await admin.unsafe('deallocate house_query')
    else refused.push(`${where}: ${reason}`)
  }
  assert.deepEqual(refused, [])
})

test('nothing is joined by coalesce(): to row policies it could tell what they hide, so no index is used for it', () => {
  const joined = [...readSources().values()].flatMap(({ path, text }) =>
    [...text.matchAll(/[. ](?:id|[a-z]+_id) = coalesce\(/g)].map(({ index }) => `${path}:${text.slice(0, index).split('\n').length}`),
  )
  assert.deepEqual(joined, [], 'write a case: see facts/merged-queries.ts')
})

function queriesOf(path: string, source: string): Query[] {
  return [...source.matchAll(/\b(?:sql|app|owner|admin)(?:<[^`;]*?>)?`/g)].flatMap(({ index, 0: opening }) => {
    const { text, holes } = readTemplate(source, index + opening.length)
    if (!statement.test(text) || holes.some((hole) => /\b(?:sql|Tx|owner|app|admin)\b/.test(hole))) return []
    return [{ where: `${path}:${source.slice(0, index).split('\n').length}`, text }]
  })
}

/** The text of a template from behind its first backtick, its holes as `$1`, `$2` … */
function readTemplate(source: string, from: number): { text: string; holes: string[] } {
  const holes: string[] = []
  let text = ''
  for (let at = from; at < source.length && source[at] !== '`'; at += 1) {
    if (source[at] !== '$' || source[at + 1] !== '{') {
      text += source[at]
      continue
    }
    const end = endOfHole(source, at + 2)
    holes.push(source.slice(at + 2, end))
    text += `$${holes.length}`
    at = end
  }
  return { text, holes }
}

function endOfHole(source: string, from: number): number {
  let depth = 1
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '{') depth += 1
    if (source[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  throw new Error('a template does not end')
}
