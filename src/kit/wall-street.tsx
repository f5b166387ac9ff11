/** The estate from across the street: all buildings on one ground line. A press or Enter goes near to one. */
import { useMemo, useRef } from 'preact/hooks'
import { useText } from './text-context.tsx'
import {
  countStates,
  drawFacade,
  type PlannedBuilding,
  pitchFor,
  shareOf,
  type WallAnswers,
  type WallEstate,
  type WallQuestion,
  type WallTone,
} from './wall-plan.ts'

export type WallStreetProps = {
  estate: WallEstate
  plans: readonly PlannedBuilding[]
  question: WallQuestion
  answers: WallAnswers
  lit: string | undefined
  onOpen: (buildingId: string) => void
}

export function WallStreet({ estate, plans, question, answers, lit, onOpen }: WallStreetProps) {
  const street = useRef<HTMLUListElement>(null)
  const pitch = useMemo(() => pitchFor(plans.map(({ plan }) => plan)), [plans])
  const move = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const all = [...(street.current?.querySelectorAll<HTMLButtonElement>('.front') ?? [])]
    const next = step && all[all.indexOf(document.activeElement as HTMLButtonElement) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <ul class="street" ref={street} aria-label={estate.name} onKeyDown={move}>
      {plans.map((planned) => (
        <li key={planned.building.id}>
          <Front
            planned={planned}
            question={question}
            answers={answers}
            lit={lit}
            pitch={pitch}
            onOpen={() => onOpen(planned.building.id)}
          />
        </li>
      ))}
      {(estate.rows ?? []).map((row) => (
        <li key={row.id}>
          <Front planned={plannedRow(row)} question={question} answers={answers} lit={lit} pitch={16} onOpen={() => onOpen(row.id)} />
        </li>
      ))}
    </ul>
  )
}

type FrontProps = {
  planned: PlannedBuilding
  question: WallQuestion
  answers: WallAnswers
  lit: string | undefined
  pitch: number
  onOpen: () => void
}

function Front({ planned: { building, plan }, question, answers, lit, pitch, onOpen }: FrontProps) {
  const text = useText()
  const facade = useMemo(() => drawFacade(plan, answers, pitch), [plan, answers, pitch])
  const said = useMemo(() => sayCounts(building.doors, question, answers, text.number), [building, question, answers, text])
  const tones = new Map(question.states.map((state) => [state.id, state.tone]))
  const { label, share } = shareOf(building.doors, question, answers)
  return (
    <button type="button" class="front" onClick={onOpen}>
      <svg
        class="facade"
        width={facade.width + 8}
        height={facade.height + 8}
        viewBox={`-4 -4 ${facade.width + 8} ${facade.height + 8}`}
        aria-hidden="true"
        focusable="false"
      >
        <path class="facade-wall" d={`M-3.5 ${facade.height + 4}V-3.5H${facade.width + 3.5}V${facade.height + 4}`} />
        {facade.paths.map(({ state, d }) => (
          <path
            key={state}
            class="windows"
            data-tone={tones.get(state) ?? 'none'}
            data-dim={lit !== undefined && lit !== state ? '' : undefined}
            d={d}
          />
        ))}
      </svg>
      <span class="front-name">{building.name}</span>
      <span class="front-share digits">
        {label} {text.percent(share)}
      </span>
      <span class="unseen">{said}</span>
    </button>
  )
}

function sayCounts(
  doors: readonly { id: string }[],
  question: WallQuestion,
  answers: WallAnswers,
  number: (value: number) => string,
): string {
  const counts = countStates(doors, answers)
  return question.states
    .filter((state) => counts.get(state.id))
    .map((state) => `${state.label} ${number(counts.get(state.id)!)}`)
    .join(', ')
}

/** A row of homesteads seen from the street: cottages side by side, twelve to a line. */
function plannedRow(row: NonNullable<WallEstate['rows']>[number]): PlannedBuilding {
  const doors = row.doors.map((door, index) => ({ ...door, floor: -Math.floor(index / 12) }))
  const lines = [...new Set(doors.map(({ floor }) => floor))]
  const cells = lines.map((line) => {
    const here: ((typeof doors)[number] | undefined)[] = doors.filter(({ floor }) => floor === line)
    return here.concat(Array<undefined>(Math.min(12, doors.length) - here.length).fill(undefined))
  })
  const columns = Math.min(12, doors.length)
  const plan = { units: [{ name: '', columns }], floors: lines, cells, columns, heads: [] }
  return { building: { id: row.id, name: row.name, doors }, plan }
}

const hatched: Partial<Record<WallTone, string>> = {
  stale: 'M-1 1l2-2M0 4l4-4M3 5l2-2',
  conflict: 'M0 0l4 4M4 0l-4 4',
  closed: 'M0 2h4',
  late: 'M-1 3l2 2M0 0l4 4M3-1l2 2',
}

/** Patterns of the small fronts, once per page: fills refer to them by id. */
export function WallPatterns() {
  return (
    <svg class="unseen" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {Object.entries(hatched).map(([tone, d]) => (
          <pattern key={tone} id={`wall-${tone}`} width="4" height="4" patternUnits="userSpaceOnUse">
            <rect class="pattern-ground" data-tone={tone} width="4" height="4" />
            <path class="pattern-line" data-tone={tone} d={d} />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}
