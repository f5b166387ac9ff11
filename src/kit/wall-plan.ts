/**
 * Where the doors of an estate stand on the building wall: floors × doors of each building, and the doors of a village in walking order.
 * Pure, so that the same plan draws the screen, the printed sheet and the keyboard's way from door to door.
 */
export type WallDoor = {
  id: string
  /** As the door plate says: `501`. */
  no: string
  /** Negative below ground. */
  floor: number
  /** Unit or stairwell: `1`, `A`; a building without units leaves it out. */
  unit?: string
  /** Place on its floor from the left, from 1; without it the door numbers decide. */
  place?: number
}

export type WallBuilding = { id: string; name: string; doors: readonly WallDoor[] }
/** Doors that stand in no building: a villagers' group, a row of homesteads, in walking order. */
export type WallRow = { id: string; name: string; doors: readonly Pick<WallDoor, 'id' | 'no'>[] }
export type WallEstate = { id: string; name: string; buildings: readonly WallBuilding[]; rows?: readonly WallRow[] }

/** What a door answers to the question of the moment: a state's id, with a short value to show where there is room. */
export type WallAnswer = string | { state: string; value: string }
export type WallAnswers = Readonly<Record<string, WallAnswer>>

export type WallTone =
  | 'known'
  | 'stale'
  | 'missing'
  | 'conflict'
  | 'closed'
  | 'late'
  | 'value-1'
  | 'value-2'
  | 'value-3'
  | 'value-4'
  | 'value-5'
  | 'value-6'

/** One answer a question can have. `mark` is one sign, so that colour is never alone. */
export type WallState = { id: string; label: string; tone: WallTone; mark: string }
export type WallQuestion = {
  id: string
  label: string
  states: readonly WallState[]
  /** The share that is told under each building; of the first state when left out. */
  share?: { label: string; states: readonly string[] }
}

export type PlannedUnit = { name: string; columns: number }
export type BuildingPlan = {
  units: PlannedUnit[]
  /** From the top floor down; floors without doors are left out. */
  floors: number[]
  /** One row per floor, one cell per column; undefined where no door is. */
  cells: (WallDoor | undefined)[][]
  /** Heads of the columns: the last two signs of the door numbers, where a whole column agrees. */
  heads: string[]
  columns: number
}

export type PlannedBuilding = { building: WallBuilding; plan: BuildingPlan }

export type Step = 'up' | 'down' | 'left' | 'right' | 'first' | 'last'

const inOrder = new Intl.Collator('zh-Hans-CN', { numeric: true }).compare

export function planBuilding(building: WallBuilding): BuildingPlan {
  const floors = [...new Set(building.doors.map(({ floor }) => floor))].sort((a, b) => b - a)
  const names = [...new Set(building.doors.map(({ unit }) => unit ?? ''))].sort(inOrder)
  const cells = floors.map((): (WallDoor | undefined)[] => [])
  const units = names.map((name): PlannedUnit => {
    const doors = building.doors.filter(({ unit }) => (unit ?? '') === name)
    const placed = placesOf(doors)
    const columns = Math.max(...placed.values()) + 1
    for (const row of cells) row.push(...Array<undefined>(columns).fill(undefined))
    for (const [door, place] of placed) {
      const row = cells[floors.indexOf(door.floor)]!
      row[row.length - columns + place] = door
    }
    return { name, columns }
  })
  const columns = units.reduce((sum, unit) => sum + unit.columns, 0)
  return { units, floors, cells, columns, heads: headsOf(cells, columns) }
}

/** The column of each door within its unit, from 0. Given places count; two doors never share one. */
function placesOf(doors: readonly WallDoor[]): Map<WallDoor, number> {
  const places = new Map<WallDoor, number>()
  for (const floor of new Set(doors.map((door) => door.floor))) {
    const here = doors.filter((door) => door.floor === floor).sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || inOrder(a.no, b.no))
    let next = 0
    for (const door of here) {
      next = Math.max(next, (door.place ?? 1) - 1)
      places.set(door, next)
      next++
    }
  }
  return places
}

function headsOf(cells: BuildingPlan['cells'], columns: number): string[] {
  return Array.from({ length: columns }, (_, column) => {
    const tails = new Set(cells.map((row) => row[column]?.no.slice(-2)).filter((tail) => tail !== undefined))
    return tails.size === 1 ? [...tails][0]! : ''
  })
}

