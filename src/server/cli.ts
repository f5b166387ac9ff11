/** `npm run linli -- <command>`: what an operator or a script does without a browser. Output on stdout, progress on stderr, exit code 0, 1 or 2. */
import { parseArgs } from 'node:util'
import { Problem } from '#base/problem.ts'
import { BackupFailure } from '#kernel/backup/failures.ts'
import { errorCode, StartFailure } from '#kernel/db/failures.ts'
import { isDatabaseLost } from '#kernel/db/lost.ts'
import { type CommandOptions, UsageFailure } from './commands/command.ts'
import { commands } from './commands/commands.ts'
import { sentence } from './say.ts'

/** 0 done; 1 refused or failed; 2 the command line itself is wrong. */
async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => words[at] === word))
  if (!command) return usage(words.length === 0 || words[0] === '--help' || words[0] === 'help')
  const rest = words.slice(command.name.split(' ').length)
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(command.options, rest)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${command.help}\n`)
    return 2
  }
  const options = parsed.values as CommandOptions
  if (options.help) {
    process.stdout.write(`${command.help}\n`)
    return 0
  }
  if (parsed.positionals.length < command.needs) {
    process.stderr.write(`${command.help}\n`)
    return 2
  }
  const json = options.json === true
  try {
    const result = await command.run(parsed.positionals, options, progressLine(json))
    process.stdout.write(json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`)
    return result.failed ? 1 : 0
  } catch (error) {
    if (error instanceof UsageFailure) {
      process.stderr.write(`${error.message}\n\n${command.help}\n`)
      return 2
    }
    return fail(error, json)
  }
}

function parse(options: (typeof commands)[number]['options'], args: string[]) {
  const common = { help: { type: 'boolean' }, json: { type: 'boolean' }, as: { type: 'string' } } as const
  return parseArgs({ args, options: { ...common, ...options }, allowPositionals: true })
}

function usage(asked: boolean): number {
  const lines = [
    'linli <command> [options]   (npm run linli -- <command> …)',
    '',
    ...commands.map(({ name, brief }) => `  ${name.padEnd(16)} ${brief}`),
    '',
    'Each with --help and --json; --as <login> names the post.',
  ]
  ;(asked ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`)
  return asked ? 0 : 2
}

function progressLine(json: boolean): (stage: string, done: number, total: number) => void {
  const live = process.stderr.isTTY && !json
  return (stage, done, total) => {
    if (live) process.stderr.write(`\r${stage} ${total > 0 ? `${done}/${total}` : done}   ${done === total ? '\n' : ''}`)
  }
}

function fail(error: unknown, json: boolean): number {
  if (error instanceof Problem) {
    const title = sentence(error.code, error.details)
    const fields = error.fields.map((field) => ({ ...field, title: sentence(field.say, field.with) }))
    if (json) process.stdout.write(`${JSON.stringify({ problem: { code: error.code, title, details: error.details, fields } })}\n`)
    else process.stderr.write(`${title}\n${fields.map((field) => `  ${field.path}: ${field.title}\n`).join('')}`)
    return 1
  }
  if (isDatabaseLost(error)) return fail(new Problem('house.busy'), json)
  if (['ENOSPC', 'EDQUOT'].includes(errorCode(error))) return fail(new Problem('house.disk-full'), json)
  // What the system says of a file names the file and the reason; where in the code it was asked helps nobody at a console.
  const known = error instanceof StartFailure || error instanceof BackupFailure || (error as NodeJS.ErrnoException).syscall !== undefined
  process.stderr.write(`${known ? (error as Error).message : ((error as Error)?.stack ?? String(error))}\n`)
  return 1
}

process.exitCode = await main()
