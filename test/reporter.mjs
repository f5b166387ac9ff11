/**
 * Reports a test process: one line for each file, failures in full, and for run.mjs a line of JSON for each finished file in the file
 * LINLI_TEST_RESULTS. That is written at once, so that a process which dies later has still told what it did.
 */
import { appendFileSync } from 'node:fs'
import { inspect } from 'node:util'

const results = process.env.LINLI_TEST_RESULTS

export default async function* report(events) {
  let path = []
  let file = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of events) {
    if (type === 'test:start') path = [...path.slice(0, data.nesting), data.name]
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const outcome = outcomeOf(type, data)
    if (outcome) file[outcome] += 1
    if (outcome === 'failed')
      yield `\n  ✖ ${[...path.slice(0, data.nesting), data.name].join(' › ')}\n${indent(textOf(data.details.error))}\n`
    if (data.nesting > 0) continue
    const seconds = data.details.duration_ms / 1000
    if (results) appendFileSync(results, `${JSON.stringify({ file: data.name, ...file, seconds })}\n`)
    const skipped = file.skipped > 0 ? `, ${file.skipped} skipped` : ''
    yield `${file.failed > 0 ? '✖' : '✔'} ${data.name}: ${file.passed} passed${file.failed > 0 ? `, ${file.failed} failed` : ''}${skipped} (${seconds.toFixed(1)} s)\n`
    file = { passed: 0, failed: 0, skipped: 0 }
  }
}

/** Suites do not count, unless they failed by themselves: a hook, or a file that could not be loaded. */
function outcomeOf(type, { details, skip, todo }) {
  if (details.type === 'suite') return type === 'test:fail' && details.error?.failureType !== 'subtestsFailed' ? 'failed' : undefined
  if (skip !== undefined) return 'skipped'
  if (type === 'test:pass') return 'passed'
  return todo === undefined ? 'failed' : 'skipped'
}

function textOf(error) {
  const cause = error?.cause ?? error
  return typeof cause === 'object' && cause !== null ? inspect(cause, { depth: 4, breakLength: 140 }) : String(cause)
}

function indent(text) {
  return text
    .split('\n')
    .filter((line) => !/node:internal|^\s+at async Promise\.all/.test(line))
    .map((line) => `    ${line}`)
    .join('\n')
}