/** The next door in a direction, over gaps; undefined at the edge of the building. */
export function stepFrom(plan: BuildingPlan, doorId: string, step: Step): WallDoor | undefined {
  const row = plan.cells.findIndex((cells) => cells.some((door) => door?.id === doorId))
  if (row < 0) return undefined
  const column = plan.cells[row]!.findIndex((door) => door?.id === doorId)
  if (step === 'first') return plan.cells[row]!.find(Boolean)
  if (step === 'last') return [...plan.cells[row]!].reverse().find(Boolean)
  if (step === 'left') return plan.cells[row]!.slice(0, column).reverse().find(Boolean)
  if (step === 'right') return plan.cells[row]!.slice(column + 1).find(Boolean)
  const rows = step === 'up' ? plan.cells.slice(0, row).reverse() : plan.cells.slice(row + 1)
  return rows.find((cells) => cells[column])?.[column] ?? rows.map((cells) => nearest(cells, column)).find(Boolean)
}

/** The door of a building one enters from the side, at the height one came from. */
export function enterFrom(plan: BuildingPlan, side: 'left' | 'right', floor: number): WallDoor | undefined {
  const byHeight = plan.floors.map((own, row) => ({ row, away: Math.abs(own - floor) })).sort((a, b) => a.away - b.away)
  for (const { row } of byHeight) {
    const cells = plan.cells[row]!
    const door = side === 'left' ? cells.find(Boolean) : [...cells].reverse().find(Boolean)
    if (door) return door
  }
  return undefined
}

function nearest(cells: (WallDoor | undefined)[], column: number): WallDoor | undefined {
  let best: { door: WallDoor; away: number } | undefined
  for (const [index, door] of cells.entries()) {
    const away = Math.abs(index - column)
    if (door && (!best || away < best.away)) best = { door, away }
  }
  return best?.door
}

export function stateOf(answers: WallAnswers, doorId: string): string | undefined {
  const answer = answers[doorId]
  return typeof answer === 'object' ? answer.state : answer
}

/** How many doors stand in each state; those without an answer under ''. */
export function countStates(doors: Iterable<{ id: string }>, answers: WallAnswers): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { id } of doors) {
    const state = stateOf(answers, id) ?? ''
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

/** How large the share of a building's doors is that its name plate tells. */
export function shareOf(doors: readonly { id: string }[], question: WallQuestion, answers: WallAnswers): { label: string; share: number } {
  const told = question.share ?? { label: question.states[0]?.label ?? '', states: question.states.slice(0, 1).map(({ id }) => id) }
  const counts = countStates(doors, answers)
  const counted = told.states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
  return { label: told.label, share: counted / Math.max(1, doors.length) }
}

export function doorsOf(estate: WallEstate): { id: string }[] {
  return [...estate.buildings.flatMap(({ doors }) => doors), ...(estate.rows ?? []).flatMap(({ doors }) => doors)]
}

export type Facade = { width: number; height: number; paths: { state: string; d: string }[] }

/** The small front of a building: one SVG path per state, however many windows. `pitch` = px from window to window. */
export function drawFacade(plan: BuildingPlan, answers: WallAnswers, pitch: number): Facade {
  const gap = Math.max(1.5, pitch * 0.22)
  const size = pitch - gap
  const unitGap = plan.units.length > 1 ? pitch * 0.5 : 0
  const lefts = columnLefts(plan, pitch, unitGap)
  const drawn = new Map<string, string>()
  for (const [row, cells] of plan.cells.entries()) {
    for (const [column, door] of cells.entries()) {
      if (!door) continue
      const state = stateOf(answers, door.id) ?? ''
      const x = round(lefts[column]! + gap / 2)
      const y = round(row * pitch + gap / 2)
      drawn.set(state, `${drawn.get(state) ?? ''}M${x} ${y}h${round(size)}v${round(size)}h${-round(size)}z`)
    }
  }
  const width = plan.columns * pitch + unitGap * Math.max(0, plan.units.length - 1)
  return { width: round(width), height: plan.floors.length * pitch, paths: [...drawn].map(([state, d]) => ({ state, d })) }
}

function columnLefts(plan: BuildingPlan, pitch: number, unitGap: number): number[] {
  const lefts: number[] = []
  for (const [index, unit] of plan.units.entries()) {
    for (let column = 0; column < unit.columns; column++) lefts.push(lefts.length * pitch + index * unitGap)
  }
  return lefts
}

/** Window pitch in px, so that the highest building of the estate stays about 288 px high: small windows for towers, large for cottages. */
export function pitchFor(plans: readonly BuildingPlan[]): number {
  const floors = Math.max(1, ...plans.map((plan) => plan.floors.length))
  return Math.min(16, Math.max(8, Math.floor(288 / floors)))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
