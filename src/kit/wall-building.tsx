// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid keeps the elements of the table it is, so that it prints and copies as one
/** One building near: a table of floors × doors under a roof line, drawn only once it comes into sight. */
import { Fragment } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useText } from './text-context.tsx'
import {
  type BuildingPlan,
  type PlannedBuilding,
  shareOf,
  type WallAnswers,
  type WallDoor,
  type WallQuestion,
  type WallState,
} from './wall-plan.ts'
import { findDoor } from './wall-words.ts'

export type WallBuildingTableProps = {
  planned: PlannedBuilding
  question: WallQuestion
  answers: WallAnswers
  lit: string | undefined
  /** The door that holds the focus, where it is in this building. */
  at: string | undefined
  all: boolean
}

/** Few columns leave room for the door number in each cell; many leave one sign, with the number's tail over the column. */
const roomyUpTo = 9

export function WallBuildingTable({ planned, question, answers, lit, at, all }: WallBuildingTableProps) {
  const text = useText()
  const { building, plan } = planned
  const frame = useRef<HTMLElement>(null)
  const seen = useSeen(frame) || all
  const roomy = plan.columns <= roomyUpTo
  // Sixty buildings stand side by side; only the ones touched are built again.
  return useMemo(() => {
    const { label, share } = shareOf(building.doors, question, answers)
    const size = { '--columns': plan.columns, '--floors': plan.floors.length, '--gaps': plan.units.length - 1 }
    return (
      <section ref={frame} class="building" data-building={building.id} data-roomy={roomy ? '' : undefined} style={size}>
        <div class="building-body">
          {seen && <Floors planned={planned} question={question} answers={answers} lit={lit} at={at} roomy={roomy} />}
        </div>
        <h3 class="building-name">
          {building.name}
          <span class="digits quiet">
            {label} {text.percent(share)}
          </span>
        </h3>
      </section>
    )
  }, [planned, building, plan, question, answers, lit, at, seen, roomy, text])
}

type FloorsProps = {
  planned: PlannedBuilding
  question: WallQuestion
  answers: WallAnswers
  lit: string | undefined
  at: string | undefined
  roomy: boolean
}

function Floors({ planned: { building, plan }, question, answers, lit, at, roomy }: FloorsProps) {
  const text = useText()
  const states = useMemo(() => new Map(question.states.map((state) => [state.id, state])), [question])
  const begins = useMemo(() => unitBegins(plan), [plan])
  const current = at ?? plan.cells[plan.cells.length - 1]?.find(Boolean)?.id
  return (
    <table class="floors" role="grid" aria-label={building.name}>
      <thead>
        {plan.units.some(({ name }) => name) && (
          <tr>
            <td />
            {plan.units.map((unit) => (
              <Fragment key={unit.name}>
                {unit !== plan.units[0] && <td class="unit-gap" />}
                <th scope="colgroup" colSpan={unit.columns}>
                  {text.say('kit.wall-unit', { unit: unit.name })}
                </th>
              </Fragment>
            ))}
          </tr>
        )}
        {!roomy && (
          <tr class="floors-heads">
            <td />
            {plan.heads.map((head, column) => (
              <Fragment key={column}>
                {begins.has(column) && <td class="unit-gap" />}
                <td>{head}</td>
              </Fragment>
            ))}
          </tr>
        )}
      </thead>
      <tbody>
        {plan.floors.map((floor, row) => (
          <Floor
            key={floor}
            floor={floor}
            cells={plan.cells[row]!}
            begins={begins}
            states={states}
            answers={answers}
            lit={lit}
            roomy={roomy}
            current={plan.cells[row]!.some((door) => door?.id === current) ? current : undefined}
          />
        ))}
      </tbody>
    </table>
  )
}

type FloorProps = {
  floor: number
  cells: readonly (WallDoor | undefined)[]
  begins: ReadonlySet<number>
  states: ReadonlyMap<string, WallState>
  answers: WallAnswers
  lit: string | undefined
  roomy: boolean
  current: string | undefined
}

/** Built again only when something on it changed. */
function Floor({ floor, cells, begins, states, answers, lit, roomy, current }: FloorProps) {
  const text = useText()
  return useMemo(
    () => (
      <tr>
        <th scope="row" class="digits">
          {floor}
        </th>
        {cells.map((door, column) => {
          const gap = begins.has(column) && <td class="unit-gap" />
          if (!door) {
            return (
              <Fragment key={column}>
                {gap}
                <td class="no-door" />
              </Fragment>
            )
          }
          const found = findDoor(states, answers, door.id)
          // Begins with what is seen, so that who speaks to the page says what she reads.
          const seen = [roomy ? door.no : '', found.value || found.mark].filter(Boolean).join(' ')
          const rest = [roomy ? '' : door.no, door.unit ? text.say('kit.wall-unit', { unit: door.unit }) : '', found.label]
          return (
            <Fragment key={door.id}>
              {gap}
              <td
                class="door"
                data-door={door.id}
                data-tone={found.tone}
                data-dim={lit !== undefined && lit !== found.id ? '' : undefined}
                tabIndex={door.id === current ? 0 : -1}
                aria-label={[seen, ...rest].filter(Boolean).join(', ')}
              >
                {roomy && <span class="door-no digits">{door.no}</span>} <span class="door-mark">{found.value || found.mark}</span>
              </td>
            </Fragment>
          )
        })}
      </tr>
    ),
    [floor, cells, begins, states, answers, lit, roomy, current, text],
  )
}

/** Columns where a further unit begins: a gap stands before them. */
function unitBegins(plan: BuildingPlan): ReadonlySet<number> {
  const begins = new Set<number>()
  let column = 0
  for (const unit of plan.units) {
    if (column > 0) begins.add(column)
    column += unit.columns
  }
  return begins
}

/** Once near the window, always drawn: doors already shown do not vanish again. */
function useSeen(frame: { current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (seen || !frame.current) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true)
      },
      { rootMargin: '400px' },
    )
    watch.observe(frame.current)
    return () => watch.disconnect()
  }, [seen, frame])
  return seen
}
