/** Grids in which there is something to go for: open questions, or somebody due to be in touch with. Pure. */
import type { OutputOf } from '#base/contract.ts'
import type { listOpen } from '#ground/asks/contract.ts'
import type { listRounds } from '../contract.ts'

export type Grid = OutputOf<typeof listOpen>['grids'][number] & { contacts: number }
type DueGrid = OutputOf<typeof listRounds>['due'][number]

export function joinGrids(open: readonly Omit<Grid, 'contacts'>[], due: readonly DueGrid[]): Grid[] {
  const contacts = new Map(due.map((one) => [one.region, one.contacts]))
  const known = new Set(open.map(({ region }) => region))
  const others = due.filter(({ region }) => !known.has(region)).map((one): Grid => ({ ...one, ...nothingOpen }))
  return [...open.map((one): Grid => ({ ...one, contacts: contacts.get(one.region) ?? 0 })), ...others].sort((a, b) => a.region - b.region)
}

const nothingOpen = { doors: 0, people: 0, questions: 0, cells: 0, until: null }
