// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a grid keeps the elements of the table it is, so that it prints and copies as one
/** The estate from near: every door a cell. Buildings are drawn when they come into sight; arrows walk from door to door and on into the next building. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useText } from './text-context.tsx'
import { WallBuildingTable } from './wall-building.tsx'
import {
  enterFrom,
  type PlannedBuilding,
  type Step,
  stepFrom,
  type WallAnswers,
  type WallEstate,
  type WallQuestion,
  type WallRow,
} from './wall-plan.ts'
import { doorTitle, findDoor } from './wall-words.ts'

export type WallDoorsProps = {
  estate: WallEstate
  plans: readonly PlannedBuilding[]
  question: WallQuestion
  answers: WallAnswers
  lit: string | undefined
  /** Building or door to come near to. */
  target: string | undefined
  /** Draw everything, for print. */
  all: boolean
  onOpen: (doorId: string) => void
}

const stepKeys: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
}

export function WallDoors({ estate, plans, question, answers, lit, target, all, onOpen }: WallDoorsProps) {
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string>()
  const told = useRef<(door: string | undefined) => void>(() => undefined)
  const homes = useMemo(
    () => new Map(plans.flatMap(({ building }) => building.doors.map((door) => [door.id, building.id] as const))),
    [plans],
  )
  useTarget(root, target, homes)
  const focusDoor = (id: string) => {
    const cell = root.current?.querySelector<HTMLElement>(`[data-door="${CSS.escape(id)}"]`)
    cell?.focus()
    return cell !== null && cell !== undefined
  }
  const goTo = (id: string, buildingId: string | undefined) => {
    if (focusDoor(id) || !buildingId) return
    // Not yet drawn: bring its building into sight, then try again.
    buildingIn(root.current, buildingId)?.scrollIntoView({ block: 'nearest' })
    soon(() => focusDoor(id))
  }
  const press = (event: KeyboardEvent) => {
    const id = doorOf(event.target)
    if (!id) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen(id)
      return
    }
    const home = plans.findIndex(({ building }) => building.id === homes.get(id))
    const next = nextDoor(plans, home, estate.rows ?? [], id, event.key, root.current)
    if (!next) return
    event.preventDefault()
    goTo(next.id, next.building)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grids inside hear through their frame, so that one listener serves thousands of doors
    <div
      ref={root}
      class="near"
      onKeyDown={press}
      onClick={(event) => {
        const id = doorOf(event.target)
        if (id) onOpen(id)
      }}
      onFocusIn={(event) => {
        const id = doorOf(event.target)
        if (id) setAt(id)
        told.current(id)
      }}
      onPointerOver={(event) => told.current(doorOf(event.target))}
    >
      <div class="near-buildings">
        {plans.map((planned) => (
          <WallBuildingTable
            key={planned.building.id}
            planned={planned}
            question={question}
            answers={answers}
            lit={lit}
            at={homes.get(at ?? '') === planned.building.id ? at : undefined}
            all={all}
          />
        ))}
        {(estate.rows ?? []).map((row) => (
          <Homesteads key={row.id} row={row} question={question} answers={answers} lit={lit} at={at} />
        ))}
      </div>
      <Told estate={estate} question={question} answers={answers} hear={told} />
    </div>
  )
}

type ToldProps = Pick<WallDoorsProps, 'estate' | 'question' | 'answers'> & { hear: { current: (door: string | undefined) => void } }

/** One line about the door that is pointed at or focused. It changes often, and alone. Listeners have the cell's own name. */
function Told({ estate, question, answers, hear }: ToldProps) {
  const text = useText()
  const [door, setDoor] = useState<string>()
  hear.current = setDoor
  return (
    <p class="wall-told no-print" aria-hidden="true">
      {door ? doorTitle(text, estate, question, answers, door) : <Hint />}
    </p>
  )
}

/** By keyboard, or by finger. */
function Hint() {
  const text = useText()
  return (
    <span class="quiet">
      <span class="hint-keys">{text.say('kit.wall-hint')}</span>
      <span class="hint-touch">{text.say('kit.wall-hint-touch')}</span>
    </span>
  )
}

function doorOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-door]')?.dataset.door : undefined
}

function buildingIn(root: HTMLElement | null, id: string): HTMLElement | null | undefined {
  return root?.querySelector<HTMLElement>(`[data-building="${CSS.escape(id)}"]`)
}

/** Try until it is done, for at most a second: a building is drawn only once it came into sight. */
function soon(act: () => boolean): () => void {
  const until = Date.now() + 1000
  let timer: ReturnType<typeof setTimeout>
  const attempt = () => {
    if (!act() && Date.now() < until) timer = setTimeout(attempt, 40)
  }
  timer = setTimeout(attempt, 40)
  return () => clearTimeout(timer)
}

