/** A command: its words, its options, what it does. */
import { accessSync, constants, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export type Progress = (stage: string, done: number, total: number) => void
export type CommandOptions = Record<string, string | boolean | string[] | undefined>
export type CommandResult = { data: unknown; text: string; failed?: boolean }
export type Command = {
  name: string
  brief: string
  help: string
  /** How many positional arguments it needs. */
  needs: number
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>
  run: (positionals: string[], options: CommandOptions, progress: Progress) => Promise<CommandResult>
}

/** The command line itself is wrong: exit code 2 with the command's help. */
export class UsageFailure extends Error {}

/** The demo town's community clerk, when no login is named. */
export const DEFAULT_LOGIN = 'chenjing'

export function loginOf(options: CommandOptions): string {
  return textOption(options, 'as') ?? DEFAULT_LOGIN
}

export function textOption(options: CommandOptions, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function listOption(options: CommandOptions, name: string): string[] {
  const value = options[name]
  return Array.isArray(value) ? value.flatMap((one) => one.split(/[,，\s]+/)).filter((one) => one !== '') : []
}

/** @throws UsageFailure when it was not given */
export function requiredOption(options: CommandOptions, name: string): string {
  const value = textOption(options, name)
  if (value === undefined) throw new UsageFailure(`--${name} ?`)
  return value
}

/** A path as it was typed: npm moves to the package's folder before it runs a script and tells where the person stood. */
export function pathOf(given: string): string {
  const stood = process.env.npm_lifecycle_event === 'linli' ? process.env.INIT_CWD : undefined
  return resolve(stood ?? process.cwd(), given)
}

/** @throws UsageFailure when there is no file to read at this path */
export function sourceOf(given: string): string {
  const path = pathOf(given)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new UsageFailure(`没有这个文件。No such file: ${path}`)
  return path
}

/** Asked before the work begins: what was filled for nothing would still stand in the export register. @throws UsageFailure when nothing can be written there */
export function targetOf(given: string): string {
  const path = pathOf(given)
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageFailure(`没有这个文件夹。No such folder: ${folder}`)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageFailure(`这是文件夹，请写文件名。This is a folder, name a file: ${path}`)
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new UsageFailure(`不能写入这个文件夹。Cannot write into ${folder}`)
  }
  return path
}

/** Lines of a house that is being started for one command go to stderr: stdout is the result. */
export function sayAside(line: string): void {
  process.stderr.write(`${line}\n`)
}
