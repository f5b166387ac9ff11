/** What is said about one door of the wall. */
import type { Text } from './text.ts'
import type { WallAnswers, WallDoor, WallEstate, WallQuestion, WallState, WallTone } from './wall-plan.ts'

export type FoundState = { id: string; label: string; mark: string; value: string; tone: WallTone | 'none' }

/** The state of a door, with its value; `none` where the question does not touch it. */
export function findDoor(states: ReadonlyMap<string, WallState>, answers: WallAnswers, doorId: string): FoundState {
  const answer = answers[doorId]
  const state = states.get((typeof answer === 'object' ? answer.state : answer) ?? '')
  if (!state) return { id: '', label: '', mark: '', value: '', tone: 'none' }
  return { ...state, value: typeof answer === 'object' ? answer.value : '' }
}

/** `3号楼 2单元 501`, in the order a resident says it. */
export function doorName(text: Text, building: string, door: Pick<WallDoor, 'no' | 'unit'>): string {
  const unit = door.unit ? text.say('kit.wall-unit', { unit: door.unit }) : ''
  return [building, unit, door.no].filter(Boolean).join(' ')
}

export function doorTitle(text: Text, estate: WallEstate, question: WallQuestion, answers: WallAnswers, doorId: string): string {
  const states = new Map(question.states.map((state) => [state.id, state]))
  const found = findDoor(states, answers, doorId)
  const said = [found.label, found.value].filter(Boolean).join(' ')
  for (const building of estate.buildings) {
    const door = building.doors.find(({ id }) => id === doorId)
    if (door) return [doorName(text, building.name, door), said].filter(Boolean).join(' · ')
  }
  for (const row of estate.rows ?? []) {
    const door = row.doors.find(({ id }) => id === doorId)
    if (door) return [`${row.name} ${text.say('kit.wall-house', { no: door.no })}`, said].filter(Boolean).join(' · ')
  }
  return said
}
