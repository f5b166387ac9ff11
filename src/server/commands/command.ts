/** A command: its words, its options, what it does. */
export type Progress = (stage: string, done: number, total: number) => void
export type CommandResult = { data: unknown; text: string; failed?: boolean }
export type Command = {
  name: string
  brief: string
  help: string
  /** How many positional arguments it needs. */
  needs: number
  options: Record<string, { type: 'string' | 'boolean' }>
  run: (positionals: string[], options: Record<string, string | boolean | undefined>, progress: Progress) => Promise<CommandResult>
}

/** The demo town's community clerk, when no login is named. */
export const DEFAULT_LOGIN = 'chenjing'

export function loginOf(options: Record<string, string | boolean | undefined>): string {
  return typeof options.as === 'string' ? options.as : DEFAULT_LOGIN
}

/** Lines of a house that is being started for one command go to stderr: stdout is the result. */
export function sayAside(line: string): void {
  process.stderr.write(`${line}\n`)
}
