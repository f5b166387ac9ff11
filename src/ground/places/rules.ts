/** Drawing buildings: the doors of a building and the order places are walked in. Pure. */

/** A key that sorts 2 before 10, and buildings with letters after their number. */
export function sortKey(text: string): string {
  return text.normalize('NFKC').replace(/\d+/g, (digits) => digits.padStart(5, '0'))
}

export type DrawnDoor = { unit: string; floor: number; door: string }

/** Doors by unit, floor and place on the floor: 101, 102, 201 … as most buildings are numbered. */
export function drawDoors(units: number, floors: number, doors: number): DrawnDoor[] {
  const drawn: DrawnDoor[] = []
  for (let unit = 1; unit <= units; unit += 1) {
    for (let floor = 1; floor <= floors; floor += 1) {
      for (let place = 1; place <= doors; place += 1) drawn.push({ unit: String(unit), floor, door: String(floor * 100 + place) })
    }
  }
  return drawn
}