function useTarget(root: { current: HTMLDivElement | null }, target: string | undefined, homes: ReadonlyMap<string, string>): void {
  const where = useRef(homes)
  where.current = homes
  useEffect(() => {
    if (!target) return
    // A door is gone back to, a building is come to from its top.
    const home = where.current.get(target)
    const find = () => root.current?.querySelector<HTMLElement>(`[data-door="${CSS.escape(target)}"]`)
    const frame = buildingIn(root.current, home ?? target) ?? find()
    frame?.scrollIntoView({ block: 'start' })
    return soon(() => {
      const door = find() ?? (home ? null : frame?.querySelector<HTMLElement>('[data-door]'))
      door?.focus({ preventScroll: home === undefined })
      return door !== null && door !== undefined
    })
  }, [target, root])
}

type Next = { id: string; building: string | undefined } | undefined

/** `index`: the building the door is in, -1 for a homestead. */
function nextDoor(
  plans: readonly PlannedBuilding[],
  index: number,
  rows: readonly WallRow[],
  id: string,
  key: string,
  root: HTMLElement | null,
): Next {
  const step = stepKeys[key]
  if (index < 0) return step && nextHomestead(rows, id, step, root)
  const here = plans[index]!
  if (key === 'PageUp' || key === 'PageDown') return enter(plans[index + (key === 'PageUp' ? -1 : 1)], 'left', here, id)
  if (!step) return undefined
  const door = stepFrom(here.plan, id, step)
  if (door) return { id: door.id, building: here.building.id }
  if (step === 'right') return enter(plans[index + 1], 'left', here, id)
  return step === 'left' ? enter(plans[index - 1], 'right', here, id) : undefined
}

function enter(next: PlannedBuilding | undefined, side: 'left' | 'right', from: PlannedBuilding, id: string): Next {
  const floor = from.building.doors.find((door) => door.id === id)?.floor ?? 1
  const door = next && enterFrom(next.plan, side, floor)
  return door && next && { id: door.id, building: next.building.id }
}

/** Homesteads flow in lines as wide as the window; up and down look where the cells really stand. */
function nextHomestead(rows: readonly WallRow[], id: string, step: Step, root: HTMLElement | null): Next {
  const all = rows.flatMap((row) => row.doors)
  const index = all.findIndex((door) => door.id === id)
  const sideways = { left: index - 1, right: index + 1, first: 0, last: all.length - 1 }
  if (step !== 'up' && step !== 'down') {
    const door = all[sideways[step]]
    return door && { id: door.id, building: undefined }
  }
  const found = nearestInLine(root, id, step)
  return found ? { id: found, building: undefined } : undefined
}

function nearestInLine(root: HTMLElement | null, id: string, step: 'up' | 'down'): string | undefined {
  const cells = [...(root?.querySelectorAll<HTMLElement>('.homestead') ?? [])].map((cell) => ({
    id: cell.dataset.door!,
    box: cell.getBoundingClientRect(),
  }))
  const own = cells.find((cell) => cell.id === id)?.box
  if (!own) return undefined
  const beyond = cells.filter(({ box }) => (step === 'down' ? box.top > own.top + 4 : box.top < own.top - 4))
  const far = ({ box }: { box: DOMRect }) => Math.abs(box.top - own.top) * 1000 + Math.abs(box.left - own.left)
  return beyond.sort((a, b) => far(a) - far(b))[0]?.id
}

type HomesteadsProps = { row: WallRow; question: WallQuestion; answers: WallAnswers; lit: string | undefined; at: string | undefined }

function Homesteads({ row, question, answers, lit, at }: HomesteadsProps) {
  const states = useMemo(() => new Map(question.states.map((state) => [state.id, state])), [question])
  return (
    <section class="homesteads" data-building={row.id}>
      <h3>{row.name}</h3>
      <ul class="homestead-list" aria-label={row.name}>
        {row.doors.map((door, index) => {
          const found = findDoor(states, answers, door.id)
          return (
            <li key={door.id}>
              <button
                type="button"
                class="homestead"
                data-door={door.id}
                data-tone={found.tone}
                data-dim={lit !== undefined && lit !== found.id ? '' : undefined}
                tabIndex={door.id === at || (!row.doors.some(({ id }) => id === at) && index === 0) ? 0 : -1}
              >
                <span class="homestead-no digits">{door.no}</span>
                <span class="homestead-mark" aria-hidden="true">
                  {found.value || found.mark}
                </span>
                <span class="unseen">
                  {found.label} {found.value}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
