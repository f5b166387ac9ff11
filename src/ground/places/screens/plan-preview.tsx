/** The doors of a plan as they will stand: units side by side, the top floor above. A press leaves a door out, or takes it back in. */
import { useRef } from 'preact/hooks'
import { useText } from '#kit/text-context.tsx'
import type { BuildingPlan } from '../contract.ts'
import { type DrawnDoor, floorsOf, placeOf, unitName } from '../rules.ts'

export type PlanPreviewProps = {
  plan: BuildingPlan
  drawn: readonly DrawnDoor[]
  standing: ReadonlySet<string> | undefined
  leaveOut: readonly string[]
  onLeaveOut: (places: string[]) => void
}

export function PlanPreview({ plan, drawn, standing, leaveOut, onLeaveOut }: PlanPreviewProps) {
  const text = useText()
  const frame = useRef<HTMLDivElement>(null)
  const out = new Set(leaveOut)
  const floors = floorsOf(plan).reverse()
  const units = Array.from({ length: plan.units }, (_, at) => unitName(plan, at + 1))
  const toggle = (place: string) => onLeaveOut(out.has(place) ? leaveOut.filter((one) => one !== place) : [...leaveOut, place])
  return (
    <section class="plan-preview" aria-label={text.say('places.preview')}>
      <p class="quiet">
        {text.say('places.preview-lead', { floors: floors.length, doors: drawn.length - leaveOut.length, units: plan.units })}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows are heard for the buttons within */}
      <div class="plan-frame" ref={frame} onKeyDown={(event) => moveFocus(event, frame.current)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.say('places.floor')}</th>
              {units.map((unit) => (
                <th key={unit} scope="col">
                  {unit === null ? '' : text.say('places.unit', { unit })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {floors.map((floor) => (
              <tr key={floor}>
                <th scope="row">{floor}</th>
                {units.map((unit) => (
                  <td key={unit}>
                    {drawn
                      .filter((door) => door.unit === unit && door.floor === floor)
                      .map((door) => {
                        const place = placeOf(door)
                        const stands = standing?.has(`${door.unit ?? ''} ${door.door}`)
                        return (
                          <button
                            key={place}
                            type="button"
                            class="plan-door"
                            aria-pressed={!out.has(place)}
                            disabled={stands}
                            data-stands={stands ? '' : undefined}
                            onClick={() => toggle(place)}
                          >
                            {door.door}
                          </button>
                        )
                      })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Arrows go from door to door, so that nobody tabs through two hundred. */
function moveFocus(event: KeyboardEvent, frame: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const rows = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const here = document.activeElement
  if ((!step && !rows) || !frame || !(here instanceof HTMLElement)) return
  event.preventDefault()
  if (step) {
    const all = [...frame.querySelectorAll<HTMLElement>('.plan-door:not([disabled])')]
    all[all.indexOf(here) + step]?.focus()
    return
  }
  const row = here.closest('tr')
  const place = [...(row?.querySelectorAll('.plan-door') ?? [])].indexOf(here)
  const next = rows === 1 ? row?.nextElementSibling : row?.previousElementSibling
  next?.querySelectorAll<HTMLElement>('.plan-door')[place]?.focus()
}
