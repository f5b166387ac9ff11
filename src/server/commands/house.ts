import { describeHouse } from '../describe-house.ts'
import type { Command } from './command.ts'

export const house: Command = {
  name: 'house',
  brief: 'print modules, tables, operations and followers (docs/house.md)',
  help: `linli house [--json]

Prints how the house is wired: modules in dependency order, each with its tables, actions, views, jobs and followers.`,
  needs: 0,
  options: {},
  async run() {
    const data = await describeHouse()
    return { data: data.modules, text: data.markdown.trimEnd() }
  },
}
