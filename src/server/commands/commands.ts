/** Every command, in the order the help shows them. */
import type { Command } from './command.ts'
import { house } from './house.ts'
import { map } from './map.ts'
import { verify } from './verify.ts'

export const commands: Command[] = [map, verify, house]
