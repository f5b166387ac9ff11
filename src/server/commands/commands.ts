/** Every command, in the order the help shows them. */
import { backup } from './backup.ts'
import { clockDue } from './clock-due.ts'
import { code } from './code.ts'
import type { Command } from './command.ts'
import { fill } from './fill.ts'
import { house } from './house.ts'
import { importRoster } from './import-roster.ts'
import { map } from './map.ts'
import { rates } from './rates.ts'
import { regionsLoad } from './regions-load.ts'
import { restore } from './restore.ts'
import { route } from './route.ts'
import { staffAdd } from './staff-add.ts'
import { typesCheck } from './types-check.ts'
import { verify } from './verify.ts'

export const commands: Command[] = [
  regionsLoad,
  staffAdd,
  importRoster,
  map,
  fill,
  route,
  clockDue,
  typesCheck,
  rates,
  verify,
  backup,
  restore,
  house,
  code,
]
